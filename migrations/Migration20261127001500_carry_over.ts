import { Migration } from '@mikro-orm/migrations';

/** An answer knows whether it was taken over from the ministry's last round, and a submission keeps that. */
export class Migration20261127001500_carry_over extends Migration {
  override up(): void {
    for (const table of ['answer', 'submitted_answer']) {
      this.addSql(`alter table "${table}" add column "carry_over" text null`);
      this.addSql(`alter table "${table}" add constraint "${table}_carry_over_check" check ("carry_over" in ('UNCONFIRMED', 'CONFIRMED'))`);
    }
  }

  override down(): void {
    for (const table of ['answer', 'submitted_answer']) this.addSql(`alter table "${table}" drop column "carry_over"`);
  }
}
