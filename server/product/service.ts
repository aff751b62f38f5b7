import { type Context, signedIn } from '../context.ts';
import { ConflictError, InvalidInputError, NotFoundError } from '../errors.ts';
import { requiredText } from '../validation.ts';
import { Product, ProductMapping } from './entity.ts';
import type { LedgerNameInput, MapProductsInput } from './input.ts';
import { foldName } from './name.ts';

/** More than a page of lines is no one decision. */
const MOST_LINES = 100;

/** @throws NotFoundError when the snapshot in force has no such product */
export async function findProduct({ em }: Pick<Context, 'em'>, slug: string): Promise<Product> {
  const product = await em.findOne(Product, { slug });
  if (!product) throw new NotFoundError('Product', slug);
  return product;
}

/**
 * Remembers which product names in the ledger of the viewer's organisation are, for its lines now and to come: of the version of each
 * line which cycle, or that no list has the product, or nothing any longer.
 *
 * @throws InvalidInputError on `slug` or `cycle` when there is no such product or cycle, on `notListed` beside either, and on `lines`
 * when there are none or too many
 * @throws ConflictError when something else was said of one of the names meanwhile
 */
export async function mapProducts(context: Context, input: MapProductsInput): Promise<ProductMapping[]> {
  await requireMeaning(context, input);
  const said: ProductMapping[] = [];
  for (const [name, lines] of Map.groupBy(input.lines, ({ productName }) => foldName(requiredText('productName', productName))))
    said.push(await mapName(context, name, lines, input));
  await context.em.flush();
  return said;
}

async function mapName({ em, viewer }: Context, name: string, lines: LedgerNameInput[], input: MapProductsInput): Promise<ProductMapping> {
  const { slug = null, cycle = null, notListed } = input;
  const known = await em.findOne(ProductMapping, { name, tenantId: signedIn({ viewer }).organisationId });
  if (lines.some(({ version }) => version !== (known?.version ?? 0)))
    throw new ConflictError('ProductMapping', known?.id ?? name, known?.version ?? 0);
  // Cycles that were chosen are of the product that was chosen with them.
  const kept = new Map(Object.entries(known && slug === known.productSlug ? known.cycles : {}));
  for (const { productVersion } of lines) {
    const version = foldName(productVersion ?? '');
    if (cycle === null) kept.delete(version);
    else kept.set(version, cycle);
  }
  const now = { productSlug: slug, notListed, cycles: Object.fromEntries(kept) };
  return known ? em.assign(known, now) : em.create(ProductMapping, { name, ...now });
}

async function requireMeaning({ em }: Context, { lines, slug = null, cycle = null, notListed }: MapProductsInput): Promise<void> {
  if (lines.length === 0 || lines.length > MOST_LINES)
    throw new InvalidInputError('lines', {
      ja: `行は1件から${MOST_LINES}件まで選べます。`,
      en: `Choose from 1 to ${MOST_LINES} lines.`,
    });
  if (notListed && (slug !== null || cycle !== null))
    throw new InvalidInputError('notListed', {
      ja: '「一覧にない」と製品のどちらか一方だけを指定してください。',
      en: 'Say either that no list has the product, or which product it is.',
    });
  if (slug === null && cycle === null) return;
  const product = slug === null ? null : await em.findOne(Product, { slug });
  if (!product)
    throw new InvalidInputError('slug', {
      ja: 'この製品IDの製品はありません。製品の一覧から選んでください。',
      en: 'There is no product of this identifier. Choose one from the list of products.',
    });
  if (cycle !== null && !product.cycles.some(one => one.cycle === cycle))
    throw new InvalidInputError('cycle', {
      ja: 'この製品にそのバージョン系列はありません。一覧から選んでください。',
      en: 'The product has no such cycle. Choose one from the list.',
    });
}
