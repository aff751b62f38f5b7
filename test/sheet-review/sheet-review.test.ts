import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { DELEGATE } from '../delegation/delegations.ts';
import { ASK_COLLEAGUES } from '../row-question/questions.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import {
  changeRound,
  changeSheet,
  fillIn,
  fillInAndSubmit,
  makeFeature,
  makeSystem,
  openRound,
  type RoundMade,
  type SystemMade,
} from '../support/survey.ts';

let portal: TestPortal;
let runner: TestOrganisation;
let ministry: TestOrganisation;
let other: TestOrganisation;
let system: SystemMade;
let last: RoundMade;
let now: RoundMade;

/** Last year: F-1 fully, F-2 other means, F-3 not, F-4 open. This year F-1 is retired and F-5 new. */
beforeAll(async () => {
  portal = await openPortal();
  runner = await portal.organisation(Role.PORTFOLIO_MANAGER);
  ministry = await portal.organisation(Role.RESPONDENT, Role.COORDINATOR, Role.PORTFOLIO_MANAGER, Role.AUDITOR);
  other = await portal.organisation(Role.COORDINATOR, Role.RESPONDENT);
  system = await makeSystem(pmo(), 4);
  last = await openRound(pmo(), [ministry.id, other.id], system);
  await fillInAndSubmit(coordinator(), last, '012.');
  await fillInAndSubmit(other.as(Role.COORDINATOR), last, '2222');
  await changeRound(pmo(), 'closeSurveyRound', last.id);
  const { features } = (
    await pmo().expectData<{ informationSystem: { features: { id: string; version: number }[] } }>(
      'query ($id: ID!) { informationSystem(id: $id) { features { id version } } }',
      { id: system.id },
    )
  ).informationSystem;
  await portal.superuser.query(`select set_config('app.tenant', $1, false)`, [runner.id]);
  await portal.superuser.query(`update feature set valid_to = '2026-01-01' where id = $1`, [features[0]!.id]);
  await makeFeature(pmo(), system.id, 'F-5', { majorGroup: '審査' });
  now = await openRound(pmo(), [ministry.id, other.id], system);
});
afterAll(() => portal.close());

const pmo = () => runner.as(Role.PORTFOLIO_MANAGER);
const coordinator = () => ministry.as(Role.COORDINATOR);
const REVIEW = `query ($id: ID!) { answerSheet(roundId: $id) { review {
  groups { majorGroup featureCount answeredCount openCount unconfirmedCount } departments { department answeredCount }
  undelegated { code } lastRound { id } lastSubmittedAt changes { kind feature { code } before after } } } }`;
const reviewOf = async (person = coordinator(), id = now.id): Promise<Record<string, unknown>> =>
  (await person.expectData<{ answerSheet: { review: Record<string, unknown> } }>(REVIEW, { id })).answerSheet.review;

describe('the review of a sheet', () => {
  it('has nothing to compare the first round with', async () => {
    expect(await reviewOf(coordinator(), last.id)).toMatchObject({ lastRound: null, lastSubmittedAt: null, changes: [] });
  });

  it('counts by group and division, names what nobody is asked for, and compares with the last round', async () => {
    await portal.superuser.query(`select set_config('app.tenant', $1, false)`, [ministry.id]);
    await portal.superuser.query(`update account set department = '統計局' where id = $1`, [ministry.as(Role.RESPONDENT).accountId]);
    await fillIn(ministry.as(Role.RESPONDENT), now, '00');
    await fillIn(coordinator(), { ...now, features: now.features.slice(2) }, '2');
    await coordinator().expectData(DELEGATE, { input: { roundId: now.id, featureIds: [now.features[0]!.id], bureau: '統計局' } });
    await coordinator().expectData(ASK_COLLEAGUES, {
      input: { roundId: now.id, featureId: now.features[0]!.id, question: '本当ですか' },
    });
    expect(now.features.map(({ code }) => code)).toEqual(['F-2', 'F-3', 'F-4', 'F-5']);
    expect(await reviewOf()).toEqual({
      groups: [
        { majorGroup: '申請', featureCount: 3, answeredCount: 3, openCount: 0, unconfirmedCount: 1 },
        { majorGroup: '審査', featureCount: 1, answeredCount: 0, openCount: 1, unconfirmedCount: 0 },
      ],
      departments: [
        { department: '統計局', answeredCount: 2 },
        { department: null, answeredCount: 1 },
      ],
      undelegated: [{ code: 'F-3' }, { code: 'F-4' }, { code: 'F-5' }],
      lastRound: { id: last.id },
      lastSubmittedAt: expect.any(String),
      changes: [
        { kind: 'CHANGED', feature: { code: 'F-2' }, before: 'USED_WITH_OTHER_MEANS', after: 'FULLY_USED' },
        { kind: 'CHANGED', feature: { code: 'F-3' }, before: 'NOT_USED', after: 'FULLY_USED' },
        { kind: 'CHANGED', feature: { code: 'F-4' }, before: null, after: 'NOT_USED' },
        { kind: 'NEW', feature: { code: 'F-5' }, before: null, after: null },
        { kind: 'GONE', feature: { code: 'F-1' }, before: 'FULLY_USED', after: null },
      ],
    });
  });

  it('is the ministry’s own', async () => {
    expect(await reviewOf(other.as(Role.COORDINATOR))).toMatchObject({ departments: [], undelegated: { length: 4 } });
    expect(await pmo().expectRefusal(REVIEW, { id: now.id })).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
  });

  it.each([Role.COORDINATOR, Role.RESPONDENT, Role.AUDITOR])('is a table with a line for each row, for a %s', async role => {
    const { status, bytes, headers } = await ministry.as(role).download(`sheet-review/${now.id}.csv?lang=ja`);
    expect([status, headers['content-disposition']]).toEqual([200, expect.stringContaining('csv')]);
    const lines = bytes.toString('utf8').trim().split('\r\n');
    expect(lines[0]).toContain('機能コード,大分類,中分類,機能名,分担先');
    expect(lines.find(line => line.startsWith('F-2'))).toMatch(/統計局.*要確認,業務を全て遂行.*統計局.*他の手段も併用,変更,本当ですか/);
    expect(lines.find(line => line.startsWith('F-5'))).toMatch(/,未回答,.*,新規,/);
    expect(lines.find(line => line.startsWith('F-1'))).toMatch(/業務を全て遂行,今回は対象外/);
  });

  it('shows nothing of it to the runner, before and after submission', async () => {
    const path = `sheet-review/${now.id}.xlsx`;
    expect((await pmo().download(path)).status).toBe(404);
    await changeSheet(coordinator(), 'submitAnswerSheet', now.id, { openRowReason: '照会中' });
    expect((await pmo().download(path)).status).toBe(404);
  });
});
