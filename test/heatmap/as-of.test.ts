import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import { backdate, changeRound, correct, fillInAndSubmit, inDays, makeFeature, openRound, type RoundMade } from '../support/survey.ts';

const HEATMAP = `query ($id: ID!, $asOf: CalendarDate) { surveyHeatmap(roundId: $id, asOf: $asOf) {
  grid shares asOf summary { fullyUsedCount notUsedCount unansweredCount submittedCount targetCount } } }`;
const CELL = `query ($roundId: ID!, $featureId: ID!, $organisationId: ID!, $asOf: CalendarDate) {
  heatmapCell(roundId: $roundId, featureId: $featureId, organisationId: $organisationId, asOf: $asOf) {
    level submittedByName submittedAt openRowReason
    history { number level otherMeans comment submittedAt answeredByName returnedAt returnedReason } } }`;

interface Heatmap {
  grid: string;
  shares: string | null;
  asOf: string;
  summary: object;
}

let portal: TestPortal;
let runner: TestOrganisation;
let first: TestOrganisation;
let second: TestOrganisation;
let third: TestOrganisation;
let stranger: TestOrganisation;
let survey: RoundMade;
/** Opened ten days ago; the first submitted eight days ago and corrected its second answer three days ago. */
beforeAll(async () => {
  portal = await openPortal();
  runner = await portal.organisation(Role.PORTFOLIO_MANAGER);
  [first, second, third] = [
    await portal.organisation(Role.COORDINATOR),
    await portal.organisation(Role.COORDINATOR),
    await portal.organisation(Role.COORDINATOR),
  ];
  stranger = await portal.organisation(Role.PORTFOLIO_MANAGER);
  survey = await openRound(pmo(), [first.id, second.id, third.id], 2);
  await fillInAndSubmit(first.as(Role.COORDINATOR), survey, '02');
  await fillInAndSubmit(second.as(Role.COORDINATOR), survey, '22');
  await correct(pmo(), first.as(Role.COORDINATOR), survey, 1, '0');
  await backdate(portal, survey.id, { opened: 10, submitted: [8, 3] });
  const { id } = await makeFeature(pmo(), survey.systemId, 'F-3');
  await changeRound(pmo(), 'addSurveyFeatures', survey.id, { featureIds: [id], reason: '追加提供' });
});
afterAll(() => portal.close());

const pmo = () => runner.as(Role.PORTFOLIO_MANAGER);
const heatmap = async (asOf: string | null, person = pmo()): Promise<Heatmap> =>
  (await person.expectData<{ surveyHeatmap: Heatmap }>(HEATMAP, { id: survey.id, asOf })).surveyHeatmap;
const rows = ({ grid }: Heatmap) => {
  const { features, organisations } = JSON.parse(grid) as { features: string[][]; organisations: (string | null)[][] };
  return { codes: features.map(([, code]) => code), levels: organisations.map(([, , , , state, levels]) => [state, levels]) };
};

describe('the heatmap as of a day', () => {
  it.each([
    [
      9,
      [
        ['IN_PROGRESS', null],
        ['IN_PROGRESS', null],
        ['NOT_OPENED', null],
      ],
    ],
    [
      8,
      [
        ['SUBMITTED', '02'],
        ['SUBMITTED', '22'],
        ['NOT_OPENED', null],
      ],
    ],
    [
      4,
      [
        ['SUBMITTED', '02'],
        ['SUBMITTED', '22'],
        ['NOT_OPENED', null],
      ],
    ],
    [
      3,
      [
        ['SUBMITTED', '00'],
        ['SUBMITTED', '22'],
        ['NOT_OPENED', null],
      ],
    ],
    [
      1,
      [
        ['SUBMITTED', '00'],
        ['SUBMITTED', '22'],
        ['NOT_OPENED', null],
      ],
    ],
  ])('%i days ago has the submissions that stood then, and the features of then', async (days, levels) => {
    expect(rows(await heatmap(inDays(-days)))).toEqual({ codes: ['F-1', 'F-2'], levels });
  });

  it('of today is the heatmap as it is', async () => {
    const [now, today] = [await heatmap(null), await heatmap(inDays(0))];
    expect(rows(today).codes).toEqual(['F-1', 'F-2', 'F-3']);
    expect(rows(today).levels.map(([, levels]) => levels)).toEqual(rows(now).levels.map(([, levels]) => levels));
    expect(today.summary).toEqual(now.summary);
  });

  it('counts what stood then, and says when that was', async () => {
    const then = await heatmap(inDays(-8));
    expect(then.summary).toEqual({ fullyUsedCount: 1, notUsedCount: 3, unansweredCount: 2, submittedCount: 2, targetCount: 3 });
    expect(new Date(then.asOf).getTime()).toBe(new Date(`${inDays(-7)}T00:00:00+09:00`).getTime());
  });

  it.each([-11, 1])('is refused for a day without a survey, and says which days there are: %i', async days => {
    for (const [language, message] of [
      ['ja', `${inDays(-10)} から今日までの日付`],
      ['en', `a day from ${inDays(-10)} to today`],
    ] as const)
      expect(await pmo().expectRefusal(HEATMAP, { id: survey.id, asOf: inDays(days) }, { 'accept-language': language })).toMatchObject({
        message: expect.stringContaining(message),
        extensions: { code: 'BAD_USER_INPUT', field: 'asOf' },
      });
  });

  it('is not there for a stranger, and shows an asked ministry its own row alone', async () => {
    const variables = { id: survey.id, asOf: inDays(-8) };
    expect(await stranger.as(Role.PORTFOLIO_MANAGER).expectRefusal(HEATMAP, variables)).toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    expect(rows(await heatmap(inDays(-8), first.as(Role.COORDINATOR))).levels).toEqual([['SUBMITTED', '02']]);
  });
});

describe('the history of a cell', () => {
  const cell = (asOf: string | null, person = pmo()) =>
    person.expectData(CELL, { roundId: survey.id, featureId: survey.features[1]!.id, organisationId: first.id, asOf });

  it('has each submission, latest first, with why one was returned', async () => {
    expect(await cell(null)).toMatchObject({
      heatmapCell: {
        level: 'FULLY_USED',
        history: [
          { number: 2, level: 'FULLY_USED', returnedAt: null },
          { number: 1, level: 'NOT_USED', returnedAt: expect.any(String), returnedReason: '再確認のお願い' },
        ],
      },
    });
  });

  it('tells the level of the day that was asked for', async () => {
    expect(await cell(inDays(-8))).toMatchObject({ heatmapCell: { level: 'NOT_USED', history: [{ number: 2 }, { number: 1 }] } });
    expect(await cell(inDays(-9))).toMatchObject({ heatmapCell: { level: null, submittedAt: null } });
  });

  it('is not for another ministry', async () => {
    const refusal = await second
      .as(Role.COORDINATOR)
      .expectRefusal(CELL, { roundId: survey.id, featureId: survey.features[1]!.id, organisationId: first.id });
    expect(refusal).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
  });
});

it('has the features of the system and the parents of the asked ministries beside it', async () => {
  const { surveyHeatmap } = await pmo().expectData<{ surveyHeatmap: { axes: string } }>(
    'query ($id: ID!) { surveyHeatmap(roundId: $id) { axes } }',
    { id: survey.id },
  );
  const { informationSystem } = await pmo().expectData<{ informationSystem: { features: { id: string }[] } }>(
    'query ($id: ID!) { informationSystem(id: $id) { features { id } } }',
    { id: survey.systemId },
  );
  expect(JSON.parse(surveyHeatmap.axes)).toEqual({ features: informationSystem.features.map(({ id }) => id), parents: [] });
});

it('after publication with all rows, another ministry sees no day before it, no history and no names', async () => {
  await changeRound(pmo(), 'closeSurveyRound', survey.id);
  await changeRound(pmo(), 'publishSurveyRound', survey.id, { sharing: 'ALL_ROWS' });
  const other = second.as(Role.COORDINATOR);
  expect(rows(await heatmap(inDays(0), other)).levels.map(([, levels]) => levels)).toEqual(['00.', '22.', null]);
  const variables = { roundId: survey.id, featureId: survey.features[1]!.id, organisationId: first.id };
  expect(await other.expectData(CELL, variables)).toMatchObject({
    heatmapCell: { level: 'FULLY_USED', submittedByName: null, openRowReason: null, history: [] },
  });
  for (const [document, asked] of [
    [HEATMAP, { id: survey.id, asOf: inDays(-1) }],
    [CELL, { ...variables, asOf: inDays(-1) }],
  ] as const)
    expect(await other.expectRefusal(document, asked, { 'accept-language': 'ja' })).toMatchObject({
      message: expect.stringContaining(`公表日（${inDays(0)}）より前の状態は、調査の実施組織だけが見られます`),
      extensions: { code: 'BAD_USER_INPUT', field: 'asOf' },
    });
  expect(rows(await heatmap(inDays(-8))).levels[0]).toEqual(['SUBMITTED', '02']);
});
