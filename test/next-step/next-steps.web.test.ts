import { expect, it } from 'vitest';
import { digitalAgency, openPortal, press, seen, seeText, viewer } from '../web-foundation/fixtures/portal-page.ts';

type Step = {
  kind: string;
  subjectId?: string;
  partId?: string;
  name?: string;
  nameEn?: string;
  count: number;
  totalCount?: number;
  dueOn?: string;
};
const step = (given: Step) => ({ subjectId: null, partId: null, name: null, nameEn: null, totalCount: null, dueOn: null, ...given });

/** The home page of somebody with these roles, on 23 November 2026. */
function openHome(
  roles: string[],
  { steps = [], readings = [], upcoming = null }: { steps?: Step[]; readings?: object[]; upcoming?: object | null },
) {
  return openPortal('/', {
    signedIn: viewer(['nextSteps'], { roles }),
    answers: {
      NextSteps: { nextSteps: { steps: steps.map(step), readings, upcoming } },
      HomeRegisters: { organisations: { totalCount: 21 }, informationSystems: { totalCount: 3 } },
    },
  });
}
const lines = () => [...document.querySelectorAll('section[aria-labelledby=next-steps] ol > li')];
const text = (line: Element) => line.textContent!.replaceAll(/\s+/g, ' ').trim();
const link = (line: Element) => line.querySelector('a')!.getAttribute('href');

it('says each step with its count, its date and the days left, and leads to where it is done', async () => {
  await openHome(['RESPONDENT'], {
    steps: [{ kind: 'ANSWER_SHEET', subjectId: 'r1', name: '旅費システムの調査', count: 34, totalCount: 90, dueOn: '2026-12-10' }],
  });
  const [line] = await seen(() => (lines().length ? lines() : null));
  expect(text(line!)).toBe('旅費システムの調査: 未回答 34/90 行期限 12月10日（木）24時まで あと 17 日回答する（旅費システムの調査）');
  expect(link(line!)).toBe('/survey-rounds/r1/answer');
});

it('is loud about what is overdue, and says so where no date is known', async () => {
  await openHome(['PORTFOLIO_MANAGER'], {
    steps: [
      { kind: 'CLOSE_ROUND', subjectId: 'r1', name: '文書の調査', count: 2, totalCount: 21, dueOn: '2026-11-20' },
      { kind: 'PUBLISH_ROUND', subjectId: 'r2', name: '認証の調査', count: 21, totalCount: 21 },
    ],
  });
  const [over, unknown] = await seen(() => (lines().length ? lines() : null));
  expect(text(over!)).toContain('期限を 3 日過ぎています');
  expect(over!.className).toContain('border-error-2');
  expect(text(unknown!)).toContain('期限 不明');
  expect(text(unknown!)).toContain('期限が登録されていません');
  expect(unknown!.className).not.toContain('border-error-2');
});

it.each([
  [
    'a part',
    ['RESPONDENT'],
    { kind: 'ANSWER_PART', subjectId: 'r', partId: 'p', count: 1, totalCount: 2 },
    '/survey-rounds/r/answer?part=p',
  ],
  [
    'rows that came back',
    ['COORDINATOR'],
    { kind: 'FIX_ROWS', subjectId: 'r', count: 1, totalCount: 2 },
    '/survey-rounds/r/answer?questions=1',
  ],
  ['parts to review', ['COORDINATOR'], { kind: 'REVIEW_PARTS', subjectId: 'r', count: 1, totalCount: 2 }, '/survey-rounds/r/answer/review'],
  ['one record', ['SYSTEM_OWNER'], { kind: 'CONFIRM_FIRST', subjectId: 's', count: 1, totalCount: 1 }, '/systems/s'],
  ['records of one’s own', ['SYSTEM_OWNER'], { kind: 'CONFIRM_AGAIN', count: 2, totalCount: 3 }, '/systems?owned=1&confirmation=DUE'],
  [
    'records of the ministry',
    ['PORTFOLIO_MANAGER'],
    { kind: 'COMPLETE_RECORDS', count: 2, totalCount: 3 },
    `/systems?provider=${digitalAgency.id}&missing=ANY`,
  ],
  ['a hand-over', ['RESPONDENT'], { kind: 'TAKE_OVER', subjectId: 'h', name: '佐藤', count: 2, totalCount: 3 }, '/handovers/h'],
  ['one contract', ['SYSTEM_OWNER'], { kind: 'GIVE_NOTICE', subjectId: 'c', name: 'C-1 保守', count: 1, totalCount: 3 }, '/contracts/c'],
  ['several dates', ['SYSTEM_OWNER'], { kind: 'SETTLE_ENDS', count: 2, totalCount: 3 }, '/alerts'],
  ['support that ends', ['SYSTEM_OWNER'], { kind: 'REPLACE_UNSUPPORTED', count: 2, totalCount: 3 }, '/support-ends'],
  [
    'ends that nobody knows',
    ['PORTFOLIO_MANAGER'],
    { kind: 'FIND_ENDS', count: 2, totalCount: 3 },
    `/contracts?organisation=${digitalAgency.id}&end=UNKNOWN`,
  ],
  ['what was carried over', ['RESPONDENT'], { kind: 'DATE_CARRIED_OVER', count: 1 }, '/carry-overs?owned=1'],
  ['what the ministry carries over', ['PORTFOLIO_MANAGER'], { kind: 'DO_CARRIED_OVER', count: 1 }, '/carry-overs'],
  [
    'contracts without an end',
    ['BUDGET_OFFICER'],
    { kind: 'FIND_CONTRACT_ENDS', subjectId: 'o', name: '2027年度予算', count: 2, totalCount: 9, dueOn: '2026-08-31' },
    '/contracts?organisation=o&end=UNKNOWN',
  ],
  [
    'renewals to request',
    ['BUDGET_OFFICER'],
    { kind: 'REQUEST_RENEWALS', subjectId: 'o', name: '2027年度予算', count: 2, totalCount: 9, dueOn: '2026-08-31' },
    '/budget?organisation=o&standing=RENEWAL&mark=NOT_REQUESTED',
  ],
  [
    'renewals without money',
    ['BUDGET_OFFICER'],
    { kind: 'FUND_RENEWALS', subjectId: 'o', name: '2026年度予算', count: 2, totalCount: 9, dueOn: '2027-03-31' },
    '/budget?organisation=o&standing=CURRENT_YEAR&mark=UNFUNDED',
  ],
  ['dates handed over', ['BUDGET_OFFICER'], { kind: 'RECEIVE_DATES', count: 1, dueOn: '2027-03-31' }, '/alerts'],
  [
    'calendars that fall silent',
    ['BUDGET_OFFICER'],
    { kind: 'RENEW_CALENDARS', count: 1, dueOn: '2027-03-31' },
    '/api-tokens?for=calendar',
  ],
  ['what nobody has', ['ADMINISTRATOR'], { kind: 'PLACE_BELONGINGS', count: 2 }, '/handovers'],
])('leads to %s', async (_, roles, given, href) => {
  await openHome(roles, { steps: [given] });
  const [line] = await seen(() => (lines().length ? lines() : null));
  expect(link(line!)).toBe(href);
});

it('says that nothing is due, and what comes next with its date', async () => {
  await openHome(['COORDINATOR'], {
    upcoming: { kind: 'ROUND_ENDS', subjectId: 'r', name: '旅費の調査', nameEn: null, on: '2026-12-10' },
  });
  await seeText('今、することはありません。');
  await seeText('次の予定: 2026年12月10日（令和8年） 調査の回答期限');
  expect(document.querySelector('a[href="/survey-rounds/r"]')?.textContent).toBe('旅費の調査');
});

it('says that nothing is known to come either', async () => {
  await openHome(['COORDINATOR'], {});
  await seeText('この先の予定も登録されていません。');
  expect(lines()).toEqual([]);
});

it('tells whoever reads what there is to read, and an unknown count as unknown', async () => {
  await openHome(['AUDITOR'], {
    readings: [
      { kind: 'RESULTS', subjectId: 'r', name: '旅費の調査', count: null, totalCount: null, on: '2026-11-20' },
      { kind: 'CHANGES', subjectId: null, name: null, count: 1200, totalCount: null, on: '2026-11-23' },
    ],
  });
  await seeText('今、読めるもの');
  const [results, changes] = [...document.querySelectorAll('section[aria-labelledby=readings] li')];
  expect(text(results!)).toBe('旅費の調査提出数は実施組織だけが確かめられます2026年11月20日（令和8年） から');
  expect(text(changes!)).toBe('操作の記録直近 7 日間に 1,200 件最新 2026年11月23日（令和8年）');
});

it('speaks English with plurals', async () => {
  await openHome(['PORTFOLIO_MANAGER'], {
    steps: [{ kind: 'READ_REPLIES', subjectId: 'r', name: '旅費', nameEn: 'Travel', count: 1, dueOn: '2026-11-24' }],
  });
  await press('English');
  await seeText('Travel: 1 question has a reply');
  expect(text(lines()[0]!)).toContain('1 day left');
});
