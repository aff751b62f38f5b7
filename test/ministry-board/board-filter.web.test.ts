import { describe, expect, it } from 'vitest';
import { BOARD_PARAMS, boardCounts, shownSystems, type BoardSystem } from '../../web/ministry-board/board-filter.ts';

const TODAY = '2026-11-23';
const system = (id: string, change: Partial<BoardSystem> = {}, missing: BoardSystem['record']['missing'] = []): BoardSystem => ({
  id,
  code: id,
  name: id,
  nameEn: null,
  systemClass: 'MINISTRY',
  profile: 'I',
  lifecycleState: 'IN_OPERATION',
  record: {
    requiredCount: 10,
    completenessRatio: 1 - missing.length / 10,
    missing,
    confirmation: { state: 'CONFIRMED', confirmedOn: '2026-10-01', confirmedByName: '担当', holdsUntil: '2027-04-01' },
  },
  ownerState: 'IN_PLACE',
  ownerName: '担当',
  survey: null,
  next: null,
  ...change,
});
const shown = (systems: BoardSystem[], params: Partial<typeof BOARD_PARAMS>) =>
  shownSystems(systems, { ...BOARD_PARAMS, ...params }, TODAY).map(({ id }) => id);

it('counts a date of a contract that has passed among what is overdue', () => {
  const late = { next: null, pastCount: 1, unknownCount: 0 };
  expect(shown([system('late', { ledgerDates: late }), system('x', { ledgerDates: { ...late, pastCount: 0 } })], { due: 'OVER' })).toEqual([
    'late',
  ]);
});

const systems = [
  system('bare', { systemClass: null, profile: null, ownerState: 'NONE' }, ['DESCRIPTION', 'PROFILE']),
  system('old', { lifecycleState: 'RETIRED', ownerState: 'NONE' }),
  system('left', { ownerState: 'LEFT', profile: 'III', next: { kind: 'REPLACEMENT', on: '2026-11-22' } }, ['OWNER']),
  system('fine', { next: { kind: 'SURVEY', on: TODAY } }),
];

describe('the board', () => {
  it.each([
    [{}, ['bare', 'old', 'left', 'fine']],
    [{ class: 'UNKNOWN' }, ['bare']],
    [{ profile: 'III' }, ['left']],
    [{ missing: 'ANY' }, ['bare', 'left']],
    [{ missing: 'OWNER' }, ['left']],
    // Nobody needs to answer for a system that is no more.
    [{ owner: 'NONE' }, ['bare']],
    [{ owner: 'LEFT' }, ['left']],
    // Its last day is not past.
    [{ due: 'OVER' }, ['left']],
    [{ state: 'RETIRED', owner: 'LEFT' }, []],
    [{ sort: 'completeness' }, ['bare', 'left', 'old', 'fine']],
    [{ sort: 'next' }, ['left', 'fine', 'bare', 'old']],
  ])('with %j shows %j', (params, ids) => {
    expect(shown(systems, params)).toEqual(ids);
  });

  it('counts what each of its numbers leads to', () => {
    const counts = boardCounts(systems, TODAY);
    for (const { count, narrowed } of counts) expect(shown(systems, narrowed)).toHaveLength(count);
    expect(Object.fromEntries(counts.map(({ key, count }) => [key, count]))).toEqual({
      NEVER: 0,
      DUE: 0,
      ownerLeft: 1,
      noOwner: 1,
      overdue: 1,
      incomplete: 2,
      classUnknown: 1,
      profileUnknown: 1,
    });
  });
});
