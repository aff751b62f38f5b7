import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inYearYen, RENEWAL_JOINS, renewalOf, requestWindow, termMonths, yearlyYen } from '../../server/budget/renewal.ts';
import { isTooMuch } from '../../server/contract/amount.ts';
import { AmountBasis } from '../../server/contract/terms.ts';
import { openPortal, type TestPortal } from '../support/open-portal.ts';

describe('the renewal of a contract', () => {
  it.each([
    ['2027-03-30', '2027-03-31', 2026, 4, 1],
    ['2027-03-31', '2027-04-01', 2027, 1, 12],
    ['2027-09-30', '2027-10-01', 2027, 3, 6],
    ['2028-02-28', '2028-02-29', 2027, 4, 2],
    ['2028-02-29', '2028-03-01', 2027, 4, 1],
    ['2027-12-31', '2028-01-01', 2027, 4, 3],
    ['2028-03-30', '2028-03-31', 2027, 4, 1],
    ['2028-03-31', '2028-04-01', 2028, 1, 12],
  ])(
    'of which the last day is %s starts on %s and is paid by FY%i, quarter %i, for %i months',
    (endsOn, startsOn, fiscalYear, quarter, months) => {
      expect(renewalOf(endsOn)).toEqual({ startsOn, fiscalYear, quarter, months });
    },
  );

  it.each([
    ['2026-04-01', '2027-03-31', 12],
    ['2024-02-29', '2025-02-28', 12],
    ['2024-02-29', '2025-03-01', 13],
    ['2026-04-15', '2026-04-15', 1],
    ['2026-04-15', '2026-05-14', 1],
    ['2026-04-15', '2026-05-15', 2],
    ['2026-01-31', '2026-02-28', 1],
  ])('runs from %s to %s over %i months, a started one whole', (startsOn, endsOn, months) => {
    expect(termMonths(startsOn, endsOn)).toBe(months);
  });

  it('costs nobody knows how much in a year while amount or term is unknown', () => {
    const known = { amountYen: 100, amountBasis: AmountBasis.TOTAL, startsOn: '2026-04-01', endsOn: '2027-03-31' };
    expect(yearlyYen(known)).toBe(100);
    expect(yearlyYen({ ...known, amountYen: null })).toBeNull();
    expect(yearlyYen({ ...known, startsOn: null })).toBeNull();
    expect(yearlyYen({ ...known, endsOn: null })).toBeNull();
    const perUnit = { ...known, amountBasis: AmountBasis.UNIT_PER_YEAR };
    expect(yearlyYen(perUnit)).toBeNull();
    expect(yearlyYen({ ...perUnit, quantity: 0 })).toBe(0);
    expect(yearlyYen({ ...perUnit, quantity: 3 })).toBe(300);
  });
});

const day = fc
  .date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2090-12-31T00:00:00Z'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10));
/** Days at which arithmetic of calendars goes wrong more often than at others. */
const edge = fc
  .tuple(
    fc.integer({ min: 2015, max: 2035 }),
    fc.constantFrom('02-28', '03-01', '03-30', '03-31', '04-01', '04-30', '05-01', '12-31', '01-01'),
  )
  .map(([year, rest]) => `${year}-${rest}`);
const anyDay = fc.oneof(day, edge, fc.constantFrom('2024-02-29', '2028-02-29', '2019-04-30', '2019-05-01'));
const contract = fc
  .record({
    days: fc.tuple(anyDay, anyDay).map(both => both.toSorted() as [string, string]),
    amountYen: fc.oneof(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 2_000_000_000_000 })),
    quantity: fc.option(fc.integer({ min: 0, max: 4000 })),
    basis: fc.constantFrom(...Object.values(AmountBasis)),
  })
  .filter(({ basis: amountBasis, ...amount }) => !isTooMuch({ ...amount, amountBasis }));

describe('the same in SQL', () => {
  let portal: TestPortal;
  beforeAll(async () => (portal = await openPortal()));
  afterAll(() => portal.close());

  it('says what the rule says of any contract', async () => {
    const contracts = fc.sample(contract, 3000);
    const { rows } = await portal.superuser.query<Record<string, unknown>>(
      `select renewal.starts_on::text as "startsOn", renewal.fiscal_year as "fiscalYear", renewal.quarter, renewal.months,
         cost.yearly::float8 as yearly, cost.in_year::float8 as "inYear"
       from unnest($1::date[], $2::date[], $3::bigint[], $4::text[], $5::int[]) with ordinality c(starts_on, ends_on, amount_yen, amount_basis, quantity, place)
       cross join lateral (select 'KNOWN' as end_kind) known ${RENEWAL_JOINS.replaceAll('c.end_kind', 'known.end_kind')} order by place`,
      [
        contracts.map(({ days }) => days[0]),
        contracts.map(({ days }) => days[1]),
        contracts.map(({ amountYen }) => amountYen),
        contracts.map(({ basis }) => basis),
        contracts.map(({ quantity }) => quantity),
      ],
    );
    expect(rows).toEqual(
      contracts.map(({ days: [startsOn, endsOn], amountYen, quantity, basis: amountBasis }) => {
        const renewal = renewalOf(endsOn);
        const yearly = yearlyYen({ amountYen, amountBasis, quantity, startsOn, endsOn });
        return { ...renewal, yearly, inYear: yearly === null ? null : inYearYen(yearly, renewal.months) };
      }),
    );
    expect(rows.filter(row => row['fiscalYear'] === 2027).length).toBeGreaterThan(20);
  });

  it('has every end in the window of exactly one request', () => {
    fc.assert(
      fc.property(anyDay, endsOn => {
        const { fiscalYear } = renewalOf(endsOn);
        const holds = (year: number): boolean => requestWindow(year).from <= endsOn && endsOn <= requestWindow(year).to;
        expect([fiscalYear - 1, fiscalYear, fiscalYear + 1].map(holds)).toEqual([false, true, false]);
      }),
    );
  });
});
