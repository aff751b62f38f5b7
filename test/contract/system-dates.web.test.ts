import { expect, it } from 'vitest';
import { dayOf, timelineOf, type DatedContract } from '../../web/contract/contract-dates.ts';

const contract = (change: Partial<DatedContract> = {}): DatedContract => ({
  endKind: 'KNOWN',
  endsOn: '2027-03-31',
  licenceEndsOn: null,
  stopsOn: null,
  vendorSupportEnd: { state: 'UNKNOWN', endsOn: null },
  ...change,
});
const track = (contracts: DatedContract[], kind: string) => timelineOf(contracts, '2026-11-27').tracks.find(each => each.kind === kind)!;

it('keeps the four dates of a contract apart', () => {
  const one = contract({
    licenceEndsOn: '2027-09-30',
    stopsOn: '2028-03-31',
    vendorSupportEnd: { state: 'DATED', endsOn: '2026-12-31' },
  });
  expect(['endsOn', 'licenceEndsOn', 'supportEndsOn', 'stopsOn'].map(kind => track([one], kind).marks.map(({ day }) => day))).toEqual([
    ['2027-03-31'],
    ['2027-09-30'],
    ['2026-12-31'],
    ['2028-03-31'],
  ]);
  expect(dayOf(one, 'supportEndsOn')).toBe('2026-12-31');
});

it('counts an unknown end, and takes a contract without an end for no unknown one', () => {
  const contracts = [contract({ endKind: 'UNKNOWN', endsOn: null }), contract({ endKind: 'NONE', endsOn: null }), contract()];
  expect(track(contracts, 'endsOn')).toMatchObject({ unknownCount: 1, marks: [{ day: '2027-03-31', count: 1 }] });
  const announced = contract({ vendorSupportEnd: { state: 'NONE_ANNOUNCED', endsOn: null } });
  expect(track([announced, contract()], 'supportEndsOn').unknownCount).toBe(1);
});

it('draws the last day of a fiscal year before the mark of the next, and ends of one day as one mark', () => {
  const { years, tracks } = timelineOf([contract(), contract(), contract({ endsOn: '2027-04-01' })], '2026-11-27');
  expect(years.map(({ year }) => year)).toEqual([2026, 2027]);
  const [end, start] = tracks[0]!.marks;
  expect(end!.count).toBe(2);
  expect(end!.left).toBeLessThan(years[1]!.left);
  expect(start!.left).toBe(years[1]!.left);
});

it('tells of a date too far away instead of pressing all others together', () => {
  const { years, outsideCount } = timelineOf([contract(), contract({ endsOn: '9999-12-31' })], '2026-11-27');
  expect({ years: years.length, outsideCount }).toEqual({ years: 2, outsideCount: 1 });
});
