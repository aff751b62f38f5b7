import type { ResultOf, VariablesOf } from '../graphql.ts';
import type { DecideMonitoringLines, ImportLines, ImportReview } from './import.graphql.ts';

export type ImportMade = ResultOf<typeof ImportReview>['monitoringImport'];
export type ImportLine = ResultOf<typeof ImportLines>['monitoringImport']['lines']['items'][number];
export type LineState = ImportLine['state'];
/** What a person says of lines, without the import and the lines. */
export type Said = Omit<VariablesOf<typeof DecideMonitoringLines>['input'], 'monitoringImportId' | 'version' | 'lineIds'>;

/** What is to be decided comes first. */
export const LINE_STATES = ['SUGGESTED', 'UNMAPPED', 'MAPPED', 'LEFT_OUT'] as const satisfies readonly LineState[];
export const LINE_TONES = { SUGGESTED: 'info', UNMAPPED: 'warning', MAPPED: 'success', LEFT_OUT: 'neutral' } as const;
export const LINE_COUNTS = {
  SUGGESTED: 'suggestedCount',
  UNMAPPED: 'unmappedCount',
  MAPPED: 'mappedCount',
  LEFT_OUT: 'leftOutCount',
} as const satisfies Record<LineState, keyof ImportMade['counts']>;
export const OUTCOME_TONES = {
  NEW: 'success',
  FILLED: 'success',
  DIFFERENT: 'warning',
  UNCHANGED: 'neutral',
  SWITCHED_OFF: 'neutral',
} as const;

/** Whether a line can be anything at all; what cannot was said when the file was read. */
export const isDecidable = ({ notTaken }: Pick<ImportLine, 'notTaken'>): boolean => notTaken === null;

/** Lines of which the suggestion can be taken. */
export const suggested = <Line extends Pick<ImportLine, 'state'>>(lines: readonly Line[]): Line[] =>
  lines.filter(({ state }) => state === 'SUGGESTED');
