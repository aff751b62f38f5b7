import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments, visit } from 'yaml';
import { aliasUnknown, nestedTooDeep, tooManyNodes, yamlDamaged } from './refusal.ts';

const LIMITS = {
  depth: 60,
  /** Of all documents, aliases followed: one of our own files of a megabyte has some 40,000. */
  nodes: 400_000,
} as const;

/** What YAML holds once its aliases are followed. Scalars are the text that is written: 1.0 stays 1.0. */
export type YamlValue = string | readonly YamlValue[] | YamlMap;

/** A mapping of YAML, asked for what one expects there; anything else counts as absent. */
export class YamlMap {
  /** Line of the text in which it begins. */
  readonly line: number;
  private readonly entries: ReadonlyMap<string, YamlValue>;

  constructor(line: number, entries: ReadonlyMap<string, YamlValue>) {
    this.line = line;
    this.entries = entries;
  }

  has(key: string): boolean {
    return this.entries.has(key);
  }

  /** The text, without space around; empty when there is none. */
  text(key: string): string {
    const value = this.entries.get(key);
    return typeof value === 'string' ? value.trim() : '';
  }

  map(key: string): YamlMap | null {
    const value = this.entries.get(key);
    return value instanceof YamlMap ? value : null;
  }

  /** The mappings of a list. */
  maps(key: string): YamlMap[] {
    const value = this.entries.get(key);
    return Array.isArray(value) ? value.filter(item => item instanceof YamlMap) : [];
  }

  *[Symbol.iterator](): Iterator<[string, YamlValue]> {
    yield* this.entries;
  }
}

/**
 * The documents of a YAML text whose content is a mapping.
 *
 * @throws SpreadsheetError when it is no YAML, or holds more than is read: it names the line
 */
export function readYaml(text: string): YamlMap[] {
  const lineCounter = new LineCounter();
  // Without types nothing is guessed: `no` stays a word, and no tag makes anything.
  const documents = parseAllDocuments(text, { lineCounter, schema: 'failsafe', logLevel: 'silent', prettyErrors: false });
  if ('empty' in documents) return [];
  const budget = { nodes: LIMITS.nodes };
  return documents.flatMap(document => {
    const lineAt = (offset: number): number => Math.max(1, lineCounter.linePos(offset).line);
    const [fault] = document.errors;
    if (fault?.code === 'RESOURCE_EXHAUSTION') throw nestedTooDeep(lineAt(fault.pos[0]));
    if (fault) throw yamlDamaged(lineAt(fault.pos[0]), fault.code);
    const value = document.contents && new Reading(document, lineAt, budget).valueOf(document.contents as Node, 0);
    return value instanceof YamlMap ? [value] : [];
  });
}

/** One document being followed, alias by alias, within what all of them together may hold. */
class Reading {
  private readonly targets: ReadonlyMap<Node, Node>;
  private readonly lineAt: (offset: number) => number;
  private readonly budget: { nodes: number };

  constructor(document: Document.Parsed, lineAt: (offset: number) => number, budget: { nodes: number }) {
    this.targets = targetsOf(document);
    this.lineAt = lineAt;
    this.budget = budget;
  }

  valueOf(node: Node | null, depth: number): YamlValue {
    if (!node) return '';
    if (--this.budget.nodes < 0) throw tooManyNodes();
    if (depth > LIMITS.depth) throw nestedTooDeep(this.lineOf(node));
    if (isAlias(node)) return this.valueOf(this.targets.get(node) ?? this.refuse(node), depth + 1);
    if (isScalar(node)) return typeof node.value === 'string' ? node.value : '';
    if (isSeq(node)) return node.items.map(item => this.valueOf(item as Node | null, depth + 1));
    return isMap(node) ? this.mapOf(node.items as unknown as readonly Entry[], this.lineOf(node), depth) : '';
  }

  /** What a mapping takes over by `<<` stands behind what it says itself. */
  private mapOf(items: readonly Entry[], line: number, depth: number): YamlMap {
    const entries = new Map<string, YamlValue>();
    for (const { key, value } of items) {
      const name = this.valueOf(key, depth + 1);
      const content = this.valueOf(value, depth + 1);
      if (typeof name !== 'string') continue;
      if (name !== '<<') entries.set(name, content);
      else for (const merged of [content].flat()) if (merged instanceof YamlMap) takeOver(entries, merged, items);
    }
    return new YamlMap(line, entries);
  }

  private lineOf(node: Node): number {
    return this.lineAt(node.range?.[0] ?? 0);
  }

  private refuse(node: Node): never {
    throw aliasUnknown(this.lineOf(node));
  }
}

interface Entry {
  key: Node | null;
  value: Node | null;
}

function takeOver(entries: Map<string, YamlValue>, merged: YamlMap, items: readonly Entry[]): void {
  const own = new Set(items.map(({ key }) => (isScalar(key) ? key.value : null)));
  for (const [key, value] of merged) if (!own.has(key) && !entries.has(key)) entries.set(key, value);
}

/** What each alias of a document points at: the last anchor of that name before it. */
function targetsOf(document: Document.Parsed): Map<Node, Node> {
  const anchors = new Map<string, Node>();
  const targets = new Map<Node, Node>();
  visit(document, {
    Node: (_key, node) => {
      const target = isAlias(node) ? anchors.get(node.source) : undefined;
      if (target) targets.set(node, target);
      if (!isAlias(node) && node.anchor) anchors.set(node.anchor, node);
    },
  });
  return targets;
}
