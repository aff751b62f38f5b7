import { registerEnumType } from 'type-graphql';

/** How a line of a ledger was matched with a product and one of its cycles, or why it was not. Nothing is guessed. */
export enum ProductMatch {
  BY_IDENTIFIER = 'BY_IDENTIFIER',
  BY_HAND = 'BY_HAND',
  BY_NAME = 'BY_NAME',
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
  cycles: readonly { cycle: string }[];
}

/** A name in which width, case and space make no difference. */
export const foldName = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, '');

/** Products by everything that they are known by, for many lines. */
export class ProductIndex<Product extends MatchableProduct> {
  private readonly byName = new Map<string, Product[]>();
  private readonly bySlug = new Map<string, Product>();

  /** @param mappings slugs by folded name, as a person said */
  constructor(
    products: readonly Product[],
    private readonly mappings: ReadonlyMap<string, string> = new Map(),
  ) {
    for (const product of products) {
      this.bySlug.set(foldName(product.slug), product);
      for (const name of new Set(product.names)) this.byName.set(name, [...(this.byName.get(name) ?? []), product]);
    }
  }

  /** The cycle of a line by its place in `product.cycles`, −1 when none was matched. */
  match({ productName, productVersion, productIdentifier }: ProductLine): {
    match: ProductMatch;
    product: Product | null;
    cycleIndex: number;
  } {
    const name = foldName(productName ?? '');
    const identifier = foldName(productIdentifier ?? '');
    const none = (match: ProductMatch) => ({ match, product: null, cycleIndex: -1 });
    if (!name && !identifier) return none(ProductMatch.NO_PRODUCT);
    const identified = this.bySlug.get(identifier) ?? only(this.byName.get(identifier));
    const byHand = this.bySlug.get(foldName(this.mappings.get(name) ?? ''));
    const named = this.byName.get(name) ?? [];
    const product = identified ?? byHand ?? only(named);
    if (!product) return none(named.length > 1 ? ProductMatch.AMBIGUOUS_PRODUCT : ProductMatch.UNKNOWN_PRODUCT);
    const how = identified ? ProductMatch.BY_IDENTIFIER : byHand ? ProductMatch.BY_HAND : ProductMatch.BY_NAME;
    const found = cycleOf(product.cycles, productVersion ?? '');
    return typeof found === 'number' ? { match: how, product, cycleIndex: found } : { match: found, product, cycleIndex: -1 };
  }
}

const only = <Item>(items: readonly Item[] | undefined): Item | undefined => (items?.length === 1 ? items[0] : undefined);

/**
 * The cycle whose number is the longest dotted beginning of the version: 1.26.3 is of 1.26. A version that is shorter than the
 * numbers of cycles, such as 9 where there is 9.0, is of a cycle when no other begins with it.
 */
function cycleOf(cycles: readonly { cycle: string }[], text: string): number | ProductMatch {
  const version = foldName(text).replace(/^v(?=\d)/, '');
  if (!version) return ProductMatch.NO_VERSION;
  const numbers = cycles.map(({ cycle }) => foldName(cycle));
  const beginnings = numbers.filter(number => version === number || version.startsWith(`${number}.`));
  const longest = beginnings.toSorted((one, other) => other.length - one.length)[0];
  if (longest !== undefined) return numbers.indexOf(longest);
  const longer = numbers.filter(number => number.startsWith(`${version}.`));
  if (longer.length > 1) return ProductMatch.AMBIGUOUS_VERSION;
  return longer.length === 1 ? numbers.indexOf(longer[0]!) : ProductMatch.UNKNOWN_VERSION;
}
