import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { makeItem } from '../support/monitoring.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { makeSystem } from '../support/survey.ts';

const MAP = 'mutation ($input: MapMonitoringAliasInput!) { mapMonitoringAlias(input: $input) { id version text item { code } } }';
const WITHDRAW =
  'mutation ($input: WithdrawMonitoringAliasInput!) { withdrawMonitoringAlias(input: $input) { version withdrawnReason withdrawnByName } }';
const LIST =
  'query ($filter: MonitoringAliasFilter) { monitoringAliases(filter: $filter) { totalCount items { text item { code } organisation { id } mappedByName withdrawnReason } } }';

interface Listed {
  monitoringAliases: { totalCount: number; items: Record<string, unknown>[] };
}

let portal: TestPortal;
let ministry: TestOrganisation;
let other: TestOrganisation;
let owner: Person;
let cpu: { id: string; code: string };
let memory: { id: string; code: string };

beforeAll(async () => {
  portal = await openPortal();
  ministry = await portal.organisation(Role.SYSTEM_OWNER, Role.AUDITOR);
  other = await portal.organisation(Role.SYSTEM_OWNER, Role.RESPONDENT);
  owner = ministry.as(Role.SYSTEM_OWNER);
  [cpu, memory] = [await makeItem(portal.operator), await makeItem(portal.operator)];
}, 60_000);
afterAll(() => portal.close());

const map = (person: Person, item: { id: string }, text: string, kind = 'LABEL') =>
  person.expectData<{ mapMonitoringAlias: { id: string; version: number; text: string } }>(MAP, {
    input: { monitoringItemId: item.id, kind, text },
  });
const list = (person: Person, filter: object) => person.expectData<Listed>(LIST, { filter });

describe('an alias of a common item', () => {
  it('is mapped once, whatever its width, case and space, and known to every ministry', async () => {
    const { mapMonitoringAlias: made } = await map(owner, cpu, 'ＣＰＵ 使用率');
    expect((await map(owner, cpu, 'cpu使用率')).mapMonitoringAlias.id).toBe(made.id);
    const { monitoringAliases: own } = await list(owner, { monitoringItemId: cpu.id });
    expect(own.items).toMatchObject([{ text: 'ＣＰＵ 使用率', organisation: { id: ministry.id }, withdrawnReason: null }]);
    expect(own.items[0]!['mappedByName']).toBeTruthy();
    // Which person of another ministry mapped it is not told.
    const { monitoringAliases: theirs } = await list(other.as(Role.RESPONDENT), { monitoringItemId: cpu.id });
    expect(theirs.items).toMatchObject([{ text: 'ＣＰＵ 使用率', organisation: { id: ministry.id }, mappedByName: null }]);
    const { monitoringItem } = await other
      .as(Role.RESPONDENT)
      .expectData<{ monitoringItem: object }>('query ($id: ID!) { monitoringItem(id: $id) { aliases { text } } }', { id: cpu.id });
    expect(monitoringItem).toEqual({ aliases: [{ text: 'ＣＰＵ 使用率' }] });
  });

  it('stands for one item in one organisation; another may see it differently', async () => {
    await map(owner, cpu, '負荷');
    const refused = await owner.expectRefusal(MAP, { input: { monitoringItemId: memory.id, kind: 'LABEL', text: '負荷' } });
    expect(refused.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'text' });
    expect(refused.message).toContain(cpu.code);
    // A key is another thing than a label.
    await map(owner, memory, '負荷', 'KEY');
    await map(other.as(Role.SYSTEM_OWNER), memory, '負荷');
    expect((await list(owner, { search: '負荷', kind: 'LABEL' })).monitoringAliases.totalCount).toBe(2);
  });

  it('is withdrawn by the organisation that made it, with a reason, and can then stand for another item', async () => {
    const { mapMonitoringAlias: made } = await map(owner, cpu, '使用率A');
    const input = { monitoringAliasId: made.id, version: 1, reason: '別の項目だった' };
    expect((await owner.expectRefusal(WITHDRAW, { input: { ...input, reason: ' ' } })).extensions).toMatchObject({ field: 'reason' });
    expect((await other.as(Role.SYSTEM_OWNER).expectRefusal(WITHDRAW, { input })).extensions.code).toBe('FORBIDDEN');
    expect((await ministry.as(Role.AUDITOR).expectRefusal(WITHDRAW, { input })).extensions.code).toBe('FORBIDDEN');
    expect(await owner.expectData(WITHDRAW, { input })).toMatchObject({
      withdrawMonitoringAlias: { version: 2, withdrawnReason: '別の項目だった' },
    });
    expect((await owner.expectRefusal(WITHDRAW, { input: { ...input, version: 2 } })).extensions.code).toBe('NOT_FOUND');
    await map(owner, memory, '使用率A');
    expect((await list(owner, { search: '使用率A' })).monitoringAliases.items).toMatchObject([{ item: { code: memory.code } }]);
    expect((await list(owner, { search: '使用率A', withWithdrawn: true })).monitoringAliases.totalCount).toBe(2);
  });

  it.each([
    ['', 'blank'],
    ['x'.repeat(301), 'too long'],
  ])('is refused when its text is %.3s… (%s)', async text => {
    const refused = await owner.expectRefusal(MAP, { input: { monitoringItemId: cpu.id, kind: 'LABEL', text } });
    expect(refused.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'text' });
  });
});

describe('an alias of a system’s own item', () => {
  it('stays behind the wall, and means nothing for another system', async () => {
    const [first, second] = [await makeSystem(owner, 0), await makeSystem(owner, 0)];
    const [one, two] = [await makeItem(owner, { systemId: first.id }), await makeItem(owner, { systemId: second.id })];
    const text = `受付件数${randomUUID()}`;
    await map(owner, one, text);
    await map(owner, two, text);
    expect((await list(owner, { search: text })).monitoringAliases.totalCount).toBe(2);
    expect((await list(other.as(Role.SYSTEM_OWNER), { search: text })).monitoringAliases.totalCount).toBe(0);
    const refused = await other.as(Role.SYSTEM_OWNER).expectRefusal(MAP, { input: { monitoringItemId: one.id, kind: 'LABEL', text } });
    expect(refused.extensions.code).toBe('NOT_FOUND');
  });
});
