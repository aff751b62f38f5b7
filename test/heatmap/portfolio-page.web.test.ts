import { describe, expect, it } from 'vitest';
import { fill, openPortal, press, seen, seeText, viewer } from '../web-foundation/fixtures/portal-page.ts';

const grid = (cells: string[]) =>
  JSON.stringify({
    systems: cells.map((_, n) => [`s${n}`, `システム${n}`, `r${n}`, `調査${n}`, n ? null : 'DIGITAL_AGENCY', n ? null : 'II', null]),
    organisations: [
      ['o1', '総務省', 'MIC', '総務'],
      ['o2', '法務省', 'MOJ', '法務'],
      ['o3', '外務省', 'MOFA', '外務'],
    ],
    cells,
  });

const LINES = {
  SYSTEM: [['s0', '旅費システム', null, 'r0', 1, 2, 2, 1, 50, 20, 15, 5, 90]],
  MINISTRY: [
    ['o1', '総務省', 'MIC', '総務', 1, 1, 1, 1, 50, 20, 15, 5, 0],
    ['o2', '法務省', 'MOJ', '法務', 1, 1, 1, 0, 0, 0, 0, 0, 90],
  ],
  PROFILE: [
    [null, null, null, null, 1, 1, 1, 1, 1, 0, 0, 0, 0],
    ['IV', null, null, null, 1, 1, 1, 1, 0, 1, 0, 0, 0],
  ],
  CLASS: [['DIGITAL_AGENCY', null, null, null, 1, 2, 2, 1, 50, 20, 15, 5, 90]],
};

function openPortfolio(path: string, cells: string[] = ['50,20,15,90;?,90;-']) {
  return openPortal(path, {
    signedIn: viewer(['portfolioHeatmap']),
    answers: {
      PortfolioPage: (({ fiscalYear }: { fiscalYear: number }) => ({ portfolioHeatmap: { fiscalYear, grid: grid(cells) } })) as never,
      PortfolioLevels: (({ fiscalYear, by }: { fiscalYear: number; by: keyof typeof LINES }) => ({
        portfolioLevels: { fiscalYear, by, lines: JSON.stringify(LINES[by]) },
      })) as never,
      PortfolioChoices: { systems: { lines: JSON.stringify(LINES.SYSTEM) }, ministries: { lines: JSON.stringify(LINES.MINISTRY) } },
    },
  });
}
const texts = (selector: string) => [...document.querySelectorAll(selector)].map(each => each.textContent?.replace(/\s+/g, ' ').trim());
const cellOf = (row: number, column: number) =>
  document.querySelectorAll('tbody tr')[row]!.querySelector<HTMLElement>(`.heatmap-cell[data-place="${column}"]`)!;

it('says the shares of each level in words, and tells unanswered, not submitted and not asked apart', async () => {
  await openPortfolio('/portfolio');
  await seen(() => document.querySelector('tbody .heatmap-cell'));
  expect(texts('tbody .heatmap-cell')).toEqual([
    '●業務を全て遂行 56%◐他の手段も併用 22%○全く利用していない 17%？未回答 5%',
    '未提出',
    '対象外',
  ]);
  expect([...document.querySelectorAll('tbody .heatmap-cell')].map(cell => /look-[A-Z_]+/.exec(cell.className)?.[0])).toEqual([
    undefined,
    'look-UNANSWERED',
    'look-NOT_ASSIGNED',
  ]);
  expect(document.querySelector('tbody th a')?.getAttribute('href')).toBe('/survey-rounds/r0/heatmap');
  expect(texts('tbody th .heatmap-code')).toEqual(['①デジタル庁システム ／ Type II（社会的影響が限られる） ／ 調査0']);
});

it('reads the fiscal year from the address, else shows the present one', async () => {
  const { of } = await openPortfolio('/portfolio?year=2025', []);
  await seeText('令和7年度（2025年度）の調査はありません。');
  expect(of('PortfolioPage')).toMatchObject([{ variables: { fiscalYear: 2025 } }]);
  await openPortfolio('/portfolio', []);
  await seeText('令和8年度（2026年度）の調査はありません。');
});

/** A press on a heading at the right edge or at the foot, by its whole name. */
const pressHead = (selector: string, name: string) =>
  [...document.querySelectorAll<HTMLElement>(selector)].find(head => head.textContent?.includes(name))!.click();

describe('systems by ministries', () => {
  const CELLS = ['50,20,15,90;?,90;-', '0,0,10,10;0,0,10,10;-', '30,0,0,30;10,10,10,30;-'];

  it('are sorted by share, response and variation, from the headings or the fields, and the address says how', async () => {
    await openPortfolio('/portfolio', CELLS);
    await seen(() => document.querySelector('tbody .heatmap-cell'));
    expect(texts('tbody .heatmap-name')).toEqual(['システム0', 'システム1', 'システム2']);
    await fill('行の並べ方', 'NOT_USED');
    await seen(() => location.search === '?sort=NOT_USED');
    expect(texts('tbody .heatmap-name')).toEqual(['システム1', 'システム2', 'システム0']);
    pressHead('thead th', '回答率');
    await seen(() => location.search === '?sort=response');
    // Of the first one half was never submitted, which is no answer.
    expect(texts('tbody .heatmap-name').at(-1)).toBe('システム0');
    pressHead('thead th', '回答率');
    await seen(() => location.search === '?sort=response.asc');
    expect(texts('tbody .heatmap-name')[0]).toBe('システム0');
    expect(document.querySelector('[aria-sort=ascending]')?.textContent).toContain('回答率');
    pressHead('tfoot th', '全く利用していない');
    await seen(() => location.search === '?sort=response.asc&csort=NOT_USED');
    // The one that was never asked has nothing to tell.
    expect(
      texts('thead .heatmap-upright')
        .slice(0, 3)
        .map(text => text!.slice(0, 2)),
    ).toEqual(['総務', '法務', '外務']);
    pressHead('tfoot th', '業務を全て遂行');
    await seen(() => location.search.endsWith('csort=FULLY_USED'));
  });

  it('are grouped by class, unknown first, and a folded group says the shares of its systems', async () => {
    await openPortfolio('/portfolio', CELLS);
    await seen(() => document.querySelector('tbody .heatmap-cell'));
    await fill('システムのまとめ方', 'CLASS');
    await seen(() => location.search === '?group=CLASS');
    expect(texts('tbody .heatmap-name')).toEqual(['？ システム区分が未登録', 'システム1', 'システム2', '①デジタル庁システム', 'システム0']);
    await press('すべて折りたたむ');
    await seen(() => location.search === '?group=CLASS&fold=UNKNOWN.DIGITAL_AGENCY');
    expect(texts('tbody .heatmap-name')).toEqual(['？ システム区分が未登録', '①デジタル庁システム']);
    expect(texts('tbody .heatmap-cell')).toEqual([
      '●業務を全て遂行 75%◐他の手段も併用 0%○全く利用していない 25%',
      '●業務を全て遂行 25%◐他の手段も併用 25%○全く利用していない 50%',
      '対象外',
      '●業務を全て遂行 56%◐他の手段も併用 22%○全く利用していない 17%？未回答 5%',
      '●業務を全て遂行 0%◐他の手段も併用 0%○全く利用していない 0%？未回答 100%',
      '対象外',
    ]);
    // Pressing a heading, or a cell that stands for several, opens the group.
    cellOf(0, 0).click();
    await seen(() => location.search === '?group=CLASS&fold=DIGITAL_AGENCY');
    await fill('システムのまとめ方', 'PROFILE');
    await seen(() => location.search === '?group=PROFILE');
  });
});

describe('another lens', () => {
  it('keeps what narrows the view, all of it in the address', async () => {
    const { of } = await openPortfolio('/portfolio?year=2025&class=JOINT_PROJECT&ministry=o1');
    await seen(() => document.querySelector('tbody .heatmap-cell'));
    await press('プロファイル × 利用状況');
    await seeText('提出 1/1 件');
    expect(location.search).toBe('?year=2025&class=JOINT_PROJECT&ministry=o1&by=PROFILE');
    await fill('システムプロファイル', 'UNKNOWN');
    await seen(() => of('PortfolioLevels')[1]);
    expect(of('PortfolioLevels')[1]!.variables).toEqual({
      fiscalYear: 2025,
      by: 'PROFILE',
      filter: { systemClass: 'JOINT_PROJECT', profile: 'UNKNOWN', organisationId: 'o1', systemId: null },
    });
    const [file] = [...document.querySelectorAll('a[download]')].map(link => link.getAttribute('href'));
    expect(file).toMatch(/^\/download\/portfolio\/2025\.xlsx\?/);
    expect(Object.fromEntries(new URLSearchParams(file!.split('?')[1]))).toMatchObject({
      by: 'PROFILE',
      class: 'JOINT_PROJECT',
      profile: 'UNKNOWN',
      ministry: 'o1',
    });
  });

  it('gives counts with shares of what was submitted, and says loudly what is missing', async () => {
    await openPortfolio('/portfolio?by=MINISTRY');
    await seeText('提出 0/1 件');
    expect(texts('tbody .heatmap-cell')).toEqual(['50（56%）', '20（22%）', '15（17%）', '5（5%）', '0', '–', '–', '–', '–', '90']);
    expect([cellOf(0, 3), cellOf(0, 4), cellOf(1, 4)].map(cell => cell.classList.contains('look-UNANSWERED'))).toEqual([true, false, true]);
    expect(cellOf(1, 4).getAttribute('aria-label')).toBe('法務省、未提出、90');
  });

  it('is sorted by the share of a level, by response or by variation', async () => {
    await openPortfolio('/portfolio?by=PROFILE&sort=USED_WITH_OTHER_MEANS');
    await seeText('提出 1/1 件');
    expect(texts('tbody .heatmap-name')[0]).toBe('Type IV（人命に影響し得る）');
    expect(texts('thead .heatmap-pressable')).toEqual(['回答率回答率', 'ばらつきばらつき']);
    await openPortfolio('/portfolio?by=MINISTRY');
    await seeText('提出 0/1 件');
    pressHead('thead th', '回答率');
    await seen(() => location.search === '?by=MINISTRY&sort=response');
    pressHead('thead th', '回答率');
    await seen(() => location.search === '?by=MINISTRY&sort=response.asc');
    expect(texts('tbody .heatmap-name')).toEqual(['法務省', '総務省']);
  });

  it('puts the unknown profile first and names it', async () => {
    await openPortfolio('/portfolio?by=PROFILE');
    await seeText('提出 1/1 件');
    expect(texts('tbody .heatmap-name')).toEqual(['？ システムプロファイルが未登録', 'Type IV（人命に影響し得る）']);
  });

  it('leads from a cell to the systems of its line, and from there to the survey', async () => {
    await openPortfolio('/portfolio?by=PROFILE');
    await seeText('提出 1/1 件');
    cellOf(0, 0).click();
    await seeText('提出 1/2 件');
    expect(location.search).toBe('?by=SYSTEM&profile=UNKNOWN');
    await seen(() => document.querySelector('tbody th a')?.getAttribute('href') === '/survey-rounds/r0/heatmap');
  });
});
