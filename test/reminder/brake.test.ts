import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { isLate } from '../../server/reminder/job-state.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import { fillInAndSubmit, inDays, openRound } from '../support/survey.ts';
import { morning, remindersOf } from './reminders.ts';

const PLAN = `{ reminderPlan { on counts { kind matterCount personCount } people { name email notices { kind occasion label dueOn } }
  mailCount unreachableCount nobodysCount wouldBeHeld rule { version personLimit } isCaptured } }`;
const RUNS =
  '{ reminderRuns { items { id version state personCount unreachableCount askedForRound decidedByName mails { state count } } } }';
const SET_RULE =
  'mutation ($input: SetReminderRuleInput!) { setReminderRule(input: $input) { version coordinatorAfterDays managerAfterDays personLimit } }';
const RELEASE = 'mutation ($input: DecideReminderRunInput!) { releaseReminders(input: $input) { state decidedByName } }';
const DROP = 'mutation ($input: DecideReminderRunInput!) { dropReminders(input: $input) { state } }';
const ROUND = 'query ($id: ID!) { roundReminder(roundId: $id) { canAsk askedAt ministries { organisation { id } state isReachable } } }';
const REMIND = 'mutation ($input: RemindMinistriesInput!) { remindMinistries(input: $input) { canAsk } }';
const JOBS = '{ portalJobs { isLate jobs { name doneAt failure isLate } } }';

let portal: TestPortal;
let runner: TestOrganisation;
let reminders: ReturnType<typeof remindersOf>;
beforeAll(async () => {
  portal = await openPortal();
  reminders = remindersOf(portal);
  runner = await portal.organisation(Role.PORTFOLIO_MANAGER);
});
afterAll(() => portal.close());

const manager = () => runner.as(Role.PORTFOLIO_MANAGER);

describe('the rule', () => {
  it.each([
    ['coordinatorAfterDays', 0],
    ['managerAfterDays', 61],
    ['personLimit', 0],
  ])('refuses %s of %s', async (field, value) => {
    const ministry = await portal.organisation(Role.ADMINISTRATOR);
    const input = { version: 0, coordinatorAfterDays: 3, managerAfterDays: 7, personLimit: 200, [field]: value };
    expect(await ministry.as(Role.ADMINISTRATOR).expectRefusal(SET_RULE, { input })).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', field },
    });
  });

  it('is changed from the version last seen, and by administrators', async () => {
    const ministry = await portal.organisation(Role.ADMINISTRATOR, Role.COORDINATOR);
    const input = { version: 0, coordinatorAfterDays: 3, managerAfterDays: null, personLimit: 20 };
    expect(await ministry.as(Role.ADMINISTRATOR).expectData(SET_RULE, { input })).toEqual({
      setReminderRule: { version: 1, coordinatorAfterDays: 3, managerAfterDays: null, personLimit: 20 },
    });
    expect(await ministry.as(Role.ADMINISTRATOR).expectRefusal(SET_RULE, { input })).toMatchObject({
      extensions: { code: 'CONFLICT', currentVersion: 1 },
    });
    expect(await ministry.as(Role.COORDINATOR).expectRefusal(SET_RULE, { input })).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
  });
});

describe('more people than allowed', () => {
  async function held(): Promise<{ ministry: TestOrganisation; run: { id: string; version: number } }> {
    const { ministry } = await reminders.asked(runner, [Role.ADMINISTRATOR]);
    await reminders.crowd(ministry.id, 4);
    await ministry.as(Role.ADMINISTRATOR).expectData(SET_RULE, {
      input: { version: 0, coordinatorAfterDays: 3, managerAfterDays: 7, personLimit: 3 },
    });
    expect(await ministry.as(Role.ADMINISTRATOR).expectData(PLAN)).toMatchObject({ reminderPlan: { mailCount: 4, wouldBeHeld: true } });
    await reminders.remind(ministry.id, 0);
    await reminders.send([ministry.id], null, morning(0));
    const { reminderRuns } = await ministry
      .as(Role.ADMINISTRATOR)
      .expectData<{ reminderRuns: { items: { id: string; version: number }[] } }>(RUNS);
    expect(reminderRuns.items).toMatchObject([{ state: 'HELD', personCount: 4, mails: [{ state: 'HELD', count: 4 }] }]);
    return { ministry, run: reminderRuns.items[0]! };
  }

  it('wait until somebody releases them, once', async () => {
    const { ministry, run } = await held();
    const input = { runId: run.id, version: run.version };
    expect(await ministry.as(Role.ADMINISTRATOR).expectData(RELEASE, { input })).toMatchObject({ releaseReminders: { state: 'RELEASED' } });
    await reminders.send([ministry.id], null, morning(1));
    expect((await reminders.mails(ministry.id)).map(({ state }) => state)).toEqual(Array(4).fill('CAPTURED'));
    expect(await ministry.as(Role.ADMINISTRATOR).expectRefusal(DROP, { input: { ...input, version: run.version + 1 } })).toMatchObject({
      extensions: { code: 'CONFLICT' },
    });
  });

  it('are not mailed when somebody drops them, nor on the next day', async () => {
    const { ministry, run } = await held();
    await ministry.as(Role.ADMINISTRATOR).expectData(DROP, { input: { runId: run.id, version: run.version } });
    await reminders.remind(ministry.id, 1);
    await reminders.send([ministry.id], null, morning(1));
    expect((await reminders.mails(ministry.id)).map(({ state }) => state)).toEqual(Array(4).fill('DROPPED'));
  });

  it('are told anew on the next day when nobody decided', async () => {
    const { ministry } = await held();
    await reminders.remind(ministry.id, 1);
    const { reminderRuns } = await ministry.as(Role.ADMINISTRATOR).expectData<{ reminderRuns: { items: object[] } }>(RUNS);
    expect(reminderRuns.items).toMatchObject([
      { state: 'HELD', mails: [{ state: 'HELD', count: 4 }] },
      { state: 'OVERTAKEN', mails: [{ state: 'DROPPED', count: 4 }] },
    ]);
  });

  it('are released by the own organisation alone, and not by a coordinator', async () => {
    const { run } = await held();
    const other = await portal.organisation(Role.ADMINISTRATOR, Role.COORDINATOR);
    const input = { runId: run.id, version: run.version };
    expect(await other.as(Role.ADMINISTRATOR).expectRefusal(RELEASE, { input })).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    expect(await other.as(Role.COORDINATOR).expectRefusal(RELEASE, { input })).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
  });
});

describe('ministries reminded by hand', () => {
  it('are those that have not submitted; each mails its own people, once a day', async () => {
    const [late, done] = [await portal.organisation(Role.RESPONDENT, Role.COORDINATOR), await portal.organisation(Role.COORDINATOR)];
    await reminders.addresses(late.id);
    const round = await openRound(manager(), [late.id, done.id], 1);
    await fillInAndSubmit(done.as(Role.COORDINATOR), round, '0');
    expect(await manager().expectData(ROUND, { id: round.id })).toEqual({
      roundReminder: {
        canAsk: true,
        askedAt: null,
        ministries: [{ organisation: { id: late.id }, state: 'NOT_OPENED', isReachable: true }],
      },
    });
    const input = { roundId: round.id, note: '今週中にお願いします' };
    expect(await manager().expectData(REMIND, { input })).toEqual({ remindMinistries: { canAsk: false } });
    expect(await manager().expectRefusal(REMIND, { input })).toMatchObject({ extensions: { code: 'CONFLICT' } });
    for (const { id } of [late, done, late]) await reminders.honour(id, 0);
    expect(await reminders.addressees(late.id)).toEqual(['coordinator', 'respondent']);
    expect((await reminders.mails(late.id))[0]!.body).toContain('今週中にお願いします');
    expect(await reminders.mails(done.id)).toEqual([]);
    expect(await late.as(Role.COORDINATOR).expectData(RUNS)).toMatchObject({
      reminderRuns: { items: [{ askedForRound: '利用状況調査' }] },
    });
  });

  it('are those of an own round', async () => {
    const { ministry, round } = await reminders.asked(runner, [Role.PORTFOLIO_MANAGER, Role.COORDINATOR]);
    expect(await ministry.as(Role.PORTFOLIO_MANAGER).expectRefusal(REMIND, { input: { roundId: round.id } })).toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
    expect(await ministry.as(Role.COORDINATOR).expectRefusal(REMIND, { input: { roundId: round.id } })).toMatchObject({
      extensions: { code: 'FORBIDDEN', permission: 'Mutation.remindMinistries' },
    });
    const stranger = await portal.organisation(Role.PORTFOLIO_MANAGER);
    expect(await stranger.as(Role.PORTFOLIO_MANAGER).expectRefusal(REMIND, { input: { roundId: round.id } })).toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    expect(await manager().expectRefusal(REMIND, { input: { roundId: round.id, note: 'あ'.repeat(1001) } })).toMatchObject({
      extensions: { field: 'note' },
    });
  });
});

describe('the jobs of the portal', () => {
  it('say when they last ran, and that they did not', async () => {
    const ministry = await portal.organisation(Role.ADMINISTRATOR);
    expect(await ministry.as(Role.ADMINISTRATOR).expectData(JOBS)).toMatchObject({
      portalJobs: { isLate: true, jobs: [{ doneAt: null }, { doneAt: null, isLate: true }] },
    });
    await portal.superuser.query(`insert into job_heartbeat (job, done_at) values ('remind', now()), ('deliver-mail', now())`);
    expect(await ministry.as(Role.ADMINISTRATOR).expectData(JOBS)).toMatchObject({ portalJobs: { isLate: false } });
    await portal.superuser.query(
      `update job_heartbeat set done_at = now() - interval '11 minutes', failure = 'no mail server' where job = 'deliver-mail'`,
    );
    expect(await ministry.as(Role.ADMINISTRATOR).expectData(JOBS)).toMatchObject({
      portalJobs: { isLate: true, jobs: [{ name: 'remind' }, { name: 'deliver-mail', isLate: true, failure: 'no mail server' }] },
    });
  });

  it.each([
    ['remind', '08:00', '23:50', false],
    ['remind', '09:20', '08:40', true],
    ['remind', '09:20', '09:00', false],
    ['deliver-mail', '03:00', '02:49', true],
    ['deliver-mail', '03:00', '02:51', false],
  ])('%s at %s, last done at %s, is late: %s', (job, now, done, late) => {
    const at = (time: string): Date => new Date(`${time > now ? inDays(-1) : inDays(0)}T${time}:00+09:00`);
    expect(isLate(job, at(done), at(now))).toBe(late);
  });
});
