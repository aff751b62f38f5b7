import { afterEach, describe, expect, it, vi } from 'vitest';
import { refusal } from '../web-foundation/fixtures/portal-page.ts';
import {
  COORDINATOR,
  RESPONDENT,
  answered,
  choose,
  openAnswerPage,
  pass,
  press,
  question,
  row,
  saved,
  sheet,
  type,
} from './fixtures/answer-page.ts';

afterEach(() => vi.useRealTimers());

const rows = () => [...document.querySelectorAll('li[id^=feature]')];
const field = (code: string) => row(code).querySelector('textarea')!;
const radios = () => document.querySelectorAll('input[type=radio]');
const status = () => [...document.querySelectorAll('[role=status]')].map(each => each.textContent).join(' ');

describe('a row of the answer page', () => {
  it('offers exactly three levels as radios under the name of the feature', async () => {
    await openAnswerPage();
    expect(row('A-02').querySelector('legend')?.textContent).toBe('A-02 出張伺い承認');
    expect(row('A-02').querySelectorAll('input[type=radio]')).toHaveLength(3);
    expect(row('A-02').textContent).toContain('未回答');
  });

  it('saves a choice at once, with the version that was seen and a key of its own, and says when', async () => {
    const { of } = await openAnswerPage();
    await choose('A-01', 'NOT_USED');
    expect(of('SaveAnswer')).toMatchObject([
      {
        variables: { input: { roundId: 'r1', featureId: 'f1', level: 'NOT_USED', version: 4 } },
        idempotencyKey: expect.stringMatching(/^.{36}$/),
      },
    ]);
    expect(row('A-01').textContent).toContain('保存しました 14:03');
    expect(status()).toContain('保存しました 14:03');
  });

  it('asks for the name of the other means where they are used, and saves it after a pause', async () => {
    const { of } = await openAnswerPage();
    await choose('A-02', 'USED_WITH_OTHER_MEANS');
    await type(field('A-02'), '紙の台帳');
    await pass(599);
    expect(of('SaveAnswer')).toHaveLength(1);
    await pass(1);
    expect(of('SaveAnswer').at(-1)).toMatchObject({ variables: { input: { otherMeans: '紙の台帳', version: 1 } } });
  });

  it('saves a text at once when the field is left', async () => {
    const { of } = await openAnswerPage();
    await choose('A-02', 'USED_WITH_OTHER_MEANS');
    await type(field('A-02'), '紙の台帳');
    field('A-02').dispatchEvent(new FocusEvent('blur'));
    await pass();
    expect(of('SaveAnswer')).toHaveLength(2);
  });

  it('saves nothing while an input method is composing', async () => {
    const { of } = await openAnswerPage();
    await press('コメントを書く', row('A-01'));
    expect(document.activeElement).toBe(field('A-01'));
    field('A-01').value = 'ねん';
    field('A-01').dispatchEvent(new InputEvent('input', { isComposing: true }));
    await pass(2_000);
    expect(of('SaveAnswer')).toEqual([]);
    field('A-01').value = '年';
    field('A-01').dispatchEvent(new CompositionEvent('compositionend'));
    await pass(600);
    expect(of('SaveAnswer')).toMatchObject([{ variables: { input: { comment: '年' } } }]);
  });

  it('keeps other means in sight that another level does not expect', async () => {
    await openAnswerPage({ answers: [{ ...answered, otherMeans: '紙の台帳' }] });
    expect(row('A-01').textContent).toContain('「他の手段も併用」を選んだときに使います');
    expect(field('A-01').value).toBe('紙の台帳');
  });

  it('takes an answer back', async () => {
    const { of } = await openAnswerPage();
    await press('取り消す', row('A-01'));
    expect(of('SaveAnswer')).toMatchObject([{ variables: { input: { featureId: 'f1', level: null, version: 4 } } }]);
    expect(row('A-01').textContent).toContain('未回答');
  });

  it('says that it could not save, keeps the change in the browser and tries again with the same key', async () => {
    const { answers, of } = await openAnswerPage();
    answers['SaveAnswer'] = 'lost';
    await choose('A-02', 'FULLY_USED');
    expect(row('A-02').textContent).toContain('保存できていません');
    expect(Object.keys(localStorage).filter(key => key.includes('answer'))).toHaveLength(1);
    const leaving = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(leaving);
    expect(leaving.defaultPrevented).toBe(true);
    answers['SaveAnswer'] = saved as never;
    await pass(1_000);
    expect(row('A-02').textContent).toContain('保存しました');
    expect(Object.keys(localStorage).filter(key => key.includes('answer'))).toEqual([]);
    expect(new Set(of('SaveAnswer').map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
  });

  it('shows both versions after a colleague was faster, and saves the one that is chosen', async () => {
    const theirs = { ...answered, version: 5, level: 'NOT_USED', answeredByName: '高橋' };
    const { answers, of } = await openAnswerPage();
    answers['CurrentAnswers'] = { answerSheet: { id: 's1', answers: [theirs] } };
    answers['SaveAnswer'] = refusal('CONFLICT', '変更されています');
    await choose('A-01', 'USED_WITH_OTHER_MEANS');
    const alert = row('A-01').querySelector('[role=alert]')!;
    expect(alert.textContent).toContain('高橋');
    expect(alert.textContent).toContain('全く利用していない');
    answers['SaveAnswer'] = saved as never;
    await press('あなたの入力を残す', alert);
    expect(of('SaveAnswer').at(-1)).toMatchObject({ variables: { input: { level: 'USED_WITH_OTHER_MEANS', version: 5 } } });
    expect(row('A-01').querySelector('[role=alert]')).toBeNull();
  });

  it('shows why the server refused a change, and drops it when asked to', async () => {
    const { answers } = await openAnswerPage();
    answers['SaveAnswer'] = refusal('FORBIDDEN', 'この操作はできません。');
    await choose('A-01', 'NOT_USED');
    expect(row('A-01').querySelector('[role=alert]')?.textContent).toContain('この操作はできません。');
    await press('この変更を取り消す', row('A-01'));
    expect(row('A-01').querySelector<HTMLInputElement>('input[value=FULLY_USED]')?.checked).toBe(true);
  });
});

describe('the unanswered filter', () => {
  it('stands in the URL and keeps a row that was just answered until asked to hide it', async () => {
    await openAnswerPage({}, { query: '?show=unanswered' });
    expect(rows()).toHaveLength(2);
    await choose('A-02', 'FULLY_USED');
    expect(rows()).toHaveLength(2);
    await press('回答した 1 件を隠す');
    expect(rows()).toHaveLength(1);
    document.querySelector<HTMLInputElement>('input[type=checkbox]')!.click();
    await pass();
    expect(window.location.search).toBe('');
    expect(rows()).toHaveLength(3);
  });

  it('counts each group as a whole', async () => {
    await openAnswerPage({}, { query: '?show=unanswered' });
    expect([...document.querySelectorAll('h2')].map(each => each.textContent?.replace(/\s+/g, ' ').trim())).toEqual(
      expect.arrayContaining(['出張計画 1/2 回答済み', '精算 0/1 回答済み']),
    );
  });

  it('finds a feature by code or name, whatever the width', async () => {
    await openAnswerPage({}, { query: `?q=${encodeURIComponent('Ｂ－０１')}` });
    expect(rows().map(each => each.querySelector('legend')?.textContent)).toEqual(['B-01 旅費計算']);
  });
});

describe('a sheet', () => {
  it.each([
    ['in progress', {}, RESPONDENT, 9],
    ['returned', { state: 'RETURNED' }, RESPONDENT, 9],
    ['handed in, for a respondent', { state: 'HANDED_IN' }, RESPONDENT, 0],
    ['handed in, for the coordinator', { state: 'HANDED_IN' }, COORDINATOR, 9],
    ['submitted', { state: 'SUBMITTED' }, COORDINATOR, 0],
    ['of a closed round', { round: { ...sheet.round, state: 'CLOSED' } }, COORDINATOR, 0],
    ['read by an auditor', {}, ['answerSheet'], 0],
  ])('%s can be changed or not', async (_case, change, permissions, count) => {
    await openAnswerPage(change, { permissions });
    expect(radios()).toHaveLength(count);
  });

  it('says on top why it was returned', async () => {
    await openAnswerPage({ state: 'RETURNED', returnedReason: 'A-01 を見直してください' });
    expect(document.querySelector('[aria-label=回答票の状態]')?.textContent).toContain('理由: A-01 を見直してください');
  });

  it('says what the coordinator and what the runner gave as reasons, each by itself', async () => {
    await openAnswerPage({ state: 'IN_PROGRESS', sentBackReason: 'A-02 も見直してください', returnedReason: 'A-01 を見直してください' });
    const notice = document.querySelector('[aria-label=回答票の状態]')?.textContent;
    expect(notice).toContain('取りまとめ担当者から戻されました');
    expect(notice).toContain('理由: A-02 も見直してください');
    expect(notice).toContain('調査を実施する機関が差し戻した理由: A-01 を見直してください');
  });

  it('is noted as opened by the first who sees it, and only then', async () => {
    const first = await openAnswerPage({ state: 'NOT_OPENED', openedAt: null });
    await pass();
    expect(first.of('OpenAnswerSheet')).toHaveLength(1);
    vi.useRealTimers();
    const later = await openAnswerPage();
    await pass();
    expect(later.of('OpenAnswerSheet')).toEqual([]);
  });

  it('is not submitted with open rows unless the coordinator says why', async () => {
    const { of } = await openAnswerPage(
      {},
      {
        permissions: COORDINATOR,
        answers: { SubmitAnswerSheet: { submitAnswerSheet: { ...sheet, version: 8, state: 'SUBMITTED' } } as never },
      },
    );
    expect(document.body.textContent).toContain('未回答の機能が 2 件あります');
    await press('承認して提出');
    const dialog = document.querySelector('[role=alertdialog]')!;
    dialog.querySelector('form')!.requestSubmit();
    await pass();
    expect(dialog.textContent).toContain('理由を入力してください');
    await type(dialog.querySelector('textarea')!, '担当部署に確認中');
    dialog.querySelector('form')!.requestSubmit();
    await pass();
    expect(of('SubmitAnswerSheet')).toMatchObject([
      { variables: { input: { roundId: 'r1', version: 7, openRowReason: '担当部署に確認中' } } },
    ]);
    expect(radios()).toHaveLength(0);
  });

  it.each([
    ['submitted', 'the runner', COORDINATOR, 'RUNNER', '承認して提出', '質問に回答がない、戻された行が 1 件あります'],
    [
      'handed in',
      'the coordinator',
      RESPONDENT,
      'COORDINATOR',
      '確認を依頼',
      '取りまとめ担当の質問に回答がない、戻された行が 1 件あります',
    ],
  ])(
    'is not %s while a row that %s returned waits for a reply, and names the row',
    async (_act, _side, permissions, side, button, finding) => {
      const returned = { ...question, side, returned: true };
      const there = { answerSheet: { id: 's1', openRowIds: ['f1'], delegations: [], questions: [returned] } };
      const page = await openAnswerPage({ state: 'RETURNED', findings: [] }, { permissions, answers: { SheetWork: there as never } });
      const panel = document.querySelector('[aria-labelledby=finish]')!;
      expect(panel.textContent).toContain(finding);
      expect(panel.textContent).not.toContain('未回答や記入漏れはありません');
      expect(panel.querySelector('a[href="#feature-f1"]')?.textContent).toContain('A-01 出張伺い作成');
      await press(button, panel);
      expect(document.querySelector('[role=alertdialog]')).toBeNull();
      expect(panel.querySelector('[role=alert]')?.textContent).toContain('戻された行への質問 1 件に回答がありません');
      // A reply opens the way.
      page.answers['SheetWork'] = {
        answerSheet: { ...there.answerSheet, questions: [{ ...returned, reply: '規程第3条です。', repliedAt: '2026-11-23T05:05:00Z' }] },
      };
      page.answers['ReplyToQuestion'] = { replyToQuestion: { id: 'q1' } };
      await type(row('A-01').querySelector<HTMLTextAreaElement>('article textarea')!, '規程第3条です。');
      row('A-01').querySelector<HTMLFormElement>('article form')!.requestSubmit();
      await pass();
      expect(panel.textContent).toContain('未回答や記入漏れはありません');
      await press(button, panel);
      expect(document.querySelector('[role=alertdialog]')).not.toBeNull();
    },
  );

  it('is not handed in before everything is saved', async () => {
    const { answers, of } = await openAnswerPage();
    answers['SaveAnswer'] = 'lost';
    await choose('A-02', 'FULLY_USED');
    await press('確認を依頼', document.querySelector('[aria-labelledby=finish]')!);
    expect(document.querySelector('[role=alertdialog]')).toBeNull();
    expect(document.body.textContent).toContain('保存が終わっていない行が 1 件あります');
    expect(of('HandInAnswerSheet')).toEqual([]);
  });
});
