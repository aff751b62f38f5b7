import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { type Handover, START, TAKE } from '../handover/handovers.ts';
import { countStatements } from '../support/count-statements.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { inDays, makeSystem } from '../support/survey.ts';

const FIELDS = 'id version text dueOn result closedByName recordedByName owner { id } system { id }';
const RECORD = `mutation ($input: RecordCarryOverItemInput!) { recordCarryOverItem(input: $input) { ${FIELDS} } }`;
const CHANGE = `mutation ($input: ChangeCarryOverItemInput!) { changeCarryOverItem(input: $input) { ${FIELDS} } }`;
const CLOSE = `mutation ($input: CloseCarryOverItemInput!) { closeCarryOverItem(input: $input) { ${FIELDS} } }`;
const LIST = `query ($filter: CarryOverItemFilter, $first: Int, $after: String) { carryOverItems(filter: $filter, first: $first, after: $after) {
  items { ${FIELDS} } nextCursor totalCount } }`;

interface Item {
  id: string;
  version: number;
  text: string;
  dueOn: string | null;
  result: string | null;
  closedByName: string | null;
  owner: { id: string };
  system: { id: string } | null;
}
let portal: TestPortal;
let own: TestOrganisation;
let other: TestOrganisation;
let a: Person;
let b: Person;
let number = 0;
beforeAll(async () => {
  portal = await openPortal();
  other = await portal.organisation(Role.SYSTEM_OWNER);
});
afterAll(() => portal.close());

/** Officer A, successor B, and those who watch over them. */
async function office(): Promise<void> {
  number += 1;
  own = await portal.organisation(Role.ADMINISTRATOR, Role.PORTFOLIO_MANAGER, Role.RESPONDENT, Role.VENDOR);
  a = await portal.person(own.id, `carry-a${number}`, Role.SYSTEM_OWNER);
  b = await portal.person(own.id, `carry-b${number}`, Role.SYSTEM_OWNER);
}
const record = async (person: Person, input: object): Promise<Item> =>
  (await person.expectData<{ recordCarryOverItem: Item }>(RECORD, { input })).recordCarryOverItem;
const list = async (person: Person, filter: object = {}, page: object = {}) =>
  (
    await person.expectData<{ carryOverItems: { items: Item[]; nextCursor: string | null; totalCount: number } }>(LIST, {
      filter,
      ...page,
    })
  ).carryOverItems;
const start = async (): Promise<Handover> =>
  (
    await own.as(Role.ADMINISTRATOR).expectData<{ startHandover: Handover }>(START, {
      input: { fromAccountId: a.accountId, toAccountId: b.accountId, leavesOn: inDays(7) },
    })
  ).startHandover;
const take = async (handover: Pick<Handover, 'id' | 'version'>, itemIds: string[]): Promise<Handover> => ({
  ...(
    await b.expectData<{ acknowledgeHandover: Handover }>(TAKE, {
      input: { handoverId: handover.id, version: handover.version, itemIds },
    })
  ).acknowledgeHandover,
  id: handover.id,
});

describe('case 9-12 of the guidebook', () => {
  it('cannot happen: the patch without a date passes to B by itself, and stands before everybody until somebody says what became of it', async () => {
    await office();
    // The supplier reports in the meeting: with the OS, some day after this fiscal year, the middleware needs a patch.
    const system = await makeSystem(a, 0, { name: '電子申請システム' });
    const patch = await record(a, { text: 'OS の更新と同時にミドルウェアへ修正プログラムを適用する', systemId: system.id });
    expect(patch).toMatchObject({ dueOn: null, owner: { id: a.accountId }, system: { id: system.id } });
    await record(a, { text: '手順書の改版を受け取る', dueOn: inDays(30) });

    // A is moved. Nobody can shut A out while B has not taken over.
    const disable = async () => ({
      input: {
        accountId: a.accountId,
        version: (await portal.superuser.query('select version from account where id = $1', [a.accountId])).rows[0].version,
        reason: '異動',
      },
    });
    const DISABLE = 'mutation ($input: DisableAccountInput!) { disableAccount(input: $input) { id } }';
    const administrator = own.as(Role.ADMINISTRATOR);
    expect(await administrator.expectRefusal(DISABLE, await disable())).toMatchObject({ extensions: { field: 'withoutHandover' } });

    // What has no date stands first on the list.
    const handover = await start();
    expect(handover.items.slice(0, 2)).toMatchObject([
      { kind: 'CARRY_OVER', label: '電子申請システム: OS の更新と同時にミドルウェアへ修正プログラムを適用する', dueOn: null },
      { kind: 'CARRY_OVER', label: '手順書の改版を受け取る', dueOn: inDays(30) },
    ]);

    // B takes only the important points over: all but what A carried over, and cannot wave that through with the rest.
    const ids = handover.items.map(({ id }) => id);
    const all = { input: { handoverId: handover.id, version: handover.version, itemIds: ids } };
    expect(await b.expectRefusal(TAKE, all, { 'accept-language': 'ja' })).toMatchObject({
      message: expect.stringContaining('一件ずつ'),
      extensions: { code: 'BAD_USER_INPUT', field: 'itemIds' },
    });
    let now = await take(handover, ids.slice(2));
    expect(now).toMatchObject({ state: 'PENDING', openCount: 2 });
    now = await take(now, [ids[1]!]);
    expect(now).toMatchObject({ state: 'PENDING', openCount: 1 });
    expect(await administrator.expectRefusal(DISABLE, await disable())).toMatchObject({ extensions: { field: 'withoutHandover' } });
    now = await take(now, [ids[0]!]);
    expect(now).toMatchObject({ state: 'ACKNOWLEDGED', openCount: 0 });
    await administrator.expectData(DISABLE, await disable());

    // A fiscal year later it is still there, without a date, before B and everybody else.
    for (const person of [b, own.as(Role.PORTFOLIO_MANAGER), own.as(Role.RESPONDENT)])
      expect((await list(person)).items[0]).toMatchObject({ id: patch.id, dueOn: null, owner: { id: b.accountId } });
    const [mine] = (await list(b, { ownedByViewer: true })).items;

    // The OS gets its day, and so does the patch; it ends with what became of it, and stays on record.
    const dated = (
      await b.expectData<{ changeCarryOverItem: Item }>(CHANGE, {
        input: { carryOverItemId: patch.id, version: mine!.version, text: mine!.text, systemId: system.id, dueOn: inDays(3) },
      })
    ).changeCarryOverItem;
    expect(dated.dueOn).toBe(inDays(3));
    const closing = { carryOverItemId: patch.id, version: dated.version };
    expect(await b.expectRefusal(CLOSE, { input: { ...closing, result: ' ' } })).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', field: 'result' },
    });
    await b.expectData(CLOSE, { input: { ...closing, result: 'OS と同日に適用済み' } });
    expect((await list(b)).items.map(({ id }) => id)).not.toContain(patch.id);
    expect((await list(b, { withClosed: true })).items.at(-1)).toMatchObject({
      id: patch.id,
      result: 'OS と同日に適用済み',
      closedByName: `担当 carry-b${number}`,
    });
  });

  it('cannot happen either where A writes it down when the hand-over has begun', async () => {
    await office();
    let handover = await start();
    await record(a, { text: '後から思い出したこと' });
    handover = await take(
      handover,
      handover.items.map(({ id }) => id),
    );
    expect(handover).toMatchObject({ state: 'PENDING', openCount: 1 });
    expect(handover.items.at(-1)).toMatchObject({ kind: 'CARRY_OVER', label: '後から思い出したこと' });
    expect(await take(handover, [handover.items.at(-1)!.id])).toMatchObject({ state: 'ACKNOWLEDGED' });
    expect((await list(b, { ownedByViewer: true })).items).toMatchObject([{ owner: { id: b.accountId } }]);
  });
});

describe('recordCarryOverItem', () => {
  beforeAll(office);

  it('refuses a blank or endless text and a system that is not in sight, in the language of the reader', async () => {
    const foreign = await makeSystem(other.as(Role.SYSTEM_OWNER), 0);
    for (const [input, field] of [
      [{ text: '　' }, 'text'],
      [{ text: 'あ'.repeat(1001) }, 'text'],
      [{ text: '用件', systemId: foreign.id }, 'systemId'],
    ] as const)
      expect(await a.expectRefusal(RECORD, { input }, { 'accept-language': 'ja' })).toMatchObject({
        message: expect.stringMatching(/ください/),
        extensions: { code: 'BAD_USER_INPUT', field },
      });
  });

  it('is nothing for a supplier', async () => {
    expect(await own.as(Role.VENDOR).expectRefusal(RECORD, { input: { text: '用件' } })).toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
  });
});

describe('changeCarryOverItem and closeCarryOverItem', () => {
  beforeAll(office);

  it('are for the person that it hangs on and for those who watch, from the version that was read, while it is open', async () => {
    const item = await record(a, { text: '用件' });
    const at = { carryOverItemId: item.id, version: item.version };
    const changed = { input: { ...at, text: '新しい用件' } };
    const closed = { input: { ...at, result: '済み' } };
    for (const [document, variables] of [
      [CHANGE, changed],
      [CLOSE, closed],
    ] as const) {
      expect(await b.expectRefusal(document, variables)).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
      expect(await other.as(Role.SYSTEM_OWNER).expectRefusal(document, variables)).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
      expect(await own.as(Role.VENDOR).expectRefusal(document, variables)).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    }
    await own.as(Role.PORTFOLIO_MANAGER).expectData(CHANGE, changed);
    expect(await a.expectRefusal(CLOSE, closed)).toMatchObject({ extensions: { code: 'CONFLICT' } });
    await a.expectData(CLOSE, { input: { ...at, version: item.version + 1, result: '済み' } });
    expect(await a.expectRefusal(CHANGE, { input: { ...at, version: item.version + 2, text: '再開' } })).toMatchObject({
      extensions: { code: 'CONFLICT' },
    });
  });
});

describe('carryOverItems', () => {
  beforeAll(office);

  it('come without a date first, page by page, each once, and of the own organisation alone', async () => {
    const system = await makeSystem(a, 0);
    for (const [text, dueOn] of [
      ['三', inDays(20)],
      ['一', null],
      ['二', inDays(10)],
    ] as const)
      await record(a, { text, dueOn });
    await record(a, { text: '四', dueOn: inDays(30), systemId: system.id });
    const read: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list(b, {}, { first: 3, after });
      expect(page.totalCount).toBe(4);
      read.push(...page.items.map(({ text }) => text));
      after = page.nextCursor;
    } while (after);
    expect(read).toEqual(['一', '二', '三', '四']);
    expect((await list(b, { systemId: system.id })).items.map(({ text }) => text)).toEqual(['四']);
    expect((await list(b, { ownedByViewer: true })).items).toEqual([]);
    expect((await list(other.as(Role.SYSTEM_OWNER), { withClosed: true })).totalCount).toBe(0);
  });

  it('refuse a page without size and a cursor that is none', async () => {
    for (const [page, field] of [
      [{ first: 0 }, 'first'],
      [{ after: 'x' }, 'after'],
    ] as const)
      expect(await a.expectRefusal(LIST, page)).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', field } });
  });

  it('cost as many statements for many as for few', async () => {
    const measure = () => countStatements(portal, () => list(a));
    const few = await measure();
    for (let index = 0; index < 8; index++) await record(a, { text: `用件${index}`, systemId: (await makeSystem(a, 0)).id });
    expect(await measure()).toBe(few);
  });
});
