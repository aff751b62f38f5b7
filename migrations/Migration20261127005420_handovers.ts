import { Migration } from '@mikro-orm/migrations';

/** Hand-overs from a person who leaves to a successor, and who is in charge of a round; of rounds prepared until now that is not known. */
export class Migration20261127005420_handovers extends Migration {
  override up(): void {
    this.addSql(
      `create table "handover" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "version" int not null default 1, "from_id" uuid not null, "to_id" uuid not null, "leaves_on" date not null, "note" text null, "open_count" int not null, "started_by_name" text not null, "started_at" timestamptz not null default now(), "acknowledged_at" timestamptz null, "withdrawn_at" timestamptz null, "withdrawn_reason" text null, primary key ("id"))`,
    );
    this.addSql(`create index "handover_tenant_id_index" on "handover" ("tenant_id")`);
    this.addSql(`create index "handover_from_id_index" on "handover" ("from_id")`);
    this.addSql(`create index "handover_to_id_index" on "handover" ("to_id")`);
    this.addSql(
      `create table "handover_item" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "handover_id" uuid not null, "kind" text not null, "subject_id" uuid not null, "label" text not null, "due_on" date null, "position" int not null, "acknowledged_at" timestamptz null, primary key ("id"))`,
    );
    this.addSql(`create index "handover_item_tenant_id_index" on "handover_item" ("tenant_id")`);
    this.addSql(`create index "handover_item_handover_id_index" on "handover_item" ("handover_id")`);
    this.addSql(
      `alter table "handover_item" add constraint "handover_item_handover_id_kind_subject_id_unique" unique ("handover_id", "kind", "subject_id")`,
    );
    // The default comes after the column: rounds that are there were prepared by others than whoever migrates.
    this.addSql(`alter table "survey_round" add "responsible_id" uuid null`);
    this.addSql(`alter table "survey_round" alter column "responsible_id" set default current_account_id()`);
    this.addSql(
      `alter table "survey_round" add constraint "survey_round_responsible_id_foreign" foreign key ("responsible_id") references "account" ("id") on delete set null`,
    );
    this.addSql(`create index "survey_round_responsible_id_index" on "survey_round" ("responsible_id")`);
    this.addSql(
      `create policy "parent_responsible_id_insert" on "survey_round" as restrictive for insert to "portal_app" with check (survey_round.responsible_id is null or exists (select from account parent where parent.id = survey_round.responsible_id))`,
    );
    this.addSql(
      `create policy "parent_responsible_id_update" on "survey_round" as restrictive for update to "portal_app" using (true) with check (survey_round.responsible_id is null or exists (select from account parent where parent.id = survey_round.responsible_id))`,
    );
    this.addSql(`alter table "handover" add constraint "handover_from_id_foreign" foreign key ("from_id") references "account" ("id")`);
    this.addSql(`alter table "handover" add constraint "handover_to_id_foreign" foreign key ("to_id") references "account" ("id")`);
    this.addSql(`alter table "handover" enable row level security`);
    this.addSql(`alter table "handover" force row level security`);
    this.addSql(`create policy "app_rows" on "handover" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "handover" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_insert" on "handover" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "handover" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "handover" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "handover" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "handover" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "parent_from_id_insert" on "handover" as restrictive for insert to "portal_app" with check (exists (select from account parent where parent.id = handover.from_id and parent.tenant_id = handover.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_from_id_update" on "handover" as restrictive for update to "portal_app" using (true) with check (exists (select from account parent where parent.id = handover.from_id and parent.tenant_id = handover.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_to_id_insert" on "handover" as restrictive for insert to "portal_app" with check (exists (select from account parent where parent.id = handover.to_id and parent.tenant_id = handover.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_to_id_update" on "handover" as restrictive for update to "portal_app" using (true) with check (exists (select from account parent where parent.id = handover.to_id and parent.tenant_id = handover.tenant_id))`,
    );
    this.addSql(
      `alter table "handover_item" add constraint "handover_item_handover_id_foreign" foreign key ("handover_id") references "handover" ("id")`,
    );
    this.addSql(`alter table "handover_item" enable row level security`);
    this.addSql(`alter table "handover_item" force row level security`);
    this.addSql(`create policy "app_rows" on "handover_item" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "handover_item" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_insert" on "handover_item" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "handover_item" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "handover_item" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "handover_item" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "handover_item" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "parent_handover_id_insert" on "handover_item" as restrictive for insert to "portal_app" with check (exists (select from handover parent where parent.id = handover_item.handover_id and parent.tenant_id = handover_item.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_handover_id_update" on "handover_item" as restrictive for update to "portal_app" using (true) with check (exists (select from handover parent where parent.id = handover_item.handover_id and parent.tenant_id = handover_item.tenant_id))`,
    );

    this.addSql(`grant select, insert, update on handover, handover_item to portal_app`);
    this.addSql(`grant select on handover, handover_item to portal_portfolio`);
    this.addSql(`create trigger record_change after insert or update or delete on handover for each row execute function record_change()`);
    this.addSql(
      `create trigger record_change after insert or update or delete on handover_item for each row execute function record_change()`,
    );
  }

  override down(): void {
    this.addSql(`drop table handover_item, handover`);
    this.addSql(`drop policy parent_responsible_id_insert on survey_round`);
    this.addSql(`drop policy parent_responsible_id_update on survey_round`);
    this.addSql(`alter table survey_round drop column responsible_id`);
  }
}
