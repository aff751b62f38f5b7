import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { COORDINATOR, pass, question, sheet } from '../answer/fixtures/answer-page.ts';
import { fakeEventSource } from '../answer/fixtures/event-source.ts';
import { openPortal, seeText, viewer } from '../web-foundation/fixtures/portal-page.ts';

let streams: ReturnType<typeof fakeEventSource>;
beforeEach(() => {
  streams = fakeEventSource();
});
afterEach(() => vi.useRealTimers());

const review = (change: object = {}) => ({
  answerSheet: {
    ...sheet,
    delegations: [],
    questions: [],
    review: {
      groups: [{ majorGroup: '出張計画', featureCount: 2, answeredCount: 1, openCount: 1, unconfirmedCount: 0 }],
      departments: [{ department: null, answeredCount: 1 }],
      undelegated: [],
      lastRound: null,
      lastSubmittedAt: null,
      changes: [],
    },
    ...change,
  },
  portal: { today: '2026-11-23' },
});
async function openReview(change: object = {}, permissions: string[] = COORDINATOR) {
  const page = await openPortal('/survey-rounds/r1/answer/review', {
    signedIn: viewer(permissions),
    answers: { SheetReviewPage: review(change) },
  });
  await seeText('出張計画');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  return page;
}

it('shows what colleagues do without a reload, asking once for many changes', async () => {
  const page = await openReview();
  expect(streams[0]!.url).toMatch(/^\/live\/answer-sheet\/r1\?visit=/);
  streams[0]!.say('reread');
  await pass(1_500);
  const before = page.of('SheetReviewPage').length;
  page.answers['SheetReviewPage'] = review({
    answeredCount: 3,
    findings: [],
    state: 'HANDED_IN',
    handedInByName: '鈴木',
    handedInAt: '2026-11-23T05:02:00Z',
  });
  for (const feature of ['f2', 'f3']) streams[0]!.say('change', { rows: [{ feature, version: 1, by: 'suzuki' }], kinds: [] });
  streams[0]!.say('change', { rows: [], kinds: ['answer_sheet'] });
  await pass(1_500);
  expect(page.of('SheetReviewPage')).toHaveLength(before + 1);
  expect(document.body.textContent).toContain('鈴木が確認を依頼しました');
  expect(document.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')).toBe('3');
});

it('reads anew after the stream was lost, and hears nothing once the page is left', async () => {
  const page = await openReview();
  streams[0]!.onerror!();
  await pass(1_500);
  const before = page.of('SheetReviewPage').length;
  streams[1]!.say('reread');
  await pass(1_500);
  expect(page.of('SheetReviewPage')).toHaveLength(before + 1);
  page.answers['GlossaryPage'] = {};
  window.history.pushState(null, '', '/glossary');
  window.dispatchEvent(new PopStateEvent('popstate', { state: null }));
  await pass(1_500);
  await vi.waitFor(() => expect(streams[1]!.closed).toBe(true));
});

it('explains a delegation in the words of the glossary', async () => {
  await openReview();
  document.querySelector<HTMLButtonElement>('button[aria-label="分担（回答の割振り） の説明を開く"]')!.click();
  await pass();
  expect(document.body.textContent).toContain('府省の中の同僚や部局に期限を付けて任せることです');
  expect(document.querySelector('a[href="/glossary#delegation"]')).not.toBeNull();
});

it('is taken along as a file, on paper and as a link', async () => {
  await openReview({}, [...COORDINATOR, 'download:sheet-review']);
  expect(document.querySelector('a[download][href="/download/sheet-review/r1.xlsx?lang=ja"]')).not.toBeNull();
  const buttons = [...document.querySelectorAll('button')].map(button => button.textContent?.trim());
  expect(buttons).toEqual(expect.arrayContaining(['この表示のリンクをコピー', '印刷']));
});

it('names a returned row that waits for a reply also to whoever only reads', async () => {
  const waiting = { findings: [], state: 'RETURNED', questions: [{ ...question, returned: true }] };
  await openReview(waiting, ['answerSheet']);
  const findings = document.querySelector('[aria-labelledby=findings]')!;
  expect(findings.textContent).toContain('質問に回答がない、戻された行が 1 件あります');
  expect(findings.textContent).not.toContain('未回答や記入漏れはありません');
});
