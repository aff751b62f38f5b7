import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { useViewer } from '../access/viewer.ts';
import type { ResultOf } from '../graphql.ts';
import { dayAfter, fiscalYearOf } from '../ui/format.ts';
import { useFormat } from '../ui/useFormat.ts';
import { usePages } from '../ui/usePages.ts';
import { DecisionContracts } from './decision.graphql.ts';
import type { ContractOpportunity } from './state.ts';

type Contract = ResultOf<typeof DecisionContracts>['contracts']['items'][number];
type DayName = 'contractEndsOn' | 'licenceEndsOn' | 'supportEndsOn' | 'stopsOn' | 'renewsOn';

const HARDWARE_KINDS: readonly Contract['kind'][] = ['LEASE', 'HARDWARE_MAINTENANCE', 'OTHER'];

/** Whether a contract can be waited for at all, as the server sees it too. */
const IS_CHOICE: Readonly<Record<ContractOpportunity, (contract: Contract) => boolean>> = {
  CONTRACT_END: () => true,
  LICENCE_END: () => true,
  HARDWARE_REPLACEMENT: ({ kind }) => HARDWARE_KINDS.includes(kind),
  CONTRACT_RENEWAL: ({ renewalKind }) => renewalKind !== 'NONE',
};

/** Days of a contract that an opportunity goes by; the first that is given counts, as on the server. */
const DAYS: Readonly<Record<ContractOpportunity, (contract: Contract) => [DayName, string | null][]>> = {
  CONTRACT_END: ({ endsOn }) => [['contractEndsOn', endsOn]],
  LICENCE_END: ({ licenceEndsOn }) => [['licenceEndsOn', licenceEndsOn]],
  HARDWARE_REPLACEMENT: ({ stopsOn, supportEndsOn, endsOn }) => [
    ['stopsOn', stopsOn],
    ['supportEndsOn', supportEndsOn],
    ['contractEndsOn', endsOn],
  ],
  CONTRACT_RENEWAL: ({ renewalKind, endsOn }) => [['renewsOn', renewalKind && endsOn && dayAfter(endsOn)]],
};

/**
 * The contracts of the viewer's organisation for a system to choose from, each with the day that the opportunity waits for and the fiscal
 * year in which that first tells. A list of choices must be whole.
 */
export function useContractChoices(systemId: () => string, opportunity: () => ContractOpportunity) {
  const { t } = useI18n();
  const { viewer } = useViewer();
  const { fiscalYearLabel, shortDate } = useFormat();
  const { data, items, error } = usePages({
    query: DecisionContracts,
    variables: () => ({ systemId: systemId(), organisationId: viewer.value?.organisation.id ?? '' }),
    pageOf: page => page.contracts,
    whole: true,
  });
  const dayOf = (contract: Contract) => DAYS[opportunity()](contract).find(([, day]) => day);
  const dayText = (contract: Contract): string => {
    const [name, day] = dayOf(contract) ?? [];
    if (name && day) {
      // What is there on its last day is gone from the day after, which is the commonest 1 April.
      const year = fiscalYearLabel(fiscalYearOf(name === 'renewsOn' ? day : dayAfter(day)));
      return t(`decision.${name}`, { day: shortDate(day), year });
    }
    if (opportunity() === 'CONTRACT_RENEWAL' && contract.endsOn) return t('decision.renewalKindUnknown');
    return opportunity() !== 'LICENCE_END' && contract.endKind === 'NONE' ? t('contract.endName.NONE') : t('contract.endUnknown');
  };
  return {
    /** Undefined until the first answer. */
    data,
    error,
    choices: computed(() =>
      items.value.filter(IS_CHOICE[opportunity()]).map(one => ({ value: one.id, label: `${one.title} ${one.number} — ${dayText(one)}` })),
    ),
    /** Whether the chosen contract has a day to wait for. */
    hasDay: (id: string) => items.value.some(one => one.id === id && dayOf(one)),
  };
}
