import { useI18n } from 'vue-i18n';
import { STATES } from '../monitoring/state.ts';
import { COMPARISONS, SEVERITIES, useMonitoringTerms, type Comparison } from '../monitoring/useMonitoringTerms.ts';

/** A threshold as the server writes it in a change: `CRITICAL GT 90 300s`. */
const THRESHOLD = /^(\w+) (\w+) (\S+?)(?: (\d+)s)?$/;

/** What a file would change, in words. */
export function useChangeText() {
  const { t } = useI18n();
  const { interval, severityName, stateName, threshold } = useMonitoringTerms();

  /** The weight of a threshold: one of ours by its name, that of a tool as the tool has it. */
  function severityText(severity: string | null): string | null {
    const own = SEVERITIES.find(each => each === severity);
    return own ? severityName(own) : severity;
  }
  function thresholdText(text: string, unit: string): string {
    const [, severity, comparison, value, seconds] = THRESHOLD.exec(text) ?? [];
    const own = SEVERITIES.find(each => each === severity);
    if (!own || !comparison || !(comparison in COMPARISONS)) return text;
    const forSeconds = seconds === undefined ? null : Number(seconds);
    return threshold({ severity: own, comparison: comparison as Comparison, value: Number(value), forSeconds }, unit);
  }
  function valueText(field: string, value: string | null, unit: string): string {
    if (value === null) return t('ui.unknown');
    const state = STATES.find(each => each === value);
    if (field === 'state' && state) return stateName(state);
    if (field === 'intervalSeconds') return interval(Number(value));
    if (field === 'thresholds')
      return value
        .split(', ')
        .map(each => thresholdText(each, unit))
        .join(t('ui.listSeparator'));
    return value;
  }
  return { severityText, valueText };
}
