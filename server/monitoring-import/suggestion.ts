import type { Text } from '../language.ts';
import { dimensionOf } from './unit.ts';
import { conceptsOf } from './vocabulary.ts';

/** An item of the catalogue as far as it can be likened to a vendor's. */
export interface Suggestable {
  id: string;
  name: string;
  nameEn: string | null;
  metric: string;
  unit: string | null;
  /** Keys that people have said are of this item. */
  knownKeys: readonly string[];
}

export interface Suggestion {
  itemId: string;
  /** From 0 to 100. */
  score: number;
  reason: Text;
}

interface Line {
  label: string;
  key: string | null;
  unit: string | null;
}

/** What is less alike is nothing that one would say yes to. */
const LEAST_SCORE = 60;
/** How much each kind of likeness counts, where it can be told at all. */
const WEIGHTS = { words: 85, knownKey: 50, unit: 15 } as const;
/** Of what an item is about, a line must name so much; the rest of the likeness is that it names little else. */
const OF_ITEM = 0.65;

type Concepts = ReadonlyMap<string, Text>;

/** What is said, with how much that tells in all. */
interface Said {
  concepts: Concepts;
  weight: number;
}

interface Indexed {
  item: Suggestable;
  dimension: string | null;
  /** By each of the ways in which it is named. */
  names: Said[];
  stems: ReadonlySet<string>;
}

/** What there is to a line, worked out once for all items that it is likened to. */
interface Sought {
  label: Said;
  /** What label and key say together. */
  both: Said;
  /** Null without a key. */
  stem: string | null;
  dimension: string | null;
}

/** An item beside a line. */
interface Likeness {
  indexed: Indexed;
  score: number;
  /** The way of naming it that is most like the line. */
  name: Concepts;
  isKnown: boolean;
}

/** Items of the catalogue, ready to be likened to many lines. */
export class SuggestionIndex {
  private readonly byConcept = new Map<string, Set<Indexed>>();
  private readonly byStem = new Map<string, Set<Indexed>>();
  private readonly count: number;

  constructor(items: readonly Suggestable[]) {
    this.count = items.length;
    const all: Indexed[] = [];
    for (const item of items) {
      // What stands in brackets is said besides.
      const texts = [item.name, item.nameEn ?? '', item.metric].map(text => text.replaceAll(/[（(][^（()）]*[)）]/g, ' '));
      const names = texts.map(conceptsOf).filter(({ size }) => size > 0);
      const said = names.map((concepts): Said => ({ concepts, weight: 0 }));
      const indexed = { item, dimension: dimensionOf(item.unit), names: said, stems: new Set(item.knownKeys.map(stemOf)) };
      for (const name of names) for (const concept of name.keys()) add(this.byConcept, concept, indexed);
      for (const stem of indexed.stems) add(this.byStem, stem, indexed);
      all.push(indexed);
    }
    // Only now is it known how many items each word is of.
    for (const name of all.flatMap(({ names }) => names)) name.weight = this.weight(name.concepts.keys());
  }

  /** The item that is most like a line, and why; null when none is like enough, or two are equally so. */
  suggest(line: Line): Suggestion | null {
    const label = this.said(conceptsOf(line.label));
    const both = this.said(new Map([...label.concepts, ...conceptsOf(line.key ?? '')]));
    const sought = { label, both, stem: line.key === null ? null : stemOf(line.key), dimension: dimensionOf(line.unit) };
    const near = new Set([
      ...[...both.concepts.keys()].flatMap(concept => [...(this.byConcept.get(concept) ?? [])]),
      ...(this.byStem.get(sought.stem ?? '') ?? []),
    ]);
    const found = [...near]
      .map(indexed => this.compare(indexed, sought))
      .filter(({ score }) => score >= LEAST_SCORE)
      .toSorted((one, other) => other.score - one.score);
    const [first, second] = found;
    if (!first || first.score === second?.score) return null;
    return { itemId: first.indexed.item.id, score: first.score, reason: whyAlike(first, sought, line.unit) };
  }

  private said(concepts: Concepts): Said {
    return { concepts, weight: this.weight(concepts.keys()) };
  }

  private compare(indexed: Indexed, { label, both, stem, dimension }: Sought): Likeness {
    const isKnown = stem !== null && indexed.stems.has(stem);
    // The key adds to what the label says, and is not to drown it.
    const likenesses = indexed.names.map(name => {
      const own = this.likeness(name, label);
      return (own + Math.max(own, this.likeness(name, both))) / 2;
    });
    const words = Math.max(0, ...likenesses);
    const evidence: [weight: number, likeness: number][] = [[WEIGHTS.words, words]];
    if (isKnown) evidence.push([WEIGHTS.knownKey, 1]);
    if (dimension && indexed.dimension) evidence.push([WEIGHTS.unit, dimension === indexed.dimension ? 1 : 0]);
    const whole = evidence.reduce((sum, [weight]) => sum + weight, 0);
    return {
      indexed,
      score: Math.round((100 * evidence.reduce((sum, [weight, likeness]) => sum + weight * likeness, 0)) / whole),
      name: indexed.names[likenesses.indexOf(words)]?.concepts ?? new Map(),
      isKnown,
    };
  }

  /** From 0 to 1: how much of what an item is about a line names, and how little else. */
  private likeness(item: Said, line: Said): number {
    const shared = this.weight([...item.concepts.keys()].filter(concept => line.concepts.has(concept)));
    return line.weight === 0 ? 0 : (OF_ITEM * shared) / item.weight + ((1 - OF_ITEM) * shared) / line.weight;
  }

  /** A word that few items have tells more than one that many have; one that none has tells them all apart. */
  private weight(concepts: Iterable<string>): number {
    return [...concepts].reduce((sum, concept) => sum + Math.log(1 + this.count / (this.byConcept.get(concept)?.size ?? 1)), 0);
  }
}

function add(index: Map<string, Set<Indexed>>, key: string, indexed: Indexed): void {
  index.set(key, (index.get(key) ?? new Set()).add(indexed));
}

/** A key without its parameters, and so without what differs from host to host. */
const stemOf = (key: string): string => key.normalize('NFKC').toLowerCase().replace(/\[.*$/s, '').trim();

function whyAlike({ indexed, name, isKnown }: Likeness, { label, both, stem, dimension }: Sought, unit: string | null): Text {
  const shared = (concepts: Concepts): Text[] => [...concepts].flatMap(([concept, text]) => (name.has(concept) ? [text] : []));
  return reasonOf({
    names: shared(label.concepts),
    keys: shared(new Map([...both.concepts].filter(([concept]) => !label.concepts.has(concept)))),
    stem: isKnown ? stem : null,
    unit: dimension !== null && dimension === indexed.dimension ? unit : null,
  });
}

function reasonOf({ names, keys, stem, unit }: { names: Text[]; keys: Text[]; stem: string | null; unit: string | null }): Text {
  const words = (texts: readonly Text[], language: keyof Text): string =>
    texts.map(text => text[language]).join(language === 'ja' ? '、' : ', ');
  const said: (Text | false)[] = [
    names.length > 0 && { ja: `名称に共通する語：${words(names, 'ja')}`, en: `words in both names: ${words(names, 'en')}` },
    keys.length > 0 && { ja: `キーにある語：${words(keys, 'ja')}`, en: `words in the key: ${words(keys, 'en')}` },
    stem !== null && { ja: `同じキー ${stem} が対応済み`, en: `the key ${stem} is known to be of this item` },
    unit !== null && { ja: `単位が合う：${unit}`, en: `the unit fits: ${unit}` },
  ];
  const texts = said.filter(text => text !== false);
  return { ja: texts.map(({ ja }) => ja).join('／'), en: texts.map(({ en }) => en).join('; ') };
}
