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

interface Indexed {
  item: Suggestable;
  /** By each of the ways in which it is named. */
  names: Concepts[];
  stems: ReadonlySet<string>;
}

/** Items of the catalogue, ready to be likened to many lines. */
export class SuggestionIndex {
  private readonly byConcept = new Map<string, Set<Indexed>>();
  private readonly byStem = new Map<string, Set<Indexed>>();
  private readonly count: number;

  constructor(items: readonly Suggestable[]) {
    this.count = items.length;
    for (const item of items) {
      // What stands in brackets is said besides.
      const texts = [item.name, item.nameEn ?? '', item.metric].map(text => text.replaceAll(/[（(][^（()）]*[)）]/g, ' '));
      const names = texts.map(conceptsOf).filter(({ size }) => size > 0);
      const indexed = { item, names, stems: new Set(item.knownKeys.map(stemOf)) };
      for (const name of names) for (const concept of name.keys()) add(this.byConcept, concept, indexed);
      for (const stem of indexed.stems) add(this.byStem, stem, indexed);
    }
  }

  /** The item that is most like a line, and why; null when none is like enough, or two are equally so. */
  suggest(line: Line): Suggestion | null {
    const label = conceptsOf(line.label);
    const both = new Map([...label, ...conceptsOf(line.key ?? '')]);
    const stem = stemOf(line.key ?? '');
    const near = new Set([
      ...[...both.keys()].flatMap(concept => [...(this.byConcept.get(concept) ?? [])]),
      ...(this.byStem.get(stem) ?? []),
    ]);
    const found = [...near]
      .map(indexed => this.compare(indexed, line, label, both))
      .filter(({ score }) => score >= LEAST_SCORE)
      .toSorted((one, other) => other.score - one.score);
    const [first, second] = found;
    return first && first.score !== second?.score ? first : null;
  }

  private compare({ item, names, stems }: Indexed, line: Line, label: Concepts, both: Concepts): Suggestion {
    const isKnown = line.key !== null && stems.has(stemOf(line.key));
    const [dimension, wanted] = [dimensionOf(line.unit), dimensionOf(item.unit)];
    // The key adds to what the label says, and is not to drown it.
    const likenesses = names.map(
      name => (this.likeness(name, label) + Math.max(this.likeness(name, label), this.likeness(name, both))) / 2,
    );
    const words = Math.max(0, ...likenesses);
    const evidence: [weight: number, likeness: number][] = [[WEIGHTS.words, words]];
    if (isKnown) evidence.push([WEIGHTS.knownKey, 1]);
    if (dimension && wanted) evidence.push([WEIGHTS.unit, dimension === wanted ? 1 : 0]);
    const whole = evidence.reduce((sum, [weight]) => sum + weight, 0);
    const name = names[likenesses.indexOf(words)] ?? new Map<string, Text>();
    const shared = (concepts: Concepts): Text[] => [...concepts].flatMap(([concept, text]) => (name.has(concept) ? [text] : []));
    const inKey = new Map([...both].filter(([concept]) => !label.has(concept)));
    return {
      itemId: item.id,
      score: Math.round((100 * evidence.reduce((sum, [weight, likeness]) => sum + weight * likeness, 0)) / whole),
      reason: reasonOf({
        names: shared(label),
        keys: shared(inKey),
        stem: isKnown ? stemOf(line.key!) : null,
        unit: dimension !== null && dimension === wanted ? line.unit : null,
      }),
    };
  }

  /** From 0 to 1: how much of what an item is about a line names, and how little else. */
  private likeness(item: Concepts, line: Concepts): number {
    const [ofItem, ofLine] = [this.weight(item.keys()), this.weight(line.keys())];
    const shared = this.weight([...item.keys()].filter(concept => line.has(concept)));
    return ofLine === 0 ? 0 : (OF_ITEM * shared) / ofItem + ((1 - OF_ITEM) * shared) / ofLine;
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
