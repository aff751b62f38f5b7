import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import { changeRound, openRound, type RoundMade, SAVE_ANSWER } from '../support/survey.ts';

/**
 * Whatever people do in whatever order: the packed levels of the heatmap are the submitted answers, and the count of a sheet is
 * the number of its answers.
 */
const FEATURES = 4;

let portal: TestPortal;
let runner: TestOrganisation;
let ministry: TestOrganisation;
beforeAll(async () => {
  portal = await openPortal();
  runner = await portal.organisation(Role.PORTFOLIO_MANAGER);
  ministry = await portal.organisation(Role.COORDINATOR);
});
afterAll(() => portal.close());

const act = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('save' as const),
      position: fc.nat(FEATURES - 1),
      level: fc.constantFrom('FULLY_USED', 'USED_WITH_OTHER_MEANS', 'NOT_USED', null),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('submit' as const, 'return' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('handIn' as const, 'sendBack' as const, 'reopen' as const) }) },
);
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never;

const SHEET = `query ($id: ID!) { answerSheet(roundId: $id) { version answers { version feature { id } } } }`;

/** Does one act as it comes; a refusal is an outcome like any other, an unexpected error is not. */
async function perform(survey: RoundMade, one: Act): Promise<void> {
  const [pmo, coordinator] = [runner.as(Role.PORTFOLIO_MANAGER), ministry.as(Role.COORDINATOR)];
  const { answerSheet } = await coordinator.expectData<{
    answerSheet: { version: number; answers: { version: number; feature: { id: string } }[] };
  }>(SHEET, { id: survey.id });
  const sheet = { roundId: survey.id, version: answerSheet.version };
  const featureId = survey.features[one.kind === 'save' ? one.position : 0]!.id;
  const version = answerSheet.answers.find(({ feature }) => feature.id === featureId)?.version ?? 0;
  const acts: Record<Act['kind'], () => Promise<{ errors?: { extensions: { code: string } }[] | undefined }>> = {
    save: () =>
      coordinator.ask(SAVE_ANSWER, { input: { roundId: survey.id, featureId, level: one.kind === 'save' ? one.level : null, version } }),
    submit: () =>
      coordinator.ask('mutation ($input: SubmitAnswerSheetInput!) { submitAnswerSheet(input: $input) { id } }', {
        input: { ...sheet, openRowReason: '未定' },
      }),
    handIn: () =>
      coordinator.ask('mutation ($input: HandInAnswerSheetInput!) { handInAnswerSheet(input: $input) { id } }', { input: sheet }),
    sendBack: () =>
      coordinator.ask('mutation ($input: SendBackAnswerSheetInput!) { sendBackAnswerSheet(input: $input) { id } }', {
        input: { ...sheet, reason: '確認' },
      }),
    return: () =>
      pmo.ask('mutation ($input: ReturnSubmissionInput!) { returnSubmission(input: $input) { id } }', {
        input: { roundId: survey.id, organisationId: ministry.id, reason: '確認' },
      }),
    reopen: async () => {
      await changeRound(pmo, 'closeSurveyRound', survey.id);
      await changeRound(pmo, 'reopenSurveyRound', survey.id, { dueOn: '2099-03-31', reason: '延長' });
      return {};
    },
  };
  const { errors } = await acts[one.kind]();
  expect(['CONFLICT', undefined]).toContain(errors?.[0]?.extensions.code);
}

async function expectAgreement(roundId: string): Promise<void> {
  const { rows } = await portal.superuser.query(
    `select s.answered_count as count, sub.latest, sub.levels,
       sub.fully_used_count + sub.used_with_other_means_count + sub.not_used_count as counted,
       (select count(*)::int from answer a where a.sheet_id = s.id and a.level is not null) as answers,
       (select string_agg(case a.level when 'FULLY_USED' then '0' when 'USED_WITH_OTHER_MEANS' then '1' when 'NOT_USED' then '2' else '.' end, '' order by f.position)
        from survey_feature f left join submitted_answer a on a.survey_feature_id = f.id and a.submission_id = sub.id where f.round_id = s.round_id) as submitted
     from answer_sheet s left join submission sub on sub.sheet_id = s.id where s.round_id = $1`,
    [roundId],
  );
  for (const { count, answers, levels, submitted, counted } of rows) {
    expect(count).toBe(answers);
    if (levels === null) continue;
    expect(levels).toBe(submitted);
    expect(counted).toBe(levels.replaceAll('.', '').length);
  }
  expect(rows.filter(({ latest }) => latest).length).toBe(rows[0].levels === null ? 0 : 1);
}

it('agrees with what was submitted after any sequence of acts', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 14 }), async acts => {
      const survey = await openRound(runner.as(Role.PORTFOLIO_MANAGER), [ministry.id], FEATURES);
      for (const one of acts) await perform(survey, one);
      await expectAgreement(survey.id);
    }),
    { numRuns: 15 },
  );
});

it('keeps with a closed round exactly what was submitted, also by somebody who submits while it is closed', async () => {
  const survey = await openRound(runner.as(Role.PORTFOLIO_MANAGER), [ministry.id], FEATURES);
  const coordinator = ministry.as(Role.COORDINATOR);
  const { answerSheet } = await coordinator.expectData<{ answerSheet: { version: number } }>(SHEET, { id: survey.id });
  // Both acts begin while the sheet is held, and go on when it is let go.
  await portal.superuser.query('begin');
  await portal.superuser.query('select from answer_sheet where round_id = $1 for update', [survey.id]);
  const submitting = coordinator.ask('mutation ($input: SubmitAnswerSheetInput!) { submitAnswerSheet(input: $input) { id } }', {
    input: { roundId: survey.id, version: answerSheet.version, openRowReason: '未定' },
  });
  const closing = changeRound(runner.as(Role.PORTFOLIO_MANAGER), 'closeSurveyRound', survey.id);
  await new Promise(resolve => setTimeout(resolve, 300));
  await portal.superuser.query('commit');
  const [{ errors }] = await Promise.all([submitting, closing]);
  const { rows } = await portal.superuser.query('select grid from survey_snapshot where round_id = $1', [survey.id]);
  const { organisations } = JSON.parse(rows[0].grid) as { organisations: [string, string, string, string, string, string | null][] };
  expect(organisations[0]![5]).toBe(errors ? null : '....');
});
