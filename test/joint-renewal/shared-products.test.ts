import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { contractInput } from '../support/contracts.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';

/** Three ministries with ledgers of their own, one of which lets nobody read; and those who may read the other two. */
let portal: TestPortal;
let reader: Person;
let [first, second, closed]: TestOrganisation[] = [];

interface Shared {
  id: string;
  name: string;
  organisationCount: number;
  contractCount: number;
  yearlyYen: number;
  unknownAmountCount: number;
  unknownEndCount: number;
  jointMonth: string | null;
  togetherCount: number;
  contracts: { contract: { title: string }; part: string; monthsToJoint: number | null }[];
}

const SHARED = `query ($asOf: CalendarDate, $first: Int = 100, $after: String) {
  sharedProducts(asOf: $asOf, first: $first, after: $after) { totalCount nextCursor items {
    id name organisationCount contractCount yearlyYen unknownAmountCount unknownEndCount jointMonth togetherCount
    contracts { part monthsToJoint contract { title } } } } }`;
const AS_OF = '2026-11-22';

async function shared(person: Person, variables: object = {}) {
  const { sharedProducts } = await person.expectData<{
    sharedProducts: { items: Shared[]; totalCount: number; nextCursor: string | null };
  }>(SHARED, { asOf: AS_OF, ...variables });
  return sharedProducts;
}

async function add(ministry: TestOrganisation, title: string, input: object): Promise<void> {
  await ministry.as(Role.BUDGET_OFFICER).expectData('mutation ($input: CreateContractInput!) { createContract(input: $input) { id } }', {
    input: contractInput({ title, startsOn: '2024-04-01', amountYen: 1_000_000, ...input }),
  });
}

beforeAll(async () => {
  portal = await openPortal();
  const readers = await portal.organisation(Role.AUDITOR);
  reader = readers.as(Role.AUDITOR);
  [first, second, closed] = await Promise.all([1, 2, 3].map(() => portal.organisation(Role.BUDGET_OFFICER, Role.ADMINISTRATOR)));
  for (const ministry of [first!, second!]) {
    await ministry.as(Role.ADMINISTRATOR).expectData('mutation ($input: GrantReadingInput!) { grantReading(input: $input) { id } }', {
      input: { granteeOrganisationId: readers.id, role: 'AUDITOR' },
    });
  }
  await add(first!, '一の文書作成', { productName: '文書作成ソフト', endsOn: '2027-03-31' });
  await add(first!, '一の古い文書作成', { productName: '文書作成ソフト', endsOn: '2026-11-21' });
  await add(second!, '二の文書作成', { productName: '文書作成　ソフト', endsOn: '2026-12-31', amountYen: null });
  await add(second!, '二の不明', { productName: '文書作成ソフト' });
  await add(second!, '二の長い文書作成', { productName: '文書作成ソフト', endsOn: '2029-03-31', amountYen: 3_000_000_000 });
  await add(closed!, '三の文書作成', { productName: '文書作成ソフト', endsOn: '2027-03-31' });
  await add(first!, '一の表計算', { productName: '表計算', endsOn: '2027-03-31' });
  await add(first!, '一の表計算二', { productName: '表計算', endsOn: '2027-03-31' });
  await add(closed!, '三の表計算', { productName: '表計算', endsOn: '2027-03-31' });
  await add(first!, '一の名なし', { endsOn: '2027-03-31' });
  await add(second!, '二の名なし', { endsOn: '2027-03-31' });
  await add(first!, '一の地図', { productName: '地図', endKind: 'NONE' });
  await add(second!, '二の地図', { productName: '地図', endsOn: '2028-03-31' });
});
afterAll(() => portal.close());

describe('products of several ministries', () => {
  it('are those that the reader may read of at least two, whatever the spelling, without what has ended', async () => {
    const { items, totalCount } = await shared(reader);
    expect([totalCount, items.map(({ name }) => name)]).toEqual([2, ['文書作成ソフト', '地図']]);
    const [writer] = items;
    expect(writer).toMatchObject({
      organisationCount: 2,
      contractCount: 4,
      // One amount is unknown, and left out of the sum; with so much it is beyond 32 bits.
      yearlyYen: 3_002_000_000,
      unknownAmountCount: 1,
      unknownEndCount: 1,
      jointMonth: '2027-03',
      togetherCount: 2,
    });
    expect(writer!.contracts.map(({ contract, part, monthsToJoint }) => [contract.title, part, monthsToJoint])).toEqual([
      ['二の不明', 'UNKNOWN_END', null],
      ['二の文書作成', 'TOGETHER', 3],
      ['一の文書作成', 'TOGETHER', 0],
      ['二の長い文書作成', 'LATER', -24],
    ]);
  });

  it('say that there is no joint month where no two can be brought together', async () => {
    const map = (await shared(reader)).items[1]!;
    expect(map).toMatchObject({ jointMonth: null, togetherCount: 0 });
    expect(map.contracts.map(({ part, monthsToJoint }) => [part, monthsToJoint])).toEqual([
      ['NO_MONTH', null],
      ['NO_END', null],
    ]);
  });

  it('follow the day that is asked for: what has ended by then is gone', async () => {
    const { items } = await shared(reader, { asOf: '2027-04-01' });
    expect(items.map(({ name }) => name)).toEqual(['地図']);
    expect((await shared(reader, { asOf: '2026-11-21' })).items[0]!.contractCount).toBe(5);
  });

  it('are read page by page, and a wrong place is refused with what to do', async () => {
    const one = await shared(reader, { first: 1 });
    const two = await shared(reader, { first: 1, after: one.nextCursor });
    expect([...one.items, ...two.items].map(({ name }) => name)).toEqual(['文書作成ソフト', '地図']);
    expect(two.nextCursor).toBeNull();
    const refused = await reader.expectRefusal(SHARED, { after: 'name:nothing' });
    expect(refused).toMatchObject({
      message: expect.stringContaining('先頭から読み直して'),
      extensions: { code: 'BAD_USER_INPUT', field: 'after' },
    });
  });

  it('tell a ministry that reads itself alone of none', async () => {
    expect((await shared(first!.as(Role.BUDGET_OFFICER))).totalCount).toBe(0);
  });
});
