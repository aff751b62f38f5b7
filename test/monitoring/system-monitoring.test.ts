import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { CREATE_TOOL, entry, makeItem, makeTool, SET_MONITORING, setMonitoring } from '../support/monitoring.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { makeSystem } from '../support/survey.ts';

const LIST = `query ($id: ID!) { systemMonitoring(systemId: $id) { revision isProfileUnknown isClassUnknown confirmation { state confirmedByName }
  lines { id applies state item { code scope } row { version state reason escalationTarget automationLevel notifyChannels thresholds { value forSeconds } } } } }`;
const CONFIRM =
  'mutation ($input: ConfirmSystemMonitoringInput!) { confirmSystemMonitoring(input: $input) { revision confirmation { state } } }';

interface List {
  systemMonitoring: {
    revision: number;
    isProfileUnknown: boolean;
    isClassUnknown: boolean;
    confirmation: { state: string };
    lines: { applies: boolean; state: string; item: { code: string; scope: string }; row: Record<string, unknown> | null }[];
  };
}

let portal: TestPortal;
let ministry: TestOrganisation;
let owner: Person;
/** Common items, by what they apply to. */
let everyone: { id: string; code: string };
let gravest: { id: string; code: string };
let digital: { id: string; code: string };

beforeAll(async () => {
  portal = await openPortal();
  ministry = await portal.organisation(Role.SYSTEM_OWNER, Role.PORTFOLIO_MANAGER, Role.AUDITOR, Role.RESPONDENT);
  owner = ministry.as(Role.SYSTEM_OWNER);
  everyone = await makeItem(portal.operator);
  gravest = await makeItem(portal.operator, { profiles: ['IV'] });
  digital = await makeItem(portal.operator, { systemClasses: ['DIGITAL_AGENCY'] });
}, 60_000);
afterAll(() => portal.close());

const listOf = async (person: Person, id: string): Promise<List['systemMonitoring']> =>
  (await person.expectData<List>(LIST, { id })).systemMonitoring;
const codesOf = (list: List['systemMonitoring']): string[] => list.lines.filter(({ applies }) => applies).map(({ item }) => item.code);

describe('the list of a system', () => {
  it.each([
    ['I', 'MINISTRY', ['everyone']],
    ['IV', 'MINISTRY', ['everyone', 'gravest']],
    ['I', 'DIGITAL_AGENCY', ['everyone', 'digital']],
    [null, 'MINISTRY', ['everyone', 'gravest']],
    ['II', null, ['everyone', 'digital']],
    [null, null, ['everyone', 'gravest', 'digital']],
  ])('of profile %s and class %s inherits %j, and says what is unknown', async (profile, systemClass, expected) => {
    const system = await makeSystem(owner, 0, { profile, systemClass });
    const list = await listOf(owner, system.id);
    const named = { everyone, gravest, digital };
    expect(codesOf(list).toSorted()).toEqual(expected.map(name => named[name as keyof typeof named].code).toSorted());
    expect(list).toMatchObject({ revision: 0, isProfileUnknown: profile === null, isClassUnknown: systemClass === null });
    expect(list.lines.filter(({ state, row }) => state !== 'UNKNOWN' || row !== null)).toEqual([]);
  });

  it('adds the system’s own items, and shows what it watches beyond what it must', async () => {
    const system = await makeSystem(owner, 0, { profile: 'I', systemClass: 'MINISTRY' });
    const other = await makeSystem(owner, 0, { profile: 'I', systemClass: 'MINISTRY' });
    const own = await makeItem(owner, { systemId: system.id });
    await setMonitoring(owner, system.id, entry(gravest.id, 'MONITORED'), entry(own.id, 'NOT_MONITORED'));
    const { lines } = await listOf(owner, system.id);
    expect(new Set(lines.map(({ applies, state, item }) => `${item.code} ${applies} ${state}`))).toEqual(
      new Set([`${everyone.code} true UNKNOWN`, `${own.code} true NOT_MONITORED`, `${gravest.code} false MONITORED`]),
    );
    expect(codesOf(await listOf(owner, other.id))).toEqual([everyone.code]);
  });

  it('is read by those who oversee, by suppliers of their own systems, and by nobody who only uses the system', async () => {
    const user = await portal.organisation(Role.SYSTEM_OWNER, Role.VENDOR);
    const system = await makeSystem(owner, 0, { userIds: [user.id] });
    const supplier = await portal.person(ministry.id, randomUUID(), Role.VENDOR);
    await setMonitoring(owner, system.id, entry(everyone.id, 'MONITORED', { monitoringToolId: await makeTool(owner, '目印のツール') }));
    for (const role of [Role.PORTFOLIO_MANAGER, Role.AUDITOR])
      expect((await listOf(ministry.as(role), system.id)).lines.find(({ item }) => item.code === everyone.code)?.state).toBe('MONITORED');
    expect((await ministry.as(Role.RESPONDENT).expectRefusal(LIST, { id: system.id })).extensions.code).toBe('FORBIDDEN');
    // They see the system, and would take it for one of which nothing is known.
    expect((await user.as(Role.SYSTEM_OWNER).expectRefusal(LIST, { id: system.id })).extensions.code).toBe('NOT_FOUND');
    const shown = 'query ($id: ID!) { systemMonitoring(systemId: $id) { lines { state item { code } } } }';
    expect((await supplier.expectRefusal(shown, { id: system.id })).extensions.code).toBe('NOT_FOUND');
    await owner.expectData('mutation ($input: SetSystemContactsInput!) { setSystemContacts(input: $input) { version } }', {
      input: { systemId: system.id, version: 1, contacts: [{ kind: 'VENDOR', unit: '事業者', accountId: supplier.accountId }] },
    });
    const { systemMonitoring } = await supplier.expectData<List>(shown, { id: system.id });
    expect(systemMonitoring.lines.find(({ item }) => item.code === everyone.code)?.state).toBe('MONITORED');
    const withTool = 'query ($id: ID!) { systemMonitoring(systemId: $id) { lines { row { tool { product } } } } }';
    expect((await supplier.expectRefusal(withTool, { id: system.id })).extensions).toMatchObject({ permission: 'SystemMonitoring.tool' });
  });

  it('is confirmed as it was looked through, and turns due with the months that the ministry set', async () => {
    const system = await makeSystem(owner, 0);
    await setMonitoring(owner, system.id, entry(everyone.id, 'MONITORED'));
    const { revision, confirmation } = await listOf(owner, system.id);
    expect(confirmation).toEqual({ state: 'NEVER', confirmedByName: null });
    const confirm = (of: number) => owner.ask(CONFIRM, { input: { systemId: system.id, revision: of } });
    expect((await confirm(revision - 1)).errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', currentVersion: revision });
    expect((await confirm(revision)).data).toEqual({ confirmSystemMonitoring: { revision, confirmation: { state: 'CONFIRMED' } } });
    // Of the monitoring alone: the record of the system is another thing to confirm.
    const { informationSystem } = await owner.expectData<{ informationSystem: { record: object } }>(
      'query ($id: ID!) { informationSystem(id: $id) { record { confirmation { state } } } }',
      { id: system.id },
    );
    expect(informationSystem.record).toEqual({ confirmation: { state: 'NEVER' } });
    await portal.superuser.query(`update attestation set confirmed_at = confirmed_at - interval '200 days' where subject_id = $1`, [
      system.id,
    ]);
    expect((await listOf(owner, system.id)).confirmation.state).toBe('DUE');
    expect(
      (await ministry.as(Role.PORTFOLIO_MANAGER).expectRefusal(CONFIRM, { input: { systemId: system.id, revision } })).extensions.code,
    ).toBe('FORBIDDEN');
    const stranger = (await portal.organisation(Role.SYSTEM_OWNER)).as(Role.SYSTEM_OWNER);
    expect((await stranger.expectRefusal(CONFIRM, { input: { systemId: system.id, revision } })).extensions.code).toBe('NOT_FOUND');
  });
});

describe('setSystemMonitoring', () => {
  it('says many things at once, changes them, and leaves who did so in the audit trail', async () => {
    const system = await makeSystem(owner, 0);
    const monitoringToolId = await makeTool(owner, `ツール${randomUUID()}`);
    const said = {
      monitoringToolId,
      escalationTarget: '夜間当番 03-0000-0000',
      automationLevel: 2,
      notifyChannels: ['PHONE', 'MAIL'],
      thresholds: [{ comparison: 'GT', value: 90, severity: 'CRITICAL', forSeconds: 600 }],
    };
    await setMonitoring(owner, system.id, entry(everyone.id, 'MONITORED', said), entry(gravest.id, 'NOT_APPLICABLE'));
    const { lines } = await listOf(owner, system.id);
    expect(lines.find(({ item }) => item.code === everyone.code)?.row).toMatchObject({
      version: 1,
      escalationTarget: '夜間当番 03-0000-0000',
      automationLevel: 2,
      notifyChannels: ['MAIL', 'PHONE'],
      thresholds: [{ value: 90, forSeconds: 600 }],
    });
    // The same again is no change.
    await setMonitoring(owner, system.id, entry(everyone.id, 'MONITORED', { ...said, version: 1 }));
    expect((await listOf(owner, system.id)).revision).toBe(2);
    await setMonitoring(owner, system.id, entry(everyone.id, 'UNKNOWN', { version: 1 }));
    const { rows } = await portal.superuser.query<{ action: string; actor: string }>(
      `select action, actor_name as actor from audit_entry where subject = 'system_monitoring' and subject_tenant_id = $1 order by at`,
      [ministry.id],
    );
    expect(rows.length).toBeGreaterThanOrEqual(3);
    expect(rows.at(-1)).toMatchObject({ action: 'setSystemMonitoring update' });
  });

  it.each([
    ['reason', entry('', 'NOT_APPLICABLE', { reason: ' ' })],
    ['escalationTarget', entry('', 'MONITORED', { escalationTarget: null })],
    ['escalationTarget', entry('', 'PARTLY', { escalationTarget: '' })],
    ['automationLevel', entry('', 'NOT_MONITORED', { automationLevel: 4 })],
    ['monitoringToolId', entry('', 'MONITORED', { monitoringToolId: randomUUID() })],
    [
      'thresholds',
      entry('', 'MONITORED', { thresholds: Array.from({ length: 11 }, (_, value) => ({ comparison: 'GT', value, severity: 'WARNING' })) }),
    ],
  ])('refuses all when one line’s %s is wrong', async (field, fault) => {
    const system = await makeSystem(owner, 0);
    const entries = [entry(gravest.id, 'NOT_MONITORED'), { ...fault, monitoringItemId: everyone.id }];
    const { extensions, message } = await owner.expectRefusal(SET_MONITORING, { input: { systemId: system.id, entries } });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: `entries[1].${field}` });
    expect(message.length).toBeGreaterThan(5);
    expect((await listOf(owner, system.id)).revision).toBe(0);
  });

  it('refuses an item twice, an item of another system, and a row that somebody changed meanwhile', async () => {
    const [system, other] = [await makeSystem(owner, 0), await makeSystem(owner, 0)];
    const foreign = await makeItem(owner, { systemId: other.id });
    const refusal = async (...entries: Record<string, unknown>[]) =>
      (await owner.expectRefusal(SET_MONITORING, { input: { systemId: system.id, entries } })).extensions;
    expect(await refusal(entry(everyone.id, 'UNKNOWN'), entry(everyone.id, 'UNKNOWN'))).toMatchObject({ field: 'entries' });
    expect(await refusal(entry(foreign.id, 'UNKNOWN'))).toMatchObject({ field: 'entries[0].monitoringItemId' });
    await setMonitoring(owner, system.id, entry(everyone.id, 'UNKNOWN'));
    expect(await refusal(entry(everyone.id, 'NOT_MONITORED'))).toMatchObject({ code: 'CONFLICT', currentVersion: 1 });
    expect(await refusal(entry(gravest.id, 'NOT_MONITORED', { version: 1 }))).toMatchObject({ code: 'CONFLICT', currentVersion: 0 });
  });

  it('is for the owner of the system: neither another role nor another ministry', async () => {
    const system = await makeSystem(owner, 0);
    const input = { systemId: system.id, entries: [entry(everyone.id, 'UNKNOWN')] };
    for (const role of [Role.PORTFOLIO_MANAGER, Role.AUDITOR])
      expect((await ministry.as(role).expectRefusal(SET_MONITORING, { input })).extensions.code).toBe('FORBIDDEN');
    const user = await portal.organisation(Role.SYSTEM_OWNER);
    expect((await user.as(Role.SYSTEM_OWNER).expectRefusal(SET_MONITORING, { input })).extensions.code).toBe('NOT_FOUND');
    const shared = await makeSystem(owner, 0, { userIds: [user.id] });
    expect(
      (await user.as(Role.SYSTEM_OWNER).expectRefusal(SET_MONITORING, { input: { ...input, systemId: shared.id } })).extensions.code,
    ).toBe('FORBIDDEN');
  });
});

describe('a tool', () => {
  it('is added and changed by the organisation that has it, each version of a product once', async () => {
    const product = `監視${randomUUID()}`;
    const id = await makeTool(owner, product);
    expect((await owner.expectRefusal(CREATE_TOOL, { input: { product, kind: 'JOB' } })).extensions).toMatchObject({ field: 'product' });
    expect((await owner.expectRefusal(CREATE_TOOL, { input: { product: ' ', kind: 'JOB' } })).extensions).toMatchObject({
      field: 'product',
    });
    const update =
      'mutation ($input: UpdateMonitoringToolInput!) { updateMonitoringTool(input: $input) { version productVersion organisation { id } } }';
    const input = { monitoringToolId: id, version: 1, product, productVersion: '7.0', kind: 'MONITORING' };
    expect(await owner.expectData(update, { input })).toEqual({
      updateMonitoringTool: { version: 2, productVersion: '7.0', organisation: { id: ministry.id } },
    });
    expect((await owner.expectRefusal(update, { input })).extensions.code).toBe('CONFLICT');
    const stranger = (await portal.organisation(Role.SYSTEM_OWNER)).as(Role.SYSTEM_OWNER);
    expect((await stranger.expectRefusal(update, { input })).extensions.code).toBe('NOT_FOUND');
    expect((await ministry.as(Role.AUDITOR).expectRefusal(update, { input })).extensions.code).toBe('FORBIDDEN');
    expect((await owner.expectRefusal(update, { input: { ...input, version: 2, product: ' ' } })).extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'product',
    });
    expect((await ministry.as(Role.AUDITOR).expectRefusal(CREATE_TOOL, { input: { product, kind: 'JOB' } })).extensions.code).toBe(
      'FORBIDDEN',
    );
  });
});
