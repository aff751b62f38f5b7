import { SystemClass, SystemProfile } from '../../information-system/entity.ts';
import type { Text } from '../../language.ts';
import { contentOf, type ItemContent } from '../content.ts';
import { type MonitoringLayer, ThresholdComparison, ThresholdSeverity, type WatchTarget } from '../terms.ts';
import type { Threshold } from '../type.ts';

export const MINUTE = 60;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;
export const MONTH = 30 * DAY;
export const QUARTER = 91 * DAY;

/** An item of the common set, with the code that it is known by for good. */
export interface ShippedItem extends ItemContent {
  code: string;
}

interface Wish {
  code: string;
  watch: WatchTarget;
  name: Text;
  purpose: Text;
  metric: string;
  unit: string;
  every: number;
  thresholds?: readonly Threshold[];
  /** The lowest profile that is to watch it; all of them when left out. */
  from?: SystemProfile;
  /** Systems of these classes; all when left out. */
  classes?: readonly SystemClass[];
}

const PROFILES = Object.values(SystemProfile);

/** Items of one layer. */
export const inLayer = (layer: MonitoringLayer, wishes: readonly Wish[]): ShippedItem[] =>
  wishes.map(({ code, watch, name, purpose, metric, unit, every, thresholds = [], from = SystemProfile.I, classes }) => ({
    code,
    ...contentOf({
      layer,
      watchTarget: watch,
      name: name.ja,
      nameEn: name.en,
      purpose: purpose.ja,
      purposeEn: purpose.en,
      metric,
      unit,
      intervalSeconds: every,
      thresholds: [...thresholds],
      profiles: PROFILES.slice(PROFILES.indexOf(from)),
      systemClasses: [...(classes ?? Object.values(SystemClass))],
    }),
  }));

type Passed = keyof typeof ThresholdComparison;

export const warn = (comparison: Passed, value: number, forSeconds: number | null = null): Threshold => ({
  comparison: ThresholdComparison[comparison],
  value,
  severity: ThresholdSeverity.WARNING,
  forSeconds,
});

export const alarm = (comparison: Passed, value: number, forSeconds: number | null = null): Threshold => ({
  ...warn(comparison, value, forSeconds),
  severity: ThresholdSeverity.CRITICAL,
});
