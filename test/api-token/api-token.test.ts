import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import { type Person, type Posted, sendLog } from '../support/person.ts';
import { inDays, makeSystem } from '../support/survey.ts';

const ISSUE = 'mutation ($input: IssueApiTokenInput!) { issueApiToken(input: $input) { secret token { id prefix expiresAt } } }';
const REVOKE = 'mutation ($input: RevokeApiTokenInput!) { revokeApiToken(input: $input) { revokedAt } }';
const LIST = '{ apiTokens { totalCount items { id name prefix lastUsedAt revokedAt account { name } } } }';

let portal: TestPortal;
let ministry: TestOrganisation;
let owner: Person;
let systemId: string;

beforeAll(async () => {
  portal = await openPortal();
  ministry = await portal.organisation(Role.SYSTEM_OWNER, Role.PORTFOLIO_MANAGER, Role.ADMINISTRATOR);
  owner = ministry.as(Role.SYSTEM_OWNER);
  systemId = (await makeSystem(owner, 1)).id;
});
afterAll(() => portal.close());

interface Issued {
  secret: string;
  token: { id: string; prefix: string; expiresAt: string };
}
async function issue(person = owner, input: Record<string, unknown> = {}): Promise<Issued> {
  const { issueApiToken } = await person.expectData<{ issueApiToken: Issued }>(ISSUE, {
    input: { name: '夜間バッチ', scope: 'USAGE_LOG_IMPORT', validUntil: inDays(30), ...input },
  });
  return issueApiToken;
}

const log = (count = 1): string => `month,key,corporateNumber,count\n2025-04,F-1,${ministry.corporateNumber},${count}\n`;
const send = (secret: string, payload = log()): Promise<Posted> =>
  sendLog(portal.app, systemId, payload, { headers: { authorization: `Bearer ${secret}` } });
const REFUSED = { status: 401, body: { code: 'UNAUTHENTICATED' } };

describe('a token', () => {
  it('imports for the person who issued it, under its own name, and says when it was last used', async () => {
    const { secret, token } = await issue();
    expect(secret).toMatch(/^tnr_[\w-]{43}$/);
    expect(secret.startsWith(token.prefix)).toBe(true);
    expect(await send(secret)).toMatchObject({ status: 200, body: { newCount: 1, fileName: null } });
    const { rows } = await portal.superuser.query(
      `select actor_name, account_id, after ->> 'imported_by_name' as by from audit_entry where subject = 'usage_log_import'`,
    );
    const [account] = (await portal.superuser.query('select name from account where id = $1', [owner.accountId])).rows;
    expect(rows).toEqual([{ actor_name: `${account.name}（夜間バッチ）`, account_id: owner.accountId, by: '夜間バッチ' }]);
    const { apiTokens } = await owner.expectData<{ apiTokens: { items: Record<string, unknown>[] } }>(LIST);
    expect(apiTokens.items[0]).toMatchObject({ id: token.id, name: '夜間バッチ', revokedAt: null, account: { name: account.name } });
    expect(apiTokens.items[0]!['lastUsedAt']).not.toBeNull();
  });

  it('is one, with one secret, however often its request comes under one key, and another one under another key', async () => {
    const variables = { input: { name: '再送', scope: 'USAGE_LOG_IMPORT', validUntil: inDays(30) } };
    const ask = (key: string) => owner.ask<{ issueApiToken: Issued }>(ISSUE, variables, { 'idempotency-key': key });
    const [first, ...again] = [await ask('one'), ...(await Promise.all([ask('one'), ask('one')])), await ask('one')];
    expect(first.data!.issueApiToken.secret).toMatch(/^tnr_[\w-]{43}$/);
    for (const each of again) expect(each.data).toEqual(first.data);
    expect((await ask('two')).data!.issueApiToken.secret).not.toBe(first.data!.issueApiToken.secret);
    expect((await portal.superuser.query(`select from api_token where name = '再送'`)).rowCount).toBe(2);
    const kept = await portal.superuser.query(`select from idempotent_request r where r::text like '%' || $1 || '%'`, [
      first.data!.issueApiToken.secret.slice(4),
    ]);
    expect(kept.rowCount).toBe(0);
    expect(await send(first.data!.issueApiToken.secret)).toMatchObject({ status: 200 });
  });

  it('opens nothing else', async () => {
    const { secret } = await issue();
    const headers = { authorization: `Bearer ${secret}` };
    const asked = await portal.app.inject({
      method: 'POST',
      url: '/graphql',
      headers,
      payload: { query: '{ organisations { totalCount } }' },
    });
    expect(asked.statusCode).toBe(401);
    expect((await portal.app.inject({ url: '/download/organisations.csv', headers })).statusCode).toBe(401);
  });

  it('is stored as a hash, and leaves no trace of itself in the audit trail or among kept answers', async () => {
    const { secret } = await issue();
    for (const table of ['api_token', 'audit_entry', 'idempotent_request'])
      expect((await portal.superuser.query(`select from ${table} t where t::text like '%' || $1 || '%'`, [secret])).rowCount, table).toBe(
        0,
      );
    expect((await portal.superuser.query(`select from audit_entry where after ? 'token_hash'`)).rowCount).toBe(0);
    expect((await portal.superuser.query(`select from audit_entry where subject = 'api_token' and action like '%update'`)).rowCount).toBe(
      0,
    );
  });

  it('does nothing once it was revoked, by its owner or an administrator, with a reason', async () => {
    for (const person of [owner, ministry.as(Role.ADMINISTRATOR)]) {
      const { secret, token } = await issue();
      await person.expectData(REVOKE, { input: { tokenId: token.id, reason: '担当替え' } });
      expect(await send(secret)).toMatchObject(REFUSED);
      expect(await person.expectRefusal(REVOKE, { input: { tokenId: token.id, reason: '再度' } })).toMatchObject({
        extensions: { code: 'NOT_FOUND' },
      });
    }
    const { rows } = await portal.superuser.query(`select reason from audit_entry where action = 'revokeApiToken update'`);
    expect(rows).toEqual([{ reason: '担当替え' }, { reason: '担当替え' }]);
  });

  it('is nobody else’s to see or revoke', async () => {
    const { token } = await issue();
    const manager = ministry.as(Role.PORTFOLIO_MANAGER);
    expect(await manager.expectRefusal(REVOKE, { input: { tokenId: token.id, reason: 'x' } })).toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    expect(await manager.expectData(LIST)).toMatchObject({ apiTokens: { totalCount: 0 } });
    const { apiTokens } = await ministry.as(Role.ADMINISTRATOR).expectData<{ apiTokens: { items: { id: string }[] } }>(LIST);
    expect(apiTokens.items.map(({ id }) => id)).toContain(token.id);
  });

  it('does nothing past its last day, while its owner is disabled, and once the owner has lost the role', async () => {
    const person = await portal.person(ministry.id, 'leaver', Role.SYSTEM_OWNER);
    const { secret, token } = await issue(person, { validUntil: inDays(0) });
    expect(token.expiresAt).toBe(new Date(`${inDays(1)}T00:00:00+09:00`).toISOString());
    const unwatched = (table: string, change: string): Promise<unknown> =>
      portal.superuser.query(`alter table ${table} disable trigger all; ${change}; alter table ${table} enable trigger all`);
    const expire = (when: string): Promise<unknown> =>
      unwatched('api_token', `update api_token set expires_at = ${when} where id = '${token.id}'`);
    await expire('now()');
    expect(await send(secret)).toMatchObject(REFUSED);
    await expire(`now() + interval '1 hour'`);
    expect((await send(secret)).status).toBe(200);

    await unwatched('account', `update account set disabled_at = now() where id = '${person.accountId}'`);
    expect(await send(secret)).toMatchObject(REFUSED);
    await unwatched('account', `update account set disabled_at = null where id = '${person.accountId}'`);
    await unwatched('membership', `update membership set role = 'RESPONDENT' where account_id = '${person.accountId}'`);
    expect(await send(secret)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  });

  it.each([
    ['yesterday', inDays(-1)],
    ['more than a year from now', inDays(366)],
  ])('cannot be issued until %s', async (_when, validUntil) => {
    const input = { name: 'x', scope: 'USAGE_LOG_IMPORT', validUntil };
    expect(await owner.expectRefusal(ISSUE, { input })).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', field: 'validUntil' } });
  });
});

let address: string | undefined;
it.each([
  ['no token at all', {}],
  ['an invented token', { authorization: `Bearer tnr_${'x'.repeat(43)}` }],
  ['another kind of authorization', { authorization: 'Basic dG5yOng=' }],
])('is refused with %s, before anything of the body is read', async (_what, headers: Record<string, string>) => {
  address ??= await portal.app.listen({ port: 0 });
  const url = `${address}/usage-logs/${systemId}?dryRun=false`;
  // Announces a gigabyte and sends nothing of it.
  const sending = request(url, { method: 'POST', headers: { ...headers, 'content-length': 2 ** 30 } });
  sending.flushHeaders();
  const [answer] = (await once(sending, 'response')) as [IncomingMessage];
  expect(answer.statusCode).toBe(401);
  expect(answer.headers.connection).toBe('close');
  sending.destroy();
});
