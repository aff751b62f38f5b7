import type { EntityManager } from '@mikro-orm/postgresql';
import { Organisation } from '../organisation/entity.ts';
import { inProtocolOrder } from '../organisation/service.ts';
import { Product, ProductMapping } from './entity.ts';
import { ProductIndex, type ProductLine } from './match.ts';
import { foldName } from './name.ts';
import type { SnapshotProduct } from './snapshot.ts';

/** Contracts of a ministry that a snapshot would leave without the life cycle that they are matched with. */
export interface MatchLoss {
  name: string;
  nameEn: string;
  contractCount: number;
}

export interface MatchLosses {
  losses: MatchLoss[];
  /** Organisations whose ledgers were looked through: of others nobody here knows. */
  readCount: number;
}

/** Everything that a product is known by, folded. */
export const namesOf = ({ slug, title, names }: Pick<SnapshotProduct, 'slug' | 'title' | 'names'>): string[] => [
  ...new Set([slug, title, ...names].map(foldName)),
];

/** Who would lose matches, among the ledgers that may be read. Which products they are is not told (F-087). */
export async function lossesBy(em: EntityManager, coming: readonly SnapshotProduct[], readCount: number): Promise<MatchLosses> {
  const lines = await em.execute<(ProductLine & { tenantId: string; count: number })[]>(
    `select tenant_id as "tenantId", product_name as "productName", product_version as "productVersion",
       product_identifier as "productIdentifier", count(*)::int as count
     from contract where product_name <> '' or product_identifier <> '' group by 1, 2, 3, 4`,
  );
  const before = await em.find(Product, {});
  const after = coming.map(product => ({ ...product, names: namesOf(product) }));
  const said = Map.groupBy(await em.find(ProductMapping, {}), ({ tenantId }) => tenantId);
  const lost = [...Map.groupBy(lines, ({ tenantId }) => tenantId)].map(([tenantId, of]) => {
    const sayings = new Map((said.get(tenantId) ?? []).map(mapping => [mapping.name, mapping]));
    const [was, is] = [new ProductIndex(before, sayings), new ProductIndex(after, sayings)];
    const losing = of.filter(line => {
      const [one, other] = [was.match(line), is.match(line)];
      return (one.product && !other.product) || (one.cycleIndex >= 0 && other.cycleIndex < 0);
    });
    return { tenantId, contractCount: losing.reduce((sum, { count }) => sum + count, 0) };
  });
  const counts = new Map(lost.filter(({ contractCount }) => contractCount > 0).map(one => [one.tenantId, one.contractCount]));
  const organisations = inProtocolOrder(await em.find(Organisation, { id: { $in: [...counts.keys()] } }));
  return {
    losses: organisations.map(({ id, name, nameEn }) => ({ name, nameEn, contractCount: counts.get(id)! })),
    readCount,
  };
}
