import { Migration } from '@mikro-orm/migrations';

/**
 * The first portal: organisations, people, systems with their features, survey rounds, answers, and the wall between tenants.
 *
 * The three logins exist before (see server/database/roles.ts): only who sets a cluster up may create roles.
 */
export class Migration20261123000000_first_portal extends Migration {
  override up(): void {
    this.functions();
    this.tables();
    this.walls();
    this.rights();
    this.audit();
  }

  /** Who asks, from the variables of the transaction. A missing variable is an error, not an empty answer. */
  private functions(): void {
    this.addSql(`create function current_tenant_id() returns uuid language sql stable as $$ select current_setting('app.tenant')::uuid $$`);
    this.addSql(
      `create function current_account_id() returns uuid language sql stable as $$ select current_setting('app.account')::uuid $$`,
    );
    this.addSql(
      `create function current_roles() returns text[] language sql stable as $$ select string_to_array(current_setting('app.roles'), ',') $$`,
    );
    this.addSql(`create function acting_as_vendor() returns boolean language sql stable as $$ select current_roles() = array['VENDOR'] $$`);
    // In plpgsql, because its body may name a table that comes later.
    this.addSql(
      `create function granted_tenant_ids() returns setof uuid language plpgsql stable as $$ begin return query select tenant_id from reading_grant where grantee_id = current_tenant_id() and role = any (current_roles()) and revoked_at is null; end $$`,
    );
  }

  private tables(): void {
    this.addSql(
      `create table "access_record" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "at" timestamptz not null default clock_timestamp(), "account_id" uuid not null, "actor_name" text not null, "fields" text not null, "organisation_ids" uuid[] not null, "request_id" text null, primary key ("id"))`,
    );
    this.addSql(`create index "access_record_tenant_id_index" on "access_record" ("tenant_id")`);
    this.addSql(`create index "access_record_tenant_id_at_index" on "access_record" ("tenant_id", "at")`);

    this.addSql(
      `create table "account" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "version" int not null default 1, "login" text not null, "name" text not null, "department" text null, "disabled_at" timestamptz null, "created_at" timestamptz not null default now(), "password_set_at" timestamptz null, primary key ("id"))`,
    );
    this.addSql(`create index "account_tenant_id_index" on "account" ("tenant_id")`);
    this.addSql(`alter table "account" add constraint "account_login_unique" unique ("login")`);

    this.addSql(
      `create table "audit_entry" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null, "subject_tenant_id" uuid not null, "at" timestamptz not null default clock_timestamp(), "account_id" uuid null, "actor_name" text not null, "actor_roles" text[] not null, "action" text not null, "subject" text not null, "subject_id" uuid null, "reason" text null, "before" jsonb null, "after" jsonb null, "request_id" text null, primary key ("id"))`,
    );
    this.addSql(`create index "audit_entry_subject_tenant_id_at_index" on "audit_entry" ("subject_tenant_id", "at")`);
    this.addSql(`create index "audit_entry_tenant_id_at_index" on "audit_entry" ("tenant_id", "at")`);
    this.addSql(
      `alter table "audit_entry" add constraint "audit_entry_actor_roles_check" check ("actor_roles" <@ array['RESPONDENT'::text, 'COORDINATOR'::text, 'SYSTEM_OWNER'::text, 'PORTFOLIO_MANAGER'::text, 'BUDGET_OFFICER'::text, 'AUDITOR'::text, 'ADMINISTRATOR'::text, 'VENDOR'::text])`,
    );

    this.addSql(
      `create table "credential" ("account_id" uuid not null, "password_hash" text not null, "set_at" timestamptz not null default now(), primary key ("account_id"))`,
    );

    this.addSql(
      `create table "idempotent_request" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "account_id" uuid not null default current_account_id(), "key" text not null, "request_hash" text not null, "response" text null, "at" timestamptz not null default now(), primary key ("id"))`,
    );
    this.addSql(`create index "idempotent_request_tenant_id_index" on "idempotent_request" ("tenant_id")`);
    this.addSql(`create index "idempotent_request_at_index" on "idempotent_request" ("at")`);
    this.addSql(
      `alter table "idempotent_request" add constraint "idempotent_request_tenant_id_account_id_key_unique" unique ("tenant_id", "account_id", "key")`,
    );

    this.addSql(
      `create table "information_system" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "version" int not null default 1, "code" text not null, "name" text not null, "name_en" text null, "description" text null, "system_class" text null, "profile" text null, "lifecycle_state" text not null, "planned_on" date null, "operation_starts_on" date null, "replacement_on" date null, "retires_on" date null, "user_ids" uuid[] not null default '{}', "asked_ids" uuid[] not null default '{}', "vendor_account_ids" uuid[] not null default '{}', "created_at" timestamptz not null default now(), primary key ("id"))`,
    );
    this.addSql(`create index "information_system_tenant_id_index" on "information_system" ("tenant_id")`);
    this.addSql(`alter table "information_system" add constraint "information_system_tenant_id_id_unique" unique ("tenant_id", "id")`);
    this.addSql(`alter table "information_system" add constraint "information_system_tenant_id_code_unique" unique ("tenant_id", "code")`);
    this.addSql(
      `alter table "information_system" add constraint "information_system_system_class_check" check ("system_class" in ('DIGITAL_AGENCY', 'JOINT_PROJECT', 'MINISTRY'))`,
    );
    this.addSql(
      `alter table "information_system" add constraint "information_system_profile_check" check ("profile" in ('I', 'II', 'III', 'IV'))`,
    );
    this.addSql(
      `alter table "information_system" add constraint "information_system_lifecycle_state_check" check ("lifecycle_state" in ('PLANNED', 'IN_OPERATION', 'BEING_REPLACED', 'RETIRED'))`,
    );

    this.addSql(
      `create table "feature" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "version" int not null default 1, "system_id" uuid not null, "code" text not null, "name" text not null, "name_en" text null, "major_group" text not null, "middle_group" text null, "position" int not null, "valid_from" date null, "valid_to" date null, primary key ("id"))`,
    );
    this.addSql(`create index "feature_tenant_id_index" on "feature" ("tenant_id")`);
    this.addSql(`create index "feature_system_id_index" on "feature" ("system_id")`);
    this.addSql(`alter table "feature" add constraint "feature_tenant_id_id_unique" unique ("tenant_id", "id")`);
    this.addSql(`alter table "feature" add constraint "feature_system_id_code_unique" unique ("system_id", "code")`);

    this.addSql(
      `create table "membership" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "account_id" uuid not null, "role" text not null, primary key ("id"))`,
    );
    this.addSql(`create index "membership_tenant_id_index" on "membership" ("tenant_id")`);
    this.addSql(`create index "membership_account_id_index" on "membership" ("account_id")`);
    this.addSql(
      `alter table "membership" add constraint "membership_tenant_id_account_id_role_unique" unique ("tenant_id", "account_id", "role")`,
    );
    this.addSql(
      `alter table "membership" add constraint "membership_role_check" check ("role" in ('RESPONDENT', 'COORDINATOR', 'SYSTEM_OWNER', 'PORTFOLIO_MANAGER', 'BUDGET_OFFICER', 'AUDITOR', 'ADMINISTRATOR', 'VENDOR'))`,
    );

    this.addSql(
      `create table "organisation" ("id" uuid not null default gen_random_uuid(), "version" int not null default 1, "corporate_number" text not null, "name" text not null, "name_en" text not null, "short_name" text not null, "kana" text not null, "protocol_order" int not null, "parent_id" uuid null, "starts_on" date null, "ends_on" date null, "successor_id" uuid null, "created_at" timestamptz not null default clock_timestamp(), primary key ("id"))`,
    );
    this.addSql(`alter table "organisation" add constraint "organisation_corporate_number_unique" unique ("corporate_number")`);
    this.addSql(`create index "organisation_parent_id_index" on "organisation" ("parent_id")`);
    this.addSql(`create index "organisation_successor_id_index" on "organisation" ("successor_id")`);

    this.addSql(
      `create table "organisation_name" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "organisation_id" uuid not null, "name" text not null, "name_en" text not null, "short_name" text not null, "kana" text not null, "valid_until" date not null, primary key ("id"))`,
    );
    this.addSql(`create index "organisation_name_tenant_id_index" on "organisation_name" ("tenant_id")`);
    this.addSql(`create index "organisation_name_organisation_id_index" on "organisation_name" ("organisation_id")`);
    this.addSql(
      `create index "organisation_name_organisation_id_valid_until_index" on "organisation_name" ("organisation_id", "valid_until")`,
    );

    this.addSql(`create table "portal_operator" ("organisation_id" uuid not null, primary key ("organisation_id"))`);

    this.addSql(
      `create table "reading_grant" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "grantee_id" uuid not null, "role" text not null, "granted_at" timestamptz not null default now(), "revoked_at" timestamptz null, primary key ("id"))`,
    );
    this.addSql(`create index "reading_grant_tenant_id_index" on "reading_grant" ("tenant_id")`);
    this.addSql(`create index "reading_grant_grantee_id_index" on "reading_grant" ("grantee_id")`);
    this.addSql(
      `alter table "reading_grant" add constraint "reading_grant_role_check" check ("role" in ('RESPONDENT', 'COORDINATOR', 'SYSTEM_OWNER', 'PORTFOLIO_MANAGER', 'BUDGET_OFFICER', 'AUDITOR', 'ADMINISTRATOR', 'VENDOR'))`,
    );

    this.addSql(
      `create table "session" ("token_hash" text not null, "account_id" uuid not null, "organisation_id" uuid not null, "created_at" timestamptz not null default now(), "last_seen_at" timestamptz not null default now(), "expires_at" timestamptz not null, primary key ("token_hash"))`,
    );
    this.addSql(`create index "session_account_id_index" on "session" ("account_id")`);
    this.addSql(`create index "session_expires_at_index" on "session" ("expires_at")`);

    this.addSql(
      `create table "sign_in_attempt" ("subject" text not null, "failures" int not null, "last_failure_at" timestamptz not null, primary key ("subject"))`,
    );

    this.addSql(
      `create table "survey_round" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "version" int not null default 1, "system_id" uuid not null, "title" text not null, "explanation" text null, "fiscal_year" int not null, "state" text not null default 'DRAFT', "opens_on" date not null, "due_on" date not null, "sharing" text null, "target_ids" uuid[] not null, "opened_at" timestamptz null, "closed_at" timestamptz null, "published_at" timestamptz null, "created_at" timestamptz not null default now(), primary key ("id"))`,
    );
    this.addSql(`create index "survey_round_tenant_id_index" on "survey_round" ("tenant_id")`);
    this.addSql(`create index "survey_round_system_id_index" on "survey_round" ("system_id")`);
    this.addSql(`create index "survey_round_fiscal_year_index" on "survey_round" ("fiscal_year")`);
    this.addSql(`alter table "survey_round" add constraint "survey_round_tenant_id_id_unique" unique ("tenant_id", "id")`);
    this.addSql(`alter table "survey_round" add constraint "survey_round_days_check" check (due_on >= opens_on)`);
    this.addSql(
      `alter table "survey_round" add constraint "survey_round_state_check" check ("state" in ('DRAFT', 'OPEN', 'CLOSED', 'PUBLISHED'))`,
    );
    this.addSql(
      `alter table "survey_round" add constraint "survey_round_sharing_check" check ("sharing" in ('OWN_ROW', 'SHARES', 'ALL_ROWS'))`,
    );

    this.addSql(
      `create table "survey_feature" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "round_id" uuid not null, "feature_id" uuid not null, "position" int not null, "code" text not null, "name" text not null, "name_en" text null, "major_group" text not null, "middle_group" text null, "added_at" timestamptz null, primary key ("id"))`,
    );
    this.addSql(`create index "survey_feature_tenant_id_index" on "survey_feature" ("tenant_id")`);
    this.addSql(`create index "survey_feature_round_id_index" on "survey_feature" ("round_id")`);
    this.addSql(`create index "survey_feature_feature_id_index" on "survey_feature" ("feature_id")`);
    this.addSql(
      `alter table "survey_feature" add constraint "survey_feature_round_id_feature_id_unique" unique ("round_id", "feature_id")`,
    );
    this.addSql(`alter table "survey_feature" add constraint "survey_feature_round_id_position_unique" unique ("round_id", "position")`);

    this.addSql(
      `create table "answer_sheet" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "version" int not null default 1, "round_id" uuid not null, "runner_id" uuid not null, "state" text not null default 'NOT_OPENED', "answered_count" int not null default 0, "opened_at" timestamptz null, "handed_in_at" timestamptz null, "handed_in_by_name" text null, "submitted_at" timestamptz null, "returned_reason" text null, primary key ("id"))`,
    );
    this.addSql(`create index "answer_sheet_tenant_id_index" on "answer_sheet" ("tenant_id")`);
    this.addSql(`create index "answer_sheet_round_id_index" on "answer_sheet" ("round_id")`);
    this.addSql(`create index "answer_sheet_runner_id_index" on "answer_sheet" ("runner_id")`);
    this.addSql(`alter table "answer_sheet" add constraint "answer_sheet_tenant_id_id_unique" unique ("tenant_id", "id")`);
    this.addSql(`alter table "answer_sheet" add constraint "answer_sheet_round_id_tenant_id_unique" unique ("round_id", "tenant_id")`);
    this.addSql(
      `alter table "answer_sheet" add constraint "answer_sheet_state_check" check ("state" in ('NOT_OPENED', 'IN_PROGRESS', 'HANDED_IN', 'SUBMITTED', 'RETURNED'))`,
    );

    this.addSql(
      `create table "submission" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "sheet_id" uuid not null, "round_id" uuid not null, "runner_id" uuid not null, "number" int not null, "latest" boolean not null default true, "levels" text not null, "fully_used_count" int not null, "used_with_other_means_count" int not null, "not_used_count" int not null, "feature_count" int not null, "submitted_at" timestamptz not null default now(), "submitted_by_name" text not null, "on_behalf" boolean not null default false, "open_row_reason" text null, "returned_at" timestamptz null, "returned_reason" text null, primary key ("id"))`,
    );
    this.addSql(`create index "submission_tenant_id_index" on "submission" ("tenant_id")`);
    this.addSql(`create index "submission_sheet_id_index" on "submission" ("sheet_id")`);
    this.addSql(`create index "submission_round_id_index" on "submission" ("round_id")`);
    this.addSql(`create index "submission_runner_id_index" on "submission" ("runner_id")`);
    this.addSql(`alter table "submission" add constraint "submission_sheet_id_number_unique" unique ("sheet_id", "number")`);

    this.addSql(
      `create table "submitted_answer" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "submission_id" uuid not null, "survey_feature_id" uuid not null, "runner_id" uuid not null, "level" text not null, "other_means" text null, "comment" text null, "answered_by_name" text not null, "answered_at" timestamptz not null, primary key ("id"))`,
    );
    this.addSql(`create index "submitted_answer_tenant_id_index" on "submitted_answer" ("tenant_id")`);
    this.addSql(`create index "submitted_answer_submission_id_index" on "submitted_answer" ("submission_id")`);
    this.addSql(`create index "submitted_answer_survey_feature_id_index" on "submitted_answer" ("survey_feature_id")`);
    this.addSql(
      `alter table "submitted_answer" add constraint "submitted_answer_submission_id_survey_feature_id_unique" unique ("submission_id", "survey_feature_id")`,
    );
    this.addSql(
      `alter table "submitted_answer" add constraint "submitted_answer_level_check" check ("level" in ('FULLY_USED', 'USED_WITH_OTHER_MEANS', 'NOT_USED'))`,
    );

    this.addSql(
      `create table "answer" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "version" int not null default 1, "sheet_id" uuid not null, "survey_feature_id" uuid not null, "level" text null, "other_means" text null, "comment" text null, "answered_by_name" text not null, "answered_at" timestamptz not null, primary key ("id"))`,
    );
    this.addSql(`create index "answer_tenant_id_index" on "answer" ("tenant_id")`);
    this.addSql(`create index "answer_sheet_id_index" on "answer" ("sheet_id")`);
    this.addSql(`create index "answer_survey_feature_id_index" on "answer" ("survey_feature_id")`);
    this.addSql(`alter table "answer" add constraint "answer_sheet_id_survey_feature_id_unique" unique ("sheet_id", "survey_feature_id")`);
    this.addSql(
      `alter table "answer" add constraint "answer_level_check" check ("level" in ('FULLY_USED', 'USED_WITH_OTHER_MEANS', 'NOT_USED'))`,
    );

    this.addSql(
      `create table "survey_round_event" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "round_id" uuid not null, "state" text not null, "at" timestamptz not null default now(), "by_name" text not null, "reason" text null, primary key ("id"))`,
    );
    this.addSql(`create index "survey_round_event_tenant_id_index" on "survey_round_event" ("tenant_id")`);
    this.addSql(`create index "survey_round_event_round_id_index" on "survey_round_event" ("round_id")`);
    this.addSql(
      `alter table "survey_round_event" add constraint "survey_round_event_state_check" check ("state" in ('DRAFT', 'OPEN', 'CLOSED', 'PUBLISHED'))`,
    );

    this.addSql(
      `create table "survey_share" ("round_id" uuid not null, "tenant_id" uuid not null default current_tenant_id(), "shares" text not null, primary key ("round_id"))`,
    );
    this.addSql(`create index "survey_share_tenant_id_index" on "survey_share" ("tenant_id")`);

    this.addSql(
      `create table "survey_snapshot" ("round_id" uuid not null, "tenant_id" uuid not null default current_tenant_id(), "grid" text not null, "taken_at" timestamptz not null default now(), primary key ("round_id"))`,
    );
    this.addSql(`create index "survey_snapshot_tenant_id_index" on "survey_snapshot" ("tenant_id")`);

    this.addSql(
      `create table "system_contact" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "system_id" uuid not null, "kind" text not null, "unit" text not null, "person_name" text null, "email" text null, "account_id" uuid null, "position" int not null, primary key ("id"))`,
    );
    this.addSql(`create index "system_contact_tenant_id_index" on "system_contact" ("tenant_id")`);
    this.addSql(`create index "system_contact_system_id_index" on "system_contact" ("system_id")`);
    this.addSql(`create index "system_contact_account_id_index" on "system_contact" ("account_id")`);
    this.addSql(
      `alter table "system_contact" add constraint "system_contact_kind_check" check ("kind" in ('PJMO', 'OPERATING_DIVISION', 'COORDINATING_DIVISION', 'IT_DIVISION', 'SECURITY_OFFICER', 'VENDOR'))`,
    );

    this.addSql(
      `create table "uploaded_file" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "account_id" uuid not null default current_account_id(), "file_name" text not null, "content" jsonb not null, "uploaded_at" timestamptz not null default now(), primary key ("id"))`,
    );
    this.addSql(`create index "uploaded_file_tenant_id_index" on "uploaded_file" ("tenant_id")`);
    this.addSql(`create index "uploaded_file_account_id_index" on "uploaded_file" ("account_id")`);

    this.addSql(
      `alter table "feature" add constraint "feature_system_id_foreign" foreign key ("system_id") references "information_system" ("id")`,
    );

    this.addSql(
      `alter table "membership" add constraint "membership_account_id_foreign" foreign key ("account_id") references "account" ("id")`,
    );

    this.addSql(
      `alter table "organisation" add constraint "organisation_parent_id_foreign" foreign key ("parent_id") references "organisation" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "organisation" add constraint "organisation_successor_id_foreign" foreign key ("successor_id") references "organisation" ("id") on delete set null`,
    );

    this.addSql(
      `alter table "organisation_name" add constraint "organisation_name_organisation_id_foreign" foreign key ("organisation_id") references "organisation" ("id")`,
    );

    this.addSql(
      `alter table "reading_grant" add constraint "reading_grant_grantee_id_foreign" foreign key ("grantee_id") references "organisation" ("id")`,
    );

    this.addSql(
      `alter table "survey_round" add constraint "survey_round_system_id_foreign" foreign key ("system_id") references "information_system" ("id")`,
    );

    this.addSql(
      `alter table "survey_feature" add constraint "survey_feature_round_id_foreign" foreign key ("round_id") references "survey_round" ("id")`,
    );
    this.addSql(
      `alter table "survey_feature" add constraint "survey_feature_feature_id_foreign" foreign key ("feature_id") references "feature" ("id")`,
    );

    this.addSql(
      `alter table "answer_sheet" add constraint "answer_sheet_round_id_foreign" foreign key ("round_id") references "survey_round" ("id")`,
    );

    this.addSql(
      `alter table "submission" add constraint "submission_sheet_id_foreign" foreign key ("sheet_id") references "answer_sheet" ("id")`,
    );

    this.addSql(
      `alter table "submitted_answer" add constraint "submitted_answer_submission_id_foreign" foreign key ("submission_id") references "submission" ("id")`,
    );
    this.addSql(
      `alter table "submitted_answer" add constraint "submitted_answer_survey_feature_id_foreign" foreign key ("survey_feature_id") references "survey_feature" ("id")`,
    );

    this.addSql(`alter table "answer" add constraint "answer_sheet_id_foreign" foreign key ("sheet_id") references "answer_sheet" ("id")`);
    this.addSql(
      `alter table "answer" add constraint "answer_survey_feature_id_foreign" foreign key ("survey_feature_id") references "survey_feature" ("id")`,
    );

    this.addSql(
      `alter table "survey_round_event" add constraint "survey_round_event_round_id_foreign" foreign key ("round_id") references "survey_round" ("id")`,
    );

    this.addSql(
      `alter table "survey_share" add constraint "survey_share_round_id_foreign" foreign key ("round_id") references "survey_round" ("id") on update cascade on delete cascade`,
    );

    this.addSql(
      `alter table "survey_snapshot" add constraint "survey_snapshot_round_id_foreign" foreign key ("round_id") references "survey_round" ("id") on update cascade on delete cascade`,
    );

    this.addSql(
      `alter table "system_contact" add constraint "system_contact_system_id_foreign" foreign key ("system_id") references "information_system" ("id")`,
    );
    this.addSql(
      `alter table "system_contact" add constraint "system_contact_account_id_foreign" foreign key ("account_id") references "account" ("id") on delete set null`,
    );
  }

  private walls(): void {
    this.addSql(`alter table "access_record" enable row level security`);
    this.addSql(`alter table "access_record" force row level security`);
    this.addSql(`create policy "app_rows" on "access_record" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "access_record" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()) or (select current_tenant_id()) = any (organisation_ids))`,
    );
    this.addSql(
      `create policy "wall_insert" on "access_record" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "access_record" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "access_record" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "access_record" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "access_record" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()) or (select current_tenant_id()) = any (organisation_ids))`,
    );

    this.addSql(`alter table "account" enable row level security`);
    this.addSql(`alter table "account" force row level security`);
    this.addSql(`create policy "app_rows" on "account" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "account" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()) or id = any (array(select account_id from membership)))`,
    );
    this.addSql(
      `create policy "wall_insert" on "account" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()) or (select current_tenant_id()) = any (array(select organisation_id from portal_operator)))`,
    );
    this.addSql(
      `create policy "wall_update" on "account" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "account" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "account" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "account" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()) or id = any (array(select account_id from membership)))`,
    );
    this.addSql(`create policy "sign_in_rows" on "account" for select to "portal_sign_in" using (true)`);

    this.addSql(`alter table "audit_entry" enable row level security`);
    this.addSql(`alter table "audit_entry" force row level security`);
    this.addSql(`create policy "app_rows" on "audit_entry" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "audit_entry" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()) or subject_tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_insert" on "audit_entry" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "audit_entry" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "audit_entry" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "audit_entry" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "audit_entry" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()) or subject_tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "audit_append" on "audit_entry" for insert with check (true)`);

    this.addSql(`alter table "credential" enable row level security`);
    this.addSql(`alter table "credential" force row level security`);
    this.addSql(`create policy "sign_in_rows" on "credential" to "portal_sign_in" using (true) with check (true)`);
    this.addSql(
      `create policy "credential_of_own_people" on "credential" to "portal_app" using (account_id = any (array(select id from account where tenant_id = (select current_tenant_id())))) with check (account_id = any (array(select id from account where tenant_id = (select current_tenant_id()))))`,
    );
    this.addSql(
      `create policy "credential_of_appointed" on "credential" for insert to "portal_app" with check ((select current_tenant_id()) = any (array(select organisation_id from portal_operator)))`,
    );

    this.addSql(`alter table "idempotent_request" enable row level security`);
    this.addSql(`alter table "idempotent_request" force row level security`);
    this.addSql(`create policy "app_rows" on "idempotent_request" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "idempotent_request" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_insert" on "idempotent_request" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "idempotent_request" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "idempotent_request" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "idempotent_request" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "idempotent_request" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()))`,
    );

    this.addSql(`alter table "information_system" enable row level security`);
    this.addSql(`alter table "information_system" force row level security`);
    this.addSql(`create policy "app_rows" on "information_system" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "information_system" as restrictive for select to "portal_app" using ((tenant_id = (select current_tenant_id()) or (select current_tenant_id()) = any (user_ids) or (select current_tenant_id()) = any (asked_ids)) and ((select not acting_as_vendor()) or (select current_account_id()) = any (vendor_account_ids)))`,
    );
    this.addSql(
      `create policy "wall_insert" on "information_system" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "information_system" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "information_system" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "information_system" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "information_system" as restrictive for select to "portal_portfolio" using ((tenant_id = (select current_tenant_id()) or (select current_tenant_id()) = any (user_ids) or (select current_tenant_id()) = any (asked_ids) or tenant_id = any (array(select granted_tenant_ids())) or user_ids && array(select granted_tenant_ids()) or asked_ids && array(select granted_tenant_ids())) and ((select not acting_as_vendor()) or (select current_account_id()) = any (vendor_account_ids)))`,
    );

    this.addSql(`alter table "feature" enable row level security`);
    this.addSql(`alter table "feature" force row level security`);
    this.addSql(`create policy "app_rows" on "feature" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "feature" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()) or system_id = any (array(select id from information_system)))`,
    );
    this.addSql(
      `create policy "wall_insert" on "feature" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "feature" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "feature" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "feature" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "feature" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()) or system_id = any (array(select id from information_system)) or tenant_id = any (array(select granted_tenant_ids())))`,
    );
    this.addSql(
      `create policy "parent_system_id_insert" on "feature" as restrictive for insert to "portal_app" with check (exists (select from information_system parent where parent.id = feature.system_id and parent.tenant_id = feature.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_system_id_update" on "feature" as restrictive for update to "portal_app" using (true) with check (exists (select from information_system parent where parent.id = feature.system_id and parent.tenant_id = feature.tenant_id))`,
    );

    this.addSql(`alter table "membership" enable row level security`);
    this.addSql(`alter table "membership" force row level security`);
    this.addSql(`create policy "app_rows" on "membership" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "membership" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_insert" on "membership" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()) or role = 'ADMINISTRATOR' and (select current_tenant_id()) = any (array(select organisation_id from portal_operator)))`,
    );
    this.addSql(
      `create policy "wall_update" on "membership" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "membership" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "membership" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "membership" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "sign_in_rows" on "membership" for select to "portal_sign_in" using (true)`);

    this.addSql(`alter table "organisation" enable row level security`);
    this.addSql(`alter table "organisation" force row level security`);
    this.addSql(`create policy "app_rows" on "organisation" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "organisation" as restrictive for select to "portal_app" using (id = (select current_tenant_id()) or true)`,
    );
    this.addSql(
      `create policy "wall_insert" on "organisation" as restrictive for insert to "portal_app" with check (id = (select current_tenant_id()) or parent_id = (select current_tenant_id()) or (select current_tenant_id()) = any (array(select organisation_id from portal_operator)))`,
    );
    this.addSql(
      `create policy "wall_update" on "organisation" as restrictive for update to "portal_app" using (id = (select current_tenant_id()) or parent_id = (select current_tenant_id()) or (select current_tenant_id()) = any (array(select organisation_id from portal_operator))) with check (id = (select current_tenant_id()) or parent_id = (select current_tenant_id()) or (select current_tenant_id()) = any (array(select organisation_id from portal_operator)))`,
    );
    this.addSql(
      `create policy "wall_delete" on "organisation" as restrictive for delete to "portal_app" using (id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "organisation" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "organisation" as restrictive for select to "portal_portfolio" using (id = (select current_tenant_id()) or true or id = any (array(select granted_tenant_ids())))`,
    );
    this.addSql(`create policy "sign_in_rows" on "organisation" for select to "portal_sign_in" using (true)`);

    this.addSql(`alter table "organisation_name" enable row level security`);
    this.addSql(`alter table "organisation_name" force row level security`);
    this.addSql(`create policy "app_rows" on "organisation_name" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "organisation_name" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()) or true)`,
    );
    this.addSql(
      `create policy "wall_insert" on "organisation_name" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()) or tenant_id = any (array(select id from organisation where parent_id = (select current_tenant_id()))) or (select current_tenant_id()) = any (array(select organisation_id from portal_operator)))`,
    );
    this.addSql(
      `create policy "wall_update" on "organisation_name" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id()) or tenant_id = any (array(select id from organisation where parent_id = (select current_tenant_id()))) or (select current_tenant_id()) = any (array(select organisation_id from portal_operator))) with check (tenant_id = (select current_tenant_id()) or tenant_id = any (array(select id from organisation where parent_id = (select current_tenant_id()))) or (select current_tenant_id()) = any (array(select organisation_id from portal_operator)))`,
    );
    this.addSql(
      `create policy "wall_delete" on "organisation_name" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "organisation_name" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "organisation_name" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()) or true or tenant_id = any (array(select granted_tenant_ids())))`,
    );
    this.addSql(
      `create policy "parent_organisation_id_insert" on "organisation_name" as restrictive for insert to "portal_app" with check (exists (select from organisation parent where parent.id = organisation_name.organisation_id and parent.id = organisation_name.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_organisation_id_update" on "organisation_name" as restrictive for update to "portal_app" using (true) with check (exists (select from organisation parent where parent.id = organisation_name.organisation_id and parent.id = organisation_name.tenant_id))`,
    );

    this.addSql(`alter table "portal_operator" enable row level security`);
    this.addSql(`alter table "portal_operator" force row level security`);
    this.addSql(`create policy "operator_rows" on "portal_operator" using (true) with check (true)`);

    this.addSql(`alter table "reading_grant" enable row level security`);
    this.addSql(`alter table "reading_grant" force row level security`);
    this.addSql(`create policy "app_rows" on "reading_grant" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "reading_grant" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()) or grantee_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_insert" on "reading_grant" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "reading_grant" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "reading_grant" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "reading_grant" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "reading_grant" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()) or grantee_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "sign_in_rows" on "reading_grant" for select to "portal_sign_in" using (true)`);

    this.addSql(`alter table "session" enable row level security`);
    this.addSql(`alter table "session" force row level security`);
    this.addSql(`create policy "sign_in_rows" on "session" to "portal_sign_in" using (true) with check (true)`);
    this.addSql(
      `create policy "session_of_own_people" on "session" to "portal_app" using (account_id = any (array(select id from account where tenant_id = (select current_tenant_id()))))`,
    );

    this.addSql(`alter table "sign_in_attempt" enable row level security`);
    this.addSql(`alter table "sign_in_attempt" force row level security`);
    this.addSql(`create policy "sign_in_rows" on "sign_in_attempt" to "portal_sign_in" using (true) with check (true)`);

    this.addSql(`alter table "survey_round" enable row level security`);
    this.addSql(`alter table "survey_round" force row level security`);
    this.addSql(`create policy "app_rows" on "survey_round" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "survey_round" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()) or state <> 'DRAFT' and (select current_tenant_id()) = any (target_ids))`,
    );
    this.addSql(
      `create policy "wall_insert" on "survey_round" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "survey_round" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "survey_round" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "survey_round" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "survey_round" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()) or state <> 'DRAFT' and (select current_tenant_id()) = any (target_ids) or tenant_id = any (array(select granted_tenant_ids())) or state <> 'DRAFT' and target_ids && array(select granted_tenant_ids()))`,
    );
    this.addSql(
      `create policy "parent_system_id_insert" on "survey_round" as restrictive for insert to "portal_app" with check (exists (select from information_system parent where parent.id = survey_round.system_id))`,
    );
    this.addSql(
      `create policy "parent_system_id_update" on "survey_round" as restrictive for update to "portal_app" using (true) with check (exists (select from information_system parent where parent.id = survey_round.system_id))`,
    );

    this.addSql(`alter table "survey_feature" enable row level security`);
    this.addSql(`alter table "survey_feature" force row level security`);
    this.addSql(`create policy "app_rows" on "survey_feature" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "survey_feature" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()) or round_id = any (array(select id from survey_round)))`,
    );
    this.addSql(
      `create policy "wall_insert" on "survey_feature" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "survey_feature" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "survey_feature" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "survey_feature" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "survey_feature" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()) or round_id = any (array(select id from survey_round)) or tenant_id = any (array(select granted_tenant_ids())))`,
    );
    this.addSql(
      `create policy "parent_round_id_insert" on "survey_feature" as restrictive for insert to "portal_app" with check (exists (select from survey_round parent where parent.id = survey_feature.round_id and parent.tenant_id = survey_feature.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_round_id_update" on "survey_feature" as restrictive for update to "portal_app" using (true) with check (exists (select from survey_round parent where parent.id = survey_feature.round_id and parent.tenant_id = survey_feature.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_feature_id_insert" on "survey_feature" as restrictive for insert to "portal_app" with check (exists (select from feature parent where parent.id = survey_feature.feature_id))`,
    );
    this.addSql(
      `create policy "parent_feature_id_update" on "survey_feature" as restrictive for update to "portal_app" using (true) with check (exists (select from feature parent where parent.id = survey_feature.feature_id))`,
    );

    this.addSql(`alter table "answer_sheet" enable row level security`);
    this.addSql(`alter table "answer_sheet" force row level security`);
    this.addSql(`create policy "app_rows" on "answer_sheet" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "answer_sheet" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()) or runner_id = (select current_tenant_id()) or round_id = any (array(select id from survey_round where state = 'PUBLISHED' and sharing = 'ALL_ROWS' and (select current_tenant_id()) = any (target_ids))))`,
    );
    this.addSql(
      `create policy "wall_insert" on "answer_sheet" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()) or runner_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "answer_sheet" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id()) or runner_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()) or runner_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "answer_sheet" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "answer_sheet" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "answer_sheet" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()) or runner_id = (select current_tenant_id()) or round_id = any (array(select id from survey_round where state = 'PUBLISHED' and sharing = 'ALL_ROWS' and (select current_tenant_id()) = any (target_ids))) or tenant_id = any (array(select granted_tenant_ids())))`,
    );
    this.addSql(
      `create policy "parent_round_id_insert" on "answer_sheet" as restrictive for insert to "portal_app" with check (exists (select from survey_round parent where parent.id = answer_sheet.round_id and parent.tenant_id = answer_sheet.runner_id))`,
    );
    this.addSql(
      `create policy "parent_round_id_update" on "answer_sheet" as restrictive for update to "portal_app" using (true) with check (exists (select from survey_round parent where parent.id = answer_sheet.round_id and parent.tenant_id = answer_sheet.runner_id))`,
    );

    this.addSql(`alter table "submission" enable row level security`);
    this.addSql(`alter table "submission" force row level security`);
    this.addSql(`create policy "app_rows" on "submission" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "submission" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()) or runner_id = (select current_tenant_id()) or round_id = any (array(select id from survey_round where state = 'PUBLISHED' and sharing = 'ALL_ROWS' and (select current_tenant_id()) = any (target_ids))))`,
    );
    this.addSql(
      `create policy "wall_insert" on "submission" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()) or runner_id = (select current_tenant_id()) and on_behalf)`,
    );
    this.addSql(
      `create policy "wall_update" on "submission" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id()) or runner_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()) or runner_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "submission" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "submission" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "submission" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()) or runner_id = (select current_tenant_id()) or round_id = any (array(select id from survey_round where state = 'PUBLISHED' and sharing = 'ALL_ROWS' and (select current_tenant_id()) = any (target_ids))) or tenant_id = any (array(select granted_tenant_ids())))`,
    );
    this.addSql(
      `create policy "parent_sheet_id_insert" on "submission" as restrictive for insert to "portal_app" with check (exists (select from answer_sheet parent where parent.id = submission.sheet_id and parent.tenant_id = submission.tenant_id and parent.runner_id = submission.runner_id and parent.round_id = submission.round_id))`,
    );
    this.addSql(
      `create policy "parent_sheet_id_update" on "submission" as restrictive for update to "portal_app" using (true) with check (exists (select from answer_sheet parent where parent.id = submission.sheet_id and parent.tenant_id = submission.tenant_id and parent.runner_id = submission.runner_id and parent.round_id = submission.round_id))`,
    );

    this.addSql(`alter table "submitted_answer" enable row level security`);
    this.addSql(`alter table "submitted_answer" force row level security`);
    this.addSql(`create policy "app_rows" on "submitted_answer" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "submitted_answer" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()) or runner_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_insert" on "submitted_answer" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()) or runner_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "submitted_answer" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "submitted_answer" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "submitted_answer" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "submitted_answer" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()) or runner_id = (select current_tenant_id()) or tenant_id = any (array(select granted_tenant_ids())))`,
    );
    this.addSql(
      `create policy "parent_submission_id_insert" on "submitted_answer" as restrictive for insert to "portal_app" with check (exists (select from submission parent where parent.id = submitted_answer.submission_id and parent.tenant_id = submitted_answer.tenant_id and parent.runner_id = submitted_answer.runner_id))`,
    );
    this.addSql(
      `create policy "parent_submission_id_update" on "submitted_answer" as restrictive for update to "portal_app" using (true) with check (exists (select from submission parent where parent.id = submitted_answer.submission_id and parent.tenant_id = submitted_answer.tenant_id and parent.runner_id = submitted_answer.runner_id))`,
    );
    this.addSql(
      `create policy "parent_survey_feature_id_insert" on "submitted_answer" as restrictive for insert to "portal_app" with check (exists (select from survey_feature parent where parent.id = submitted_answer.survey_feature_id))`,
    );
    this.addSql(
      `create policy "parent_survey_feature_id_update" on "submitted_answer" as restrictive for update to "portal_app" using (true) with check (exists (select from survey_feature parent where parent.id = submitted_answer.survey_feature_id))`,
    );

    this.addSql(`alter table "answer" enable row level security`);
    this.addSql(`alter table "answer" force row level security`);
    this.addSql(`create policy "app_rows" on "answer" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "answer" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_insert" on "answer" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "answer" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "answer" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "answer" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "answer" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "parent_sheet_id_insert" on "answer" as restrictive for insert to "portal_app" with check (exists (select from answer_sheet parent where parent.id = answer.sheet_id and parent.tenant_id = answer.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_sheet_id_update" on "answer" as restrictive for update to "portal_app" using (true) with check (exists (select from answer_sheet parent where parent.id = answer.sheet_id and parent.tenant_id = answer.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_survey_feature_id_insert" on "answer" as restrictive for insert to "portal_app" with check (exists (select from survey_feature parent where parent.id = answer.survey_feature_id))`,
    );
    this.addSql(
      `create policy "parent_survey_feature_id_update" on "answer" as restrictive for update to "portal_app" using (true) with check (exists (select from survey_feature parent where parent.id = answer.survey_feature_id))`,
    );

    this.addSql(`alter table "survey_round_event" enable row level security`);
    this.addSql(`alter table "survey_round_event" force row level security`);
    this.addSql(`create policy "app_rows" on "survey_round_event" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "survey_round_event" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()) or round_id = any (array(select id from survey_round)))`,
    );
    this.addSql(
      `create policy "wall_insert" on "survey_round_event" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "survey_round_event" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "survey_round_event" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "survey_round_event" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "survey_round_event" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()) or round_id = any (array(select id from survey_round)) or tenant_id = any (array(select granted_tenant_ids())))`,
    );
    this.addSql(
      `create policy "parent_round_id_insert" on "survey_round_event" as restrictive for insert to "portal_app" with check (exists (select from survey_round parent where parent.id = survey_round_event.round_id and parent.tenant_id = survey_round_event.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_round_id_update" on "survey_round_event" as restrictive for update to "portal_app" using (true) with check (exists (select from survey_round parent where parent.id = survey_round_event.round_id and parent.tenant_id = survey_round_event.tenant_id))`,
    );

    this.addSql(`alter table "survey_share" enable row level security`);
    this.addSql(`alter table "survey_share" force row level security`);
    this.addSql(`create policy "app_rows" on "survey_share" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "survey_share" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()) or round_id = any (array(select id from survey_round where state = 'PUBLISHED' and sharing in ('SHARES', 'ALL_ROWS') and (select current_tenant_id()) = any (target_ids))))`,
    );
    this.addSql(
      `create policy "wall_insert" on "survey_share" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "survey_share" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "survey_share" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "survey_share" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "survey_share" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()) or round_id = any (array(select id from survey_round where state = 'PUBLISHED' and sharing in ('SHARES', 'ALL_ROWS') and (select current_tenant_id()) = any (target_ids))) or tenant_id = any (array(select granted_tenant_ids())))`,
    );
    this.addSql(
      `create policy "parent_round_id_insert" on "survey_share" as restrictive for insert to "portal_app" with check (exists (select from survey_round parent where parent.id = survey_share.round_id and parent.tenant_id = survey_share.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_round_id_update" on "survey_share" as restrictive for update to "portal_app" using (true) with check (exists (select from survey_round parent where parent.id = survey_share.round_id and parent.tenant_id = survey_share.tenant_id))`,
    );

    this.addSql(`alter table "survey_snapshot" enable row level security`);
    this.addSql(`alter table "survey_snapshot" force row level security`);
    this.addSql(`create policy "app_rows" on "survey_snapshot" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "survey_snapshot" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()) or round_id = any (array(select id from survey_round where state = 'PUBLISHED' and sharing = 'ALL_ROWS' and (select current_tenant_id()) = any (target_ids))))`,
    );
    this.addSql(
      `create policy "wall_insert" on "survey_snapshot" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "survey_snapshot" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "survey_snapshot" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "survey_snapshot" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "survey_snapshot" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()) or round_id = any (array(select id from survey_round where state = 'PUBLISHED' and sharing = 'ALL_ROWS' and (select current_tenant_id()) = any (target_ids))))`,
    );
    this.addSql(
      `create policy "parent_round_id_insert" on "survey_snapshot" as restrictive for insert to "portal_app" with check (exists (select from survey_round parent where parent.id = survey_snapshot.round_id and parent.tenant_id = survey_snapshot.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_round_id_update" on "survey_snapshot" as restrictive for update to "portal_app" using (true) with check (exists (select from survey_round parent where parent.id = survey_snapshot.round_id and parent.tenant_id = survey_snapshot.tenant_id))`,
    );

    this.addSql(`alter table "system_contact" enable row level security`);
    this.addSql(`alter table "system_contact" force row level security`);
    this.addSql(`create policy "app_rows" on "system_contact" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "system_contact" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()) or system_id = any (array(select id from information_system)))`,
    );
    this.addSql(
      `create policy "wall_insert" on "system_contact" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "system_contact" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "system_contact" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "system_contact" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "system_contact" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()) or system_id = any (array(select id from information_system)) or tenant_id = any (array(select granted_tenant_ids())))`,
    );
    this.addSql(
      `create policy "parent_system_id_insert" on "system_contact" as restrictive for insert to "portal_app" with check (exists (select from information_system parent where parent.id = system_contact.system_id and parent.tenant_id = system_contact.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_system_id_update" on "system_contact" as restrictive for update to "portal_app" using (true) with check (exists (select from information_system parent where parent.id = system_contact.system_id and parent.tenant_id = system_contact.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_account_id_insert" on "system_contact" as restrictive for insert to "portal_app" with check (system_contact.account_id is null or exists (select from account parent where parent.id = system_contact.account_id))`,
    );
    this.addSql(
      `create policy "parent_account_id_update" on "system_contact" as restrictive for update to "portal_app" using (true) with check (system_contact.account_id is null or exists (select from account parent where parent.id = system_contact.account_id))`,
    );

    this.addSql(`alter table "uploaded_file" enable row level security`);
    this.addSql(`alter table "uploaded_file" force row level security`);
    this.addSql(`create policy "app_rows" on "uploaded_file" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "uploaded_file" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_insert" on "uploaded_file" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "uploaded_file" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "uploaded_file" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "uploaded_file" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "uploaded_file" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()))`,
    );
  }

  /** What each login may do at all, table by table. Whatever is not named stays closed. */
  private rights(): void {
    const { app, portfolio, signIn } = { app: 'portal_app', portfolio: 'portal_portfolio', signIn: 'portal_sign_in' };
    const grant = (rights: string, tables: string, login: string): void => this.addSql(`grant ${rights} on ${tables} to ${login}`);
    grant('select', 'mikro_orm_migrations', `${app}, ${portfolio}, ${signIn}`);
    this.addSql(`grant usage on schema public to ${app}, ${portfolio}, ${signIn}`);

    grant(
      'select, insert, update',
      'organisation, account, reading_grant, information_system, feature, survey_round, answer_sheet, answer',
      app,
    );
    grant('select, insert, update, delete', 'system_contact, idempotent_request', app);
    grant('select, insert, delete', 'membership, survey_snapshot, survey_share, uploaded_file', app);
    grant('select, insert', 'organisation_name, survey_feature, survey_round_event, submission, submitted_answer, access_record', app);
    grant('select', 'portal_operator, audit_entry', app);
    // What was submitted stays as it is; later only its being the latest and its return are noted.
    grant('update (latest, returned_at, returned_reason)', 'submission', app);
    // A password can be set and never read.
    grant('insert, update (password_hash, set_at), select (account_id)', 'credential', app);
    grant('delete, select (account_id)', 'session', app);

    grant(
      'select',
      'organisation, organisation_name, portal_operator, account, membership, reading_grant, information_system, system_contact, feature',
      portfolio,
    );
    grant(
      'select',
      'survey_round, survey_feature, survey_round_event, answer_sheet, answer, submission, submitted_answer, survey_snapshot, survey_share, uploaded_file, audit_entry, access_record',
      portfolio,
    );

    grant('select', 'organisation, account, membership, reading_grant', signIn);
    grant('select, insert, update, delete', 'session, sign_in_attempt', signIn);
    grant('select', 'credential', signIn);
    grant('update (password_hash, set_at)', 'credential', signIn);
  }

  /** Records each change in its own transaction, whoever makes it and by whatever statement. */
  private audit(): void {
    this.addSql(`
      create function record_change() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
      declare
        before jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
        after jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
        subject jsonb := coalesce(after, before);
      begin
        if before - array['version', 'answered_count'] = after - array['version', 'answered_count'] then return null; end if;
        insert into audit_entry (tenant_id, subject_tenant_id, account_id, actor_name, actor_roles, action, subject, subject_id, reason, before, after, request_id)
        values (
          current_tenant_id(), coalesce(subject ->> 'tenant_id', subject ->> 'id')::uuid, current_account_id(),
          current_setting('app.actor'), current_roles(), current_setting('app.action') || ' ' || lower(tg_op), tg_table_name,
          (subject ->> 'id')::uuid, nullif(current_setting('app.reason'), ''), before, after, nullif(current_setting('app.request'), ''));
        return null;
      end $$`);
    this.addSql(`revoke execute on function record_change() from public`);
    // Not recorded: what is itself a record or a copy, and uploaded files, whose import is recorded row by row.
    for (const table of [
      'organisation',
      'organisation_name',
      'account',
      'membership',
      'reading_grant',
      'information_system',
      'system_contact',
      'feature',
      'survey_round',
      'survey_feature',
      'survey_round_event',
      'answer_sheet',
      'answer',
      'submission',
    ]) {
      this.addSql(
        `create trigger record_change after insert or update or delete on ${table} for each row execute function record_change()`,
      );
    }
  }

  override down(): void {
    this.addSql(
      `drop table access_record, account, audit_entry, credential, idempotent_request, information_system, feature, membership, organisation, organisation_name, portal_operator, reading_grant, session, sign_in_attempt, survey_round, survey_feature, answer_sheet, submission, submitted_answer, answer, survey_round_event, survey_share, survey_snapshot, system_contact, uploaded_file cascade`,
    );
    this.addSql(`drop function record_change, granted_tenant_ids, acting_as_vendor, current_roles, current_account_id, current_tenant_id`);
  }
}
