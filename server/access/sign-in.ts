import type { EntityManager } from '@mikro-orm/postgresql';
import { PortalError } from '../errors.ts';
import { passwordMatches } from './password.ts';
import { startSession } from './session.ts';

/** Ten failures lock a name for a quarter of an hour; a network address may fail more often, since many people share one. */
const LIMITS = { login: 10, address: 100 } as const;
const LOCK_MINUTES = 15;

/** Sign-in names are compared without case, width or surrounding space. */
export const normaliseLogin = (login: string): string => login.normalize('NFKC').trim().toLowerCase();

/** One answer for an unknown name, a wrong password, a locked name and a person without a role: nobody learns which accounts exist. */
function refused(): PortalError {
  return new PortalError(
    {
      ja: `利用者IDまたはパスワードが違うか、一時的に受け付けていません。続けて${LIMITS.login}回間違えると${LOCK_MINUTES}分間サインインできません。`,
      en: `The user ID or the password is wrong, or sign-in is paused for it. Ten failures in a row pause it for ${LOCK_MINUTES} minutes.`,
    },
    { code: 'SIGN_IN_REFUSED' },
  );
}

/**
 * Signs a person in and answers the token of a new session, acting for the organisation that the account belongs to, or
 * else for the first one in which it has a role.
 *
 * @throws PortalError SIGN_IN_REFUSED, whatever the cause
 */
export async function signIn(em: EntityManager, login: string, password: string, address: string): Promise<string> {
  const name = normaliseLogin(login);
  const origin = `address:${address}`;
  const [row] = await em.execute<{ accountId: string; organisationId: string; passwordHash: string }[]>(
    `select a.id as "accountId", c.password_hash as "passwordHash",
       (select m.tenant_id from membership m where m.account_id = a.id order by m.tenant_id <> a.tenant_id, m.tenant_id limit 1) as "organisationId"
     from account a join credential c on c.account_id = a.id
     where a.login = ? and a.disabled_at is null`,
    [name],
  );
  const paused = [await isPaused(em, origin), !(await countAttempt(em, name))].includes(true);
  const matches = await passwordMatches(password, row?.passwordHash ?? null);
  if (paused || !matches || !row?.organisationId) {
    await count(em, origin);
    throw refused();
  }
  await forgetAttempts(em, name);
  return startSession(em, row.accountId, row.organisationId);
}

/**
 * Counts an attempt to name the password of an account, before the password is looked at: of many guesses at once, no more
 * are tried than one after another. A paused attempt counts as well, so that a guesser keeps itself out.
 *
 * @returns whether the attempt may go on
 */
export async function countAttempt(em: EntityManager, login: string): Promise<boolean> {
  return (await count(em, `login:${login}`)) <= LIMITS.login;
}

/** Forgets what was counted, after the right password. */
export async function forgetAttempts(em: EntityManager, login: string): Promise<void> {
  await em.execute('delete from sign_in_attempt where subject = ?', [`login:${login}`]);
}

async function isPaused(em: EntityManager, origin: string): Promise<boolean> {
  const [row] = await em.execute<[{ paused: boolean }]>(
    `select exists (select from sign_in_attempt where subject = ? and failures >= ${LIMITS.address}
       and last_failure_at > now() - interval '${LOCK_MINUTES} minutes') as paused`,
    [origin],
  );
  return row.paused;
}

/** Counts one for the subject; a count that rested for the length of a lock starts anew. */
async function count(em: EntityManager, subject: string): Promise<number> {
  const [row] = await em.execute<[{ failures: number }]>(
    `insert into sign_in_attempt (subject, failures, last_failure_at) values (?, 1, now())
     on conflict (subject) do update set last_failure_at = now(),
       failures = case when sign_in_attempt.last_failure_at > now() - interval '${LOCK_MINUTES} minutes' then sign_in_attempt.failures + 1 else 1 end
     returning failures`,
    [subject],
  );
  return row.failures;
}
