import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import type { ResultOf } from '../graphql.ts';
import type { ContractDetail } from './contract.graphql.ts';

type Detail = ResultOf<typeof ContractDetail>;
export type ContractKind = Detail['kind'];
type CostClass = NonNullable<Detail['costClass']>;

const KINDS = [
  'LICENCE',
  'SOFTWARE_MAINTENANCE',
  'HARDWARE_MAINTENANCE',
  'OPERATION',
  'CLOUD',
  'DEVELOPMENT',
  'LEASE',
  'NETWORK',
  'OTHER',
] as const;
const STYLES = ['PERIODIC', 'SPOT'] as const;
const END_KINDS = ['KNOWN', 'UNKNOWN', 'NONE'] as const;
const BASES = ['PER_YEAR', 'TOTAL', 'UNIT_PER_YEAR', 'UNIT_TOTAL'] as const;
const COST_CLASSES = ['DEVELOPMENT', 'OPERATION'] as const;
/** The classes by which contracts are found; what is of both is found by either. */
export type CostClassSought = (typeof COST_CLASSES)[number] | 'UNKNOWN';
const RENEWALS = ['NONE', 'TACIT', 'BY_AGREEMENT'] as const;
const METRICS = ['CPU', 'CORE', 'USER', 'SERVER', 'FLAT'] as const;
const ENDS_SOUGHT = ['UNKNOWN', 'ENDED', 'SOON', 'LATER', 'NONE'] as const;
export type EndSought = (typeof ENDS_SOUGHT)[number];

/** The terms of the ledger by their names; what is not recorded is called so. */
export function useContractTerms() {
  const { t } = useI18n();
  const options = <Value extends string>(values: readonly Value[], group: string) =>
    computed(() => values.map(value => ({ value, label: t(`contract.${group}.${value}`) })));
  const unknown = computed(() => ({ value: 'UNKNOWN' as const, label: t('ui.unknown') }));
  const soughtClasses = options(COST_CLASSES, 'costClassName');
  return {
    kindName: (value: ContractKind) => t(`contract.kindName.${value}`),
    costClassName: (value: CostClass | null) => (value ? t(`contract.costClassName.${value}`) : t('ui.unknown')),
    kindOptions: options(KINDS, 'kindName'),
    styleOptions: options(STYLES, 'styleName'),
    endKindOptions: options(END_KINDS, 'endName'),
    basisOptions: options(BASES, 'basisName'),
    costClassOptions: options([...COST_CLASSES, 'BOTH'] as const, 'costClassName'),
    costClassSought: computed(() => [unknown.value, ...soughtClasses.value]),
    renewalOptions: options(RENEWALS, 'renewalName'),
    metricOptions: options(METRICS, 'metricName'),
    endSoughtOptions: options(ENDS_SOUGHT, 'endSought'),
  };
}
