import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { SECONDS, splitInterval } from './interval.ts';
import { STATES, type MonitoringState } from './state.ts';

/** From the ground up. */
export const LAYERS = ['HARDWARE', 'NETWORK', 'OS_MIDDLEWARE', 'APPLICATION', 'SECURITY', 'BUSINESS_OPERATION'] as const;
export const WATCH_TARGETS = ['OPERATION', 'USAGE', 'SECURITY', 'INCONSISTENT_DATA'] as const;
export const TOOL_KINDS = ['MONITORING', 'JOB', 'CONFIG'] as const;
export const CHANNELS = ['MAIL', 'SMS', 'PHONE', 'SCREEN', 'TICKET'] as const;
export const SEVERITIES = ['WARNING', 'CRITICAL'] as const;
export const COMPARISONS = { GT: '>', GE: '≥', LT: '<', LE: '≤', EQ: '=', NE: '≠' } as const;
const AUTOMATION_LEVELS = ['0', '1', '2', '3'] as const;

export type MonitoringLayer = (typeof LAYERS)[number];
export type WatchTarget = (typeof WATCH_TARGETS)[number];
export type ToolKind = (typeof TOOL_KINDS)[number];
export type NotifyChannel = (typeof CHANNELS)[number];
export type Comparison = keyof typeof COMPARISONS;
export type Severity = (typeof SEVERITIES)[number];

/** A value that is not to be passed, in the unit of its item. */
export interface Threshold {
  comparison: Comparison;
  value: number;
  severity: Severity;
  /** Null for at once. */
  forSeconds: number | null;
}

/** The terms of the monitoring catalogue by their names; what is not recorded is called so. */
export function useMonitoringTerms() {
  const { t, locale } = useI18n();
  const stateName = (value: MonitoringState) => t(`monitoring.state.${value}`);
  const layerName = (value: MonitoringLayer) => t(`monitoring.layer.${value}`);
  const targetName = (value: WatchTarget) => t(`monitoring.watchTarget.${value}`);
  const kindName = (value: ToolKind) => t(`monitoring.toolKind.${value}`);
  const channelName = (value: NotifyChannel) => t(`monitoring.channel.${value}`);
  const severityName = (value: Severity) => t(`monitoring.severity.${value}`);
  const automationName = (value: number | null) => (value === null ? t('ui.unknown') : t(`monitoring.automation.${value}`));
  const optionsOf = <Value extends string>(values: readonly Value[], name: (value: Value) => string) =>
    computed(() => values.map(value => ({ value, label: name(value) })));

  /** 5 分 or "5 min", in the largest unit that leaves a whole number. */
  function interval(seconds: number | null): string {
    if (seconds === null) return t('ui.unknown');
    const { count, unit } = splitInterval(seconds);
    return t(`monitoring.interval.${unit}`, { n: count.toLocaleString(locale.value) }, count);
  }
  /** A value of an item with its unit; a mere number has none. */
  function quantity(value: number, unit: string): string {
    const text = value.toLocaleString(locale.value, { maximumFractionDigits: 9 });
    return [text, unitName(unit)].filter(Boolean).join(' ');
  }
  function threshold({ comparison, value, severity, forSeconds }: Threshold, unit: string): string {
    const limit = `${COMPARISONS[comparison]} ${quantity(value, unit)}`;
    return forSeconds === null
      ? t('monitoring.threshold', { severity: severityName(severity), limit })
      : t('monitoring.thresholdFor', { severity: severityName(severity), limit, time: interval(forSeconds) });
  }
  const toolName = ({ product, productVersion }: { product: string; productVersion: string | null }) =>
    productVersion ? `${product} ${productVersion}` : product;

  return {
    stateName,
    layerName,
    targetName,
    kindName,
    channelName,
    severityName,
    automationName,
    interval,
    threshold,
    toolName,
    stateOptions: optionsOf(STATES, stateName),
    layerOptions: optionsOf(LAYERS, layerName),
    targetOptions: optionsOf(WATCH_TARGETS, targetName),
    kindOptions: optionsOf(TOOL_KINDS, kindName),
    channelOptions: optionsOf(CHANNELS, channelName),
    severityOptions: optionsOf(SEVERITIES, severityName),
    automationOptions: optionsOf(AUTOMATION_LEVELS, value => automationName(Number(value))),
    intervalUnits: optionsOf(Object.keys(SECONDS) as (keyof typeof SECONDS)[], unit => t(`monitoring.intervalUnit.${unit}`)),
  };
}

/** A unit as people write it: UCUM puts what it does not know into braces, and calls a mere number 1. */
export const unitName = (unit: string): string => (unit === '1' ? '' : unit.replaceAll(/[{}]/g, ''));
