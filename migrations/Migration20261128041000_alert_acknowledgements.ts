import { Migration } from '@mikro-orm/migrations';

const HOLDER = `alert_acknowledgement.holder_id is null or exists (select from account parent where parent.id = alert_acknowledgement.holder_id)`;
const OWN = 'tenant_id = (select current_tenant_id())';

/** Somebody says of a date that people are told of: seen, I take care of it; or hands it over to a colleague. */
export class Migration20261128041000_alert_acknowledgements extends Migration {
  override name = 'Migration20261128041000_alert_acknowledgements';

  override up(): void {
    this.addSql(
      `create table "alert_acknowledgement" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "version" int not null default 1, "kind" text not null, "subject_id" uuid not null, "anchor_on" date not null, "holder_id" uuid null, "handed_over" boolean not null, "note" text null, "by_name" text not null, "acted_at" timestamptz not null, primary key ("id"))`,
    );
    this.addSql(`create index "alert_acknowledgement_tenant_id_index" on "alert_acknowledgement" ("tenant_id")`);
    this.addSql(`create index "alert_acknowledgement_holder_id_index" on "alert_acknowledgement" ("holder_id")`);
    this.addSql(
      `alter table "alert_acknowledgement" add constraint "alert_acknowledgement_tenant_id_kind_subject_id_a_1cdb0_unique" unique ("tenant_id", "kind", "subject_id", "anchor_on")`,
    );
    this.addSql(
      `alter table "alert_acknowledgement" add constraint "alert_acknowledgement_kind_check" check ("kind" in ('CONTRACT_END_UNKNOWN', 'CONTRACT_NOTICE', 'PROCUREMENT_START', 'CONTRACT_END', 'LICENCE_END', 'SUPPORT_END', 'PLANNED_STOP', 'REQUEST_CUTOFF', 'REQUEST_DUE'))`,
    );
    this.addSql(
      `alter table "alert_acknowledgement" add constraint "alert_acknowledgement_holder_id_foreign" foreign key ("holder_id") references "account" ("id") on delete set null`,
    );
    this.addSql(`alter table "alert_acknowledgement" enable row level security`);
    this.addSql(`alter table "alert_acknowledgement" force row level security`);
    this.addSql(`create policy "app_rows" on "alert_acknowledgement" to "portal_app" using (true) with check (true)`);
    this.addSql(`create policy "wall_select" on "alert_acknowledgement" as restrictive for select to "portal_app" using (${OWN})`);
    this.addSql(`create policy "wall_insert" on "alert_acknowledgement" as restrictive for insert to "portal_app" with check (${OWN})`);
    this.addSql(
      `create policy "wall_update" on "alert_acknowledgement" as restrictive for update to "portal_app" using (${OWN}) with check (${OWN})`,
    );
    this.addSql(`create policy "wall_delete" on "alert_acknowledgement" as restrictive for delete to "portal_app" using (${OWN})`);
    this.addSql(`create policy "portfolio_rows" on "alert_acknowledgement" for select to "portal_portfolio" using (true)`);
    this.addSql(`create policy "wall_portfolio" on "alert_acknowledgement" as restrictive for select to "portal_portfolio" using (${OWN})`);
    this.addSql(
      `create policy "parent_holder_id_insert" on "alert_acknowledgement" as restrictive for insert to "portal_app" with check (${HOLDER})`,
    );
    this.addSql(
      `create policy "parent_holder_id_update" on "alert_acknowledgement" as restrictive for update to "portal_app" using (true) with check (${HOLDER})`,
    );
    this.addSql(`grant select, insert, update on alert_acknowledgement to portal_app`);
    this.addSql(`grant select on alert_acknowledgement to portal_portfolio`);
    this.addSql(
      `create trigger record_change after insert or update or delete on alert_acknowledgement for each row execute function record_change()`,
    );
  }

  override down(): void {
    this.addSql('drop table alert_acknowledgement');
  }
}
