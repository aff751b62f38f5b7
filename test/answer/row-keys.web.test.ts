import { afterEach, describe, expect, it, vi } from 'vitest';
import { answered, choose, openAnswerPage, pass, press, row, saved, sheet } from './fixtures/answer-page.ts';

afterEach(() => vi.useRealTimers());

const levelOf = (code: string) => row(code).querySelector<HTMLInputElement>('fieldset input:checked')?.value ?? null;
const focused = () => document.activeElement?.closest('li')?.querySelector('legend')?.textContent?.slice(0, 4);
const tell = () => [...document.querySelectorAll('[role=status]')].map(each => each.textContent).join(' ');
const previousRound = {
  title: '前回の調査',
  fiscalYear: 2025,
  submittedAt: '2025-12-01T00:00:00Z',
  answers: [
    { featureId: 'f1', level: 'NOT_USED', otherMeans: null, comment: null },
    { featureId: 'f2', level: 'USED_WITH_OTHER_MEANS', otherMeans: '紙の台帳', comment: null },
  ],
};
/** Answers many saves as the API does when nothing stands against them. */
const savedTogether = ({ input }: { input: { roundId: string; answers: Parameters<typeof saved>[0]['input'][] } }) => {
  const each = input.answers.map(answer => saved({ input: answer }) as { saveAnswer: { answer: object; sheet: object } });
  return { saveAnswers: { answers: each.map(one => one.saveAnswer.answer), conflicts: [], sheet: each[0]!.saveAnswer.sheet } };
};
const open = (change: object = {}, query = '') =>
  openAnswerPage({ previousRound, ...change }, { query, answers: { SaveAnswers: savedTogether as never } });

/** Presses a key where the focus is. */
async function key(name: string, more: KeyboardEventInit = {}) {
  const event = new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, ...more });
  document.activeElement!.dispatchEvent(event);
  await pass();
  return event;
}
const focusRow = (code: string) => row(code).querySelector<HTMLInputElement>('fieldset input')!.focus();

describe('keys on a row', () => {
  it.each([
    ['1', 'FULLY_USED'],
    ['2', 'USED_WITH_OTHER_MEANS'],
    ['3', 'NOT_USED'],
    ['３', 'NOT_USED'],
  ])('%s answers %s and goes on to the next row', async (name, level) => {
    const { of } = await open();
    focusRow('A-02');
    await key(name);
    expect(levelOf('A-02')).toBe(level);
    expect(focused()).toBe('B-01');
    expect(of('SaveAnswer')).toMatchObject([{ variables: { input: { featureId: 'f2', level } } }]);
  });

  it('go on to the next unanswered row while only those are shown', async () => {
    await open({ answers: [] }, '?show=unanswered');
    await choose('A-02', 'FULLY_USED');
    focusRow('A-01');
    await key('3');
    expect(focused()).toBe('B-01');
  });

  it.each(['0', 'Backspace', 'Delete'])('%s takes the answer back and stays', async name => {
    await open();
    focusRow('A-01');
    await key(name);
    expect(levelOf('A-01')).toBeNull();
    expect(focused()).toBe('A-01');
  });

  it('move between rows, and not beyond the ends', async () => {
    await open();
    focusRow('A-01');
    for (const [name, code] of [
      ['ArrowDown', 'A-02'],
      ['ArrowDown', 'B-01'],
      ['ArrowDown', 'B-01'],
      ['ArrowUp', 'A-02'],
    ] as const) {
      await key(name);
      expect(focused()).toBe(code);
    }
    expect(levelOf('A-02')).toBeNull();
  });

  it('lead to the name of the other means just chosen, and from there to the next row', async () => {
    await open();
    focusRow('A-02');
    await key('2');
    await key('Enter');
    expect(document.activeElement).toBe(row('A-02').querySelector('textarea'));
    await key('Enter');
    expect(focused()).toBe('B-01');
  });

  it('open the comment, and lead back from it', async () => {
    await open();
    focusRow('A-02');
    await key('c');
    expect(document.activeElement).toBe(row('A-02').querySelector('[data-field=comment] textarea'));
    // A comment has lines of its own.
    expect((await key('Enter')).defaultPrevented).toBe(false);
    await key('Escape');
    expect(document.activeElement?.getAttribute('type')).toBe('radio');
    expect(focused()).toBe('A-02');
  });

  it.each<[string, KeyboardEventInit]>([
    ['while an input method composes', { isComposing: true }],
    ['that an input method has taken', { keyCode: 229 }],
    ['with Ctrl', { ctrlKey: true }],
    ['with Alt', { altKey: true }],
    ['with Meta', { metaKey: true }],
  ])('mean nothing %s', async (_, more) => {
    const { of } = await open();
    focusRow('A-02');
    expect((await key('1', more)).defaultPrevented).toBe(false);
    expect(of('SaveAnswer')).toEqual([]);
  });

  it('are text in a text field, and nothing outside the rows', async () => {
    const { of } = await open();
    focusRow('A-02');
    await key('c');
    await key('1');
    document.querySelector<HTMLInputElement>('input[type=search]')!.focus();
    await key('2');
    (document.activeElement as HTMLElement).blur();
    await key('3');
    expect(of('SaveAnswer')).toEqual([]);
  });

  it('answer nothing on a sheet that takes no answers', async () => {
    const { of } = await open({ state: 'SUBMITTED' });
    row('A-02').focus();
    await key('1');
    expect(of('SaveAnswer')).toEqual([]);
  });

  it('leave one stop of the Tab key in the list', async () => {
    await open();
    const stops = () => [...document.querySelectorAll('li fieldset input')].filter(each => each.getAttribute('tabindex') !== '-1').length;
    expect(stops()).toBe(3);
    focusRow('B-01');
    await pass();
    expect(row('B-01').querySelector('fieldset input')!.hasAttribute('tabindex')).toBe(false);
    expect(stops()).toBe(3);
  });
});

describe('the search', () => {
  const search = () => document.querySelector<HTMLInputElement>('input[type=search]')!;
  const type = async (text: string) => {
    search().focus();
    search().value = text;
    search().dispatchEvent(new InputEvent('input', { bubbles: true }));
    await pass();
  };
  const codes = () => [...document.querySelectorAll('li[id^=feature] legend')].map(each => each.textContent?.slice(0, 4));

  it.each([
    ['計算', ['B-01']],
    ['ｂー０１', ['B-01']],
    ['伺い 承認', ['A-02']],
    ['精算', ['B-01']],
    ['ない機能', []],
  ])('for %s filters while typing and says how many it found', async (text, expected) => {
    await open();
    await type(text);
    expect(codes()).toEqual(expected);
    expect(tell()).toContain(`${expected.length} 件`);
  });

  it('leads to the first row found with Enter, and shows all again with Escape', async () => {
    await open();
    await type('精算');
    await key('Enter');
    expect(focused()).toBe('B-01');
    await key('/');
    expect(document.activeElement).toBe(search());
    await key('Escape');
    expect(search().value).toBe('');
    expect(codes()).toHaveLength(3);
  });
});

describe('many rows at once', () => {
  const dialog = () => document.querySelector('[role=dialog]')!;
  const pick = async (code: string, more: MouseEventInit = {}) => {
    row(code)
      .querySelector('input[type=checkbox]')!
      .dispatchEvent(new MouseEvent('click', { bubbles: true, ...more }));
    await pass();
  };
  const wish = async (value: string) => {
    dialog().querySelector<HTMLInputElement>(`input[value=${value}]`)!.click();
    await pass();
  };

  it('are answered after a preview, without those that are answered, and taken back in one act', async () => {
    const { of } = await open();
    await press('行を選んで');
    await pick('A-01');
    await pick('B-01', { shiftKey: true });
    expect(tell()).toContain('3 行を選択中');
    await press('選んだ行に');
    await wish('NOT_USED');
    expect(dialog().textContent).toContain('2 行に回答します。回答済みの 1 行は変えません。');
    await press('2 行に回答する', dialog());
    expect(of('SaveAnswers')).toMatchObject([
      {
        variables: {
          input: {
            answers: [
              { featureId: 'f2', level: 'NOT_USED' },
              { featureId: 'f3', level: 'NOT_USED' },
            ],
          },
        },
      },
    ]);
    expect(['A-01', 'A-02', 'B-01'].map(levelOf)).toEqual(['FULLY_USED', 'NOT_USED', 'NOT_USED']);
    await press('元に戻す');
    expect(['A-01', 'A-02', 'B-01'].map(levelOf)).toEqual(['FULLY_USED', null, null]);
    expect(of('SaveAnswers').at(-1)).toMatchObject({
      variables: {
        input: {
          answers: [
            { featureId: 'f2', level: null, version: 1 },
            { featureId: 'f3', level: null, version: 1 },
          ],
        },
      },
    });
    expect(tell()).toContain('2 行を元に戻しました。');
  });

  it('overwrite answered ones only when told to', async () => {
    await open();
    await press(
      'まとめて回答',
      [...document.querySelectorAll('section')].find(each => each.textContent?.includes('出張計画'))!,
    );
    await wish('NOT_USED');
    expect(dialog().textContent).toContain('1 行に回答する');
    dialog().querySelector<HTMLInputElement>('input[type=checkbox]')!.click();
    await pass();
    expect(dialog().textContent).toContain('うち 1 行は今の回答を書き換えます。');
    await press('2 行に回答する', dialog());
    expect(['A-01', 'A-02'].map(levelOf)).toEqual(['NOT_USED', 'NOT_USED']);
  });

  it('come back with Ctrl+Z while no text field has the focus', async () => {
    await open();
    await press('未回答の 1 行を前回と同じにする');
    await choose('B-01', 'NOT_USED');
    document.querySelector<HTMLInputElement>('input[type=search]')!.focus();
    await key('z', { ctrlKey: true });
    expect(levelOf('B-01')).toBe('NOT_USED');
    focusRow('A-01');
    await key('z', { ctrlKey: true });
    expect(['A-02', 'B-01'].map(levelOf)).toEqual(['USED_WITH_OTHER_MEANS', null]);
    await key('z', { ctrlKey: true });
    expect(levelOf('A-02')).toBeNull();
  });

  it('keep a row that a colleague changed since, and say so', async () => {
    const { answers } = await open({ answers: [] });
    await press('未回答の 2 行を前回と同じにする');
    const theirs = { ...answered, version: 9, level: 'FULLY_USED', answeredByName: '高橋', carryOver: null };
    const other = {
      ...answered,
      version: 1,
      level: 'USED_WITH_OTHER_MEANS',
      otherMeans: '紙の台帳',
      carryOver: 'UNCONFIRMED',
      feature: { id: 'f2' },
    };
    answers['AnswerPage'] = {
      answerSheet: { ...sheet, previousRound, answers: [theirs, other] },
      portal: { today: '2026-11-23' },
    } as never;
    document.dispatchEvent(new Event('visibilitychange'));
    await pass();
    await press('元に戻す');
    expect(['A-01', 'A-02'].map(levelOf)).toEqual(['FULLY_USED', null]);
    expect(tell()).toContain('その後に変わった 1 行は、そのままにしました。');
  });
});

describe('the last round', () => {
  it('is a quiet hint beside each row that had an answer', async () => {
    await open();
    expect(row('A-01').textContent).toContain('前回: ○ 全く利用していない');
    expect(row('A-02').textContent).toContain('前回: ◐ 他の手段も併用（紙の台帳）');
    expect(row('B-01').textContent).not.toContain('前回');
  });

  it('is taken over by one act and marked until it is confirmed', async () => {
    const { of } = await open();
    await press('前回と同じにする', row('A-02'));
    const taken = { level: 'USED_WITH_OTHER_MEANS', otherMeans: '紙の台帳', carryOver: 'UNCONFIRMED' };
    expect(of('SaveAnswers').concat(of('SaveAnswer'))).toMatchObject([{ variables: { input: taken } }]);
    expect(row('A-02').textContent).toContain('前回から引継ぎ・未確認');
    await press('確認済みにする', row('A-02'));
    expect(of('SaveAnswer').at(-1)).toMatchObject({ variables: { input: { ...taken, carryOver: 'CONFIRMED' } } });
    expect(row('A-02').textContent).toContain('前回から引継ぎ（確認済み）');
  });

  it('is taken over with 4, confirmed with 5 or by the same level, and no longer the last one with another', async () => {
    await open();
    focusRow('A-02');
    await key('4');
    expect(row('A-02').textContent).toContain('未確認');
    await key('ArrowUp');
    await key('5');
    expect(row('A-02').textContent).toContain('（確認済み）');
    await key('ArrowUp');
    await key('3');
    expect(row('A-02').textContent).not.toContain('引継ぎ');
  });

  it('says nothing of a feature that it did not ask about', async () => {
    const { of } = await open();
    focusRow('B-01');
    await key('4');
    expect(levelOf('B-01')).toBeNull();
    expect(of('SaveAnswer')).toEqual([]);
    expect(tell()).toContain('前回の回答がありません');
  });
});
