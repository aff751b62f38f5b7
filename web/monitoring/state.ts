/** What can be said of an item on a system, the best first; nobody having said anything is no less a state than the others. */
export const STATES = ['MONITORED', 'PARTLY', 'NOT_MONITORED', 'UNKNOWN', 'NOT_APPLICABLE'] as const;
export type MonitoringState = (typeof STATES)[number];

/** States that leave something unwatched, the least known first. */
export const GAPS = ['UNKNOWN', 'NOT_MONITORED', 'PARTLY'] as const satisfies readonly MonitoringState[];
export const isGap = (state: MonitoringState): boolean => GAPS.some(gap => gap === state);
export const isWatched = (state: MonitoringState): boolean => state === 'MONITORED' || state === 'PARTLY';

/** Sign beside colour and word, as forms on paper have them: a circle that is empty would read as a yes. */
export const SIGNS: Readonly<Record<MonitoringState, string>> = {
  MONITORED: '●',
  PARTLY: '△',
  NOT_MONITORED: '×',
  UNKNOWN: '？',
  NOT_APPLICABLE: '－',
};

/** Classes of the looks that all grids share: from dark to light they stay apart in grey print, and what is unknown is the loudest. */
export const LOOKS: Readonly<Record<MonitoringState, string>> = {
  MONITORED: 'look-FULLY_USED',
  PARTLY: 'look-USED_WITH_OTHER_MEANS',
  NOT_MONITORED: 'look-NOT_USED',
  UNKNOWN: 'look-UNANSWERED',
  NOT_APPLICABLE: 'look-NOT_ASSIGNED',
};
