import { Migration } from '@mikro-orm/migrations';

/**
 * A change of one's own password is one transaction of the application login: hash, sessions, audit record and answer.
 *
 * The login may set the hash of who asks, in whichever organisation it acts, and start a session for who asks in the
 * organisation that it acts for. Neither opens what the transaction has not open; hashes and tokens stay unreadable.
 */
export class Migration20261126233000_own_password extends Migration {
  override up(): void {
    this.addSql(
      `create policy "credential_of_oneself_seen" on "credential" for select to "portal_app" using (account_id = (select current_account_id()))`,
    );
    this.addSql(
      `create policy "credential_of_oneself" on "credential" for update to "portal_app" using (account_id = (select current_account_id())) with check (account_id = (select current_account_id()))`,
    );
    this.addSql(`drop policy "session_of_own_people" on "session"`);
    this.addSql(
      `create policy "session_of_own_people" on "session" to "portal_app" using (account_id = any (array(select id from account where tenant_id = (select current_tenant_id()))) or account_id = (select current_account_id())) with check (account_id = (select current_account_id()) and organisation_id = (select current_tenant_id()))`,
    );
    this.addSql(`grant insert (token_hash, account_id, organisation_id, expires_at) on session to portal_app`);
  }

  override down(): void {
    this.addSql(`revoke insert (token_hash, account_id, organisation_id, expires_at) on session from portal_app`);
    this.addSql(`drop policy "session_of_own_people" on "session"`);
    this.addSql(
      `create policy "session_of_own_people" on "session" to "portal_app" using (account_id = any (array(select id from account where tenant_id = (select current_tenant_id()))))`,
    );
    this.addSql(`drop policy "credential_of_oneself" on "credential"`);
    this.addSql(`drop policy "credential_of_oneself_seen" on "credential"`);
  }
}
