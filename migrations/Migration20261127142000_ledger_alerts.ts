import { Migration } from '@mikro-orm/migrations';

const WAITING = `'SHEET_DUE', 'SHEET_RETURNED', 'ROW_QUESTION', 'DELEGATION', 'CONFIRMATION', 'HANDOVER'`;
const DATES = `'CONTRACT_END_UNKNOWN', 'CONTRACT_NOTICE', 'PROCUREMENT_START', 'CONTRACT_END', 'LICENCE_END', 'SUPPORT_END', 'PLANNED_STOP', 'REQUEST_CUTOFF', 'REQUEST_DUE'`;

/** People are told of dates in the ledger, by the mail that tells them what waits for them. */
export class Migration20261127142000_ledger_alerts extends Migration {
  override name = 'Migration20261127142000_ledger_alerts';

  override up(): void {
    this.addSql(`alter table "reminder" drop constraint "reminder_kind_check"`);
    this.addSql(`alter table "reminder" add constraint "reminder_kind_check" check ("kind" in (${WAITING}, ${DATES}))`);
  }

  /** Refused by the database once anybody was told of a date: to forget that would tell it again. */
  override down(): void {
    this.addSql(`alter table "reminder" drop constraint "reminder_kind_check"`);
    this.addSql(`alter table "reminder" add constraint "reminder_kind_check" check ("kind" in (${WAITING}))`);
  }
}
