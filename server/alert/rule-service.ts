import type { EntityManager } from '@mikro-orm/postgresql';
import { Role } from '../access/role.ts';
import { type Context, signedIn } from '../context.ts';
import { giveReason } from '../database/doors.ts';
import { ConflictError, InvalidInputError } from '../errors.ts';
import { blankToNull, limitedText } from '../validation.ts';
import { AlertRule } from './entity.ts';
import type { SetAlertRuleInput } from './input.ts';
import { AlertKind, isOfRequest, leadDaysOf, MOST_LEAD_DAYS, MOST_LEAD_TIMES, slowLeadDaysOf } from './kind.ts';
import { alertRulesOf, formerOf, USUAL_ROLES } from './rules.ts';
import type { AlertRuleInForce } from './type.ts';

/** Roles that can be told, in the order in which they are shown. The others have nothing to do with the ledger. */
const TOLD_ROLES: readonly Role[] = [Role.BUDGET_OFFICER, Role.PORTFOLIO_MANAGER, Role.SYSTEM_OWNER, Role.AUDITOR, Role.ADMINISTRATOR];

/** The rules of the viewer's organisation, one for each kind of date in the order of a mail. */
export async function alertRules(context: Context): Promise<AlertRuleInForce[]> {
  const { organisationId } = signedIn(context);
  const [rules, staff] = [await alertRulesOf(context.em, organisationId), await staffOf(context.em, organisationId)];
  return Object.values(AlertKind).map(kind => inForce(organisationId, kind, rules.of(kind), staff));
}

interface Staff {
  roles: Role[];
  isReachable: boolean;
}

/** People of an organisation whose accounts are in use. */
const staffOf = (em: EntityManager, organisationId: string): Promise<Staff[]> =>
  em.execute<Staff[]>(
    `select array_agg(membership.role) as roles, account.email is not null as "isReachable"
     from membership join account on account.id = membership.account_id and account.disabled_at is null
     where membership.tenant_id = ? group by account.id`,
    [organisationId],
  );

function inForce(organisationId: string, kind: AlertKind, rule: AlertRule | null, staff: readonly Staff[]): AlertRuleInForce {
  const roles = rule?.roles ?? USUAL_ROLES;
  const bearers = staff.filter(person => person.roles.some(role => roles.includes(role)));
  const leadDays = rule?.leadDays ?? null;
  const tellsOwners = rule?.tellsOwners ?? true;
  const isSilent = rule?.isSilent ?? false;
  return {
    id: `${organisationId}.${kind}`,
    kind,
    version: rule?.version ?? 0,
    isUsual: !isSilent && leadDays === null && (tellsOwners || isOfRequest(kind)) && roles.join() === USUAL_ROLES.join(),
    leadDays,
    usualLeadDays: leadDaysOf(kind, null),
    usualSlowLeadDays: slowLeadDaysOf(kind),
    roles,
    tellsOwners,
    isSilent,
    silentReason: rule?.silentReason ?? null,
    bearerCount: bearers.length,
    reachableCount: bearers.filter(({ isReachable }) => isReachable).length,
    changedByName: rule?.changedByName ?? null,
    changedAt: rule?.changedAt ?? null,
  };
}

/**
 * Says when the viewer's organisation tells whom of one kind of date. Counts from the next run of mails on.
 *
 * @throws InvalidInputError on lead times out of range, doubled or too many, on a role that has nothing to do with the ledger, and
 *   where nobody would be told although that is not what was asked for
 * @throws ConflictError when somebody changed the rule meanwhile
 */
export async function setAlertRule(context: Context, input: SetAlertRuleInput): Promise<AlertRuleInForce> {
  const { em } = context;
  const { organisationId, name } = signedIn(context);
  const { kind } = input;
  const rule = await em.findOne(AlertRule, { tenantId: organisationId, kind });
  if ((rule?.version ?? 0) !== input.version) throw new ConflictError('AlertRule', rule?.id ?? '', rule?.version ?? null);
  const now = new Date();
  const silentReason = limitedText('silentReason', blankToNull(input.silentReason), 500);
  const leadDays = checkedLeadDays(kind, input.leadDays ?? null);
  const roles = checkedRoles(input.roles);
  const tellsOwners = input.tellsOwners;
  if (silentReason === null && !roles.length && (!tellsOwners || isOfRequest(kind)))
    throw new InvalidInputError('roles', {
      ja: '知らせる相手を1つ以上選んでください。誰にも知らせないときは、「誰にも知らせない」を選び、理由を入力します。',
      en: 'Choose at least one who is told. To tell nobody, say so and give the reason.',
    });
  const content = {
    leadDays,
    roles,
    tellsOwners,
    isSilent: silentReason !== null,
    silentReason,
    former: formerOf(rule, now),
    changedByName: name,
    changedAt: now,
  };
  if (silentReason !== null) await giveReason(em, silentReason);
  const changed = rule ? em.assign(rule, content) : em.create(AlertRule, { kind, ...content });
  await em.flush();
  return inForce(organisationId, kind, changed, await staffOf(em, organisationId));
}

/** Most first. */
function checkedLeadDays(kind: AlertKind, leadDays: readonly number[] | null): number[] | null {
  if (leadDays === null) return null;
  const fault = (ja: string, en: string): never => {
    throw new InvalidInputError('leadDays', { ja, en });
  };
  if (kind === AlertKind.CONTRACT_END_UNKNOWN)
    fault(
      '終了日が不明の契約は毎月1日に知らせます。日数は指定できません。',
      'An end that nobody knows is told of on the first of each month. It takes no lead times.',
    );
  if (!leadDays.length || leadDays.length > MOST_LEAD_TIMES)
    fault(`日数を1個から${MOST_LEAD_TIMES}個まで指定してください。`, `Give from one to ${MOST_LEAD_TIMES} lead times.`);
  const beyond = leadDays.find(days => days < 0 || days > MOST_LEAD_DAYS);
  if (beyond !== undefined)
    fault(
      `${beyond} は指定できません。1 から ${MOST_LEAD_DAYS} までの日数か、当日を表す 0 にしてください。`,
      `${beyond} cannot be taken. Give days from 1 to ${MOST_LEAD_DAYS}, or 0 for the day itself.`,
    );
  const doubled = leadDays.find((days, place) => leadDays.indexOf(days) !== place);
  if (doubled !== undefined) fault(`${doubled} が重なっています。1つにしてください。`, `${doubled} is given twice. Give it once.`);
  return leadDays.toSorted((one, other) => other - one);
}

function checkedRoles(roles: readonly Role[]): Role[] {
  const other = roles.find(role => !TOLD_ROLES.includes(role));
  if (other)
    throw new InvalidInputError('roles', {
      ja: `${other} は契約や予算要求を扱わない役割です。外してください。`,
      en: `${other} has nothing to do with contracts and budget requests. Leave it out.`,
    });
  return TOLD_ROLES.filter(role => roles.includes(role));
}
