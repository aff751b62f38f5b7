import { Migration } from '@mikro-orm/migrations';

/** The ledger of contracts with the systems and fiscal years of each, suppliers, and the calendar of budget requests. */
export class Migration20261127130711_contracts extends Migration {
  override up(): void {
    this.tables();
    this.constraints();
    this.walls();
    this.rights();
  }

  private tables(): void {
    this.addSql(
      `create table "request_calendar" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "version" int not null default 1, "fiscal_year" int not null, "due_on" date not null, "cutoff_on" date null, primary key ("id"))`,
    );
    this.addSql(`create index "request_calendar_tenant_id_index" on "request_calendar" ("tenant_id")`);
    this.addSql(
      `alter table "request_calendar" add constraint "request_calendar_tenant_id_fiscal_year_unique" unique ("tenant_id", "fiscal_year")`,
    );
    this.addSql(
      `create table "vendor" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "version" int not null default 1, "name" text not null, "corporate_number" text null, "other_names" text[] not null default '{}', primary key ("id"))`,
    );
    this.addSql(`create index "vendor_tenant_id_index" on "vendor" ("tenant_id")`);
    this.addSql(`alter table "vendor" add constraint "vendor_tenant_id_corporate_number_unique" unique ("tenant_id", "corporate_number")`);
    this.addSql(
      `create table "contract" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "version" int not null default 1, "number" text not null, "title" text not null, "kind" text not null, "maintenance_style" text null, "product_name" text null, "product_version" text null, "product_identifier" text null, "vendor_id" uuid null, "starts_on" date null, "end_kind" text not null, "ends_on" date null, "licence_ends_on" date null, "support_ends_on" date null, "support_end_source" text null, "stops_on" date null, "amount_yen" bigint null, "amount_basis" text not null, "cost_class" text null, "renewal_kind" text null, "notice_days" int null, "lead_time_days" int null, "billing_metric" text null, "quantity" int null, "used_quantity" int null, "yearly_call_count" int null, "document_urls" text[] not null default '{}', primary key ("id"))`,
    );
    this.addSql(`create index "contract_tenant_id_index" on "contract" ("tenant_id")`);
    this.addSql(`create index "contract_vendor_id_index" on "contract" ("vendor_id")`);
    this.addSql(`create index "contract_ends_on_index" on "contract" ("ends_on")`);
    this.addSql(`alter table "contract" add constraint "contract_tenant_id_number_unique" unique ("tenant_id", "number")`);
    this.addSql(
      `create table "contract_year" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "contract_id" uuid not null, "fiscal_year" int not null, "obligation_yen" bigint null, "requested_yen" bigint null, "budgeted_yen" bigint null, "executed_yen" bigint null, "call_count" int null, primary key ("id"))`,
    );
    this.addSql(`create index "contract_year_tenant_id_index" on "contract_year" ("tenant_id")`);
    this.addSql(
      `alter table "contract_year" add constraint "contract_year_contract_id_fiscal_year_unique" unique ("contract_id", "fiscal_year")`,
    );
    this.addSql(
      `create table "contract_system" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "contract_id" uuid not null, "system_id" uuid not null, "position" int not null, primary key ("id"))`,
    );
    this.addSql(`create index "contract_system_tenant_id_index" on "contract_system" ("tenant_id")`);
    this.addSql(`create index "contract_system_system_id_index" on "contract_system" ("system_id")`);
    this.addSql(
      `alter table "contract_system" add constraint "contract_system_contract_id_system_id_unique" unique ("contract_id", "system_id")`,
    );
  }

  private constraints(): void {
    this.addSql(`alter table "request_calendar" add constraint "request_calendar_days_check" check (cutoff_on <= due_on)`);
    this.addSql(
      `alter table "contract" add constraint "contract_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "contract" add constraint "contract_support_check" check ((support_ends_on is null) = (support_end_source is null))`,
    );
    this.addSql(`alter table "contract" add constraint "contract_amount_check" check (amount_yen >= 0 and amount_yen <= 9007199254740991)`);
    this.addSql(`alter table "contract" add constraint "contract_days_check" check (ends_on >= starts_on)`);
    this.addSql(`alter table "contract" add constraint "contract_end_check" check ((end_kind = 'KNOWN') = (ends_on is not null))`);
    this.addSql(
      `alter table "contract" add constraint "contract_kind_check" check ("kind" in ('LICENCE', 'SOFTWARE_MAINTENANCE', 'HARDWARE_MAINTENANCE', 'OPERATION', 'CLOUD'))`,
    );
    this.addSql(
      `alter table "contract" add constraint "contract_maintenance_style_check" check ("maintenance_style" in ('PERIODIC', 'SPOT'))`,
    );
    this.addSql(`alter table "contract" add constraint "contract_end_kind_check" check ("end_kind" in ('UNKNOWN', 'KNOWN', 'NONE'))`);
    this.addSql(`alter table "contract" add constraint "contract_amount_basis_check" check ("amount_basis" in ('PER_YEAR', 'TOTAL'))`);
    this.addSql(`alter table "contract" add constraint "contract_cost_class_check" check ("cost_class" in ('DEVELOPMENT', 'OPERATION'))`);
    this.addSql(
      `alter table "contract" add constraint "contract_renewal_kind_check" check ("renewal_kind" in ('NONE', 'TACIT', 'BY_AGREEMENT'))`,
    );
    this.addSql(
      `alter table "contract" add constraint "contract_billing_metric_check" check ("billing_metric" in ('CPU', 'CORE', 'USER', 'SERVER', 'FLAT'))`,
    );
    this.addSql(
      `alter table "contract_year" add constraint "contract_year_contract_id_foreign" foreign key ("contract_id") references "contract" ("id")`,
    );
    this.addSql(
      `alter table "contract_system" add constraint "contract_system_contract_id_foreign" foreign key ("contract_id") references "contract" ("id")`,
    );
    this.addSql(
      `alter table "contract_system" add constraint "contract_system_system_id_foreign" foreign key ("system_id") references "information_system" ("id")`,
    );
  }

  private walls(): void {
    this.addSql(`alter table "request_calendar" enable row level security`);
    this.addSql(`alter table "request_calendar" force row level security`);
    this.addSql(`create policy "app_rows" on "request_calendar" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "request_calendar" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_insert" on "request_calendar" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "request_calendar" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "request_calendar" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "request_calendar" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "request_calendar" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()) or tenant_id = any (array(select granted_tenant_ids())))`,
    );
    this.addSql(`alter table "vendor" enable row level security`);
    this.addSql(`alter table "vendor" force row level security`);
    this.addSql(`create policy "app_rows" on "vendor" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "vendor" as restrictive for select to "portal_app" using ((tenant_id = (select current_tenant_id())) and (select not acting_as_vendor()))`,
    );
    this.addSql(
      `create policy "wall_insert" on "vendor" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "vendor" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "vendor" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "vendor" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "vendor" as restrictive for select to "portal_portfolio" using ((tenant_id = (select current_tenant_id()) or tenant_id = any (array(select granted_tenant_ids()))) and (select not acting_as_vendor()))`,
    );
    this.addSql(`alter table "contract" enable row level security`);
    this.addSql(`alter table "contract" force row level security`);
    this.addSql(`create policy "app_rows" on "contract" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "contract" as restrictive for select to "portal_app" using ((tenant_id = (select current_tenant_id())) and (select not acting_as_vendor()))`,
    );
    this.addSql(
      `create policy "wall_insert" on "contract" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "contract" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "contract" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "contract" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "contract" as restrictive for select to "portal_portfolio" using ((tenant_id = (select current_tenant_id()) or tenant_id = any (array(select granted_tenant_ids()))) and (select not acting_as_vendor()))`,
    );
    this.addSql(
      `create policy "parent_vendor_id_insert" on "contract" as restrictive for insert to "portal_app" with check (contract.vendor_id is null or exists (select from vendor parent where parent.id = contract.vendor_id and parent.tenant_id = contract.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_vendor_id_update" on "contract" as restrictive for update to "portal_app" using (true) with check (contract.vendor_id is null or exists (select from vendor parent where parent.id = contract.vendor_id and parent.tenant_id = contract.tenant_id))`,
    );
    this.addSql(`alter table "contract_year" enable row level security`);
    this.addSql(`alter table "contract_year" force row level security`);
    this.addSql(`create policy "app_rows" on "contract_year" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "contract_year" as restrictive for select to "portal_app" using ((tenant_id = (select current_tenant_id())) and (select not acting_as_vendor()))`,
    );
    this.addSql(
      `create policy "wall_insert" on "contract_year" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "contract_year" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "contract_year" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "contract_year" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "contract_year" as restrictive for select to "portal_portfolio" using ((tenant_id = (select current_tenant_id()) or tenant_id = any (array(select granted_tenant_ids()))) and (select not acting_as_vendor()))`,
    );
    this.addSql(
      `create policy "parent_contract_id_insert" on "contract_year" as restrictive for insert to "portal_app" with check (exists (select from contract parent where parent.id = contract_year.contract_id and parent.tenant_id = contract_year.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_contract_id_update" on "contract_year" as restrictive for update to "portal_app" using (true) with check (exists (select from contract parent where parent.id = contract_year.contract_id and parent.tenant_id = contract_year.tenant_id))`,
    );
    this.addSql(`alter table "contract_system" enable row level security`);
    this.addSql(`alter table "contract_system" force row level security`);
    this.addSql(`create policy "app_rows" on "contract_system" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "contract_system" as restrictive for select to "portal_app" using ((tenant_id = (select current_tenant_id())) and (select not acting_as_vendor()))`,
    );
    this.addSql(
      `create policy "wall_insert" on "contract_system" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "contract_system" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "contract_system" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "contract_system" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "contract_system" as restrictive for select to "portal_portfolio" using ((tenant_id = (select current_tenant_id()) or tenant_id = any (array(select granted_tenant_ids()))) and (select not acting_as_vendor()))`,
    );
    this.addSql(
      `create policy "parent_contract_id_insert" on "contract_system" as restrictive for insert to "portal_app" with check (exists (select from contract parent where parent.id = contract_system.contract_id and parent.tenant_id = contract_system.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_contract_id_update" on "contract_system" as restrictive for update to "portal_app" using (true) with check (exists (select from contract parent where parent.id = contract_system.contract_id and parent.tenant_id = contract_system.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_system_id_insert" on "contract_system" as restrictive for insert to "portal_app" with check (exists (select from information_system parent where parent.id = contract_system.system_id))`,
    );
    this.addSql(
      `create policy "parent_system_id_update" on "contract_system" as restrictive for update to "portal_app" using (true) with check (exists (select from information_system parent where parent.id = contract_system.system_id))`,
    );
  }

  private rights(): void {
    this.addSql(`grant select, insert, update on vendor, contract, request_calendar to portal_app`);
    this.addSql(`grant select, insert, update, delete on contract_system, contract_year to portal_app`);
    this.addSql(`grant select on vendor, contract, contract_system, contract_year, request_calendar to portal_portfolio`);
    for (const table of ['vendor', 'contract', 'contract_system', 'contract_year', 'request_calendar'])
      this.addSql(
        `create trigger record_change after insert or update or delete on ${table} for each row execute function record_change()`,
      );
  }

  override down(): void {
    this.addSql(`drop table contract_year, contract_system, contract, vendor, request_calendar`);
  }
}
