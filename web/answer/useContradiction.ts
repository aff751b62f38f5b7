import { useI18n } from 'vue-i18n';
import type { Level } from '../survey-round/level.ts';
import { useFormat } from '../ui/useFormat.ts';
import { contradictionOf } from './logged-usage.ts';
import type { LoggedUsage } from './logged-usage.ts';

/** Says what the log has against an answer; empty where it has nothing. */
export function useContradiction(usage: () => LoggedUsage | undefined) {
  const { t } = useI18n();
  const { number } = useFormat();
  return (featureId: string, level: Level | null): string => {
    const logged = usage();
    const kind = contradictionOf(featureId, level, logged);
    if (!kind) return '';
    const count = logged!.features.get(featureId)!.count;
    return t(`answer.contradiction.${kind}`, { count: number(count), n: logged!.toldCount }, count);
  };
}
