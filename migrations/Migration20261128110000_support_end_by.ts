import { Migration } from '@mikro-orm/migrations';

/** Who recorded an end of support against the life cycle of the product, and when. Of those from before nobody knows it. */
export class Migration20261128110000_support_end_by extends Migration {
  override name = 'Migration20261128110000_support_end_by';

  override up(): void {
    this.addSql(`alter table "contract" add column "support_end_by_name" text null, add column "support_end_at" timestamptz null`);
    // The day comes by the form and by imports; here it is noted for all of them.
    this.addSql(`create function note_support_end() returns trigger language plpgsql as $$
      begin
        if tg_op = 'INSERT' or (new.support_ends_on, new.support_end_source) is distinct from (old.support_ends_on, old.support_end_source) then
          new.support_end_by_name := case when new.support_ends_on is not null then nullif(current_setting('app.actor', true), '') end;
          new.support_end_at := case when new.support_ends_on is not null then clock_timestamp() end;
        end if;
        return new;
      end $$`);
    this.addSql(`create trigger note_support_end before insert or update on contract for each row execute function note_support_end()`);
  }

  override down(): void {
    this.addSql(`drop trigger note_support_end on contract`);
    this.addSql(`drop function note_support_end()`);
    this.addSql(`alter table "contract" drop column "support_end_by_name", drop column "support_end_at"`);
  }
}
