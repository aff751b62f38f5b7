import { Migration } from '@mikro-orm/migrations';

/** A token may be for a calendar. */
export class Migration20261127143000_calendar_tokens extends Migration {
  override name = 'Migration20261127143000_calendar_tokens';

  override up(): void {
    this.addSql(`alter table "api_token" drop constraint "api_token_scope_check"`);
    this.addSql(`alter table "api_token" add constraint "api_token_scope_check" check ("scope" in ('CALENDAR', 'USAGE_LOG_IMPORT'))`);
  }

  /** Refused by the database while there is a token for a calendar. */
  override down(): void {
    this.addSql(`alter table "api_token" drop constraint "api_token_scope_check"`);
    this.addSql(`alter table "api_token" add constraint "api_token_scope_check" check ("scope" in ('USAGE_LOG_IMPORT'))`);
  }
}
