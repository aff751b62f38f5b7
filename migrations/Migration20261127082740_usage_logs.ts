import { Migration } from '@mikro-orm/migrations';

/** Usage logs: what each ministry used how often, by the keys of the log, and what these stand for. */
export class Migration20261127082740_usage_logs extends Migration {
  override up(): void {
    this.tables();
    this.walls();
    this.rights();
  }

  private tables(): void {
    this.addSql(
      `create table "usage_log_import" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "system_id" uuid not null, "imported_at" timestamptz not null default now(), "imported_by_name" text not null, "file_name" text null, "row_count" int not null, "new_count" int not null, "changed_count" int not null, "unchanged_count" int not null, "refused_count" int not null, "unmapped_count" int not null, "months" text[] not null, primary key ("id"))`,
    );
    this.addSql(`create index "usage_log_import_tenant_id_index" on "usage_log_import" ("tenant_id")`);
    this.addSql(`create index "usage_log_import_system_id_index" on "usage_log_import" ("system_id")`);
    this.addSql(
      `create table "usage_log_key" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "version" int not null default 1, "system_id" uuid not null, "key" text not null, "feature_id" uuid null, "ignored_reason" text null, "mapped_by_name" text null, "mapped_at" timestamptz null, primary key ("id"))`,
    );
    this.addSql(`create index "usage_log_key_tenant_id_index" on "usage_log_key" ("tenant_id")`);
    this.addSql(`create index "usage_log_key_system_id_index" on "usage_log_key" ("system_id")`);
    this.addSql(`create index "usage_log_key_feature_id_index" on "usage_log_key" ("feature_id")`);
    this.addSql(`alter table "usage_log_key" add constraint "usage_log_key_system_id_key_unique" unique ("system_id", "key")`);
    this.addSql(
      `create table "usage_log" ("key_id" uuid not null, "organisation_id" uuid not null, "fiscal_year" int not null, "tenant_id" uuid not null default current_tenant_id(), "counts" bigint[] not null, "users" int[] not null, primary key ("key_id", "organisation_id", "fiscal_year"))`,
    );
    this.addSql(`create index "usage_log_tenant_id_index" on "usage_log" ("tenant_id")`);
    this.addSql(
      `alter table "usage_log_import" add constraint "usage_log_import_system_id_foreign" foreign key ("system_id") references "information_system" ("id")`,
    );
    this.addSql(
      `alter table "usage_log_key" add constraint "usage_log_key_system_id_foreign" foreign key ("system_id") references "information_system" ("id")`,
    );
    this.addSql(
      `alter table "usage_log_key" add constraint "usage_log_key_feature_id_foreign" foreign key ("feature_id") references "feature" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "usage_log_key" add constraint "usage_log_key_meaning_check" check (feature_id is null or ignored_reason is null)`,
    );
    this.addSql(
      `alter table "usage_log" add constraint "usage_log_key_id_foreign" foreign key ("key_id") references "usage_log_key" ("id")`,
    );
    this.addSql(
      `alter table "usage_log" add constraint "usage_log_organisation_id_foreign" foreign key ("organisation_id") references "organisation" ("id")`,
    );
    this.addSql(
      `alter table "usage_log" add constraint "usage_log_months_check" check (cardinality(counts) = 12 and cardinality(users) = 12)`,
    );
  }

  private walls(): void {
    this.addSql(`alter table "usage_log_import" enable row level security`);
    this.addSql(`alter table "usage_log_import" force row level security`);
    this.addSql(`create policy "app_rows" on "usage_log_import" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "usage_log_import" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_insert" on "usage_log_import" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "usage_log_import" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "usage_log_import" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "usage_log_import" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "usage_log_import" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()) or tenant_id = any (array(select granted_tenant_ids())))`,
    );
    this.addSql(
      `create policy "parent_system_id_insert" on "usage_log_import" as restrictive for insert to "portal_app" with check (exists (select from information_system parent where parent.id = usage_log_import.system_id and parent.tenant_id = usage_log_import.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_system_id_update" on "usage_log_import" as restrictive for update to "portal_app" using (true) with check (exists (select from information_system parent where parent.id = usage_log_import.system_id and parent.tenant_id = usage_log_import.tenant_id))`,
    );
    this.addSql(`alter table "usage_log_key" enable row level security`);
    this.addSql(`alter table "usage_log_key" force row level security`);
    this.addSql(`create policy "app_rows" on "usage_log_key" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "usage_log_key" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()) or feature_id is not null and system_id = any (array(select id from information_system)))`,
    );
    this.addSql(
      `create policy "wall_insert" on "usage_log_key" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "usage_log_key" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "usage_log_key" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "usage_log_key" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "usage_log_key" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()) or feature_id is not null and system_id = any (array(select id from information_system)) or tenant_id = any (array(select granted_tenant_ids())))`,
    );
    this.addSql(
      `create policy "parent_system_id_insert" on "usage_log_key" as restrictive for insert to "portal_app" with check (exists (select from information_system parent where parent.id = usage_log_key.system_id and parent.tenant_id = usage_log_key.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_system_id_update" on "usage_log_key" as restrictive for update to "portal_app" using (true) with check (exists (select from information_system parent where parent.id = usage_log_key.system_id and parent.tenant_id = usage_log_key.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_feature_id_insert" on "usage_log_key" as restrictive for insert to "portal_app" with check (usage_log_key.feature_id is null or exists (select from feature parent where parent.id = usage_log_key.feature_id and parent.tenant_id = usage_log_key.tenant_id and parent.system_id = usage_log_key.system_id))`,
    );
    this.addSql(
      `create policy "parent_feature_id_update" on "usage_log_key" as restrictive for update to "portal_app" using (true) with check (usage_log_key.feature_id is null or exists (select from feature parent where parent.id = usage_log_key.feature_id and parent.tenant_id = usage_log_key.tenant_id and parent.system_id = usage_log_key.system_id))`,
    );
    this.addSql(`alter table "usage_log" enable row level security`);
    this.addSql(`alter table "usage_log" force row level security`);
    this.addSql(`create policy "app_rows" on "usage_log" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "usage_log" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()) or organisation_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_insert" on "usage_log" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "usage_log" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "usage_log" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "usage_log" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "usage_log" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()) or organisation_id = (select current_tenant_id()) or tenant_id = any (array(select granted_tenant_ids())))`,
    );
    this.addSql(
      `create policy "parent_key_id_insert" on "usage_log" as restrictive for insert to "portal_app" with check (exists (select from usage_log_key parent where parent.id = usage_log.key_id and parent.tenant_id = usage_log.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_key_id_update" on "usage_log" as restrictive for update to "portal_app" using (true) with check (exists (select from usage_log_key parent where parent.id = usage_log.key_id and parent.tenant_id = usage_log.tenant_id))`,
    );
  }

  private rights(): void {
    this.addSql('grant select, insert on usage_log to portal_app');
    this.addSql('grant update (counts, users) on usage_log to portal_app');
    this.addSql('grant select, insert on usage_log_key, usage_log_import to portal_app');
    this.addSql('grant update (version, feature_id, ignored_reason, mapped_by_name, mapped_at) on usage_log_key to portal_app');
    this.addSql('grant select on usage_log, usage_log_key, usage_log_import to portal_portfolio');
    // Each import is recorded as one, not by the million rows that it brings.
    for (const table of ['usage_log_key', 'usage_log_import']) {
      this.addSql(
        `create trigger record_change after insert or update or delete on ${table} for each row execute function record_change()`,
      );
    }
  }

  override down(): void {
    this.addSql('drop table usage_log, usage_log_key, usage_log_import');
  }
}
