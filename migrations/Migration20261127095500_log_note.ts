import { Migration } from '@mikro-orm/migrations';

/** Why an answer holds although the log says otherwise. */
export class Migration20261127095500_log_note extends Migration {
  override up(): void {
    for (const table of ['answer', 'submitted_answer']) this.addSql(`alter table "${table}" add "log_note" text null`);
  }

  override down(): void {
    for (const table of ['answer', 'submitted_answer']) this.addSql(`alter table "${table}" drop column "log_note"`);
  }
}
