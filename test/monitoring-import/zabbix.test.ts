import { describe, expect, it } from 'vitest';
import { lineNamed, parse, parseFixture } from './fixture.ts';

const TEMPLATE = '窓口受付サーバ（見本）';

describe('an export of Zabbix', () => {
  it('is listed whole: items, web scenarios, discovery rules and their prototypes, and triggers of what is elsewhere', async () => {
    const { format, version, lines } = await parseFixture('template.zabbix.yaml');
    expect([format, version]).toEqual(['ZABBIX', '6.0']);
    expect(lines.map(({ kind, label, enabled }) => [kind, label, enabled])).toEqual([
      ['ITEM', 'CPU utilization', true],
      ['ITEM', 'Tickets waiting', true],
      ['ITEM', 'Tickets done', true],
      ['ITEM', 'Share of tickets done', false],
      ['ITEM', 'Messages of the counter', true],
      ['WEB_SCENARIO', 'Reservation page', true],
      ['DISCOVERY_RULE', 'Disks of the counter', true],
      ['ITEM_PROTOTYPE', '{#DISK}: space used', true],
      ['ITEM_PROTOTYPE', '{#DISK}: free', false],
      ['DISCOVERY_RULE', 'Queues', false],
      // Nothing is discovered by a rule that is switched off.
      ['ITEM_PROTOTYPE', 'Length of {#QUEUE}', false],
      ['TRIGGER', 'Somewhere else is down', true],
    ]);
  });

  it('says of an item where it stands, its unit, its interval and its thresholds with their macros resolved', async () => {
    const file = await parseFixture('template.zabbix.yaml');
    expect(lineNamed(file, 'CPU utilization')).toEqual({
      line: 13,
      path: [TEMPLATE],
      kind: 'ITEM',
      label: 'CPU utilization',
      key: 'system.cpu.util',
      unit: '%',
      intervalSeconds: 30,
      intervalText: '30s;50s/1-7,00:00-24:00',
      description: '受付サーバの CPU がどれだけ使われているか。',
      enabled: true,
      notTaken: null,
      thresholds: [
        { name: 'CPU above 85%', severity: 'HIGH', expression: 'min(system.cpu.util,5m)>85', holdsFor: null, enabled: true },
        { name: 'CPU busy at night', severity: 'WARNING', expression: 'min(system.cpu.util,1h)>95', holdsFor: null, enabled: false },
      ],
    });
    expect(lineNamed(file, '{#DISK}: space used')).toMatchObject({ path: [TEMPLATE, 'Disks of the counter'], intervalSeconds: 300 });
  });

  it.each([
    ['a macro that the template defines', 'Tickets waiting', 600, '10m'],
    ['the item that it depends on', 'Tickets done', 600, '10m'],
    ['what holds where the file says nothing', 'Share of tickets done', 60, '1m'],
    ['nothing, since it is sent', 'Messages of the counter', null, null],
    ['custom times alone, which are no number', 'Length of {#QUEUE}', null, '0;wd1-5h9-18'],
    ['the scenario', 'Reservation page', 120, '2m'],
  ])('takes the interval of an item from %s', async (_, label, intervalSeconds, intervalText) => {
    expect(lineNamed(await parseFixture('template.zabbix.yaml'), label)).toMatchObject({ intervalSeconds, intervalText });
  });

  it('puts a trigger with each item that it names, wherever it stands in the file', async () => {
    const file = await parseFixture('template.zabbix.yaml');
    const named = (label: string) => lineNamed(file, label).thresholds.map(({ name, severity }) => [name, severity]);
    expect(named('Tickets waiting')).toEqual([['Nobody serves', 'DISASTER']]);
    expect(named('Tickets done')).toEqual([['Nobody serves', 'DISASTER']]);
    expect(named('Reservation page')).toEqual([['Reservation page is down', 'HIGH']]);
    expect(named('{#DISK}: free')).toEqual([['{#DISK}: nearly full', 'AVERAGE']]);
    // A context that only a discovery knows leaves the value without one.
    expect(lineNamed(file, '{#DISK}: free').thresholds[0]!.expression).toBe(
      'last(vfs.fs.size[{#DISK},pused])>90 and last(vfs.fs.size[{#DISK},free])<5G',
    );
  });

  it('keeps to itself what macros hold in keys, and what they hold in secret', async () => {
    const file = await parseFixture('template.zabbix.yaml');
    const text = JSON.stringify(file);
    expect(text).not.toContain('secret-of-the-sample');
    expect(text).not.toContain('hidden');
    expect(lineNamed(file, 'Tickets done').thresholds[0]!.expression).toContain('{$SAMPLE.TOKEN}');
  });

  it('is read in the shape that it had before 5.4 too', async () => {
    const file = await parseFixture('before-5.4.zabbix.yaml');
    const sessions = lineNamed(file, 'Gate: sessions');
    expect(sessions).toMatchObject({ key: 'gate.sessions[in,"a,b]"]', intervalSeconds: 120 });
    const silent = 'gate.ping.nodata({$GATE.SILENCE})=1 and gate.sessions[in,"a,b]"].last()<500';
    expect(sessions.thresholds.map(({ expression }) => expression)).toEqual(['{avg(10m)}>500', silent]);
    expect(lineNamed(file, 'Gate: ping').thresholds.map(({ expression }) => expression)).toEqual([silent]);
  });

  it('may be JSON, and hold hosts and rules inside rules, as 7.4 has them', async () => {
    const host = {
      host: 'counter-1',
      items: [{ name: 'Ping', key: 'icmpping', type: 'SIMPLE' }],
      discovery_rules: [
        {
          name: 'Databases',
          key: 'db',
          discovery_prototypes: [
            { name: 'Tables', key: 'db.tables', item_prototypes: [{ name: 'Rows of {#TABLE}', key: 'rows[{#TABLE}]', delay: '90' }] },
          ],
        },
      ],
    };
    const file = await parse('host.json', JSON.stringify({ zabbix_export: { version: '7.4', hosts: [host] } }));
    expect(file.lines.map(({ label, path, intervalSeconds }) => [label, path.join('/'), intervalSeconds])).toEqual([
      ['Ping', 'counter-1', 60],
      ['Databases', 'counter-1', 60],
      ['Tables', 'counter-1/Databases', 60],
      ['Rows of {#TABLE}', 'counter-1/Databases/Tables', 90],
    ]);
  });

  it('says of an item without name and key that it has none, rather than leave it out', async () => {
    const text = `zabbix_export: {templates: [{template: A, items: [{delay: 1m}, {key: only.key}, {name: ${'x'.repeat(501)}}]}]}`;
    const { lines } = await parse('a.yaml', text);
    expect(lines.map(({ label, notTaken }) => [label.length, notTaken])).toEqual([
      [0, 'NAMELESS'],
      [8, null],
      [500, 'TOO_LONG'],
    ]);
  });
});
