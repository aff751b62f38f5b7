import type { EntityManager } from '@mikro-orm/postgresql';
import { Role } from '../access/role.ts';
import type { ContractKind } from '../contract/terms.ts';
import { today } from '../scalars.ts';
import { AlertRule, type FormerLeadTimes } from './entity.ts';
import { AlertKind, leadDaysOf, LONGEST_LEAD_DAYS } from './kind.ts';

/** Who is told until the organisation says otherwise: who requests the budget, beside the owners of the systems. */
export const USUAL_ROLES: readonly Role[] = [Role.BUDGET_OFFICER];

/** When whom is told of a date. */
export interface AlertTerms {
  /** Days before the date, most first; none where nobody is told. */
  leadDays: readonly number[];
  /** What was in force before, latest first, each until a day. */
  former: readonly { leadDays: readonly number[]; until: string }[];
  roles: readonly Role[];
  tellsOwners: boolean;
}

/** The rules of one organisation, and where it has set none, those of the portal. */
export class AlertRules {
  private readonly rules: ReadonlyMap<AlertKind, AlertRule>;

  constructor(rules: readonly AlertRule[]) {
    this.rules = new Map(rules.map(rule => [rule.kind, rule]));
  }

  of(kind: AlertKind): AlertRule | null {
    return this.rules.get(kind) ?? null;
  }

  /** @param contractKind null where it is the date of no contract */
  terms(kind: AlertKind, contractKind: ContractKind | null): AlertTerms {
    const usual = leadDaysOf(kind, contractKind);
    const rule = this.of(kind);
    if (!rule) return { leadDays: usual, former: [], roles: USUAL_ROLES, tellsOwners: true };
    return {
      leadDays: leadDaysIn(rule) ?? usual,
      former: rule.former.map(({ leadDays, until }) => ({ leadDays: leadDays ?? usual, until })),
      roles: rule.roles,
      tellsOwners: rule.tellsOwners,
    };
  }

  /** The most days ahead that anybody is told of a date. */
  get longestLeadDays(): number {
    return Math.max(LONGEST_LEAD_DAYS, ...[...this.rules.values()].flatMap(rule => leadDaysIn(rule) ?? []));
  }
}

/** Lead times of a rule as they count, none while nobody is told; null for those of the portal. */
const leadDaysIn = ({ isSilent, leadDays = null }: AlertRule): number[] | null => (isSilent ? [] : leadDays);

/** What a rule had, as it is kept once the rule changes. Longer ago than the longest lead time, it decides nothing any more. */
export function formerOf(rule: AlertRule | null, now: Date): FormerLeadTimes[] {
  const last = { leadDays: rule ? leadDaysIn(rule) : null, until: today(now) };
  return [last, ...(rule?.former ?? [])].slice(0, MOST_FORMER);
}

const MOST_FORMER = 50;

export async function alertRulesOf(em: EntityManager, organisationId: string): Promise<AlertRules> {
  return new AlertRules(await em.find(AlertRule, { tenantId: organisationId }));
}
