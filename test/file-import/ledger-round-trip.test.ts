import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { readSpreadsheet } from '../../server/spreadsheet/read-spreadsheet.ts';
import { writeCsv } from '../../server/spreadsheet/write-csv.ts';
import { contractInput, importLedger } from '../support/contracts.ts';
import { openPortal, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';

/** Whatever a contract says of itself and of its years: written, read as nothing new, and read by another ministry as the same. */
let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

const keeper = async (): Promise<Person> => (await portal.organisation(Role.BUDGET_OFFICER)).as(Role.BUDGET_OFFICER);

/** An exported ledger as if it were nobody's, so that another ministry may import it. */
async function withoutOwner(bytes: Uint8Array, extension: string): Promise<Uint8Array> {
  const { sheets } = await readSpreadsheet(`ledger.${extension}`, bytes);
  const [columns, ...rows] = sheets[0]!.rows.map(({ cells }) => cells) as [string[], ...string[][]];
  const owner = columns.findIndex(heading => heading === '府省法人番号' || heading === 'Corporate number');
  return writeCsv({ columns, rows: rows.map(row => row.with(owner, '')) }).bytes;
}

const maybe = <Value>(one: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> => fc.option(one, { nil: null });
const whole = (max: number) => maybe(fc.integer({ min: 0, max }));
const yen = whole(10_000_000_000_000);
/** What breaks files: separators, quotes, breaks, what a spreadsheet takes for a formula or a number, and characters beyond the usual. */
const text = fc
  .array(fc.constantFrom('保守', 'A', '０', '1', '007', ',', '"', ';', '=', '+', '-', '@', '髙', '①', '～', '‐', ' ', 'é'), {
    minLength: 1,
    maxLength: 8,
  })
  .map(parts => `件${parts.join('')}`.trim());
const raw = fc.constantFrom('=1+1', '-3', '@SUM(A1)', '+81', '007', '1.10', '2027-03-31', '1E5', 'なし', "'引用");
const words = maybe(fc.oneof(text, raw));
const day = fc.oneof(
  fc.integer({ min: 0, max: 20_000 }).map(days => new Date(Date.UTC(1990, 0, 1 + days)).toISOString().slice(0, 10)),
  fc.constantFrom('2019-04-30', '2019-05-01', '1989-01-07', '1989-01-08', '2028-02-29', '2027-03-31', '2027-04-01'),
);
const url = fc.constantFrom('https://example.go.jp/a?b=1,2', 'http://example.go.jp/%E5%A5%91');

const terms = fc
  .record({
    title: fc.oneof(text, raw),
    kind: fc.constantFrom(
      'LICENCE',
      'SOFTWARE_MAINTENANCE',
      'HARDWARE_MAINTENANCE',
      'OPERATION',
      'CLOUD',
      'DEVELOPMENT',
      'LEASE',
      'NETWORK',
      'OTHER',
    ),
    maintenanceStyle: maybe(fc.constantFrom('PERIODIC', 'SPOT')),
    productName: words,
    productVersion: words,
    productIdentifier: words,
    vendorName: maybe(text),
    endKind: fc.constantFrom('KNOWN', 'UNKNOWN', 'NONE'),
    endsOn: maybe(day),
    startsOn: maybe(day),
    licenceEndsOn: maybe(day),
    supportEndsOn: maybe(day),
    supportEndSource: text,
    stopsOn: maybe(day),
    costClass: maybe(fc.constantFrom('DEVELOPMENT', 'OPERATION', 'BOTH')),
    developmentRatio: fc.double({ min: 0, max: 1, noNaN: true }),
    renewalKind: maybe(fc.constantFrom('NONE', 'TACIT', 'BY_AGREEMENT')),
    noticeDays: whole(1000),
    leadTimeDays: whole(1000),
    billingMetric: maybe(fc.constantFrom('CPU', 'CORE', 'USER', 'SERVER', 'FLAT')),
    quantity: whole(2_000_000_000),
    usedQuantity: whole(2_000_000_000),
    yearlyCallCount: whole(2_000_000_000),
    amountYen: whole(350_000),
    amountBasis: fc.constantFrom('PER_YEAR', 'TOTAL', 'UNIT_PER_YEAR', 'UNIT_TOTAL'),
    documentUrls: fc.uniqueArray(url),
  })
  .map(({ kind, maintenanceStyle, endKind, endsOn, startsOn, licenceEndsOn, supportEndsOn, supportEndSource, ...rest }) => {
    const end = endKind === 'KNOWN' ? (endsOn ?? '2030-03-31') : null;
    const first = [startsOn, end, licenceEndsOn].filter(each => each !== null).toSorted()[0];
    return {
      ...rest,
      kind,
      maintenanceStyle: kind.endsWith('MAINTENANCE') ? maintenanceStyle : null,
      endKind,
      endsOn: end,
      startsOn: startsOn && first!,
      licenceEndsOn,
      supportEndsOn,
      supportEndSource: supportEndsOn && supportEndSource,
      years: [] as object[],
    };
  });
const yearContent = fc.record({
  requestedYen: yen,
  budgetedYen: yen,
  executedYen: yen,
  callCount: fc.option(fc.integer({ min: 0, max: 2_000_000_000 }), { nil: null }),
});
/** Multi-year contracts from 2026 on, of up to five fiscal years, whose parts add up to their total. */
const split = fc
  .tuple(terms, fc.array(fc.tuple(whole(1_000_000_000_000), yearContent), { minLength: 1, maxLength: 5 }))
  .map(([contract, years]) => ({
    ...contract,
    years: years
      .map(([obligationYen, content], place) => ({ fiscalYear: 2026 + place, obligationYen, ...content }))
      .filter(({ fiscalYear, ...amounts }) => fiscalYear && Object.values(amounts).some(amount => amount !== null)),
    amountYen: years.some(([part]) => part !== null) ? years.reduce((sum, [part]) => sum + (part ?? 0), 0) : null,
    amountBasis: 'TOTAL' as const,
    startsOn: '2026-04-01',
    endKind: 'KNOWN' as const,
    endsOn: `${2026 + years.length}-03-31`,
    licenceEndsOn: null,
  }));
/** What is paid by both classes of cost has an amount, and a part of it that is development. */
const classed = fc.oneof(terms, split).map(({ developmentRatio, ...contract }) => {
  const both = contract.costClass === 'BOTH' && contract.amountYen !== null;
  return {
    ...contract,
    costClass: contract.costClass === 'BOTH' && !both ? null : contract.costClass,
    developmentYen: both ? Math.floor(contract.amountYen! * developmentRatio) : null,
  };
});
const contracts = fc.array(classed, { minLength: 1, maxLength: 12 });

const FIELDS = `number title kind maintenanceStyle productName productVersion productIdentifier startsOn endKind endsOn licenceEndsOn supportEndsOn
  supportEndSource stopsOn amountYen amountBasis extendedAmountYen costClass developmentYen renewalKind noticeDays leadTimeDays billingMetric quantity usedQuantity
  yearlyCallCount documentUrls vendor { name } years { fiscalYear obligationYen requestedYen budgetedYen executedYen callCount }`;
async function ledger(person: Person): Promise<{ number: string }[]> {
  const data = await person.expectData<{ contracts: { items: { number: string }[] } }>(`{ contracts(first: 100) { items { ${FIELDS} } } }`);
  return data.contracts.items.toSorted((one, other) => one.number.localeCompare(other.number));
}

/** What a file would change or cannot say, row by row. */
async function differences(person: Person, bytes: Uint8Array, name: string): Promise<object[]> {
  const fileId = await person.upload(name, bytes);
  const { contractImport } = await person.expectData<{ contractImport: { rows: { status: string }[] } }>(
    'query ($fileId: ID!) { contractImport(fileId: $fileId) { rows { status changes { field before after } problems { code cell value } } } }',
    { fileId },
  );
  return contractImport.rows.filter(({ status }) => status !== 'UNCHANGED');
}

it('is exported so that another ministry reads the same, and the own one nothing new', { timeout: 120_000 }, async () => {
  const formats = fc.constantFrom('csv', 'csv?encoding=cp932', 'csv?lang=en', 'xlsx', 'xlsx?lang=en');
  await fc.assert(
    fc.asyncProperty(contracts, formats, async (made, format) => {
      const [one, other] = [await keeper(), await keeper()];
      // What CP932 has no character for is written as 〓 and cannot come back.
      const written = format.includes('cp932') ? (JSON.parse(JSON.stringify(made).replaceAll('é', 'e')) as typeof made) : made;
      for (const [place, contract] of written.entries())
        await one.expectData('mutation ($input: CreateContractInput!) { createContract(input: $input) { id } }', {
          input: contractInput({ ...contract, number: `C-${place}` }),
        });
      const [extension, query = ''] = format.split('?') as [string, string?];
      const { bytes } = await one.download(`contracts.${extension}?${query}`);
      expect(await differences(one, bytes, `ledger.${extension}`)).toEqual([]);
      const moved = await importLedger(other, await withoutOwner(bytes, extension), `ledger.csv`, false);
      expect(moved).toMatchObject({ newCount: made.length, refusedCount: 0 });
      expect(await ledger(other)).toEqual(await ledger(one));
    }),
    { numRuns: 8, endOnFailure: true },
  );
});
