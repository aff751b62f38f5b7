import { Migration } from '@mikro-orm/migrations';

/** Suppliers that people found to be one, with what is needed to take that back. */
export class Migration20261128053000_vendor_merges extends Migration {
  override up(): void {
    this.addSql(
      `create table "vendor_merge" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "version" int not null default 1, "kept_id" uuid not null, "merged_vendor_id" uuid not null, "name" text not null, "corporate_number" text null, "other_names" text[] not null default '{}', "contract_ids" uuid[] not null default '{}', "merged_at" timestamptz not null default clock_timestamp(), "merged_by_name" text not null, "undone_at" timestamptz null, "undone_by_name" text null, primary key ("id"))`,
    );
    this.addSql(`create index "vendor_merge_tenant_id_index" on "vendor_merge" ("tenant_id")`);
    this.addSql(`create index "vendor_merge_kept_id_index" on "vendor_merge" ("kept_id")`);
    this.addSql(
      `alter table "vendor_merge" add constraint "vendor_merge_kept_id_foreign" foreign key ("kept_id") references "vendor" ("id")`,
    );
    this.walls();
    this.addSql(`grant select, insert, update on vendor_merge to portal_app`);
    this.addSql(`grant select on vendor_merge to portal_portfolio`);
    // What is merged into another one is gone; the merge keeps all of it.
    this.addSql(`grant delete on vendor to portal_app`);
    this.addSql(
      `create trigger record_change after insert or update or delete on vendor_merge for each row execute function record_change()`,
    );
  }

  private walls(): void {
    this.addSql(`alter table "vendor_merge" enable row level security`);
    this.addSql(`alter table "vendor_merge" force row level security`);
    this.addSql(`create policy "app_rows" on "vendor_merge" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "vendor_merge" as restrictive for select to "portal_app" using ((tenant_id = (select current_tenant_id())) and (select not acting_as_vendor()))`,
    );
    this.addSql(
      `create policy "wall_insert" on "vendor_merge" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "vendor_merge" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "vendor_merge" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "vendor_merge" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "vendor_merge" as restrictive for select to "portal_portfolio" using ((tenant_id = (select current_tenant_id())) and (select not acting_as_vendor()))`,
    );
    this.addSql(
      `create policy "parent_kept_id_insert" on "vendor_merge" as restrictive for insert to "portal_app" with check (exists (select from vendor parent where parent.id = vendor_merge.kept_id and parent.tenant_id = vendor_merge.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_kept_id_update" on "vendor_merge" as restrictive for update to "portal_app" using (true) with check (exists (select from vendor parent where parent.id = vendor_merge.kept_id and parent.tenant_id = vendor_merge.tenant_id))`,
    );
  }

  override down(): void {
    this.addSql(`revoke delete on vendor from portal_app`);
    this.addSql(`drop table vendor_merge`);
  }
}
