import type { EntityManager } from '@mikro-orm/postgresql';
import { Role } from '../access/role.ts';
import { endingCalendars, ENDING_DAYS } from '../api-token/ending.ts';
import { type AlertDate, alertDatesOf, sourceInWords } from '../alert/dates.ts';
import { AlertKind } from '../alert/kind.ts';
import { LATEST_DAYS } from '../alert/open.ts';
import { type AlertRules, alertRulesOf, type AlertTerms } from '../alert/rules.ts';
import { RECORD_JOINS } from '../information-system/query.ts';
import { daysAfter } from '../scalars.ts';
import { MatterKind } from './entity.ts';

/** Something that waits for people of an organisation. */
export interface Matter {
  kind: MatterKind;
  /** With kind and anchor it is one matter. */
  subjectId: string;
  /** What it is called: the round, the system, who hands over. */
  label: string;
  /** Where in the portal it is done. */
  path: string;
  /** Day that the occasions count from. */
  anchorOn: string;
  /** Whether that is the day by which it is to be done. */
  isDue: boolean;
  /** Last day for it, where there is one to be told. */
  dueOn: string | null;
  /** Person whose it is; null for the bearers of `roles`. */
  accountId: string | null;
  roles: Role[];
  /** Of a date in the ledger: besides the bearers of `roles`, those who own the systems in question. */
  ownerIds?: readonly string[];
  /** Of a date in the ledger: where it is from, as far as that is not the ledger itself. */
  source?: string | null;
  /** Of a date in the ledger, and of a calendar: days before it on which it is told, most first, none where nobody is told. Nobody above is told of it. */
  leadDays?: readonly number[];
  /** Of a date in the ledger: the lead times that the organisation had before. */
  former?: AlertTerms['former'];
}

type MatterRow = Omit<Matter, 'kind' | 'accountId' | 'roles'> & { accountId?: string | null; roles?: string };

const IN_TOKYO = `at time zone 'Asia/Tokyo')::date::text`;
const ANSWERING = `'${Role.RESPONDENT},${Role.COORDINATOR}'`;

/** The statements by kind: each reads what waits in the organisation that it is given. */
const SOURCES: Record<Exclude<MatterKind, `${AlertKind}` | MatterKind.CALENDAR_END | MatterKind.TEST>, string> = {
  // What is handed in waits for the coordinator alone.
  SHEET_DUE: `
    select round.id as "subjectId", round.title as label, '/survey-rounds/' || round.id || '/answer' as path,
      round.due_on::text as "anchorOn", true as "isDue", round.due_on::text as "dueOn",
      case sheet.state when 'HANDED_IN' then '${Role.COORDINATOR}' else ${ANSWERING} end as roles
    from answer_sheet sheet join survey_round round on round.id = sheet.round_id and round.state = 'OPEN'
    where sheet.tenant_id = ? and sheet.state in ('NOT_OPENED', 'IN_PROGRESS', 'HANDED_IN')
    order by round.due_on, round.id`,
  SHEET_RETURNED: `
    select round.id as "subjectId", round.title as label, '/survey-rounds/' || round.id || '/answer' as path,
      (coalesce(submission.returned_at, sheet.submitted_at) ${IN_TOKYO} as "anchorOn", false as "isDue", round.due_on::text as "dueOn", ${ANSWERING} as roles
    from answer_sheet sheet join survey_round round on round.id = sheet.round_id and round.state = 'OPEN'
    join submission on submission.sheet_id = sheet.id and submission.latest
    where sheet.tenant_id = ? and sheet.state = 'RETURNED'
    order by submission.returned_at, round.id`,
  // A coordinator who asks waits for the respondents; a runner who asks, for both. Rows that stand returned are told with their sheet.
  ROW_QUESTION: `
    select question.id as "subjectId", round.title as label, '/survey-rounds/' || round.id || '/answer' as path,
      (question.asked_at ${IN_TOKYO} as "anchorOn", false as "isDue", null as "dueOn",
      case question.side when 'COORDINATOR' then '${Role.RESPONDENT}' else ${ANSWERING} end as roles
    from row_question question
    join answer_sheet sheet on sheet.id = question.sheet_id join survey_round round on round.id = sheet.round_id and round.state <> 'PUBLISHED'
    where question.tenant_id = ? and question.closed_at is null and question.replied_at is null
      and not (question.side = 'RUNNER' and question.returned and question.came_back_at is null)
    order by question.asked_at, question.id`,
  DELEGATION: `
    select delegation.id as "subjectId", round.title as label, '/survey-rounds/' || round.id || '/answer' as path,
      coalesce(delegation.due_on, round.due_on)::text as "anchorOn", true as "isDue", coalesce(delegation.due_on, round.due_on)::text as "dueOn",
      delegation.account_id as "accountId"
    from delegation
    join answer_sheet sheet on sheet.id = delegation.sheet_id and sheet.state in ('NOT_OPENED', 'IN_PROGRESS', 'RETURNED')
    join survey_round round on round.id = sheet.round_id and round.state = 'OPEN'
    where delegation.tenant_id = ? and delegation.account_id is not null
      and delegation.done_at is null and delegation.taken_back_at is null
    order by 4, delegation.id`,
  CONFIRMATION: `
    select system.id as "subjectId", system.name as label, '/systems/' || system.id as path,
      coalesce(confirmation.holds_until + 1, (system.created_at at time zone 'Asia/Tokyo')::date)::text as "anchorOn", false as "isDue",
      null as "dueOn", system.owner_id as "accountId"
    from information_system system ${RECORD_JOINS}
    where system.tenant_id = ? and system.owner_id is not null and system.lifecycle_state <> 'RETIRED'
    order by system.code, system.id`,
  HANDOVER: `
    select handover.id as "subjectId", leaving.name as label, '/handovers/' || handover.id as path,
      (handover.started_at ${IN_TOKYO} as "anchorOn", false as "isDue", handover.leaves_on::text as "dueOn", handover.to_id as "accountId"
    from handover join account leaving on leaving.id = handover.from_id
    where handover.tenant_id = ? and handover.acknowledged_at is null and handover.withdrawn_at is null
    order by handover.started_at, handover.id`,
};

/** Days before the last one of a calendar on which its owner is told, and the day after it, when nothing comes any more. */
const CALENDAR_LEAD_DAYS = [ENDING_DAYS, 14, 7, 3, 1, 0, -1];

/** Calendars that fall silent, each told to its owner alone. A day ends at midnight in Tokyo. */
async function calendarEnds(em: EntityManager, organisationId: string, day: string): Promise<Matter[]> {
  const ending = await endingCalendars(em, organisationId, null, day);
  return ending.map(({ id, accountId, name, on }) => ({
    kind: MatterKind.CALENDAR_END,
    subjectId: id,
    label: name,
    path: '/api-tokens?for=calendar',
    anchorOn: on,
    isDue: true,
    dueOn: on,
    accountId,
    roles: [],
    leadDays: CALENDAR_LEAD_DAYS,
  }));
}

/** What waits in an organisation on a day, and what will: one statement for each kind, behind the organisation's own wall. */
export async function mattersOf(em: EntityManager, organisationId: string, day: string): Promise<Matter[]> {
  const found: Matter[] = [];
  for (const [kind, sql] of Object.entries(SOURCES)) {
    const rows = await em.execute<MatterRow[]>(sql, [organisationId]);
    for (const { roles, accountId = null, ...row } of rows)
      found.push({ ...row, kind: kind as MatterKind, accountId, roles: (roles?.split(',') ?? []) as Role[] });
  }
  found.push(...(await calendarEnds(em, organisationId, day)));
  const rules = await alertRulesOf(em, organisationId);
  const span = { day, from: daysAfter(day, -LATEST_DAYS), to: daysAfter(day, rules.longestLeadDays) };
  return [...found, ...(await alertDatesOf(em, organisationId, span)).map(date => matterOfDate(date, rules))];
}

function matterOfDate({ kind, subjectId, label, path, on, contractKind, ownerIds, source }: AlertDate, rules: AlertRules): Matter {
  const isUnknown = kind === AlertKind.CONTRACT_END_UNKNOWN;
  const { roles, tellsOwners, leadDays, former } = rules.terms(kind, contractKind);
  return {
    kind: MatterKind[kind],
    subjectId,
    label,
    path,
    anchorOn: on,
    isDue: true,
    dueOn: isUnknown ? null : on,
    accountId: null,
    roles: [...roles],
    ownerIds: tellsOwners ? ownerIds : [],
    source: source && sourceInWords(source, 'ja'),
    leadDays,
    former,
  };
}
