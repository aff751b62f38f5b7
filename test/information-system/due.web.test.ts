import { expect, it } from 'vitest';
import { dueOfSystem } from '../../web/information-system/due.ts';
import { placeToFillIn } from '../../web/information-system/missing-fields.ts';

const round = (id: string, state: string, dueOn: string) => ({ id, title: id, state, dueOn });
const system = { lifecycleState: 'IN_OPERATION', replacementOn: '2027-03-31', retiresOn: null, holdsUntil: '2026-11-22', rounds: [] };

it('lists what is to be dealt with, the soonest first, and what has passed', () => {
  const rounds = [round('closed', 'CLOSED', '2026-10-01'), round('open', 'OPEN', '2026-11-23')];
  expect(dueOfSystem({ ...system, rounds }, '2026-11-23').map(({ kind, days, nearness }) => [kind, days, nearness])).toEqual([
    ['CONFIRMATION', -1, 'over'],
    ['SURVEY', 0, 'soon'],
    ['REPLACEMENT', 128, 'later'],
  ]);
});

it('has nothing due for a retired system', () => {
  expect(dueOfSystem({ ...system, lifecycleState: 'RETIRED' }, '2026-11-23')).toEqual([]);
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
