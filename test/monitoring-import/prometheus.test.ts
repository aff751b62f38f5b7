import { describe, expect, it } from 'vitest';
import { metricsIn } from '../../server/monitoring-import/promql.ts';
import { lineNamed, parse, parseFixture } from './fixture.ts';

describe('rules of Prometheus', () => {
  it('are listed from all documents; a recording rule watches nothing and says so', async () => {
    const { format, lines, passedOver } = await parseFixture('rules.prometheus.yaml');
    expect(format).toBe('PROMETHEUS');
    expect(lines.map(({ kind, label, path, notTaken }) => [kind, label, path.join('/'), notTaken])).toEqual([
      ['RECORDING_RULE', 'job:sample_requests:rate5m', '申請受付（見本）', 'RECORDING_RULE'],
      ['ALERT_RULE', 'SampleErrorsHigh', '申請受付（見本）', null],
      ['ALERT_RULE', 'SampleDiskFilling', '申請受付（見本）', null],
      ['ALERT_RULE', 'SampleBatchLate', 'batch', null],
      ['ALERT_RULE', 'nothing', 'batch', null],
    ]);
    expect(passedOver).toEqual(['ConfigMap other']);
  });

  it('say when they warn, for how long it must hold, and what they read', async () => {
    const file = await parseFixture('rules.prometheus.yaml');
    expect(lineNamed(file, 'SampleErrorsHigh')).toMatchObject({
      line: 7,
      key: 'sample_requests_total',
      unit: null,
      intervalSeconds: 90,
      description: '受付の失敗が5%を超えた。',
      thresholds: [
        {
          name: 'SampleErrorsHigh',
          severity: 'critical',
          expression: 'sum(rate(sample_requests_total{code=~"5.."}[5m])) / sum(rate(sample_requests_total[5m])) > 0.05',
          holdsFor: '10m',
        },
      ],
    });
    expect(lineNamed(file, 'SampleDiskFilling')).toMatchObject({ key: 'sample_disk_free_bytes, sample_disk_size_bytes', unit: 'bytes' });
    expect(lineNamed(file, 'SampleBatchLate')).toMatchObject({ intervalSeconds: null, intervalText: null });
  });

  it('may be gathered by service and exporter', async () => {
    const rule = '{name: Counter closed, description: Nobody is there., query: "sum(counter_open) == 0", severity: warning, for: 2m}';
    const { lines } = await parse(
      'rules.yml',
      `groups: [{name: Offices, services: [{name: Counter, exporters: [{slug: one, rules: [${rule}]}]}]}]`,
    );
    expect(lines).toMatchObject([
      {
        path: ['Offices', 'Counter', 'one'],
        label: 'Counter closed',
        key: 'counter_open',
        thresholds: [{ severity: 'warning', expression: 'sum(counter_open) == 0', holdsFor: '2m' }],
      },
    ]);
  });

  it.each([
    ['up == 0', ['up']],
    ['rate(a_total[5m]) / rate(b_total{x="y_z{}"}[1h:5m] offset 1d) > 1e3', ['a_total', 'b_total']],
    ['sum by (job, instance) (a) > on (job) group_left (team) b', ['a', 'b']],
    ['absent(up{job="x"}) or vector(1) # up2', ['up']],
    ['{__name__="c_bytes", job="x"} > 0', ['c_bytes']],
    ['histogram_quantile(0.9, sum(rate(d_bucket[5m])) by (le)) > bool 2', ['d_bucket']],
    ["job:e:rate5m{a='b'} > Inf unless a", ['job:e:rate5m', 'a']],
  ])('read of %s the metrics %j', (expression, metrics) => {
    expect(metricsIn(expression)).toEqual(metrics);
  });
});
