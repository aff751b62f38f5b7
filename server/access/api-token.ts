import type { EntityManager } from '@mikro-orm/postgresql';
import { hashOfSecret, newSecret } from './secret.ts';
import type { Viewer } from './viewer.ts';

export enum ApiTokenScope {
  /** First, since whoever may issue a token at all may issue this one. */
  CALENDAR = 'CALENDAR',
  USAGE_LOG_IMPORT = 'USAGE_LOG_IMPORT',
}

/** A token is valid for so many days at most. */
export const LONGEST_TOKEN_DAYS = 365;

/** By which people and scanners for leaked secrets know a token of this portal. */
const MARK = 'tnr_';
/** So much of a token tells it from others. */
const PREFIX = MARK.length + 6;

/** A new token, and what is kept of it. `secret` is known where the request may be sent again, see `successorOf`. */
export function newApiToken(secret = newSecret()): { token: string; prefix: string; tokenHash: string } {
  const token = MARK + secret;
  return { token, prefix: token.slice(0, PREFIX), tokenHash: hashOfSecret(token) };
}

/** Who a token acts for. */
export interface TokenBearer {
  viewer: Viewer;
  tokenId: string;
  /** As its owner calls it. */
  tokenName: string;
  /** Last day in Tokyo on which it is valid. */
  lastOn: string;
}

/**
 * The person behind a token, with the roles as they are at this moment. Null when there is no such token for the purpose, or it
 * has expired or was revoked, or the account is disabled or has no role left. Reading across ministries is not among what a token opens.
 */
export async function bearerOf(signIn: EntityManager, token: string, scope: ApiTokenScope): Promise<TokenBearer | null> {
  if (!token.startsWith(MARK)) return null;
  const [row] = await signIn.execute<BearerRow[]>(BEARER, [hashOfSecret(token), scope]);
  if (!row) return null;
  const { id, usedLongAgo, tokenName, lastOn, name, ...viewer } = row;
  if (usedLongAgo) await signIn.execute('update api_token set last_used_at = now() where id = ?', [id]);
  return {
    viewer: { ...viewer, name: `${name}（${tokenName}）`, grantedOrganisationIds: [] },
    tokenId: id,
    tokenName,
    lastOn,
  };
}

type BearerRow = Omit<Viewer, 'grantedOrganisationIds'> & { id: string; tokenName: string; lastOn: string; usedLongAgo: boolean };

/** The last day in Tokyo on which a `token` is valid, as an SQL expression. */
export const LAST_DAY = `((token.expires_at - interval '1 second') at time zone 'Asia/Tokyo')::date`;

const BEARER = `
  select token.id, token.name as "tokenName", ${LAST_DAY}::text as "lastOn", token.account_id as "accountId", a.name, a.department, token.tenant_id as "organisationId", m.roles,
    coalesce(token.last_used_at < now() - interval '1 minute', true) as "usedLongAgo"
  from api_token token
  join account a on a.id = token.account_id and a.disabled_at is null
  cross join lateral (select array_agg(role order by role) as roles from membership
    where account_id = token.account_id and tenant_id = token.tenant_id) m
  where token.token_hash = ? and token.scope = ? and token.expires_at > now() and token.revoked_at is null and m.roles is not null`;
