import { ThresholdComparison, ThresholdSeverity } from '../monitoring-item/terms.ts';
import type { Threshold } from '../monitoring-item/type.ts';
import { secondsOf } from './interval.ts';
import type { FileLine, FileThreshold } from './line.ts';
import { factorBetween } from './unit.ts';

type Line = Pick<FileLine, 'kind' | 'key' | 'unit' | 'thresholds'>;

/** A comparison of the measured value with one number. */
interface Comparison {
  comparison: ThresholdComparison;
  value: number;
  /** Unit that stands with the number. */
  unit: string | null;
  forSeconds: number | null;
}

/**
 * Thresholds of a line that are one number, in the unit of the item. What compares more than that, is switched off, only informs,
 * or is in a unit that cannot be turned into the item's, stays with the line as it is written.
 */
export function thresholdsFor(line: Line, itemUnit: string): Threshold[] {
  const found = line.thresholds.flatMap(threshold => {
    const severity = severityOf(threshold.severity);
    const comparison = threshold.enabled && severity ? comparisonOf(threshold, line) : null;
    const factor = comparison && factorBetween(comparison.unit ?? line.unit, itemUnit);
    if (!comparison || !severity || factor === null) return [];
    const { comparison: how, value, forSeconds } = comparison;
    return [{ comparison: how, value: Number((value * factor).toPrecision(12)), severity, forSeconds }];
  });
  const texts = new Set<string>();
  return found.filter(threshold => !texts.has(JSON.stringify(threshold)) && texts.add(JSON.stringify(threshold)));
}

const CRITICAL = /^(?:disaster|high|critical|page|error|fatal|emergency|severe|重大|異常|危険|高|緊急|致命的|障害)$/;
const WARNING = /^(?:average|warning|warn|medium|minor|低|中|警告|注意|要注意)$/;

/** Where a list does not say how grave it is, it is the lesser; what only informs is none. */
function severityOf(text: string | null): ThresholdSeverity | null {
  const plain = (text ?? 'warning').normalize('NFKC').toLowerCase().trim();
  if (CRITICAL.test(plain)) return ThresholdSeverity.CRITICAL;
  return WARNING.test(plain) ? ThresholdSeverity.WARNING : null;
}

const SIGNS: Readonly<Record<string, ThresholdComparison>> = {
  '>': ThresholdComparison.GT,
  '>=': ThresholdComparison.GE,
  '≧': ThresholdComparison.GE,
  '≥': ThresholdComparison.GE,
  '<': ThresholdComparison.LT,
  '<=': ThresholdComparison.LE,
  '≦': ThresholdComparison.LE,
  '≤': ThresholdComparison.LE,
  '=': ThresholdComparison.EQ,
  '==': ThresholdComparison.EQ,
  '<>': ThresholdComparison.NE,
  '!=': ThresholdComparison.NE,
  以上: ThresholdComparison.GE,
  超: ThresholdComparison.GT,
  超過: ThresholdComparison.GT,
  を超える: ThresholdComparison.GT,
  以下: ThresholdComparison.LE,
  未満: ThresholdComparison.LT,
};

const NUMBER = String.raw`-?\d{1,15}(?:\.\d{1,9})?(?:e[+-]?\d{1,3})?`;
const SIGN = '>=|<=|<>|==|!=|>|<|=';

function comparisonOf(threshold: FileThreshold, line: Line): Comparison | null {
  if (line.kind === 'LIST_ROW') return writtenComparison(threshold.expression);
  if (line.kind === 'ALERT_RULE') return ruleComparison(threshold);
  return line.key === null ? null : triggerComparison(threshold.expression, line.key);
}

/** Such as `min(system.cpu.util,5m)>90`, or `system.cpu.util.min(5m)>90` before 5.4. */
function triggerComparison(expression: string, key: string): Comparison | null {
  const end = new RegExp(`^(.*?)\\s*(${SIGN})\\s*(${NUMBER})([KMGTsmhdw]?)$`).exec(expression);
  if (!end) return null;
  const [, left = '', sign = '', number = '', suffix = ''] = end;
  const [, name = '', period = ''] =
    new RegExp(`^(\\w+)\\(${RegExp.escape(key)}(?:,\\s*([^(),]*))?\\)$`).exec(left) ??
    new RegExp(`^(?:${RegExp.escape(key)}\\.|\\{)(\\w+)\\(([^(),]*)\\)\\}?$`).exec(left) ??
    [];
  if (!/^(?:last|min|max|avg)$/.test(name)) return null;
  const scale = MULTIPLES[suffix] ?? 1;
  // The least of a while above a limit, or the most of it below, means that it held all the while.
  const held = (name === 'min' && sign.startsWith('>')) || (name === 'max' && sign.startsWith('<'));
  return { comparison: SIGNS[sign]!, value: Number(number) * scale, unit: null, forSeconds: held ? secondsOf(period) : null };
}

const MULTIPLES: Readonly<Record<string, number>> = {
  K: 1024,
  M: 1024 ** 2,
  G: 1024 ** 3,
  T: 1024 ** 4,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
};

/** Such as `rate(errors_total[5m]) > 3`. */
function ruleComparison({ expression, holdsFor }: FileThreshold): Comparison | null {
  const [, left = '', sign = '', number = ''] = new RegExp(`^(.*?)\\s*(${SIGN})\\s*(${NUMBER})$`).exec(expression) ?? [];
  const bare = left.replaceAll(/"(?:[^"\\]|\\.)*"|\{[^{}]*\}/g, '');
  if (sign === '' || /[<>]|[=!]=|\b(?:and|or|unless|bool)\b/i.test(bare)) return null;
  return { comparison: SIGNS[sign]!, value: Number(number), unit: null, forSeconds: holdsFor === null ? null : secondsOf(holdsFor) };
}

/** Such as 80%以上, or `>= 80`. */
function writtenComparison(text: string): Comparison | null {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/[\s,]+/g, '')
    .toLowerCase();
  const before = new RegExp(`^(≧|≥|≦|≤|${SIGN})(${NUMBER})([^\\d<>=]*)$`).exec(plain);
  const after = new RegExp(`^(${NUMBER})([^\\d<>=]*?)(以上|超過|超|を超える|以下|未満)$`).exec(plain);
  const [sign, number, unit] = before ? before.slice(1) : after ? [after[3], after[1], after[2]] : [];
  if (sign === undefined) return null;
  return { comparison: SIGNS[sign]!, value: Number(number), unit: unit || null, forSeconds: null };
}
