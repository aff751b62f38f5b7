import { afterAll, beforeAll, expect, it } from 'vitest';
import { randomUUID } from 'node:crypto';
import { Role } from '../../server/access/role.ts';
import { openPortal, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { makeSystem } from '../support/survey.ts';

/**
 * A query of several fields is answered as soon as one of them fails. What its other fields would still have asked the database
 * must not be asked on a connection that has gone to the next person by then.
 */
let portal: TestPortal;
let first: Person;
let next: Person;

beforeAll(async () => {
  // One connection, so that whoever comes next gets the one that the failed query had.
  portal = await openPortal({ poolSize: 1 });
  const organisation = await portal.organisation(Role.PORTFOLIO_MANAGER);
  first = organisation.as(Role.PORTFOLIO_MANAGER);
  for (const code of ['A', 'B', 'C']) await makeSystem(first, 2, { code, name: `${organisation.name}のシステム${code}` });
  next = (await portal.organisation(Role.AUDITOR)).as(Role.AUDITOR);
});
afterAll(() => portal.close());

const FAILS = `query ($id: ID!) {
  missing: informationSystem(id: $id) { id }
  one: informationSystems { totalCount items { name provider { name } features { name } } }
  two: surveyRounds { totalCount items { title system { name } } }
  three: organisations { totalCount items { name parent { name } } }
}`;

it('asks nothing on behalf of a query that has been answered', async () => {
  const answers = [];
  for (let turn = 0; turn < 20; turn++) {
    const [failed, read] = await Promise.all([
      first.ask(FAILS, { id: randomUUID() }),
      next.ask('{ informationSystems { totalCount items { name } } organisations { totalCount } viewer { account { name } } }'),
    ]);
    expect(failed.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    answers.push(read.errors ?? read.data?.['informationSystems']);
  }
  expect(new Set(answers.map(answer => JSON.stringify(answer)))).toEqual(new Set([JSON.stringify({ totalCount: 0, items: [] })]));
});
