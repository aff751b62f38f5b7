import { ref } from '@mikro-orm/core';
import { ApiTokenScope, LONGEST_TOKEN_DAYS, newApiToken } from '../access/api-token.ts';
import { isPermitted } from '../access/permissions.ts';
import { Role } from '../access/role.ts';
import { Account } from '../account/entity.ts';
import { type Context, signedIn } from '../context.ts';
import { giveReason } from '../database/doors.ts';
import { type Page, readPage } from '../database/page.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../errors.ts';
import { daysAfter, today } from '../scalars.ts';
import { requiredText } from '../validation.ts';
import { ApiToken } from './entity.ts';
import type { IssueApiTokenInput, RevokeApiTokenInput } from './input.ts';
import type { IssuedApiToken } from './type.ts';

/** Tokens of the viewer's organisation, latest first: those of everybody to an administrator or auditor, else one's own. */
export function apiTokens(context: Context, first: number, after: string | null): Promise<Page<ApiToken>> {
  const { accountId, organisationId } = signedIn(context);
  return readPage(context.em, ApiToken, {
    where: { tenantId: organisationId, ...(seesAll(context) ? {} : { account: accountId }) },
    orderBy: { createdAt: 'desc', id: 'desc' },
    first,
    after,
  });
}

const seesAll = (context: Context): boolean => signedIn(context).roles.some(role => role === Role.ADMINISTRATOR || role === Role.AUDITOR);

/** What a person must be allowed to have a token do it. */
const PURPOSES: Record<ApiTokenScope, string> = { USAGE_LOG_IMPORT: 'import:usage-log', CALENDAR: 'Query.contracts' };

/**
 * Issues a token that acts for the viewer in the organisation that the viewer acts for now.
 *
 * @throws ForbiddenError when the viewer may not do what the token is for
 * @throws InvalidInputError on a blank name, or on `validUntil` unless it is from today to a year from today
 */
export async function issueApiToken(context: Context, input: IssueApiTokenInput): Promise<IssuedApiToken> {
  const { em } = context;
  const purpose = PURPOSES[input.scope];
  if (!isPermitted(signedIn(context).roles, purpose)) throw new ForbiddenError(purpose);
  const latest = daysAfter(today(), LONGEST_TOKEN_DAYS);
  if (input.validUntil < today() || input.validUntil > latest)
    throw new InvalidInputError('validUntil', {
      ja: `今日から1年以内（${latest} まで）の日を指定してください。`,
      en: `Choose a day from today to ${latest}, a year from now.`,
    });
  const { token: secret, prefix, tokenHash } = newApiToken(context.successor);
  const token = em.create(ApiToken, {
    account: ref(em.getReference(Account, signedIn(context).accountId)),
    name: requiredText('name', input.name, 100),
    scope: input.scope,
    prefix,
    tokenHash,
    // The day ends at midnight in Tokyo.
    expiresAt: new Date(`${daysAfter(input.validUntil, 1)}T00:00:00+09:00`),
  });
  await em.flush();
  return { secret, token };
}

/**
 * Makes a token useless for good. Administrators may revoke those of everybody, others their own.
 *
 * @throws NotFoundError when the viewer sees no such token that is in use
 */
export async function revokeApiToken(context: Context, { tokenId, reason }: RevokeApiTokenInput): Promise<ApiToken> {
  const { em } = context;
  const { accountId, roles } = signedIn(context);
  const token = await em.findOne(ApiToken, { id: tokenId, revokedAt: null });
  if (!token || (token.account.id !== accountId && !roles.includes(Role.ADMINISTRATOR))) throw new NotFoundError('ApiToken', tokenId);
  await giveReason(em, requiredText('reason', reason, 2000));
  token.revokedAt = new Date();
  await em.flush();
  return token;
}
