import { ref } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Role } from '../access/role.ts';
import { AnswerSheet, AnswerSheetState } from '../answer/entity.ts';
import { type Context, signedIn } from '../context.ts';
import { type Page, readPage } from '../database/page.ts';
import { ConflictError, InvalidInputError, NotFoundError } from '../errors.ts';
import { JobHeartbeat } from '../job/entity.ts';
import { Organisation } from '../organisation/entity.ts';
import { inProtocolOrder } from '../organisation/service.ts';
import { daysAfter, today } from '../scalars.ts';
import { SurveyRoundState } from '../survey-round/entity.ts';
import { findSurveyRound } from '../survey-round/service.ts';
import { blankToNull, inVersion, limitedText, requireOwn } from '../validation.ts';
import { MailState, MatterKind, ReminderMail, ReminderRequest, ReminderRule, ReminderRun, ReminderRunState } from './entity.ts';
import type { DecideReminderRunInput, RemindMinistriesInput, SetReminderRuleInput } from './input.ts';
import { isLate } from './job-state.ts';
import { DELIVER, REMIND } from './jobs.ts';
import { type Plan, planOf, reminderRuleOf } from './plan.ts';
import type { PortalJobs, ReminderCount, ReminderPlan, RoundReminder } from './type.ts';

/** What the next run would tell whom in the viewer's organisation. */
export async function reminderPlan({ em, viewer, mailIsCaptured }: Context): Promise<ReminderPlan> {
  const { organisationId, roles } = viewer!;
  const day = today();
  const hasRun = await em.count(ReminderRun, { tenantId: organisationId, madeOn: day, cause: 'DAILY' });
  const on = hasRun ? daysAfter(day, 1) : day;
  const plan = await planOf(em, organisationId, on);
  const mailCount = plan.people.filter(({ recipient }) => recipient.email).length;
  const shown = shownTo(roles, plan);
  return {
    on,
    counts: countsOf(shown),
    people: shown.map(({ recipient: { accountId, name, department, email }, notices }) => ({
      accountId,
      name,
      department,
      email,
      notices: notices.map(({ matter: { kind, label, dueOn }, occasion }) => ({ kind, label, dueOn, occasion })),
    })),
    mailCount,
    unreachableCount: plan.people.length - mailCount,
    nobodysCount: plan.nobodys.length,
    wouldBeHeld: mailCount > plan.rule.personLimit,
    rule: plan.rule,
    isCaptured: mailIsCaptured,
  };
}

/** Who hands over to whom is shown to those who oversee hand-overs; the rest of the plan to all who may see it. */
function shownTo(roles: readonly Role[], { people }: Plan): Plan['people'] {
  if ([Role.ADMINISTRATOR, Role.PORTFOLIO_MANAGER, Role.AUDITOR].some(role => roles.includes(role))) return people;
  return people
    .map(({ recipient, notices }) => ({ recipient, notices: notices.filter(({ matter }) => matter.kind !== MatterKind.HANDOVER) }))
    .filter(({ notices }) => notices.length);
}

function countsOf(people: Plan['people']): ReminderCount[] {
  return Object.values(MatterKind).flatMap(kind => {
    const found = people.map(({ notices }) => notices.filter(({ matter }) => matter.kind === kind)).filter(notices => notices.length);
    const matters = new Set(found.flat().map(({ matter }) => matter.subjectId));
    return found.length ? [{ kind, matterCount: matters.size, personCount: found.length }] : [];
  });
}

/** Runs of the viewer's organisation, latest first. */
export function reminderRuns({ em }: Context, first: number, after: string | null): Promise<Page<ReminderRun>> {
  return readPage(em, ReminderRun, { where: {}, orderBy: { madeAt: 'desc', id: 'desc' }, first, after });
}

/** Mails of a run, those that want looking at first. */
export async function reminderMails({ em }: Context, runId: string, first: number, after: string | null): Promise<Page<ReminderMail>> {
  if (!(await em.count(ReminderRun, { id: runId }))) throw new NotFoundError('ReminderRun', runId);
  return readPage(em, ReminderMail, { where: { run: runId }, orderBy: { address: 'asc', id: 'asc' }, first, after });
}

/** Whether the jobs of the portal run. */
export async function portalJobs({ em }: Context): Promise<PortalJobs> {
  const heartbeats = await em.find(JobHeartbeat, {});
  const now = new Date();
  const jobs = [REMIND, DELIVER].map(name => {
    const { doneAt = null, failedAt = null, failure = null } = heartbeats.find(({ job }) => job === name) ?? {};
    return { name, doneAt, failedAt, failure, isLate: isLate(name, doneAt, now) };
  });
  return { jobs, isLate: jobs.some(job => job.isLate) };
}

/**
 * Says how the viewer's organisation reminds its people. Counts from the next run on.
 *
 * @throws InvalidInputError on a number out of its range
 * @throws ConflictError when somebody changed the rule meanwhile
 */
export async function setReminderRule(context: Context, input: SetReminderRuleInput): Promise<ReminderRule> {
  const { em } = context;
  const { organisationId } = signedIn(context);
  const days = { coordinatorAfterDays: input.coordinatorAfterDays ?? null, managerAfterDays: input.managerAfterDays ?? null };
  for (const [field, value] of Object.entries(days)) if (value !== null) requireRange(field, value, 60);
  requireRange('personLimit', input.personLimit, 100_000);
  const rule = await reminderRuleOf(em, organisationId);
  if (rule.version !== input.version) throw new ConflictError('ReminderRule', rule.id, rule.version);
  const content = { ...days, personLimit: input.personLimit };
  const changed = rule.version ? em.assign(rule, content) : em.create(ReminderRule, content);
  await em.flush();
  return changed;
}

function requireRange(field: string, value: number, most: number): void {
  if (value >= 1 && value <= most) return;
  throw new InvalidInputError(field, { ja: `1 から ${most} までの整数にしてください。`, en: `Choose from 1 to ${most}.` });
}

/** Lets the mails of a run that was held go out. */
export const releaseReminders = (context: Context, input: DecideReminderRunInput): Promise<ReminderRun> =>
  decide(context, input, ReminderRunState.RELEASED, `state = 'QUEUED'`);

/** Drops the mails of a run that was held: nobody is told of these occasions, and of the next ones as usual. */
export const dropReminders = (context: Context, input: DecideReminderRunInput): Promise<ReminderRun> =>
  decide(context, input, ReminderRunState.DROPPED, `state = 'DROPPED', settled_at = now()`);

/** @throws ConflictError unless the run is held in that version */
async function decide(context: Context, input: DecideReminderRunInput, state: ReminderRunState, change: string): Promise<ReminderRun> {
  const { em } = context;
  const run = inVersion('ReminderRun', input.runId, await em.findOne(ReminderRun, input.runId), input.version);
  if (run.state !== ReminderRunState.HELD) {
    throw new ConflictError('ReminderRun', run.id, run.version, {
      ja: 'この催促は保留されていません。画面を読み直してください。',
      en: 'This run is not held any more. Reload the page.',
    });
  }
  em.assign(run, { state, decidedByName: signedIn(context).name, decidedAt: new Date() });
  await em.flush();
  await em.execute(`update reminder_mail set ${change} where run_id = ? and state = 'HELD'`, [run.id]);
  return run;
}

/**
 * Sends a mail again that the server refused, or of which nobody knows whether it was sent. It keeps its Message-ID.
 *
 * @throws ConflictError on any other mail
 */
export async function sendMailAgain({ em }: Context, mailId: string): Promise<ReminderMail> {
  const mail = await em.findOne(ReminderMail, mailId);
  if (!mail) throw new NotFoundError('ReminderMail', mailId);
  if (![MailState.REFUSED, MailState.UNKNOWN].includes(mail.state)) {
    throw new ConflictError('ReminderMail', mail.id, null, {
      ja: '送り直せるのは、送信に失敗したメールと、送信できたか分からないメールです。',
      en: 'Only a mail that was refused, or of which it is unknown whether it was sent, can be sent again.',
    });
  }
  em.assign(mail, {
    state: MailState.QUEUED,
    dueAt: new Date(),
    attemptCount: 0,
    claim: null,
    claimedAt: null,
    endedAt: null,
    settledAt: null,
  });
  await em.flush();
  return mail;
}

/** What reminding the ministries of a round by hand would do. */
export async function roundReminder(context: Context, roundId: string): Promise<RoundReminder> {
  const round = await findSurveyRound(context, roundId);
  requireOwn(signedIn(context), round, 'roundReminder');
  const sheets = await unsubmitted(context.em, roundId);
  const reachable = await reachableOrganisations(
    context.signIn,
    sheets.map(({ tenantId }) => tenantId),
  );
  const byId = new Map(sheets.map(sheet => [sheet.tenantId, sheet]));
  const organisations = inProtocolOrder(await context.em.find(Organisation, { id: { $in: [...byId.keys()] } }));
  const last = await context.em.findOne(ReminderRequest, { round: roundId }, { orderBy: { askedAt: 'desc' } });
  return {
    ministries: organisations.map(organisation => ({
      organisation,
      state: byId.get(organisation.id)!.state,
      isReachable: reachable.has(organisation.id),
    })),
    askedAt: last?.askedAt ?? null,
    canAsk: round.state === SurveyRoundState.OPEN && sheets.length > 0 && last?.askedOn !== today(),
  };
}

/**
 * Has the ministries that have not submitted to a round reminded. Each tells its own people within minutes.
 *
 * @throws ForbiddenError unless the viewer's organisation runs the round
 * @throws ConflictError when the round takes no answers, all have submitted, or they were reminded today
 */
export async function remindMinistries(context: Context, input: RemindMinistriesInput): Promise<RoundReminder> {
  const { em } = context;
  const round = await findSurveyRound(context, input.roundId);
  requireOwn(signedIn(context), round, 'remindMinistries');
  const note = limitedText('note', blankToNull(input.note), 1000);
  // Of two at once, the second finds what the first has written.
  await em.execute('select from survey_round where id = ? for update', [round.id]);
  const { canAsk } = await roundReminder(context, round.id);
  if (!canAsk) {
    throw new ConflictError('SurveyRound', round.id, round.version, {
      ja: '催促できるのは、回答受付中で未提出の府省がある調査に、1日1回です。',
      en: 'Ministries can be reminded once a day, while the survey takes answers and not all have submitted.',
    });
  }
  em.create(ReminderRequest, {
    round: ref(round),
    organisationIds: (await unsubmitted(em, round.id)).map(({ tenantId }) => tenantId),
    note,
    askedOn: today(),
    askedAt: new Date(),
    askedByName: signedIn(context).name,
  });
  await em.flush();
  return roundReminder(context, round.id);
}

const unsubmitted = (em: EntityManager, roundId: string): Promise<AnswerSheet[]> =>
  em.find(AnswerSheet, { round: roundId, state: { $ne: AnswerSheetState.SUBMITTED } });

/** Organisations in which somebody who answers or submits has a mail address. Read by the sign-in login, which tells nothing else of them. */
async function reachableOrganisations(signIn: EntityManager, organisationIds: readonly string[]): Promise<Set<string>> {
  const rows = await signIn.execute<{ id: string }[]>(
    `select distinct membership.tenant_id as id from membership join account on account.id = membership.account_id
     where membership.tenant_id = any (?::uuid[]) and membership.role in ('RESPONDENT', 'COORDINATOR') and account.disabled_at is null
       and account.email is not null`,
    [`{${organisationIds.join(',')}}`],
  );
  return new Set(rows.map(({ id }) => id));
}
