import { expect, it } from 'vitest';
import { Presence, VISIT_ENDS_AFTER_MS } from '../../server/live/presence.ts';

const HERE = { tenant: 't', sheet: 's', visit: 'v1', account: 'suzuki', feature: null, gone: false };

function presence() {
  const clock = { now: 0 };
  return { clock, people: new Presence(() => clock.now) };
}

it.each([
  ['comes', [], HERE, true],
  ['stays where it is', [HERE], HERE, false],
  ['moves to a row', [HERE], { ...HERE, feature: 'f1' }, true],
  ['closes', [HERE], { ...HERE, gone: true }, true],
  ['closes, having been forgotten before', [], { ...HERE, gone: true }, false],
])('notices whether anything is new when a form %s', (_what, before, visit, isNew) => {
  const { people } = presence();
  for (const each of before) people.note(each);
  expect(people.note(visit)).toBe(isNew);
});

it('forgets a form that has been silent, and only that', () => {
  const { clock, people } = presence();
  people.note(HERE);
  people.note({ ...HERE, visit: 'v2', account: 'tanaka' });
  clock.now = VISIT_ENDS_AFTER_MS - 1;
  people.note({ ...HERE, visit: 'v2', account: 'tanaka' });
  expect(people.sweep()).toEqual([]);
  clock.now = VISIT_ENDS_AFTER_MS;
  expect(people.sweep()).toEqual(['t/s']);
  expect(people.at('t', 's')).toEqual([{ account: 'tanaka', feature: null }]);
  expect(people.sweep()).toEqual([]);
});

it('knows a person with two forms open once, at the row of the one that spoke last', () => {
  const { clock, people } = presence();
  people.note({ ...HERE, feature: 'f1' });
  clock.now = 1;
  people.note({ ...HERE, visit: 'v2', feature: 'f2' });
  expect(people.at('t', 's')).toEqual([{ account: 'suzuki', feature: 'f2' }]);
});

it('keeps sheets of the same id under different tenants apart', () => {
  const { people } = presence();
  people.note(HERE);
  expect(people.at('other', 's')).toEqual([]);
});
