import { Migration } from '@mikro-orm/migrations';

/**
 * Tells open answer sheets what has changed: each change of an answer, of a sheet's state and of its round is announced in
 * its own transaction, whoever makes it and by whatever statement. PostgreSQL hands announcements to every database session
 * that listens, whichever ministry it serves, so they hold ids and versions and nothing else; the content is then read
 * behind the wall. A table whose rows have `sheet_id` joins in with a trigger of its own.
 */
export class Migration20261127003700_announce_changes extends Migration {
  override up(): void {
    this.addSql(`
      create function announce_change() returns trigger language plpgsql as $$
      declare
        changed jsonb := to_jsonb(new);
      begin
        perform pg_notify('sheet_change', jsonb_build_object(
          'kind', tg_table_name, 'tenant', changed -> 'tenant_id', 'subject', coalesce(changed -> 'sheet_id', changed -> 'id'),
          'feature', changed -> 'survey_feature_id', 'version', changed -> 'version',
          'by', case when changed ->> 'tenant_id' = current_setting('app.tenant', true) then current_setting('app.account', true) end)::text);
        return null;
      end $$`);
    this.addSql(`create trigger announce_change after insert or update on answer for each row execute function announce_change()`);
    // The count follows from the answers, which are announced one by one.
    this.addSql(`
      create trigger announce_change after update on answer_sheet for each row
      when (to_jsonb(old) - array['version', 'answered_count'] is distinct from to_jsonb(new) - array['version', 'answered_count'])
      execute function announce_change()`);
    this.addSql(`create trigger announce_change after update on survey_round for each row execute function announce_change()`);
  }

  override down(): void {
    for (const table of ['survey_round', 'answer_sheet', 'answer']) this.addSql(`drop trigger announce_change on ${table}`);
    this.addSql(`drop function announce_change`);
  }
}
