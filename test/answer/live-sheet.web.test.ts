import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answered, choose, openAnswerPage, pass, press, question, row, saved, sheet, type } from './fixtures/answer-page.ts';
import { fakeEventSource } from './fixtures/event-source.ts';
import { refusal } from '../web-foundation/fixtures/portal-page.ts';
import { initials } from '../../web/answer/initials.ts';

let streams: ReturnType<typeof fakeEventSource>;
beforeEach(() => {
  streams = fakeEventSource();
  // Before the page opens, which remembers when it did.
  vi.useFakeTimers({ now: new Date('2026-11-23T05:00:00Z'), toFake: ['Date'] });
});
afterEach(() => vi.useRealTimers());

const field = (code: string) => row(code).querySelector('textarea')!;
const checked = (code: string) => row(code).querySelector<HTMLInputElement>('input:checked')?.value;
const theirs = { ...answered, version: 5, level: 'NOT_USED', answeredByName: '鈴木', answeredAt: '2026-11-23T05:02:00Z' };

/** Opens the page, its stream live, the server holding what `there` says. */
async function openLive(there: object[] = [answered], change: object = {}) {
  const page = await openAnswerPage(change);
  page.answers['CurrentAnswers'] = { answerSheet: { id: 's1', answers: there } };
  streams[0]!.say('reread');
  await pass(200);
  return page;
}
/** A colleague changes A-01 and the server says so. */
async function colleagueChanges(page: Awaited<ReturnType<typeof openLive>>, answer: object = theirs) {
  page.answers['CurrentAnswers'] = { answerSheet: { id: 's1', answers: [answer] } };
  streams[0]!.say('change', { rows: [{ feature: 'f1', version: 5, by: 'suzuki' }], kinds: [] });
  await pass(200);
}

describe('a change of a colleague', () => {
  it('appears without a reload, is marked for a minute, and then says quietly who and when', async () => {
    const page = await openLive();
    expect(checked('A-01')).toBe('FULLY_USED');
    await colleagueChanges(page);
    expect(checked('A-01')).toBe('NOT_USED');
    expect(row('A-01').textContent).toContain('鈴木 14:02 更新');
    expect(page.of('CurrentAnswers').at(-1)?.variables).toEqual({ roundId: 'r1', featureIds: ['f1'] });
    await pass(60_000);
    expect(row('A-01').textContent).not.toContain('更新');
    expect(row('A-01').textContent).toContain('鈴木が回答 2026/11/23 14:02');
  });

  it('is not read when it is what the person has just saved', async () => {
    const page = await openLive();
    await choose('A-01', 'NOT_USED');
    const before = page.of('CurrentAnswers').length;
    streams[0]!.say('change', { rows: [{ feature: 'f1', version: 5, by: 'account' }], kinds: [] });
    await pass(200);
    expect(page.of('CurrentAnswers')).toHaveLength(before);
    expect(row('A-01').textContent).toContain('保存しました');
  });

  it('leaves the cursor where it is', async () => {
    const page = await openLive([{ ...answered, comment: '年に1回' }], { answers: [{ ...answered, comment: '年に1回' }] });
    field('A-01').focus();
    field('A-01').setSelectionRange(1, 2);
    await colleagueChanges(page, { ...theirs, comment: '年に12回' });
    expect(field('A-01').value).toBe('年に12回');
    expect(document.activeElement).toBe(field('A-01'));
    expect([field('A-01').selectionStart, field('A-01').selectionEnd]).toEqual([1, 2]);
  });

  it('of the text that is being composed is never written over unseen', async () => {
    const before = { ...answered, comment: '年に1回' };
    const page = await openLive([before], { answers: [before] });
    const text = field('A-01');
    text.focus();
    text.value = '年に1かい';
    text.dispatchEvent(new InputEvent('input', { isComposing: true }));
    await colleagueChanges(page, { ...theirs, comment: '月に1回' });
    expect(text.value).toBe('年に1かい');
    page.answers['SaveAnswer'] = refusal('CONFLICT', '変更されています');
    text.value = '年に1回ほど';
    text.dispatchEvent(new CompositionEvent('compositionend'));
    await pass(700);
    // Sent as resting on what was seen, which the server refuses to write over.
    expect(page.of('SaveAnswer').at(-1)?.variables).toMatchObject({ input: { comment: '年に1回ほど', version: 4 } });
    const alert = row('A-01').querySelector('[role=alert]')!;
    expect(alert.textContent).toContain('月に1回');
    expect(alert.textContent).toContain('年に1回ほど');
  });

  it('of another part of the row is kept beside the own one, and the row says so', async () => {
    const page = await openLive();
    await press('コメントを書く', row('A-01'));
    let refuse = true;
    page.answers['SaveAnswer'] = ((variables: never) => {
      const now = refuse;
      refuse = false;
      return now ? refusal('CONFLICT', '変更されています') : saved(variables);
    }) as never;
    await type(field('A-01'), '年に1回');
    await colleagueChanges(page);
    expect(field('A-01').value).toBe('年に1回');
    await pass(700);
    expect(page.of('SaveAnswer').at(-1)?.variables).toMatchObject({ input: { level: 'NOT_USED', comment: '年に1回', version: 5 } });
    expect(row('A-01').textContent).toContain('鈴木さんの変更と合わせました');
    expect(row('A-01').querySelector('[role=alert]')).toBeNull();
  });
});

describe('a change of the sheet', () => {
  it('is shown at once: what a colleague has handed in cannot be changed any more', async () => {
    const page = await openLive();
    page.answers['AnswerPage'] = { answerSheet: { ...sheet, state: 'HANDED_IN', version: 8 }, portal: { today: '2026-11-23' } };
    streams[0]!.say('change', { rows: [], kinds: ['answer_sheet'] });
    await pass(200);
    expect(document.querySelectorAll('input[type=radio]')).toHaveLength(0);
  });

  it('that is a new question shows it at once, without reading the answers again', async () => {
    const page = await openLive();
    const [pages, works] = [page.of('AnswerPage').length, page.of('SheetWork').length];
    page.answers['SheetWork'] = { answerSheet: { id: 's1', openRowIds: null, delegations: [], questions: [question] } };
    streams[0]!.say('change', { rows: [], kinds: ['row_question'] });
    await pass(200);
    expect(row('A-01').textContent).toContain('この行の回答の根拠は？');
    expect(document.querySelector('main [role=status] [aria-label]')?.textContent).toContain('回答が必要な質問が 1 件あります');
    expect([page.of('AnswerPage').length, page.of('SheetWork').length]).toEqual([pages, works + 1]);
  });

  it('that went unheard is read after the stream was lost', async () => {
    const page = await openLive();
    const before = page.of('AnswerPage').length;
    streams[0]!.onerror!();
    await pass(1_500);
    streams[1]!.say('reread');
    await pass(200);
    expect(page.of('AnswerPage')).toHaveLength(before + 1);
  });
});

describe('colleagues', () => {
  const suzuki = { account: 'suzuki', name: '鈴木 一郎', feature: 'f2' };
  const me = { account: 'account', name: '佐藤 花子', feature: 'f1' };

  it('are shown with their row, the person is not', async () => {
    await openLive();
    streams[0]!.say('presence', [me, suzuki]);
    await pass();
    const people = document.querySelector('[aria-label=開いている人]')!;
    expect(people.textContent).toContain('鈴木 一郎');
    expect(people.textContent).toContain('A-02');
    expect(people.textContent).not.toContain('佐藤');
    expect(row('A-02').textContent).toContain('鈴木 一郎がこの行にいます');
    streams[0]!.say('presence', [me]);
    await pass();
    expect(document.querySelector('[aria-label=開いている人]')).toBeNull();
    expect(row('A-02').textContent).not.toContain('鈴木');
  });

  it('are told of by a screen reader seldom and all at once', async () => {
    const page = await openLive();
    const said = () => [...document.querySelectorAll('[role=status]')].map(each => each.textContent).join(' ');
    streams[0]!.say('presence', [suzuki]);
    await pass();
    await colleagueChanges(page);
    expect(said()).not.toContain('鈴木');
    await pass(15_000);
    expect(said()).toContain('鈴木 一郎が回答票を開いています。 鈴木が回答を更新しました。');
  });

  it.each([
    ['鈴木 一郎', '鈴木'],
    ['鈴木　一郎', '鈴木'],
    ['佐々木小次郎', '佐々'],
    ['Jane Smith', 'JS'],
  ])('%s is %s for short', (name, short) => expect(initials(name)).toBe(short));
});

describe('the line', () => {
  const notice = () => document.body.textContent ?? '';
  const network = (online: boolean) => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(online);
    window.dispatchEvent(new Event(online ? 'online' : 'offline'));
  };
  afterEach(() => vi.restoreAllMocks());

  it('is said to be missing when the device is offline, and changes wait and are counted', async () => {
    const page = await openLive();
    network(false);
    page.answers['SaveAnswer'] = 'lost';
    await choose('A-02', 'FULLY_USED');
    await choose('B-01', 'NOT_USED');
    expect(notice()).toContain('この端末がネットワークにつながっていません。');
    expect(notice()).toContain('送信待ち 2 件');
    expect(streams[0]!.closed).toBe(true);
    page.answers['SaveAnswer'] = saved as never;
    network(true);
    await pass();
    expect(notice()).not.toContain('送信待ち');
    expect(streams).toHaveLength(2);
    expect(
      page
        .of('SaveAnswer')
        .slice(-2)
        .map(({ variables }) => (variables['input'] as { featureId: string }).featureId),
    ).toEqual(['f2', 'f3']);
  });

  it('is told apart from a server that does not answer, whose first word sends what waits', async () => {
    const page = await openLive();
    page.answers['SaveAnswer'] = 'lost';
    await choose('A-02', 'FULLY_USED');
    streams[0]!.onerror!();
    await pass(20_000);
    expect(notice()).toContain('サーバーから応答がありません。');
    page.answers['SaveAnswer'] = saved as never;
    streams.at(-1)!.say('reread');
    await pass();
    expect(notice()).not.toContain('サーバーから応答がありません。');
    expect(row('A-02').textContent).toContain('保存しました');
  });
});

describe('the stream', () => {
  it('ends while the tab is put aside, and begins anew when somebody comes back', async () => {
    await openLive();
    const hide = (hidden: boolean) => {
      vi.spyOn(document, 'hidden', 'get').mockReturnValue(hidden);
      document.dispatchEvent(new Event('visibilitychange'));
    };
    hide(true);
    await pass(19_000);
    expect(streams[0]!.closed).toBe(false);
    await pass(1_000);
    expect(streams[0]!.closed).toBe(true);
    hide(false);
    await pass();
    expect(streams).toHaveLength(2);
    vi.restoreAllMocks();
  });

  it('ends when nobody has touched the page for a quarter of an hour, which must not keep a session alive', async () => {
    await openLive();
    document.dispatchEvent(new Event('pointerdown'));
    for (let minute = 0; minute < 15; minute++) {
      streams[0]!.say('beat');
      await pass(30_000);
      streams[0]!.say('beat');
      await pass(30_000);
    }
    expect(streams[0]!.closed).toBe(true);
    document.dispatchEvent(new Event('pointerdown'));
    await pass();
    expect(streams).toHaveLength(2);
  });
});
