import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { useViewer } from '../access/viewer.ts';
import { useFormat } from '../ui/useFormat.ts';
import { usePages } from '../ui/usePages.ts';
import { DecisionContracts } from './decision.graphql.ts';
import { type Terms, waitsForContract } from './state.ts';

/**
 * The contracts of the viewer's organisation for a system to choose from, each with the end that the opportunity waits for. A list of
 * choices must be whole.
 */
export function useContractChoices(systemId: () => string, opportunity: () => Terms['opportunity'] | null) {
  const { t } = useI18n();
  const { viewer } = useViewer();
  const { shortDate } = useFormat();
  const { data, items, error } = usePages({
    query: DecisionContracts,
    variables: () => ({ systemId: systemId(), organisationId: viewer.value?.organisation.id ?? '' }),
    pageOf: page => page.contracts,
    pause: () => !waitsForContract(opportunity()),
    whole: true,
  });
  type Contract = (typeof items.value)[number];
  const endOf = ({ endKind, endsOn, licenceEndsOn }: Contract) => {
    const atLicence = opportunity() === 'LICENCE_END';
    const day = atLicence ? licenceEndsOn : endsOn;
    if (day) return t(atLicence ? 'decision.licenceEndsOn' : 'decision.contractEndsOn', { day: shortDate(day) });
    return !atLicence && endKind === 'NONE' ? t('contract.endName.NONE') : t('contract.endUnknown');
  };
  return {
    /** Undefined until the first answer. */
    data,
    error,
    choices: computed(() => items.value.map(one => ({ value: one.id, label: `${one.title} ${one.number} — ${endOf(one)}` }))),
    /** Whether the chosen contract has a day to wait for. */
    hasDay: (id: string) => items.value.some(one => one.id === id && (opportunity() === 'LICENCE_END' ? one.licenceEndsOn : one.endsOn)),
  };
}
