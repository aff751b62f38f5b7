import { Migration } from '@mikro-orm/migrations';

/** Files of monitoring items as they were imported for a system and a tool, with each of their lines and what was decided on it. */
export class Migration20261128003500_monitoring_imports extends Migration {
  override up(): void {
    this.tables();
    this.walls();
    this.rights();
  }

  private tables(): void {
    this.addSql(
      `create table "monitoring_import" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "version" int not null default 1, "system_id" uuid not null, "tool_id" uuid not null, "file_name" text not null, "format" text not null, "format_version" text null, "digest" text not null, "passed_over" text[] not null, "imported_at" timestamptz not null default clock_timestamp(), "imported_by_name" text not null, "decided_at" timestamptz null, "applied_at" timestamptz null, "applied_by_name" text null, "escalation_target" text null, primary key ("id"))`,
    );
    this.addSql(`create index "monitoring_import_tenant_id_index" on "monitoring_import" ("tenant_id")`);
    this.addSql(`create index "monitoring_import_tool_id_index" on "monitoring_import" ("tool_id")`);
    this.addSql(
      `alter table "monitoring_import" add constraint "monitoring_import_system_id_tool_id_digest_unique" unique ("system_id", "tool_id", "digest")`,
    );
    this.addSql(
      `alter table "monitoring_import" add constraint "monitoring_import_format_check" check ("format" in ('ZABBIX', 'PROMETHEUS', 'LIST'))`,
    );
    this.addSql(
      `create table "monitoring_import_line" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "import_id" uuid not null, "position" int not null, "line" int not null, "path" text[] not null, "kind" text not null, "label" text not null, "key" text null, "unit" text null, "interval_seconds" int null, "interval_text" text null, "thresholds" jsonb not null, "description" text null, "enabled" boolean not null, "not_taken" text null, "state" text not null, "item_id" uuid null, "mapped_by" text null, "suggested_item_id" uuid null, "score" int null, "suggestion_reason" jsonb null, "reason" text null, "decided_by_name" text null, "decided_at" timestamptz null, primary key ("id"))`,
    );
    this.addSql(`create index "monitoring_import_line_tenant_id_index" on "monitoring_import_line" ("tenant_id")`);
    this.addSql(`create index "monitoring_import_line_item_id_index" on "monitoring_import_line" ("item_id")`);
    this.addSql(`create index "monitoring_import_line_suggested_item_id_index" on "monitoring_import_line" ("suggested_item_id")`);
    this.addSql(`create index "monitoring_import_line_import_id_state_index" on "monitoring_import_line" ("import_id", "state")`);
    this.addSql(
      `alter table "monitoring_import_line" add constraint "monitoring_import_line_import_id_position_unique" unique ("import_id", "position")`,
    );
    this.addSql(
      `alter table "monitoring_import_line" add constraint "monitoring_import_line_reason_check" check ((state = 'LEFT_OUT') = (reason is not null or not_taken is not null))`,
    );
    this.addSql(
      `alter table "monitoring_import_line" add constraint "monitoring_import_line_suggestion_check" check (state <> 'SUGGESTED' or suggested_item_id is not null)`,
    );
    this.addSql(
      `alter table "monitoring_import_line" add constraint "monitoring_import_line_item_check" check ((state = 'MAPPED') = (item_id is not null))`,
    );
    this.addSql(
      `alter table "monitoring_import_line" add constraint "monitoring_import_line_kind_check" check ("kind" in ('ITEM', 'ITEM_PROTOTYPE', 'DISCOVERY_RULE', 'WEB_SCENARIO', 'TRIGGER', 'ALERT_RULE', 'RECORDING_RULE', 'LIST_ROW'))`,
    );
    this.addSql(
      `alter table "monitoring_import_line" add constraint "monitoring_import_line_not_taken_check" check ("not_taken" in ('RECORDING_RULE', 'NAMELESS', 'TOO_LONG'))`,
    );
    this.addSql(
      `alter table "monitoring_import_line" add constraint "monitoring_import_line_state_check" check ("state" in ('MAPPED', 'SUGGESTED', 'UNMAPPED', 'LEFT_OUT'))`,
    );
    this.addSql(
      `alter table "monitoring_import_line" add constraint "monitoring_import_line_mapped_by_check" check ("mapped_by" in ('ALIAS', 'PERSON'))`,
    );
    this.addSql(
      `alter table "monitoring_import" add constraint "monitoring_import_system_id_foreign" foreign key ("system_id") references "information_system" ("id")`,
    );
    this.addSql(
      `alter table "monitoring_import" add constraint "monitoring_import_tool_id_foreign" foreign key ("tool_id") references "monitoring_tool" ("id")`,
    );
    this.addSql(
      `alter table "monitoring_import_line" add constraint "monitoring_import_line_import_id_foreign" foreign key ("import_id") references "monitoring_import" ("id")`,
    );
    this.addSql(
      `alter table "monitoring_import_line" add constraint "monitoring_import_line_item_id_foreign" foreign key ("item_id") references "monitoring_item" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "monitoring_import_line" add constraint "monitoring_import_line_suggested_item_id_foreign" foreign key ("suggested_item_id") references "monitoring_item" ("id") on delete set null`,
    );
  }

  private walls(): void {
    this.addSql(`alter table "monitoring_import" enable row level security`);
    this.addSql(`alter table "monitoring_import" force row level security`);
    this.addSql(`create policy "app_rows" on "monitoring_import" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "monitoring_import" as restrictive for select to "portal_app" using ((tenant_id = (select current_tenant_id())) and (select not acting_as_vendor()))`,
    );
    this.addSql(
      `create policy "wall_insert" on "monitoring_import" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "monitoring_import" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "monitoring_import" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "monitoring_import" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "monitoring_import" as restrictive for select to "portal_portfolio" using ((tenant_id = (select current_tenant_id())) and (select not acting_as_vendor()))`,
    );
    this.addSql(
      `create policy "parent_system_id_insert" on "monitoring_import" as restrictive for insert to "portal_app" with check (exists (select from information_system parent where parent.id = monitoring_import.system_id and parent.tenant_id = monitoring_import.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_system_id_update" on "monitoring_import" as restrictive for update to "portal_app" using (true) with check (exists (select from information_system parent where parent.id = monitoring_import.system_id and parent.tenant_id = monitoring_import.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_tool_id_insert" on "monitoring_import" as restrictive for insert to "portal_app" with check (exists (select from monitoring_tool parent where parent.id = monitoring_import.tool_id and parent.tenant_id = monitoring_import.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_tool_id_update" on "monitoring_import" as restrictive for update to "portal_app" using (true) with check (exists (select from monitoring_tool parent where parent.id = monitoring_import.tool_id and parent.tenant_id = monitoring_import.tenant_id))`,
    );
    this.addSql(`alter table "monitoring_import_line" enable row level security`);
    this.addSql(`alter table "monitoring_import_line" force row level security`);
    this.addSql(`create policy "app_rows" on "monitoring_import_line" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "monitoring_import_line" as restrictive for select to "portal_app" using ((tenant_id = (select current_tenant_id())) and (select not acting_as_vendor()))`,
    );
    this.addSql(
      `create policy "wall_insert" on "monitoring_import_line" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "monitoring_import_line" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "monitoring_import_line" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "monitoring_import_line" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "monitoring_import_line" as restrictive for select to "portal_portfolio" using ((tenant_id = (select current_tenant_id())) and (select not acting_as_vendor()))`,
    );
    this.addSql(
      `create policy "parent_import_id_insert" on "monitoring_import_line" as restrictive for insert to "portal_app" with check (exists (select from monitoring_import parent where parent.id = monitoring_import_line.import_id and parent.tenant_id = monitoring_import_line.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_import_id_update" on "monitoring_import_line" as restrictive for update to "portal_app" using (true) with check (exists (select from monitoring_import parent where parent.id = monitoring_import_line.import_id and parent.tenant_id = monitoring_import_line.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_item_id_insert" on "monitoring_import_line" as restrictive for insert to "portal_app" with check (monitoring_import_line.item_id is null or exists (select from monitoring_item parent where parent.id = monitoring_import_line.item_id))`,
    );
    this.addSql(
      `create policy "parent_item_id_update" on "monitoring_import_line" as restrictive for update to "portal_app" using (true) with check (monitoring_import_line.item_id is null or exists (select from monitoring_item parent where parent.id = monitoring_import_line.item_id))`,
    );
    this.addSql(
      `create policy "parent_suggested_item_id_insert" on "monitoring_import_line" as restrictive for insert to "portal_app" with check (monitoring_import_line.suggested_item_id is null or exists (select from monitoring_item parent where parent.id = monitoring_import_line.suggested_item_id))`,
    );
    this.addSql(
      `create policy "parent_suggested_item_id_update" on "monitoring_import_line" as restrictive for update to "portal_app" using (true) with check (monitoring_import_line.suggested_item_id is null or exists (select from monitoring_item parent where parent.id = monitoring_import_line.suggested_item_id))`,
    );
  }

  private rights(): void {
    this.addSql(`grant select, insert, update on monitoring_import, monitoring_import_line to portal_app`);
    this.addSql(`grant select on monitoring_import, monitoring_import_line to portal_portfolio`);
    // Who decided on a line stands in the line; thousands of them come with one file.
    this.addSql(
      `create trigger record_change after insert or update or delete on monitoring_import for each row execute function record_change()`,
    );
  }

  override down(): void {
    this.addSql(`drop table monitoring_import_line, monitoring_import`);
  }
}
