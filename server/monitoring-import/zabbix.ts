import { zabbixSeconds } from './interval.ts';
import { type FileLine, type FileThreshold, FILE_LIMITS, lineOf, type MonitoringLineKind, shortened } from './line.ts';
import type { YamlMap } from './yaml-text.ts';
import { type ItemReference, macroName, type Macros, readable, referencesIn, withMacros } from './zabbix-expression.ts';

/** Kinds of items that nobody asks at an interval: they are sent, or follow another item. */
const NOT_POLLED = new Set(['TRAP', 'SNMP_TRAP', 'DEPENDENT']);
/** What an export leaves out because every new item has it. */
const DEFAULT_DELAY = '1m';

/** A template or host of an export. */
interface Holder {
  /** By which expressions name it. */
  technicalName: string;
  path: string[];
  macros: Macros;
  lines: FileLine[];
  byKey: Map<string, FileLine>;
}

/**
 * Everything that the templates and hosts of an export watch, in the order of the file: items, web scenarios, discovery rules and
 * their prototypes. A trigger stands with each item that it names; one that names none that the file has is a line of its own.
 */
export function zabbixLines(file: YamlMap): FileLine[] {
  const holders = ['templates', 'hosts'].flatMap(list => file.maps(list)).map(holderOf);
  const byName = new Map(holders.map(holder => [holder.technicalName, holder]));
  const loose = new Map<Holder | null, FileLine[]>();
  for (const trigger of file.maps('triggers')) {
    const found = addTrigger(trigger, byName, null);
    if (found.line) loose.set(found.holder, [...(loose.get(found.holder) ?? []), found.line]);
  }
  return [...holders.flatMap(holder => [...holder.lines, ...(loose.get(holder) ?? [])]), ...(loose.get(null) ?? [])];
}

function holderOf(map: YamlMap): Holder {
  const technicalName = map.text('template') || map.text('host');
  const holder: Holder = {
    technicalName,
    path: [map.text('name') || technicalName].filter(Boolean),
    macros: macrosOf(map),
    lines: [],
    byKey: new Map(),
  };
  for (const item of map.maps('items')) addItem(item, 'ITEM', holder, holder.path);
  for (const scenario of map.maps('httptests')) addScenario(scenario, 'WEB_SCENARIO', holder, holder.path);
  for (const rule of map.maps('discovery_rules')) addDiscovery(rule, holder, holder.path);
  followMasters(map, holder);
  addTriggers(map, holder);
  return holder;
}

/** Values of macros. What is kept secret has none in an export, and must not get one here. */
function macrosOf(map: YamlMap): Macros {
  const plain = map.maps('macros').filter(macro => macro.has('value') && !/SECRET|VAULT/i.test(macro.text('type')));
  return new Map(
    plain.flatMap(macro => (macroName(macro.text('macro')) === null ? [] : [[macroName(macro.text('macro'))!, macro.text('value')]])),
  );
}

function addItem(item: YamlMap, kind: MonitoringLineKind, holder: Holder, path: string[], enabled = true): void {
  const delay = item.text('delay');
  const isPolled = !NOT_POLLED.has(item.text('type')) && !(kind !== 'DISCOVERY_RULE' && delay === '0');
  const intervalText = isPolled ? withMacros(delay || DEFAULT_DELAY, holder.macros) : null;
  const line = lineOf({
    line: item.line,
    path,
    kind,
    label: withMacros(item.text('name'), holder.macros),
    key: item.text('key'),
    // The mark keeps Zabbix from writing thousands as K; it is no part of the unit.
    unit: item.text('units').replace(/^!/, '') || null,
    intervalSeconds: intervalText === null ? null : zabbixSeconds(intervalText),
    intervalText,
    description: item.text('description'),
    enabled: enabled && item.text('status') !== 'DISABLED' && item.text('discover') !== 'NO_DISCOVER',
  });
  holder.lines.push(line);
  if (line.key) holder.byKey.set(line.key, line);
}

/** Its keys name the scenario, so that triggers find it: `web.test.fail[scenario]`. */
function addScenario(scenario: YamlMap, kind: MonitoringLineKind, holder: Holder, path: string[]): void {
  const name = scenario.text('name');
  const intervalText = withMacros(scenario.text('delay') || DEFAULT_DELAY, holder.macros);
  const line = lineOf({
    line: scenario.line,
    path,
    kind,
    label: withMacros(name, holder.macros),
    key: name && `web.test.fail[${name}]`,
    intervalSeconds: zabbixSeconds(intervalText),
    intervalText,
    enabled: scenario.text('status') !== 'DISABLED',
  });
  holder.lines.push(line);
  if (name) holder.byKey.set(scenarioKey(name), line);
}

const scenarioKey = (name: string): string => `web.test ${name}`;

function addDiscovery(rule: YamlMap, holder: Holder, path: string[], enabled = true): void {
  addItem(rule, 'DISCOVERY_RULE', holder, path, enabled);
  const inside = [...path, rule.text('name') || rule.text('key')];
  // Nothing is discovered by a rule that is switched off.
  const discovers = enabled && rule.text('status') !== 'DISABLED';
  for (const item of rule.maps('item_prototypes')) addItem(item, 'ITEM_PROTOTYPE', holder, inside, discovers);
  for (const nested of rule.maps('discovery_prototypes')) addDiscovery(nested, holder, inside, discovers);
}

/** An item that depends on another is as old as that one. */
function followMasters(map: YamlMap, { byKey }: Holder): void {
  const items: YamlMap[] = [];
  const gather = (holder: YamlMap): void => {
    items.push(...holder.maps('items'), ...holder.maps('item_prototypes'));
    for (const list of ['discovery_rules', 'discovery_prototypes'])
      for (const rule of holder.maps(list)) {
        items.push(rule);
        gather(rule);
      }
  };
  gather(map);
  const masters = new Map(items.map(item => [item.text('key'), item.map('master_item')?.text('key') ?? '']));
  for (const key of masters.keys()) {
    const line = byKey.get(key);
    let master = masters.get(key);
    // As deep as Zabbix lets them hang on each other, and no deeper.
    for (let depth = 0; line && master && depth < 4; depth++) {
      const above = byKey.get(master);
      if (line.intervalSeconds === null) line.intervalSeconds = above?.intervalSeconds ?? null;
      line.intervalText ??= above?.intervalText ?? null;
      master = masters.get(master);
    }
  }
}

function addTriggers(map: YamlMap, holder: Holder): void {
  const byName = new Map([[holder.technicalName, holder]]);
  const add = (trigger: YamlMap, own: string | null): void => {
    const { line } = addTrigger(trigger, byName, { holder, key: own });
    if (line) holder.lines.push(line);
  };
  const ofItems = (list: readonly YamlMap[]): void => {
    for (const item of list)
      for (const trigger of [...item.maps('triggers'), ...item.maps('trigger_prototypes')]) add(trigger, item.text('key'));
  };
  const ofRules = (rules: readonly YamlMap[]): void => {
    for (const rule of rules) {
      ofItems(rule.maps('item_prototypes'));
      for (const trigger of rule.maps('trigger_prototypes')) add(trigger, null);
      ofRules(rule.maps('discovery_prototypes'));
    }
  };
  ofItems(map.maps('items'));
  for (const trigger of map.maps('triggers')) add(trigger, null);
  ofRules(map.maps('discovery_rules'));
}

/** Adds a trigger to the lines that it is about. Where there are none, answers a line of its own and the holder that it is of. */
function addTrigger(
  trigger: YamlMap,
  byName: ReadonlyMap<string, Holder>,
  own: { holder: Holder; key: string | null } | null,
): { line: FileLine | null; holder: Holder | null } {
  const expression = trigger.text('expression');
  const references = referencesIn(expression);
  const holder = own?.holder ?? references.map(({ host }) => byName.get(host)).find(Boolean) ?? null;
  const macros = holder?.macros ?? new Map<string, string>();
  const threshold: FileThreshold = {
    name: shortened(withMacros(trigger.text('name'), macros), FILE_LIMITS.label),
    severity: trigger.text('priority') || 'NOT_CLASSIFIED',
    expression: shortened(readable(expression, macros)),
    holdsFor: null,
    enabled: trigger.text('status') !== 'DISABLED' && trigger.text('discover') !== 'NO_DISCOVER',
  };
  const ofOwn = own?.key ? own.holder.byKey.get(own.key) : undefined;
  const lines = new Set(
    [ofOwn, ...references.map(reference => lineFor(reference, byName, own?.holder))].filter(line => line !== undefined),
  );
  for (const { thresholds } of lines) if (thresholds.length < FILE_LIMITS.thresholds) thresholds.push(threshold);
  if (lines.size > 0) return { line: null, holder };
  const { name: label, enabled } = threshold;
  const said = { line: trigger.line, path: holder?.path ?? [], kind: 'TRIGGER' as const, label, enabled, thresholds: [threshold] };
  return { line: lineOf({ ...said, description: trigger.text('description') }), holder };
}

function lineFor({ host, key }: ItemReference, byName: ReadonlyMap<string, Holder>, own: Holder | undefined): FileLine | undefined {
  const holder = host === '' ? own : byName.get(host);
  const [, scenario] = /^web\.test\.\w+\[\s*"?([^",\]]+)/.exec(key) ?? [];
  return holder?.byKey.get(key) ?? (scenario ? holder?.byKey.get(scenarioKey(scenario.trim())) : undefined);
}
