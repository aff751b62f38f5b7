/** Counts what files of monitoring tools hold by walking their lines, so that it shares no code with the parsers of the portal. */

export interface LineCount {
  /** Entries that the portal must account for, by the list in which they stand. */
  entries: Record<string, number>;
  /** Triggers of an export; they stand with items, so they are counted apart. */
  triggers: number;
}

const ENTRY_LISTS = ['items', 'item_prototypes', 'discovery_rules', 'discovery_prototypes', 'httptests'];
const TRIGGER_LISTS = ['triggers', 'trigger_prototypes'];

/** Children of the lists of an export of Zabbix. */
export function countExport(text: string): LineCount {
  const counts = childrenOf(text, [...ENTRY_LISTS, ...TRIGGER_LISTS]);
  const triggers = TRIGGER_LISTS.reduce((sum, list) => sum + (counts[list] ?? 0), 0);
  return { entries: Object.fromEntries(Object.entries(counts).filter(([list]) => ENTRY_LISTS.includes(list))), triggers };
}

/** Children of the lists of rules of Prometheus. */
export const countRules = (text: string): LineCount => ({ entries: childrenOf(text, ['rules']), triggers: 0 });

/** Records of a CSV below its headings, provided that no cell holds a line break. */
export function countRecords(text: string): LineCount {
  const records = text.split(/\r\n|\n|\r/).filter(line => line.replaceAll(/[,\s"]/g, '') !== '');
  return { entries: { rows: records.length - 1 }, triggers: 0 };
}

/** How many dashes stand directly below each key of that name, block texts left out. */
function childrenOf(text: string, lists: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  const open: { list: string; indent: number; dash: number | null }[] = [];
  let blockIndent: number | null = null;
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (/^\s*(?:#.*)?$/.test(line)) continue;
    let indent = line.search(/\S/);
    if (blockIndent !== null && indent > blockIndent) continue;
    blockIndent = null;
    let rest = line.slice(indent);
    while (open.length > 0 && (indent < open.at(-1)!.indent || (indent === open.at(-1)!.indent && !rest.startsWith('-')))) open.pop();
    const within = open.at(-1);
    if (within && /^-(?:\s|$)/.test(rest)) {
      within.dash ??= indent;
      if (within.dash === indent) counts[within.list] = (counts[within.list] ?? 0) + 1;
    }
    // What follows a dash begins a mapping of its own, further in.
    for (let dash = /^-\s+/.exec(rest); dash; dash = /^-\s+/.exec(rest)) {
      indent += dash[0].length;
      rest = rest.slice(dash[0].length);
    }
    const [, key, value = ''] = /^([\w-]+):(?:\s+(.*))?$/.exec(rest) ?? [];
    if (/^[|>][+-]?\d?$/.test(value.trim())) blockIndent = indent;
    else if (key !== undefined && value.trim() === '' && lists.includes(key)) open.push({ list: key, indent, dash: null });
    else if (key !== undefined && value.trim() === '' && !lists.includes(key)) open.push({ list: '', indent, dash: null });
  }
  delete counts[''];
  return counts;
}
