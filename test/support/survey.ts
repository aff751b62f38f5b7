import { randomUUID } from 'node:crypto';
import type { TestPortal } from './open-portal.ts';
import type { Person } from './person.ts';

export interface SystemMade {
  id: string;
  version: number;
}

export interface RoundMade {
  id: string;
  version: number;
  systemId: string;
  /** As frozen, by position. */
  features: { id: string; code: string }[];
}

/** Lines as a file that a spreadsheet program saved. */
export const csv = (...lines: string[]): Buffer => Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`);

/** A day so many days from today, YYYY-MM-DD. */
export const inDays = (days: number): string => new Date(Date.now() + 9 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

/** A system that the person's organisation provides, with features F-1, F-2, … */
export async function makeSystem(person: Person, featureCount = 3, input: Record<string, unknown> = {}): Promise<SystemMade> {
  const { createInformationSystem: system } = await person.expectData<{ createInformationSystem: SystemMade }>(
    'mutation ($input: CreateInformationSystemInput!) { createInformationSystem(input: $input) { id version } }',
    { input: { code: `S-${randomUUID().slice(0, 8)}`, name: '試験システム', lifecycleState: 'IN_OPERATION', userIds: [], ...input } },
  );
  for (let number = 1; number <= featureCount; number++) await makeFeature(person, system.id, `F-${number}`);
  return system;
}

/** A feature at the end of the system's list. */
export async function makeFeature(person: Person, systemId: string, code: string, input = {}): Promise<{ id: string; version: number }> {
  const { createFeature } = await person.expectData<{ createFeature: { id: string; version: number } }>(
    'mutation ($input: CreateFeatureInput!) { createFeature(input: $input) { id version } }',
    { input: { systemId, code, name: `機能${code}`, majorGroup: '申請', ...input } },
  );
  return createFeature;
}

/** A round in preparation about a system. */
export async function prepareRound(
  runner: Person,
  systemId: string,
  targetIds: string[],
  input: Record<string, unknown> = {},
): Promise<{ id: string; version: number }> {
  const { createSurveyRound } = await runner.expectData<{ createSurveyRound: { id: string; version: number } }>(
    'mutation ($input: CreateSurveyRoundInput!) { createSurveyRound(input: $input) { id version } }',
    { input: { systemId, title: '利用状況調査', fiscalYear: 2026, opensOn: inDays(0), dueOn: inDays(14), targetIds, ...input } },
  );
  return createSurveyRound;
}

const ROUND = 'id version features { id code }';

/** A round that takes answers about a system, or about a new one with so many features. */
export async function openRound(runner: Person, targetIds: string[], system: SystemMade | number = 3, input = {}): Promise<RoundMade> {
  const { id: systemId } = typeof system === 'number' ? await makeSystem(runner, system) : system;
  const { id: roundId, version } = await prepareRound(runner, systemId, targetIds, input);
  const { openSurveyRound } = await runner.expectData<{ openSurveyRound: RoundMade }>(
    `mutation ($input: OpenSurveyRoundInput!) { openSurveyRound(input: $input) { ${ROUND} } }`,
    { input: { roundId, version } },
  );
  return { ...openSurveyRound, systemId };
}

/** Closes, reopens, publishes or enlarges a round as it stands now. */
export async function changeRound(
  runner: Person,
  act: 'closeSurveyRound' | 'reopenSurveyRound' | 'publishSurveyRound' | 'addSurveyFeatures' | 'addSurveyTargets',
  roundId: string,
  input: Record<string, unknown> = {},
): Promise<void> {
  const { surveyRound } = await runner.expectData<{ surveyRound: { version: number } }>(
    'query ($id: ID!) { surveyRound(id: $id) { version } }',
    { id: roundId },
  );
  const type = `${act[0]!.toUpperCase()}${act.slice(1)}Input`;
  await runner.expectData(`mutation ($input: ${type}!) { ${act}(input: $input) { id } }`, {
    input: { roundId, version: surveyRound.version, ...input },
  });
}

const LEVELS: Record<string, string> = { 0: 'FULLY_USED', 1: 'USED_WITH_OTHER_MEANS', 2: 'NOT_USED' };

export const SAVE_ANSWER = `mutation ($input: SaveAnswerInput!) { saveAnswer(input: $input) {
  answer { id version level otherMeans comment answeredByName } sheet { id version state answeredCount } } }`;

export const SAVE_ANSWERS = `mutation ($input: SaveAnswersInput!) { saveAnswers(input: $input) {
  answers { version level otherMeans comment carryOver feature { id code } } conflicts { feature { code } answer { version level } }
  sheet { state answeredCount } } }`;

/** Answers features that have no answer yet, one character each by position: 0, 1, 2 as the packed levels have them, . leaves open. */
export async function fillIn(person: Person, round: RoundMade, levels: string): Promise<void> {
  for (const [position, character] of [...levels].entries()) {
    if (character === '.') continue;
    const level = LEVELS[character];
    const otherMeans = character === '1' ? '表計算' : null;
    await person.expectData(SAVE_ANSWER, {
      input: { roundId: round.id, featureId: round.features[position]!.id, level, otherMeans, version: 0 },
    });
  }
}

/** Version of the sheet of the person's ministry. */
export async function sheetVersion(person: Person, roundId: string): Promise<number> {
  const { answerSheet } = await person.expectData<{ answerSheet: { version: number } }>(
    'query ($id: ID!) { answerSheet(roundId: $id) { version } }',
    { id: roundId },
  );
  return answerSheet.version;
}

/** Hands in, sends back or submits the sheet of the person's ministry as it stands now. */
export async function changeSheet(
  person: Person,
  act: 'handInAnswerSheet' | 'sendBackAnswerSheet' | 'submitAnswerSheet',
  roundId: string,
  input: Record<string, unknown> = {},
): Promise<void> {
  const type = `${act[0]!.toUpperCase()}${act.slice(1)}Input`;
  await person.expectData(`mutation ($input: ${type}!) { ${act}(input: $input) { id } }`, {
    input: { roundId, version: await sheetVersion(person, roundId), ...input },
  });
}

/** Answers by position and submits; open features are left open for a reason. */
export async function fillInAndSubmit(coordinator: Person, round: RoundMade, levels: string): Promise<void> {
  await fillIn(coordinator, round, levels);
  const open = levels.length < round.features.length || levels.includes('.');
  await changeSheet(coordinator, 'submitAnswerSheet', round.id, open ? { openRowReason: '該当する業務がない' } : {});
}

/** The heatmap as the person sees it: packed levels of each organisation, null while nothing was submitted. */
export async function levelsOnHeatmap(person: Person, roundId: string): Promise<Record<string, string | null>> {
  const { surveyHeatmap } = await person.expectData<{ surveyHeatmap: { grid: string } }>(
    'query ($id: ID!) { surveyHeatmap(roundId: $id) { grid } }',
    { id: roundId },
  );
  const { organisations } = JSON.parse(surveyHeatmap.grid) as { organisations: [string, string, string, string, string, string | null][] };
  return Object.fromEntries(organisations.map(([id, , , , , levels]) => [id, levels]));
}

/** Has a ministry correct what it submitted: the runner returns it, the answer at a place is changed, and it submits anew. */
export async function correct(runner: Person, coordinator: Person, round: RoundMade, position: number, level: string): Promise<void> {
  await runner.expectData('mutation ($input: ReturnSubmissionInput!) { returnSubmission(input: $input) { id } }', {
    input: { roundId: round.id, organisationId: coordinator.organisationId, reason: '再確認のお願い' },
  });
  const { answerSheet } = await coordinator.expectData<{ answerSheet: { answers: { version: number; feature: { id: string } }[] } }>(
    'query ($id: ID!) { answerSheet(roundId: $id) { answers { version feature { id } } } }',
    { id: round.id },
  );
  const featureId = round.features[position]!.id;
  const { version = 0 } = answerSheet.answers.find(({ feature }) => feature.id === featureId) ?? {};
  const otherMeans = level === '1' ? '表計算' : null;
  await coordinator.expectData(SAVE_ANSWER, { input: { roundId: round.id, featureId, level: LEVELS[level], otherMeans, version } });
  await changeSheet(coordinator, 'submitAnswerSheet', round.id);
}

/** Moves what happened in a round to earlier days, past every wall: nobody can wait for days in a test. */
export async function backdate(
  portal: Pick<TestPortal, 'superuser'>,
  roundId: string,
  days: { opened: number; submitted: number[] },
): Promise<void> {
  const { superuser } = portal;
  await superuser.query("set session_replication_role = replica; set timezone = 'Asia/Tokyo'");
  await superuser.query(`update survey_round set opened_at = current_date - $2::int + time '09:00' where id = $1`, [roundId, days.opened]);
  await superuser.query(
    `update answer_sheet set opened_at = current_date - $2::int + time '10:00' where round_id = $1 and opened_at is not null`,
    [roundId, days.opened],
  );
  for (const [index, day] of days.submitted.entries()) {
    await superuser.query(
      `update submission set submitted_at = current_date - $3::int + time '12:00' where round_id = $1 and number = $2`,
      [roundId, index + 1, day],
    );
    // What was corrected was returned on the day of the correction, before it.
    await superuser.query(
      `update submission set returned_at = current_date - $3::int + time '11:00' where round_id = $1 and number = $2 and returned_at is not null`,
      [roundId, index, day],
    );
  }
  await superuser.query('set session_replication_role = origin');
}
