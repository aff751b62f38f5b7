import { Migration } from '@mikro-orm/migrations';

/** A request passes several hands before the deadline, each with a day of its own. */
export class Migration20261128094000_request_cutoffs extends Migration {
  override up(): void {
    this.addSql(`alter table "request_calendar" add column "cutoffs" jsonb not null default '[]'`);
    this.addSql(
      `update "request_calendar" set "cutoffs" = jsonb_build_array(jsonb_build_object('name', '省内締切', 'on', cutoff_on::text)) where "cutoff_on" is not null`,
    );
    this.addSql(`alter table "request_calendar" alter column "cutoffs" drop default`);
    this.addSql(`alter table "request_calendar" drop constraint "request_calendar_days_check", drop column "cutoff_on"`);
  }

  /** Keeps the last of them, which the request must not miss. */
  override down(): void {
    this.addSql(`alter table "request_calendar" add column "cutoff_on" date null`);
    this.addSql(
      `update "request_calendar" set "cutoff_on" = (select max((cutoff ->> 'on')::date) from jsonb_array_elements("cutoffs") cutoff)`,
    );
    this.addSql(`alter table "request_calendar" add constraint "request_calendar_days_check" check (cutoff_on <= due_on)`);
    this.addSql(`alter table "request_calendar" drop column "cutoffs"`);
  }
}
