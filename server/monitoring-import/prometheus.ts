import { secondsOf } from './interval.ts';
import { type FileLine, lineOf, shortened } from './line.ts';
import { metricsIn } from './promql.ts';
import type { YamlMap } from './yaml-text.ts';

/**
 * The rules of a file of Prometheus, in the order of the file; the same inside a Kubernetes resource, or gathered by service and
 * exporter. A recording rule watches nothing, and its line says so.
 */
export const prometheusLines = (file: YamlMap): FileLine[] => groupsOf(file).flatMap(group => linesOf(group, [], null));

/** Whether a document is one of rules. */
export const isPrometheus = (file: YamlMap): boolean => groupsOf(file).length > 0;

const groupsOf = (file: YamlMap): YamlMap[] => [...file.maps('groups'), ...(file.map('spec')?.maps('groups') ?? [])];

/** How often the rules of a group are asked is said by the group. */
function linesOf(group: YamlMap, above: readonly string[], interval: string | null): FileLine[] {
  const path = [...above, group.text('name') || group.text('slug')].filter(Boolean);
  const own = group.text('interval') || interval;
  return [
    ...group.maps('rules').map(rule => lineOfRule(rule, path, own)),
    ...['services', 'exporters'].flatMap(list => group.maps(list)).flatMap(inner => linesOf(inner, path, own)),
  ];
}

function lineOfRule(rule: YamlMap, path: string[], interval: string | null): FileLine {
  const isRecording = rule.has('record') && !rule.has('alert');
  const label = rule.text('alert') || rule.text('record') || rule.text('name');
  const expression = rule.text('expr') || rule.text('query');
  const annotations = rule.map('annotations');
  const metrics = metricsIn(expression);
  const threshold = {
    name: label,
    severity: rule.map('labels')?.text('severity') || rule.text('severity') || null,
    expression: shortened(expression.replaceAll(/\s+/g, ' ')),
    holdsFor: rule.text('for') || null,
    enabled: true,
  };
  return lineOf({
    line: rule.line,
    path,
    kind: isRecording ? 'RECORDING_RULE' : 'ALERT_RULE',
    label,
    // Numbers in the expression change while the rule stays the same; what it reads does not.
    key: metrics.join(', '),
    unit: unitOf(metrics),
    intervalSeconds: interval === null ? null : secondsOf(interval),
    intervalText: interval,
    thresholds: isRecording ? [] : [threshold],
    description: rule.text('description') || annotations?.text('description') || annotations?.text('summary') || '',
    notTaken: isRecording ? 'RECORDING_RULE' : null,
  });
}

/** By convention the name of a metric ends in its unit. Where the metrics of a rule have several, they tell none. */
function unitOf(metrics: readonly string[]): string | null {
  const units = new Set(
    metrics.map(name => /_(bytes|seconds|ratio|percent|celsius|volts|hertz)(?:_total|_sum|_count|_bucket)?$/.exec(name)?.[1]),
  );
  const [unit] = units;
  return units.size === 1 ? (unit ?? null) : null;
}
