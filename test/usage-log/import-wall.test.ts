import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import { makeSystem } from '../support/survey.ts';

/** What the wall itself says of an import, past every rule of the application. */
let portal: TestPortal;
let provider: TestOrganisation;
let user: TestOrganisation;
let stranger: TestOrganisation;
let systemId: string;
beforeAll(async () => {
  portal = await openPortal();
  provider = await portal.organisation(Role.SYSTEM_OWNER);
  user = await portal.organisation(Role.COORDINATOR);
  stranger = await portal.organisation(Role.COORDINATOR);
  const owner = provider.as(Role.SYSTEM_OWNER);
  systemId = (await makeSystem(owner, 1, { userIds: [user.id] })).id;
  for (const month of ['2025-05', '2025-04', '2025-05'])
    await owner.importLog(systemId, `年月,機能ID,法人番号,利用件数\r\n${month},F-1,${user.corporateNumber},3\r\n`);
});
afterAll(() => portal.close());

/** What an organisation finds when it may send any statement. */
async function found(door: 'app' | 'portfolio', { id }: TestOrganisation, sql: string): Promise<string[]> {
  const { host, port, user: name, database } = portal.logins[door];
  const client = new pg.Client({ host: host!, port: port!, user: name!, database: database! });
  await client.connect();
  try {
    await client.query(`select set_config('app.tenant', $1, false), set_config('app.roles', 'PORTFOLIO_MANAGER', false)`, [id]);
    return (await client.query<{ text: string }>(sql, [systemId])).rows.map(({ text }) => text);
  } finally {
    await client.end();
  }
}

it.each(['app', 'portfolio'] as const)(
  'shows file and importer to the provider alone, and the months to users of the system: %s',
  async door => {
    const imports = (who: TestOrganisation) =>
      found(door, who, `select file_name || ' ' || imported_by_name as text from usage_log_import where system_id = $1`);
    const months = (who: TestOrganisation) =>
      found(door, who, 'select month as text from usage_log_month where system_id = $1 order by month');
    expect(await imports(provider)).toHaveLength(3);
    expect([await imports(user), await imports(stranger)]).toEqual([[], []]);
    const told = ['2025-04', '2025-05'];
    expect([await months(provider), await months(user), await months(stranger)]).toEqual([told, told, []]);
  },
);
