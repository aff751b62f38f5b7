import type { EntityManager } from '@mikro-orm/postgresql';
import { Role } from '../access/role.ts';
import { actedOn, alertCaresOf, alertKeyOf } from '../alert/care.ts';
import type { AlertCare } from '../alert/type.ts';
import { daysAfter } from '../scalars.ts';
import { ReminderRule } from './entity.ts';
import { mattersOf, type Matter } from './matter.ts';
import { ESCALATED, handedOverIn, leadBegan, occasionOn } from './occasion.ts';

/** Somebody who can be told. */
export interface Recipient {
  accountId: string;
  name: string;
  department: string | null;
  /** Null for somebody who cannot be reached. */
  email: string | null;
  roles: Role[];
}

/** A matter that a person is to be told of, and why today. */
export interface Notice {
  matter: Matter;
  occasion: string;
  /** Whose it is, where it is told to somebody above them. */
  heldBy: string[];
  /** Who handed it over, and what was said with it, where that is what is told. */
  handedOver?: { byName: string; note: string | null };
}

export interface Plan {
  people: { recipient: Recipient; notices: Notice[] }[];
  /** Matters that nobody in the organisation could be told of. */
  nobodys: Matter[];
  rule: ReminderRule;
}

/** The rule of an organisation, in version 0 while it has not said anything. */
export async function reminderRuleOf(em: EntityManager, organisationId: string): Promise<ReminderRule> {
  const rule = await em.findOne(ReminderRule, { tenantId: organisationId });
  return rule ?? Object.assign(new ReminderRule(), { id: organisationId, version: 0 });
}

/** Staff of an organisation whose accounts are in use, by name. */
export function recipientsOf(em: EntityManager, organisationId: string): Promise<Recipient[]> {
  return em.execute<Recipient[]>(
    `select account.id as "accountId", account.name, account.department, account.email, array_agg(membership.role) as roles
     from membership join account on account.id = membership.account_id and account.disabled_at is null
     where membership.tenant_id = ? and membership.role <> '${Role.VENDOR}' group by account.id order by account.name, account.id`,
    [organisationId],
  );
}

/**
 * Whom an organisation tells of what on a day. What a person was told before is left out, so after the run of that day the plan
 * is empty, but for the people who cannot be reached.
 */
export async function planOf(em: EntityManager, organisationId: string, day: string): Promise<Plan> {
  const [matters, recipients, rule, log, cares] = [
    await mattersOf(em, organisationId, day),
    await recipientsOf(em, organisationId),
    await reminderRuleOf(em, organisationId),
    await readLog(em, organisationId),
    await alertCaresOf(em, organisationId),
  ];
  const byPerson = new Map(recipients.map(recipient => [recipient.accountId, { recipient, notices: [] as Notice[] }]));
  const nobodys: Matter[] = [];
  const tell = (people: readonly Recipient[], notice: Notice): void => {
    for (const { accountId } of people)
      if (!log.told.has(noticeKey(accountId, notice.matter, notice.occasion))) byPerson.get(accountId)!.notices.push(notice);
  };
  for (const matter of matters) {
    const care = matter.leadDays ? cares.get(alertKeyOf({ ...matter, on: matter.anchorOn })) : undefined;
    const carer = care?.isInForce ? recipients.find(({ accountId }) => accountId === care.holderId) : undefined;
    if (care && carer && !hasHeard(care, carer, matter, log)) {
      tell([carer], { matter, occasion: handedOverIn(care.version), heldBy: [], handedOver: care });
      continue;
    }
    const occasion = occasionOn({ on: matter.anchorOn, isDue: matter.isDue, leadDays: matter.leadDays }, day);
    if (!occasion) continue;
    const own = carer ? [carer] : recipients.filter(recipient => holds(recipient, matter));
    const managers = bearers(recipients, Role.PORTFOLIO_MANAGER);
    // What nobody holds is the management office's to see to, at once.
    const holders = own.length ? own : managers;
    if (!holders.length) nobodys.push(matter);
    if (matter.leadDays) {
      const since = leadBegan({ on: matter.anchorOn, leadDays: matter.leadDays, former: matter.former }, day)!;
      const knows = ({ accountId }: Recipient): boolean =>
        (log.lastTold.get(`${accountId} ${matterKey(matter)}`) ?? '') >= since ||
        (accountId === carer?.accountId && actedOn(care!) >= since);
      tell(
        holders.filter(holder => !knows(holder)),
        { matter, occasion, heldBy: [] },
      );
      continue;
    }
    tell(holders, { matter, occasion, heldBy: [] });
    const heldBy = holders.map(({ name }) => name);
    const above = [
      { people: bearers(recipients, Role.COORDINATOR), days: rule.coordinatorAfterDays, on: ESCALATED.coordinator },
      { people: managers, days: rule.managerAfterDays, on: ESCALATED.manager },
    ];
    for (const { people, days, on } of above)
      if (isLeftUndone(matter, log.since.get(matterKey(matter)), days ?? null, day))
        tell(
          people.filter(person => !holders.includes(person)),
          { matter, occasion: on, heldBy },
        );
  }
  return { people: [...byPerson.values()].filter(({ notices }) => notices.length), nobodys, rule };
}

const bearers = (recipients: readonly Recipient[], role: Role): Recipient[] => recipients.filter(({ roles }) => roles.includes(role));

const holds = ({ accountId, roles }: Recipient, matter: Matter): boolean =>
  matter.accountId === null
    ? matter.roles.some(role => roles.includes(role)) || (matter.ownerIds?.includes(accountId) ?? false)
    : matter.accountId === accountId;

/** Whether a matter stands undone so many days after its due day and after somebody was reminded of it for the first time. */
function isLeftUndone({ anchorOn, isDue }: Matter, remindedOn: string | undefined, days: number | null, day: string): boolean {
  if (remindedOn === undefined || days === null) return false;
  // ISO dates order as text.
  const from = isDue && anchorOn > remindedOn ? anchorOn : remindedOn;
  return day >= daysAfter(from, days);
}

const matterKey = ({ kind, subjectId, anchorOn }: Pick<Matter, 'kind' | 'subjectId' | 'anchorOn'>): string =>
  `${kind} ${subjectId} ${anchorOn}`;
const noticeKey = (accountId: string, matter: Parameters<typeof matterKey>[0], occasion: string): string =>
  `${accountId} ${matterKey(matter)} ${occasion}`;

/** Whether whoever takes care of a date knows of it: by an own act, or because the hand-over was told. */
const hasHeard = (care: AlertCare, { accountId }: Recipient, matter: Matter, { told }: Log): boolean =>
  !care.isHandedOver || told.has(noticeKey(accountId, matter, handedOverIn(care.version)));

interface Log {
  /** Who was told of what on which occasion. */
  told: Set<string>;
  /** The last day on which a person was told of a matter. */
  lastTold: Map<string, string>;
  /** Day on which somebody was reminded of a matter for the first time, or would have been had there been a mail address. */
  since: Map<string, string>;
}

async function readLog(em: EntityManager, organisationId: string): Promise<Log> {
  const rows = await em.execute<
    (Pick<Matter, 'kind' | 'subjectId' | 'anchorOn'> & { accountId: string; occasion: string; toldOn: string; isTold: boolean })[]
  >(
    `select account_id as "accountId", kind, subject_id as "subjectId", anchor_on::text as "anchorOn", occasion, told_on::text as "toldOn",
      mail_id is not null as "isTold"
     from reminder where tenant_id = ? order by told_on`,
    [organisationId],
  );
  const since = new Map<string, string>();
  for (const row of rows) if (!since.has(matterKey(row))) since.set(matterKey(row), row.toldOn);
  const told = rows.filter(({ isTold }) => isTold);
  return {
    told: new Set(told.map(row => noticeKey(row.accountId, row, row.occasion))),
    // By day, so that the last one stays.
    lastTold: new Map(told.map(row => [`${row.accountId} ${matterKey(row)}`, row.toldOn])),
    since,
  };
}
