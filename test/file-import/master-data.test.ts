import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { encodeCp932 } from '../../server/spreadsheet/cp932.ts';
import { writeXlsx } from '../../server/spreadsheet/write-xlsx.ts';
import { corporateNumberFrom } from '../support/corporate-number.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import { csv, fillInAndSubmit, levelsOnHeatmap, makeSystem, openRound } from '../support/survey.ts';

const COUNTS = 'newCount changedCount unchangedCount refusedCount';
const ROWS = 'rows { line key label status changes { field before after } problems { code cell column value message remedy } }';
const DRY_RUN = {
  organisations: `query ($fileId: ID!) { result: organisationImport(fileId: $fileId) { ${COUNTS} ${ROWS} } }`,
  systems: `query ($fileId: ID!) { result: informationSystemImport(fileId: $fileId) { ${COUNTS} ${ROWS} } }`,
  features: `query ($fileId: ID!, $systemId: ID!) { result: featureImport(fileId: $fileId, systemId: $systemId) { ${COUNTS} ${ROWS} } }`,
};
const IMPORT = {
  organisations: `mutation ($input: ImportFileInput!) { result: importOrganisations(input: $input) { ${COUNTS} } }`,
  systems: `mutation ($input: ImportFileInput!) { result: importInformationSystems(input: $input) { ${COUNTS} } }`,
  features: `mutation ($input: ImportFeaturesInput!) { result: importFeatures(input: $input) { ${COUNTS} } }`,
};
const FEATURES = '機能コード,大分類,中分類,機能名,提供開始日,提供終了日';
const SYSTEMS = '情報システムID,情報システム名,ライフサイクル,システムプロファイル,運用開始日';
const ORGANISATIONS = '法人番号,府省名,英語名,建制順,略称,上位組織の法人番号';

let portal: TestPortal;
let owner: TestOrganisation;
let user: TestOrganisation;
beforeAll(async () => {
  portal = await openPortal();
  owner = await portal.organisation(Role.PORTFOLIO_MANAGER);
  user = await portal.organisation(Role.PORTFOLIO_MANAGER, Role.COORDINATOR);
});
afterAll(() => portal.close());

const pmo = () => owner.as(Role.PORTFOLIO_MANAGER);
interface Preview {
  rows: { status: string; changes: object[]; problems: { code: string; cell: string; message: string }[] }[];
}
async function dryRun(kind: keyof typeof DRY_RUN, bytes: Uint8Array, variables = {}, person = pmo(), name = 'list.csv') {
  const fileId = await person.upload(name, bytes);
  const { result } = await person.expectData<{ result: Preview }>(DRY_RUN[kind], { fileId, ...variables });
  return { fileId, ...result };
}

describe('a feature list', () => {
  const lines = [FEATURES, 'A,申請,作成,申請書の作成,令和8年4月1日,', 'B,承認,,決裁,R8.4.1,２０２７/3/31'];

  it.each([
    ['UTF-8 with a byte order mark', 'list.csv', async () => csv(...lines)],
    ['UTF-8 without one', 'list.csv', async () => Buffer.from(lines.join('\n'))],
    ['CP932', 'list.csv', async () => encodeCp932(lines.join('\r\n'))],
    [
      'XLSX under a title',
      'list.xlsx',
      async () => {
        const [headings, ...rows] = lines.map(line => line.split(','));
        const columns = headings!.map(heading => ({ heading }));
        return writeXlsx({ title: '機能一覧', sheets: [{ name: '一覧', before: [['機能一覧'], []], columns, rows }] });
      },
    ],
  ])('is read from %s', async (_, name, bytes) => {
    const system = await makeSystem(pmo(), 0);
    const { fileId } = await dryRun('features', await bytes(), { systemId: system.id }, pmo(), name);
    await pmo().expectData(IMPORT.features, { input: { fileId, systemId: system.id } });
    expect(
      await pmo().expectData(
        'query ($id: ID!) { informationSystem(id: $id) { features { code majorGroup middleGroup name validFrom validTo } } }',
        {
          id: system.id,
        },
      ),
    ).toEqual({
      informationSystem: {
        features: [
          { code: 'A', majorGroup: '申請', middleGroup: '作成', name: '申請書の作成', validFrom: '2026-04-01', validTo: null },
          { code: 'B', majorGroup: '承認', middleGroup: null, name: '決裁', validFrom: '2026-04-01', validTo: '2027-03-31' },
        ],
      },
    });
  });

  it('is all or nothing: one refused row stops it, and the dry run says what to do', async () => {
    const system = await makeSystem(pmo(), 0);
    const { fileId, rows } = await dryRun(
      'features',
      csv(
        FEATURES,
        'A,申請,,作成,,',
        ',申請,,無番,,',
        'C,,,分類なし,,',
        'D,申請,,日付,2027-02-30,',
        'A,申請,,再び,,',
        `E,申請,,${'あ'.repeat(201)},,`,
      ),
      { systemId: system.id },
    );
    expect(rows.map(({ status, problems }) => [status, ...problems.map(({ code, cell }) => `${code} ${cell}`)])).toEqual([
      ['NEW'],
      ['REFUSED', 'MISSING A3'],
      ['REFUSED', 'MISSING B4'],
      ['REFUSED', 'DATE E5'],
      ['REFUSED', 'REPEATED 6:6'],
      ['REFUSED', 'TOO_LONG D7'],
    ]);
    const refusal = await pmo().expectRefusal(IMPORT.features, { input: { fileId, systemId: system.id } }, { 'accept-language': 'ja' });
    expect(refusal).toMatchObject({ message: expect.stringContaining('5行'), extensions: { code: 'BAD_USER_INPUT', field: 'fileId' } });
    expect(await pmo().expectData('query ($id: ID!) { informationSystem(id: $id) { features { code } } }', { id: system.id })).toEqual({
      informationSystem: { features: [] },
    });
  });

  it('refuses a last day before the first, whichever of them the file says, with the day that would do', async () => {
    const system = await makeSystem(pmo(), 0);
    const first = await dryRun('features', csv(FEATURES, 'A,申請,,作成,2026-04-01,2026-04-01', 'B,申請,,決裁,2026-04-01,2026-03-31'), {
      systemId: system.id,
    });
    expect(first.rows).toMatchObject([
      { status: 'NEW' },
      {
        status: 'REFUSED',
        problems: [
          {
            code: 'DAY_ORDER',
            cell: 'F3',
            column: '提供終了日',
            value: '2026-03-31',
            message: '提供終了日（2026-03-31）が提供開始日（2026-04-01）より前です。',
            remedy: '2026-04-01以後の日付にしてください。',
          },
        ],
      },
    ]);
    expect(await pmo().expectRefusal(IMPORT.features, { input: { fileId: first.fileId, systemId: system.id } })).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', field: 'fileId' },
    });
    const { fileId } = await dryRun('features', csv(FEATURES, 'A,申請,,作成,2026-04-01,2027-03-31'), { systemId: system.id });
    await pmo().expectData(IMPORT.features, { input: { fileId, systemId: system.id } });
    const HEAD = '機能コード,大分類,機能名';
    for (const [file, problems] of [
      [csv(`${HEAD},提供終了日`, 'A,申請,作成,2026-03-31'), [{ code: 'DAY_ORDER', cell: 'D2' }]],
      [
        csv(`${HEAD},提供開始日`, 'A,申請,作成,2027-04-01'),
        [{ code: 'DAY_ORDER', cell: 'D2', remedy: '2027-03-31以前の日付にしてください。' }],
      ],
      [csv(`${HEAD},提供開始日,提供終了日`, 'A,申請,作成,2027-04-01,'), []],
      [csv(HEAD, 'A,申請,作成'), []],
    ] as const)
      expect((await dryRun('features', file, { systemId: system.id })).rows).toMatchObject([{ problems }]);
  });

  it('changes what it names and leaves the rest; a feature that moves keeps its answers', async () => {
    const system = await makeSystem(pmo(), 2, { userIds: [user.id] });
    const survey = await openRound(pmo(), [user.id], system);
    await fillInAndSubmit(user.as(Role.COORDINATOR), survey, '01');
    const { fileId, ...preview } = await dryRun('features', csv('機能コード,大分類,機能名', 'F-2,承認,機能F-2', 'F-3,申請,新機能'), {
      systemId: system.id,
    });
    expect(preview).toMatchObject({
      newCount: 1,
      changedCount: 1,
      rows: [{ status: 'CHANGED', changes: [{ field: 'majorGroup', before: '申請', after: '承認' }] }, { status: 'NEW' }],
    });
    await pmo().expectData(IMPORT.features, { input: { fileId, systemId: system.id } });
    expect(
      await pmo().expectData('query ($id: ID!) { informationSystem(id: $id) { features { code majorGroup } } }', { id: system.id }),
    ).toEqual({
      informationSystem: {
        features: [
          { code: 'F-1', majorGroup: '申請' },
          { code: 'F-2', majorGroup: '承認' },
          { code: 'F-3', majorGroup: '申請' },
        ],
      },
    });
    expect(await levelsOnHeatmap(pmo(), survey.id)).toEqual({ [user.id]: '01' });
  });

  it('is for the provider of the system', async () => {
    const system = await makeSystem(pmo(), 0, { userIds: [user.id] });
    const other = user.as(Role.PORTFOLIO_MANAGER);
    const fileId = await other.upload('list.csv', csv(...lines));
    expect(await other.expectRefusal(DRY_RUN.features, { fileId, systemId: system.id })).toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
    expect(await other.expectRefusal(IMPORT.features, { input: { fileId, systemId: system.id } })).toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
  });
});

describe('a list of systems', () => {
  it('knows words, numbers and days as people write them, and names the wrong ones', async () => {
    const { rows } = await dryRun(
      'systems',
      csv(SYSTEMS, 'S-1,文書,運用中,Ⅱ,H30.4.1', 'S-2,人事,operating,I,', 'S-3,会計,,Ⅴ,', 'S-4,,計画中,,'),
    );
    expect(rows.map(({ status, problems }) => [status, ...problems.map(({ code, cell }) => `${code} ${cell}`)])).toEqual([
      ['NEW'],
      ['REFUSED', 'UNKNOWN_WORD C3'],
      ['REFUSED', 'UNKNOWN_WORD D4'],
      ['REFUSED', 'MISSING B5'],
    ]);
    expect(rows[0]!.changes).toEqual(
      expect.arrayContaining([
        { field: 'lifecycleState', before: null, after: 'IN_OPERATION' },
        { field: 'profile', before: null, after: 'II' },
        { field: 'operationStartsOn', before: null, after: '2018-04-01' },
      ]),
    );
  });

  it('refuses days in an order that cannot be, row by row', async () => {
    const { rows } = await dryRun(
      'systems',
      csv(
        '情報システムID,情報システム名,計画決定日,運用開始日,更改予定日,廃止予定日',
        'D-1,文書,2020-04-01,2021-04-01,2026-04-01,2026-03-31',
        'D-2,人事,2021-04-02,2021-04-01,,',
        'D-3,会計,,2021-04-01,2021-03-31,',
        'D-4,旅費,,2021-04-01,,2021-03-31',
        'D-5,調達,2021-04-01,,,2021-03-31',
        'D-6,統計,2021-04-01,2021-03-31,2021-03-30,2021-03-29',
      ),
    );
    expect(rows.map(({ status, problems }) => [status, ...problems.map(({ code, cell }) => `${code} ${cell}`)])).toEqual([
      ['NEW'],
      ['REFUSED', 'DAY_ORDER D3'],
      ['REFUSED', 'DAY_ORDER E4'],
      ['REFUSED', 'DAY_ORDER F5'],
      ['REFUSED', 'DAY_ORDER F6'],
      ['REFUSED', 'DAY_ORDER D7', 'DAY_ORDER F7', 'DAY_ORDER E7', 'DAY_ORDER F7'],
    ]);
  });

  it('takes systems of one’s own alone', async () => {
    const { rows } = await dryRun(
      'systems',
      csv('情報システムID,情報システム名,府省法人番号', `S-1,文書,${owner.corporateNumber}`, `S-2,人事,${user.corporateNumber}`),
    );
    expect(rows).toMatchObject([{ status: 'NEW' }, { status: 'REFUSED', problems: [{ code: 'OTHER_ORGANISATION', cell: 'C3' }] }]);
  });
});

describe('a list of organisations', () => {
  const operator = () => portal.operator;
  const line = (number: string, name: string, order = '40', parent = '') => `${number},${name},Ministry,${order},${name},${parent}`;

  it('adds ministries with their agencies in any order, and keeps former names of those renamed', async () => {
    const [ministry, agency] = [corporateNumberFrom(901), corporateNumberFrom(902)];
    const importing = async (...lines: string[]) => {
      const { fileId } = await dryRun('organisations', csv(ORGANISATIONS, ...lines), {}, operator());
      return operator().expectData(IMPORT.organisations, { input: { fileId } });
    };
    expect(await importing(line(agency, '取込庁', '41', ministry), line(ministry, '取込省'))).toMatchObject({ result: { newCount: 2 } });
    expect(await importing(line(ministry, '改取込省'))).toMatchObject({ result: { changedCount: 1 } });
    expect(
      await operator().expectData('{ organisations(search: "改取込省") { items { name formerNames { name } children { name } } } }'),
    ).toEqual({ organisations: { items: [{ name: '改取込省', formerNames: [{ name: '取込省' }], children: [{ name: '取込庁' }] }] } });
  });

  it('refuses wrong numbers row by row', async () => {
    const good = corporateNumberFrom(903);
    const { rows } = await dryRun(
      'organisations',
      csv(
        ORGANISATIONS,
        line(good, '甲'),
        line('123', '乙'),
        line(corporateNumberFrom(904), '丙', '0'),
        line(corporateNumberFrom(905), '丁', '5', '999'),
      ),
      {},
      operator(),
    );
    expect(rows.map(({ problems }) => problems.map(({ code, cell }) => `${code} ${cell}`))).toEqual([
      [],
      ['CORPORATE_NUMBER A3'],
      ['NUMBER D4'],
      ['PARENT_UNKNOWN F5'],
    ]);
  });

  it.each([
    ['a new ministry', () => line(corporateNumberFrom(906), '新設')],
    ['another organisation', () => line(user.corporateNumber, '書換え')],
  ])('does not let a ministry write %s', async (_, written) => {
    const { fileId, rows } = await dryRun('organisations', csv(ORGANISATIONS, written()));
    expect(rows).toMatchObject([{ status: 'REFUSED', problems: [{ code: 'NOT_KEPT', cell: 'A2' }] }]);
    const refusal = await pmo().expectRefusal(IMPORT.organisations, { input: { fileId } });
    expect(refusal).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', field: 'fileId' } });
  });

  it('lets a ministry add and change the agencies below it', async () => {
    const agency = corporateNumberFrom(907);
    for (const [name, status] of [
      ['外局', 'NEW'],
      ['改外局', 'CHANGED'],
    ] as const) {
      const { fileId, rows } = await dryRun('organisations', csv(ORGANISATIONS, line(agency, name, '50', owner.corporateNumber)));
      expect(rows).toMatchObject([{ status }]);
      await pmo().expectData(IMPORT.organisations, { input: { fileId } });
    }
    expect(await pmo().expectData('query ($id: ID!) { organisation(id: $id) { children { name } } }', { id: owner.id })).toEqual({
      organisation: { children: [{ name: '改外局' }] },
    });
  });
});
