import { computed } from 'vue';
import type { ResultOf, VariablesOf } from '../graphql.ts';
import type { ContractKind, CostClassSought } from '../contract/useContractTerms.ts';
import { useQueryParams } from '../ui/useQueryParams.ts';
import type { BudgetPage } from './budget.graphql.ts';
import { UNITS, type Unit } from './useYen.ts';

type Variables = VariablesOf<typeof BudgetPage>;
export type Axis = Variables['by'];
export type Standing = NonNullable<Variables['standing']>;
export type Mark = NonNullable<NonNullable<Variables['filter']>['mark']>;
export type Request = ResultOf<typeof BudgetPage>['budgetRequest'];
export type Figures = Request['total'];

export const AXES = ['ORGANISATION', 'SYSTEM', 'KIND', 'COST_CLASS', 'QUARTER'] as const satisfies readonly Axis[];
/** The parameter of the address that narrows to a group of each axis. */
export const PARAM_OF = { ORGANISATION: 'organisation', SYSTEM: 'system', KIND: 'kind', COST_CLASS: 'class', QUARTER: 'quarter' } as const;
/** Stands in the address for contracts that name no system. */
export const NO_SYSTEM = 'NONE';
/** Stands in the address for every contract, whatever its standing. */
export const EVERY = 'ALL';

/** What somebody must look into, the figure that counts it, and how loud it is. */
export const MARKS = {
  UNFUNDED: { figure: 'unfundedCount', tone: 'danger' },
  NOTICE_MISSED: { figure: 'noticeMissedCount', tone: 'danger' },
  PROCUREMENT_LATE: { figure: 'procurementLateCount', tone: 'danger' },
  FUNDING_UNKNOWN: { figure: 'fundingUnknownCount', tone: 'warning' },
  SHORTFALL_UNKNOWN: { figure: 'shortfallUnknownCount', tone: 'warning' },
  FULL_YEAR_UNKNOWN: { figure: 'unknownAmountCount', tone: 'warning' },
  IN_YEAR_UNKNOWN: { figure: 'inYearUnknownCount', tone: 'warning' },
  EXECUTED_UNKNOWN: { figure: 'executedUnknownCount', tone: 'info' },
  BUDGETED_UNKNOWN: { figure: 'budgetedUnknownCount', tone: 'info' },
  NOT_REQUESTED: { figure: 'notRequestedCount', tone: 'info' },
  CARRIED: { figure: 'carriedCount', tone: 'info' },
  NOT_CARRIED: { figure: 'neededCount', tone: 'info' },
  DECIDED: { figure: 'decidedCount', tone: 'info' },
  ENDING_SOON: { figure: 'endingSoonCount', tone: 'warning' },
} as const satisfies Partial<Record<Mark, { figure: keyof Figures; tone: 'danger' | 'warning' | 'info' }>>;
export type ShownMark = keyof typeof MARKS;

/** What the page of a request shows, all of it in the address. */
export function useBudgetView() {
  const query = useQueryParams({
    by: 'ORGANISATION',
    standing: 'RENEWAL',
    unit: 'thousand',
    organisation: '',
    system: '',
    kind: '',
    class: '',
    quarter: '',
    mark: '',
    asof: '',
  });
  const { params } = query;
  const by = computed(() => AXES.find(axis => axis === params.value.by) ?? 'ORGANISATION');
  const standing = computed(() => (params.value.standing === EVERY ? null : (params.value.standing as Standing)));
  const unit = computed((): Unit => (params.value.unit in UNITS ? (params.value.unit as Unit) : 'thousand'));
  const asOf = computed(() => (/^\d{4}-\d\d-\d\d$/.test(params.value.asof) ? params.value.asof : null));
  const filter = computed(() => ({
    organisationId: params.value.organisation || null,
    systemId: params.value.system === NO_SYSTEM ? null : params.value.system || null,
    withoutSystem: params.value.system === NO_SYSTEM,
    kind: (params.value.kind as ContractKind | '') || null,
    costClass: (params.value.class as CostClassSought | '') || null,
    quarter: Number(params.value.quarter) || null,
    mark: (params.value.mark as Mark | '') || null,
  }));
  const narrowed = computed(() => [...Object.values(PARAM_OF), 'mark' as const].some(name => params.value[name]));
  const clear = () => query.set({ organisation: '', system: '', kind: '', class: '', quarter: '', mark: '' });
  return { ...query, by, standing, unit, asOf, filter, narrowed, clear };
}
