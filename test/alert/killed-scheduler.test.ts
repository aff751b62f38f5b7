import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { remindOrganisation } from '../../server/reminder/run.ts';
import { killableScheduler } from '../reminder/killable-scheduler.ts';
import { contractInput } from '../support/contracts.ts';
import { MailServer } from '../support/mail-server.ts';
import { openPortal, type TestPortal } from '../support/open-portal.ts';
import { inDays } from '../support/survey.ts';

let portal: TestPortal;
let mail: MailServer;
let scheduler: ReturnType<typeof killableScheduler>;
beforeAll(async () => {
  [portal, mail] = await Promise.all([openPortal(), MailServer.begin()]);
  scheduler = killableScheduler(portal, mail);
});
afterAll(async () => {
  scheduler.stop();
  await mail.close();
  await portal.close();
});

it('tells each person of a date exactly once, although the scheduler is killed in the middle of it', { timeout: 120_000 }, async () => {
  const ministry = await portal.organisation(Role.BUDGET_OFFICER, Role.PORTFOLIO_MANAGER);
  const officer = ministry.as(Role.BUDGET_OFFICER);
  // Ten more officers with addresses; past the API, since nobody of them signs in.
  await portal.superuser.query(`select set_config('app.tenant', $1, false), set_config('app.account', '', false)`, [ministry.id]);
  await portal.superuser.query(
    `alter table account disable trigger all; alter table membership disable trigger all;
     with made as (insert into account (tenant_id, login, name, email)
       select '${ministry.id}'::uuid, 'b' || n || '@${ministry.id}', '会計' || n, 'b' || n || '@mail.example' from generate_series(1, 10) n returning id)
     insert into membership (tenant_id, account_id, role) select '${ministry.id}'::uuid, id, 'BUDGET_OFFICER' from made;
     alter table account enable trigger all; alter table membership enable trigger all`,
  );
  await officer.expectData('mutation ($input: CreateContractInput!) { createContract(input: $input) { id } }', {
    input: contractInput({ number: 'K-1', title: '文書管理', endsOn: inDays(30) }),
  });
  await remindOrganisation(portal.doors, ministry.id, new Date(), 'https://portal.example');

  let recipients = 0;
  await scheduler.killed(kill => ({ onRecipient: () => (++recipients === 3 ? kill() : undefined) }));
  await scheduler.killed(kill => ({ onEnd: async () => kill() }));
  scheduler.start();
  const LOG = '{ alertDeliveries { items { kind label recipientName state } } }';
  interface Delivery {
    kind: string;
    recipientName: string;
    state: string | null;
  }
  const deliveries = async (): Promise<Delivery[]> =>
    (await officer.expectData<{ alertDeliveries: { items: Delivery[] } }>(LOG)).alertDeliveries.items.filter(
      ({ kind, recipientName }) => kind === 'CONTRACT_END' && recipientName.startsWith('会計'),
    );
  await vi.waitFor(async () => expect((await deliveries()).filter(({ state }) => state !== 'SENT' && state !== 'UNKNOWN')).toEqual([]), {
    timeout: 60_000,
    interval: 200,
  });

  const expected = Array.from({ length: 10 }, (_, index) => `b${index + 1}@mail.example`).toSorted();
  expect(mail.arrived.map(({ to }) => to).toSorted()).toEqual(expected);
  // Of the letter that was in the server's hands nobody could know: the log says so, and it was not sent again.
  const states = (await deliveries()).map(({ state }) => state);
  expect([states.filter(state => state === 'SENT').length, states.filter(state => state === 'UNKNOWN').length]).toEqual([9, 1]);
});
