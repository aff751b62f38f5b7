import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeCp932 } from '../../server/spreadsheet/cp932.ts';
import { importLedger, ledgerOf, openLedger } from '../support/contracts.ts';
import { openPortal, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';

/**
 * The whole ledger and the whole snapshot of life cycles, against a reading of both files that shares nothing with the portal's: a line
 * is of the product that its 製品ID names, and of the cycle that is its version, with or without .0.
 */
const AS_OF = '2026-11-22';
const NUMBER = 0;
const MINISTRY = 1;
const SYSTEM = 3;
const PRODUCT = 6;
const VERSION = 7;
const IDENTIFIER = 8;

interface Cycle {
  cycle: string;
  eol?: string | boolean;
}
interface Line {
  number: string;
  ministry: string;
  systems: string[];
  product: string;
  version: string;
  identifier: string;
}
interface Contract {
  number: string;
  endsOn: string | null;
  vendorSupportEnd: {
    state: string;
    endsOn: string | null;
    source: string;
    match: string;
    product: { slug: string } | null;
    cycle: { cycle: string } | null;
  };
}
interface SystemEnd {
  system: { code: string };
  state: string;
  endsOn: string | null;
  isPast: boolean;
  contractCount: number;
  pastCount: number;
  unknownCount: number;
}

let portal: TestPortal;
let lines: Line[];
let cyclesOf: Map<string, Cycle[]>;
const officers = new Map<string, Person>();

/** Fields of a line in which a comma may stand between quotation marks. */
const fieldsOf = (line: string): string[] =>
  [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, field]) => field!.replaceAll('"', ''));

beforeAll(async () => {
  portal = await openPortal();
  const snapshot = await readFile(new URL('../../server/product/snapshot-file/endoflife.json', import.meta.url), 'utf8');
  const { products } = JSON.parse(snapshot) as { products: { id: string; cycles: Cycle[] }[] };
  cyclesOf = new Map(products.map(({ id, cycles }) => [id, cycles]));
  const { body } = await portal.operator.importLifeCycles(snapshot, 'dryRun=false');
  expect(body).toMatchObject({ imported: true, faults: [], productCount: 464, cycleCount: 8351 });
  const csv = new TextDecoder('shift_jis').decode(await readFile(new URL('../fixtures/contracts/ledger.csv', import.meta.url)));
  lines = csv
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map(fieldsOf)
    .map(fields => ({
      number: fields[NUMBER]!,
      ministry: fields[MINISTRY]!,
      systems: fields[SYSTEM]!.split(';'),
      product: fields[PRODUCT]!,
      version: fields[VERSION]!,
      identifier: fields[IDENTIFIER]!,
    }));
  expect(lines).toHaveLength(640);
  for (const ministry of new Set(lines.map(line => line.ministry))) {
    const { officer } = await openLedger(portal, ministry);
    await importLedger(officer, await ledgerOf(ministry));
    officers.set(ministry, officer);
  }
}, 240_000);
afterAll(() => portal.close());

async function contractsOf(person: Person): Promise<Contract[]> {
  const items: Contract[] = [];
  for (let after: string | null = null; ;) {
    const { contracts }: { contracts: { nextCursor: string | null; items: Contract[] } } = await person.expectData(
      `query ($after: String) { contracts(first: 100, after: $after) { nextCursor items { number endsOn
         vendorSupportEnd { state endsOn source match product { slug } cycle { cycle } } } } }`,
      { after },
    );
    items.push(...contracts.items);
    after = contracts.nextCursor;
    if (!after) return items;
  }
}
const allContracts = async (): Promise<Map<string, Contract>> =>
  new Map((await Promise.all([...officers.values()].map(contractsOf))).flat().map(contract => [contract.number, contract]));

/** What the files say of a line; null when its identifier or version is in the snapshot nowhere. */
function expected({ identifier, version }: Line): { cycle: string; state: string; endsOn: string | null } | null {
  const found = (cyclesOf.get(identifier) ?? []).filter(({ cycle }) => cycle === version || cycle === `${version}.0`);
  if (found.length !== 1) return null;
  const { cycle, eol } = found[0]!;
  if (typeof eol === 'string') return { cycle, state: 'DATED', endsOn: eol };
  return { cycle, state: eol === undefined ? 'UNKNOWN' : eol ? 'ENDED' : 'NONE_ANNOUNCED', endsOn: null };
}

describe('each line of the ledger that could be stored', () => {
  it('is matched with the product and cycle of its identifier, and has the end of support that the file has', async () => {
    const contracts = await allContracts();
    const stored = lines.filter(({ number }) => contracts.has(number));
    // Eight lines have an end that cannot be read, see expected.json.
    expect([stored.length, contracts.size]).toEqual([632, 632]);
    const unmatched = stored.filter(line => expected(line) === null);
    expect(unmatched).toEqual([]);
    const differing = stored.flatMap(line => {
      const { cycle, ...end } = expected(line)!;
      const { match, source, product, cycle: shown, state, endsOn } = contracts.get(line.number)!.vendorSupportEnd;
      const want = ['BY_IDENTIFIER', 'LIFE_CYCLE', line.identifier, cycle, end.state, end.endsOn];
      const have = [match, source, product?.slug, shown?.cycle, state, endsOn];
      return JSON.stringify(want) === JSON.stringify(have) ? [] : [[line.number, want, have]];
    });
    expect(differing).toEqual([]);
  });

  it('counts for its system, and systems past support come first, the longest past of all before the others', async () => {
    const contracts = await allContracts();
    let past = 0;
    for (const [ministry, officer] of officers) {
      const { supportEnds } = await officer.expectData<{ supportEnds: { totalCount: number; items: SystemEnd[] } }>(
        `query ($asOf: CalendarDate) { supportEnds(asOf: $asOf) { totalCount items {
           system { code } state endsOn isPast contractCount pastCount unknownCount } } }`,
        { asOf: AS_OF },
      );
      const inForce = lines.filter(line => {
        const contract = contracts.get(line.number);
        return line.ministry === ministry && contract && (contract.endsOn === null || contract.endsOn >= AS_OF);
      });
      const links = inForce.flatMap(line => line.systems.map(code => ({ code, line })));
      const bySystem = Map.groupBy(links, ({ code }) => code);
      const isPast = (line: Line): boolean => {
        const { state, endsOn } = expected(line)!;
        return state === 'ENDED' || (endsOn !== null && endsOn < AS_OF);
      };
      const rank = (line: Line): string => {
        const { state, endsOn } = expected(line)!;
        return `${isPast(line) ? 0 : state === 'UNKNOWN' ? 1 : state === 'DATED' ? 2 : 3} ${endsOn ?? ''}`;
      };
      const wanted = [...bySystem].map(([code, ofSystem]) => {
        const of = ofSystem.map(({ line }) => line);
        const counts = [of.length, of.filter(isPast).length, of.filter(line => expected(line)!.state === 'UNKNOWN').length];
        return { code, rank: of.map(rank).toSorted()[0]!, counts };
      });
      expect(supportEnds.items.map(({ isPast: over, state, endsOn }) => `${over ? 0 : state === 'DATED' ? 2 : 3} ${endsOn ?? ''}`)).toEqual(
        wanted.map(one => one.rank).toSorted(),
      );
      expect(
        new Map(
          supportEnds.items.map(({ system, contractCount, pastCount, unknownCount }) => [
            system.code,
            [contractCount, pastCount, unknownCount],
          ]),
        ),
      ).toEqual(new Map(wanted.map(({ code, counts }) => [code, counts])));
      past += wanted.reduce((sum, { counts }) => sum + counts[1]!, 0);
    }
    expect(past).toBeGreaterThan(50);
  });

  it('is matched by its name where it has no identifier, and shown as unknown where the name is of no one product', async () => {
    for (const [ministry, officer] of officers) {
      const text = new TextDecoder('shift_jis').decode(await ledgerOf(ministry));
      const [headings, ...rows] = text.trimEnd().split('\r\n');
      const bare = rows.map(row => {
        const { [VERSION]: version, [IDENTIFIER]: identifier } = fieldsOf(row);
        return row.replace(`,${version},${identifier},`, `,${version},,`);
      });
      await importLedger(officer, Buffer.from(encodeCp932([headings, ...bare].join('\r\n'))), 'bare.csv');
    }
    const contracts = await allContracts();
    const stored = lines.filter(({ number }) => contracts.has(number));
    // Several makers have a Java: of all names in the ledger it alone is of no one product.
    const unknown = stored.filter(({ product }) => product === 'Java').map(({ number }) => number);
    const shown = [...contracts.values()].filter(
      ({ vendorSupportEnd: { state, match } }) => state === 'UNKNOWN' && match === 'UNKNOWN_PRODUCT',
    );
    expect(shown.map(({ number }) => number).toSorted()).toEqual(unknown.toSorted());
    // Of 82 lines three have an end that cannot be read.
    expect(unknown).toHaveLength(79);
    const differing = stored
      .filter(({ product }) => product !== 'Java')
      .flatMap(line => {
        const { match, product, cycle, endsOn } = contracts.get(line.number)!.vendorSupportEnd;
        const want = ['BY_NAME', line.identifier, expected(line)!.cycle, expected(line)!.endsOn];
        const have = [match, product?.slug, cycle?.cycle, endsOn];
        return JSON.stringify(want) === JSON.stringify(have) ? [] : [[line.number, want, have]];
      });
    expect(differing).toEqual([]);
  });
});
