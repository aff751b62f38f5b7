import { Migration } from '@mikro-orm/migrations';

/** Confirmations of records with the age at which they expire, and the one person who answers for a system. */
export class Migration20261126234017_records extends Migration {
  override up(): void {
    this.addSql(
      `create table "attestation" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "subject" text not null, "subject_id" uuid not null, "confirmed_at" timestamptz not null default now(), "confirmed_by_id" uuid not null default current_account_id(), "confirmed_by_name" text not null, "content" jsonb not null, primary key ("id"))`,
    );
    this.addSql(`create index "attestation_tenant_id_index" on "attestation" ("tenant_id")`);
    this.addSql(`create index "attestation_subject_id_confirmed_at_index" on "attestation" ("subject_id", "confirmed_at")`);
    this.addSql(
      `create table "attestation_rule" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "version" int not null default 1, "months" int not null default 6, primary key ("id"))`,
    );
    this.addSql(`create index "attestation_rule_tenant_id_index" on "attestation_rule" ("tenant_id")`);
    this.addSql(`alter table "attestation_rule" add constraint "attestation_rule_tenant_id_unique" unique ("tenant_id")`);
    this.addSql(`alter table "information_system" add "owner_id" uuid null, add "ownerless_since" timestamptz null`);
    this.addSql(
      `alter table "information_system" add constraint "information_system_owner_id_foreign" foreign key ("owner_id") references "account" ("id") on delete set null`,
    );
    this.addSql(`create index "information_system_owner_id_index" on "information_system" ("owner_id")`);
    this.addSql(
      `create policy "parent_owner_id_insert" on "information_system" as restrictive for insert to "portal_app" with check (information_system.owner_id is null or exists (select from account parent where parent.id = information_system.owner_id and parent.tenant_id = information_system.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_owner_id_update" on "information_system" as restrictive for update to "portal_app" using (true) with check (information_system.owner_id is null or exists (select from account parent where parent.id = information_system.owner_id and parent.tenant_id = information_system.tenant_id))`,
    );
    this.addSql(`alter table "attestation" add constraint "attestation_subject_check" check ("subject" in ('INFORMATION_SYSTEM'))`);
    this.addSql(`alter table "attestation" enable row level security`);
    this.addSql(`alter table "attestation" force row level security`);
    this.addSql(`create policy "app_rows" on "attestation" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "attestation" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()) or subject = 'INFORMATION_SYSTEM' and subject_id = any (array(select id from information_system)))`,
    );
    this.addSql(
      `create policy "wall_insert" on "attestation" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "attestation" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "attestation" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "attestation" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "attestation" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()) or subject = 'INFORMATION_SYSTEM' and subject_id = any (array(select id from information_system)) or tenant_id = any (array(select granted_tenant_ids())))`,
    );
    this.addSql(
      `create policy "parent_subject_id_insert" on "attestation" as restrictive for insert to "portal_app" with check (exists (select from information_system parent where parent.id = attestation.subject_id and parent.tenant_id = attestation.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_subject_id_update" on "attestation" as restrictive for update to "portal_app" using (true) with check (exists (select from information_system parent where parent.id = attestation.subject_id and parent.tenant_id = attestation.tenant_id))`,
    );
    this.addSql(`alter table "attestation_rule" add constraint "attestation_rule_months_check" check (months >= 1 and months <= 36)`);
    this.addSql(`alter table "attestation_rule" enable row level security`);
    this.addSql(`alter table "attestation_rule" force row level security`);
    this.addSql(`create policy "app_rows" on "attestation_rule" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "attestation_rule" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()) or tenant_id = any (array(select tenant_id from information_system)))`,
    );
    this.addSql(
      `create policy "wall_insert" on "attestation_rule" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "attestation_rule" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "attestation_rule" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "attestation_rule" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "attestation_rule" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()) or tenant_id = any (array(select tenant_id from information_system)) or tenant_id = any (array(select granted_tenant_ids())))`,
    );

    this.addSql(`grant select, insert on attestation to portal_app`);
    this.addSql(`grant select, insert, update on attestation_rule to portal_app`);
    this.addSql(`grant select on attestation, attestation_rule to portal_portfolio`);
    this.addSql(
      `create trigger record_change after insert or update or delete on attestation for each row execute function record_change()`,
    );
    this.addSql(
      `create trigger record_change after insert or update or delete on attestation_rule for each row execute function record_change()`,
    );
  }

  override down(): void {
    this.addSql(`drop table attestation, attestation_rule`);
    this.addSql(`drop policy parent_owner_id_insert on information_system`);
    this.addSql(`drop policy parent_owner_id_update on information_system`);
    this.addSql(`alter table information_system drop column owner_id, drop column ownerless_since`);
  }
}
