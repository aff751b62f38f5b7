import { Migration } from '@mikro-orm/migrations';

/** Thresholds by which the features of a round are judged. */
export class Migration20261127091200_verdict_rules extends Migration {
  override up(): void {
    this.tables();
    this.walls();
    this.rights();
  }

  private tables(): void {
    this.addSql(
      `create table "verdict_rule" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "version" int not null default 1, "round_id" uuid not null, "response_floor_percent" int not null default 80, "shrink_percent" int not null default 50, "window_months" int not null default 12, "window_ends_in" text null, "reason" text null, "changed_by_name" text null, "changed_at" timestamptz null, primary key ("id"))`,
    );
    this.addSql(`create index "verdict_rule_tenant_id_index" on "verdict_rule" ("tenant_id")`);
    this.addSql(`alter table "verdict_rule" add constraint "verdict_rule_round_id_unique" unique ("round_id")`);
    this.addSql(
      `alter table "verdict_rule" add constraint "verdict_rule_round_id_foreign" foreign key ("round_id") references "survey_round" ("id")`,
    );
    this.addSql(
      `alter table "verdict_rule" add constraint "verdict_rule_bounds_check" check (response_floor_percent >= 0 and response_floor_percent <= 100 and shrink_percent >= 1 and shrink_percent <= 100 and window_months >= 1 and window_months <= 36)`,
    );
  }

  private walls(): void {
    this.addSql(`alter table "verdict_rule" enable row level security`);
    this.addSql(`alter table "verdict_rule" force row level security`);
    this.addSql(`create policy "app_rows" on "verdict_rule" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "verdict_rule" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()) or round_id = any (array(select id from survey_round)))`,
    );
    this.addSql(
      `create policy "wall_insert" on "verdict_rule" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "verdict_rule" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "verdict_rule" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "verdict_rule" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "verdict_rule" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()) or round_id = any (array(select id from survey_round)) or tenant_id = any (array(select granted_tenant_ids())))`,
    );
    this.addSql(
      `create policy "parent_round_id_insert" on "verdict_rule" as restrictive for insert to "portal_app" with check (exists (select from survey_round parent where parent.id = verdict_rule.round_id and parent.tenant_id = verdict_rule.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_round_id_update" on "verdict_rule" as restrictive for update to "portal_app" using (true) with check (exists (select from survey_round parent where parent.id = verdict_rule.round_id and parent.tenant_id = verdict_rule.tenant_id))`,
    );
  }

  private rights(): void {
    this.addSql('grant select, insert on verdict_rule to portal_app');
    this.addSql(
      'grant update (version, response_floor_percent, shrink_percent, window_months, window_ends_in, reason, changed_by_name, changed_at) on verdict_rule to portal_app',
    );
    this.addSql('grant select on verdict_rule to portal_portfolio');
    this.addSql(
      'create trigger record_change after insert or update or delete on verdict_rule for each row execute function record_change()',
    );
  }

  override down(): void {
    this.addSql('drop table verdict_rule');
  }
}
