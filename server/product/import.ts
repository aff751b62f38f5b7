import { isPermitted } from '../access/permissions.ts';
import { type Context, signedIn } from '../context.ts';
import { InvalidInputError } from '../errors.ts';
import type { Language } from '../language.ts';
import { isOperator, requireOperator } from '../organisation/service.ts';
import { changeOf, type SnapshotChange } from './change.ts';
import { LifeCycleSnapshot, Product } from './entity.ts';
import { snapshotInForce } from './loader.ts';
import { type MatchLosses, namesOf } from './loss.ts';
import type { Snapshot, SnapshotFault } from './snapshot.ts';

/** What a snapshot would change, or has changed. */
export interface SnapshotReport extends SnapshotChange, MatchLosses {
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

/** Whether the viewer's organisation operates the portal and the viewer has the role for it. */
export async function mayImport({ em, viewer }: Pick<Context, 'em' | 'viewer'>): Promise<boolean> {
  const { roles, organisationId } = signedIn({ viewer });
  return isPermitted(roles, 'import:life-cycles') && isOperator(em, organisationId);
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
  { dryRun, allowOlder, language, lost }: { dryRun: boolean; allowOlder: boolean; language: Language; lost: MatchLosses },
): Promise<SnapshotReport> {
  const { em } = context;
  await requireOperator(context, 'import:life-cycles');
  await em.execute(`select pg_advisory_xact_lock(hashtext('life-cycle-snapshot'))`);
  const inForce = await snapshotInForce(em);
  const present = await em.find(Product, {}, { orderBy: { title: 'asc', slug: 'asc' } });
  const known = new Map(present.map(({ slug, digest }) => [slug, digest]));
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
    ...changeOf(snapshot ? present : [], products),
    ...lost,
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
    importedByName: signedIn(context).name,
  });
  await em.flush();
  return { ...report, imported: true };
}
