import { Migration } from '@mikro-orm/migrations';

/** Reminders: whom the portal told of what and when, the mails that tell it, who asked for it, and when the jobs last ran. */
export class Migration20261127094800_reminders extends Migration {
  override up(): void {
    this.tables();
    this.walls();
    this.rights();
  }

  private tables(): void {
    this.addSql(
      `create table "job_heartbeat" ("job" text not null, "done_at" timestamptz null, "failed_at" timestamptz null, "failure" text null, primary key ("job"))`,
    );
    this.addSql(
      `create table "reminder_rule" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "version" int not null default 1, "coordinator_after_days" int null default 3, "manager_after_days" int null default 7, "person_limit" int not null default 200, primary key ("id"))`,
    );
    this.addSql(`create index "reminder_rule_tenant_id_index" on "reminder_rule" ("tenant_id")`);
    this.addSql(`alter table "reminder_rule" add constraint "reminder_rule_tenant_id_unique" unique ("tenant_id")`);
    this.addSql(
      `create table "reminder_run" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "version" int not null default 1, "made_on" date not null, "cause" text not null, "state" text not null, "person_count" int not null, "unreachable_count" int not null, "person_limit" int not null, "made_at" timestamptz not null, "decided_by_name" text null, "decided_at" timestamptz null, primary key ("id"))`,
    );
    this.addSql(`create index "reminder_run_tenant_id_index" on "reminder_run" ("tenant_id")`);
    this.addSql(
      `alter table "reminder_run" add constraint "reminder_run_tenant_id_made_on_cause_unique" unique ("tenant_id", "made_on", "cause")`,
    );
    this.addSql(
      `create table "reminder_mail" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "run_id" uuid not null, "account_id" uuid not null, "address" text not null, "subject" text not null, "body" text not null, "state" text not null, "attempt_count" int not null default 0, "due_at" timestamptz not null, "claim" uuid null, "claimed_at" timestamptz null, "ended_at" timestamptz null, "settled_at" timestamptz null, "answer" text null, primary key ("id"))`,
    );
    this.addSql(`create index "reminder_mail_tenant_id_index" on "reminder_mail" ("tenant_id")`);
    this.addSql(`create index "reminder_mail_run_id_index" on "reminder_mail" ("run_id")`);
    this.addSql(`create index "reminder_mail_account_id_index" on "reminder_mail" ("account_id")`);
    this.addSql(`create index "reminder_mail_tenant_id_state_index" on "reminder_mail" ("tenant_id", "state")`);
    this.addSql(`alter table "reminder_mail" add constraint "reminder_mail_run_id_account_id_unique" unique ("run_id", "account_id")`);
    this.addSql(
      `create table "reminder" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "account_id" uuid not null, "mail_id" uuid null, "kind" text not null, "subject_id" uuid not null, "anchor_on" date not null, "occasion" text not null, "told_on" date not null, primary key ("id"))`,
    );
    this.addSql(`create index "reminder_tenant_id_index" on "reminder" ("tenant_id")`);
    this.addSql(`create index "reminder_account_id_index" on "reminder" ("account_id")`);
    this.addSql(`create index "reminder_mail_id_index" on "reminder" ("mail_id")`);
    this.addSql(
      `alter table "reminder" add constraint "reminder_tenant_id_account_id_kind_subject_id_anc_7f571_unique" unique ("tenant_id", "account_id", "kind", "subject_id", "anchor_on", "occasion")`,
    );
    this.addSql(
      `create table "reminder_request" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null default current_tenant_id(), "round_id" uuid not null, "organisation_ids" uuid[] not null, "note" text null, "asked_on" date not null, "asked_at" timestamptz not null, "asked_by_name" text not null, primary key ("id"))`,
    );
    this.addSql(`create index "reminder_request_tenant_id_index" on "reminder_request" ("tenant_id")`);
    this.addSql(`create index "reminder_request_round_id_index" on "reminder_request" ("round_id")`);
    this.addSql(
      `alter table "reminder_request" add constraint "reminder_request_round_id_asked_on_unique" unique ("round_id", "asked_on")`,
    );
    this.addSql(`alter table "account" add "email" text null`);
    this.addSql(
      `alter table "reminder_rule" add constraint "reminder_rule_numbers_check" check (coordinator_after_days >= 1 and coordinator_after_days <= 60 and manager_after_days >= 1 and manager_after_days <= 60 and person_limit >= 1 and person_limit <= 100000)`,
    );
    this.addSql(
      `alter table "reminder_run" add constraint "reminder_run_state_check" check ("state" in ('HELD', 'RELEASED', 'DROPPED', 'OVERTAKEN'))`,
    );
    this.addSql(
      `alter table "reminder_mail" add constraint "reminder_mail_run_id_foreign" foreign key ("run_id") references "reminder_run" ("id")`,
    );
    this.addSql(
      `alter table "reminder_mail" add constraint "reminder_mail_account_id_foreign" foreign key ("account_id") references "account" ("id")`,
    );
    this.addSql(
      `alter table "reminder_mail" add constraint "reminder_mail_state_check" check ("state" in ('HELD', 'QUEUED', 'SENDING', 'SENT', 'REFUSED', 'UNKNOWN', 'CAPTURED', 'DROPPED'))`,
    );
    this.addSql(
      `alter table "reminder" add constraint "reminder_account_id_foreign" foreign key ("account_id") references "account" ("id")`,
    );
    this.addSql(
      `alter table "reminder" add constraint "reminder_mail_id_foreign" foreign key ("mail_id") references "reminder_mail" ("id") on delete no action`,
    );
    this.addSql(
      `alter table "reminder" add constraint "reminder_kind_check" check ("kind" in ('SHEET_DUE', 'SHEET_RETURNED', 'ROW_QUESTION', 'DELEGATION', 'CONFIRMATION', 'HANDOVER'))`,
    );
    this.addSql(
      `alter table "reminder_request" add constraint "reminder_request_round_id_foreign" foreign key ("round_id") references "survey_round" ("id")`,
    );
  }

  private walls(): void {
    this.addSql(`alter table "job_heartbeat" enable row level security`);
    this.addSql(`alter table "job_heartbeat" force row level security`);
    this.addSql(`create policy "app_rows" on "job_heartbeat" to "portal_app" using (true) with check (true)`);
    this.addSql(`alter table "reminder_rule" enable row level security`);
    this.addSql(`alter table "reminder_rule" force row level security`);
    this.addSql(`create policy "app_rows" on "reminder_rule" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "reminder_rule" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_insert" on "reminder_rule" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "reminder_rule" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "reminder_rule" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "reminder_rule" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "reminder_rule" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`alter table "reminder_run" enable row level security`);
    this.addSql(`alter table "reminder_run" force row level security`);
    this.addSql(`create policy "app_rows" on "reminder_run" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "reminder_run" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_insert" on "reminder_run" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "reminder_run" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "reminder_run" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "reminder_run" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "reminder_run" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`alter table "reminder_mail" enable row level security`);
    this.addSql(`alter table "reminder_mail" force row level security`);
    this.addSql(`create policy "app_rows" on "reminder_mail" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "reminder_mail" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_insert" on "reminder_mail" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "reminder_mail" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "reminder_mail" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "reminder_mail" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "reminder_mail" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "parent_run_id_insert" on "reminder_mail" as restrictive for insert to "portal_app" with check (exists (select from reminder_run parent where parent.id = reminder_mail.run_id and parent.tenant_id = reminder_mail.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_run_id_update" on "reminder_mail" as restrictive for update to "portal_app" using (true) with check (exists (select from reminder_run parent where parent.id = reminder_mail.run_id and parent.tenant_id = reminder_mail.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_account_id_insert" on "reminder_mail" as restrictive for insert to "portal_app" with check (exists (select from account parent where parent.id = reminder_mail.account_id))`,
    );
    this.addSql(
      `create policy "parent_account_id_update" on "reminder_mail" as restrictive for update to "portal_app" using (true) with check (exists (select from account parent where parent.id = reminder_mail.account_id))`,
    );
    this.addSql(`alter table "reminder" enable row level security`);
    this.addSql(`alter table "reminder" force row level security`);
    this.addSql(`create policy "app_rows" on "reminder" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "reminder" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_insert" on "reminder" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "reminder" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "reminder" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "reminder" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "reminder" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "parent_account_id_insert" on "reminder" as restrictive for insert to "portal_app" with check (exists (select from account parent where parent.id = reminder.account_id))`,
    );
    this.addSql(
      `create policy "parent_account_id_update" on "reminder" as restrictive for update to "portal_app" using (true) with check (exists (select from account parent where parent.id = reminder.account_id))`,
    );
    this.addSql(
      `create policy "parent_mail_id_insert" on "reminder" as restrictive for insert to "portal_app" with check (reminder.mail_id is null or exists (select from reminder_mail parent where parent.id = reminder.mail_id and parent.tenant_id = reminder.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_mail_id_update" on "reminder" as restrictive for update to "portal_app" using (true) with check (reminder.mail_id is null or exists (select from reminder_mail parent where parent.id = reminder.mail_id and parent.tenant_id = reminder.tenant_id))`,
    );
    this.addSql(`alter table "reminder_request" enable row level security`);
    this.addSql(`alter table "reminder_request" force row level security`);
    this.addSql(`create policy "app_rows" on "reminder_request" to "portal_app" using (true) with check (true)`);
    this.addSql(
      `create policy "wall_select" on "reminder_request" as restrictive for select to "portal_app" using (tenant_id = (select current_tenant_id()) or (select current_tenant_id()) = any (organisation_ids))`,
    );
    this.addSql(
      `create policy "wall_insert" on "reminder_request" as restrictive for insert to "portal_app" with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_update" on "reminder_request" as restrictive for update to "portal_app" using (tenant_id = (select current_tenant_id())) with check (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(
      `create policy "wall_delete" on "reminder_request" as restrictive for delete to "portal_app" using (tenant_id = (select current_tenant_id()))`,
    );
    this.addSql(`create policy "portfolio_rows" on "reminder_request" for select to "portal_portfolio" using (true)`);
    this.addSql(
      `create policy "wall_portfolio" on "reminder_request" as restrictive for select to "portal_portfolio" using (tenant_id = (select current_tenant_id()) or (select current_tenant_id()) = any (organisation_ids))`,
    );
    this.addSql(
      `create policy "parent_round_id_insert" on "reminder_request" as restrictive for insert to "portal_app" with check (exists (select from survey_round parent where parent.id = reminder_request.round_id and parent.tenant_id = reminder_request.tenant_id))`,
    );
    this.addSql(
      `create policy "parent_round_id_update" on "reminder_request" as restrictive for update to "portal_app" using (true) with check (exists (select from survey_round parent where parent.id = reminder_request.round_id and parent.tenant_id = reminder_request.tenant_id))`,
    );
  }

  private rights(): void {
    this.addSql('grant select, insert, update on reminder_rule, job_heartbeat to portal_app');
    this.addSql('grant select, insert on reminder_request, reminder_run, reminder_mail, reminder to portal_app');
    this.addSql('grant update (version, state, decided_by_name, decided_at) on reminder_run to portal_app');
    // What a mail says, and to whom, stays as it was written.
    this.addSql(
      'grant update (state, attempt_count, due_at, claim, claimed_at, ended_at, settled_at, answer) on reminder_mail to portal_app',
    );
    this.addSql('grant update (mail_id) on reminder to portal_app');
    for (const table of ['reminder_rule', 'reminder_request', 'reminder_run'])
      this.addSql(
        `create trigger record_change after insert or update or delete on ${table} for each row execute function record_change()`,
      );
  }

  override down(): void {
    this.addSql('alter table account drop column email');
    this.addSql('drop table reminder, reminder_mail, reminder_run, reminder_request, reminder_rule, job_heartbeat');
  }
}
