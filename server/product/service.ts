import { type Context, signedIn } from '../context.ts';
import { ConflictError, InvalidInputError, NotFoundError } from '../errors.ts';
import type { Language } from '../language.ts';
import { requireOperator } from '../organisation/service.ts';
import { requiredText } from '../validation.ts';
import { LifeCycleSnapshot, Product, ProductMapping } from './entity.ts';
import type { MapProductInput } from './input.ts';
import { snapshotInForce } from './loader.ts';
import { foldName } from './name.ts';
import type { Snapshot, SnapshotFault } from './snapshot.ts';

/** What a snapshot would change, or has changed. */
export interface SnapshotReport {
  imported: boolean;
  /** Whether all of it is in force already, so that nothing changes. */
  isUpToDate: boolean;
  asOf: string | null;
  sourceName: string | null;
  licence: string | null;
  productCount: number;
  cycleCount: number;
  newCount: number;
  changedCount: number;
  removedCount: number;
  /** Day of the snapshot in force, where that is the later one. */
  laterInForce: string | null;
  faults: { product: string | null; cycle: string | null; message: string }[];
}

/**
 * Brings in a snapshot of life cycles, all or nothing; what it no longer has goes. The same snapshot again changes nothing.
 *
 * @throws ForbiddenError unless the viewer's organisation operates the portal
 * @throws InvalidInputError on `allowOlder` when a later snapshot is in force and the caller did not say that it may be replaced
 */
export async function importLifeCycles(
  context: Pick<Context, 'em' | 'viewer'>,
  { snapshot, faults }: { snapshot: Snapshot | null; faults: readonly SnapshotFault[] },
  { dryRun, allowOlder, language }: { dryRun: boolean; allowOlder: boolean; language: Language },
): Promise<SnapshotReport> {
  const { em } = context;
  await requireOperator(context, 'import:life-cycles');
  await em.execute(`select pg_advisory_xact_lock(hashtext('life-cycle-snapshot'))`);
  const inForce = await snapshotInForce(em);
  const rows = await em.execute<{ slug: string; digest: string }[]>('select slug, digest from product');
  const known = new Map(rows.map(({ slug, digest }) => [slug, digest]));
  const products = snapshot?.products ?? [];
  const changed = products.filter(({ slug, digest }) => known.has(slug) && known.get(slug) !== digest);
  const added = products.filter(({ slug }) => !known.has(slug));
  const slugs = new Set(products.map(({ slug }) => slug));
  const removed = [...known.keys()].filter(slug => !slugs.has(slug));
  const source = snapshot?.source ?? null;
  const isSame = inForce !== null && source !== null && inForce.asOf === source.asOf && inForce.sourceRevision === source.revision;
  const report: SnapshotReport = {
    imported: false,
    isUpToDate: isSame && changed.length + added.length + removed.length === 0,
    asOf: source?.asOf ?? null,
    sourceName: source?.name ?? null,
    licence: source?.licence ?? null,
    productCount: products.length,
    cycleCount: products.reduce((sum, { cycles }) => sum + cycles.length, 0),
    newCount: added.length,
    changedCount: changed.length,
    removedCount: snapshot ? removed.length : 0,
    laterInForce: inForce && source && source.asOf < inForce.asOf ? inForce.asOf : null,
    faults: faults.map(({ text, ...place }) => ({ ...place, message: text[language] })),
  };
  if (dryRun || !source || faults.length > 0 || report.isUpToDate) return report;
  if (report.laterInForce && !allowOlder)
    throw new InvalidInputError('allowOlder', {
      ja: `現在の基準日（${report.laterInForce}）より古い情報（${source.asOf}）です。古い情報に戻す場合は、その旨を指定してください。`,
      en: `This snapshot (${source.asOf}) is older than the one in force (${report.laterInForce}). Say so if you want to go back to it.`,
    });
  await em.execute(
    `insert into product (slug, title, category, names, cycles, digest)
     select slug, title, category, names, cycles, digest
     from jsonb_to_recordset(?::jsonb) as p(slug text, title text, category text, names text[], cycles jsonb, digest text)
     on conflict (slug) do update
     set title = excluded.title, category = excluded.category, names = excluded.names, cycles = excluded.cycles, digest = excluded.digest`,
    [JSON.stringify([...added, ...changed].map(product => ({ ...product, names: namesOf(product) })))],
  );
  await em.nativeDelete(Product, { slug: { $in: removed } });
  em.create(LifeCycleSnapshot, {
    asOf: source.asOf,
    sourceName: source.name,
    sourceAddress: source.address,
    sourceRevision: source.revision,
    licence: source.licence,
    productCount: report.productCount,
    cycleCount: report.cycleCount,
  });
  await em.flush();
  return { ...report, imported: true };
}

const namesOf = ({ slug, title, names }: { slug: string; title: string; names: readonly string[] }): string[] => [
  ...new Set([slug, title, ...names].map(foldName)),
];

/** @throws NotFoundError when the snapshot in force has no such product */
export async function findProduct({ em }: Pick<Context, 'em'>, slug: string): Promise<Product> {
  const product = await em.findOne(Product, { slug });
  if (!product) throw new NotFoundError('Product', slug);
  return product;
}

/**
 * Remembers which product a name in the ledger of the viewer's organisation is, for its lines now and to come.
 *
 * @throws InvalidInputError on `slug` when there is no such product
 * @throws ConflictError in another version
 */
export async function mapProduct({ em, viewer }: Context, input: MapProductInput): Promise<ProductMapping> {
  const { version, slug = null } = input;
  const name = foldName(requiredText('productName', input.productName));
  const known = await em.findOne(ProductMapping, { name, tenantId: signedIn({ viewer }).organisationId });
  if ((known?.version ?? 0) !== version) throw new ConflictError('ProductMapping', known?.id ?? name, known?.version ?? 0);
  if (slug !== null && !(await em.count(Product, { slug })))
    throw new InvalidInputError('slug', {
      ja: 'この製品IDの製品はありません。製品の一覧から選んでください。',
      en: 'There is no product of this identifier. Choose one from the list of products.',
    });
  const mapping = known ? em.assign(known, { productSlug: slug }) : em.create(ProductMapping, { name, productSlug: slug });
  await em.flush();
  return mapping;
}
