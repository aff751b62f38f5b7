import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { contractInput, importLedger, openLedger, wholeLedger } from '../support/contracts.ts';
import { openPortal, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';

const AS_OF = '2026-11-22';

interface File {
  format: number;
  source: Record<string, string>;
  products: { id: string; title: string; cycles: { cycle: string; eol?: unknown; support?: unknown }[] }[];
}

let portal: TestPortal;
let file: File;
let officer: Person;

beforeAll(async () => {
  portal = await openPortal();
  file = JSON.parse(await readFile(new URL('../fixtures/life-cycles/endoflife.json', import.meta.url), 'utf8')) as File;
}, 60_000);
afterAll(() => portal.close());

const send = (content: unknown, query = 'dryRun=false', person = portal.operator, language = 'ja') =>
  person.importLifeCycles(JSON.stringify(content), query, language);

const changed = (change: (copy: File) => void): File => {
  const copy = structuredClone(file);
  change(copy);
  return copy;
};

describe('a snapshot', () => {
  it('changes nothing in a dry run, all of it in the import, and nothing the second time', async () => {
    const dry = await send(file, 'dryRun=true');
    expect(dry.body).toMatchObject({ imported: false, newCount: file.products.length, faults: [], asOf: '2026-08-22' });
    expect(await portal.operator.expectData('{ products { totalCount } lifeCycleSnapshot { asOf } }')).toEqual({
      products: { totalCount: 0 },
      lifeCycleSnapshot: null,
    });
    expect((await send(file)).body).toMatchObject({ imported: true, isUpToDate: false });
    expect((await send(file)).body).toMatchObject({ imported: false, isUpToDate: true, newCount: 0, changedCount: 0, removedCount: 0 });
    const { lifeCycleSnapshot, products } = await portal.operator.expectData<{
      lifeCycleSnapshot: object;
      products: { totalCount: number };
    }>('{ lifeCycleSnapshot { asOf sourceName licence productCount } products { totalCount } }');
    expect(lifeCycleSnapshot).toEqual({
      asOf: '2026-08-22',
      sourceName: 'endoflife.date',
      licence: 'MIT',
      productCount: file.products.length,
    });
    expect(products.totalCount).toBe(file.products.length);
    const { rows } = await portal.superuser.query('select from life_cycle_snapshot');
    expect(rows).toHaveLength(1);
  });

  it('is taken whole or not at all, and each fault names its product and cycle', async () => {
    const broken = changed(({ products }) => {
      products[0]!.title = '別の名前';
      products[0]!.cycles[0]!.eol = '2027-02-30';
      products[1]!.cycles[1]!.support = 'soon';
      products.push(structuredClone(products[2]!));
    });
    const { body } = await send(broken, 'dryRun=false', portal.operator, 'en');
    const [first, second] = broken.products;
    expect(body).toMatchObject({
      imported: false,
      faults: [
        { product: first!.id, cycle: first!.cycles[0]!.cycle, message: 'eol is a day that exists (YYYY-MM-DD), true or false.' },
        { product: second!.id, cycle: second!.cycles[1]!.cycle, message: 'support is a day that exists (YYYY-MM-DD), true or false.' },
        { product: broken.products[2]!.id, cycle: null, message: 'The product stands here twice.' },
      ],
    });
    const { product } = await portal.operator.expectData<{ product: { title: string } }>(
      'query ($slug: String!) { product(slug: $slug) { title } }',
      { slug: first!.id },
    );
    expect(product.title).toBe(file.products[0]!.title);
    expect((await send('x')).body).toMatchObject({ imported: false, faults: [{ product: null }] });
  });

  it('older than the one in force is refused, unless the operator says that it may be', async () => {
    const older = changed(({ source, products }) => {
      source['commitDate'] = '2026-01-01';
      products.pop();
    });
    expect((await send(older, 'dryRun=true')).body).toMatchObject({ laterInForce: '2026-08-22', removedCount: 1 });
    const refused = await send(older);
    expect([refused.status, refused.body['code']]).toEqual([400, 'BAD_USER_INPUT']);
    expect(refused.body['message']).toContain('2026-08-22');
    expect((await send(older, 'dryRun=false&allowOlder=true')).body).toMatchObject({ imported: true, removedCount: 1 });
    expect((await send(file)).body).toMatchObject({ imported: true, newCount: 1 });
  });

  it('is brought in by the operator of the portal alone, and read by everybody who is signed in', async () => {
    const other = await portal.organisation(Role.ADMINISTRATOR, Role.RESPONDENT);
    const refused = await send(file, 'dryRun=true', other.as(Role.ADMINISTRATOR));
    expect([refused.status, refused.body['code']]).toEqual([403, 'FORBIDDEN']);
    const { products } = await other
      .as(Role.RESPONDENT)
      .expectData<{ products: { items: { slug: string; cycles: { cycle: string; end: object; extendedSupportEnd: object }[] }[] } }>(
        '{ products(search: "ＲＥＤＨＡＴ") { items { slug cycles { cycle end { state on } extendedSupportEnd { state on } } } } }',
      );
    expect(products.items.map(({ slug }) => slug)).toEqual(['rhel']);
    expect(products.items[0]!.cycles.find(({ cycle }) => cycle === '7')).toEqual({
      cycle: '7',
      end: { state: 'DATED', on: '2024-06-30' },
      extendedSupportEnd: { state: 'DATED', on: '2029-05-31' },
    });
  });
});

interface Item {
  id: string;
  number: string;
  productName: string | null;
  productVersion: string | null;
  productIdentifier: string | null;
  endsOn: string | null;
  systems: { id: string }[];
  vendorSupportEnd: { state: string; endsOn: string | null; source: string; match: string; isPast: boolean; snapshotAsOf: string };
}

const CONTRACTS = `query ($after: String) { contracts(first: 100, after: $after) { nextCursor items {
  id number productName productVersion productIdentifier endsOn systems { id }
  vendorSupportEnd { state endsOn source match isPast snapshotAsOf } } } }`;

async function allContracts(person: Person): Promise<Item[]> {
  const items: Item[] = [];
  for (let after: string | null = null; ;) {
    const { contracts }: { contracts: { nextCursor: string | null; items: Item[] } } = await person.expectData(CONTRACTS, { after });
    items.push(...contracts.items);
    after = contracts.nextCursor;
    if (!after) return items;
  }
}

describe('the ledger', () => {
  const ministries = ['2000012020001', '1000012030001', '7000012050002'];
  const contracts: Item[] = [];
  const listed: { isPast: boolean; state: string; pastCount: number }[][] = [];

  beforeAll(async () => {
    for (const number of ministries) {
      const { officer: one } = await openLedger(portal, number);
      const text = new TextDecoder('shift_jis').decode(await wholeLedger());
      const [headings, ...lines] = text.replaceAll('\r\n', '\n').trimEnd().split('\n');
      const own = [headings, ...lines.filter(line => line.split(',')[1] === number)].join('\r\n');
      await importLedger(one, Buffer.from(own));
      contracts.push(...(await allContracts(one)));
      const { supportEnds } = await one.expectData<{ supportEnds: { items: (typeof listed)[number] } }>(
        'query ($asOf: CalendarDate) { supportEnds(asOf: $asOf) { items { isPast state pastCount system { id } contract { number } } } }',
        { asOf: AS_OF },
      );
      listed.push(supportEnds.items);
      officer = one;
    }
  }, 120_000);

  it('has each line matched, or says why it is not', () => {
    expect(contracts.length).toBeGreaterThan(60);
    const unmatched = contracts.filter(({ vendorSupportEnd: { match } }) => match !== 'BY_IDENTIFIER');
    expect(unmatched.map(({ number, vendorSupportEnd: { match } }) => [number, match])).toEqual([]);
    for (const { productIdentifier, productVersion, vendorSupportEnd: end } of contracts) {
      const cycles = file.products.find(({ id }) => id === productIdentifier)!.cycles;
      const cycle = cycles.find(one => one.cycle === productVersion || one.cycle === `${productVersion}.0`)!;
      expect(end).toMatchObject({
        source: 'LIFE_CYCLE',
        snapshotAsOf: '2026-08-22',
        endsOn: typeof cycle.eol === 'string' ? cycle.eol : null,
      });
    }
  });

  it('has as many contracts past support as an independent count finds, and lists their systems first', () => {
    const past = contracts.filter(({ productIdentifier, productVersion, endsOn }) => {
      const cycles = file.products.find(({ id }) => id === productIdentifier)!.cycles;
      const eol = cycles.find(one => one.cycle === productVersion || one.cycle === `${productVersion}.0`)!.eol;
      return (endsOn === null || endsOn >= AS_OF) && typeof eol === 'string' && eol < AS_OF;
    });
    expect(past.length).toBeGreaterThan(10);
    const counted = listed.flat().reduce((sum, { pastCount }) => sum + pastCount, 0);
    expect(counted).toBe(past.reduce((sum, { systems }) => sum + systems.length, 0));
    for (const systems of listed)
      expect(systems.map(({ isPast }) => isPast)).toEqual(systems.map(({ isPast }) => isPast).toSorted((a, b) => Number(b) - Number(a)));
  });

  it('takes a name by hand for every line that has it, until that is taken back, and lets a person’s date go before', async () => {
    const create = async (input: object): Promise<string> => {
      const { createContract } = await officer.expectData<{ createContract: { id: string } }>(
        'mutation ($input: CreateContractInput!) { createContract(input: $input) { id } }',
        { input: contractInput({ systemIds: [contracts.at(-1)!.systems[0]!.id], ...input }) },
      );
      return createContract.id;
    };
    const line = { productName: '基盤 ＤＢ', productVersion: '14.2' };
    const [first, second] = [await create(line), await create({ ...line, productName: '基盤DB' })];
    const overruled = await create({ ...line, supportEndsOn: '2031-03-31', supportEndSource: '販売店の回答書' });
    const shown = async (id: string) =>
      (
        await officer.expectData<{ contract: { vendorSupportEnd: object; productMapping: { version: number } | null } }>(
          'query ($id: ID!) { contract(id: $id) { vendorSupportEnd { state endsOn source sourceText match } productMapping { version } } }',
          { id },
        )
      ).contract;
    const unknown = { state: 'UNKNOWN', endsOn: null, source: 'UNKNOWN', sourceText: null, match: 'UNKNOWN_PRODUCT' };
    expect(await shown(first)).toEqual({ vendorSupportEnd: unknown, productMapping: null });
    const MAP = 'mutation ($input: MapProductsInput!) { mapProducts(input: $input) { version productSlug } }';
    const said = (version: number, slug: string | null) => ({
      input: { lines: [{ productName: '基盤DB', productVersion: '14.2', version }], slug },
    });
    const { mapProducts } = await officer.expectData<{ mapProducts: object }>(MAP, said(0, 'postgresql'));
    expect(mapProducts).toEqual([{ version: 1, productSlug: 'postgresql' }]);
    const matched = { state: 'DATED', endsOn: '2026-11-12', source: 'LIFE_CYCLE', sourceText: null, match: 'BY_HAND' };
    for (const id of [first, second]) expect((await shown(id)).vendorSupportEnd).toEqual(matched);
    expect((await shown(overruled)).vendorSupportEnd).toEqual({
      state: 'DATED',
      endsOn: '2031-03-31',
      source: 'OVERRIDE',
      sourceText: '販売店の回答書',
      match: 'BY_HAND',
    });

    expect((await officer.expectRefusal(MAP, said(0, null))).extensions).toMatchObject({ code: 'CONFLICT', currentVersion: 1 });
    expect((await officer.expectRefusal(MAP, said(1, 'none-such'))).extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'slug' });
    await officer.expectData(MAP, said(1, null));
    expect((await shown(first)).vendorSupportEnd).toEqual(unknown);
  });
});
