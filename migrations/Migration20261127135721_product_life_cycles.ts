import { Migration } from '@mikro-orm/migrations';

/** Life cycles of products, common to all, as a snapshot has them; and what people of an organisation said of names in its ledger. */
export class Migration20261127135721_product_life_cycles extends Migration {
  override up(): void {
    this.tables();
    this.walls();
    this.rights();
  }

  private tables(): void {
    this.addSql(
      `create table "life_cycle_snapshot" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "as_of" date not null, "source_name" text not null, "source_address" text not null, "source_revision" text not null, "licence" text not null, "product_count" int not null, "cycle_count" int not null, "imported_at" timestamptz not null default clock_timestamp(), primary key ("id"))`,
    );
    this.addSql(`create index "life_cycle_snapshot_tenant_id_index" on "life_cycle_snapshot" ("tenant_id")`);
    this.addSql(`create index "life_cycle_snapshot_imported_at_index" on "life_cycle_snapshot" ("imported_at")`);
    this.addSql(
      `create table "product" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "slug" text not null, "title" text not null, "category" text not null, "names" text[] not null, "cycles" jsonb not null, "digest" text not null, primary key ("id"))`,
    );
    this.addSql(`create index "product_tenant_id_index" on "product" ("tenant_id")`);
    this.addSql(`alter table "product" add constraint "product_slug_unique" unique ("slug")`);
    this.addSql(`create index "product_title_index" on "product" ("title")`);
    this.addSql(
      `create table "product_mapping" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "version" int not null default 1, "name" text not null, "product_slug" text null, primary key ("id"))`,
    );
    this.addSql(`create index "product_mapping_tenant_id_index" on "product_mapping" ("tenant_id")`);
    this.addSql(`alter table "product_mapping" add constraint "product_mapping_tenant_id_name_unique" unique ("tenant_id", "name")`);
  }

  private walls(): void {
    this.addSql(`alter table "life_cycle_snapshot" enable row level security`);
    this.addSql(`alter table "life_cycle_snapshot" force row level security`);
    this.addSql(`create policy "app_rows" on "life_cycle_snapshot" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "life_cycle_snapshot" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()) or (select current_tenant_id()) is not null)`,
    );
    this.addSql(
      `create policy "wall_insert" on "life_cycle_snapshot" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "life_cycle_snapshot" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "life_cycle_snapshot" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "life_cycle_snapshot" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "life_cycle_snapshot" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()) or (select current_tenant_id()) is not null or tenant_id = any (array(select granted_tenant_ids())))`,
    );
    this.addSql(
      `create policy "operator_insert" on "life_cycle_snapshot" as restrictive for insert to "portal_app" with check ((select current_tenant_id()) = any (array(select organisation_id from portal_operator)))`,
    );
    this.addSql(
      `create policy "operator_update" on "life_cycle_snapshot" as restrictive for update to "portal_app" using ((select current_tenant_id()) = any (array(select organisation_id from portal_operator))) with check ((select current_tenant_id()) = any (array(select organisation_id from portal_operator)))`,
    );
    this.addSql(
      `create policy "operator_delete" on "life_cycle_snapshot" as restrictive for delete to "portal_app" using ((select current_tenant_id()) = any (array(select organisation_id from portal_operator)))`,
    );
    this.addSql(`alter table "product" enable row level security`);
    this.addSql(`alter table "product" force row level security`);
    this.addSql(`create policy "app_rows" on "product" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "product" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()) or (select current_tenant_id()) is not null)`,
    );
    this.addSql(
      `create policy "wall_insert" on "product" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "product" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "product" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "product" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "product" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()) or (select current_tenant_id()) is not null or tenant_id = any (array(select granted_tenant_ids())))`,
    );
    this.addSql(
      `create policy "operator_insert" on "product" as restrictive for insert to "portal_app" with check ((select current_tenant_id()) = any (array(select organisation_id from portal_operator)))`,
    );
    this.addSql(
      `create policy "operator_update" on "product" as restrictive for update to "portal_app" using ((select current_tenant_id()) = any (array(select organisation_id from portal_operator))) with check ((select current_tenant_id()) = any (array(select organisation_id from portal_operator)))`,
    );
    this.addSql(
      `create policy "operator_delete" on "product" as restrictive for delete to "portal_app" using ((select current_tenant_id()) = any (array(select organisation_id from portal_operator)))`,
    );
    this.addSql(`alter table "product_mapping" enable row level security`);
    this.addSql(`alter table "product_mapping" force row level security`);
    this.addSql(`create policy "app_rows" on "product_mapping" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "product_mapping" as restrictive for select to "portal_app" using ((tenant_id = (select current_tenant_id())) and (select not acting_as_vendor()))`,
    );
    this.addSql(
      `create policy "wall_insert" on "product_mapping" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "product_mapping" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "product_mapping" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "product_mapping" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "product_mapping" as restrictive for select to "portal_portfolio" using ((tenant_id = (select current_tenant_id()) or tenant_id = any (array(select granted_tenant_ids()))) and (select not acting_as_vendor()))`,
    );
  }

  private rights(): void {
    this.addSql(`grant select, insert on life_cycle_snapshot to portal_app`);
    this.addSql(`grant select, insert, update, delete on product to portal_app`);
    this.addSql(`grant select, insert, update on product_mapping to portal_app`);
    this.addSql(`grant select on life_cycle_snapshot, product, product_mapping to portal_portfolio`);
    for (const table of ['life_cycle_snapshot', 'product_mapping'])
      this.addSql(
        `create trigger record_change after insert or update or delete on ${table} for each row execute function record_change()`,
      );
  }

  override down(): void {
    this.addSql(`drop table product_mapping, product, life_cycle_snapshot`);
  }
}
