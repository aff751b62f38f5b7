import { registerEnumType } from 'type-graphql';
import { foldName, type NameReading, readingsOf } from './name.ts';
import { cycleOfVersion, type NoCycle } from './version.ts';

/** How a line of a ledger was matched with a product and one of its cycles, or why it was not. Nothing is guessed. */
export enum ProductMatch {
  BY_IDENTIFIER = 'BY_IDENTIFIER',
  BY_HAND = 'BY_HAND',
  BY_NAME = 'BY_NAME',
  NOT_LISTED = 'NOT_LISTED',
  NO_PRODUCT = 'NO_PRODUCT',
  UNKNOWN_PRODUCT = 'UNKNOWN_PRODUCT',
  AMBIGUOUS_PRODUCT = 'AMBIGUOUS_PRODUCT',
  NO_VERSION = 'NO_VERSION',
  UNKNOWN_VERSION = 'UNKNOWN_VERSION',
  AMBIGUOUS_VERSION = 'AMBIGUOUS_VERSION',
}
registerEnumType(ProductMatch, {
  name: 'ProductMatch',
  description: 'How a line of the ledger was matched with the life cycle of a product, or why it was not.',
  valuesConfig: {
    BY_IDENTIFIER: { description: 'By the identifier of the product (製品ID).' },
    BY_HAND: { description: 'By what a person of the organisation said of products of this name.' },
    BY_NAME: { description: 'By the name, or another name, of the product.' },
    NOT_LISTED: { description: 'A person of the organisation said that no list has the product.' },
    NO_PRODUCT: { description: 'The line names no product.' },
    UNKNOWN_PRODUCT: { description: 'No product is known by that identifier or name.' },
    AMBIGUOUS_PRODUCT: { description: 'Several products are known by that name.' },
    NO_VERSION: { description: 'The product is known; the line names no version.' },
    UNKNOWN_VERSION: { description: 'The product is known, and none of its cycles has that version.' },
    AMBIGUOUS_VERSION: { description: 'The product is known, and that version could be of several cycles.' },
  },
});

/** What a line of the ledger says of its product. */
export interface ProductLine {
  productName?: string | null;
  productVersion?: string | null;
  productIdentifier?: string | null;
}

/** What is needed of a product to match it. */
export interface MatchableProduct {
  slug: string;
  /** Folded, see `foldName`. */
  names: readonly string[];
  cycles: readonly { cycle: string; label?: string }[];
}

/** What a person said of a name. */
export interface SaidOfName {
  productSlug?: string | null;
  notListed: boolean;
  /** Number of the cycle by folded version. */
  cycles: Readonly<Record<string, string>>;
}

interface Matched<Product> {
  match: ProductMatch;
  product: Product | null;
  cycleIndex: number;
}

/** Products by everything that they are known by, for many lines. */
export class ProductIndex<Product extends MatchableProduct> {
  private readonly byName = new Map<string, Product[]>();
  private readonly bySlug = new Map<string, Product>();
  private readonly matched = new Map<string, Matched<Product>>();

  /** @param said by folded name */
  constructor(
    products: readonly Product[],
    private readonly said: ReadonlyMap<string, SaidOfName> = new Map(),
  ) {
    for (const product of products) {
      this.bySlug.set(foldName(product.slug), product);
      for (const name of new Set(product.names)) this.byName.set(name, [...(this.byName.get(name) ?? []), product]);
    }
  }

  /** The cycle of a line by its place in `product.cycles`, −1 when none was matched. */
  match({ productName, productVersion, productIdentifier }: ProductLine): Matched<Product> {
    // A ledger has many lines of few products.
    const key = JSON.stringify([productName ?? '', productVersion ?? '', productIdentifier ?? '']);
    const known = this.matched.get(key);
    if (known) return known;
    const found = this.matchOne(productName ?? '', productVersion ?? '', productIdentifier ?? '');
    this.matched.set(key, found);
    return found;
  }

  private matchOne(productName: string, productVersion: string, productIdentifier: string): Matched<Product> {
    const identifier = foldName(productIdentifier);
    const none = (match: ProductMatch) => ({ match, product: null, cycleIndex: -1 });
    const readings = readingsOf(productName);
    if (!readings.length && !identifier) return none(ProductMatch.NO_PRODUCT);
    const identified = this.bySlug.get(identifier) ?? only(this.byName.get(identifier));
    const named = identified ? null : this.named(readings);
    if (named && !named.product) return none(named.match);
    const product = identified ?? named!.product!;
    const how = identified ? ProductMatch.BY_IDENTIFIER : named!.match;
    const chosen = this.chosenCycle(product, productName, productVersion);
    if (chosen >= 0) return { match: ProductMatch.BY_HAND, product, cycleIndex: chosen };
    const found = this.cycleOf(
      product,
      productVersion,
      named ? [named.reading!] : readings.filter(({ spellings }) => spellings.some(one => product.names.includes(one))),
    );
    return typeof found === 'number' ? { match: how, product, cycleIndex: found } : { match: ProductMatch[found], product, cycleIndex: -1 };
  }

  /** The product that the first reading of a name finds, by what a person said or by its own names. */
  private named(readings: readonly NameReading[]): { match: ProductMatch; product: Product | null; reading: NameReading | null } {
    for (const reading of readings)
      for (const spelling of reading.spellings) {
        const said = this.said.get(spelling);
        if (said?.notListed) return { match: ProductMatch.NOT_LISTED, product: null, reading: null };
        const byHand = this.bySlug.get(foldName(said?.productSlug ?? ''));
        if (byHand) return { match: ProductMatch.BY_HAND, product: byHand, reading };
        const named = this.byName.get(spelling) ?? [];
        if (named.length > 1) return { match: ProductMatch.AMBIGUOUS_PRODUCT, product: null, reading: null };
        if (named[0]) return { match: ProductMatch.BY_NAME, product: named[0], reading };
      }
    return { match: ProductMatch.UNKNOWN_PRODUCT, product: null, reading: null };
  }

  /** The cycle that a person chose for this name and version, −1 when nobody did or the product has it no longer. */
  private chosenCycle({ slug, cycles }: Product, productName: string, version: string): number {
    const said = this.said.get(foldName(productName));
    const chosen = said?.productSlug === slug ? said.cycles[foldName(version)] : undefined;
    return cycles.findIndex(({ cycle }) => cycle === chosen);
  }

  /** By the version of the line, or by the one behind its name; where the two are of different cycles nobody knows which holds. */
  private cycleOf(product: Product, version: string, readings: readonly NameReading[]): number | NoCycle {
    const found = cycleOfVersion(product.cycles, version);
    const behind = readings
      .filter(reading => reading.version !== '')
      .map(reading => cycleOfVersion(product.cycles, reading.version))
      .find(cycle => cycle !== 'UNKNOWN_VERSION');
    if (behind === undefined) return found;
    if (found === 'NO_VERSION') return behind;
    return typeof found === 'number' && typeof behind === 'number' && found !== behind ? 'AMBIGUOUS_VERSION' : found;
  }
}

const only = <Item>(items: readonly Item[] | undefined): Item | undefined => (items?.length === 1 ? items[0] : undefined);
