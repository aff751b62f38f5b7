import { Migration } from '@mikro-orm/migrations';

/** Decisions about features, with the evidence as it was and every step of theirs. */
export class Migration20261127093300_feature_decisions extends Migration {
  override up(): void {
    this.tables();
    this.walls();
    this.rights();
  }

  private tables(): void {
    this.addSql(
      `create table "feature_decision" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "version" int not null default 1, "feature_id" uuid not null, "round_id" uuid not null, "kind" text not null, "improvement" text null, "state" text not null default 'PROPOSED', "reason" text not null, "opportunity" text not null, "day" date null, "day_reason" text null, "saving_yen" bigint null, "saving_basis" text null, "evidence" jsonb not null, "proposed_by_name" text not null, "proposed_at" timestamptz not null default now(), primary key ("id"))`,
    );
    this.addSql(`create index "feature_decision_tenant_id_index" on "feature_decision" ("tenant_id")`);
    this.addSql(`create index "feature_decision_feature_id_index" on "feature_decision" ("feature_id")`);
    this.addSql(`create index "feature_decision_round_id_index" on "feature_decision" ("round_id")`);
    this.addSql(
      `create unique index feature_decision_open_unique on feature_decision (feature_id) where state <> 'DONE' and state <> 'WITHDRAWN'`,
    );
    this.addSql(
      `create table "feature_decision_event" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "decision_id" uuid not null, "at" timestamptz not null default now(), "by_name" text not null, "state" text null, "text" text not null, primary key ("id"))`,
    );
    this.addSql(`create index "feature_decision_event_tenant_id_index" on "feature_decision_event" ("tenant_id")`);
    this.addSql(`create index "feature_decision_event_decision_id_index" on "feature_decision_event" ("decision_id")`);
    this.addSql(
      `alter table "feature_decision" add constraint "feature_decision_feature_id_foreign" foreign key ("feature_id") references "feature" ("id")`,
    );
    this.addSql(
      `alter table "feature_decision" add constraint "feature_decision_round_id_foreign" foreign key ("round_id") references "survey_round" ("id")`,
    );
    this.addSql(
      `alter table "feature_decision" add constraint "feature_decision_saving_check" check ((saving_yen is null) = (saving_basis is null))`,
    );
    this.addSql(
      `alter table "feature_decision" add constraint "feature_decision_day_check" check ((opportunity = 'DAY') = (day is not null and day_reason is not null))`,
    );
    this.addSql(
      `alter table "feature_decision" add constraint "feature_decision_improvement_given_check" check ((kind = 'IMPROVE') = (improvement is not null))`,
    );
    this.addSql(
      `alter table "feature_decision" add constraint "feature_decision_kind_check" check ("kind" in ('RETIRE', 'SHRINK', 'IMPROVE', 'KEEP'))`,
    );
    this.addSql(
      `alter table "feature_decision" add constraint "feature_decision_improvement_check" check ("improvement" in ('MAINTENANCE', 'MODIFICATION'))`,
    );
    this.addSql(
      `alter table "feature_decision" add constraint "feature_decision_state_check" check ("state" in ('PROPOSED', 'AGREED', 'SCHEDULED', 'DONE', 'WITHDRAWN'))`,
    );
    this.addSql(
      `alter table "feature_decision" add constraint "feature_decision_opportunity_check" check ("opportunity" in ('NEXT_RENEWAL', 'DAY'))`,
    );
    this.addSql(
      `alter table "feature_decision_event" add constraint "feature_decision_event_decision_id_foreign" foreign key ("decision_id") references "feature_decision" ("id")`,
    );
    this.addSql(
      `alter table "feature_decision_event" add constraint "feature_decision_event_state_check" check ("state" in ('PROPOSED', 'AGREED', 'SCHEDULED', 'DONE', 'WITHDRAWN'))`,
    );
  }

  private walls(): void {
    this.addSql(`alter table "feature_decision" enable row level security`);
    this.addSql(`alter table "feature_decision" force row level security`);
    this.addSql(`create policy "app_rows" on "feature_decision" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "feature_decision" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_insert" on "feature_decision" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "feature_decision" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "feature_decision" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "feature_decision" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "feature_decision" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()) or tenant_id = any (array(select granted_tenant_ids())))`,
    );
    this.addSql(
      `create policy "parent_feature_id_insert" on "feature_decision" as restrictive for insert to "portal_app" with check (exists (select from feature parent where parent.id = feature_decision.feature_id and parent.tenant_id = feature_decision.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_feature_id_update" on "feature_decision" as restrictive for update to "portal_app" using (true) with check (exists (select from feature parent where parent.id = feature_decision.feature_id and parent.tenant_id = feature_decision.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_round_id_insert" on "feature_decision" as restrictive for insert to "portal_app" with check (exists (select from survey_round parent where parent.id = feature_decision.round_id))`,
    );
    this.addSql(
      `create policy "parent_round_id_update" on "feature_decision" as restrictive for update to "portal_app" using (true) with check (exists (select from survey_round parent where parent.id = feature_decision.round_id))`,
    );
    this.addSql(`alter table "feature_decision_event" enable row level security`);
    this.addSql(`alter table "feature_decision_event" force row level security`);
    this.addSql(`create policy "app_rows" on "feature_decision_event" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "feature_decision_event" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_insert" on "feature_decision_event" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "feature_decision_event" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "feature_decision_event" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "feature_decision_event" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "feature_decision_event" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()) or tenant_id = any (array(select granted_tenant_ids())))`,
    );
    this.addSql(
      `create policy "parent_decision_id_insert" on "feature_decision_event" as restrictive for insert to "portal_app" with check (exists (select from feature_decision parent where parent.id = feature_decision_event.decision_id and parent.tenant_id = feature_decision_event.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_decision_id_update" on "feature_decision_event" as restrictive for update to "portal_app" using (true) with check (exists (select from feature_decision parent where parent.id = feature_decision_event.decision_id and parent.tenant_id = feature_decision_event.tenant_id))`,
    );
  }

  private rights(): void {
    this.addSql('grant select, insert on feature_decision, feature_decision_event to portal_app');
    // The evidence stays as it was frozen.
    this.addSql(
      'grant update (version, kind, improvement, state, reason, opportunity, day, day_reason, saving_yen, saving_basis) on feature_decision to portal_app',
    );
    this.addSql('grant select on feature_decision, feature_decision_event to portal_portfolio');
    for (const table of ['feature_decision', 'feature_decision_event']) {
      this.addSql(
        `create trigger record_change after insert or update or delete on ${table} for each row execute function record_change()`,
      );
    }
  }

  override down(): void {
    this.addSql('drop table feature_decision, feature_decision_event');
  }
}
