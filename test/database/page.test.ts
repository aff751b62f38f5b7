import { afterAll, beforeAll, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { openPortal, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { makeSystem, prepareRound } from '../support/survey.ts';

/** Every list that grows can be read on from where a page ended, and from nowhere that the portal did not name. */
let portal: TestPortal;
let person: Person;

const LISTS = ['accounts', 'organisations', 'informationSystems', 'surveyRounds', 'auditEntries', 'accessRecords'];
const FIVE = 5;

beforeAll(async () => {
  portal = await openPortal();
  const own = await portal.organisation(...Object.values(Role));
  const granting = await portal.organisation(Role.ADMINISTRATOR);
  person = await portal.person(own.id, 'reader@example', ...Object.values(Role));
  await granting.as(Role.ADMINISTRATOR).expectData('mutation ($input: GrantReadingInput!) { grantReading(input: $input) { id } }', {
    input: { granteeOrganisationId: own.id, role: 'PORTFOLIO_MANAGER' },
  });
  for (let number = 0; number < FIVE; number++) {
    const { id } = await makeSystem(person, 1);
    await prepareRound(person, id, [own.id]);
    // Across ministries, so it leaves a record.
    await person.expectData('{ informationSystems { totalCount } }');
    await portal.organisation();
  }
});
afterAll(() => portal.close());

interface Page {
  items: { id: string }[];
  nextCursor: string | null;
  totalCount: number;
}

async function read(list: string, after: string | null): Promise<Page> {
  const data = await person.expectData<Record<string, Page>>(
    `query ($after: String) { ${list}(first: 2, after: $after) { items { id } nextCursor totalCount } }`,
    { after },
  );
  return data[list]!;
}

it.each(LISTS)('reads %s to the end, page after page, without a gap or a repetition', async list => {
  const pages = [await read(list, null)];
  while (pages.at(-1)!.nextCursor) pages.push(await read(list, pages.at(-1)!.nextCursor));
  const ids = pages.flatMap(({ items }) => items.map(({ id }) => id));
  expect(pages[0]!.totalCount).toBeGreaterThanOrEqual(FIVE);
  expect([ids.length, new Set(ids).size]).toEqual([pages[0]!.totalCount, pages[0]!.totalCount]);
});

it('reads on where the next row is when others come and go meanwhile', async () => {
  const { nextCursor, totalCount } = await read('informationSystems', null);
  await makeSystem(person, 0, { code: 'AAA' });
  await makeSystem(person, 0, { code: 'ZZZ' });
  let seen = 2;
  for (let after = nextCursor; after;) {
    const page = await read('informationSystems', after);
    seen += page.items.length;
    after = page.nextCursor;
  }
  // What was put in before is not seen, what was put in after is, and nothing else is lost or comes twice.
  expect(seen).toBe(totalCount + 1);
});

const packed = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const ID = '00000000-0000-4000-8000-000000000000';

it.each([
  ['a text', 'next'],
  ['a packed list', packed([2026, '2026-04-01T00:00:00.000Z', ID])],
  ['SQL', "' or true"],
  ['an id that nothing has', ID],
])('refuses to read on from %s', async (_name, after) => {
  const { message, extensions } = await person.expectRefusal('query ($after: String) { surveyRounds(after: $after) { totalCount } }', {
    after,
  });
  expect([extensions.code, extensions['field']]).toEqual(['BAD_USER_INPUT', 'after']);
  expect(message).toContain('先頭から読み直して');
});

it('refuses to read on from a row of another organisation', async () => {
  const stranger = (await portal.organisation(Role.COORDINATOR)).as(Role.COORDINATOR);
  const { nextCursor } = await read('surveyRounds', null);
  const { extensions } = await stranger.expectRefusal('query ($after: String) { surveyRounds(after: $after) { totalCount } }', {
    after: nextCursor,
  });
  expect(extensions['field']).toBe('after');
});
