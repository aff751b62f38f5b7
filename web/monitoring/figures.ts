import type { MonitoringState } from './state.ts';

/** Counts of what is to be watched, as the server has them over many systems (`CoverageFigures`). */
export interface Figures {
  /** All that apply, but for those that were said not to concern the system. */
  applicableCount: number;
  monitoredCount: number;
  partlyCount: number;
  notMonitoredCount: number;
  unknownCount: number;
  notApplicableCount: number;
  /** From 0 to 1; null where nothing applies, which is not 1. */
  coverageRatio: number | null;
}

/** The count of each state. */
export const COUNT_OF = {
  MONITORED: 'monitoredCount',
  PARTLY: 'partlyCount',
  NOT_MONITORED: 'notMonitoredCount',
  UNKNOWN: 'unknownCount',
  NOT_APPLICABLE: 'notApplicableCount',
} as const satisfies Record<MonitoringState, keyof Figures>;

/** Figures of the lines of one system. What it watches beyond what applies to it is no part of them. */
export function figuresOf(lines: readonly { applies: boolean; state: MonitoringState }[]): Figures {
  const applying = lines.filter(({ applies }) => applies);
  const count = (state: MonitoringState) => applying.filter(line => line.state === state).length;
  const notApplicableCount = count('NOT_APPLICABLE');
  const monitoredCount = count('MONITORED');
  const applicableCount = applying.length - notApplicableCount;
  return {
    applicableCount,
    monitoredCount,
    partlyCount: count('PARTLY'),
    notMonitoredCount: count('NOT_MONITORED'),
    unknownCount: count('UNKNOWN'),
    notApplicableCount,
    coverageRatio: applicableCount ? monitoredCount / applicableCount : null,
  };
}
