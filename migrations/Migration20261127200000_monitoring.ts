import { Migration } from '@mikro-orm/migrations';

/** The monitoring catalogue: items and their versions, tools, what each system does about each item, aliases, and plans to unify tools. */
export class Migration20261127200000_monitoring extends Migration {
  override up(): void {
    this.tables();
    this.constraints();
    this.walls();
    this.rights();
    this.reviews(`'INFORMATION_SYSTEM', 'SYSTEM_MONITORING'`);
  }

  private tables(): void {
    this.addSql(
      `create table "monitoring_item" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "layer" text not null, "watch_target" text not null, "name" text not null, "name_en" text null, "purpose" text not null, "purpose_en" text null, "metric" text not null, "unit" text not null, "interval_seconds" int not null, "thresholds" jsonb not null, "profiles" text[] not null, "system_classes" text[] not null, "version" int not null default 1, "code" text not null, "scope" text not null, "system_id" uuid null, "retired_on" date null, "shipped_digest" text null, primary key ("id"))`,
    );
    this.addSql(`create index "monitoring_item_tenant_id_index" on "monitoring_item" ("tenant_id")`);
    this.addSql(`create index "monitoring_item_system_id_index" on "monitoring_item" ("system_id")`);
    this.addSql(`create unique index monitoring_item_code_unique on monitoring_item (tenant_id, system_id, code) nulls not distinct`);
    this.addSql(
      `create table "monitoring_item_version" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "layer" text not null, "watch_target" text not null, "name" text not null, "name_en" text null, "purpose" text not null, "purpose_en" text null, "metric" text not null, "unit" text not null, "interval_seconds" int not null, "thresholds" jsonb not null, "profiles" text[] not null, "system_classes" text[] not null, "item_id" uuid not null, "number" int not null, "changed_at" timestamptz not null default now(), "changed_by_name" text not null, primary key ("id"))`,
    );
    this.addSql(`create index "monitoring_item_version_tenant_id_index" on "monitoring_item_version" ("tenant_id")`);
    this.addSql(
      `alter table "monitoring_item_version" add constraint "monitoring_item_version_item_id_number_unique" unique ("item_id", "number")`,
    );
    this.addSql(
      `create table "monitoring_tool" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "version" int not null default 1, "product" text not null, "product_version" text null, "vendor_name" text null, "kind" text not null, primary key ("id"))`,
    );
    this.addSql(`create index "monitoring_tool_tenant_id_index" on "monitoring_tool" ("tenant_id")`);
    this.addSql(
      `create unique index monitoring_tool_product_unique on monitoring_tool (tenant_id, product, product_version) nulls not distinct`,
    );
    this.addSql(
      `create table "system_monitoring" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "version" int not null default 1, "system_id" uuid not null, "item_id" uuid not null, "state" text not null, "reason" text null, "tool_id" uuid null, "method" text null, "interval_seconds" int null, "thresholds" jsonb not null, "vendor_label" text null, "tool_key" text null, "escalation_target" text null, "automation_level" int null, "notify_channels" text[] not null, primary key ("id"))`,
    );
    this.addSql(`create index "system_monitoring_tenant_id_index" on "system_monitoring" ("tenant_id")`);
    this.addSql(`create index "system_monitoring_item_id_index" on "system_monitoring" ("item_id")`);
    this.addSql(`create index "system_monitoring_tool_id_index" on "system_monitoring" ("tool_id")`);
    this.addSql(
      `alter table "system_monitoring" add constraint "system_monitoring_system_id_item_id_unique" unique ("system_id", "item_id")`,
    );
    this.addSql(
      `create table "monitoring_alias" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "version" int not null default 1, "item_id" uuid not null, "scope" text not null, "system_id" uuid null, "kind" text not null, "text" text not null, "folded" text not null, "mapped_at" timestamptz not null default now(), "mapped_by_name" text not null, "withdrawn_at" timestamptz null, "withdrawn_by_name" text null, "withdrawn_reason" text null, primary key ("id"))`,
    );
    this.addSql(`create index "monitoring_alias_tenant_id_index" on "monitoring_alias" ("tenant_id")`);
    this.addSql(`create index "monitoring_alias_item_id_index" on "monitoring_alias" ("item_id")`);
    this.addSql(`create index "monitoring_alias_system_id_index" on "monitoring_alias" ("system_id")`);
    this.addSql(`create index "monitoring_alias_kind_folded_index" on "monitoring_alias" ("kind", "folded")`);
    this.addSql(
      `create unique index monitoring_alias_text_unique on monitoring_alias (tenant_id, system_id, kind, folded) nulls not distinct where withdrawn_at is null`,
    );
    this.addSql(
      `create table "unification_plan" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "version" int not null default 1, "name" text not null, "target_tool_id" uuid not null, "note" text null, "made_by_name" text not null, "made_at" timestamptz not null default now(), primary key ("id"))`,
    );
    this.addSql(`create index "unification_plan_tenant_id_index" on "unification_plan" ("tenant_id")`);
    this.addSql(`create index "unification_plan_target_tool_id_index" on "unification_plan" ("target_tool_id")`);
  }

  private constraints(): void {
    this.addSql(
      `alter table "monitoring_item" add constraint "monitoring_item_system_id_foreign" foreign key ("system_id") references "information_system" ("id") on delete set null`,
    );
    this.addSql(`alter table "monitoring_item" add constraint "monitoring_item_interval_check" check (interval_seconds > 0)`);
    this.addSql(
      `alter table "monitoring_item" add constraint "monitoring_item_system_check" check ((scope = 'COMMON') = (system_id is null))`,
    );
    this.addSql(
      `alter table "monitoring_item" add constraint "monitoring_item_layer_check" check ("layer" in ('HARDWARE', 'NETWORK', 'OS_MIDDLEWARE', 'APPLICATION', 'SECURITY', 'BUSINESS_OPERATION'))`,
    );
    this.addSql(
      `alter table "monitoring_item" add constraint "monitoring_item_watch_target_check" check ("watch_target" in ('OPERATION', 'USAGE', 'SECURITY', 'INCONSISTENT_DATA'))`,
    );
    this.addSql(
      `alter table "monitoring_item" add constraint "monitoring_item_scope_check" check ("scope" in ('COMMON', 'SYSTEM_SPECIFIC'))`,
    );
    this.addSql(
      `alter table "monitoring_item_version" add constraint "monitoring_item_version_item_id_foreign" foreign key ("item_id") references "monitoring_item" ("id")`,
    );
    this.addSql(
      `alter table "monitoring_item_version" add constraint "monitoring_item_version_layer_check" check ("layer" in ('HARDWARE', 'NETWORK', 'OS_MIDDLEWARE', 'APPLICATION', 'SECURITY', 'BUSINESS_OPERATION'))`,
    );
    this.addSql(
      `alter table "monitoring_item_version" add constraint "monitoring_item_version_watch_target_check" check ("watch_target" in ('OPERATION', 'USAGE', 'SECURITY', 'INCONSISTENT_DATA'))`,
    );
    this.addSql(
      `alter table "monitoring_tool" add constraint "monitoring_tool_kind_check" check ("kind" in ('MONITORING', 'JOB', 'CONFIG'))`,
    );
    this.addSql(
      `alter table "system_monitoring" add constraint "system_monitoring_system_id_foreign" foreign key ("system_id") references "information_system" ("id")`,
    );
    this.addSql(
      `alter table "system_monitoring" add constraint "system_monitoring_item_id_foreign" foreign key ("item_id") references "monitoring_item" ("id")`,
    );
    this.addSql(
      `alter table "system_monitoring" add constraint "system_monitoring_tool_id_foreign" foreign key ("tool_id") references "monitoring_tool" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "system_monitoring" add constraint "system_monitoring_automation_check" check (automation_level >= 0 and automation_level <= 3)`,
    );
    this.addSql(
      `alter table "system_monitoring" add constraint "system_monitoring_escalation_check" check ((state <> 'MONITORED' and state <> 'PARTLY') or escalation_target is not null)`,
    );
    this.addSql(
      `alter table "system_monitoring" add constraint "system_monitoring_reason_check" check (state <> 'NOT_APPLICABLE' or reason is not null)`,
    );
    this.addSql(
      `alter table "system_monitoring" add constraint "system_monitoring_state_check" check ("state" in ('MONITORED', 'PARTLY', 'NOT_MONITORED', 'NOT_APPLICABLE', 'UNKNOWN'))`,
    );
    this.addSql(
      `alter table "monitoring_alias" add constraint "monitoring_alias_item_id_foreign" foreign key ("item_id") references "monitoring_item" ("id")`,
    );
    this.addSql(
      `alter table "monitoring_alias" add constraint "monitoring_alias_system_id_foreign" foreign key ("system_id") references "information_system" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "monitoring_alias" add constraint "monitoring_alias_system_check" check ((scope = 'COMMON') = (system_id is null))`,
    );
    this.addSql(
      `alter table "monitoring_alias" add constraint "monitoring_alias_scope_check" check ("scope" in ('COMMON', 'SYSTEM_SPECIFIC'))`,
    );
    this.addSql(`alter table "monitoring_alias" add constraint "monitoring_alias_kind_check" check ("kind" in ('LABEL', 'KEY'))`);
    this.addSql(
      `alter table "unification_plan" add constraint "unification_plan_target_tool_id_foreign" foreign key ("target_tool_id") references "monitoring_tool" ("id")`,
    );
  }

  private walls(): void {
    this.wallsOfItems();
    this.wallsOfSystems();
  }

  private wallsOfItems(): void {
    this.addSql(`alter table "monitoring_item" enable row level security`);
    this.addSql(`alter table "monitoring_item" force row level security`);
    this.addSql(`create policy "app_rows" on "monitoring_item" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "monitoring_item" as restrictive for select to "portal_app" using ((tenant_id = (select current_tenant_id()) or scope = 'COMMON' and (select current_tenant_id()) is not null) and (scope = 'COMMON' or (select not acting_as_vendor()) or system_id = any (array(select id from information_system))))`,
    );
    this.addSql(
      `create policy "wall_insert" on "monitoring_item" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "monitoring_item" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "monitoring_item" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "monitoring_item" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "monitoring_item" as restrictive for select to "portal_portfolio" using ((tenant_id = (select current_tenant_id()) or scope = 'COMMON' and (select current_tenant_id()) is not null or tenant_id = any (array(select granted_tenant_ids()))) and (scope = 'COMMON' or (select not acting_as_vendor()) or system_id = any (array(select id from information_system))))`,
    );
    this.addSql(
      `create policy "parent_system_id_insert" on "monitoring_item" as restrictive for insert to "portal_app" with check (monitoring_item.system_id is null or exists (select from information_system parent where parent.id = monitoring_item.system_id and parent.tenant_id = monitoring_item.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_system_id_update" on "monitoring_item" as restrictive for update to "portal_app" using (true) with check (monitoring_item.system_id is null or exists (select from information_system parent where parent.id = monitoring_item.system_id and parent.tenant_id = monitoring_item.tenant_id))`,
    );
    this.addSql(
      `create policy "operator_insert" on "monitoring_item" as restrictive for insert to "portal_app" with check (scope <> 'COMMON' or (select current_tenant_id()) = any (array(select organisation_id from portal_operator)))`,
    );
    this.addSql(
      `create policy "operator_update" on "monitoring_item" as restrictive for update to "portal_app" using (scope <> 'COMMON' or (select current_tenant_id()) = any (array(select organisation_id from portal_operator))) with check (scope <> 'COMMON' or (select current_tenant_id()) = any (array(select organisation_id from portal_operator)))`,
    );
    this.addSql(`alter table "monitoring_item_version" enable row level security`);
    this.addSql(`alter table "monitoring_item_version" force row level security`);
    this.addSql(`create policy "app_rows" on "monitoring_item_version" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "monitoring_item_version" as restrictive for select to "portal_app" using ((tenant_id = (select current_tenant_id()) or item_id = any (array(select id from monitoring_item))) and ((select not acting_as_vendor()) or item_id = any (array(select id from monitoring_item))))`,
    );
    this.addSql(
      `create policy "wall_insert" on "monitoring_item_version" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "monitoring_item_version" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "monitoring_item_version" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "monitoring_item_version" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "monitoring_item_version" as restrictive for select to "portal_portfolio" using ((tenant_id = (select current_tenant_id()) or item_id = any (array(select id from monitoring_item)) or tenant_id = any (array(select granted_tenant_ids()))) and ((select not acting_as_vendor()) or item_id = any (array(select id from monitoring_item))))`,
    );
    this.addSql(
      `create policy "parent_item_id_insert" on "monitoring_item_version" as restrictive for insert to "portal_app" with check (exists (select from monitoring_item parent where parent.id = monitoring_item_version.item_id and parent.tenant_id = monitoring_item_version.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_item_id_update" on "monitoring_item_version" as restrictive for update to "portal_app" using (true) with check (exists (select from monitoring_item parent where parent.id = monitoring_item_version.item_id and parent.tenant_id = monitoring_item_version.tenant_id))`,
    );
    this.addSql(`alter table "monitoring_alias" enable row level security`);
    this.addSql(`alter table "monitoring_alias" force row level security`);
    this.addSql(`create policy "app_rows" on "monitoring_alias" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "monitoring_alias" as restrictive for select to "portal_app" using ((tenant_id = (select current_tenant_id()) or scope = 'COMMON' and (select current_tenant_id()) is not null) and (scope = 'COMMON' or (select not acting_as_vendor()) or system_id = any (array(select id from information_system))))`,
    );
    this.addSql(
      `create policy "wall_insert" on "monitoring_alias" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "monitoring_alias" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "monitoring_alias" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "monitoring_alias" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "monitoring_alias" as restrictive for select to "portal_portfolio" using ((tenant_id = (select current_tenant_id()) or scope = 'COMMON' and (select current_tenant_id()) is not null or tenant_id = any (array(select granted_tenant_ids()))) and (scope = 'COMMON' or (select not acting_as_vendor()) or system_id = any (array(select id from information_system))))`,
    );
    this.addSql(
      `create policy "parent_item_id_insert" on "monitoring_alias" as restrictive for insert to "portal_app" with check (exists (select from monitoring_item parent where parent.id = monitoring_alias.item_id and parent.scope = monitoring_alias.scope and (parent.scope = 'COMMON' or parent.tenant_id = monitoring_alias.tenant_id)))`,
    );
    this.addSql(
      `create policy "parent_item_id_update" on "monitoring_alias" as restrictive for update to "portal_app" using (true) with check (exists (select from monitoring_item parent where parent.id = monitoring_alias.item_id and parent.scope = monitoring_alias.scope and (parent.scope = 'COMMON' or parent.tenant_id = monitoring_alias.tenant_id)))`,
    );
    this.addSql(
      `create policy "parent_system_id_insert" on "monitoring_alias" as restrictive for insert to "portal_app" with check (monitoring_alias.system_id is null or exists (select from information_system parent where parent.id = monitoring_alias.system_id and parent.tenant_id = monitoring_alias.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_system_id_update" on "monitoring_alias" as restrictive for update to "portal_app" using (true) with check (monitoring_alias.system_id is null or exists (select from information_system parent where parent.id = monitoring_alias.system_id and parent.tenant_id = monitoring_alias.tenant_id))`,
    );
  }

  private wallsOfSystems(): void {
    this.addSql(`alter table "monitoring_tool" enable row level security`);
    this.addSql(`alter table "monitoring_tool" force row level security`);
    this.addSql(`create policy "app_rows" on "monitoring_tool" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "monitoring_tool" as restrictive for select to "portal_app" using ((tenant_id = (select current_tenant_id())) and (select not acting_as_vendor()))`,
    );
    this.addSql(
      `create policy "wall_insert" on "monitoring_tool" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "monitoring_tool" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "monitoring_tool" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "monitoring_tool" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "monitoring_tool" as restrictive for select to "portal_portfolio" using ((tenant_id = (select current_tenant_id()) or tenant_id = any (array(select granted_tenant_ids()))) and (select not acting_as_vendor()))`,
    );
    this.addSql(`alter table "system_monitoring" enable row level security`);
    this.addSql(`alter table "system_monitoring" force row level security`);
    this.addSql(`create policy "app_rows" on "system_monitoring" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "system_monitoring" as restrictive for select to "portal_app" using ((tenant_id = (select current_tenant_id())) and ((select not acting_as_vendor()) or system_id = any (array(select id from information_system))))`,
    );
    this.addSql(
      `create policy "wall_insert" on "system_monitoring" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "system_monitoring" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "system_monitoring" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "system_monitoring" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "system_monitoring" as restrictive for select to "portal_portfolio" using ((tenant_id = (select current_tenant_id()) or tenant_id = any (array(select granted_tenant_ids()))) and ((select not acting_as_vendor()) or system_id = any (array(select id from information_system))))`,
    );
    this.addSql(
      `create policy "parent_system_id_insert" on "system_monitoring" as restrictive for insert to "portal_app" with check (exists (select from information_system parent where parent.id = system_monitoring.system_id and parent.tenant_id = system_monitoring.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_system_id_update" on "system_monitoring" as restrictive for update to "portal_app" using (true) with check (exists (select from information_system parent where parent.id = system_monitoring.system_id and parent.tenant_id = system_monitoring.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_item_id_insert" on "system_monitoring" as restrictive for insert to "portal_app" with check (exists (select from monitoring_item parent where parent.id = system_monitoring.item_id and (parent.scope = 'COMMON' or parent.tenant_id = system_monitoring.tenant_id)))`,
    );
    this.addSql(
      `create policy "parent_item_id_update" on "system_monitoring" as restrictive for update to "portal_app" using (true) with check (exists (select from monitoring_item parent where parent.id = system_monitoring.item_id and (parent.scope = 'COMMON' or parent.tenant_id = system_monitoring.tenant_id)))`,
    );
    this.addSql(
      `create policy "parent_tool_id_insert" on "system_monitoring" as restrictive for insert to "portal_app" with check (system_monitoring.tool_id is null or exists (select from monitoring_tool parent where parent.id = system_monitoring.tool_id and parent.tenant_id = system_monitoring.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_tool_id_update" on "system_monitoring" as restrictive for update to "portal_app" using (true) with check (system_monitoring.tool_id is null or exists (select from monitoring_tool parent where parent.id = system_monitoring.tool_id and parent.tenant_id = system_monitoring.tenant_id))`,
    );
    this.addSql(`alter table "unification_plan" enable row level security`);
    this.addSql(`alter table "unification_plan" force row level security`);
    this.addSql(`create policy "app_rows" on "unification_plan" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "unification_plan" as restrictive for select to "portal_app" using ((tenant_id = (select current_tenant_id())) and (select not acting_as_vendor()))`,
    );
    this.addSql(
      `create policy "wall_insert" on "unification_plan" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "unification_plan" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "unification_plan" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "unification_plan" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "unification_plan" as restrictive for select to "portal_portfolio" using ((tenant_id = (select current_tenant_id()) or tenant_id = any (array(select granted_tenant_ids()))) and (select not acting_as_vendor()))`,
    );
    this.addSql(
      `create policy "parent_target_tool_id_insert" on "unification_plan" as restrictive for insert to "portal_app" with check (exists (select from monitoring_tool parent where parent.id = unification_plan.target_tool_id and parent.tenant_id = unification_plan.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_target_tool_id_update" on "unification_plan" as restrictive for update to "portal_app" using (true) with check (exists (select from monitoring_tool parent where parent.id = unification_plan.target_tool_id and parent.tenant_id = unification_plan.tenant_id))`,
    );
  }

  private rights(): void {
    this.addSql('grant select, insert on monitoring_item_version to portal_app');
    this.addSql(
      'grant select, insert, update on monitoring_item, monitoring_tool, system_monitoring, monitoring_alias, unification_plan to portal_app',
    );
    this.addSql(`grant select on ${TABLES.join(', ')} to portal_portfolio`);
    for (const table of TABLES)
      this.addSql(
        `create trigger record_change after insert or update or delete on ${table} for each row execute function record_change()`,
      );
  }

  /** What may be confirmed. */
  private reviews(subjects: string): void {
    this.addSql('alter table "attestation" drop constraint "attestation_subject_check"');
    this.addSql(`alter table "attestation" add constraint "attestation_subject_check" check ("subject" in (${subjects}))`);
  }

  override down(): void {
    // The wall and the audit trail hold for the owner of the tables too, who here takes back what it had made room for.
    this.addSql('alter table attestation no force row level security');
    this.addSql('alter table attestation disable trigger record_change');
    this.addSql(`delete from attestation where subject = 'SYSTEM_MONITORING'`);
    this.addSql('alter table attestation enable trigger record_change');
    this.addSql('alter table attestation force row level security');
    this.reviews(`'INFORMATION_SYSTEM'`);
    this.addSql(`drop table ${TABLES.toReversed().join(', ')}`);
  }
}

const TABLES = [
  'monitoring_item',
  'monitoring_item_version',
  'monitoring_tool',
  'system_monitoring',
  'monitoring_alias',
  'unification_plan',
];
