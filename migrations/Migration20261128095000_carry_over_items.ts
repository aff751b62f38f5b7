import { Migration } from '@mikro-orm/migrations';

const WALL = `tenant_id = (select current_tenant_id())`;
const OWNER = `exists (select from account parent where parent.id = carry_over_item.owner_id and parent.tenant_id = carry_over_item.tenant_id)`;
const SYSTEM = `carry_over_item.system_id is null or exists (select from information_system parent where parent.id = carry_over_item.system_id)`;

/** What waits for a time that may not be known yet, and hangs on a person until it is over or handed over (S-12). */
export class Migration20261128095000_carry_over_items extends Migration {
  override up(): void {
    this.addSql(
      `create table "carry_over_item" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "version" int not null default 1, "owner_id" uuid not null, "system_id" uuid null, "text" text not null, "due_on" date null, "recorded_by_name" text not null, "recorded_at" timestamptz not null default now(), "result" text null, "closed_by_name" text null, "closed_at" timestamptz null, primary key ("id"))`,
    );
    this.addSql(`create index "carry_over_item_tenant_id_index" on "carry_over_item" ("tenant_id")`);
    this.addSql(`create index "carry_over_item_owner_id_index" on "carry_over_item" ("owner_id")`);
    this.addSql(`create index "carry_over_item_system_id_index" on "carry_over_item" ("system_id")`);
    this.addSql(
      `alter table "carry_over_item" add constraint "carry_over_item_closing_check" check ((closed_at is null) = (result is null))`,
    );
    this.addSql(
      `alter table "carry_over_item" add constraint "carry_over_item_owner_id_foreign" foreign key ("owner_id") references "account" ("id")`,
    );
    this.addSql(
      `alter table "carry_over_item" add constraint "carry_over_item_system_id_foreign" foreign key ("system_id") references "information_system" ("id") on delete set null`,
    );
    this.walls();
    this.addSql(`grant select, insert, update on carry_over_item to portal_app`);
    this.addSql(`grant select on carry_over_item to portal_portfolio`);
    this.addSql(
      `create trigger record_change after insert or update or delete on carry_over_item for each row execute function record_change()`,
    );
  }

  private walls(): void {
    this.addSql(`alter table "carry_over_item" enable row level security`);
    this.addSql(`alter table "carry_over_item" force row level security`);
    this.addSql(`create policy "app_rows" on "carry_over_item" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "carry_over_item" as restrictive for select to "portal_app" using ((${WALL}) and (select not acting_as_vendor()))`,
    );
    this.addSql(`create policy "wall_insert" on "carry_over_item" as restrictive for insert to "portal_app" with check (${WALL})`);
    this.addSql(
      `create policy "wall_update" on "carry_over_item" as restrictive for update to "portal_app" using (${WALL}) with check (${WALL})`,
    );
    this.addSql(`create policy "wall_delete" on "carry_over_item" as restrictive for delete to "portal_app" using (${WALL})`);
    this.addSql(`create policy "portfolio_rows" on "carry_over_item" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "carry_over_item" as restrictive for select to "portal_portfolio" using ((${WALL}) and (select not acting_as_vendor()))`,
    );
    for (const [column, check] of [
      ['owner_id', OWNER],
      ['system_id', SYSTEM],
    ] as const) {
      this.addSql(
        `create policy "parent_${column}_insert" on "carry_over_item" as restrictive for insert to "portal_app" with check (${check})`,
      );
      this.addSql(
        `create policy "parent_${column}_update" on "carry_over_item" as restrictive for update to "portal_app" using (true) with check (${check})`,
      );
    }
  }

  override down(): void {
    this.addSql(`drop table carry_over_item`);
  }
}
