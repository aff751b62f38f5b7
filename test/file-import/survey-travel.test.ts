import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPortal, PASSWORD, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { changeRound, changeSheet, levelsOnHeatmap, openRound, type RoundMade } from '../support/survey.ts';

/** The survey as ministries really returned it, through the API from the first import to the heatmap. */
const FOLDER = new URL('../fixtures/survey-travel/', import.meta.url);
/** These answer in the portal; for the others the runner registers the file that came back. */
const IN_THE_PORTAL = ['総務省', '国税庁'];
const COUNTS = 'newCount changedCount unchangedCount blankCount refusedCount';
const DRY_RUN = `query ($fileIds: [ID!]!, $roundId: ID!, $organisationId: ID, $mappings: [LevelMappingInput!], $status: ImportRowStatus) {
  answerImport(fileIds: $fileIds, roundId: $roundId, organisationId: $organisationId, mappings: $mappings, status: $status) {
    ${COUNTS} organisation { name } unmatchedValues { value count mappedTo } problemCounts { code count }
    rows { line key status problems { code cell column value message remedy } } } }`;
const REGISTER = `mutation ($input: RegisterSubmissionInput!) { registerSubmission(input: $input) { state answeredCount registeredOnBehalf } }`;
const IMPORT = 'mutation ($input: ImportAnswersInput!) { importAnswers(input: $input) { state answeredCount findings { kind } } }';

interface Expected {
  ministriesWithoutAnswer: string[];
  answersPerFile: Record<string, number>;
  unrecognisedValues: [ministry: string, code: string, value: string][];
  levelsAfterRefusingUnrecognised: Record<string, number>;
  levelsAsMeant: Record<string, number>;
  unknownFeatureCodes: [ministry: string, code: string][];
  blankCells: number;
  featuresNotUsedByEveryAnsweringMinistry: string[];
  featuresUsedWithOtherMeansSomewhere: number;
  featuresWithExactlyOneUserMinistry: string[];
  usageLogRows: number;
  usageLogRowsWithUnmappedKey: number;
  usageLogTotalCount: number;
  featuresWithoutAnyLogRow: string[];
}
interface Preview {
  newCount: number;
  changedCount: number;
  unchangedCount: number;
  blankCount: number;
  refusedCount: number;
  organisation: { name: string };
  unmatchedValues: { value: string; count: number; mappedTo: string | null }[];
  rows: { line: number; key: string; problems: { code: string; cell: string; value: string; message: string; remedy: string }[] }[];
}

let portal: TestPortal;
let pmo: Person;
let expected: Expected;
let round: RoundMade;
let systemId: string;
const organisations = new Map<string, string>();
/** File names by ministry. */
const files = new Map<string, string>();
const previews = new Map<string, Preview>();

const read = (name: string): Promise<Buffer> => readFile(new URL(name.split('/').map(encodeURIComponent).join('/'), FOLDER));
const uploadAnswers = async (person: Person, ministry: string): Promise<string> =>
  person.upload(files.get(ministry)!, await read(`answers/${files.get(ministry)!}`));
const decodeCp932 = (bytes: Buffer): string => new TextDecoder('shift_jis').decode(bytes);
const auditRows = async (): Promise<number> => Number((await portal.superuser.query('select count(*) from audit_entry')).rows[0].count);

/** The administrator of a ministry, appointed by the operator, makes the people who answer. */
async function staff(ministry: string): Promise<{ respondent: Person; coordinator: Person }> {
  const login = (role: string): string => `${role}@${organisations.get(ministry)!}`;
  await portal.operator.expectData('mutation ($input: AppointAdministratorInput!) { appointAdministrator(input: $input) { id } }', {
    input: { organisationId: organisations.get(ministry), login: login('admin'), name: '庶務　担当', initialPassword: PASSWORD },
  });
  const administrator = await portal.signIn(login('admin'));
  for (const role of ['RESPONDENT', 'COORDINATOR'])
    await administrator.expectData('mutation ($input: CreateAccountInput!) { createAccount(input: $input) { id } }', {
      input: { login: login(role), name: role, roles: [role], initialPassword: PASSWORD },
    });
  return { respondent: await portal.signIn(login('RESPONDENT')), coordinator: await portal.signIn(login('COORDINATOR')) };
}

async function register(ministry: string): Promise<void> {
  const fileId = await uploadAnswers(pmo, ministry);
  const variables = { roundId: round.id, organisationId: organisations.get(ministry) };
  previews.set(ministry, (await pmo.expectData<{ answerImport: Preview }>(DRY_RUN, { ...variables, fileIds: [fileId] })).answerImport);
  const { registerSubmission } = await pmo.expectData<{ registerSubmission: object }>(REGISTER, {
    input: { ...variables, fileId, leaveOutRefused: true, openRowReason: '返送された調査票のまま登録' },
  });
  expect(registerSubmission).toMatchObject({ state: 'SUBMITTED', registeredOnBehalf: true });
}

async function answerInPortal(ministry: string): Promise<void> {
  const { respondent, coordinator } = await staff(ministry);
  const variables = { fileIds: [await uploadAnswers(respondent, ministry)], roundId: round.id };
  previews.set(ministry, (await respondent.expectData<{ answerImport: Preview }>(DRY_RUN, variables)).answerImport);
  const imported = () => respondent.expectData(IMPORT, { input: { ...variables, leaveOutRefused: true } });
  expect(await imported()).toMatchObject({ importAnswers: { state: 'IN_PROGRESS', answeredCount: 90 } });
  const before = await auditRows();
  expect(await imported()).toMatchObject({ importAnswers: { answeredCount: 90 } });
  expect(await auditRows()).toBe(before);
  await changeSheet(respondent, 'handInAnswerSheet', round.id);
  await changeSheet(coordinator, 'submitAnswerSheet', round.id);
}

beforeAll(async () => {
  portal = await openPortal();
  await portal.operator.expectData('mutation ($input: CreateAccountInput!) { createAccount(input: $input) { id } }', {
    input: { login: 'pmo', name: '全体　管理', roles: ['PORTFOLIO_MANAGER'], initialPassword: PASSWORD },
  });
  pmo = await portal.signIn('pmo');
  expected = JSON.parse((await read('expected.json')).toString()) as Expected;
  for (const name of await readdir(new URL('answers/', FOLDER))) files.set(name.normalize('NFC').replace(/\.\w+$/, ''), name);
});
afterAll(() => portal.close());

describe('the survey of 21 ministries', () => {
  it('takes the list of ministries, twice without a change', async () => {
    const fileId = await pmo.upload('ministries.csv', await read('ministries.csv'));
    const importing = () =>
      pmo.expectData(`mutation ($input: ImportFileInput!) { importOrganisations(input: $input) { ${COUNTS} } }`, { input: { fileId } });
    // The operator of the portal is one of the 21 and there already.
    expect(await importing()).toMatchObject({ importOrganisations: { newCount: 20, unchangedCount: 1, refusedCount: 0 } });
    const before = await auditRows();
    expect(await importing()).toMatchObject({ importOrganisations: { newCount: 0, changedCount: 0, unchangedCount: 21 } });
    expect(await auditRows()).toBe(before);

    const { organisations: page } = await pmo.expectData<{ organisations: { items: { id: string; name: string }[] } }>(
      '{ organisations { items { id name protocolOrder } } }',
    );
    for (const { id, name } of page.items) organisations.set(name, id);
    expect(page.items[0]?.name).toBe('人事院');
    expect(page.items.at(-1)?.name).toBe('会計検査院');
    expect(organisations.size).toBe(21);
  });

  it('takes the system and its 90 features, twice without a change', async () => {
    const list = await pmo.upload(
      'systems.csv',
      Buffer.from('情報システムID,情報システム名\nTRV,旅費等内部管理業務システム（サンプル）\n'),
    );
    const importing = () =>
      pmo.expectData(`mutation ($input: ImportFileInput!) { importInformationSystems(input: $input) { ${COUNTS} } }`, {
        input: { fileId: list },
      });
    expect(await importing()).toMatchObject({ importInformationSystems: { newCount: 1 } });
    const { informationSystems } = await pmo.expectData<{ informationSystems: { items: { id: string }[] } }>(
      '{ informationSystems { items { id } } }',
    );
    systemId = informationSystems.items[0]!.id;

    const fileId = await pmo.upload('features.csv', await read('features.csv'));
    const importingFeatures = () =>
      pmo.expectData(`mutation ($input: ImportFeaturesInput!) { importFeatures(input: $input) { ${COUNTS} } }`, {
        input: { fileId, systemId },
      });
    expect(await importingFeatures()).toMatchObject({ importFeatures: { newCount: 90, refusedCount: 0 } });
    const before = await auditRows();
    expect(await importing()).toMatchObject({ importInformationSystems: { newCount: 0, changedCount: 0, unchangedCount: 1 } });
    expect(await importingFeatures()).toMatchObject({ importFeatures: { newCount: 0, changedCount: 0, unchangedCount: 90 } });
    expect(await auditRows()).toBe(before);
  });

  it(
    'opens for 21 ministries and takes the 19 returned files, two of them from the ministries themselves',
    { timeout: 60_000 },
    async () => {
      round = await openRound(pmo, [...organisations.values()], { id: systemId, version: 1 });
      expect(round.features).toHaveLength(90);
      for (const ministry of files.keys()) await (IN_THE_PORTAL.includes(ministry) ? answerInPortal(ministry) : register(ministry));
      expect(previews.size).toBe(19);
      for (const [ministry, { organisation }] of previews) expect(organisation.name).toBe(ministry);
    },
  );

  it('refuses what nobody can know, and says so row by row', () => {
    const problems = (wanted: string): string[] =>
      [...previews]
        .flatMap(([ministry, { rows }]) =>
          rows.flatMap(({ key, problems }) =>
            problems.filter(({ code }) => code === wanted).map(({ value }) => `${ministry} ${key} ${value}`),
          ),
        )
        .toSorted();
    expect(problems('UNRECOGNISED_LEVEL')).toEqual(
      expected.unrecognisedValues.map(([ministry, code, value]) => `${ministry} ${code} ${value}`).toSorted(),
    );
    expect(problems('UNKNOWN_FEATURE_CODE')).toEqual(
      expected.unknownFeatureCodes.map(([ministry, code]) => `${ministry} ${code} ${code}`).toSorted(),
    );
    const total = (count: 'blankCount' | 'refusedCount'): number =>
      [...previews.values()].reduce((sum, preview) => sum + preview[count], 0);
    expect(total('blankCount')).toBe(expected.blankCells);
    expect(total('refusedCount')).toBe(expected.unrecognisedValues.length + expected.unknownFeatureCodes.length);
  });

  it('names cell, cause and remedy of a refusal in the language of the reader', async () => {
    const variables = { fileIds: [await uploadAnswers(pmo, '消費者庁')], roundId: round.id, organisationId: organisations.get('消費者庁') };
    const refusal = async (language: string) =>
      (await pmo.expectData<{ answerImport: Preview }>(DRY_RUN, { ...variables, status: 'REFUSED' }, { 'accept-language': language }))
        .answerImport.rows[0]!;
    const ja = await refusal('ja');
    expect(ja).toMatchObject({ key: 'TRV-01-01', status: 'REFUSED' });
    expect(ja.problems[0]).toMatchObject({ cell: `E${ja.line}`, column: '利用状況', value: '未利用' });
    expect(ja.problems[0]?.message).toContain('選択肢');
    expect(ja.problems[0]?.remedy).toContain('「業務を全て遂行」');
    expect((await refusal('en')).problems[0]?.remedy).toContain('"Fully used"');
  });

  it('counts what was taken, feature by feature', async () => {
    const { surveyHeatmap } = await pmo.expectData<{ surveyHeatmap: { summary: Record<string, unknown> } }>(
      `query ($id: ID!) { surveyHeatmap(roundId: $id) { summary {
        fullyUsedCount usedWithOtherMeansCount notUsedCount unansweredCount submittedCount targetCount
        unusedFeatures { code } singleUserFeatures { code } otherMeansFeatures { code } } } }`,
      { id: round.id },
    );
    const levels = expected.levelsAfterRefusingUnrecognised;
    const answered = levels['FULLY_USED']! + levels['USED_WITH_OTHER_MEANS']! + levels['NOT_USED']!;
    expect(surveyHeatmap.summary).toMatchObject({
      fullyUsedCount: levels['FULLY_USED'],
      usedWithOtherMeansCount: levels['USED_WITH_OTHER_MEANS'],
      notUsedCount: levels['NOT_USED'],
      unansweredCount: 21 * 90 - answered,
      submittedCount: 19,
      targetCount: 21,
      unusedFeatures: expected.featuresNotUsedByEveryAnsweringMinistry.map(code => ({ code })),
      singleUserFeatures: expected.featuresWithExactlyOneUserMinistry.map(code => ({ code })),
    });
    expect(surveyHeatmap.summary['otherMeansFeatures']).toHaveLength(expected.featuresUsedWithOtherMeansSomewhere);
  });

  it('shows two ministries as unanswered', async () => {
    const levels = await levelsOnHeatmap(pmo, round.id);
    const silent = [...organisations].filter(([, id]) => levels[id] === null).map(([name]) => name);
    expect(silent.toSorted()).toEqual(expected.ministriesWithoutAnswer.toSorted());
    const { surveyRound } = await pmo.expectData<{ surveyRound: { targets: { organisation: { name: string }; state: string }[] } }>(
      'query ($id: ID!) { surveyRound(id: $id) { targets { organisation { name } state answeredCount registeredOnBehalf } } }',
      { id: round.id },
    );
    const states = new Map(surveyRound.targets.map(target => [target.organisation.name, target]));
    for (const ministry of expected.ministriesWithoutAnswer)
      expect(states.get(ministry)).toMatchObject({ state: 'NOT_OPENED', answeredCount: 0 });
    for (const ministry of IN_THE_PORTAL) expect(states.get(ministry)).toMatchObject({ state: 'SUBMITTED', registeredOnBehalf: false });
  });

  it('registers the same file again without a change', async () => {
    const levels = await levelsOnHeatmap(pmo, round.id);
    for (const ministry of ['人事院', '法務省']) {
      const fileId = await uploadAnswers(pmo, ministry);
      const variables = { roundId: round.id, organisationId: organisations.get(ministry) };
      const { answerImport } = await pmo.expectData<{ answerImport: Preview }>(DRY_RUN, { ...variables, fileIds: [fileId] });
      expect(answerImport).toMatchObject({ newCount: 0, changedCount: 0, unchangedCount: previews.get(ministry)!.newCount });
      const before = await auditRows();
      await pmo.expectData(REGISTER, {
        input: { ...variables, fileId, leaveOutRefused: true, openRowReason: '返送された調査票のまま登録' },
      });
      expect(await auditRows()).toBe(before);
    }
    expect(await levelsOnHeatmap(pmo, round.id)).toEqual(levels);
  });

  it('takes "△" for what the person says it means', async () => {
    const mappings = [{ value: '△', level: 'USED_WITH_OTHER_MEANS' }];
    const organisationId = organisations.get('デジタル庁')!;
    const fileId = await uploadAnswers(pmo, 'デジタル庁');
    const variables = { roundId: round.id, organisationId, mappings };
    const { answerImport } = await pmo.expectData<{ answerImport: Preview }>(DRY_RUN, { ...variables, fileIds: [fileId] });
    expect(answerImport.unmatchedValues).toEqual([{ value: '△', count: 1, mappedTo: 'USED_WITH_OTHER_MEANS' }]);
    expect(answerImport).toMatchObject({ newCount: 1, refusedCount: 0 });
    await pmo.expectData(REGISTER, { input: { ...variables, fileId, leaveOutRefused: false, openRowReason: '一部は未定' } });
    const levels = (await levelsOnHeatmap(pmo, round.id))[organisationId]!;
    expect(levels[round.features.findIndex(({ code }) => code === 'TRV-07-03')]).toBe('1');
  });

  it('comes to what was meant once every value has been mapped, and stays so when it closes', async () => {
    const MEANT = { 全て遂行: 'FULLY_USED', '１': 'FULLY_USED', '△': 'USED_WITH_OTHER_MEANS', '×': 'NOT_USED', 未利用: 'NOT_USED' };
    const mappings = Object.entries(MEANT).map(([value, level]) => ({ value, level }));
    for (const ministry of new Set(expected.unrecognisedValues.map(([name]) => name))) {
      const fileId = await uploadAnswers(pmo, ministry);
      const input = { fileId, roundId: round.id, organisationId: organisations.get(ministry), mappings, leaveOutRefused: true };
      await pmo.expectData(REGISTER, { input: { ...input, openRowReason: '返送された調査票のまま登録' } });
    }
    const summary = async () =>
      (
        await pmo.expectData<{ surveyHeatmap: { summary: object } }>(
          'query ($id: ID!) { surveyHeatmap(roundId: $id) { summary { fullyUsedCount usedWithOtherMeansCount notUsedCount } } }',
          { id: round.id },
        )
      ).surveyHeatmap.summary;
    const meant = {
      fullyUsedCount: expected.levelsAsMeant['FULLY_USED'],
      usedWithOtherMeansCount: expected.levelsAsMeant['USED_WITH_OTHER_MEANS'],
      notUsedCount: expected.levelsAsMeant['NOT_USED'],
    };
    expect(await summary()).toEqual(meant);
    await changeRound(pmo, 'closeSurveyRound', round.id);
    expect(await summary()).toEqual(meant);
  });

  it(
    'takes the usage log of twelve months, twice without a change, and knows which features it is silent of',
    { timeout: 60_000 },
    async () => {
      const log = await read('usage-log.csv');
      const first = await pmo.importLog(systemId, log, { fileName: 'usage-log.csv' });
      // Two rows of an unmapped key tell the same month of the same ministry, 33 and 38 uses: nobody knows which is right.
      const disagreeing = 2;
      expect(first.body).toMatchObject({
        rowCount: expected.usageLogRows,
        newCount: expected.usageLogRows - disagreeing,
        refusedCount: disagreeing,
        repeatedCount: 0,
        unmappedCount: expected.usageLogRowsWithUnmappedKey - disagreeing,
        refused: [
          { line: 14748, code: 'ROWS_DISAGREE', value: '33' },
          { line: 14753, code: 'ROWS_DISAGREE', value: '38' },
        ],
      });
      const months = first.body['months'] as string[];
      expect([months.length, months[0], months.at(-1)]).toEqual([12, '2025-04', '2026-03']);
      const again = await pmo.importLog(systemId, log);
      expect(again.body).toMatchObject({ newCount: 0, changedCount: 0, unchangedCount: expected.usageLogRows - disagreeing });

      const lines = decodeCp932(log).split('\r\n');
      const corrected = await pmo.importLog(systemId, [lines[0], lines[1]!.replace(/,\d+,(\d+)$/, ',99999,$1')].join('\n'), {
        dryRun: true,
      });
      expect(corrected.body).toMatchObject({ newCount: 0, changedCount: 1, unchangedCount: 0 });

      const total = await portal.superuser.query(
        'select sum(n)::int as total from usage_log l join usage_log_key k on k.id = l.key_id, unnest(l.counts) n where k.feature_id is not null',
      );
      expect(total.rows[0].total).toBe(expected.usageLogTotalCount);
      const silent = await portal.superuser.query<{ code: string }>(
        `select code from feature f where system_id = $1 and not exists (select from usage_log_key k join usage_log l on l.key_id = k.id where k.feature_id = f.id) order by code`,
        [systemId],
      );
      expect(silent.rows.map(({ code }) => code)).toEqual(expected.featuresWithoutAnyLogRow);
    },
  );
});
