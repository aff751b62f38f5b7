import { Migration } from '@mikro-orm/migrations';

const OWN = 'tenant_id = (select current_tenant_id())';

/** An organisation says when it tells whom of each kind of date; until it does, the portal's own rule holds. */
export class Migration20261128103000_alert_rules extends Migration {
  override name = 'Migration20261128103000_alert_rules';

  override up(): void {
    this.addSql(
      `create table "alert_rule" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "version" int not null default 1, "kind" text not null, "lead_days" int[] null, "roles" text[] not null, "tells_owners" boolean not null, "is_silent" boolean not null, "silent_reason" text null, "former" jsonb not null, "changed_by_name" text not null, "changed_at" timestamptz not null, primary key ("id"))`,
    );
    this.addSql(`create index "alert_rule_tenant_id_index" on "alert_rule" ("tenant_id")`);
    this.addSql(`alter table "alert_rule" add constraint "alert_rule_tenant_id_kind_unique" unique ("tenant_id", "kind")`);
    const checks = {
      told: 'is_silent or tells_owners or cardinality(roles) > 0',
      silent: 'is_silent = (silent_reason is not null)',
      lead_days: 'cardinality(lead_days) >= 1 and cardinality(lead_days) <= 20 and 0 <= all (lead_days) and 1000 >= all (lead_days)',
      kind: `"kind" in ('CONTRACT_END_UNKNOWN', 'CONTRACT_NOTICE', 'PROCUREMENT_START', 'CONTRACT_END', 'LICENCE_END', 'SUPPORT_END', 'PLANNED_STOP', 'REQUEST_CUTOFF', 'REQUEST_DUE')`,
      roles: `"roles" <@ array['RESPONDENT'::text, 'COORDINATOR'::text, 'SYSTEM_OWNER'::text, 'PORTFOLIO_MANAGER'::text, 'BUDGET_OFFICER'::text, 'AUDITOR'::text, 'ADMINISTRATOR'::text, 'VENDOR'::text]`,
    };
    for (const [name, check] of Object.entries(checks))
      this.addSql(`alter table "alert_rule" add constraint "alert_rule_${name}_check" check (${check})`);
    this.addSql(`alter table "alert_rule" enable row level security`);
    this.addSql(`alter table "alert_rule" force row level security`);
    this.addSql(`create policy "app_rows" on "alert_rule" to "portal_app" using (true) with check (true)`);
    this.addSql(`create policy "wall_select" on "alert_rule" as restrictive for select to "portal_app" using (${OWN})`);
    this.addSql(`create policy "wall_insert" on "alert_rule" as restrictive for insert to "portal_app" with check (${OWN})`);
    this.addSql(`create policy "wall_update" on "alert_rule" as restrictive for update to "portal_app" using (${OWN}) with check (${OWN})`);
    this.addSql(`create policy "wall_delete" on "alert_rule" as restrictive for delete to "portal_app" using (${OWN})`);
    this.addSql(`create policy "portfolio_rows" on "alert_rule" for select to "portal_portfolio" using (true)`);
    this.addSql(`create policy "wall_portfolio" on "alert_rule" as restrictive for select to "portal_portfolio" using (${OWN})`);
    this.addSql(`grant select, insert, update on alert_rule to portal_app`);
    this.addSql(`grant select on alert_rule to portal_portfolio`);
    this.addSql(
      `create trigger record_change after insert or update or delete on alert_rule for each row execute function record_change()`,
    );
  }

  override down(): void {
    this.addSql('drop table alert_rule');
  }
}
