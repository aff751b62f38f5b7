import { createHmac } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { hashOfSecret, newSecret } from './secret.ts';
import type { Viewer } from './viewer.ts';

/** A session ends after this many hours, and earlier after as many hours without a request as `IDLE_HOURS`. */
export const SESSION_HOURS = 12;
const IDLE_HOURS = 2;

const START = `insert into session (token_hash, account_id, organisation_id, expires_at) values (?, ?, ?, now() + interval '${SESSION_HOURS} hours')`;

/** Starts a session and answers its token, which is shown to the browser once and stored as a hash. */
export async function startSession(signIn: EntityManager, accountId: string, organisationId: string): Promise<string> {
  const token = newSecret();
  await signIn.execute('delete from session where expires_at < now()');
  await signIn.execute(START, [hashOfSecret(token), accountId, organisationId]);
  return token;
}

/**
 * The secret of what this request begins: the session that takes the place of another one, or a token. The same request gives the same
 * secret, so that whoever lost the answer can ask for it again and nothing need keep it; the session's token alone does not tell it.
 */
export function successorOf(token: string, request: string): string {
  return createHmac('sha256', token).update(request).digest('base64url');
}

/** Ends every session of the person who asks and starts one in their place, in the transaction that `em` stands in. */
export async function renewSession(em: EntityManager, accountId: string, organisationId: string, token = newSecret()): Promise<string> {
  await em.execute('delete from session where account_id = ?', [accountId]);
  await em.execute(START, [hashOfSecret(token), accountId, organisationId]);
  return token;
}

/** Ends one session. */
export async function endSession(signIn: EntityManager, token: string): Promise<void> {
  await signIn.execute('delete from session where token_hash = ?', [hashOfSecret(token)]);
}

/**
 * The person behind a session token, with the roles as they are at this moment: a role taken away, a disabled account and an
 * ended session count from the next request on. Null when there is no such session, or no role is left. What a page asks by
 * itself, with nobody at work, does not keep an idle session alive.
 */
export async function viewerOf(signIn: EntityManager, token: string, { atWork = true }: { atWork?: boolean } = {}): Promise<Viewer | null> {
  const [row] = await signIn.execute<(Viewer & { seenLongAgo: boolean })[]>(VIEWER, [hashOfSecret(token)]);
  if (!row) return null;
  const { seenLongAgo, ...viewer } = row;
  if (seenLongAgo && atWork) await signIn.execute('update session set last_seen_at = now() where token_hash = ?', [hashOfSecret(token)]);
  return viewer;
}

const VIEWER = `
  select s.account_id as "accountId", a.name, a.department, s.organisation_id as "organisationId", m.roles,
    s.last_seen_at < now() - interval '1 minute' as "seenLongAgo",
    array(select g.tenant_id from reading_grant g
      where g.grantee_id = s.organisation_id and g.role = any (m.roles) and g.revoked_at is null) as "grantedOrganisationIds"
  from session s
  join account a on a.id = s.account_id and a.disabled_at is null
  cross join lateral (select array_agg(role order by role) as roles from membership
    where account_id = s.account_id and tenant_id = s.organisation_id) m
  where s.token_hash = ? and s.expires_at > now() and s.last_seen_at > now() - interval '${IDLE_HOURS} hours' and m.roles is not null`;
