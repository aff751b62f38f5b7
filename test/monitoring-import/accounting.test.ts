import { describe, expect, it } from 'vitest';
import { countExport, countRecords, countRules } from '../monitoring-files/independent-count.ts';
import { fixture, parse, TEMPLATES } from './fixture.ts';

describe('everything that a file watches is accounted for, as another way of counting finds', () => {
  it.each(['template.zabbix.yaml', 'before-5.4.zabbix.yaml'])('in %s', async name => {
    const bytes = await fixture(name);
    const { entries, triggers } = countExport(bytes.toString());
    const { lines } = await parse(name, bytes);
    const items = lines.filter(({ kind }) => kind !== 'TRIGGER');
    expect(items).toHaveLength(Object.values(entries).reduce((sum, count) => sum + count, 0));
    expect(new Set(lines.flatMap(({ thresholds }) => thresholds)).size).toBe(triggers);
  });

  // As many of each as six templates that ship with Zabbix 6.0 have, whose keys and units these are, without their texts.
  it.each(TEMPLATES)('in the shape of %s, which has %i lines', async (name, count) => {
    const bytes = await fixture(`shapes/${name}.zabbix.yaml`);
    const { entries, triggers } = countExport(bytes.toString());
    expect(Object.values(entries).reduce((sum, one) => sum + one, 0)).toBe(count);
    const { lines } = await parse(`${name}.yaml`, bytes);
    expect(lines).toHaveLength(count);
    expect(new Set(lines.flatMap(({ thresholds }) => thresholds.map(threshold => threshold.name))).size).toBe(triggers);
  });

  it('in rules and lists', async () => {
    const name = 'rules.prometheus.yaml';
    const bytes = await fixture(name);
    expect((await parse(name, bytes)).lines).toHaveLength(countRules(bytes.toString()).entries['rules']!);
    const list = '監視項目,単位\r\nCPU使用率,%\r\n\r\nログ,\r\n';
    expect((await parse('a.csv', list)).lines).toHaveLength(countRecords(list).entries['rows']!);
  });
});
