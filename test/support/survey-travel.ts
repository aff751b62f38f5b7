import { readdir, readFile } from 'node:fs/promises';
import { Role } from '../../server/access/role.ts';
import type { TestPortal } from './open-portal.ts';
import type { Person } from './person.ts';
import { openRound, type RoundMade } from './survey.ts';

const FOLDER = new URL('../fixtures/survey-travel/', import.meta.url);

/** One row of the usage log as it came. */
export interface LogRow {
  /** YYYY-MM. */
  month: string;
  key: string;
  corporateNumber: string;
  count: number;
  users: number;
}

export interface SurveyTravel {
  systemId: string;
  round: RoundMade;
  /** Ids by corporate number. */
  organisations: Map<string, string>;
  log: LogRow[];
  expected: {
    usageLogRows: number;
    usageLogRowsWithUnmappedKey: number;
    usageLogTotalCount: number;
    featuresWithoutAnyLogRow: string[];
    featuresNotUsedByEveryAnsweringMinistry: string[];
    featuresUsedWithOtherMeansSomewhere: number;
    featuresWithExactlyOneUserMinistry: string[];
    contradictions: number;
  };
}

const read = (name: string): Promise<Buffer> => readFile(new URL(name.split('/').map(encodeURIComponent).join('/'), FOLDER));

/** The survey of 21 ministries with 19 returned files, run by the operator: what `test/file-import/survey-travel.test.ts` proves step by step. */
export async function openSurveyTravel(portal: TestPortal): Promise<SurveyTravel & { pmo: Person }> {
  const pmo = await portal.person(portal.operator.organisationId, 'travel-pmo', Role.PORTFOLIO_MANAGER, Role.SYSTEM_OWNER);
  const upload = async (name: string): Promise<string> => pmo.upload(name.split('/').at(-1)!, await read(name));
  const run = (mutation: string, input: object): Promise<unknown> => pmo.expectData(mutation, { input });
  await run('mutation ($input: ImportFileInput!) { importOrganisations(input: $input) { newCount } }', {
    fileId: await upload('ministries.csv'),
  });
  const { organisations: page } = await pmo.expectData<{
    organisations: { items: { id: string; name: string; corporateNumber: string }[] };
  }>('{ organisations { items { id name corporateNumber } } }');
  const { createInformationSystem: system } = await pmo.expectData<{ createInformationSystem: { id: string; version: number } }>(
    'mutation ($input: CreateInformationSystemInput!) { createInformationSystem(input: $input) { id version } }',
    {
      input: {
        code: 'TRV',
        name: '旅費等内部管理業務システム（サンプル）',
        lifecycleState: 'IN_OPERATION',
        userIds: page.items.map(({ id }) => id),
      },
    },
  );
  await run('mutation ($input: ImportFeaturesInput!) { importFeatures(input: $input) { newCount } }', {
    systemId: system.id,
    fileId: await upload('features.csv'),
  });
  const round = await openRound(
    pmo,
    page.items.map(({ id }) => id),
    system,
  );
  for (const file of await readdir(new URL('answers/', FOLDER))) {
    const ministry = file.normalize('NFC').replace(/\.\w+$/, '');
    await run('mutation ($input: RegisterSubmissionInput!) { registerSubmission(input: $input) { state } }', {
      roundId: round.id,
      organisationId: page.items.find(({ name }) => name === ministry)!.id,
      fileId: await upload(`answers/${file}`),
      leaveOutRefused: true,
      openRowReason: '返送された調査票のまま登録',
    });
  }
  const [, ...lines] = new TextDecoder('shift_jis')
    .decode(await read('usage-log.csv'))
    .trim()
    .split('\r\n');
  return {
    pmo,
    systemId: system.id,
    round,
    organisations: new Map(page.items.map(({ id, corporateNumber }) => [corporateNumber, id])),
    log: lines.map(line => {
      const [month, key, corporateNumber, count, users] = line.split(',') as [string, string, string, string, string];
      return { month, key, corporateNumber, count: Number(count), users: Number(users) };
    }),
    expected: JSON.parse((await read('expected.json')).toString()) as SurveyTravel['expected'],
  };
}
