import { useI18n } from 'vue-i18n';
import { useFormat } from '../ui/useFormat.ts';
import { answeredCount, type Facts, type Judgement, logState } from './verdict.ts';

/** Verdicts, logs and thresholds in words. */
export function useVerdictTerms() {
  const { t } = useI18n();
  const { number, percentage, shortDate } = useFormat();

  /** 廃止候補 A, 判定保留（回収率不足） … */
  function verdictName({ verdict, grade, undecidedReason }: Judgement): string {
    if (grade) return t('verdict.graded', { name: t(`verdict.name.${verdict}`), grade });
    const name = t(`verdict.name.${verdict}`);
    return undecidedReason ? t('verdict.because', { name, reason: t(`verdict.undecided.${undecidedReason}`) }) : name;
  }

  /** First and last month of the window; '' without logs. */
  const windowName = ({ windowFrom, windowTo }: Facts): string =>
    windowFrom && windowTo ? t('verdict.window', { from: shortDate(windowFrom), to: shortDate(windowTo) }) : '';

  /** What the logs say, the window included. */
  function logText(facts: Facts): string {
    const { logCount, windowToldCount, windowMonths } = facts;
    return t(`verdict.logText.${logState(facts)}`, {
      n: logCount === null ? t('verdict.unknownCount') : t('verdict.uses', { n: number(logCount) }),
      window: windowName(facts),
      told: number(windowToldCount),
      months: number(windowMonths),
    });
  }

  /** Every figure that a rule may name. */
  function figures(facts: Facts): Record<string, string> {
    const answered = answeredCount(facts);
    const share = (count: number, of: number) => percentage(of ? count / of : null);
    return {
      submitted: number(facts.submittedCount),
      asked: number(facts.askedCount),
      submittedShare: share(facts.submittedCount, facts.askedCount),
      answered: number(answered),
      answeredShare: share(answered, facts.askedCount),
      unused: number(facts.notUsedCount),
      unusedShare: share(facts.notUsedCount, answered),
      alongside: number(facts.usedWithOtherMeansCount),
      floor: number(facts.responseFloorPercent),
      shrink: number(facts.shrinkPercent),
      log: logText(facts),
    };
  }

  const thresholdText = (rule: Pick<Facts, 'responseFloorPercent' | 'shrinkPercent' | 'windowMonths'>): string =>
    t('verdict.thresholdText', {
      floor: number(rule.responseFloorPercent),
      shrink: number(rule.shrinkPercent),
      months: number(rule.windowMonths),
    });

  return { verdictName, windowName, logText, figures, thresholdText };
}
