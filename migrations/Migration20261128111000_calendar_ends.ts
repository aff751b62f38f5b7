import { Migration } from '@mikro-orm/migrations';

const TOLD = `'SHEET_DUE', 'SHEET_RETURNED', 'ROW_QUESTION', 'DELEGATION', 'CONFIRMATION', 'HANDOVER', 'CONTRACT_END_UNKNOWN', 'CONTRACT_NOTICE', 'PROCUREMENT_START', 'CONTRACT_END', 'LICENCE_END', 'SUPPORT_END', 'PLANNED_STOP', 'REQUEST_CUTOFF', 'REQUEST_DUE'`;

/** Whoever has a calendar is told before it falls silent. */
export class Migration20261128111000_calendar_ends extends Migration {
  override name = 'Migration20261128111000_calendar_ends';

  override up(): void {
    this.addSql(`alter table "reminder" drop constraint "reminder_kind_check"`);
    this.addSql(`alter table "reminder" add constraint "reminder_kind_check" check ("kind" in (${TOLD}, 'CALENDAR_END', 'TEST'))`);
  }

  /** Refused by the database once anybody was told: to forget that would tell it again. */
  override down(): void {
    this.addSql(`alter table "reminder" drop constraint "reminder_kind_check"`);
    this.addSql(`alter table "reminder" add constraint "reminder_kind_check" check ("kind" in (${TOLD}, 'TEST'))`);
  }
}
