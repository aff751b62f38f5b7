import { beforeAll, expect, it } from 'vitest';
import { openPortal, press, seen, seeText, viewer } from '../web-foundation/fixtures/portal-page.ts';

/** When contracts end, as a grid: figures in every cell, what nobody knows first and loud. */
beforeAll(async () => void (await import('../../web/expiry/ExpiryPage.vue')), 60_000);

const heatmap = {
  asOf: '2026-11-23',
  columns: ['UNKNOWN', 'PASSED', '2026-11-01', '2026-12-01', 'LATER'],
  rows: [
    {
      id: 'o1',
      name: '総務省',
      nameEn: 'MIC',
      counts: [2, 0, 1, 0, 4],
      yen: [0, 0, 5_400_000, 0, 1_000_000],
      unknownYenCounts: [2, 0, 0, 0, 1],
    },
  ],
};
const openPage = (path = '/expiries') =>
  openPortal(path, {
    signedIn: viewer(['expiryHeatmap', 'contract', 'download:expiry']),
    answers: {
      ExpiryPage: { expiryHeatmap: heatmap },
      ExpiryCell: {
        expiryContracts: {
          items: [
            {
              id: 'c1',
              number: 'K-1',
              title: '端末の保守',
              endKind: 'UNKNOWN',
              endsOn: null,
              licenceEndsOn: null,
              stopsOn: '2028-03-31',
              vendorSupportEnd: { state: 'UNKNOWN', endsOn: null, isPast: false },
              organisation: { id: 'o1', name: '総務省', nameEn: 'MIC' },
            },
          ],
          nextCursor: null,
          totalCount: 1,
        },
      },
    } as never,
  });
const cells = () => [...document.querySelectorAll('tbody .heatmap-cell')];

it('says every cell in figures and words, leaves out what cannot be, and opens a cell into its contracts', async () => {
  const { of } = await openPage();
  await seen(() => cells()[0]);
  expect([...document.querySelectorAll('thead th')].map(head => head.textContent?.trim())).toEqual([
    '府省',
    expect.stringContaining('日付不明'),
    expect.stringContaining('2026/11'),
    expect.stringContaining('2026/12'),
    expect.stringContaining('それ以降'),
    expect.stringContaining('合計'),
  ]);
  expect(cells().map(cell => cell.textContent)).toEqual(['⚠ 2', '1', '0', '4']);
  expect(cells()[0]!.getAttribute('aria-label')).toBe('総務省、日付不明、2 件、平年度額 不明');
  expect(cells()[3]!.getAttribute('aria-label')).toBe('総務省、それ以降、4 件、平年度額 1,000,000 円（ほか不明 1 件）');
  (cells()[0] as HTMLElement).click();
  await seeText('総務省：日付不明');
  await seeText('端末の保守');
  expect(of('ExpiryCell')[0]!.variables).toEqual({
    lens: 'MINISTRY_MONTH',
    kind: 'CONTRACT_END',
    organisationId: null,
    contractKind: null,
    rowId: 'o1',
    period: 'UNKNOWN',
  });
  expect(location.search).toBe('?row=o1&column=UNKNOWN');
});

it('shows amounts in millions, an unknown one as unknown, and keeps the view in the address', async () => {
  await openPage('/expiries?measure=YEN');
  await seen(() => cells()[0]);
  expect(cells().map(cell => cell.textContent)).toEqual(['⚠ 不明', '5', '0', '1（ほか不明 1 件）']);
  expect(document.querySelector('a[href^="/download/expiry.xlsx?lens=MINISTRY_MONTH&kind=CONTRACT_END"]')).not.toBeNull();
  await press('English');
  await seeText('Figures are sums of a full year');
});

it('keeps what narrows it in the address, the file and the cell, which says the day that the view is about', async () => {
  const { of } = await openPage('/expiries?kind=PLANNED_STOP&contractKind=LEASE&row=o1&column=UNKNOWN');
  const table = await seen(() =>
    [...document.querySelectorAll('table')].find(each => each.caption?.textContent.includes('総務省：日付不明')),
  );
  expect([...table.querySelectorAll('thead th')].map(head => head.textContent.trim())).toContain('利用停止予定');
  expect(table.querySelector('tbody tr')?.textContent).toContain('2028');
  expect(of('ExpiryPage')[0]!.variables).toMatchObject({ kind: 'PLANNED_STOP', contractKind: 'LEASE' });
  expect(of('ExpiryCell')[0]!.variables).toMatchObject({ kind: 'PLANNED_STOP', contractKind: 'LEASE' });
  expect(document.querySelector('a[href^="/download/expiry.xlsx?"][href*="contractKind=LEASE"]')).not.toBeNull();
});
