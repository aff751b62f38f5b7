import { describe, expect, it } from 'vitest';
import { compareGrids } from '../../web/heatmap/compare.ts';
import { unpackSurveyGrid } from '../../web/heatmap/survey-grid.ts';
import { moved, orderOf, placesOf, pressedOrder, textOfOrder, textOfPlaces } from '../../web/heatmap/survey-order.ts';
import { groupingOf, seeSurvey, selectionOf, VIEW_DEFAULTS } from '../../web/heatmap/survey-view.ts';
import type { View } from '../../web/heatmap/survey-view.ts';

const ids = ['aaaaaaaa-1', 'bbbbbbbb-2', 'cccccccc-3', 'dddddddd-4'];
const packed = (levels: (string | null)[], count = 5) =>
  JSON.stringify({
    features: Array.from({ length: count }, (_, n) => [
      `f${n}`,
      `F-${n}`,
      `機能${n}`,
      null,
      n < 3 ? '出張' : '精算',
      n === 1 ? '申請' : null,
    ]),
    organisations: levels.map((each, n) => [ids[n], `府省${n}`, `Ministry ${n}`, `府${n}`, 'SUBMITTED', each]),
  });
const axes = JSON.stringify({
  features: ['y0', 'y1', 'y2', 'y3', 'y4'],
  parents: [[ids[2], ids[0], '府省0', 'Ministry 0', '府0']],
});
// By rows: 0000, 0122, 2222, 01.. and ....
const grid = unpackSurveyGrid(packed(['0020.', '0121.', '022..', '022..']), null, axes);
const none = { unused: new Set<string>(), single: new Set<string>(), other: new Set<string>() };
const see = (view: Partial<View>) => seeSurvey(grid, { ...VIEW_DEFAULTS, ...view }, none, null);
const lines = (view: Partial<View>) => see(view).lines.map(line => (line.kind === 'group' ? `[${line.name}]` : line.feature.code));
const columns = (view: Partial<View>) => see(view).columns.map(({ places, part }) => `${part} ${places.join('+')}`);

describe('the order of rows', () => {
  it.each([
    [{}, ['[出張]', 'F-0', 'F-2', '[申請]', 'F-1', '[精算]', 'F-3', 'F-4']],
    [{ by: 'major' }, ['[出張]', 'F-0', 'F-1', 'F-2', '[精算]', 'F-3', 'F-4']],
    [{ by: 'flat' }, ['F-0', 'F-1', 'F-2', 'F-3', 'F-4']],
    [{ fold: 'g0' }, ['[出張]', '[精算]', 'F-3', 'F-4']],
    [{ fold: 'g0-1' }, ['[出張]', 'F-0', 'F-2', '[申請]', '[精算]', 'F-3', 'F-4']],
    // Entropy: ¼ ½ ¼ over F-1, ½ ½ over F-3, none over F-0 and F-2, unknown for F-4.
    [{ sort: 'variation' }, ['F-1', 'F-3', 'F-0', 'F-2', 'F-4']],
    [{ sort: 'variation.asc' }, ['F-0', 'F-2', 'F-3', 'F-1', 'F-4']],
    [{ sort: 'NOT_USED' }, ['F-2', 'F-1', 'F-0', 'F-3', 'F-4']],
    [{ sort: 'response.asc' }, ['F-4', 'F-3', 'F-0', 'F-1', 'F-2']],
    [{ sort: 'NOT_USED', by: 'major' }, ['[出張]', 'F-2', 'F-1', 'F-0', '[精算]', 'F-3', 'F-4']],
    [{ sort: 'hand', rows: '4.0-1', by: 'flat' }, ['F-4', 'F-0', 'F-1', 'F-2', 'F-3']],
    [{ sort: 'no such order' }, ['[出張]', 'F-0', 'F-2', '[申請]', 'F-1', '[精算]', 'F-3', 'F-4']],
    [{ level: 'NOT_USED', by: 'flat' }, ['F-1', 'F-2']],
    [{ level: 'NOT_USED', orgs: 'aaaaaaaa.bbbbbbbb', by: 'flat' }, ['F-1', 'F-2'].slice(1)],
    [{ q: '機能3' }, ['[精算]', 'F-3']],
  ] satisfies [Partial<View>, string[]][])('of %j', (view, expected) => {
    expect(lines(view)).toEqual(expected);
  });

  it('is grouped as the list is, and flat once it is sorted', () => {
    expect(groupingOf({ by: '', sort: '' })).toBe('middle');
    expect(groupingOf({ by: '', sort: 'variation' })).toBe('flat');
    expect(groupingOf({ by: 'major', sort: 'variation' })).toBe('major');
  });
});

describe('the columns', () => {
  it.each([
    [{}, ['single 0', 'single 1', 'single 2', 'single 3']],
    [{ tree: 'parent' }, ['head 0', 'member 2', 'single 1', 'single 3']],
    [{ tree: 'parent', cfold: 'aaaaaaaa' }, ['aggregate 0+2', 'single 1', 'single 3']],
    [{ orgs: 'dddddddd.bbbbbbbb' }, ['single 1', 'single 3']],
    [{ csort: 'hand', cols: 'dddddddd.bbbbbbbb' }, ['single 3', 'single 1', 'single 0', 'single 2']],
    // Not used: 1 of 5, 1 of 5, 2 of 5, 2 of 5.
    [{ csort: 'NOT_USED' }, ['single 2', 'single 3', 'single 0', 'single 1']],
    [{ orgs: 'an old link' }, ['single 0', 'single 1', 'single 2', 'single 3']],
  ] satisfies [Partial<View>, string[]][])('of %j', (view, expected) => {
    expect(columns(view)).toEqual(expected);
  });
});

describe('what a download is asked for', () => {
  it.each([
    [{ by: 'flat' }, {}],
    [{ sort: 'variation' }, { rows: '1,3,0,2,4' }],
    [{ by: 'major', fold: 'g0' }, { rows: '*0-2,3-4' }],
    [{ by: 'flat', tree: 'parent', cfold: 'aaaaaaaa' }, { columns: '*0_2,1,3' }],
    [
      { q: '機能4', orgs: 'bbbbbbbb' },
      { rows: '4', columns: '1' },
    ],
  ] satisfies [Partial<View>, object][])('of %j', (view, expected) => {
    expect(selectionOf(see(view), grid)).toEqual(expected);
  });
});

describe('an order', () => {
  it.each(['', 'hand', 'variation', 'variation.asc', 'UNANSWERED'])('comes back from the address as it went in: %j', text => {
    expect(textOfOrder(orderOf(text))).toBe(text);
  });

  it('goes from highest first to lowest first to the list at each press', () => {
    const first = pressedOrder({ kind: 'list' }, 'variation');
    expect(['variation', 'variation.asc', '']).toEqual(
      [first, pressedOrder(first, 'variation'), pressedOrder(pressedOrder(first, 'variation'), 'variation')].map(textOfOrder),
    );
    expect(textOfOrder(pressedOrder(first, 'response'))).toBe('response');
  });

  it('by hand is written in ranges', () => {
    expect(textOfPlaces([0, 1, 2, 7, 5, 6])).toBe('0-2.7.5-6');
    expect(placesOf('0-2.7.5-6')).toEqual([0, 1, 2, 7, 5, 6]);
    expect(placesOf('x.3-1.4')).toEqual([4]);
  });

  it('moves a block before or behind another item', () => {
    expect(moved(['a', 'b', 'c', 'd'], ['c'], 'b', 'before')).toEqual(['a', 'c', 'b', 'd']);
    expect(moved(['a', 'b', 'c', 'd'], ['a', 'b'], 'd', 'behind')).toEqual(['c', 'd', 'a', 'b']);
  });
});

describe('two rounds', () => {
  const before = unpackSurveyGrid(
    packed(['0020', '0122', '0.2.'], 4),
    null,
    // The second and third feature stood in another order then, and one is not asked about any more.
    JSON.stringify({ features: ['y0', 'y2', 'y1', 'gone'], parents: [] }),
  );
  const comparison = compareGrids(grid, before);

  it('are compared by what the features are, whatever their place', () => {
    const [f0, f1, , f3] = grid.features;
    const [first, second, third, fourth] = grid.organisations;
    expect(comparison.before(f0!, first!)).toBe('FULLY_USED');
    // y1 stood at the third place: 2, 2, 2.
    expect([first, second, third].map(each => comparison.before(f1!, each!))).toEqual(['NOT_USED', 'NOT_USED', 'NOT_USED']);
    expect(comparison.before(f3!, first!)).toBeUndefined();
    expect(comparison.before(f0!, fourth!)).toBeUndefined();
  });

  it('count what changed among the cells that both asked about', () => {
    // y0: 000 → 000; y1: 222 → 012; y2: 01. → 222.
    expect(comparison).toMatchObject({ comparedCount: 9, changedCount: 5 });
    expect(Object.fromEntries(comparison.changes.map(({ from, to, count }) => [`${from} ${to}`, count]))).toEqual({
      'NOT_USED FULLY_USED': 1,
      'NOT_USED USED_WITH_OTHER_MEANS': 1,
      'FULLY_USED NOT_USED': 1,
      'USED_WITH_OTHER_MEANS NOT_USED': 1,
      'UNANSWERED NOT_USED': 1,
    });
    expect(grid.features.filter(comparison.isChanged).map(({ code }) => code)).toEqual(['F-1', 'F-2']);
    expect(comparison.newFeatures.map(({ code }) => code)).toEqual(['F-3', 'F-4']);
    expect(comparison.goneFeatures.map(({ code }) => code)).toEqual(['F-3']);
    expect(comparison.newOrganisations.map(({ id }) => id)).toEqual([ids[3]]);
  });
});
