import { createHash } from 'node:crypto';
import type { GraphQLSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { portalSchema } from '../../server/schema.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { changeSheet, inDays, openRound, type RoundMade } from '../support/survey.ts';
import { ABSENT_ID, operationOn, rootFieldsOf } from './schema-walk.ts';

/** Nobody sees or changes another ministry's drafts, by any query, mutation, import or export. */
const CANARY = '目印のある下書き';

let portal: TestPortal;
let schema: GraphQLSchema;
let runner: TestOrganisation;
let victim: TestOrganisation;
let round: RoundMade;
/** Ids of the victim's and the runner's rows, by the names that arguments have for them. */
let ids: Record<string, string>;
let outsiders: [name: string, person: Person][];

beforeAll(async () => {
  [portal, schema] = [await openPortal(), await portalSchema()];
  runner = await portal.organisation(Role.PORTFOLIO_MANAGER, Role.SYSTEM_OWNER);
  victim = await portal.organisation(Role.RESPONDENT, Role.COORDINATOR, Role.ADMINISTRATOR);
  const asked = await portal.organisation(...Object.values(Role));
  const stranger = await portal.organisation(...Object.values(Role));
  const granted = await portal.organisation(Role.PORTFOLIO_MANAGER);
  await victim.as(Role.ADMINISTRATOR).expectData('mutation ($input: GrantReadingInput!) { grantReading(input: $input) { id } }', {
    input: { granteeOrganisationId: granted.id, role: 'PORTFOLIO_MANAGER' },
  });
  round = await openRound(runner.as(Role.PORTFOLIO_MANAGER), [victim.id, asked.id], 3);
  const { saveAnswer } = await victim
    .as(Role.RESPONDENT)
    .expectData<{ saveAnswer: { answer: { id: string }; sheet: { id: string } } }>(
      'mutation ($input: SaveAnswerInput!) { saveAnswer(input: $input) { answer { id } sheet { id } } }',
      {
        input: {
          roundId: round.id,
          featureId: round.features[0]!.id,
          level: 'USED_WITH_OTHER_MEANS',
          otherMeans: CANARY,
          comment: CANARY,
          version: 0,
        },
      },
    );
  // Given back inside the ministry, which is nobody else's affair either.
  await changeSheet(victim.as(Role.RESPONDENT), 'handInAnswerSheet', round.id);
  await changeSheet(victim.as(Role.COORDINATOR), 'sendBackAnswerSheet', round.id, { reason: CANARY });
  const { delegateRows } = await victim
    .as(Role.RESPONDENT)
    .expectData<{ delegateRows: { id: string } }>('mutation ($input: DelegateRowsInput!) { delegateRows(input: $input) { id } }', {
      input: { roundId: round.id, featureIds: [round.features[0]!.id], bureau: CANARY, note: CANARY },
    });
  const { askColleagues } = await victim
    .as(Role.COORDINATOR)
    .expectData<{ askColleagues: { id: string } }>('mutation ($input: AskColleaguesInput!) { askColleagues(input: $input) { id } }', {
      input: { roundId: round.id, featureId: round.features[0]!.id, question: CANARY },
    });
  const fileId = await victim
    .as(Role.RESPONDENT)
    .upload('answers.csv', Buffer.from(`機能コード,利用状況,備考\nF-2,他の手段も併用,${CANARY}\n`));
  ids = {
    id: saveAnswer.sheet.id,
    roundId: round.id,
    systemId: round.systemId,
    featureId: round.features[0]!.id,
    organisationId: victim.id,
    fileId,
    delegationId: delegateRows.id,
    questionId: askColleagues.id,
    accountId: victim.as(Role.RESPONDENT).accountId,
    fromAccountId: victim.as(Role.RESPONDENT).accountId,
    toAccountId: victim.as(Role.COORDINATOR).accountId,
  };
  const roles = [Role.RESPONDENT, Role.COORDINATOR, Role.PORTFOLIO_MANAGER, Role.AUDITOR, Role.ADMINISTRATOR, Role.VENDOR];
  outsiders = [
    ...roles.map((role): [string, Person] => [`asked ${role}`, asked.as(role)]),
    ...roles.map((role): [string, Person] => [`strange ${role}`, stranger.as(role)]),
    ['runner', runner.as(Role.PORTFOLIO_MANAGER)],
    ['reader with a grant', granted.as(Role.PORTFOLIO_MANAGER)],
  ];
}, 60_000);
afterAll(() => portal.close());

describe('drafts', () => {
  it('are shown by no query and no export, whoever asks', { timeout: 60_000 }, async () => {
    const shown: string[] = [];
    for (const [name, person] of outsiders) {
      for (const answer of await everythingShown(person)) if (answer.includes(CANARY)) shown.push(`${name}: ${answer.slice(0, 200)}`);
    }
    expect(shown).toEqual([]);
    // The same questions do show them to whom they belong, else silence would prove nothing.
    expect((await everythingShown(victim.as(Role.RESPONDENT))).some(answer => answer.includes(CANARY))).toBe(true);
  });

  it('are changed by no mutation, and the answer does not tell what exists', { timeout: 120_000 }, async () => {
    const before = await rowsOfVictim();
    const told: string[] = [];
    for (const [name, person] of outsiders.filter(([who]) => who.startsWith('strange'))) {
      for (const { kind, name: field, field: definition } of rootFieldsOf(schema)) {
        // Grants name anybody in the open directory; sessions and people are one's own.
        if (kind !== 'mutation' || /grantReading|signIn|signOut|changePassword/.test(field)) continue;
        const foreign = operationOn(kind, definition, undefined, argument => ids[argument]);
        const absent = operationOn(kind, definition, undefined, argument => (ids[argument] === undefined ? undefined : ABSENT_ID));
        if (JSON.stringify(foreign) === JSON.stringify(absent)) continue;
        const [real, none] = [await refusal(person, foreign), await refusal(person, absent)];
        // Organisations are in the open directory, and so is that they exist.
        const open =
          /createOrganisation|updateOrganisation|renameOrganisation|endOrganisation|appointAdministrator|switchOrganisation/.test(field);
        if (!open && real !== none) told.push(`${name} ${field}: ${real} ≠ ${none}`);
      }
    }
    expect(told).toEqual([]);
    expect(await rowsOfVictim()).toBe(before);
  });

  it('are not changed by the runner or another asked ministry either', { timeout: 60_000 }, async () => {
    const before = await rowsOfVictim();
    for (const [, person] of outsiders) {
      for (const field of [
        'saveAnswer',
        'saveAnswers',
        'importAnswers',
        'submitAnswerSheet',
        'handInAnswerSheet',
        'returnSubmission',
        'registerSubmission',
        'delegateRows',
        'changeDelegation',
        'takeBackDelegation',
        'finishDelegation',
        'askAboutRow',
        'returnRows',
        'askColleagues',
        'sendBackRows',
        'replyToQuestion',
        'closeQuestion',
      ]) {
        const { field: definition } = rootFieldsOf(schema).find(({ name }) => name === `Mutation.${field}`)!;
        await person.ask(...documentOf(operationOn('mutation', definition, undefined, argument => ids[argument])));
      }
    }
    expect(await rowsOfVictim()).toBe(before);
  });
});

describe('after submission', () => {
  beforeAll(async () => {
    const coordinator = victim.as(Role.COORDINATOR);
    const { answerSheet } = await coordinator.expectData<{ answerSheet: { version: number } }>(
      'query ($id: ID!) { answerSheet(roundId: $id) { version } }',
      { id: round.id },
    );
    await coordinator.expectData('mutation ($input: SubmitAnswerSheetInput!) { submitAnswerSheet(input: $input) { state } }', {
      input: { roundId: round.id, version: answerSheet.version, openRowReason: '照会中' },
    });
  });

  it.each([
    ['runner', true],
    ['reader with a grant', true],
    ['asked PORTFOLIO_MANAGER', false],
    ['asked COORDINATOR', false],
    ['strange AUDITOR', false],
  ])('a %s sees the answer: %s', async (name, sees) => {
    const [, person] = outsiders.find(([who]) => who === name)!;
    const { data } = await person.ask<{ heatmapCell: { otherMeans: string } }>(CELL, {
      round: round.id,
      feature: round.features[0]!.id,
      organisation: victim.id,
    });
    expect(data?.heatmapCell.otherMeans === CANARY).toBe(sees);
  });

  it('a grant taken back counts at once', async () => {
    const administrator = victim.as(Role.ADMINISTRATOR);
    const { readingGrants } = await administrator.expectData<{ readingGrants: { id: string }[] }>('{ readingGrants { id } }');
    await administrator.expectData('mutation ($input: RevokeReadingInput!) { revokeReading(input: $input) { id } }', {
      input: { grantId: readingGrants[0]!.id, reason: '終了' },
    });
    const [, reader] = outsiders.find(([who]) => who === 'reader with a grant')!;
    expect(await reader.expectRefusal(CELL, { round: round.id, feature: round.features[0]!.id, organisation: victim.id })).toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
  });
});

const CELL =
  'query ($round: ID!, $feature: ID!, $organisation: ID!) { heatmapCell(roundId: $round, featureId: $feature, organisationId: $organisation) { level otherMeans comment history { otherMeans comment } } }';

/** What every query and every download shows of the victim's rows, as text. */
async function everythingShown(person: Person): Promise<string[]> {
  const queries = [
    [
      'query ($id: ID!) { answerSheet(roundId: $id) { answers { otherMeans comment level } previousRound { answers { otherMeans comment } } submissions { openRowReason } } }',
      { id: round.id },
    ],
    [
      'query ($id: ID!) { surveyRound(id: $id) { events { reason } targets { state answeredCount returnedReason } ownSheet { answers { otherMeans comment } } } }',
      { id: round.id },
    ],
    ['query ($id: ID!) { surveyHeatmap(roundId: $id) { grid axes shares summary { otherMeansFeatures { code } } } }', { id: round.id }],
    [
      'query ($id: ID!, $day: CalendarDate) { surveyHeatmap(roundId: $id, asOf: $day) { grid summary { otherMeansFeatures { code } } } }',
      { id: round.id, day: inDays(0) },
    ],
    [CELL, { round: round.id, feature: round.features[0]!.id, organisation: victim.id }],
    ['query ($year: Int!) { portfolioHeatmap(fiscalYear: $year) { grid } }', { year: 2026 }],
    [
      'query ($round: ID!, $feature: ID!) { featureVerdict(roundId: $round, featureId: $feature) { fullyUsedCount } verdictEvidence(roundId: $round, featureId: $feature) { level organisationName } }',
      { round: round.id, feature: round.features[0]!.id },
    ],
    ...['SYSTEM', 'MINISTRY', 'PROFILE', 'CLASS'].map(
      by => ['query ($by: PortfolioAxis!) { portfolioLevels(fiscalYear: 2026, by: $by) { lines } }', { by }] as const,
    ),
    [
      'query ($file: ID!, $round: ID!, $of: ID) { answerImport(fileIds: [$file], roundId: $round, organisationId: $of) { fileName rows { label changes { before after } } } }',
      { file: ids['fileId'], round: round.id, of: victim.id },
    ],
    [
      'query ($id: ID!) { answerSheet(roundId: $id) { delegations { bureau note } questions { question } review { departments { department } } } }',
      { id: round.id },
    ],
    [
      'query ($id: ID!) { surveyRound(id: $id) { targets { organisation { id } questions { question } waitingQuestionCount } } }',
      { id: round.id },
    ],
    [
      'query ($id: ID!, $of: ID) { rowQuestions(roundId: $id, organisationId: $of) { items { question reply } } }',
      { id: round.id, of: victim.id },
    ],
    ['query ($id: ID!) { rowQuestions(roundId: $id) { items { question reply } } }', { id: round.id }],
    ['{ auditEntries { items { before after reason actorName } } }', {}],
    ['{ informationSystems { items { name rounds { ownSheet { answers { comment } } } } } }', {}],
  ] as const;
  const answers = await Promise.all(
    queries.map(async ([query, variables]) => JSON.stringify((await person.ask(query, { ...variables })).data ?? null)),
  );
  const paths = [
    `answer-form/${round.id}.xlsx`,
    `heatmap/${round.id}.csv`,
    `heatmap/${round.id}.csv?asOf=${inDays(0)}`,
    'portfolio/2026.csv',
    'verdicts/2026.csv',
    `round-verdicts/${round.id}.csv`,
    `round-change/${round.id}.csv`,
    `system-changes/${round.systemId}.csv`,
    `sheet-review/${round.id}.csv`,
    `features/${round.systemId}.csv`,
  ];
  const files = await Promise.all(paths.map(async path => (await person.download(path)).bytes.toString('utf8')));
  return [...answers, ...files];
}

async function refusal(person: Person, document: ReturnType<typeof operationOn>): Promise<string> {
  const { errors } = await person.ask(...documentOf(document));
  const { code, field } = errors?.[0]?.extensions ?? { code: 'none' };
  return `${code} ${String(field ?? '')} ${(errors?.[0]?.message ?? '').replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ABSENT_ID)}`;
}

const documentOf = ({ query, variables }: ReturnType<typeof operationOn>): [string, Record<string, unknown>] => [query, variables];

/** A fingerprint of everything that the victim and the runner own, apart from sessions. */
async function rowsOfVictim(): Promise<string> {
  const hash = createHash('sha256');
  for (const table of [
    'account',
    'membership',
    'answer_sheet',
    'answer',
    'submission',
    'submitted_answer',
    'row_question',
    'delegation',
    'uploaded_file',
    'survey_round',
    'survey_feature',
    'feature',
    'information_system',
    'carry_over_item',
    'handover',
    'attestation',
    'attestation_rule',
    'usage_log_key',
    'usage_log',
    'usage_log_import',
    'usage_log_month',
    'verdict_rule',
    'feature_decision',
    'feature_decision_event',
    'vendor',
    'contract',
    'contract_system',
    'contract_year',
    'ledger_heading',
    'vendor_merge',
    'checklist_mark',
    'request_calendar',
    'product_mapping',
    'monitoring_item',
    'monitoring_item_version',
    'monitoring_tool',
    'system_monitoring',
    'monitoring_alias',
    'unification_plan',
    'monitoring_import',
    'monitoring_import_line',
    'alert_acknowledgement',
    'alert_rule',
  ]) {
    const { rows } = await portal.superuser.query(`select t::text as row from ${table} t where tenant_id = any ($1) order by 1`, [
      [victim.id, runner.id],
    ]);
    hash.update(JSON.stringify([table, rows]));
  }
  return hash.digest('hex');
}
