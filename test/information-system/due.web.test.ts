import { expect, it } from 'vitest';
import { dueOfSystem, type DueSource } from '../../web/information-system/due.ts';
import { placeToFillIn } from '../../web/information-system/missing-fields.ts';

const round = (id: string, state: string, dueOn: string) => ({ id, title: id, state, dueOn, responsible: { name: '調査 担当' } });
const system: DueSource = {
  lifecycleState: 'IN_OPERATION',
  replacementOn: '2027-03-31',
  retiresOn: null,
  holdsUntil: '2026-11-22',
  rounds: [],
  ledgerDates: [],
  responsible: '責任 者',
};
const ledger = (kind: DueSource['ledgerDates'][number]['kind'], on: string | null, change: object = {}) => ({
  kind,
  contractId: 'c',
  contractName: 'C-1 保守',
  on,
  isPast: false,
  isUnknown: false,
  ...change,
});

it('lists what is to be dealt with, the soonest first, and what has passed', () => {
  const rounds = [round('closed', 'CLOSED', '2026-10-01'), round('open', 'OPEN', '2026-11-23')];
  const { items } = dueOfSystem({ ...system, rounds }, '2026-11-23');
  expect(items.map(({ kind, days, nearness, responsible }) => [kind, days, nearness, responsible])).toEqual([
    ['CONFIRMATION', -1, 'over', '責任 者'],
    ['SURVEY', 0, 'soon', '調査 担当'],
    ['REPLACEMENT', 128, 'later', '責任 者'],
  ]);
});

it('lists dates of contracts among them: what ended and what nobody knows first, what is far ahead as a number', () => {
  const ledgerDates = [
    ledger('SUPPORT_END', null, { isPast: true }),
    ledger('CONTRACT_END', null, { isUnknown: true }),
    ledger('CONTRACT_NOTICE', '2026-12-01'),
    ledger('LICENCE_END', '2028-01-01'),
  ];
  const { items, laterCount } = dueOfSystem({ ...system, ledgerDates, responsible: null }, '2026-11-23');
  expect(items.map(({ kind, days, nearness, responsible }) => [kind, days, nearness, responsible])).toEqual([
    ['SUPPORT_END', null, 'ended', null],
    ['CONFIRMATION', -1, 'over', null],
    ['CONTRACT_END', null, 'unknown', null],
    ['CONTRACT_NOTICE', 8, 'soon', null],
    ['REPLACEMENT', 128, 'later', null],
  ]);
  expect(items[0]!.contract).toEqual({ id: 'c', name: 'C-1 保守' });
  expect(laterCount).toBe(1);
});

it('has nothing due for a retired system', () => {
  expect(dueOfSystem({ ...system, lifecycleState: 'RETIRED' }, '2026-11-23')).toEqual({ items: [], laterCount: 0 });
});

it.each([
  ['PROFILE', { name: 'system-edit', query: { field: 'profile' } }],
  ['REPLACEMENT_OR_RETIREMENT_ON', { name: 'system-edit', query: { field: 'replacementOn' } }],
  ['PJMO', { name: 'system-contacts' }],
  ['FEATURES', { name: 'features' }],
  ['OWNER', { name: 'system', query: { set: 'owner' } }],
] as const)('leads from a missing %s to where it is filled in', (field, place) => {
  expect(placeToFillIn(field, 'y1')).toEqual({ params: { id: 'y1' }, ...place });
});
