import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { COMMON_SET } from '../../server/monitoring-item/common-set/common-set.ts';
import { contentOf } from '../../server/monitoring-item/content.ts';
import { CREATE_ITEM, itemInput, makeItem } from '../support/monitoring.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { inDays, makeSystem } from '../support/survey.ts';

const INSTALL = 'mutation ($input: InstallCommonItemsInput!) { installCommonItems(input: $input) { addedCount changedCount keptCount } }';
const UPDATE = 'mutation ($input: UpdateMonitoringItemInput!) { updateMonitoringItem(input: $input) { id version name } }';
const RETIRE = 'mutation ($input: RetireMonitoringItemInput!) { retireMonitoringItem(input: $input) { version retiredOn } }';
const LIST =
  'query ($filter: MonitoringItemFilter, $first: Int! = 100, $after: String) { monitoringItems(filter: $filter, first: $first, after: $after) { totalCount nextCursor items { code scope } } }';
const ONE = 'query ($id: ID!) { monitoringItem(id: $id) { code version versions { number name changedByName } system { id } } }';

interface Listed {
  monitoringItems: { totalCount: number; nextCursor: string | null; items: { code: string; scope: string }[] };
}

let portal: TestPortal;
let ministry: TestOrganisation;
let owner: Person;

beforeAll(async () => {
  portal = await openPortal();
  ministry = await portal.organisation(Role.SYSTEM_OWNER, Role.RESPONDENT, Role.AUDITOR, Role.PORTFOLIO_MANAGER);
  owner = ministry.as(Role.SYSTEM_OWNER);
}, 60_000);
afterAll(() => portal.close());

const install = (replaceCodes: string[] = []) =>
  portal.operator.expectData<{ installCommonItems: object }>(INSTALL, { input: { replaceCodes } });

/** What the catalogue says of a common item now, as an input that would leave it as it is. */
async function presentContent(code: string): Promise<Record<string, unknown> & { id: string; version: number }> {
  const { monitoringItems } = await portal.operator.expectData<{
    monitoringItems: { items: (Record<string, unknown> & { id: string; version: number })[] };
  }>(
    `query ($code: String!) { monitoringItems(filter: { search: $code, scope: COMMON }) { items { id version code layer watchTarget name nameEn purpose purposeEn metric unit
      intervalSeconds thresholds { comparison value severity forSeconds } profiles systemClasses } } }`,
    { code },
  );
  return monitoringItems.items.find(item => item['code'] === code)!;
}

async function edit(code: string, change: Record<string, unknown>): Promise<void> {
  const { id, code: _, ...content } = await presentContent(code);
  await portal.operator.expectData(UPDATE, { input: { monitoringItemId: id, ...content, ...change } });
}

describe('the common set', () => {
  it('is installed once, and the second time changes nothing', async () => {
    expect(await portal.operator.expectData('{ commonSet { itemCount offers { state } } }')).toEqual({
      commonSet: { itemCount: COMMON_SET.length, offers: COMMON_SET.map(() => ({ state: 'MISSING' })) },
    });
    expect(await install()).toEqual({ installCommonItems: { addedCount: COMMON_SET.length, changedCount: 0, keptCount: 0 } });
    expect(await install()).toEqual({ installCommonItems: { addedCount: 0, changedCount: 0, keptCount: 0 } });
    expect(await portal.operator.expectData('{ commonSet { offers { code } } }')).toEqual({ commonSet: { offers: [] } });
    const { rows } = await portal.superuser.query('select from monitoring_item_version');
    expect(rows).toHaveLength(COMMON_SET.length);
  });

  it('never writes over what an operator changed, unless the code is named', async () => {
    await edit('OPS-BACKUP', { intervalSeconds: 60 });
    expect(await portal.operator.expectData('{ commonSet { offers { code state fields } } }')).toEqual({
      commonSet: { offers: [{ code: 'OPS-BACKUP', state: 'EDITED', fields: ['intervalSeconds'] }] },
    });
    expect(await install()).toEqual({ installCommonItems: { addedCount: 0, changedCount: 0, keptCount: 1 } });
    expect((await presentContent('OPS-BACKUP'))['intervalSeconds']).toBe(60);
    expect(await install(['OPS-BACKUP'])).toEqual({ installCommonItems: { addedCount: 0, changedCount: 1, keptCount: 0 } });
    const { id, intervalSeconds } = await presentContent('OPS-BACKUP');
    expect(intervalSeconds).toBe(3600);
    const { monitoringItem } = await portal.operator.expectData<{ monitoringItem: { versions: { number: number }[] } }>(ONE, { id });
    expect(monitoringItem.versions.map(({ number }) => number)).toEqual([3, 2, 1]);
  });

  it('gives items that nobody changed here their newer version, and adds what is missing', async () => {
    // As if the set had said something else of it when it was installed.
    const former = contentOf({ ...COMMON_SET.find(({ code }) => code === 'OPS-BACKUP')!, intervalSeconds: 7200 });
    await portal.superuser.query('begin');
    await portal.superuser.query('set local session_replication_role = replica');
    await portal.superuser.query(`update monitoring_item set interval_seconds = 7200, shipped_digest = $1 where code = 'OPS-BACKUP'`, [
      createHash('sha256').update(JSON.stringify(former)).digest('hex'),
    ]);
    await portal.superuser.query(
      `delete from monitoring_item_version where item_id in (select id from monitoring_item where code = 'SUP-INQUIRY')`,
    );
    await portal.superuser.query(`delete from monitoring_item where code = 'SUP-INQUIRY'`);
    await portal.superuser.query('commit');
    expect(await portal.operator.expectData('{ commonSet { offers { code state fields } } }')).toEqual({
      commonSet: {
        offers: [
          { code: 'OPS-BACKUP', state: 'NEWER', fields: ['intervalSeconds'] },
          { code: 'SUP-INQUIRY', state: 'MISSING', fields: [] },
        ],
      },
    });
    expect(await install()).toEqual({ installCommonItems: { addedCount: 1, changedCount: 1, keptCount: 0 } });
    expect((await presentContent('OPS-BACKUP'))['intervalSeconds']).toBe(3600);
  });

  it('is installed by the operator of the portal alone, from codes that it has', async () => {
    const refusal = await ministry.as(Role.PORTFOLIO_MANAGER).expectRefusal(INSTALL, { input: { replaceCodes: [] } });
    expect(refusal.extensions.code).toBe('FORBIDDEN');
    expect((await owner.expectRefusal(INSTALL, { input: { replaceCodes: [] } })).extensions).toMatchObject({
      code: 'FORBIDDEN',
      permission: 'Mutation.installCommonItems',
    });
    expect((await portal.operator.expectRefusal(INSTALL, { input: { replaceCodes: ['NONE'] } })).extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'replaceCodes',
    });
  });

  it('is read by everybody who is signed in, in pages, by layer and by whom it applies to', async () => {
    const respondent = ministry.as(Role.RESPONDENT);
    const { monitoringItems: page } = await respondent.expectData<Listed>(LIST, { filter: { scope: 'COMMON' }, first: 50 });
    expect([page.items.length, page.totalCount]).toEqual([50, COMMON_SET.length]);
    const { monitoringItems: rest } = await respondent.expectData<Listed>(LIST, {
      filter: { scope: 'COMMON' },
      first: 50,
      after: page.nextCursor,
    });
    expect(new Set([...page.items, ...rest.items].map(({ code }) => code)).size).toBe(COMMON_SET.length);
    const forOne = COMMON_SET.filter(
      ({ profiles, systemClasses }) => profiles.includes('I' as never) && systemClasses.includes('DIGITAL_AGENCY' as never),
    );
    const { monitoringItems: some } = await respondent.expectData<Listed>(LIST, {
      filter: { scope: 'COMMON', profile: 'I', systemClass: 'DIGITAL_AGENCY' },
    });
    expect(some.totalCount).toBe(forOne.length);
    const { monitoringItems: found } = await respondent.expectData<Listed>(LIST, { filter: { search: 'ｃｐｕ使用率' } });
    expect(found.items.map(({ code }) => code)).toEqual(['RES-CPU-HIGH']);
  });
});

describe('an item of one system', () => {
  it('is added by its provider, read there and nowhere else, and hides no code of the catalogue', async () => {
    const system = await makeSystem(owner, 0);
    const { id, code } = await makeItem(owner, { systemId: system.id, profiles: [], systemClasses: [] });
    const { monitoringItem } = await ministry.as(Role.AUDITOR).expectData<{ monitoringItem: object }>(ONE, { id });
    expect(monitoringItem).toMatchObject({
      code,
      version: 1,
      system: { id: system.id },
      versions: [{ number: 1, name: '受付件数の急減' }],
    });
    const stranger = (await portal.organisation(Role.SYSTEM_OWNER)).as(Role.SYSTEM_OWNER);
    expect((await stranger.expectRefusal(ONE, { id })).extensions.code).toBe('NOT_FOUND');
    expect((await stranger.expectRefusal(CREATE_ITEM, { input: itemInput({ systemId: system.id }) })).extensions.code).toBe('NOT_FOUND');
    for (const taken of [code, 'RES-CPU-HIGH'])
      expect((await owner.expectRefusal(CREATE_ITEM, { input: itemInput({ systemId: system.id, code: taken }) })).extensions).toMatchObject(
        {
          code: 'BAD_USER_INPUT',
          field: 'code',
        },
      );
  });

  it.each([
    ['code', { code: 'cpu 使用率' }],
    ['unit', { unit: 'パーセント' }],
    ['name', { name: '  ' }],
    ['intervalSeconds', { intervalSeconds: 0 }],
    ['thresholds', { thresholds: Array.from({ length: 2 }, () => ({ comparison: 'GT', value: 1, severity: 'WARNING' })) }],
    ['thresholds', { thresholds: [{ comparison: 'GT', value: 1, severity: 'WARNING', forSeconds: 0 }] }],
  ])('is refused for its %s, with a remedy', async (field, fault) => {
    const system = await makeSystem(owner, 0);
    const { extensions, message } = await owner.expectRefusal(CREATE_ITEM, { input: itemInput({ systemId: system.id, ...fault }) });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
    expect(message.length).toBeGreaterThan(5);
  });

  it('keeps what it said in each version, and can be retired and taken back', async () => {
    const system = await makeSystem(owner, 0);
    const { id } = await makeItem(owner, { systemId: system.id });
    const { code: _, ...content } = itemInput({ name: '改めた名前' });
    const input = { monitoringItemId: id, version: 1, ...content };
    expect(await owner.expectData(UPDATE, { input })).toMatchObject({ updateMonitoringItem: { version: 2, name: '改めた名前' } });
    // Nothing new is no version.
    expect(await owner.expectData(UPDATE, { input: { ...input, version: 2 } })).toMatchObject({ updateMonitoringItem: { version: 2 } });
    expect((await owner.expectRefusal(UPDATE, { input })).extensions).toMatchObject({ code: 'CONFLICT', currentVersion: 2 });
    const { monitoringItem } = await owner.expectData<{ monitoringItem: { versions: object[] } }>(ONE, { id });
    expect(monitoringItem.versions).toMatchObject([
      { number: 2, name: '改めた名前' },
      { number: 1, name: '受付件数の急減' },
    ]);
    const retire = (version: number, retiredOn: string | null) =>
      owner.expectData(RETIRE, { input: { monitoringItemId: id, version, retiredOn } });
    expect(await retire(2, inDays(0))).toEqual({ retireMonitoringItem: { version: 3, retiredOn: inDays(0) } });
    expect((await owner.expectData<Listed>(LIST, { filter: { systemId: system.id } })).monitoringItems.totalCount).toBe(0);
    expect((await owner.expectData<Listed>(LIST, { filter: { systemId: system.id, withRetired: true } })).monitoringItems.totalCount).toBe(
      1,
    );
    expect(await retire(3, null)).toEqual({ retireMonitoringItem: { version: 4, retiredOn: null } });
  });

  it('is changed and retired by its provider alone, from what was seen', async () => {
    const system = await makeSystem(owner, 0);
    const { id } = await makeItem(owner, { systemId: system.id });
    const { code: _, ...content } = itemInput();
    const change = { monitoringItemId: id, version: 1, ...content };
    const retired = { monitoringItemId: id, version: 1, retiredOn: inDays(0) };
    const stranger = (await portal.organisation(Role.SYSTEM_OWNER)).as(Role.SYSTEM_OWNER);
    const refusals = async (person: Person): Promise<unknown[]> => [
      (await person.expectRefusal(UPDATE, { input: change })).extensions.code,
      (await person.expectRefusal(RETIRE, { input: retired })).extensions.code,
    ];
    expect(await refusals(stranger)).toEqual(['NOT_FOUND', 'NOT_FOUND']);
    expect(await refusals(ministry.as(Role.AUDITOR))).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    expect((await owner.expectRefusal(UPDATE, { input: { ...change, unit: '件' } })).extensions).toMatchObject({ field: 'unit' });
    expect((await owner.expectRefusal(RETIRE, { input: { ...retired, version: 2 } })).extensions).toMatchObject({
      code: 'CONFLICT',
      currentVersion: 1,
    });
  });
});

describe('a common item', () => {
  it('is written by the operator alone and needs its English', async () => {
    expect((await owner.expectRefusal(CREATE_ITEM, { input: itemInput() })).extensions.code).toBe('FORBIDDEN');
    expect((await portal.operator.expectRefusal(CREATE_ITEM, { input: itemInput({ nameEn: ' ' }) })).extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'nameEn',
    });
    expect((await portal.operator.expectRefusal(CREATE_ITEM, { input: itemInput({ profiles: [] }) })).extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'profiles',
    });
    const { id } = await makeItem(portal.operator);
    const { code: _, ...content } = itemInput();
    expect((await owner.expectRefusal(UPDATE, { input: { monitoringItemId: id, version: 1, ...content } })).extensions.code).toBe(
      'FORBIDDEN',
    );
    const { monitoringItem } = await owner.expectData<{ monitoringItem: object }>(ONE, { id });
    // Who wrote it is for the operator's own people to read.
    expect(monitoringItem).toMatchObject({ versions: [{ number: 1, changedByName: null }] });
  });
});
