import { beforeAll, describe, expect, it } from 'vitest';
import { digitalAgency, openPortal, press, seen, seeText, viewer } from '../web-foundation/fixtures/portal-page.ts';

const grid = {
  features: [
    ['f1', 'A-01', '出張伺い作成', null, '出張計画', '申請'],
    ['f2', 'A-02', '出張伺い承認', null, '出張計画', null],
    ['f3', 'B-01', '旅費計算', 'Fares', '精算', null],
  ],
  organisations: [
    ['o1', '総務省', 'Internal Affairs', '総務', 'SUBMITTED', '012'],
    ['o2', '法務省', 'Justice', '法務', 'SUBMITTED', '02.'],
    ['o3', '外務省', 'Foreign Affairs', '外務', 'IN_PROGRESS', null],
  ],
};
const axes = JSON.stringify({ features: ['y-f1', 'y-f2', 'y-f3'], parents: [] });
const summary = {
  fullyUsedCount: 2,
  usedWithOtherMeansCount: 1,
  notUsedCount: 2,
  unansweredCount: 4,
  submittedCount: 2,
  targetCount: 3,
  unusedFeatures: [{ id: 'f3' }],
  singleUserFeatures: [{ id: 'f2' }],
  otherMeansFeatures: [{ id: 'f2' }],
};
const round = {
  id: 'r1',
  title: '利用状況調査',
  state: 'OPEN',
  sharing: null as string | null,
  fiscalYear: 2026,
  openedAt: '2026-11-01T00:00:00Z',
  publishedAt: null as string | null,
  system: { id: 'y1', name: '旅費システム', nameEn: null, rounds: [] },
  runner: digitalAgency,
};
const cell = {
  level: 'USED_WITH_OTHER_MEANS',
  otherMeans: '紙の台帳',
  comment: '年度末のみ',
  answeredByName: '佐藤',
  answeredAt: '2026-11-20T05:03:00Z',
  submittedByName: '鈴木',
  submittedAt: '2026-11-21T01:00:00Z',
  openRowReason: null,
  history: [2, 1].map(number => ({
    number,
    submittedAt: '2026-11-21T01:00:00Z',
    submittedByName: '鈴木',
    onBehalf: false,
    level: 'USED_WITH_OTHER_MEANS',
    otherMeans: null,
    comment: null,
    logNote: '試験環境からの利用',
    returnedAt: null,
    returnedReason: null,
  })),
};

async function openHeatmap(query = '', change: object = {}) {
  const page = await openPortal(`/survey-rounds/r1/heatmap${query}`, {
    signedIn: viewer(['surveyHeatmap', 'heatmapCell']),
    answers: {
      HeatmapPage: {
        surveyHeatmap: { grid: JSON.stringify(grid), axes, shares: null, asOf: '2026-11-23T05:03:00Z', round, summary, ...change },
      },
      HeatmapCell: { heatmapCell: cell },
    },
  });
  await seen(() => document.querySelector('table'));
  return page;
}
const texts = (selector: string, within: ParentNode = document) =>
  [...within.querySelectorAll(selector)].map(each => each.textContent?.replace(/\s+/g, ' ').trim());
/** What a screen reader says: without what is there for the eyes alone. */
const heard = (selector: string) =>
  [...document.querySelectorAll(selector)].map(each => {
    const copy = each.cloneNode(true) as Element;
    for (const silent of copy.querySelectorAll('[aria-hidden=true]')) silent.remove();
    return copy.textContent?.replace(/\s+/g, ' ').trim();
  });
const rowOf = (id: string) => document.getElementById(`row-${id}`)!;
const cellOf = (id: string, column: number) => rowOf(id).querySelectorAll<HTMLElement>('.heatmap-cell')[column]!;
const focused = () => {
  const active = document.activeElement as HTMLTableCellElement;
  return [active.closest('tr')?.id, active.cellIndex - 1];
};
const press_ = (key: string, held: KeyboardEventInit = {}) =>
  document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...held }));

// The first import has every file of the page transformed, which on a busy machine takes longer than a test may.
beforeAll(() => import('../../web/heatmap/HeatmapPage.vue'), 60_000);

describe('the heatmap', () => {
  it('is a table with the ministries in the order of the grid and the features in their groups', async () => {
    await openHeatmap();
    const counts = ['業務を全て遂行', '他の手段も併用', '全く利用していない', '未回答'].map(level => `${level} の数`);
    expect(heard('thead th')).toEqual(['機能', '総務省', '法務省', '外務省 未提出', ...counts, '回答率', 'ばらつき']);
    expect(texts('tbody th')).toEqual(['出張計画2 件', '申請1 件', '出張伺い作成A-01', '出張伺い承認A-02', '精算1 件', '旅費計算B-01']);
    expect([...document.querySelectorAll('thead th')].every(each => each.getAttribute('scope') === 'col')).toBe(true);
    expect(rowOf('f1').querySelector('th')?.getAttribute('scope')).toBe('row');
  });

  it.each(['ばらつき', '回答率'])('explains %s where one sorts by it', async term => {
    await openHeatmap();
    await seen(() => document.querySelector(`form button[aria-label="${term} の説明を開く"]`));
    expect(document.querySelector('label button')).toBeNull();
  });

  it('says in each cell in words what colour and sign say, and never shows unanswered as not used', async () => {
    await openHeatmap();
    expect(texts('.heatmap-cell', rowOf('f1'))).toEqual(['業務を全て遂行', '業務を全て遂行', '未回答']);
    expect(texts('.heatmap-cell', rowOf('f2'))).toEqual(['他の手段も併用', '全く利用していない', '未回答']);
    expect(texts('.heatmap-cell', rowOf('f3'))).toEqual(['全く利用していない', '未回答', '未回答']);
    expect(cellOf('f3', 1).classList).toContain('look-UNANSWERED');
  });

  it('says to screen readers feature, ministry and level in each cell, and the shares in the row of a group', async () => {
    await openHeatmap();
    const labels = (id: string) => [...rowOf(id).querySelectorAll('.heatmap-cell')].map(each => each.getAttribute('aria-label'));
    expect(labels('f2')).toEqual([
      '出張伺い承認、総務省、他の手段も併用',
      '出張伺い承認、法務省、全く利用していない',
      '出張伺い承認、外務省、未回答',
    ]);
    expect(labels('g0')).toEqual([
      '出張計画、総務省、業務を全て遂行 50%、他の手段も併用 50%',
      '出張計画、法務省、業務を全て遂行 50%、全く利用していない 50%',
      '出張計画、外務省、未回答 100%',
    ]);
  });

  it('counts at its edges, and names the ministries that have not submitted', async () => {
    await openHeatmap();
    expect(texts('.heatmap-edge', rowOf('f2'))).toEqual(['0', '1', '1', '1', '66.7%', '0.63 (2 / 3)']);
    expect(texts('tfoot tr:first-child .heatmap-edge')).toEqual(['1', '1', '0', '2', '', '', '', '', '']);
    expect(document.body.textContent).toContain('まだ提出していない機関が 1 あります: 外務省');
  });

  it('lists features that nobody uses, and those with one user by its name', async () => {
    await openHeatmap();
    const lists = texts('details');
    expect(lists[0]).toContain('どの機関も利用していない機能 1 件');
    expect(lists[0]).toContain('B-01 旅費計算');
    expect(lists[1]).toContain('A-02 出張伺い承認 利用: 総務省');
  });

  it('draws no conclusion from the own row alone, and shows the published shares beside it', async () => {
    const own = { ...grid, organisations: grid.organisations.slice(0, 1) };
    await openHeatmap('', {
      grid: JSON.stringify(own),
      shares: '[[6,3,1],[0,0,0],[1,0,0]]',
      round: { ...round, sharing: 'SHARES', state: 'PUBLISHED', runner: { id: 'other', name: '内閣府', nameEn: 'CAO' } },
    });
    expect(document.body.textContent).toContain('自機関が提出した回答と、機関名を示さない全機関の割合です。');
    expect(document.querySelector('details')).toBeNull();
    expect(texts('.share-bar', rowOf('f1'))).toEqual(['●業務を全て遂行 60%◐他の手段も併用 30%○全く利用していない 10%']);
  });
});

describe('the filter of the heatmap', () => {
  it.each([
    ['', ['A-01', 'A-02', 'B-01']],
    ['?show=unused', ['B-01']],
    ['?show=single', ['A-02']],
    [`?group=${encodeURIComponent('精算')}`, ['B-01']],
  ])('reads %j from the address', async (query, codes) => {
    await openHeatmap(query);
    expect(texts('.heatmap-row .heatmap-code')).toEqual(codes);
  });

  it('goes into the address when a finding is opened', async () => {
    await openHeatmap();
    await press('表に表示');
    await seen(() => window.location.search === '?show=unused');
    expect(texts('.heatmap-row .heatmap-code')).toEqual(['B-01']);
  });
});

describe('the keys of the heatmap', () => {
  it('make it one stop of the Tab key and move from cell to cell', async () => {
    await openHeatmap();
    expect(document.querySelectorAll('.heatmap-cell[tabindex="0"]')).toHaveLength(1);
    cellOf('f1', 0).focus();
    for (const [key, place] of [
      ['ArrowRight', ['row-f1', 1]],
      ['ArrowDown', ['row-f2', 1]],
      // The heading of a group is a row too, with the shares of the group.
      ['ArrowDown', ['row-g1', 1]],
      ['ArrowDown', ['row-f3', 1]],
      ['End', ['row-f3', 2]],
      ['Home', ['row-f3', 0]],
      ['ArrowLeft', ['row-f3', -1]],
      ['ArrowLeft', ['row-f3', -1]],
      ['ArrowRight', ['row-f3', 0]],
      ['ArrowUp', ['row-g1', 0]],
      ['ArrowUp', ['row-f2', 0]],
    ] as const) {
      press_(key);
      expect([key, ...focused()]).toEqual([key, ...place]);
    }
    expect(document.querySelectorAll('.heatmap-cell[tabindex="0"]')).toHaveLength(1);
  });

  it('open a cell with what stands behind it', async () => {
    const { of } = await openHeatmap();
    cellOf('f1', 0).focus();
    press_('ArrowDown');
    press_('Enter');
    await seeText('紙の台帳');
    const panel = document.querySelector('[role=dialog]')!.textContent!;
    for (const said of [
      '出張伺い承認',
      '総務省',
      '他の手段も併用',
      '年度末のみ',
      '佐藤 2026/11/20 14:03',
      '鈴木 2026/11/21 10:00',
      'ログとの相違の理由: 試験環境からの利用',
    ])
      expect(panel).toContain(said);
    expect(of('HeatmapCell')).toMatchObject([{ variables: { roundId: 'r1', featureId: 'f2', organisationId: 'o1' } }]);
  });

  it('open a cell of a ministry that has not submitted without asking for its answer', async () => {
    const { of } = await openHeatmap();
    cellOf('f1', 2).click();
    await seeText('この機関は、まだ回答を提出していません。');
    expect(of('HeatmapCell')).toEqual([]);
  });
});

describe('a table of twenty thousand cells', () => {
  const features = Array.from({ length: 500 }, (_, n) => [`x${n}`, `X-${n}`, `機能${n}`, null, `群${Math.floor(n / 50)}`, null]);
  const organisations = Array.from({ length: 40 }, (_, n) => [`o${n}`, `府省${n}`, `M${n}`, `府${n}`, 'SUBMITTED', '0'.repeat(500)]);
  const big = {
    grid: JSON.stringify({ features, organisations }),
    summary: { ...summary, unusedFeatures: [], singleUserFeatures: [], otherMeansFeatures: [] },
  };

  it('draws only some rows, each of which says its place', async () => {
    await openHeatmap('', big);
    expect(document.querySelectorAll('.heatmap-row').length).toBeLessThan(100);
    expect(document.querySelector('table')?.getAttribute('aria-rowcount')).toBe('516');
  });

  it('draws the foot with the last row, and for the focus that goes below it', async () => {
    await openHeatmap('', big);
    expect(document.querySelector('tfoot')).toBeNull();
    cellOf('x0', 0).focus();
    press_('End', { ctrlKey: true });
    await seen(() => focused()[0] === 'row-x499');
    press_('ArrowDown');
    await seen(() => document.activeElement?.closest('tfoot'));
    expect(document.activeElement?.textContent).toBe('500');
  });

  it('draws what is in sight of the lines that a filter leaves, and the rest without being asked', async () => {
    await openHeatmap(`?group=${encodeURIComponent('群3')}`, big);
    expect(document.querySelectorAll('.heatmap-row').length).toBeLessThan(50);
    await seen(() => document.querySelectorAll('.heatmap-row').length === 50);
    cellOf('x150', 0).focus();
    press_('PageDown');
    await seen(() => focused()[0] === 'row-x160');
  });
});
