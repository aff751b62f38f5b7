import { expect, it } from 'vitest';
import { openPortal, seen, seeText, viewer } from '../web-foundation/fixtures/portal-page.ts';

const grid = (cells: string[]) =>
  JSON.stringify({
    systems: cells.map((_, n) => [`s${n}`, `システム${n}`, `r${n}`, `調査${n}`]),
    organisations: [
      ['o1', '総務省', 'MIC', '総務'],
      ['o2', '法務省', 'MOJ', '法務'],
      ['o3', '外務省', 'MOFA', '外務'],
    ],
    cells,
  });

function openPortfolio(path: string, cells: string[]) {
  return openPortal(path, {
    signedIn: viewer(['portfolioHeatmap']),
    answers: {
      PortfolioPage: (({ fiscalYear }: { fiscalYear: number }) => ({ portfolioHeatmap: { fiscalYear, grid: grid(cells) } })) as never,
    },
  });
}

it('says the shares of each level in words, and tells unanswered, not submitted and not asked apart', async () => {
  await openPortfolio('/portfolio', ['50,20,15,90;?,90;-']);
  await seen(() => document.querySelector('tbody td'));
  expect([...document.querySelectorAll('tbody td')].map(each => each.textContent?.replace(/\s+/g, ' ').trim())).toEqual([
    '●業務を全て遂行 56%◐他の手段も併用 22%○全く利用していない 17%？未回答 5%',
    '？未提出',
    '－対象外',
  ]);
  expect(document.querySelector('tbody th a')?.getAttribute('href')).toBe('/survey-rounds/r0/heatmap');
});

it('reads the fiscal year from the address, else shows the present one', async () => {
  const { of } = await openPortfolio('/portfolio?year=2025', []);
  await seeText('令和7年度（2025年度）の調査はありません。');
  expect(of('PortfolioPage')).toMatchObject([{ variables: { fiscalYear: 2025 } }]);
  await openPortfolio('/portfolio', []);
  await seeText('令和8年度（2026年度）の調査はありません。');
});
