import { expect, it } from 'vitest';
import { GLOSSARY } from '../../web/glossary/terms.ts';
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
