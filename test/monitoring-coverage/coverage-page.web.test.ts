import { describe, expect, it } from 'vitest';
import { openPortal, press, seen, seeText, viewer } from '../web-foundation/fixtures/portal-page.ts';

const PERMISSIONS = ['monitoringCoverage', 'monitoringGaps', 'monitoringItems', 'systemMonitoring'];
const figures = (monitored: number, unknown: number, change: object = {}) => ({
  applicableCount: monitored + unknown + 2,
  monitoredCount: monitored,
  partlyCount: 1,
  notMonitoredCount: 1,
  unknownCount: unknown,
  notApplicableCount: 3,
  coverageRatio: monitored / (monitored + unknown + 2),
  automatedCount: 4,
  automationUnknownCount: 2,
  ...change,
});
const COVERAGE = {
  figures: figures(6, 2),
  layers: [{ layer: 'NETWORK', figures: figures(6, 2) }],
  ministries: [
    {
      systemCount: 2,
      unknownProfileCount: 1,
      toolCount: 3,
      organisation: { id: 'mic', name: '総務省', nameEn: 'MIC' },
      figures: figures(6, 2),
      layers: [
        { layer: 'NETWORK', figures: figures(6, 2) },
        { layer: 'HARDWARE', figures: figures(0, 0, { applicableCount: 0, coverageRatio: null }) },
      ],
    },
  ],
};
const GRID = JSON.stringify({
  items: [
    ['i1', 'NW-REACH', '死活', null, 'NETWORK'],
    ['i2', 'RES-CPU', 'CPU', null, 'OS_MIDDLEWARE'],
  ],
  systems: [
    ['s1', 'A-1', '旅費', null, 'mic', 'II', 'MU'],
    ['s2', 'A-2', '文書', null, 'mic', null, 'X-'],
    ['s3', 'A-3', '人事', null, 'mic', 'III', 'P!'],
  ],
});

function openPage(path: string) {
  return openPortal(path, {
    signedIn: viewer(PERMISSIONS),
    answers: {
      CoveragePage: { monitoringCoverage: COVERAGE },
      CoverageMinistries: { monitoringCoverage: COVERAGE },
      CoverageMatrix: { monitoringMatrix: { grid: GRID } },
      SystemCoverages: { systemCoverages: { items: [], nextCursor: null, totalCount: 0 } },
      GapPage: {
        monitoringGaps: {
          items: [
            {
              id: 'g',
              state: 'UNKNOWN',
              weight: 8,
              item: { id: 'i2', code: 'RES-CPU', name: 'CPU', nameEn: null, layer: 'OS_MIDDLEWARE' },
              system: {
                id: 's2',
                code: 'A-2',
                name: '文書',
                nameEn: null,
                profile: null,
                provider: { id: 'mic', name: '総務省', nameEn: 'MIC' },
              },
            },
          ],
          nextCursor: null,
          totalCount: 1,
        },
      },
    },
  });
}
const cells = () => [...document.querySelectorAll<HTMLElement>('tbody .heatmap-cell')];
const search = () => Object.fromEntries(new URLSearchParams(location.search));

describe('coverage by ministry and layer', () => {
  it('says the ratio, and apart from it what nobody knows; nothing that applies is not nought', async () => {
    await openPage('/monitoring');
    await seen(() => cells()[0]);
    expect(cells().map(cell => cell.getAttribute('aria-label'))).toEqual([
      '総務省、ハードウェア、対象の項目なし',
      '総務省、ネットワーク、網羅率 60% 不明2、監視している 6 件、一部のみ監視 1 件、監視していない 1 件、不明 2 件',
    ]);
    expect(cells().map(cell => cell.textContent)).toEqual(['対象の項目なし', '60% 不明2']);
    expect(document.querySelector('.heatmap-code')!.textContent).toBe('2 システム（うちプロファイル未登録 1）');
    await seeText('自動化レベルが不明な項目が 2 件あります。');
  });

  it('leads to the systems of the ministry in that layer', async () => {
    const { of } = await openPage('/monitoring?target=OPERATION');
    await seen(() => cells()[1]);
    cells()[1]!.click();
    await seen(() => of('SystemCoverages')[0]);
    expect(search()).toEqual({ target: 'OPERATION', by: 'SYSTEM', ministry: 'mic', layer: 'NETWORK' });
    expect(of('SystemCoverages')[0]!.variables).toEqual({ filter: { organisationId: 'mic', layer: 'NETWORK', watchTarget: 'OPERATION' } });
    await seeText('条件に当てはまるものがありません');
  });

  it('leads to the gaps of a state', async () => {
    const { of } = await openPage('/monitoring?ministry=mic');
    await press('2 件');
    await seen(() => of('GapPage')[0]);
    expect(of('GapPage')[0]!.variables).toEqual({
      filter: { organisationId: 'mic', layer: null, watchTarget: null, systemId: null, gap: 'UNKNOWN' },
    });
    await seeText('プロファイル未登録（IVと同じ重み）');
  });
});

describe('items by systems', () => {
  it('tell unknown, not applicable and does not apply apart, and take a sign they do not know for unknown', async () => {
    await openPage('/monitoring?by=ITEM');
    await seen(() => cells()[0]);
    expect(cells().map(cell => cell.getAttribute('aria-label')!.split('、').slice(2).join('、'))).toEqual([
      '網羅率 100%、監視している 1 件、一部のみ監視 0 件、監視していない 0 件、不明 0 件',
      '対象の項目なし',
      '網羅率 0%、監視している 0 件、一部のみ監視 1 件、監視していない 0 件、不明 0 件',
      '監視している',
      '対象外',
      '一部のみ監視',
      '網羅率 0% 不明1、監視している 0 件、一部のみ監視 0 件、監視していない 0 件、不明 1 件',
      '対象の項目なし',
      '網羅率 0% 不明1、監視している 0 件、一部のみ監視 0 件、監視していない 0 件、不明 1 件',
      '不明',
      '対象の項目ではない（未登録）',
      '不明',
    ]);
    expect(document.querySelector('thead .heatmap-loud')!.textContent).toContain('プロファイル未登録');
    expect([...document.querySelectorAll('tfoot tr')].map(row => row.textContent!.trim())).toEqual(['網羅率50%–0%25%', '不明1012']);
  });

  it('fold a layer, and lead to what the system says of the item', async () => {
    await openPage('/monitoring?by=ITEM');
    await seen(() => cells()[0]);
    document.querySelector<HTMLElement>('#row-NETWORK th')!.click();
    await seen(() => !document.querySelector('#row-i1') && document.querySelector('#row-i2'));
    document.querySelector<HTMLElement>('#row-i2 td')!.click();
    await seen(() => location.pathname === '/systems/s1/monitoring');
    expect(search()).toEqual({ search: 'RES-CPU' });
  });
});
