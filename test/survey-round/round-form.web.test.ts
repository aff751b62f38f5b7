import { describe, expect, it } from 'vitest';
import { alerts, fill, openPortal, press, refusal, seen, seeText, viewer } from '../web-foundation/fixtures/portal-page.ts';

const organisation = (id: string, name: string, protocolOrder: number) => ({
  id,
  name,
  nameEn: name,
  shortName: name,
  kana: 'そうむしょう',
  protocolOrder,
});
const system = { id: 'y1', name: '旅費システム', nameEn: null, code: 'SYS-1', featureCount: 90, users: [{ id: 'o1' }, { id: 'o3' }] };
const lists = {
  SystemChoices: { informationSystems: { items: [system], totalCount: 1 } },
  ChosenSystem: { informationSystem: system },
  // Two pages, the first of which is not in protocol order.
  OrganisationChoices: (({ after }: { after: string | null }) => ({
    organisations: after
      ? { items: [organisation('o1', '総務省', 15)], nextCursor: null }
      : { items: [organisation('o2', '法務省', 16), organisation('o3', '人事院', 3)], nextCursor: 'next' },
  })) as never,
};
const boxes = () => [...document.querySelectorAll<HTMLInputElement>('main fieldset input[type=checkbox]')];
const picked = () => boxes().flatMap(box => (box.checked ? [box.value] : []));

describe('a new round', () => {
  const permissions = ['surveyRounds', 'createSurveyRound', 'surveyRound'];
  const openForm = (answers: Record<string, object> = {}, query = '') =>
    openPortal(`/survey-rounds/new${query}`, { signedIn: viewer(permissions), answers: { ...lists, ...answers } });

  it('asks for everything that is missing before it asks the server', async () => {
    const { of } = await openForm();
    await press('下書きを保存する');
    await seen(() => ['情報システム', '調査名', '回答期限', '対象の機関'].every(label => alerts().includes(`「${label}」`)));
    expect(of('CreateSurveyRound')).toEqual([]);
  });

  it('lists organisations in protocol order and chooses the users of the system at once', async () => {
    await openForm({}, '?system=y1');
    await seeText('この情報システムには 90 件の機能が登録されています。');
    await seen(() => boxes().length === 3);
    expect(boxes().map(box => box.closest('label')?.textContent?.trim())).toEqual(['人事院', '総務省', '法務省']);
    await press('このシステムを利用する 2 機関を選ぶ');
    await seeText('2 機関を選択中');
    expect(picked()).toEqual(['o3', 'o1']);
  });

  it('refuses a due date before the first day for answers', async () => {
    const { of } = await openForm({}, '?system=y1');
    await fill('回答開始日', '2026-12-10');
    await fill('回答期限', '2026-12-01');
    await press('下書きを保存する');
    await seen(() => alerts().includes('回答期限は、回答開始日以後の日にしてください。'));
    expect(of('CreateSurveyRound')).toEqual([]);
  });

  it('is saved as a draft and shown', async () => {
    const { of } = await openForm(
      { CreateSurveyRound: { createSurveyRound: { id: 'r1' } }, SurveyRoundPage: refusal('NOT_FOUND', '見つかりません。') },
      '?system=y1',
    );
    await seen(() => boxes().length === 3);
    await fill('調査名', ' 利用状況調査 ');
    await fill('回答期限', '2026-12-18');
    await press('このシステムを利用する');
    await press('下書きを保存する');
    await seen(() => window.location.pathname === '/survey-rounds/r1');
    expect(of('CreateSurveyRound')[0]?.variables).toEqual({
      input: {
        systemId: 'y1',
        title: '利用状況調査',
        explanation: null,
        fiscalYear: 2026,
        opensOn: '2026-11-23',
        dueOn: '2026-12-18',
        targetIds: expect.arrayContaining(['o1', 'o3']),
      },
    });
  });
});

describe('a draft', () => {
  const draft = {
    id: 'r1',
    version: 2,
    state: 'DRAFT',
    title: '利用状況調査',
    explanation: null,
    fiscalYear: 2026,
    opensOn: '2026-11-01',
    dueOn: '2026-12-18',
    system: { id: 'y1' },
    targetOrganisations: [{ id: 'o1' }],
  };
  const openDraft = (change: object = {}) =>
    openPortal('/survey-rounds/r1/edit', {
      signedIn: viewer(['surveyRound', 'updateSurveyRound']),
      answers: { ...lists, EditSurveyRound: { surveyRound: { ...draft, ...change } } },
    });

  it('keeps what was typed when somebody else has changed another part, and says which', async () => {
    const { answers, of } = await openDraft();
    await seen(() => boxes().length === 3);
    expect(picked()).toEqual(['o1']);
    await fill('調査名', '新しい調査名');
    answers['UpdateSurveyRound'] = refusal('CONFLICT', '変更されています。', { currentVersion: 3 });
    await press('保存する');
    answers['EditSurveyRound'] = { surveyRound: { ...draft, version: 3, dueOn: '2026-12-25' } };
    await press('入力を残したまま');
    await seeText('ほかの人が変えた項目: 回答期限');
    answers['UpdateSurveyRound'] = refusal('BAD_USER_INPUT', '短すぎます。', { field: 'title' });
    await press('保存する');
    await seeText('＊短すぎます。');
    expect(of('UpdateSurveyRound').at(-1)?.variables).toMatchObject({ input: { version: 3, title: '新しい調査名', dueOn: '2026-12-25' } });
  });

  it('cannot be edited once it has been opened', async () => {
    await openDraft({ state: 'OPEN' });
    await seeText('受付を開始した調査の内容は編集できません。');
    expect(document.querySelector('form')).toBeNull();
  });
});
