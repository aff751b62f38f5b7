import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { suggestionFor } from '../../server/usage-log/suggestion.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { makeFeature, makeSystem } from '../support/survey.ts';

const KEY = `id version key state feature { code } ignoredReason mappedByName use { totalCount organisationCount months } suggestion { feature { code } reason }`;
const KEYS = `query ($systemId: ID!, $state: UsageLogKeyState, $first: Int, $after: String) {
  usageLogKeys(systemId: $systemId, state: $state, first: $first, after: $after) { totalCount nextCursor items { ${KEY} } } }`;
const MAP = `mutation ($input: MapUsageLogKeyInput!) { mapUsageLogKey(input: $input) { ${KEY} } }`;
const COVERAGE = `query ($id: ID!) { informationSystem(id: $id) { usageLogCoverage {
  months keyCount mappedKeyCount ignoredKeyCount rowCount mappedRowCount featureCount loggedFeatureCount } } }`;

interface Key {
  id: string;
  version: number;
  key: string;
  state: string;
  feature: { code: string } | null;
  suggestion: { feature: { code: string }; reason: string } | null;
}

let portal: TestPortal;
let ministry: TestOrganisation;
let other: TestOrganisation;
let owner: Person;
let systemId: string;

beforeAll(async () => {
  portal = await openPortal();
  ministry = await portal.organisation(Role.SYSTEM_OWNER, Role.AUDITOR);
  other = await portal.organisation(Role.SYSTEM_OWNER);
  owner = ministry.as(Role.SYSTEM_OWNER);
});
afterAll(() => portal.close());
beforeEach(async () => {
  systemId = (await makeSystem(owner, 0)).id;
  for (const code of ['TRV-01', 'TRV-02', 'TRV-03']) await makeFeature(owner, systemId, code);
  const { status } = await owner.importLog(
    systemId,
    `month,key,corporateNumber,count
2025-04,TRV-01,${ministry.corporateNumber},5
2025-05,login,${ministry.corporateNumber},1
2025-04,trv_02,${ministry.corporateNumber},40
2025-06,trv_02,${other.corporateNumber},2
`,
  );
  expect(status).toBe(200);
});

async function keys(variables: Record<string, unknown> = {}): Promise<{ totalCount: number; nextCursor: string | null; items: Key[] }> {
  return (
    await owner.expectData<{ usageLogKeys: { totalCount: number; nextCursor: string | null; items: Key[] } }>(KEYS, {
      systemId,
      ...variables,
    })
  ).usageLogKeys;
}
const keyNamed = async (name: string): Promise<Key> => (await keys()).items.find(({ key }) => key === name)!;
const map = (key: Key, input: object, person = owner) =>
  person.ask<{ mapUsageLogKey: Key }>(MAP, { input: { keyId: key.id, version: key.version, ...input } });
const coverage = async () =>
  (await owner.expectData<{ informationSystem: { usageLogCoverage: object } }>(COVERAGE, { id: systemId })).informationSystem
    .usageLogCoverage;

describe('keys of a system', () => {
  it('come with what is known under them: unmapped ones first, then by their uses', async () => {
    const { items, totalCount } = await keys();
    expect(totalCount).toBe(3);
    expect(items).toMatchObject([
      {
        key: 'trv_02',
        state: 'UNMAPPED',
        feature: null,
        use: { totalCount: 42, organisationCount: 2, months: ['2025-04', '2025-06'] },
        suggestion: { feature: { code: 'TRV-02' }, reason: 'SAME_LETTERS' },
      },
      { key: 'login', state: 'UNMAPPED', use: { totalCount: 1, organisationCount: 1, months: ['2025-05'] }, suggestion: null },
      { key: 'TRV-01', state: 'MAPPED', feature: { code: 'TRV-01' }, mappedByName: null, use: { totalCount: 5 }, suggestion: null },
    ]);
  });

  it('are read in pages and by state', async () => {
    const first = await keys({ first: 2 });
    expect(first.items.map(({ key }) => key)).toEqual(['trv_02', 'login']);
    const second = await keys({ first: 2, after: first.nextCursor });
    expect(second).toMatchObject({ totalCount: 3, nextCursor: null, items: [{ key: 'TRV-01' }] });
    expect((await keys({ state: 'UNMAPPED' })).items.map(({ key }) => key)).toEqual(['trv_02', 'login']);
    expect(await keys({ state: 'IGNORED' })).toEqual({ totalCount: 0, nextCursor: null, items: [] });
  });

  it('are the affair of the ministry that runs the system', async () => {
    const asked = await other.as(Role.SYSTEM_OWNER).ask(KEYS, { systemId });
    expect(asked.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });
});

describe('a key is mapped', () => {
  it('to a feature once and for all, and counts at once', async () => {
    const key = await keyNamed('trv_02');
    const features = await owner.expectData<{ informationSystem: { features: { id: string; code: string }[] } }>(
      'query ($id: ID!) { informationSystem(id: $id) { features { id code } } }',
      { id: systemId },
    );
    const featureId = features.informationSystem.features.find(({ code }) => code === 'TRV-02')!.id;
    expect((await map(key, { featureId })).data).toMatchObject({
      mapUsageLogKey: { state: 'MAPPED', feature: { code: 'TRV-02' }, version: 2 },
    });
    const again = await owner.importLog(systemId, `month,key,corporateNumber,count\n2025-07,trv_02,${ministry.corporateNumber},1\n`);
    expect(again.body).toMatchObject({ unmappedCount: 0 });
    expect(await coverage()).toMatchObject({ mappedKeyCount: 2, rowCount: 5, mappedRowCount: 4, loggedFeatureCount: 2 });
    // Who was slower is told.
    expect((await map(key, { ignoredReason: '遅い' })).errors?.[0]?.extensions.code).toBe('CONFLICT');
  });

  it('to no feature with a reason, and back', async () => {
    const key = await keyNamed('login');
    const ignored = (await map(key, { ignoredReason: ' 認証であり機能ではない ' })).data!.mapUsageLogKey;
    expect(ignored).toMatchObject({ state: 'IGNORED', ignoredReason: '認証であり機能ではない' });
    expect(await coverage()).toMatchObject({ ignoredKeyCount: 1, mappedKeyCount: 1 });
    expect((await map(ignored, {})).data).toMatchObject({ mapUsageLogKey: { state: 'UNMAPPED', ignoredReason: null, mappedByName: null } });
  });

  it('back to the feature whose code it equals', async () => {
    const key = await keyNamed('TRV-01');
    const ignored = (await map(key, { ignoredReason: '試験' })).data!.mapUsageLogKey;
    expect((await map(ignored, {})).data).toMatchObject({
      mapUsageLogKey: { state: 'MAPPED', feature: { code: 'TRV-01' }, mappedByName: null },
    });
  });

  it('not to a feature of another system, nor to a feature and none at once, nor by others', async () => {
    const key = await keyNamed('login');
    const elsewhere = await makeFeature(owner, (await makeSystem(owner, 0)).id, 'X');
    expect((await map(key, { featureId: elsewhere.id })).errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'featureId',
    });
    expect((await map(key, { featureId: elsewhere.id, ignoredReason: 'x' })).errors?.[0]?.extensions).toMatchObject({
      field: 'ignoredReason',
    });
    expect((await map(key, { ignoredReason: 'x' }, other.as(Role.SYSTEM_OWNER))).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await map(key, { ignoredReason: 'x' }, ministry.as(Role.AUDITOR))).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

it('says which months are known, and how many features the logs tell of', async () => {
  expect(await coverage()).toEqual({
    months: ['2025-04', '2025-05', '2025-06'],
    keyCount: 3,
    mappedKeyCount: 1,
    ignoredKeyCount: 0,
    rowCount: 4,
    mappedRowCount: 1,
    featureCount: 3,
    loggedFeatureCount: 1,
  });
});

it('lists imports, latest first', async () => {
  await owner.importLog(systemId, `month,key,corporateNumber,count\n2025-07,x,${ministry.corporateNumber},?\n`, { fileName: '七月.csv' });
  const { usageLogImports } = await owner.expectData<{ usageLogImports: { items: object[] } }>(
    'query ($id: ID!) { usageLogImports(systemId: $id) { items { fileName rowCount newCount refusedCount unmappedCount months importedByName } } }',
    { id: systemId },
  );
  expect(usageLogImports.items).toMatchObject([
    { fileName: '七月.csv', rowCount: 1, newCount: 0, refusedCount: 1, months: [] },
    { fileName: 'log.csv', rowCount: 4, newCount: 4, refusedCount: 0, unmappedCount: 3, months: ['2025-04', '2025-05', '2025-06'] },
  ]);
});

it('suggests the one feature whose code is like the key', () => {
  const features = [{ code: 'TRV-01-02' }, { code: 'TRV-01-05' }, { code: 'A1' }];
  const suggested = (key: string, among = features): string | null => {
    const found = suggestionFor(key, among);
    return found && `${found.feature.code} ${found.reason}`;
  };
  expect(suggested('ＴＲＶ０１０２')).toBe('TRV-01-02 SAME_LETTERS');
  expect(suggested('/app/trv-01-02/view')).toBe('TRV-01-02 HOLDS_CODE');
  expect(suggested('TRV-01-22', [{ code: 'TRV-01-02' }])).toBe('TRV-01-02 ONE_OFF');
  // Two features are as near as each other.
  expect(suggested('TRV-01-09')).toBeNull();
  expect(suggested('login')).toBeNull();
  // A short code stands in a key by chance.
  expect(suggested('data1')).toBeNull();
});
