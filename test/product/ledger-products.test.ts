import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { contractInput } from '../support/contracts.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';

/** What the ledger of a ministry names, and what its people say these products are. */
let portal: TestPortal;
let ministry: TestOrganisation;
let officer: Person;

const CREATE = 'mutation ($input: CreateContractInput!) { createContract(input: $input) { id } }';
const MAP = 'mutation ($input: MapProductsInput!) { mapProducts(input: $input) { version productSlug notListed } }';
const LIST = `query ($standing: LedgerProductStanding, $search: String) { ledgerProducts(standing: $standing, search: $search) {
  totalCount matchedCount unknownCount notListedCount items { productName productVersion contractCount overrideCount standing match
    product { slug } cycle { cycle } state endsOn isPast said { version notListed } contracts { number } } } }`;

interface Item {
  productName: string | null;
  productVersion: string | null;
  contractCount: number;
  overrideCount: number;
  standing: string;
  match: string;
  product: { slug: string } | null;
  cycle: { cycle: string } | null;
  state: string;
  endsOn: string | null;
  isPast: boolean;
  said: { version: number; notListed: boolean } | null;
  contracts: { number: string }[];
}
interface List {
  totalCount: number;
  matchedCount: number;
  unknownCount: number;
  notListedCount: number;
  items: Item[];
}

const list = async (variables: object = {}, person = officer): Promise<List> =>
  (await person.expectData<{ ledgerProducts: List }>(LIST, variables as Record<string, unknown>)).ledgerProducts;
const named = async (name: string): Promise<Item[]> => (await list()).items.filter(({ productName }) => productName === name);

beforeAll(async () => {
  portal = await openPortal();
  const file = await readFile(new URL('../fixtures/life-cycles/endoflife.json', import.meta.url), 'utf8');
  expect((await portal.operator.importLifeCycles(file, 'dryRun=false')).body).toMatchObject({ imported: true });
  ministry = await portal.organisation(Role.BUDGET_OFFICER, Role.AUDITOR, Role.RESPONDENT, Role.ADMINISTRATOR);
  officer = ministry.as(Role.BUDGET_OFFICER);
  const ledger = [
    { number: 'P-1', productName: 'PostgreSQL', productVersion: '13' },
    { number: 'P-2', productName: 'PostgreSQL', productVersion: '13' },
    { number: 'P-3', productName: '基盤DB', productVersion: '14系' },
    { number: 'P-4', productName: '基盤ＤＢ', productVersion: '最新版' },
    { number: 'P-5', productName: '独自ソフト', productVersion: '3', supportEndsOn: '2031-03-31', supportEndSource: '販売店の回答書' },
    { number: 'P-6', productName: '旧基盤', productVersion: '1', endsOn: '2020-03-31' },
    { number: 'P-7', kind: 'SOFTWARE_MAINTENANCE' },
    { number: 'P-8', kind: 'OPERATION' },
    { number: 'P-9', productName: 'nginx', productVersion: '1.28' },
  ];
  for (const input of ledger) await officer.expectData(CREATE, { input: contractInput(input) });
});
afterAll(() => portal.close());

describe('the products of a ledger', () => {
  it('stand there once each: unknown first, then past support; what ended contracts are about comes last', async () => {
    const { items, ...counts } = await list();
    expect(counts).toEqual({ totalCount: 7, matchedCount: 2, unknownCount: 5, notListedCount: 0 });
    expect(
      items.map(({ productName, productVersion, contractCount, match }) => [productName, productVersion, contractCount, match]),
    ).toEqual([
      [null, null, 1, 'NO_PRODUCT'],
      ['基盤DB', '14系', 1, 'UNKNOWN_PRODUCT'],
      ['基盤ＤＢ', '最新版', 1, 'UNKNOWN_PRODUCT'],
      ['独自ソフト', '3', 1, 'UNKNOWN_PRODUCT'],
      ['PostgreSQL', '13', 2, 'BY_NAME'],
      ['nginx', '1.28', 1, 'BY_NAME'],
      ['旧基盤', '1', 1, 'UNKNOWN_PRODUCT'],
    ]);
    expect(items[3]).toMatchObject({ state: 'UNKNOWN', overrideCount: 1 });
    expect(items[4]).toMatchObject({
      state: 'DATED',
      endsOn: '2025-11-13',
      isPast: true,
      contracts: [{ number: 'P-1' }, { number: 'P-2' }],
    });
    expect((await list({ standing: 'MATCHED' })).items.map(({ productName }) => productName)).toEqual(['PostgreSQL', 'nginx']);
    expect((await list({ search: 'ＰＯＳＴ' })).totalCount).toBe(1);
  });

  it('are seen by who oversees, each organisation its own', async () => {
    expect((await list({}, ministry.as(Role.AUDITOR))).totalCount).toBe(7);
    const other = (await portal.organisation(Role.BUDGET_OFFICER)).as(Role.BUDGET_OFFICER);
    expect((await list({}, other)).totalCount).toBe(0);
    expect((await ministry.as(Role.RESPONDENT).expectRefusal(LIST)).extensions.code).toBe('FORBIDDEN');
  });
});

describe('a product by hand', () => {
  it('goes for several lines at once, and a chosen cycle for its version alone', async () => {
    const lines = [
      { productName: '基盤DB', productVersion: '14系', version: 0 },
      { productName: '基盤DB', productVersion: '最新版', version: 0 },
    ];
    await officer.expectData(MAP, { input: { lines, slug: 'postgresql' } });
    expect([...(await named('基盤DB')), ...(await named('基盤ＤＢ'))].map(({ match, cycle }) => [match, cycle?.cycle ?? null])).toEqual([
      ['BY_HAND', '14'],
      ['UNKNOWN_VERSION', null],
    ]);
    await officer.expectData(MAP, { input: { lines: [{ ...lines[1], version: 1 }], slug: 'postgresql', cycle: '16' } });
    expect([...(await named('基盤DB')), ...(await named('基盤ＤＢ'))].map(({ match, cycle }) => [match, cycle?.cycle ?? null])).toEqual([
      ['BY_HAND', '14'],
      ['BY_HAND', '16'],
    ]);
  });

  it('is remembered for the next line of the same name, and taken back for all of them', async () => {
    await officer.expectData(CREATE, { input: contractInput({ number: 'P-10', productName: '基盤 DB', productVersion: '15.2' }) });
    expect(await named('基盤 DB')).toMatchObject([{ match: 'BY_HAND', cycle: { cycle: '15' }, said: { version: 2 } }]);
    await officer.expectData(MAP, { input: { lines: [{ productName: '基盤DB', version: 2 }] } });
    expect((await list({ search: '基盤db' })).items.map(({ match }) => match)).toEqual(Array(3).fill('UNKNOWN_PRODUCT'));
  });

  it('may be said to be in no list, which is a state of its own and still unknown', async () => {
    const lines = [{ productName: '独自ソフト', productVersion: '3', version: 0 }];
    await officer.expectData(MAP, { input: { lines, notListed: true } });
    expect(await named('独自ソフト')).toMatchObject([
      { standing: 'NOT_LISTED', match: 'NOT_LISTED', state: 'UNKNOWN', said: { notListed: true } },
    ]);
    expect(await list({ standing: 'NOT_LISTED' })).toMatchObject({ totalCount: 1, notListedCount: 1 });
    await officer.expectData(MAP, { input: { lines: [{ ...lines[0], version: 1 }] } });
    expect(await named('独自ソフト')).toMatchObject([{ standing: 'UNKNOWN' }]);
  });

  it.each([
    ['lines', { lines: [] }],
    ['slug', { slug: 'none-such' }],
    ['slug', { cycle: '14' }],
    ['cycle', { slug: 'postgresql', cycle: '99' }],
    ['notListed', { slug: 'postgresql', notListed: true }],
  ])('is refused on %s of %j', async (field, input) => {
    const lines = [{ productName: '新しい名前', version: 0 }];
    expect((await officer.expectRefusal(MAP, { input: { lines, ...input } })).extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  it('is refused from what is no longer so, and to whoever keeps no ledger', async () => {
    const lines = [{ productName: '独自ソフト', productVersion: '3', version: 0 }];
    expect((await officer.expectRefusal(MAP, { input: { lines, notListed: true } })).extensions).toMatchObject({
      code: 'CONFLICT',
      currentVersion: 2,
    });
    expect((await ministry.as(Role.AUDITOR).expectRefusal(MAP, { input: { lines } })).extensions.code).toBe('FORBIDDEN');
  });
});

describe('a dry run of another snapshot', () => {
  const changedFile = async (): Promise<string> => {
    const bytes = await readFile(new URL('../fixtures/life-cycles/endoflife.json', import.meta.url), 'utf8');
    const file = JSON.parse(bytes) as { products: { id: string; title: string; cycles: { cycle: string; eol?: unknown }[] }[] };
    const postgresql = file.products.find(({ id }) => id === 'postgresql')!;
    postgresql.cycles.find(({ cycle }) => cycle === '14')!.eol = '2027-01-31';
    postgresql.cycles = postgresql.cycles.filter(({ cycle }) => cycle !== '13');
    postgresql.cycles.unshift({ cycle: '19', eol: false });
    file.products = file.products.filter(({ id }) => id !== 'nginx');
    return JSON.stringify(file);
  };

  it('tells which products and cycles come and go, and which days move', async () => {
    const { body } = await portal.operator.importLifeCycles(await changedFile(), 'dryRun=true');
    expect(body).toMatchObject({
      imported: false,
      newCount: 0,
      changedCount: 1,
      removedCount: 1,
      newProducts: [],
      removedProducts: ['nginx'],
      newCycleCount: 1,
      changedCycleCount: 1,
      movedCount: 1,
      moved: [{ product: 'PostgreSQL', cycle: '14', kind: 'END', before: '2026-11-12', after: '2027-01-31' }],
    });
  });

  it('tells whose contracts would lose their match, of ledgers alone that the operator may read', async () => {
    expect((await portal.operator.importLifeCycles(await changedFile(), 'dryRun=true')).body).toMatchObject({ losses: [], readCount: 1 });
    await ministry.as(Role.ADMINISTRATOR).expectData('mutation ($input: GrantReadingInput!) { grantReading(input: $input) { id } }', {
      input: { granteeOrganisationId: portal.operator.organisationId, role: 'PORTFOLIO_MANAGER' },
    });
    const manager = await portal.person(portal.operator.organisationId, 'pmo@operator', Role.PORTFOLIO_MANAGER);
    const { body } = await manager.importLifeCycles(await changedFile(), 'dryRun=true');
    // Two contracts of PostgreSQL 13 and one of nginx.
    expect(body).toMatchObject({ losses: [{ contractCount: 3 }], readCount: 2 });
  });
});

it('tells colleagues of whoever brought a snapshot in who that was, and everybody its day', async () => {
  const SNAPSHOT = '{ lifeCycleSnapshot { asOf importedByName } mayImportLifeCycles }';
  const own = await portal.operator.expectData<{ lifeCycleSnapshot: { importedByName: string } }>(SNAPSHOT);
  expect(own).toMatchObject({ lifeCycleSnapshot: { asOf: '2026-08-22' }, mayImportLifeCycles: true });
  expect(own.lifeCycleSnapshot.importedByName).toBeTruthy();
  expect(await ministry.as(Role.ADMINISTRATOR).expectData(SNAPSHOT)).toEqual({
    lifeCycleSnapshot: { asOf: '2026-08-22', importedByName: null },
    mayImportLifeCycles: false,
  });
});
