import { Migration } from '@mikro-orm/migrations';

/**
 * Who uses a system sees which months its logs tell of, and no longer the imports that told them: whose file it was and who brought it is
 * for the provider.
 */
export class Migration20261127134700_usage_log_months extends Migration {
  override up(): void {
    this.addSql(
      `create table "usage_log_month" ("system_id" uuid not null, "month" text not null, "tenant_id" uuid not null default current_tenant_id(), primary key ("system_id", "month"))`,
    );
    this.addSql(`create index "usage_log_month_tenant_id_index" on "usage_log_month" ("tenant_id")`);
    this.addSql(
      `alter table "usage_log_month" add constraint "usage_log_month_system_id_foreign" foreign key ("system_id") references "information_system" ("id")`,
    );
    this.backfill();
    this.addSql(`alter table "usage_log_month" enable row level security`);
    this.addSql(`alter table "usage_log_month" force row level security`);
    this.walls();
    this.wallOfImports(OWN);
    this.addSql('grant select, insert on usage_log_month to portal_app');
    this.addSql('grant select on usage_log_month to portal_portfolio');
  }

  /** The wall holds for the owner too, so it is lifted for this one statement, in the same transaction. */
  private backfill(): void {
    this.addSql('alter table "usage_log_import" no force row level security');
    this.addSql(
      `insert into usage_log_month (system_id, month, tenant_id)
       select distinct system_id, month, tenant_id from usage_log_import, unnest(months) as month`,
    );
    this.addSql('alter table "usage_log_import" force row level security');
  }

  private walls(): void {
    const parent =
      'exists (select from information_system parent where parent.id = usage_log_month.system_id and parent.tenant_id = usage_log_month.tenant_id)';
    const policies = [
      `"app_rows" on "usage_log_month" to "portal_app" using (true) with check (true)`,
      `"wall_select" on "usage_log_month" as restrictive for select to "portal_app" using (${OWN} or ${USED})`,
      `"wall_insert" on "usage_log_month" as restrictive for insert to "portal_app" with check (${OWN})`,
      `"wall_update" on "usage_log_month" as restrictive for update to "portal_app" using (${OWN}) with check (${OWN})`,
      `"wall_delete" on "usage_log_month" as restrictive for delete to "portal_app" using (${OWN})`,
      `"portfolio_rows" on "usage_log_month" for select to "portal_portfolio" using (true)`,
      `"wall_portfolio" on "usage_log_month" as restrictive for select to "portal_portfolio" using (${OWN} or ${USED} or ${READABLE})`,
      `"parent_system_id_insert" on "usage_log_month" as restrictive for insert to "portal_app" with check (${parent})`,
      `"parent_system_id_update" on "usage_log_month" as restrictive for update to "portal_app" using (true) with check (${parent})`,
    ];
    for (const policy of policies) this.addSql(`create policy ${policy}`);
  }

  private wallOfImports(visible: string): void {
    this.addSql(`drop policy "wall_select" on "usage_log_import"`);
    this.addSql(`drop policy "wall_portfolio" on "usage_log_import"`);
    this.addSql(`create policy "wall_select" on "usage_log_import" as restrictive for select to "portal_app" using (${visible})`);
    this.addSql(
      `create policy "wall_portfolio" on "usage_log_import" as restrictive for select to "portal_portfolio" using (${visible} or ${READABLE})`,
    );
  }

  override down(): void {
    this.addSql('drop table usage_log_month');
    this.wallOfImports(`${OWN} or ${USED}`);
  }
}

const OWN = 'tenant_id = (select current_tenant_id())';
const USED = 'system_id = any (array(select id from information_system))';
const READABLE = 'tenant_id = any (array(select granted_tenant_ids()))';
