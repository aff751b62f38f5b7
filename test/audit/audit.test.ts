import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { today } from '../../server/scalars.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import { changeRound, changeSheet, fillInAndSubmit, inDays, makeFeature, makeSystem, openRound, SAVE_ANSWER } from '../support/survey.ts';

const ENTRIES = `query ($filter: AuditFilter, $first: Int, $after: String) { auditEntries(filter: $filter, first: $first, after: $after) {
  nextCursor totalCount items { at actorName actorRoles action subject subjectId reason before after requestId } } }`;

interface Entry {
  at: string;
  actorName: string;
  action: string;
  subject: string;
  subjectId: string;
  reason: string | null;
  before: string | null;
  after: string | null;
}

let portal: TestPortal;
let organisation: TestOrganisation;
let ministry: TestOrganisation;
beforeAll(async () => {
  portal = await openPortal();
  organisation = await portal.organisation(Role.PORTFOLIO_MANAGER, Role.AUDITOR);
  ministry = await portal.organisation(Role.COORDINATOR, Role.RESPONDENT, Role.AUDITOR);
});
afterAll(() => portal.close());

const pmo = () => organisation.as(Role.PORTFOLIO_MANAGER);
async function entries(filter: object | null = null, of = organisation): Promise<Entry[]> {
  const { auditEntries } = await of.as(Role.AUDITOR).expectData<{ auditEntries: { items: Entry[] } }>(ENTRIES, { filter, first: 100 });
  return auditEntries.items;
}

describe('an audit entry', () => {
  it('tells who, when, as which role, what, before and after', async () => {
    const { id } = await makeFeature(pmo(), (await makeSystem(pmo(), 0)).id, 'A');
    const since = Date.now();
    await pmo().expectData('mutation ($input: UpdateFeatureInput!) { updateFeature(input: $input) { id } }', {
      input: { featureId: id, version: 1, name: '改名', majorGroup: '申請' },
    });
    const [changed, created] = (await entries({ subject: 'feature' })).filter(({ subjectId }) => subjectId === id);
    expect(changed).toMatchObject({
      actorName: expect.stringMatching(/portfolio_manager/i),
      actorRoles: ['PORTFOLIO_MANAGER'],
      action: 'updateFeature update',
      requestId: expect.any(String),
    });
    expect(Math.abs(new Date(changed!.at).getTime() - since)).toBeLessThan(10_000);
    expect([JSON.parse(changed!.before!), JSON.parse(changed!.after!)]).toMatchObject([{ name: '機能A' }, { name: '改名' }]);
    expect(created).toMatchObject({ action: 'createFeature insert', before: null });
  });

  it.each([
    ['reopenSurveyRound update', '訂正の申出', 'survey_round'],
    ['addSurveyFeatures insert', '追加提供', 'survey_feature'],
    ['retireFeature update', '提供終了', 'feature'],
  ])('of %s carries its reason', async (action, reason, subject) => {
    const survey = await openRound(pmo(), [ministry.id], 1);
    const { id, version } = await makeFeature(pmo(), survey.systemId, 'B');
    if (subject === 'survey_feature') await changeRound(pmo(), 'addSurveyFeatures', survey.id, { featureIds: [id], reason });
    if (subject === 'survey_round') {
      await changeRound(pmo(), 'closeSurveyRound', survey.id);
      await changeRound(pmo(), 'reopenSurveyRound', survey.id, { dueOn: inDays(3), reason });
    }
    if (subject === 'feature')
      await pmo().expectData('mutation ($input: RetireFeatureInput!) { retireFeature(input: $input) { id } }', {
        input: { featureId: id, version, validTo: inDays(0), reason },
      });
    expect((await entries({ subject }))[0]).toMatchObject({ action, reason });
  });

  it('of a decision about answers carries its reason, in the ministry and at the runner', async () => {
    const survey = await openRound(pmo(), [ministry.id], 2);
    await fillInAndSubmit(ministry.as(Role.COORDINATOR), survey, '0.');
    expect((await entries({ subject: 'submission' }, ministry))[0]).toMatchObject({
      action: 'submitAnswerSheet insert',
      reason: '該当する業務がない',
    });
    await pmo().expectData('mutation ($input: ReturnSubmissionInput!) { returnSubmission(input: $input) { state } }', {
      input: { roundId: survey.id, organisationId: ministry.id, reason: '再確認' },
    });
    for (const reader of [organisation, ministry])
      expect((await entries({ subject: 'answer_sheet' }, reader))[0]).toMatchObject({
        action: 'returnSubmission update',
        reason: '再確認',
      });
    await changeSheet(ministry.as(Role.RESPONDENT), 'handInAnswerSheet', survey.id);
    await changeSheet(ministry.as(Role.COORDINATOR), 'sendBackAnswerSheet', survey.id, { reason: '内部差戻し' });
    expect((await entries({ subject: 'answer_sheet' }, ministry))[0]).toMatchObject({ reason: '内部差戻し' });
  });

  it('is not left by a save that was refused, nor by one that changes nothing', async () => {
    const survey = await openRound(pmo(), [ministry.id], 1);
    const save = (version: number, input = {}) => ({
      input: { roundId: survey.id, featureId: survey.features[0]!.id, level: 'NOT_USED', version, ...input },
    });
    await ministry.as(Role.RESPONDENT).expectData(SAVE_ANSWER, save(0));
    const before = (await entries(null, ministry)).length;
    await ministry.as(Role.RESPONDENT).expectRefusal(SAVE_ANSWER, save(0));
    await ministry.as(Role.RESPONDENT).expectRefusal(SAVE_ANSWER, save(1, { comment: 'あ'.repeat(2001) }));
    expect(await entries(null, ministry)).toHaveLength(before);
  });

  it('about a draft of one ministry is not for the runner', async () => {
    const survey = await openRound(pmo(), [ministry.id], 1);
    await ministry.as(Role.RESPONDENT).expectData(SAVE_ANSWER, {
      input: { roundId: survey.id, featureId: survey.features[0]!.id, level: 'NOT_USED', comment: '秘密の下書き', version: 0 },
    });
    expect(JSON.stringify(await entries())).not.toContain('秘密の下書き');
    expect(JSON.stringify(await entries(null, ministry))).toContain('秘密の下書き');
  });
});

describe('the list of audit entries', () => {
  it.each([
    ['from its first moment', '2027-03-31T15:00:00Z', { from: '2027-04-01', until: '2027-04-01' }, 1],
    ['to its last', '2027-04-01T14:59:59.999Z', { from: '2027-04-01', until: '2027-04-01' }, 1],
    ['not the moment before', '2027-03-31T14:59:59.999Z', { from: '2027-04-01', until: '2027-04-01' }, 0],
    ['not the moment after', '2027-04-01T15:00:00Z', { from: '2027-04-01', until: '2027-04-01' }, 0],
    ['without a first day', '2027-03-01T00:00:00Z', { until: '2027-04-01' }, 1],
    ['without a last day', '2099-03-01T00:00:00Z', { from: '2099-01-01' }, 1],
  ])('takes a day in Asia/Tokyo %s', async (_, at, days, count) => {
    const subject = `probe_${Math.random().toString(36).slice(2)}`;
    await portal.superuser.query(
      `insert into audit_entry (tenant_id, subject_tenant_id, at, actor_name, actor_roles, action, subject) values ($1, $1, $2, 'probe', '{}', 'probe', $3)`,
      [organisation.id, at, subject],
    );
    expect(await entries({ subject, ...days })).toHaveLength(count);
  });

  it('is found by part of the name of the person, in which % is a sign like others', async () => {
    await makeSystem(pmo(), 0);
    expect(await entries({ actor: organisation.corporateNumber, from: today() })).not.toHaveLength(0);
    expect(await entries({ actor: '%' })).toHaveLength(0);
  });

  it('is read in pages, latest first, each entry once', async () => {
    await makeSystem(pmo(), 3);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { auditEntries }: { auditEntries: { items: Entry[]; nextCursor: string | null } } = await organisation
        .as(Role.AUDITOR)
        .expectData(ENTRIES, { filter: { until: today() }, first: 7, after });
      seen.push(...auditEntries.items.map(({ at, subjectId, action }) => `${at} ${subjectId} ${action}`));
      after = auditEntries.nextCursor;
    } while (after);
    expect(new Set(seen).size).toBe(seen.length);
    const instants = seen.map(line => line.split(' ')[0]!);
    expect(instants).toEqual(instants.toSorted().toReversed());
  });
});
