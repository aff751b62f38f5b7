/** What a file says that a tool watches, whatever tool it comes from. A thread of its own reads it, so this file stands alone. */
export interface MonitoringFile {
  format: MonitoringFileFormat;
  /** Version that the file says it has; null when it says none. */
  version: string | null;
  lines: FileLine[];
  /** Sheets or documents in which nothing is watched, by name. */
  passedOver: string[];
}

// Objects rather than enums: the thread that reads files runs plain types alone.
export const MonitoringFileFormat = { ZABBIX: 'ZABBIX', PROMETHEUS: 'PROMETHEUS', LIST: 'LIST' } as const;
export type MonitoringFileFormat = keyof typeof MonitoringFileFormat;

/** What a line of a file can be. */
export const MonitoringLineKind = {
  ITEM: 'ITEM',
  ITEM_PROTOTYPE: 'ITEM_PROTOTYPE',
  DISCOVERY_RULE: 'DISCOVERY_RULE',
  WEB_SCENARIO: 'WEB_SCENARIO',
  TRIGGER: 'TRIGGER',
  ALERT_RULE: 'ALERT_RULE',
  RECORDING_RULE: 'RECORDING_RULE',
  LIST_ROW: 'LIST_ROW',
} as const;
export type MonitoringLineKind = keyof typeof MonitoringLineKind;

/** Why a line can be no item of a catalogue. */
export const NotTakenReason = { RECORDING_RULE: 'RECORDING_RULE', NAMELESS: 'NAMELESS', TOO_LONG: 'TOO_LONG' } as const;
export type NotTakenReason = keyof typeof NotTakenReason;

export interface FileLine {
  /** Where it begins: the line of a text, the row of a spreadsheet, from 1. */
  line: number;
  /** Names of what holds it, from the outside in: template, discovery rule; group; sheet. */
  path: string[];
  kind: MonitoringLineKind;
  /** The vendor's own name for it; empty only where `notTaken` says NAMELESS. */
  label: string;
  /** What the tool knows it by. */
  key: string | null;
  /** As the file writes it. */
  unit: string | null;
  /** Null when the file does not say, or says more than one number can. */
  intervalSeconds: number | null;
  /** As the file writes it, macros resolved. */
  intervalText: string | null;
  thresholds: FileThreshold[];
  description: string | null;
  enabled: boolean;
  notTaken: NotTakenReason | null;
}

export interface FileThreshold {
  name: string;
  /** As the file writes it. */
  severity: string | null;
  /** Macros resolved where the file defines them. */
  expression: string;
  /** How long it must hold, as the file writes it. */
  holdsFor: string | null;
  enabled: boolean;
}

export const FILE_LIMITS = {
  bytes: 5 * 1024 * 1024,
  lines: 5000,
  thresholds: 100,
  label: 500,
  key: 2048,
  text: 4000,
  milliseconds: 20_000,
  heapMegabytes: 512,
} as const;

/** Text of at most so many characters; what is cut off shows. */
export const shortened = (text: string, longest: number = FILE_LIMITS.text): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;

/** A line of which only what is said is known. */
export function lineOf(said: Pick<FileLine, 'line' | 'path' | 'kind'> & Partial<FileLine>): FileLine {
  const label = (said.label || said.key || '').trim();
  const key = said.key?.trim() || null;
  const tooLong = label.length > FILE_LIMITS.label || (key?.length ?? 0) > FILE_LIMITS.key;
  return {
    unit: null,
    intervalSeconds: null,
    intervalText: null,
    enabled: true,
    ...said,
    path: said.path.map(name => shortened(name, FILE_LIMITS.label)),
    label: shortened(label, FILE_LIMITS.label),
    key: key && shortened(key, FILE_LIMITS.key),
    thresholds: (said.thresholds ?? []).slice(0, FILE_LIMITS.thresholds),
    description: said.description?.trim() ? shortened(said.description.trim()) : null,
    notTaken: said.notTaken ?? (label === '' ? 'NAMELESS' : tooLong ? 'TOO_LONG' : null),
  };
}
