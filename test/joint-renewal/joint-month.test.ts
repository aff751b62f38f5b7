import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canJoin, type Ending, jointMonth, monthsUntil } from '../../server/joint-renewal/joint-month.ts';

const of = (...days: string[]): Ending[] => days.map((endsOn, index) => ({ organisationId: `ministry-${index}`, endsOn }));

it.each<[string, Ending[], string | null]>([
  ['both end in one month', of('2027-03-31', '2027-03-01'), '2027-03'],
  ['the earlier one is carried on to the later one', of('2026-12-31', '2027-03-31'), '2027-03'],
  ['twelve months are bridged', of('2026-03-31', '2027-03-31'), '2027-03'],
  ['thirteen are not', of('2026-02-28', '2027-03-31'), null],
  ['most ministries go before an earlier month', of('2026-09-30', '2026-10-31', '2028-03-31', '2028-06-30', '2028-09-30'), '2028-09'],
  ['of as many the month with less to bridge is chosen', of('2026-04-30', '2027-03-31', '2029-02-28', '2029-03-31'), '2029-03'],
  ['of equals the first is chosen', of('2026-04-30', '2026-05-31', '2029-02-28', '2029-03-31'), '2026-05'],
  ['one ministry alone renews together with nobody', [...of('2027-03-31'), ...of('2027-03-31')], null],
  ['nothing has an end', [], null],
])('%s', (_, endings, month) => {
  expect(jointMonth(endings)).toBe(month);
});

const day = fc
  .date({ min: new Date('2026-04-01T00:00:00Z'), max: new Date('2033-03-31T00:00:00Z'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10));
const endings = fc.array(fc.record({ organisationId: fc.constantFrom('A', 'B', 'C', 'D'), endsOn: day }), { maxLength: 12 });

it('no other month of any kind brings more ministries together, and the order of the lines makes no difference', () => {
  fc.assert(
    fc.property(endings, all => {
      const count = (month: string) => new Set(all.filter(({ endsOn }) => canJoin(endsOn, month)).map(each => each.organisationId)).size;
      const months = Array.from({ length: 8 * 12 }, (_, at) => `${2026 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`);
      const most = Math.max(...months.map(count));
      const found = jointMonth(all);
      expect(found === null ? 0 : count(found)).toBe(most > 1 ? most : 0);
      expect(jointMonth(all.toReversed())).toBe(found);
    }),
  );
});

it('counts months across years, in either direction', () => {
  expect(monthsUntil('2026-11-30', '2027-03')).toBe(4);
  expect(monthsUntil('2027-04-01', '2027-03')).toBe(-1);
});
