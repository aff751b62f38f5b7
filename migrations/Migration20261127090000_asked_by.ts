import { Migration } from '@mikro-orm/migrations';

/** Who has asked for a part of a sheet or about a row, so that it can be handed over; of what was asked until now that is not known. */
export class Migration20261127090000_asked_by extends Migration {
  override up(): void {
    for (const table of ['delegation', 'row_question']) {
      this.addSql(`alter table "${table}" add "asked_by_id" uuid null`);
      this.addSql(`create index "${table}_asked_by_id_index" on "${table}" ("asked_by_id")`);
    }
    // A question stays as it was asked, and by whom; who looks after it may change.
    this.addSql('grant update (asked_by_id) on row_question to portal_app');
  }

  override down(): void {
    for (const table of ['delegation', 'row_question']) this.addSql(`alter table "${table}" drop column "asked_by_id"`);
  }
}
