import { expect, it } from 'vitest';
import { openPortal, seeText, viewer } from '../web-foundation/fixtures/portal-page.ts';

const line = (id: string, change: object = {}) => ({
  id,
  system: { id, name: `システム ${id}`, nameEn: null },
  state: 'DATED',
  endsOn: '2030-05-31',
  isPast: false,
  contract: { id: `c-${id}`, title: `契約 ${id}` },
  contractCount: 1,
  pastCount: 0,
  unknownCount: 0,
  ...change,
});

it('shows what has ended and what is unknown in words, the day of the snapshot, and no contract of another ministry', async () => {
  await openPortal('/support-ends', {
    signedIn: viewer(['supportEnds']),
    answers: {
      SupportEndPage: {
        lifeCycleSnapshot: { asOf: '2026-08-22', sourceName: 'endoflife.date', sourceAddress: 'example', licence: 'MIT' },
        supportEnds: {
          items: [
            line('A', { endsOn: '2024-06-30', isPast: true, contractCount: 3, pastCount: 2, unknownCount: 1 }),
            line('B', { state: 'UNKNOWN', endsOn: null, unknownCount: 1 }),
            line('C', { contract: null }),
          ],
          nextCursor: null,
          totalCount: 3,
        },
      },
    },
  });
  await seeText('2024年6月30日（令和6年） に終了済み');
  const rows = [...document.querySelectorAll('main tbody tr')].map(row => row.textContent);
  expect(rows[0]).toContain('3 件（終了済み 2 件、不明 1 件）');
  expect(rows[1]).toContain('不明');
  expect(rows[2]).toContain('他の府省の契約のため表示しません');
  expect(document.querySelector('main')!.textContent).toContain('endoflife.date');
  const links = [...document.querySelectorAll('main tbody a')].map(link => link.getAttribute('href'));
  expect(links).toEqual(['/systems/A', '/contracts/c-A', '/systems/B', '/contracts/c-B', '/systems/C']);
});
