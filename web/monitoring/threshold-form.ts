import type { Comparison, Severity, Threshold } from './useMonitoringTerms.ts';

/** A threshold as it is typed. */
export interface TypedThreshold {
  comparison: Comparison;
  value: string;
  severity: Severity;
  /** Minutes that it must hold; blank for at once. */
  minutes: string;
}

export const typedThreshold = ({ comparison, value, severity, forSeconds }: Threshold): TypedThreshold => ({
  comparison,
  value: String(value),
  severity,
  minutes: forSeconds === null ? '' : String(forSeconds / 60),
});

export const NEW_THRESHOLD: TypedThreshold = { comparison: 'GT', value: '', severity: 'CRITICAL', minutes: '' };

/** The number that was typed, in half- or full-width digits, with or without separators; null when it is none. */
function decimal(text: string): number | null {
  const plain = text.normalize('NFKC').replace(/[\s,]/g, '');
  return /^[-+]?\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : null;
}

/** Thresholds as they are saved; null when one of them is no number, or holds for no whole number of seconds. */
export function readThresholds(typed: readonly TypedThreshold[]): Threshold[] | null {
  const read = typed.map(({ comparison, value, severity, minutes }): Threshold | null => {
    const limit = decimal(value);
    const time = minutes.trim() ? decimal(minutes) : null;
    const forSeconds = time === null ? null : Math.round(time * 60);
    if (limit === null || (minutes.trim() && (forSeconds === null || forSeconds <= 0))) return null;
    return { comparison, value: limit, severity, forSeconds };
  });
  return read.every(each => each !== null) ? read : null;
}
