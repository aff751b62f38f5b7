import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import {
  changeRound,
  fillInAndSubmit,
  inDays,
  levelsOnHeatmap,
  makeFeature,
  makeSystem,
  openRound,
  prepareRound,
} from '../support/survey.ts';

const ROUND = `query ($id: ID!) { surveyRound(id: $id) {
  version state title opensOn dueOn sharing closedAt featureCount targetCount submittedCount
  features { position code name majorGroup addedAt } events { state byName reason }
  targets { organisation { id } state hasCoordinator answeredCount featureCount returnedReason } } }`;
const CREATE = 'mutation ($input: CreateSurveyRoundInput!) { createSurveyRound(input: $input) { id state version } }';
const UPDATE = 'mutation ($input: UpdateSurveyRoundInput!) { updateSurveyRound(input: $input) { title version } }';
const OPEN = 'mutation ($input: OpenSurveyRoundInput!) { openSurveyRound(input: $input) { state } }';
const CLOSE = 'mutation ($input: CloseSurveyRoundInput!) { closeSurveyRound(input: $input) { state } }';
const REOPEN = 'mutation ($input: ReopenSurveyRoundInput!) { reopenSurveyRound(input: $input) { state } }';
const ADD_FEATURES = 'mutation ($input: AddSurveyFeaturesInput!) { addSurveyFeatures(input: $input) { version } }';
const ADD_TARGETS = 'mutation ($input: AddSurveyTargetsInput!) { addSurveyTargets(input: $input) { targetCount } }';

interface Round {
  version: number;
  featureCount: number;
  features: { code: string; name: string; addedAt: string | null }[];
  events: { state: string; byName: string; reason: string | null }[];
  targets: { organisation: { id: string }; state: string; hasCoordinator: boolean; returnedReason: string | null }[];
}

let portal: TestPortal;
let runner: TestOrganisation;
let ministry: TestOrganisation;
let unstaffed: TestOrganisation;
let stranger: TestOrganisation;
beforeAll(async () => {
  portal = await openPortal();
  runner = await portal.organisation(Role.PORTFOLIO_MANAGER);
  ministry = await portal.organisation(Role.COORDINATOR);
  unstaffed = await portal.organisation(Role.RESPONDENT);
  stranger = await portal.organisation(Role.PORTFOLIO_MANAGER);
});
afterAll(() => portal.close());

const pmo = () => runner.as(Role.PORTFOLIO_MANAGER);
const roundOf = async (id: string, person = pmo()): Promise<Round> =>
  (await person.expectData<{ surveyRound: Round }>(ROUND, { id })).surveyRound;
const description = (input = {}) => ({
  title: '調査',
  fiscalYear: 2026,
  opensOn: inDays(0),
  dueOn: inDays(7),
  targetIds: [ministry.id],
  ...input,
});

describe('createSurveyRound', () => {
  it('prepares a round that the asked ministries do not see yet', async () => {
    const system = await makeSystem(pmo());
    const { id } = await prepareRound(pmo(), system.id, [ministry.id]);
    expect(await roundOf(id)).toMatchObject({ state: 'DRAFT', targetCount: 1, featureCount: 3, features: [], targets: [] });
    const refusal = await ministry.as(Role.COORDINATOR).expectRefusal(ROUND, { id });
    expect(refusal).toMatchObject({ extensions: { code: 'NOT_FOUND', type: 'SurveyRound' } });
  });

  it.each([
    ['title', { title: '　' }, '入力してください', 'fill this in'],
    ['dueOn', { dueOn: inDays(-1) }, '回答開始日以後', 'must not lie before'],
    ['fiscalYear', { fiscalYear: 1999 }, '2000から2100', 'between 2000 and 2100'],
    ['fiscalYear', { fiscalYear: 2101 }, '2000から2100', 'between 2000 and 2100'],
    ['targetIds', { targetIds: ['00000000-0000-4000-8000-000000000000'] }, '存在しない', 'does not exist'],
    ['explanation', { explanation: 'あ'.repeat(4001) }, '4000文字以内', 'at most 4000'],
  ])('refuses %s of %j', async (field, input, ja, en) => {
    const system = await makeSystem(pmo(), 0);
    for (const [language, message] of [
      ['ja', ja],
      ['en', en],
    ] as const) {
      const refusal = await pmo().expectRefusal(
        CREATE,
        { input: { systemId: system.id, ...description(input) } },
        { 'accept-language': language },
      );
      expect(refusal).toMatchObject({ message: expect.stringContaining(message), extensions: { code: 'BAD_USER_INPUT', field } });
    }
  });

  it.each([2000, 2100])('takes the fiscal year %i', async fiscalYear => {
    const system = await makeSystem(pmo(), 0);
    expect(await pmo().expectData(CREATE, { input: { systemId: system.id, ...description({ fiscalYear }) } })).toBeDefined();
  });

  it('is about a system of one’s own', async () => {
    const foreign = await makeSystem(pmo());
    const used = await makeSystem(pmo(), 1, { userIds: [stranger.id] });
    const refusal = (systemId: string) =>
      stranger.as(Role.PORTFOLIO_MANAGER).expectRefusal(CREATE, { input: { systemId, ...description() } });
    expect(await refusal(foreign.id)).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    expect(await refusal(used.id)).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
  });
});

describe('surveyRounds', () => {
  it('filters by class and profile of the system, fiscal year and state, each and together', async () => {
    const manager = (await portal.organisation(Role.PORTFOLIO_MANAGER)).as(Role.PORTFOLIO_MANAGER);
    const joint = await makeSystem(manager, 1, { systemClass: 'JOINT_PROJECT', profile: 'III' });
    const small = await makeSystem(manager, 1, { systemClass: 'JOINT_PROJECT', profile: 'I' });
    await openRound(manager, [ministry.id], joint, { title: '共同' });
    await prepareRound(manager, joint.id, [ministry.id], { title: '共同の前年度', fiscalYear: 2025 });
    await prepareRound(manager, small.id, [ministry.id], { title: '小規模' });
    await prepareRound(manager, (await makeSystem(manager, 1)).id, [ministry.id], { title: '区分不明' });
    const titles = async (filter: object) => {
      const { surveyRounds } = await manager.expectData<{ surveyRounds: { items: { title: string }[]; totalCount: number } }>(
        'query ($filter: SurveyRoundFilter) { surveyRounds(filter: $filter) { items { title } totalCount } }',
        { filter },
      );
      expect(surveyRounds.totalCount).toBe(surveyRounds.items.length);
      return surveyRounds.items.map(({ title }) => title).toSorted();
    };
    expect(await titles({ systemClass: 'JOINT_PROJECT' })).toEqual(['共同', '共同の前年度', '小規模']);
    expect(await titles({ profile: 'III' })).toEqual(['共同', '共同の前年度']);
    expect(await titles({ systemClass: 'JOINT_PROJECT', profile: 'III', fiscalYear: 2026, state: 'OPEN' })).toEqual(['共同']);
    expect(await titles({ systemId: small.id, profile: 'III' })).toEqual([]);
    expect(await titles({ systemClass: 'MINISTRY' })).toEqual([]);
    expect(await titles({ systemClass: 'UNKNOWN' })).toEqual(['区分不明']);
    expect(await titles({ profile: 'UNKNOWN' })).toEqual(['区分不明']);
  });
});

describe('updateSurveyRound', () => {
  it('changes a draft, by its present version, and nothing that is open', async () => {
    const system = await makeSystem(pmo());
    const { id } = await prepareRound(pmo(), system.id, [ministry.id]);
    const change = (version: number, title: string) => ({ input: { roundId: id, version, ...description({ title }) } });
    expect(await pmo().expectData(UPDATE, change(1, '改題'))).toEqual({ updateSurveyRound: { title: '改題', version: 2 } });
    expect(await pmo().expectRefusal(UPDATE, change(1, '遅い'))).toMatchObject({ extensions: { code: 'CONFLICT', currentVersion: 2 } });
    expect(await stranger.as(Role.PORTFOLIO_MANAGER).expectRefusal(UPDATE, change(2, '他'))).toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    await pmo().expectData(OPEN, { input: { roundId: id, version: 2 } });
    expect(await pmo().expectRefusal(UPDATE, change((await roundOf(id)).version, '後'))).toMatchObject({
      extensions: { code: 'CONFLICT' },
    });
  });
});

describe('openSurveyRound', () => {
  it.each([
    ['roundId', 0, {}],
    ['targetIds', 1, { targetIds: [] }],
    ['dueOn', 1, { opensOn: inDays(-3), dueOn: inDays(-1) }],
  ])('is refused on %s when that is missing or over', async (field, features, input) => {
    const system = await makeSystem(pmo(), features);
    const { id, version } = await prepareRound(pmo(), system.id, [ministry.id], input);
    const refusal = await pmo().expectRefusal(OPEN, { input: { roundId: id, version } });
    expect(refusal).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', field } });
  });

  it('takes answers until the last day, begins today at the latest, and asks about what is offered', async () => {
    const system = await makeSystem(pmo(), 1);
    await makeFeature(pmo(), system.id, 'LATER', { validFrom: inDays(1) });
    const gone = await makeFeature(pmo(), system.id, 'GONE', { validFrom: inDays(-9) });
    await pmo().expectData('mutation ($input: RetireFeatureInput!) { retireFeature(input: $input) { id } }', {
      input: { featureId: gone.id, version: gone.version, validTo: inDays(-1), reason: '廃止' },
    });
    const draft = await prepareRound(pmo(), system.id, [ministry.id], { opensOn: inDays(0), dueOn: inDays(0) });
    expect((await roundOf(draft.id)).featureCount).toBe(1);
    await pmo().expectData(OPEN, { input: { roundId: draft.id, version: draft.version } });
    expect(await roundOf(draft.id)).toMatchObject({ state: 'OPEN', featureCount: 1, features: [{ code: 'F-1', addedAt: null }] });
  });

  it('tells from an old version the one in force', async () => {
    const { id, version } = await prepareRound(pmo(), (await makeSystem(pmo())).id, [ministry.id]);
    await pmo().expectData(UPDATE, { input: { roundId: id, version, ...description() } });
    const current = (await roundOf(id)).version;
    expect(await pmo().expectRefusal(OPEN, { input: { roundId: id, version: current - 1 } })).toMatchObject({
      extensions: { code: 'CONFLICT', currentVersion: current },
    });
  });
});

describe('the feature list of an open round', () => {
  it('stays as it was when features are renamed, retired or added, and a retired one keeps its answers', async () => {
    const system = await makeSystem(pmo(), 0);
    const [renamed, retired] = [await makeFeature(pmo(), system.id, 'A'), await makeFeature(pmo(), system.id, 'B')];
    const survey = await openRound(pmo(), [ministry.id], system);
    const before = (await roundOf(survey.id)).features;
    await fillInAndSubmit(ministry.as(Role.COORDINATOR), survey, '01');
    await pmo().expectData('mutation ($input: UpdateFeatureInput!) { updateFeature(input: $input) { id } }', {
      input: { featureId: renamed.id, version: renamed.version, name: '新名称', majorGroup: '別の分類' },
    });
    await pmo().expectData('mutation ($input: RetireFeatureInput!) { retireFeature(input: $input) { id } }', {
      input: { featureId: retired.id, version: retired.version, validTo: inDays(-1), reason: '廃止' },
    });
    await makeFeature(pmo(), system.id, 'C');
    expect((await roundOf(survey.id)).features).toEqual(before);
    expect(await levelsOnHeatmap(pmo(), survey.id)).toEqual({ [ministry.id]: '01' });
    const next = await openRound(pmo(), [ministry.id], system);
    expect((await roundOf(next.id)).features).toMatchObject([{ code: 'A', name: '新名称' }, { code: 'C' }]);
  });

  it('grows at its end, marked and for a reason, and asks those again who had submitted', async () => {
    const survey = await openRound(pmo(), [ministry.id, unstaffed.id], 1);
    await fillInAndSubmit(ministry.as(Role.COORDINATOR), survey, '0');
    const { id } = await makeFeature(pmo(), survey.systemId, 'NEW');
    await changeRound(pmo(), 'addSurveyFeatures', survey.id, { featureIds: [id], reason: '10月から提供' });
    const round = await roundOf(survey.id);
    expect(round.features).toMatchObject([
      { code: 'F-1', addedAt: null },
      { code: 'NEW', addedAt: expect.any(String) },
    ]);
    expect(round.targets).toMatchObject([
      { state: 'RETURNED', returnedReason: '10月から提供', answeredCount: 1, featureCount: 2 },
      { state: 'NOT_OPENED', returnedReason: null },
    ]);
    expect(round.events.at(-1)).toMatchObject({ state: 'OPEN', reason: '10月から提供' });
  });

  it('refuses a feature twice, one of another system, one that is not offered, none, and no reason', async () => {
    const survey = await openRound(pmo(), [ministry.id], 1);
    const another = await makeSystem(pmo(), 0);
    const [foreign, later, fresh] = [
      await makeFeature(pmo(), another.id, 'X'),
      await makeFeature(pmo(), survey.systemId, 'LATER', { validFrom: inDays(1) }),
      await makeFeature(pmo(), survey.systemId, 'NEW'),
    ];
    const add = (featureIds: string[], reason = '追加') => ({ input: { roundId: survey.id, version: survey.version, featureIds, reason } });
    for (const ids of [[], [foreign.id], [later.id], [fresh.id, foreign.id]])
      expect(await pmo().expectRefusal(ADD_FEATURES, add(ids))).toMatchObject({
        extensions: { code: 'BAD_USER_INPUT', field: 'featureIds' },
      });
    expect(await pmo().expectRefusal(ADD_FEATURES, add([fresh.id], ' '))).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', field: 'reason' },
    });
    await pmo().expectData(ADD_FEATURES, add([fresh.id]));
    const { version } = await roundOf(survey.id);
    expect(await pmo().expectRefusal(ADD_FEATURES, add([fresh.id]))).toMatchObject({
      extensions: { code: 'CONFLICT', currentVersion: version },
    });
    expect(await stranger.as(Role.PORTFOLIO_MANAGER).expectRefusal(ADD_FEATURES, add([fresh.id]))).toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
  });
});

describe('the ministries of a round', () => {
  it('are listed with where they stand; one without a coordinator is flagged', async () => {
    const survey = await openRound(pmo(), [unstaffed.id, ministry.id], 1);
    expect((await roundOf(survey.id)).targets).toMatchObject([
      { organisation: { id: ministry.id }, state: 'NOT_OPENED', hasCoordinator: true },
      { organisation: { id: unstaffed.id }, state: 'NOT_OPENED', hasCoordinator: false },
    ]);
  });

  it('see themselves alone', async () => {
    const survey = await openRound(pmo(), [unstaffed.id, ministry.id], 1);
    const { targets } = await roundOf(survey.id, ministry.as(Role.COORDINATOR));
    expect(targets.map(({ organisation }) => organisation.id)).toEqual([ministry.id]);
  });

  it('can become more while the round is open', async () => {
    const survey = await openRound(pmo(), [ministry.id], 1);
    const add = (organisationIds: string[], version: number) => ({ input: { roundId: survey.id, version, organisationIds } });
    expect(await pmo().expectRefusal(ADD_TARGETS, add([ministry.id], survey.version))).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', field: 'organisationIds' },
    });
    expect(await unstaffed.as(Role.RESPONDENT).expectRefusal(ROUND, { id: survey.id })).toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    expect(await pmo().expectData(ADD_TARGETS, add([unstaffed.id, ministry.id], survey.version))).toEqual({
      addSurveyTargets: { targetCount: 2 },
    });
    expect(await roundOf(survey.id, unstaffed.as(Role.RESPONDENT))).toMatchObject({ targets: [{ organisation: { id: unstaffed.id } }] });
    const { version, events } = await roundOf(survey.id);
    expect(events.at(-1)?.reason).toBe(unstaffed.name);
    expect(await pmo().expectRefusal(ADD_TARGETS, add([stranger.id], survey.version))).toMatchObject({
      extensions: { code: 'CONFLICT', currentVersion: version },
    });
  });
});

describe('closing and reopening', () => {
  it('keeps the whole history and what was submitted', async () => {
    const survey = await openRound(pmo(), [ministry.id], 1);
    await fillInAndSubmit(ministry.as(Role.COORDINATOR), survey, '0');
    await changeRound(pmo(), 'closeSurveyRound', survey.id);
    await changeRound(pmo(), 'publishSurveyRound', survey.id, { sharing: 'OWN_ROW' });
    await changeRound(pmo(), 'reopenSurveyRound', survey.id, { dueOn: inDays(0), reason: '訂正の申出' });
    const round = await roundOf(survey.id);
    expect(round).toMatchObject({ state: 'OPEN', dueOn: inDays(0), sharing: null, closedAt: null, submittedCount: 1 });
    expect(round.events.map(({ state, reason }) => [state, reason])).toEqual([
      ['DRAFT', null],
      ['OPEN', null],
      ['CLOSED', null],
      ['PUBLISHED', null],
      ['OPEN', '訂正の申出'],
    ]);
  });

  it.each([
    ['dueOn', { dueOn: inDays(-1), reason: '延長' }],
    ['reason', { dueOn: inDays(0), reason: '　' }],
  ])('reopens with a %s only', async (field, input) => {
    const survey = await openRound(pmo(), [ministry.id], 1);
    await changeRound(pmo(), 'closeSurveyRound', survey.id);
    const { version } = await roundOf(survey.id);
    const refusal = await pmo().expectRefusal(REOPEN, { input: { roundId: survey.id, version, ...input } });
    expect(refusal).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', field } });
  });

  it('is refused in another state, from an old version, and to others', async () => {
    const survey = await openRound(pmo(), [ministry.id, stranger.id], 1);
    const [close, reopen] = [(version: number) => ({ input: { roundId: survey.id, version } }), { dueOn: inDays(1), reason: '延長' }];
    expect(await pmo().expectRefusal(REOPEN, { input: { ...close(survey.version).input, ...reopen } })).toMatchObject({
      extensions: { code: 'CONFLICT' },
    });
    expect(await pmo().expectRefusal(CLOSE, close(survey.version - 1))).toMatchObject({
      extensions: { code: 'CONFLICT', currentVersion: survey.version },
    });
    expect(await stranger.as(Role.PORTFOLIO_MANAGER).expectRefusal(CLOSE, close(survey.version))).toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
  });
});
