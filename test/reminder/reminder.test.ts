import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { occasionOn } from '../../server/reminder/occasion.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import { changeSheet, fillIn, fillInAndSubmit, inDays, makeSystem, openRound } from '../support/survey.ts';
import { morning, remindersOf } from './reminders.ts';

const PLAN = `{ reminderPlan { on counts { kind matterCount personCount } people { name email notices { kind occasion label dueOn } }
  mailCount unreachableCount nobodysCount wouldBeHeld rule { version personLimit } isCaptured } }`;
const RUNS =
  '{ reminderRuns { items { id version state personCount unreachableCount askedForRound decidedByName mails { state count } } } }';
const MAILS = 'query ($id: ID!) { reminderMails(runId: $id) { items { id recipientName address subject body state answer } } }';
const SET_RULE =
  'mutation ($input: SetReminderRuleInput!) { setReminderRule(input: $input) { version coordinatorAfterDays managerAfterDays personLimit } }';

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

describe('the occasion of a day', () => {
  it.each([
    [15, null],
    [14, 'BEFORE_14'],
    [13, 'BEFORE_14'],
    [7, 'BEFORE_7'],
    [2, 'BEFORE_3'],
    [1, 'BEFORE_1'],
    [0, 'DUE'],
    [-1, 'AFTER_1'],
    [-2, 'AFTER_1'],
    [-3, 'AFTER_3'],
    [-7, 'AFTER_7'],
    [-100, 'AFTER_7'],
  ])('%s days before a due day is %s', (days, occasion) => {
    expect(occasionOn({ on: inDays(days), isDue: true }, inDays(0))).toBe(occasion);
  });

  it.each([
    [-1, null],
    [0, 'OPEN_0'],
    [2, 'OPEN_0'],
    [3, 'OPEN_3'],
    [14, 'OPEN_14'],
  ])('%s days after something arose is %s', (days, occasion) => {
    expect(occasionOn({ on: inDays(-days), isDue: false }, inDays(0))).toBe(occasion);
  });
});

describe('a round that is due', () => {
  it('reminds who answers and who submits, each with one mail on each occasion and none in between', async () => {
    const { ministry } = await reminders.asked(runner);
    const told = async (days: number): Promise<number> => (await reminders.tell(ministry.id, days)).length;
    const days = [0, 1, 7, 8, 11, 13, 14, 15, 16, 17];
    const counts: number[] = [];
    for (const day of days) counts.push(await told(day));
    // 14, 7, 3 and 1 day before, on the day, and 1 and 3 days after.
    expect(counts).toEqual([2, 0, 2, 0, 2, 2, 2, 2, 0, 2]);
    expect(await reminders.remind(ministry.id, 17)).toBe(false);
    const [first] = await reminders.mails(ministry.id);
    expect(first!.subject).toContain('対応のお願い 1件');
    expect(first!.body).toContain('利用状況調査');
    expect(first!.body).toContain('あと14日');
    expect(first!.body).toMatch(/https:\/\/portal\.example\/survey-rounds\/[0-9a-f-]{36}\/answer/);
    expect(first!.body).toContain('surveys to answer (1)');
  });

  it('makes up for mornings on which nothing ran, with the latest occasion alone', async () => {
    const { ministry } = await reminders.asked(runner, [Role.RESPONDENT]);
    await reminders.remind(ministry.id, 12);
    expect(await reminders.mails(ministry.id)).toHaveLength(1);
    const { rows } = await portal.superuser.query('select occasion from reminder where tenant_id = $1', [ministry.id]);
    expect(rows).toEqual([{ occasion: 'BEFORE_3' }]);
  });

  it('that is handed in waits for the coordinator alone, and once submitted for nobody', async () => {
    const { ministry, round } = await reminders.asked(runner);
    await fillIn(ministry.as(Role.RESPONDENT), round, '00');
    await changeSheet(ministry.as(Role.RESPONDENT), 'handInAnswerSheet', round.id);
    await reminders.remind(ministry.id, 0);
    expect(await reminders.addressees(ministry.id)).toEqual(['coordinator']);
    await changeSheet(ministry.as(Role.COORDINATOR), 'submitAnswerSheet', round.id);
    await reminders.remind(ministry.id, 7);
    expect(await reminders.addressees(ministry.id)).toEqual(['coordinator']);
  });

  it('puts all that waits for a person into one mail', async () => {
    const { ministry } = await reminders.asked(runner, [Role.RESPONDENT]);
    await openRound(manager(), [ministry.id], 1, { title: 'もう一つの調査', dueOn: inDays(3) });
    await reminders.remind(ministry.id, 0);
    const mails = await reminders.mails(ministry.id);
    expect(mails).toHaveLength(1);
    expect(mails[0]!.subject).toContain('2件');
    expect(mails[0]!.body).toContain('もう一つの調査');
  });

  it('is told by two processes at once as by one', async () => {
    const { ministry } = await reminders.asked(runner);
    await Promise.all([reminders.remind(ministry.id, 0), reminders.remind(ministry.id, 0), reminders.remind(ministry.id, 0)]);
    expect(await reminders.mails(ministry.id)).toHaveLength(2);
  });

  it('is the affair of the asked ministry: nobody else hears of it', async () => {
    const { ministry } = await reminders.asked(runner);
    const stranger = await portal.organisation(Role.RESPONDENT, Role.COORDINATOR);
    await reminders.addresses(stranger.id);
    await reminders.remind(stranger.id, 0);
    expect(await reminders.mails(stranger.id)).toEqual([]);
    expect((await stranger.as(Role.COORDINATOR).expectData<{ reminderRuns: { items: unknown[] } }>(RUNS)).reminderRuns.items).toHaveLength(
      1,
    );
    await reminders.remind(ministry.id, 0);
    const runs = await ministry.as(Role.COORDINATOR).expectData<{ reminderRuns: { items: { id: string }[] } }>(RUNS);
    const oversight = await portal.organisation(Role.AUDITOR);
    expect(await oversight.as(Role.AUDITOR).expectRefusal(MAILS, { id: runs.reminderRuns.items[0]!.id })).toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
  });
});

describe('other matters', () => {
  it('tell of returned sheets, questions, delegations, records and hand-overs, each to whom it waits for', async () => {
    const ministry = await portal.organisation(
      Role.RESPONDENT,
      Role.COORDINATOR,
      Role.SYSTEM_OWNER,
      Role.ADMINISTRATOR,
      Role.PORTFOLIO_MANAGER,
    );
    await reminders.addresses(ministry.id);
    const coordinator = ministry.as(Role.COORDINATOR);
    const [returned, questioned, shared] = [
      await openRound(manager(), [ministry.id], 2, { title: '差し戻される調査', dueOn: inDays(60) }),
      await openRound(manager(), [ministry.id], 2, { title: '質問される調査', dueOn: inDays(60) }),
      await openRound(manager(), [ministry.id], 2, { title: '分担する調査', dueOn: inDays(60) }),
    ];
    await fillInAndSubmit(coordinator, returned, '00');
    await fillInAndSubmit(coordinator, questioned, '00');
    await manager().expectData('mutation ($input: ReturnSubmissionInput!) { returnSubmission(input: $input) { state } }', {
      input: { roundId: returned.id, organisationId: ministry.id, reason: '根拠が要ります' },
    });
    for (const { id } of questioned.features)
      await manager().expectData('mutation ($input: AskAboutRowInput!) { askAboutRow(input: $input) { id } }', {
        input: { roundId: questioned.id, organisationId: ministry.id, featureId: id, question: '根拠は' },
      });
    await coordinator.expectData('mutation ($input: DelegateRowsInput!) { delegateRows(input: $input) { id } }', {
      input: {
        roundId: shared.id,
        featureIds: [shared.features[0]!.id],
        accountId: ministry.as(Role.RESPONDENT).accountId,
        dueOn: inDays(3),
      },
    });
    const owner = ministry.as(Role.SYSTEM_OWNER);
    const system = await makeSystem(owner, 1, { name: '確認するシステム' });
    await owner.expectData('mutation ($input: SetSystemOwnerInput!) { setSystemOwner(input: $input) { id } }', {
      input: { systemId: system.id, version: system.version, accountId: owner.accountId },
    });
    await ministry.as(Role.ADMINISTRATOR).expectData('mutation ($input: StartHandoverInput!) { startHandover(input: $input) { id } }', {
      input: { fromAccountId: owner.accountId, toAccountId: coordinator.accountId, leavesOn: inDays(30) },
    });

    await reminders.remind(ministry.id, 0);
    const { rows } = await portal.superuser.query<{ who: string; what: string }>(
      `select split_part(login, '@', 1) as who, string_agg(kind || ' ' || occasion, ', ' order by kind, occasion) as what
       from reminder join account on account.id = account_id where reminder.tenant_id = $1 group by 1 order by 1`,
      [ministry.id],
    );
    const both = 'ROW_QUESTION OPEN_0, ROW_QUESTION OPEN_0, SHEET_RETURNED OPEN_0';
    expect(rows).toEqual([
      { who: 'coordinator', what: `HANDOVER OPEN_0, ${both}` },
      { who: 'respondent', what: `DELEGATION BEFORE_3, ${both}` },
      { who: 'system_owner', what: 'CONFIRMATION OPEN_0' },
    ]);
    const bodies = Object.fromEntries((await reminders.mails(ministry.id)).map(({ address, body }) => [address.split('@')[0], body]));
    expect(bodies['respondent']).toContain('質問される調査 2件');
    expect(bodies['system_owner']).toContain(`https://portal.example/systems/${system.id}`);
    expect(bodies['coordinator']).toContain('■ 引継ぎの受領（1件）');
  });
});

describe('what is left undone', () => {
  it('goes to the coordinator, then to the management office, as the rule says', async () => {
    const { ministry, round } = await reminders.asked(
      runner,
      [Role.RESPONDENT, Role.COORDINATOR, Role.PORTFOLIO_MANAGER, Role.ADMINISTRATOR],
      60,
    );
    await ministry.as(Role.COORDINATOR).expectData('mutation ($input: DelegateRowsInput!) { delegateRows(input: $input) { id } }', {
      input: {
        roundId: round.id,
        featureIds: [round.features[0]!.id],
        accountId: ministry.as(Role.RESPONDENT).accountId,
        dueOn: inDays(1),
      },
    });
    await ministry.as(Role.ADMINISTRATOR).expectData(SET_RULE, {
      input: { version: 0, coordinatorAfterDays: 2, managerAfterDays: 4, personLimit: 200 },
    });
    const told: Record<number, string[]> = {};
    for (const day of [0, 1, 2, 3, 4, 5]) {
      const before = (await reminders.mails(ministry.id)).length;
      await reminders.remind(ministry.id, day);
      await reminders.send([ministry.id], null, morning(day));
      told[day] = (await reminders.addressees(ministry.id)).slice(before);
    }
    expect(told).toEqual({
      0: ['respondent'],
      1: ['respondent'],
      2: ['respondent'],
      3: ['coordinator'],
      4: ['respondent'],
      5: ['portfolio_manager'],
    });
    const last = (await reminders.mails(ministry.id)).at(-1)!;
    expect(last.body).toContain('まだ対応されていません。担当: 担当 respondent@');
  });

  it('goes nowhere where the rule says never', async () => {
    const { ministry } = await reminders.asked(runner, [Role.COORDINATOR, Role.PORTFOLIO_MANAGER, Role.ADMINISTRATOR], 1);
    await ministry.as(Role.ADMINISTRATOR).expectData(SET_RULE, {
      input: { version: 0, coordinatorAfterDays: null, managerAfterDays: null, personLimit: 200 },
    });
    for (const day of [0, 20, 40]) await reminders.remind(ministry.id, day);
    expect(new Set(await reminders.addressees(ministry.id))).toEqual(new Set(['coordinator']));
  });

  it('goes to the management office at once where nobody bears the role that it waits for', async () => {
    const { ministry } = await reminders.asked(runner, [Role.PORTFOLIO_MANAGER]);
    await reminders.remind(ministry.id, 0);
    expect(await reminders.addressees(ministry.id)).toEqual(['portfolio_manager']);
    const { ministry: bare } = await reminders.asked(runner, [Role.ADMINISTRATOR]);
    expect(await bare.as(Role.ADMINISTRATOR).expectData(PLAN)).toMatchObject({ reminderPlan: { nobodysCount: 1, people: [] } });
  });
});

describe('people without an address', () => {
  it('are told of in the plan and in the run, and reached as soon as they have one', async () => {
    const ministry = await portal.organisation(Role.RESPONDENT, Role.ADMINISTRATOR);
    await openRound(manager(), [ministry.id], 1);
    expect(await ministry.as(Role.ADMINISTRATOR).expectData(PLAN)).toMatchObject({
      reminderPlan: { mailCount: 0, unreachableCount: 1, people: [{ email: null, notices: [{ kind: 'SHEET_DUE' }] }] },
    });
    await reminders.remind(ministry.id, 0);
    expect(await ministry.as(Role.ADMINISTRATOR).expectData(RUNS)).toMatchObject({
      reminderRuns: { items: [{ personCount: 0, unreachableCount: 1 }] },
    });
    expect(await reminders.mails(ministry.id)).toEqual([]);
    await reminders.addresses(ministry.id);
    await reminders.remind(ministry.id, 1);
    expect(await reminders.addressees(ministry.id)).toEqual(['respondent']);
  });
});

describe('the plan', () => {
  it('shows what would go out today, and after the run what goes out tomorrow', async () => {
    const { ministry } = await reminders.asked(runner, [Role.RESPONDENT, Role.COORDINATOR]);
    const before = await ministry.as(Role.COORDINATOR).expectData<{ reminderPlan: object }>(PLAN);
    expect(before.reminderPlan).toMatchObject({
      on: inDays(0),
      counts: [{ kind: 'SHEET_DUE', matterCount: 1, personCount: 2 }],
      mailCount: 2,
      wouldBeHeld: false,
      rule: { version: 0, personLimit: 200 },
      isCaptured: true,
    });
    await reminders.remind(ministry.id, 0);
    const after = await ministry.as(Role.COORDINATOR).expectData<{ reminderPlan: object }>(PLAN);
    expect(after.reminderPlan).toMatchObject({ on: inDays(1), people: [], mailCount: 0 });
  });
});
