import { Migration } from '@mikro-orm/migrations';

const TOLD = `'SHEET_DUE', 'SHEET_RETURNED', 'ROW_QUESTION', 'DELEGATION', 'CONFIRMATION', 'HANDOVER', 'CONTRACT_END_UNKNOWN', 'CONTRACT_NOTICE', 'PROCUREMENT_START', 'CONTRACT_END', 'LICENCE_END', 'SUPPORT_END', 'PLANNED_STOP', 'REQUEST_CUTOFF', 'REQUEST_DUE'`;

/** Somebody tries whether mails arrive, and the log shows it. */
export class Migration20261128104500_test_mails extends Migration {
  override name = 'Migration20261128104500_test_mails';

  override up(): void {
    this.addSql(`alter table "reminder" drop constraint "reminder_kind_check"`);
    this.addSql(`alter table "reminder" add constraint "reminder_kind_check" check ("kind" in (${TOLD}, 'TEST'))`);
  }

  /** Refused by the database once anybody sent a test: what the log shows is not thrown away. */
  override down(): void {
    this.addSql(`alter table "reminder" drop constraint "reminder_kind_check"`);
    this.addSql(`alter table "reminder" add constraint "reminder_kind_check" check ("kind" in (${TOLD}))`);
  }
}
