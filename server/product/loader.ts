import type { EntityManager } from '@mikro-orm/postgresql';
import { Contract } from '../contract/entity.ts';
import { ContractKind } from '../contract/terms.ts';
import { today } from '../scalars.ts';
import { LifeCycleSnapshot, Product, ProductMapping } from './entity.ts';
import { ProductIndex, type ProductLine, ProductMatch } from './match.ts';
import { foldName, readingsOf } from './name.ts';
import type { SnapshotCycle, SnapshotEnd } from './snapshot.ts';
import { type LifeCycleEnd, type ProductCycle, SupportEndSource, SupportEndState, type VendorSupportEnd } from './type.ts';

/** The snapshot in force: the one that was brought in last. */
export async function snapshotInForce(em: EntityManager): Promise<LifeCycleSnapshot | null> {
  const [snapshot] = await em.find(LifeCycleSnapshot, {}, { orderBy: { importedAt: 'desc' }, limit: 1 });
  return snapshot ?? null;
}

/** What people said of each name in the viewer's organisation's ledger; null when nothing was said. */
export async function mappingsOfContracts(em: EntityManager, ids: readonly string[]): Promise<(ProductMapping | null)[]> {
  const contracts = new Map((await em.find(Contract, { id: { $in: [...ids] } })).map(contract => [contract.id, contract]));
  const names = [...contracts.values()].map(({ productName }) => foldName(productName ?? ''));
  const mappings = await em.find(ProductMapping, { name: { $in: names } });
  return ids.map(id => {
    const contract = contracts.get(id)!;
    const name = foldName(contract.productName ?? '');
    return mappings.find(mapping => mapping.tenantId === contract.tenantId && mapping.name === name) ?? null;
  });
}

/** When the vendor's support of what each contract is about ends, as of today. */
export async function supportEndsOfContracts(em: EntityManager, ids: readonly string[]): Promise<VendorSupportEnd[]> {
  const contracts = new Map((await em.find(Contract, { id: { $in: [...ids] } })).map(contract => [contract.id, contract]));
  return supportEndsOf(
    em,
    ids.map(id => contracts.get(id)!),
    today(),
  );
}

/** Products by which lines of each organisation's ledger can be matched, in two statements however many lines there are. */
export async function productIndexes(
  em: EntityManager,
  lines: readonly ProductLine[],
): Promise<(tenantId: string) => ProductIndex<Product>> {
  const mappings = await em.find(ProductMapping, { $or: [{ productSlug: { $ne: null } }, { notListed: true }] });
  const productNames = new Set(lines.map(({ productName }) => productName ?? ''));
  const identifiers = new Set(lines.map(({ productIdentifier }) => productIdentifier ?? ''));
  const names = [
    ...[...productNames].flatMap(name => readingsOf(name).flatMap(({ spellings }) => spellings)),
    ...[...identifiers, ...mappings.map(({ productSlug }) => productSlug ?? '')].map(foldName),
  ];
  const products = await em.find(Product, { names: { $overlap: [...new Set(names)] } });
  const byTenant = Map.groupBy(mappings, ({ tenantId }) => tenantId);
  const indexes = new Map<string, ProductIndex<Product>>();
  const made = (tenantId: string): ProductIndex<Product> =>
    new ProductIndex(products, new Map((byTenant.get(tenantId) ?? []).map(mapping => [mapping.name, mapping])));
  return tenantId => {
    const index = indexes.get(tenantId) ?? made(tenantId);
    indexes.set(tenantId, index);
    return index;
  };
}

/** The same of contracts at hand, in three statements however many they are. */
export async function supportEndsOf(em: EntityManager, contracts: readonly Contract[], asOf: string): Promise<VendorSupportEnd[]> {
  const [snapshot, indexOf] = [await snapshotInForce(em), await productIndexes(em, contracts)];
  return contracts.map(contract => {
    const { match, product, cycleIndex } = indexOf(contract.tenantId).match(contract);
    const cycle = cycleIndex < 0 ? null : cycleOf(product!.cycles[cycleIndex]!);
    const known = { match, product, cycle, snapshotAsOf: snapshot?.asOf ?? null };
    if (contract.supportEndsOn)
      return {
        ...known,
        state: SupportEndState.DATED,
        endsOn: contract.supportEndsOn,
        isPast: contract.supportEndsOn < asOf,
        source: SupportEndSource.OVERRIDE,
        sourceText: contract.supportEndSource ?? null,
      };
    const end = cycle?.end ?? endOf(null);
    return {
      ...known,
      state: end.state,
      endsOn: end.on,
      isPast: isPast(end, asOf),
      source: cycle ? SupportEndSource.LIFE_CYCLE : SupportEndSource.UNKNOWN,
      sourceText: null,
    };
  });
}

/** Whether a contract is of software, whose support can end, by its kind or because it names a product. */
export const isOfSoftware = ({ kind }: Contract, { match }: VendorSupportEnd): boolean =>
  match !== ProductMatch.NO_PRODUCT || kind === ContractKind.LICENCE || kind === ContractKind.SOFTWARE_MAINTENANCE;

/** A contract whose software can lose its vendor's support, with what is known of that. */
export interface SoftwareSupport {
  contract: Contract;
  end: VendorSupportEnd;
}

/** The ends of support of those contracts that are of software; what the vendor has announced no end of is left out. Three statements. */
export async function softwareSupportOf(em: EntityManager, contracts: readonly Contract[], asOf: string): Promise<SoftwareSupport[]> {
  const ends = await supportEndsOf(em, contracts, asOf);
  return contracts
    .map((contract, place) => ({ contract, end: ends[place]! }))
    .filter(({ contract, end }) => isOfSoftware(contract, end) && end.state !== SupportEndState.NONE_ANNOUNCED);
}

const isPast = ({ state, on }: LifeCycleEnd, asOf: string): boolean =>
  // ISO dates order as text; the last day is still one with support.
  state === SupportEndState.ENDED || (on !== null && on < asOf);

export const cycleOf = ({ end, activeSupportEnd, extendedSupportEnd, ...cycle }: SnapshotCycle): ProductCycle => ({
  ...cycle,
  end: endOf(end),
  activeSupportEnd: endOf(activeSupportEnd),
  extendedSupportEnd: endOf(extendedSupportEnd),
});

function endOf(end: SnapshotEnd): LifeCycleEnd {
  if (end === null) return { state: SupportEndState.UNKNOWN, on: null };
  if (end === 'ENDED') return { state: SupportEndState.ENDED, on: null };
  if (end === 'NONE_ANNOUNCED') return { state: SupportEndState.NONE_ANNOUNCED, on: null };
  return { state: SupportEndState.DATED, on: end };
}
