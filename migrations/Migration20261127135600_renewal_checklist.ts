import { Migration } from '@mikro-orm/migrations';

/** Marks on the points of the checklist before a renewal. */
export class Migration20261127135600_renewal_checklist extends Migration {
  override name = 'Migration20261127135600_renewal_checklist';

  override up(): void {
    this.addSql(
      `create table "checklist_mark" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "version" int not null default 1, "contract_id" uuid not null, "fiscal_year" int not null, "code" text not null, "result" text null, "note" text not null, "template" text not null, "marked_by_name" text not null, "marked_at" timestamptz not null default now(), primary key ("id"))`,
    );
    this.addSql(`create index "checklist_mark_tenant_id_index" on "checklist_mark" ("tenant_id")`);
    this.addSql(
      `alter table "checklist_mark" add constraint "checklist_mark_contract_id_fiscal_year_code_unique" unique ("contract_id", "fiscal_year", "code")`,
    );
    this.addSql(
      `alter table "checklist_mark" add constraint "checklist_mark_contract_id_foreign" foreign key ("contract_id") references "contract" ("id")`,
    );
    this.addSql(
      `alter table "checklist_mark" add constraint "checklist_mark_note_check" check (result is distinct from 'NOT_NEEDED' or note <> '')`,
    );
    this.addSql(
      `alter table "checklist_mark" add constraint "checklist_mark_code_check" check ("code" in ('REPORT_DAILY', 'REPORT_IMPROVEMENT', 'REPORT_INCIDENT', 'STAFF_ENTRY', 'STAFF_STRUCTURE', 'STAFF_CHANGE', 'SECURITY_PATTERN', 'SECURITY_UPDATE', 'SECURITY_LIST', 'EMERGENCY_RESTORE', 'EMERGENCY_SECURITY', 'DOCUMENT_MANUAL', 'DOCUMENT_HISTORY', 'DOCUMENT_PLATFORM', 'DOCUMENT_CONFIGURATION', 'NETWORK_CHANGE', 'INCIDENT_ROLE', 'CONTACTS'))`,
    );
    this.addSql(`alter table "checklist_mark" add constraint "checklist_mark_result_check" check ("result" in ('SETTLED', 'NOT_NEEDED'))`);
    this.addSql(`alter table "checklist_mark" enable row level security`);
    this.addSql(`alter table "checklist_mark" force row level security`);
    this.addSql(`create policy "app_rows" on "checklist_mark" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "checklist_mark" as restrictive for select to "portal_app" using ((tenant_id = (select current_tenant_id())) and (select not acting_as_vendor()))`,
    );
    this.addSql(
      `create policy "wall_insert" on "checklist_mark" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "checklist_mark" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "checklist_mark" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "checklist_mark" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "checklist_mark" as restrictive for select to "portal_portfolio" using ((tenant_id = (select current_tenant_id()) or tenant_id = any (array(select granted_tenant_ids()))) and (select not acting_as_vendor()))`,
    );
    this.addSql(
      `create policy "parent_contract_id_insert" on "checklist_mark" as restrictive for insert to "portal_app" with check (exists (select from contract parent where parent.id = checklist_mark.contract_id and parent.tenant_id = checklist_mark.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_contract_id_update" on "checklist_mark" as restrictive for update to "portal_app" using (true) with check (exists (select from contract parent where parent.id = checklist_mark.contract_id and parent.tenant_id = checklist_mark.tenant_id))`,
    );
    this.addSql(`grant select, insert, update on checklist_mark to portal_app`);
    this.addSql(`grant select on checklist_mark to portal_portfolio`);
    this.addSql(
      `create trigger record_change after insert or update or delete on checklist_mark for each row execute function record_change()`,
    );
  }

  override down(): void {
    this.addSql(`drop table checklist_mark`);
  }
}
