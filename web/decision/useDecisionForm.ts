import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { useAct } from '../ui/useAct.ts';
import { missingFields, useForm } from '../ui/useForm.ts';
import { wholeNumber } from '../ui/wholeNumber.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { ChangeDecision, ProposeDecision } from './decision.graphql.ts';
import { type Terms, waitsForContract } from './state.ts';

/** Yen have more digits than other numbers of the portal. */
const YEN_DIGITS = 15;

interface Subject {
  /** What the decision rests on, when it is proposed. */
  verdict?: { roundId: string; id: string; verdict: Verdict } | undefined;
  /** The decision, when its terms are changed. */
  decision?: Terms | undefined;
}

/**
 * The terms of a decision as a form, to propose it or to change it.
 *
 * @param subject read anew whenever it is needed, so that a reload brings the version of somebody else's change
 */
export function useDecisionForm(subject: () => Subject) {
  const { t } = useI18n();
  const proposing = useAct(ProposeDecision);
  const changing = useAct(ChangeDecision);
  const act = subject().decision ? changing : proposing;

  const initial = () => {
    const { decision, verdict } = subject();
    return {
      // What is undecided suggests nothing.
      kind: decision?.kind ?? (verdict && verdict.verdict !== 'UNDECIDED' ? verdict.verdict : null),
      improvement: decision?.improvement ?? null,
      opportunity: (decision?.opportunity ?? 'NEXT_RENEWAL') as Terms['opportunity'] | null,
      contractId: decision?.contract?.id ?? '',
      day: decision?.day ?? '',
      dayReason: decision?.dayReason ?? '',
      savingYen: decision?.savingYen == null ? '' : String(decision.savingYen),
      savingBasis: decision?.savingBasis ?? '',
      // A change has a reason of its own.
      reason: '',
    };
  };
  const labels = computed(() => ({
    kind: t('decision.kindLabel'),
    improvement: t('decision.improvementLabel'),
    opportunity: t('decision.opportunityLabel'),
    contractId: t('decision.contract'),
    day: t('decision.day'),
    dayReason: t('decision.dayReason'),
    savingYen: t('decision.savingYen'),
    savingBasis: t('decision.savingBasis'),
    reason: t('ui.reason'),
  }));
  const form = useForm(
    initial,
    values => {
      const { kind, improvement, opportunity, contractId, day, dayReason, savingYen, savingBasis } = values;
      const ownDay = opportunity === 'DAY';
      const yen = savingYen.trim();
      const { day: dayLabel, dayReason: dayReasonLabel, savingBasis: basisLabel } = labels.value;
      return {
        ...missingFields({ kind }, { kind: labels.value.kind }, label => t('ui.missingChoice', { label })),
        ...(kind === 'IMPROVE' && !improvement && { improvement: t('ui.missingChoice', { label: labels.value.improvement }) }),
        ...(waitsForContract(opportunity) && !contractId && { contractId: t('ui.missingChoice', { label: labels.value.contractId }) }),
        ...(ownDay && !day && { day: t('ui.missing', { label: dayLabel }) }),
        ...(ownDay && !dayReason.trim() && { dayReason: t('ui.missing', { label: dayReasonLabel }) }),
        ...(yen && wholeNumber(yen, YEN_DIGITS) === null && { savingYen: t('decision.yenFault') }),
        ...(yen && !savingBasis.trim() && { savingBasis: t('ui.missing', { label: basisLabel }) }),
        ...(!values.reason.trim() && { reason: t('ui.reasonMissing') }),
      };
    },
    act.error,
  );

  /** The id of the decision once it is saved. */
  async function save(): Promise<string | undefined> {
    if (!form.validate()) return undefined;
    const { decision, verdict } = subject();
    const { kind, improvement, opportunity, contractId, day, dayReason, savingYen, savingBasis, reason } = form.values;
    const ownDay = opportunity === 'DAY';
    const yen = savingYen.trim() ? wholeNumber(savingYen, YEN_DIGITS) : null;
    const terms = {
      kind: kind!,
      improvement: kind === 'IMPROVE' ? improvement : null,
      reason: reason.trim(),
      opportunity: opportunity!,
      contractId: waitsForContract(opportunity) ? contractId : null,
      day: ownDay ? day : null,
      dayReason: ownDay ? dayReason.trim() : null,
      savingYen: yen,
      savingBasis: yen === null ? null : savingBasis.trim(),
    };
    if (decision)
      return (await changing.run({ input: { ...terms, decisionId: decision.id, version: decision.version } }))?.changeDecision.id;
    return (await proposing.run({ input: { ...terms, roundId: verdict!.roundId, surveyFeatureId: verdict!.id } }))?.proposeDecision.id;
  }

  return { ...form, labels, initial, save, busy: act.busy, reset: act.reset };
}
