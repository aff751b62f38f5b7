import { expect, it } from 'vitest';
import { GLOSSARY, GROUPS } from '../../web/glossary/terms.ts';
import { isStale, UPKEEP } from '../../web/glossary/upkeep.ts';
import { openPortal, press, seen, seeText, viewer } from '../web-foundation/fixtures/portal-page.ts';

it('explains contracts, their dates and monitoring, each with its English name and its source', async () => {
  await openPortal('/glossary', { signedIn: viewer([]), answers: {} });
  await seeText('契約・期限・監視');
  for (const term of [...GLOSSARY.contract, 'obligationAct']) {
    const name = document.querySelector(`#${term}`)!;
    expect(name.querySelector('[lang=en]')!.textContent!.trim(), term).not.toBe('');
    expect(name.nextElementSibling!.textContent, term).toContain('出典: ');
  }
});

it('explains what is carried over where it stands', async () => {
  await openPortal('/carry-overs', {
    signedIn: viewer(['carryOverItems']),
    answers: {
      CarryOverList: { carryOverItems: { items: [], nextCursor: null, totalCount: 0 } },
      DecisionSystems: { informationSystems: { items: [], nextCursor: null, totalCount: 0 } },
    },
  });
  expect((await seen(() => document.querySelector('main button[aria-label]')))!.getAttribute('aria-label')).toBe(
    '継続調査事項 の説明を開く',
  );
  await press('?');
  await seen(() => document.querySelector('[role=dialog]')?.textContent?.includes('結果を記録するまで一覧に残り'));
});

it.each([
  ['2026-11-28', '2027-11-28', false],
  ['2026-11-28', '2027-11-29', true],
  ['2026-02-28', '2027-03-01', true],
])('entries read on %s are on %s stale: %s', (reviewedOn, today, stale) => {
  expect(isStale(reviewedOn, today)).toBe(stale);
});

it('says who keeps each group, when it was last read, and that it was not for long', async () => {
  const signedIn = viewer([]);
  const open = (today: string) =>
    openPortal('/glossary', {
      signedIn,
      answers: { Viewer: { portal: { today, sampleData: true, passwordMinLength: 12 }, viewer: signedIn } },
    });
  for (const group of GROUPS) expect(UPKEEP[group].reviewedOn <= new Date().toISOString().slice(0, 10), group).toBe(true);
  await open('2026-12-01');
  await seeText('管理: 全体管理（PMO）、最終確認 2026年11月28日');
  expect(document.body.textContent).not.toContain('確認されていません');
  await open('2099-12-01');
  await seeText('12か月以上確認されていません');
  await press('English');
  await seeText('Not reviewed for more than 12 months');
});
