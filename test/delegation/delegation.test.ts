import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import { changeRound, changeSheet, fillIn, fillInAndSubmit, inDays, openRound, type RoundMade } from '../support/survey.ts';
import { CHANGE, DELEGATE, type Delegation, delegationsOf, FINISH, TAKE_BACK } from './delegations.ts';

let portal: TestPortal;
let runner: TestOrganisation;
let ministry: TestOrganisation;
let stranger: TestOrganisation;
beforeAll(async () => {
  portal = await openPortal();
  runner = await portal.organisation(Role.PORTFOLIO_MANAGER, Role.AUDITOR);
  ministry = await portal.organisation(Role.RESPONDENT, Role.COORDINATOR, Role.BUDGET_OFFICER);
  stranger = await portal.organisation(...Object.values(Role));
});
afterAll(() => portal.close());

const respondent = () => ministry.as(Role.RESPONDENT);
const coordinator = () => ministry.as(Role.COORDINATOR);
const round = (features = 3): Promise<RoundMade> => openRound(runner.as(Role.PORTFOLIO_MANAGER), [ministry.id, stranger.id], features);
const wish = (survey: RoundMade, input: Record<string, unknown> = {}) => ({
  input: { roundId: survey.id, featureIds: [survey.features[0]!.id, survey.features[1]!.id], bureau: '統計局', ...input },
});
const delegate = async (survey: RoundMade, input: Record<string, unknown> = {}): Promise<Delegation> =>
  (await coordinator().expectData<{ delegateRows: Delegation }>(DELEGATE, wish(survey, input))).delegateRows;
const changing = ({ id: delegationId, version }: Delegation, survey: RoundMade, input: Record<string, unknown> = {}) => ({
  input: { delegationId, version, featureIds: [survey.features[2]!.id], bureau: '行政評価局', ...input },
});
const existing = ({ id: delegationId, version }: Delegation, input: Record<string, unknown> = {}) => ({
  input: { delegationId, version, ...input },
});

describe('delegateRows', () => {
  it('asks a colleague, who sees that it is for them', async () => {
    const survey = await round();
    const { accountId } = respondent();
    const asked = await delegate(survey, { bureau: null, accountId, note: ' 昨年度の実績で ', dueOn: inDays(7) });
    expect(asked).toMatchObject({
      account: { id: accountId },
      note: '昨年度の実績で',
      dueOn: inDays(7),
      askedByName: expect.stringMatching(/coordinator/),
      features: [{ code: 'F-1' }, { code: 'F-2' }],
      answeredCount: 0,
      asksViewer: false,
    });
    expect(await delegationsOf(respondent(), survey.id)).toMatchObject([{ asksViewer: true }]);
  });

  it('asks a bureau, whose people see that it is for them', async () => {
    const survey = await round();
    await delegate(survey);
    expect(await delegationsOf(respondent(), survey.id)).toMatchObject([{ bureau: '統計局', asksViewer: false }]);
    await portal.superuser.query(`select set_config('app.tenant', $1, false)`, [ministry.id]);
    await portal.superuser.query(`update account set department = '統計局　' where id = $1`, [respondent().accountId]);
    expect(await delegationsOf(respondent(), survey.id)).toMatchObject([{ asksViewer: true }]);
  });

  it('tells who answered, how much, and when', async () => {
    const survey = await round();
    await delegate(survey);
    await fillIn(respondent(), survey, '0.2');
    expect(await delegationsOf(coordinator(), survey.id)).toMatchObject([
      { featureCount: 2, answeredCount: 1, answeredByNames: [expect.stringMatching(/respondent/)], lastAnsweredAt: expect.any(String) },
    ]);
  });

  it.each([
    ['no rows', { featureIds: [] }, 'featureIds'],
    ['rows of no round', { featureIds: ['00000000-0000-4000-8000-000000000000'] }, 'featureIds'],
    ['nobody', { bureau: ' ' }, 'bureau'],
    ['a day after that of the round', { dueOn: '2099-01-01' }, 'dueOn'],
    ['a name that is too long', { bureau: '局'.repeat(201) }, 'bureau'],
  ])('refuses %s', async (_, input, field) => {
    const refusal = await coordinator().expectRefusal(DELEGATE, wish(await round(2), input));
    expect(refusal).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', field } });
  });

  it('refuses a colleague and a bureau at once, and people who may not answer or are of another ministry', async () => {
    const survey = await round(2);
    const both = wish(survey, { accountId: respondent().accountId });
    expect(await coordinator().expectRefusal(DELEGATE, both)).toMatchObject({ extensions: { field: 'bureau' } });
    for (const person of [ministry.as(Role.BUDGET_OFFICER), stranger.as(Role.RESPONDENT)]) {
      const refusal = await coordinator().expectRefusal(DELEGATE, wish(survey, { bureau: null, accountId: person.accountId }));
      expect(refusal).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', field: 'accountId' } });
    }
  });

  it('refuses a sheet that was submitted, a ministry that is not asked, and roles that do not answer', async () => {
    const survey = await round(2);
    await fillInAndSubmit(coordinator(), survey, '00');
    expect(await coordinator().expectRefusal(DELEGATE, wish(survey))).toMatchObject({ extensions: { code: 'CONFLICT' } });
    const other = await openRound(runner.as(Role.PORTFOLIO_MANAGER), [ministry.id], 2);
    expect(await stranger.as(Role.COORDINATOR).expectRefusal(DELEGATE, wish(other))).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    expect(await ministry.as(Role.BUDGET_OFFICER).expectRefusal(DELEGATE, wish(other))).toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
  });
});

describe('changeDelegation', () => {
  it('changes who and what, and asks anew for what was done', async () => {
    const survey = await round();
    const asked = await delegate(survey);
    const { finishDelegation } = await respondent().expectData<{ finishDelegation: Delegation }>(
      FINISH,
      existing(asked, { openRowReason: '該当なし' }),
    );
    expect(await coordinator().expectData(CHANGE, changing(finishDelegation, survey))).toMatchObject({
      changeDelegation: { bureau: '行政評価局', features: [{ code: 'F-3' }], doneAt: null, doneByName: null, openRowReason: null },
    });
  });

  it('refuses bad input, an old version, another ministry, and roles that do not answer', async () => {
    const survey = await round();
    const asked = await delegate(survey);
    const refusal = (person = coordinator(), input = {}) => person.expectRefusal(CHANGE, changing(asked, survey, input));
    expect(await refusal(coordinator(), { bureau: '' })).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', field: 'bureau' } });
    expect(await refusal(coordinator(), { version: 9 })).toMatchObject({ extensions: { code: 'CONFLICT', currentVersion: 1 } });
    expect(await refusal(stranger.as(Role.COORDINATOR))).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    expect(await refusal(ministry.as(Role.BUDGET_OFFICER))).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
  });
});

describe('takeBackDelegation', () => {
  it('ends it, once, and keeps what was answered', async () => {
    const survey = await round();
    const asked = await delegate(survey);
    await fillIn(respondent(), survey, '0');
    const { takeBackDelegation } = await coordinator().expectData<{ takeBackDelegation: Delegation }>(TAKE_BACK, existing(asked));
    expect(takeBackDelegation).toMatchObject({ takenBackAt: expect.any(String), answeredCount: 1 });
    expect(await coordinator().expectRefusal(TAKE_BACK, existing(takeBackDelegation))).toMatchObject({ extensions: { code: 'CONFLICT' } });
  });

  it('refuses an old version, another ministry, and roles that do not answer', async () => {
    const asked = await delegate(await round());
    const refusal = (person = coordinator(), input = {}) => person.expectRefusal(TAKE_BACK, existing(asked, input));
    expect(await refusal(coordinator(), { version: 9 })).toMatchObject({ extensions: { code: 'CONFLICT' } });
    expect(await refusal(stranger.as(Role.COORDINATOR))).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    expect(await refusal(ministry.as(Role.BUDGET_OFFICER))).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
  });
});

describe('finishDelegation', () => {
  it('takes a part as answered, with a reason where rows are open', async () => {
    const survey = await round();
    const asked = await delegate(survey);
    await fillIn(respondent(), survey, '0');
    expect(await respondent().expectRefusal(FINISH, existing(asked))).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', field: 'openRowReason' },
    });
    expect(await respondent().expectData(FINISH, existing(asked, { openRowReason: '該当する業務がない' }))).toMatchObject({
      finishDelegation: { doneByName: expect.stringMatching(/respondent/), openRowReason: '該当する業務がない' },
    });
  });

  it('keeps no reason where no row is open', async () => {
    const survey = await round();
    const asked = await delegate(survey);
    await fillIn(respondent(), survey, '00');
    expect(await respondent().expectData(FINISH, existing(asked, { openRowReason: '余計' }))).toMatchObject({
      finishDelegation: { doneAt: expect.any(String), openRowReason: null },
    });
  });

  it('refuses a closed round, another ministry, and roles that do not answer', async () => {
    const survey = await round();
    const asked = await delegate(survey);
    expect(await stranger.as(Role.RESPONDENT).expectRefusal(FINISH, existing(asked))).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    expect(await ministry.as(Role.BUDGET_OFFICER).expectRefusal(FINISH, existing(asked))).toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
    await changeRound(runner.as(Role.PORTFOLIO_MANAGER), 'closeSurveyRound', survey.id);
    expect(await respondent().expectRefusal(FINISH, existing(asked, { openRowReason: 'x' }))).toMatchObject({
      extensions: { code: 'CONFLICT' },
    });
  });
});

describe('delegations', () => {
  it('are seen by neither the runner nor another ministry, also after submission', async () => {
    const survey = await round(2);
    await delegate(survey, { note: '目印のある分担' });
    await fillIn(coordinator(), survey, '00');
    await changeSheet(coordinator(), 'submitAnswerSheet', survey.id);
    for (const person of [runner.as(Role.PORTFOLIO_MANAGER), runner.as(Role.AUDITOR), stranger.as(Role.COORDINATOR)]) {
      for (const asked of [
        'answerSheet(roundId: $id) { delegations { note } }',
        'surveyRound(id: $id) { ownSheet { delegations { note } } }',
      ]) {
        const { data } = await person.ask(`query ($id: ID!) { ${asked} }`, { id: survey.id });
        expect(JSON.stringify(data ?? null)).not.toContain('目印');
      }
    }
    expect(await delegationsOf(respondent(), survey.id)).toMatchObject([{ note: '目印のある分担' }]);
  });

  it('name the colleagues who may be asked, and nobody else', async () => {
    const survey = await round(1);
    const { answerSheet } = await respondent().expectData<{ answerSheet: { colleagues: { id: string }[] } }>(
      'query ($id: ID!) { answerSheet(roundId: $id) { colleagues { id name department } } }',
      { id: survey.id },
    );
    const people = [respondent(), coordinator()].map(({ accountId }) => accountId);
    expect(answerSheet.colleagues.map(({ id }) => id).toSorted()).toEqual(people.toSorted());
  });
});
