import { Migration } from '@mikro-orm/migrations';

/** Tells open answer sheets of parts that colleagues are asked for, and of questions about rows. */
export class Migration20261127091000_announce_delegations_and_questions extends Migration {
  override up(): void {
    for (const table of ['delegation', 'row_question'])
      this.addSql(`create trigger announce_change after insert or update on ${table} for each row execute function announce_change()`);
  }

  override down(): void {
    for (const table of ['delegation', 'row_question']) this.addSql(`drop trigger announce_change on ${table}`);
  }
}
