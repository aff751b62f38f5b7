import { Migration } from '@mikro-orm/migrations';

/** Questions about single rows, which can be returned with them, and parts of a sheet that colleagues are asked for. */
export class Migration20261127010000_row_question_and_delegation extends Migration {
  override up(): void {
    this.tables();
    this.walls();
    this.rights();
  }

  private tables(): void {
    // Unknown for what was answered until now: where somebody works today need not be where they worked then.
    this.addSql(`alter table "answer" add "answered_by_department" text null`);

    this.addSql(
      `create table "row_question" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "version" int not null default 1, "sheet_id" uuid not null, "survey_feature_id" uuid not null, "runner_id" uuid not null, "side" text not null, "question" text not null, "asked_at" timestamptz not null default now(), "asked_by_name" text not null, "returned" boolean not null default false, "came_back_at" timestamptz null, "reply" text null, "replied_at" timestamptz null, "replied_by_name" text null, "closed_at" timestamptz null, "closed_by_name" text null, primary key ("id"))`,
    );
    this.addSql(`create index "row_question_tenant_id_index" on "row_question" ("tenant_id")`);
    this.addSql(`create index "row_question_sheet_id_index" on "row_question" ("sheet_id")`);
    this.addSql(`create index "row_question_survey_feature_id_index" on "row_question" ("survey_feature_id")`);
    this.addSql(`create index "row_question_runner_id_index" on "row_question" ("runner_id")`);
    this.addSql(
      `alter table "row_question" add constraint "row_question_sheet_id_foreign" foreign key ("sheet_id") references "answer_sheet" ("id")`,
    );
    this.addSql(
      `alter table "row_question" add constraint "row_question_survey_feature_id_foreign" foreign key ("survey_feature_id") references "survey_feature" ("id")`,
    );
    this.addSql(`alter table "row_question" add constraint "row_question_side_check" check ("side" in ('RUNNER', 'COORDINATOR'))`);

    this.addSql(
      `create table "delegation" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "version" int not null default 1, "sheet_id" uuid not null, "survey_feature_ids" uuid[] not null, "account_id" uuid null, "bureau" text null, "note" text null, "due_on" date null, "asked_by_name" text not null, "asked_at" timestamptz not null default now(), "done_at" timestamptz null, "done_by_name" text null, "open_row_reason" text null, "taken_back_at" timestamptz null, primary key ("id"))`,
    );
    this.addSql(`create index "delegation_tenant_id_index" on "delegation" ("tenant_id")`);
    this.addSql(`create index "delegation_sheet_id_index" on "delegation" ("sheet_id")`);
    this.addSql(`create index "delegation_account_id_index" on "delegation" ("account_id")`);
    this.addSql(
      `alter table "delegation" add constraint "delegation_sheet_id_foreign" foreign key ("sheet_id") references "answer_sheet" ("id")`,
    );
    this.addSql(
      `alter table "delegation" add constraint "delegation_account_id_foreign" foreign key ("account_id") references "account" ("id")`,
    );
    this.addSql(`alter table "delegation" add constraint "delegation_delegate_check" check (num_nonnulls(account_id, bureau) = 1)`);
  }

  private walls(): void {
    this.addSql(`alter table "row_question" enable row level security`);
    this.addSql(`alter table "row_question" force row level security`);
    this.addSql(`create policy "app_rows" on "row_question" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "row_question" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()) or runner_id = (select current_tenant_id()) and side = 'RUNNER')`,
    );
    this.addSql(
      `create policy "wall_insert" on "row_question" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()) or runner_id = (select current_tenant_id()) and side = 'RUNNER')`,
    );
    this.addSql(
      `create policy "wall_update" on "row_question" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id()) or runner_id = (select current_tenant_id()) and side = 'RUNNER') with check (tenant_id = (select current_tenant_id()) or runner_id = (select current_tenant_id()) and side = 'RUNNER')`,
    );
    this.addSql(
      `create policy "wall_delete" on "row_question" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "row_question" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "row_question" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()) or runner_id = (select current_tenant_id()) and side = 'RUNNER')`,
    );
    this.addSql(
      `create policy "parent_sheet_id_insert" on "row_question" as restrictive for insert to "portal_app" with check (exists (select from answer_sheet parent where parent.id = row_question.sheet_id and parent.tenant_id = row_question.tenant_id and parent.runner_id = row_question.runner_id))`,
    );
    this.addSql(
      `create policy "parent_sheet_id_update" on "row_question" as restrictive for update to "portal_app" using (true) with check (exists (select from answer_sheet parent where parent.id = row_question.sheet_id and parent.tenant_id = row_question.tenant_id and parent.runner_id = row_question.runner_id))`,
    );
    this.addSql(
      `create policy "parent_survey_feature_id_insert" on "row_question" as restrictive for insert to "portal_app" with check (exists (select from survey_feature parent where parent.id = row_question.survey_feature_id))`,
    );
    this.addSql(
      `create policy "parent_survey_feature_id_update" on "row_question" as restrictive for update to "portal_app" using (true) with check (exists (select from survey_feature parent where parent.id = row_question.survey_feature_id))`,
    );

    this.addSql(`alter table "delegation" enable row level security`);
    this.addSql(`alter table "delegation" force row level security`);
    this.addSql(`create policy "app_rows" on "delegation" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "delegation" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_insert" on "delegation" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "delegation" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "delegation" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "delegation" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "delegation" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "parent_sheet_id_insert" on "delegation" as restrictive for insert to "portal_app" with check (exists (select from answer_sheet parent where parent.id = delegation.sheet_id and parent.tenant_id = delegation.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_sheet_id_update" on "delegation" as restrictive for update to "portal_app" using (true) with check (exists (select from answer_sheet parent where parent.id = delegation.sheet_id and parent.tenant_id = delegation.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_account_id_insert" on "delegation" as restrictive for insert to "portal_app" with check (delegation.account_id is null or exists (select from account parent where parent.id = delegation.account_id))`,
    );
    this.addSql(
      `create policy "parent_account_id_update" on "delegation" as restrictive for update to "portal_app" using (true) with check (delegation.account_id is null or exists (select from account parent where parent.id = delegation.account_id))`,
    );
  }

  private rights(): void {
    this.addSql('grant select, insert on row_question to portal_app');
    // What was asked stays as it was asked.
    this.addSql(
      'grant update (version, reply, replied_at, replied_by_name, came_back_at, closed_at, closed_by_name) on row_question to portal_app',
    );
    this.addSql('grant select, insert, update on delegation to portal_app');
    this.addSql('grant select on row_question, delegation to portal_portfolio');
    for (const table of ['row_question', 'delegation']) {
      this.addSql(
        `create trigger record_change after insert or update or delete on ${table} for each row execute function record_change()`,
      );
    }
  }

  override down(): void {
    this.addSql('drop table row_question, delegation');
    this.addSql('alter table answer drop column answered_by_department');
  }
}
