import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import { changeRound, fillIn, fillInAndSubmit, levelsOnHeatmap, makeFeature, openRound, type RoundMade } from '../support/survey.ts';

const HEATMAP = `query ($id: ID!) { surveyHeatmap(roundId: $id) { grid shares asOf round { state sharing } summary {
  fullyUsedCount usedWithOtherMeansCount notUsedCount unansweredCount submittedCount targetCount
  unusedFeatures { code } singleUserFeatures { code } otherMeansFeatures { code } } } }`;
const CELL = `query ($roundId: ID!, $featureId: ID!, $organisationId: ID!) {
  heatmapCell(roundId: $roundId, featureId: $featureId, organisationId: $organisationId) {
    feature { code } organisation { id } level otherMeans comment answeredByName submittedByName submittedAt openRowReason } }`;

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
beforeAll(async () => {
  portal = await openPortal();
  runner = await portal.organisation(Role.PORTFOLIO_MANAGER);
  first = await portal.organisation(Role.COORDINATOR);
  second = await portal.organisation(Role.COORDINATOR);
  third = await portal.organisation(Role.COORDINATOR);
  stranger = await portal.organisation(Role.PORTFOLIO_MANAGER);
});
afterAll(() => portal.close());

const pmo = () => runner.as(Role.PORTFOLIO_MANAGER);
const round = (features = 3): Promise<RoundMade> => openRound(pmo(), [first.id, second.id, third.id], features);
const heatmapFor = async (organisation: TestOrganisation, id: string): Promise<Heatmap> =>
  (
    await organisation
      .as(organisation === runner ? Role.PORTFOLIO_MANAGER : Role.COORDINATOR)
      .expectData<{ surveyHeatmap: Heatmap }>(HEATMAP, { id })
  ).surveyHeatmap;
/** Three ministries submit, two wholly and one in part. */
async function submitted(): Promise<RoundMade> {
  const survey = await round();
  await fillInAndSubmit(first.as(Role.COORDINATOR), survey, '012');
  await fillInAndSubmit(second.as(Role.COORDINATOR), survey, '022');
  await fillInAndSubmit(third.as(Role.COORDINATOR), survey, '..2');
  return survey;
}

describe('surveyHeatmap', () => {
  it('shows submissions in protocol order and no draft', async () => {
    const survey = await round();
    await fillInAndSubmit(second.as(Role.COORDINATOR), survey, '012');
    await fillIn(first.as(Role.COORDINATOR), survey, '0');
    const { grid } = await heatmapFor(runner, survey.id);
    const { features, organisations } = JSON.parse(grid) as { features: unknown[][]; organisations: unknown[][] };
    expect(features.map(([, code]) => code)).toEqual(['F-1', 'F-2', 'F-3']);
    expect(organisations.map(([id, , , , state, levels]) => [id, state, levels])).toEqual([
      [first.id, 'IN_PROGRESS', null],
      [second.id, 'SUBMITTED', '012'],
      [third.id, 'NOT_OPENED', null],
    ]);
  });

  it('never counts unanswered as not used', async () => {
    const survey = await round();
    await fillInAndSubmit(first.as(Role.COORDINATOR), survey, '02.');
    await fillInAndSubmit(second.as(Role.COORDINATOR), survey, '12.');
    expect((await heatmapFor(runner, survey.id)).summary).toEqual({
      fullyUsedCount: 1,
      usedWithOtherMeansCount: 1,
      notUsedCount: 2,
      // One open row in each submission, and all three of the ministry that is silent.
      unansweredCount: 5,
      submittedCount: 2,
      targetCount: 3,
      unusedFeatures: [{ code: 'F-2' }],
      singleUserFeatures: [],
      otherMeansFeatures: [{ code: 'F-1' }],
    });
  });

  it('counts features that were added later as unanswered in earlier submissions', async () => {
    const survey = await round(2);
    await fillInAndSubmit(first.as(Role.COORDINATOR), survey, '00');
    const { id } = await makeFeature(pmo(), survey.systemId, 'F-3');
    await changeRound(pmo(), 'addSurveyFeatures', survey.id, { featureIds: [id], reason: '追加提供' });
    expect((await levelsOnHeatmap(pmo(), survey.id))[first.id]).toBe('00.');
    expect((await heatmapFor(runner, survey.id)).summary).toMatchObject({ fullyUsedCount: 2, notUsedCount: 0, unansweredCount: 7 });
  });

  it('stays as it was when the round closed', async () => {
    const survey = await submitted();
    const open = await heatmapFor(runner, survey.id);
    await changeRound(pmo(), 'closeSurveyRound', survey.id);
    const closed = await heatmapFor(runner, survey.id);
    expect(closed).toMatchObject({ grid: open.grid, summary: open.summary, round: { state: 'CLOSED' } });
    expect((await heatmapFor(runner, survey.id)).asOf).toBe(closed.asOf);
    await changeRound(pmo(), 'publishSurveyRound', survey.id, { sharing: 'OWN_ROW' });
    expect(await heatmapFor(runner, survey.id)).toMatchObject({ grid: open.grid, asOf: closed.asOf, round: { state: 'PUBLISHED' } });
  });

  it('follows new submissions again once the round is reopened', async () => {
    const survey = await round();
    await changeRound(pmo(), 'closeSurveyRound', survey.id);
    await changeRound(pmo(), 'reopenSurveyRound', survey.id, { dueOn: '2099-03-31', reason: '回答期限の延長' });
    await fillInAndSubmit(first.as(Role.COORDINATOR), survey, '222');
    expect((await levelsOnHeatmap(pmo(), survey.id))[first.id]).toBe('222');
    await changeRound(pmo(), 'closeSurveyRound', survey.id);
    expect((await levelsOnHeatmap(pmo(), survey.id))[first.id]).toBe('222');
  });

  it('is not there for somebody who is neither runner nor asked', async () => {
    const survey = await round(1);
    const refusal = await stranger.as(Role.PORTFOLIO_MANAGER).expectRefusal(HEATMAP, { id: survey.id });
    expect(refusal).toMatchObject({ extensions: { code: 'NOT_FOUND', type: 'SurveyRound' } });
  });
});

describe('what an asked ministry sees of the others', () => {
  const rowsSeen = async (id: string): Promise<string[]> => {
    const { organisations } = JSON.parse((await heatmapFor(first, id)).grid) as { organisations: [string][] };
    return organisations.map(([organisation]) => organisation);
  };

  it('is nothing while the round is open or closed', async () => {
    const survey = await submitted();
    expect(await rowsSeen(survey.id)).toEqual([first.id]);
    await changeRound(pmo(), 'closeSurveyRound', survey.id);
    expect(await rowsSeen(survey.id)).toEqual([first.id]);
    expect((await heatmapFor(first, survey.id)).shares).toBeNull();
  });

  it.each([
    ['OWN_ROW', 1, null],
    [
      'SHARES',
      1,
      [
        [2, 0, 0],
        [0, 1, 1],
        [0, 0, 3],
      ],
    ],
    [
      'ALL_ROWS',
      3,
      [
        [2, 0, 0],
        [0, 1, 1],
        [0, 0, 3],
      ],
    ],
  ])('after publication with %s: rows of %i ministries', async (sharing, rows, shares) => {
    const survey = await submitted();
    await changeRound(pmo(), 'closeSurveyRound', survey.id);
    await changeRound(pmo(), 'publishSurveyRound', survey.id, { sharing });
    expect(await rowsSeen(survey.id)).toHaveLength(rows);
    expect(JSON.parse((await heatmapFor(first, survey.id)).shares ?? 'null')).toEqual(shares);
  });

  it('holds levels only, even with all rows: texts stay with the runner', async () => {
    const survey = await submitted();
    await changeRound(pmo(), 'closeSurveyRound', survey.id);
    await changeRound(pmo(), 'publishSurveyRound', survey.id, { sharing: 'ALL_ROWS' });
    const variables = { roundId: survey.id, featureId: survey.features[1]!.id, organisationId: first.id };
    expect(await second.as(Role.COORDINATOR).expectData(CELL, variables)).toMatchObject({
      heatmapCell: { level: 'USED_WITH_OTHER_MEANS', otherMeans: null, comment: null, answeredByName: null },
    });
    expect(await first.as(Role.COORDINATOR).expectData(CELL, variables)).toMatchObject({ heatmapCell: { otherMeans: '表計算' } });
  });

  it('ends with a reopening', async () => {
    const survey = await submitted();
    await changeRound(pmo(), 'closeSurveyRound', survey.id);
    await changeRound(pmo(), 'publishSurveyRound', survey.id, { sharing: 'ALL_ROWS' });
    await changeRound(pmo(), 'reopenSurveyRound', survey.id, { dueOn: '2099-03-31', reason: '訂正' });
    expect(await rowsSeen(survey.id)).toEqual([first.id]);
    expect((await heatmapFor(first, survey.id)).shares).toBeNull();
  });
});

describe('heatmapCell', () => {
  it('tells answer, other means, who and when', async () => {
    const survey = await submitted();
    const variables = { roundId: survey.id, featureId: survey.features[1]!.id, organisationId: first.id };
    expect(await pmo().expectData(CELL, variables)).toEqual({
      heatmapCell: {
        feature: { code: 'F-2' },
        organisation: { id: first.id },
        level: 'USED_WITH_OTHER_MEANS',
        otherMeans: '表計算',
        comment: null,
        answeredByName: expect.stringMatching(/coordinator/i),
        submittedByName: expect.stringMatching(/coordinator/i),
        submittedAt: expect.any(String),
        openRowReason: null,
      },
    });
  });

  it('tells why a row was left open, and nothing of a ministry that has not submitted', async () => {
    const survey = await round(2);
    await fillInAndSubmit(first.as(Role.COORDINATOR), survey, '0.');
    await fillIn(second.as(Role.COORDINATOR), survey, '02');
    const cell = (organisationId: string) =>
      pmo().expectData(CELL, { roundId: survey.id, featureId: survey.features[1]!.id, organisationId });
    expect(await cell(first.id)).toMatchObject({
      heatmapCell: { level: null, openRowReason: '該当する業務がない', submittedAt: expect.any(String) },
    });
    expect(await cell(second.id)).toMatchObject({ heatmapCell: { level: null, answeredByName: null, submittedAt: null } });
  });

  it('does not know a ministry that is not asked, a feature of another round, or another ministry’s row', async () => {
    const [survey, another] = [await round(1), await round(1)];
    const variables = { roundId: survey.id, featureId: survey.features[0]!.id, organisationId: first.id };
    for (const [person, wrong] of [
      [pmo(), { ...variables, organisationId: stranger.id }],
      [pmo(), { ...variables, featureId: another.features[0]!.id }],
      [second.as(Role.COORDINATOR), variables],
      [stranger.as(Role.PORTFOLIO_MANAGER), variables],
    ] as const)
      expect(await person.expectRefusal(CELL, wrong)).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
  });
});

describe('publishSurveyRound', () => {
  const PUBLISH = 'mutation ($input: PublishSurveyRoundInput!) { publishSurveyRound(input: $input) { state sharing publishedAt } }';
  const versionOf = async (id: string): Promise<number> =>
    (await pmo().expectData<{ surveyRound: { version: number } }>('query ($id: ID!) { surveyRound(id: $id) { version } }', { id }))
      .surveyRound.version;

  it.each([
    [2, 'BAD_USER_INPUT'],
    [3, 'PUBLISHED'],
  ])('shares without names need three submissions: with %i it is %s', async (submissions, outcome) => {
    const survey = await round(1);
    for (const ministry of [first, second, third].slice(0, submissions)) await fillInAndSubmit(ministry.as(Role.COORDINATOR), survey, '0');
    await changeRound(pmo(), 'closeSurveyRound', survey.id);
    const input = { roundId: survey.id, version: await versionOf(survey.id), sharing: 'SHARES' };
    const { data, errors } = await pmo().ask<{ publishSurveyRound: { state: string } }>(PUBLISH, { input }, { 'accept-language': 'ja' });
    expect(errors?.[0]?.extensions.code ?? data?.publishSurveyRound.state).toBe(outcome);
  });

  it('says why shares are refused', async () => {
    const survey = await round(1);
    await changeRound(pmo(), 'closeSurveyRound', survey.id);
    const input = { roundId: survey.id, version: await versionOf(survey.id), sharing: 'SHARES' };
    for (const [language, message] of [
      ['ja', '3未満'],
      ['en', 'Fewer than 3'],
    ] as const)
      expect(await pmo().expectRefusal(PUBLISH, { input }, { 'accept-language': language })).toMatchObject({
        message: expect.stringContaining(message),
        extensions: { code: 'BAD_USER_INPUT', field: 'sharing' },
      });
  });

  it('needs a closed round, its present version and its runner', async () => {
    const survey = await round(1);
    const publish = (version: number) => ({ input: { roundId: survey.id, version, sharing: 'OWN_ROW' } });
    expect(await pmo().expectRefusal(PUBLISH, publish(await versionOf(survey.id)))).toMatchObject({ extensions: { code: 'CONFLICT' } });
    await changeRound(pmo(), 'closeSurveyRound', survey.id);
    const version = await versionOf(survey.id);
    expect(await pmo().expectRefusal(PUBLISH, publish(version - 1))).toMatchObject({
      extensions: { code: 'CONFLICT', currentVersion: version },
    });
    expect(await stranger.as(Role.PORTFOLIO_MANAGER).expectRefusal(PUBLISH, publish(version))).toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
  });
});
