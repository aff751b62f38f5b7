import { expect, it } from 'vitest';
import { digitalAgency, fill, openPortal, press, seen, seeText, viewer } from '../web-foundation/fixtures/portal-page.ts';

const round = (id: string, change: object = {}) => ({
  id,
  title: `調査 ${id}`,
  fiscalYear: 2026,
  state: 'OPEN',
  dueOn: '2026-12-18',
  system: { id: 'y1', name: '旅費システム', nameEn: null },
  runner: digitalAgency,
  targetCount: 21,
  submittedCount: 18,
  ownSheet: null,
  ...change,
});
function openList(path: string, items: object[], permissions = ['surveyRounds', 'answerSheet', 'saveAnswer']) {
  const surveyRounds = { items, nextCursor: null, totalCount: items.length };
  return openPortal(path, { signedIn: viewer(permissions), answers: { SurveyRoundList: { surveyRounds } } });
}
const row = (title: string) => [...document.querySelectorAll('tbody tr')].find(each => each.textContent?.includes(title))!;

it('shows state, fiscal year, due date and how many have submitted', async () => {
  await openList('/survey-rounds', [round('一')]);
  await seen(() => row('調査 一'));
  for (const text of ['回答受付中', '令和8年度（2026年度）', '2026/12/18', '18/21']) expect(row('調査 一').textContent).toContain(text);
});

it('shows a ministry that is asked its own answers, not a count of which it sees only its own part', async () => {
  const asked = {
    runner: { id: 'other', name: '内閣府', nameEn: 'CAO' },
    submittedCount: 0,
    ownSheet: { id: 's', state: 'RETURNED', answeredCount: 3, featureCount: 90 },
  };
  await openList('/survey-rounds', [round('一', asked)]);
  await seen(() => row('調査 一'));
  expect(row('調査 一').textContent).toContain('差戻し');
  expect(row('調査 一').querySelector('[role=progressbar]')).toBeNull();
  expect([...row('調査 一').querySelectorAll('a')].map(link => link.getAttribute('href'))).toContain(
    '/survey-rounds/一/answer'.replace('一', encodeURIComponent('一')),
  );
});

it('says of a round without an own sheet why there is none', async () => {
  const ownSheet = { id: 's', state: 'SUBMITTED', answeredCount: 90, featureCount: 90 };
  await openList('/survey-rounds', [round('一', { ownSheet }), round('二', { state: 'DRAFT' }), round('三')]);
  await seen(() => row('調査 三'));
  expect(row('調査 二').textContent).toContain('受付開始前');
  expect(row('調査 三').textContent).toContain('対象外');
});

it('filters by state, fiscal year, class and profile from the address', async () => {
  const { of } = await openList('/survey-rounds?state=CLOSED&year=2025&class=MINISTRY&profile=III', []);
  await seeText('条件に合う調査はありません。');
  expect(of('SurveyRoundList').at(-1)?.variables).toMatchObject({
    filter: { state: 'CLOSED', fiscalYear: 2025, systemClass: 'MINISTRY', profile: 'III' },
  });
  await press('条件を消す');
  await seen(() => window.location.search === '');
  await seen(() => JSON.stringify(of('SurveyRoundList').at(-1)?.variables).includes('"state":null'));
});

it('finds the rounds about systems of which class or profile is not recorded', async () => {
  const { of } = await openList('/survey-rounds', [round('一')]);
  await fill('システムの分類', 'UNKNOWN');
  await seen(() => window.location.search === '?class=UNKNOWN');
  await fill('システムプロファイル', 'UNKNOWN');
  await seen(() => JSON.stringify(of('SurveyRoundList').at(-1)?.variables).includes('"profile":"UNKNOWN"'));
  expect(of('SurveyRoundList').at(-1)?.variables).toMatchObject({ filter: { systemClass: 'UNKNOWN', profile: 'UNKNOWN' } });
});

it('tells whoever may prepare a survey how to begin', async () => {
  await openList('/survey-rounds', [], ['surveyRounds', 'createSurveyRound']);
  await seeText('調査はまだありません。');
  expect(document.querySelector('a[href="/survey-rounds/new"]')).not.toBeNull();
});
