import { Migration } from '@mikro-orm/migrations';

/** Tokens with which scripts act for a person, and tables of a transaction's own, into which imports copy their rows. */
export class Migration20261127092500_api_tokens extends Migration {
  override up(): void {
    this.table();
    this.wall();
    this.rights();
    this.record(`set search_path = pg_catalog, public, pg_temp`, ` - 'token_hash'`, `array['version', 'answered_count', 'last_used_at']`);
    this.addSql(`create trigger record_change after insert or update or delete on api_token for each row execute function record_change()`);
  }

  private table(): void {
    this.addSql(
      `create table "api_token" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "account_id" uuid not null, "name" text not null, "scope" text not null, "prefix" text not null, "token_hash" text not null, "created_at" timestamptz not null default now(), "expires_at" timestamptz not null, "last_used_at" timestamptz null, "revoked_at" timestamptz null, primary key ("id"))`,
    );
    this.addSql(`create index "api_token_tenant_id_index" on "api_token" ("tenant_id")`);
    this.addSql(`create index "api_token_account_id_index" on "api_token" ("account_id")`);
    this.addSql(`alter table "api_token" add constraint "api_token_token_hash_unique" unique ("token_hash")`);
    this.addSql(`alter table "api_token" add constraint "api_token_scope_check" check ("scope" in ('USAGE_LOG_IMPORT'))`);
    this.addSql(
      `alter table "api_token" add constraint "api_token_account_id_foreign" foreign key ("account_id") references "account" ("id")`,
    );
  }

  private wall(): void {
    this.addSql(`alter table "api_token" enable row level security`);
    this.addSql(`alter table "api_token" force row level security`);
    this.addSql(`create policy "app_rows" on "api_token" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "api_token" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_insert" on "api_token" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "api_token" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "api_token" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "api_token" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "api_token" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "parent_account_id_insert" on "api_token" as restrictive for insert to "portal_app" with check (exists (select from account parent where parent.id = api_token.account_id))`,
    );
    this.addSql(
      `create policy "parent_account_id_update" on "api_token" as restrictive for update to "portal_app" using (true) with check (exists (select from account parent where parent.id = api_token.account_id))`,
    );
    this.addSql(`create policy "sign_in_rows" on "api_token" for select to "portal_sign_in" using (true)`);
    this.addSql(`create policy "sign_in_use" on "api_token" for update to "portal_sign_in" using (true) with check (true)`);
  }

  private rights(): void {
    const seen = 'id, tenant_id, account_id, name, scope, prefix, created_at, expires_at, last_used_at, revoked_at';
    // The hash is written and never read again, but to find whose a token is.
    this.addSql(`grant insert, select (${seen}), update (revoked_at) on api_token to portal_app`);
    this.addSql(`grant select (${seen}) on api_token to portal_portfolio`);
    this.addSql('grant select, update (last_used_at) on api_token to portal_sign_in');
    // Row level security refuses to copy into a table; a table of the transaction's own has none and is gone with it.
    this.addSql(`do $$ begin execute format('grant temporary on database %I to portal_app', current_database()); end $$`);
  }

  /**
   * Keeps the record of changes free of token hashes, and does not record that a token was used, which is no change. Tables of a
   * session's own, which a login can make now, come last when the function looks for one.
   */
  private record(searchPath: string, without: string, aside: string): void {
    this.addSql(`
      create or replace function record_change() returns trigger language plpgsql security definer ${searchPath} as $$
      declare
        before jsonb := case when tg_op <> 'INSERT' then to_jsonb(old)${without} end;
        after jsonb := case when tg_op <> 'DELETE' then to_jsonb(new)${without} end;
        subject jsonb := coalesce(after, before);
      begin
        if before - ${aside} = after - ${aside} then return null; end if;
        insert into audit_entry (tenant_id, subject_tenant_id, account_id, actor_name, actor_roles, action, subject, subject_id, reason, before, after, request_id)
        values (
          current_tenant_id(), coalesce(subject ->> 'tenant_id', subject ->> 'id')::uuid, current_account_id(),
          current_setting('app.actor'), current_roles(), current_setting('app.action') || ' ' || lower(tg_op), tg_table_name,
          (subject ->> 'id')::uuid, nullif(current_setting('app.reason'), ''), before, after, nullif(current_setting('app.request'), ''));
        return null;
      end $$`);
  }

  override down(): void {
    this.addSql(`do $$ begin execute format('revoke temporary on database %I from portal_app', current_database()); end $$`);
    this.addSql('drop table api_token');
    this.record('set search_path = pg_catalog, public', '', `array['version', 'answered_count']`);
  }
}
