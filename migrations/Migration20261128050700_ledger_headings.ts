import { Migration } from '@mikro-orm/migrations';

/** What ministries said that headings of their own ledgers mean, so that the next file is read without asking. */
export class Migration20261128050700_ledger_headings extends Migration {
  override up(): void {
    this.addSql(
      `create table "ledger_heading" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "version" int not null default 1, "heading" text not null, "folded" text not null, "field" text null, "mapped_at" timestamptz not null default now(), "mapped_by_name" text not null, primary key ("id"))`,
    );
    this.addSql(`create index "ledger_heading_tenant_id_index" on "ledger_heading" ("tenant_id")`);
    this.addSql(`alter table "ledger_heading" add constraint "ledger_heading_tenant_id_folded_unique" unique ("tenant_id", "folded")`);
    this.walls();
    this.addSql(`grant select, insert, update, delete on ledger_heading to portal_app`);
    this.addSql(`grant select on ledger_heading to portal_portfolio`);
    this.addSql(
      `create trigger record_change after insert or update or delete on ledger_heading for each row execute function record_change()`,
    );
  }

  private walls(): void {
    this.addSql(`alter table "ledger_heading" enable row level security`);
    this.addSql(`alter table "ledger_heading" force row level security`);
    this.addSql(`create policy "app_rows" on "ledger_heading" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "ledger_heading" as restrictive for select to "portal_app" using ((tenant_id = (select current_tenant_id())) and (select not acting_as_vendor()))`,
    );
    this.addSql(
      `create policy "wall_insert" on "ledger_heading" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "ledger_heading" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "ledger_heading" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "ledger_heading" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "ledger_heading" as restrictive for select to "portal_portfolio" using ((tenant_id = (select current_tenant_id())) and (select not acting_as_vendor()))`,
    );
  }

  override down(): void {
    this.addSql(`drop table ledger_heading`);
  }
}
