import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { countStatements } from '../support/count-statements.ts';
import { contractInput } from '../support/contracts.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { inDays, makeSystem } from '../support/survey.ts';
import { type Handover, START } from './handovers.ts';

const HELD = 'query ($id: ID) { belongings(accountId: $id) { bindingCount items { kind label dueOn } } }';
const READ = 'query ($id: ID!) { handover(id: $id) { openCount items { kind label dueOn } } }';
const CREATE = 'mutation ($input: CreateContractInput!) { createContract(input: $input) { id } }';
const OWNER = 'mutation ($input: SetSystemOwnerInput!) { setSystemOwner(input: $input) { version } }';

/** The successor learns of the days by which something is to be done about what is under contract for the systems that pass. */
let portal: TestPortal;
let own: TestOrganisation;
let leaver: Person;
let successor: Person;
let systemId: string;
beforeAll(async () => {
  portal = await openPortal();
  own = await portal.organisation(Role.ADMINISTRATOR, Role.PORTFOLIO_MANAGER);
  leaver = await portal.person(own.id, 'dates-a', Role.SYSTEM_OWNER);
  successor = await portal.person(own.id, 'dates-b', Role.SYSTEM_OWNER);
  ({ id: systemId } = await makeSystem(leaver, 0));
  await leaver.expectData(OWNER, { input: { systemId, version: 1, accountId: leaver.accountId } });
  const other = await makeSystem(leaver, 0);
  const contracts = [
    {
      number: 'C-1',
      title: '保守',
      kind: 'SOFTWARE_MAINTENANCE',
      endsOn: inDays(100),
      noticeDays: 60,
      supportEndsOn: inDays(-10),
      supportEndSource: '事業者の告知',
    },
    { number: 'C-2', title: 'ライセンス', kind: 'LICENCE', endsOn: inDays(200), licenceEndsOn: inDays(150), noticeDays: 300 },
    { number: 'C-3', title: '終了日不明', kind: 'OPERATION' },
    { number: 'C-4', title: '終わったもの', kind: 'OPERATION', endsOn: inDays(-1) },
    { number: 'C-5', title: '期間の定めなし', kind: 'OPERATION', endKind: 'NONE' },
    { number: 'C-6', title: '自ら終わる', kind: 'OPERATION', endsOn: inDays(30), renewalKind: 'NONE', noticeDays: 10 },
  ];
  for (const contract of contracts) await leaver.expectData(CREATE, { input: contractInput({ systemIds: [systemId], ...contract }) });
  await leaver.expectData(CREATE, {
    input: contractInput({ number: 'C-9', title: '他人の分', systemIds: [other.id], endsOn: inDays(5) }),
  });
});
afterAll(() => portal.close());

interface Shown {
  kind: string;
  label: string | null;
  dueOn: string | null;
}
const DATES = [
  ['CONTRACT_NOTICE', 'C-1 保守', inDays(40)],
  ['CONTRACT_END', 'C-3 終了日不明', null],
  ['CONTRACT_END', 'C-6 自ら終わる', inDays(30)],
  ['CONTRACT_END', 'C-1 保守', inDays(100)],
  ['CONTRACT_END', 'C-2 ライセンス', inDays(200)],
  ['LICENCE_END', 'C-2 ライセンス', inDays(150)],
  ['SUPPORT_END', 'C-1 保守', inDays(-10)],
  ['SUPPORT_END_UNKNOWN', 'C-2 ライセンス', null],
];
const dates = (items: Shown[]) =>
  items.filter(({ kind }) => /NOTICE|_END(_UNKNOWN)?$/.test(kind)).map(({ kind, label, dueOn }) => [kind, label, dueOn]);
const held = async (person: Person) =>
  (await person.expectData<{ belongings: { bindingCount: number; items: Shown[] } }>(HELD, { id: leaver.accountId })).belongings;

it('lists notice days, ends of contract and licence, and of support, of what is in force for the person’s systems', async () => {
  const { items, bindingCount } = await held(leaver);
  expect(dates(items)).toEqual(DATES);
  // They follow the system: the system alone would be without anybody.
  expect(bindingCount).toBe(1);
});

describe('a hand-over', () => {
  it('has each of them acknowledged, and tells nobody of contracts who may not read them', async () => {
    const { startHandover } = await leaver.expectData<{ startHandover: Handover }>(START, {
      input: { fromAccountId: leaver.accountId, toAccountId: successor.accountId, leavesOn: inDays(7) },
    });
    const read = async (person: Person) =>
      (await person.expectData<{ handover: { openCount: number; items: Shown[] } }>(READ, { id: startHandover.id })).handover;
    for (const person of [successor, own.as(Role.PORTFOLIO_MANAGER)]) expect(dates((await read(person)).items)).toEqual(DATES);
    const masked = await read(own.as(Role.ADMINISTRATOR));
    expect(masked.openCount).toBe(masked.items.length);
    expect(dates(masked.items)).toEqual(DATES.map(([kind]) => [kind, null, null]));
    expect(dates((await held(own.as(Role.ADMINISTRATOR))).items)).toEqual(DATES.map(([kind]) => [kind, null, null]));
  });
});

it('costs as many statements for thirty contracts as for seven', async () => {
  const measure = () => countStatements(portal, () => held(leaver));
  const few = await measure();
  for (let index = 0; index < 23; index++)
    await leaver.expectData(CREATE, { input: contractInput({ systemIds: [systemId], number: `M-${index}`, endsOn: inDays(300 + index) }) });
  expect(await measure()).toBe(few);
});
