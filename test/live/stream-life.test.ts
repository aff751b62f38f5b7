import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { readConfiguration } from '../../server/configuration.ts';
import { createPortal } from '../../server/http/portal.ts';
import { openDoors } from '../../server/start-portal.ts';
import { type Changed, heard, listen, PACE, save, sayWhere, useLivePortal, watch } from '../support/live-portal.ts';
import { LiveStream } from '../support/live-stream.ts';
import type { Person } from '../support/person.ts';

const live = useLivePortal();

describe('a stream ends', () => {
  const endsWith = async (stream: LiveStream, reason: string): Promise<void> => {
    await stream.ended;
    expect(stream.events.at(-1)).toEqual({ event: 'end', data: { reason } });
  };
  const newcomer = (...roles: Role[]): Promise<Person> =>
    live.person(live.ministry.id, `new-${randomUUID()}@${live.ministry.corporateNumber}`, ...roles);

  it.each<[string, (person: Person) => Promise<unknown>]>([
    [
      'the account is disabled',
      ({ accountId }) => live.superuser.query('update account set disabled_at = now() where id = $1', [accountId]),
    ],
    ['the session is ended', person => person.expectData('mutation { signOut }')],
    [
      'the role is taken away',
      ({ accountId }) => live.superuser.query('delete from membership where account_id = $1 and role = $2', [accountId, 'RESPONDENT']),
    ],
    [
      'the session was idle for too long',
      ({ accountId }) =>
        live.superuser.query(`update session set last_seen_at = now() - interval '121 minutes' where account_id = $1`, [accountId]),
    ],
  ])('when %s', async (_why, act) => {
    await live.superuser.query(`select set_config('app.tenant', $1, false)`, [live.ministry.id]);
    const person = await newcomer(Role.RESPONDENT, Role.BUDGET_OFFICER);
    const stream = await watch(live, person);
    await act(person);
    await endsWith(stream, 'session');
    expect((await LiveStream.of(live.address, person, live.round.id)).status).toBeGreaterThanOrEqual(401);
  });

  it('and does not itself keep an idle session alive', async () => {
    const person = await newcomer(Role.RESPONDENT);
    const idle = async () =>
      (
        await live.superuser.query<{ idle: boolean }>(
          `select last_seen_at < now() - interval '50 minutes' as idle from session where account_id = $1`,
          [person.accountId],
        )
      ).rows;
    await live.superuser.query(`update session set last_seen_at = now() - interval '1 hour' where account_id = $1`, [person.accountId]);
    const stream = await watch(live, person);
    await sayWhere(live, person, stream.visit);
    await wait(4 * PACE.check);
    expect(await idle()).toEqual([{ idle: true }]);
  });

  it('when its form connects anew, and the person is not counted twice', async () => {
    const first = await watch(live, live.colleague);
    const second = await watch(live, live.colleague, first.visit);
    await endsWith(first, 'replaced');
    const own = (people: { account: string }[]) => people.filter(({ account }) => account === live.colleague.accountId);
    expect(own(await heard<{ account: string }[]>(second, 'presence', people => own(people).length > 0))).toHaveLength(1);
  });

  it('rather than being opened a fifth time by one person, whose browser would have no connection left', async () => {
    const first = await watch(live, live.colleague);
    for (let number = 1; number < 4; number++) await watch(live, live.colleague);
    const fifth = await LiveStream.of(live.address, live.colleague, live.round.id);
    await fifth.ended;
    expect(fifth.status).toBe(429);
    expect((await watch(live, live.ministry.as(Role.RESPONDENT))).status).toBe(200);
    first.close();
    await vi.waitFor(async () => expect((await LiveStream.of(live.address, live.colleague, live.round.id)).status).toBe(200));
  });
});

describe('who has the sheet open', () => {
  const people = (stream: LiveStream, when: (names: Record<string, string | null>) => boolean) =>
    heard<{ name: string; feature: string | null }[]>(stream, 'presence', list =>
      when(Object.fromEntries(list.map(({ name, feature }) => [name, feature]))),
    );
  const nameOf = ({ accountId }: Person): Promise<string> =>
    live.superuser.query<{ name: string }>('select name from account where id = $1', [accountId]).then(({ rows }) => rows[0]!.name);

  it('is known by name and row to colleagues, and no longer once the page is closed', async () => {
    const respondent = live.ministry.as(Role.RESPONDENT);
    const [mine, name] = [await watch(live, live.colleague), await nameOf(respondent)];
    const theirs = await watch(live, respondent);
    await people(mine, names => names[name] === null);
    const feature = live.round.features[4]!.id;
    expect(theirs.status).toBe(200);
    await sayWhere(live, respondent, theirs.visit, feature);
    await people(mine, names => names[name] === feature);
    mine.events.length = 0;
    theirs.close();
    await people(mine, names => !(name in names));
  });
});

describe('several processes over one database', () => {
  /** A second portal over the same database, as behind a load balancer. */
  async function secondPortal() {
    const { close, ...doors } = await openDoors(live.logins, 2);
    const app = await createPortal(doors, { ...readConfiguration({ LOG_LEVEL: 'silent' }), listenAs: live.logins.app, livePace: PACE });
    app.addHook('onClose', close);
    return { app, address: await listen(app) };
  }

  it('announce changes and people to each other', async () => {
    const { app, address } = await secondPortal();
    onTestFinished(() => app.close());
    const respondent = live.ministry.as(Role.RESPONDENT);
    const [here, there] = [await watch(live, live.colleague), await watch({ ...live, address }, respondent)];
    // Each form says every ten seconds that it is open; here it does so when the test lets it.
    await sayWhere(live, live.colleague, here.visit);
    for (const stream of [here, there]) {
      await heard<{ account: string }[]>(stream, 'presence', list =>
        [live.colleague, respondent].every(({ accountId }) => list.some(({ account }) => account === accountId)),
      );
    }
    const version = await save(live, live.colleague, 0);
    const { rows } = await heard<Changed>(there, 'change');
    expect(rows).toEqual([{ feature: live.round.features[0]!.id, version, by: live.colleague.accountId }]);
    // What reaches another process than the stream's is known to all as well.
    await sayWhere(live, respondent, there.visit, live.round.features[1]!.id);
    await heard<{ feature: string | null }[]>(here, 'presence', list => list.some(({ feature }) => feature === live.round.features[1]!.id));
  });

  it('ask to read anew after a connection to the database was lost', async () => {
    const stream = await watch(live, live.colleague);
    stream.events.length = 0;
    await live.superuser.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tanaoroshi live' and datname = current_database()`,
    );
    await heard(stream, 'reread');
    const version = await save(live, live.ministry.as(Role.RESPONDENT), 0);
    const { rows } = await heard<Changed>(stream, 'change');
    expect(rows.map(row => row.version)).toEqual([version]);
  });

  it('stop in order with streams open', async () => {
    const { app, address } = await secondPortal();
    const stream = await watch({ ...live, address }, live.colleague);
    const start = performance.now();
    await app.close();
    expect(performance.now() - start).toBeLessThan(3_000);
    await stream.ended;
    expect(stream.of('end')).toEqual([{ reason: 'shutdown' }]);
  });
});
