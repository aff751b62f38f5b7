import { computed } from 'vue';
import type { ResultOf, VariablesOf } from '../graphql.ts';
import type { ContractKind, CostClass } from '../contract/useContractTerms.ts';
import { useQueryParams } from '../ui/useQueryParams.ts';
import type { BudgetPage } from './budget.graphql.ts';
import { UNITS, type Unit } from './useYen.ts';

type Variables = VariablesOf<typeof BudgetPage>;
export type Axis = Variables['by'];
export type Standing = Variables['standing'];
export type Request = ResultOf<typeof BudgetPage>['budgetRequest'];
export type Figures = Request['groups'][number]['figures'];

export const AXES = ['ORGANISATION', 'SYSTEM', 'KIND', 'COST_CLASS', 'QUARTER'] as const satisfies readonly Axis[];
/** The parameter of the address that narrows to a group of each axis. */
export const PARAM_OF = { ORGANISATION: 'organisation', SYSTEM: 'system', KIND: 'kind', COST_CLASS: 'class', QUARTER: 'quarter' } as const;
/** Stands in the address for contracts that name no system. */
export const NO_SYSTEM = 'NONE';

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
  });
  const { params } = query;
  const by = computed(() => AXES.find(axis => axis === params.value.by) ?? 'ORGANISATION');
  const standing = computed(() => params.value.standing as Standing);
  const unit = computed((): Unit => (params.value.unit in UNITS ? (params.value.unit as Unit) : 'thousand'));
  const filter = computed(() => ({
    organisationId: params.value.organisation || null,
    systemId: params.value.system === NO_SYSTEM ? null : params.value.system || null,
    withoutSystem: params.value.system === NO_SYSTEM,
    kind: (params.value.kind as ContractKind | '') || null,
    costClass: (params.value.class as CostClass | 'UNKNOWN' | '') || null,
    quarter: Number(params.value.quarter) || null,
  }));
  const narrowed = computed(() => Object.values(PARAM_OF).some(name => params.value[name]));
  const clear = () => query.set({ organisation: '', system: '', kind: '', class: '', quarter: '' });
  return { ...query, by, standing, unit, filter, narrowed, clear };
}
