import type { EntityManager } from '@mikro-orm/postgresql';
import { InformationSystem } from '../information-system/entity.ts';
import { Vendor } from '../vendor/entity.ts';
import { Contract, ContractSystem, ContractYear } from './entity.ts';

/** Systems of each contract that the viewer sees, in the order in which its cost is shared. */
export async function systemsOfContracts(em: EntityManager, ids: readonly string[]): Promise<InformationSystem[][]> {
  const rows = await em.find(ContractSystem, { contract: { $in: [...ids] } }, { orderBy: { position: 'asc' } });
  const systems = new Map(
    (await em.find(InformationSystem, { id: { $in: [...new Set(rows.map(({ system }) => system.id))] } })).map(one => [one.id, one]),
  );
  const byContract = Map.groupBy(rows, row => row.contract.id);
  return ids.map(id => (byContract.get(id) ?? []).flatMap(({ system }) => systems.get(system.id) ?? []));
}

/** Fiscal years of each contract of which anything is known, earliest first. */
export async function yearsOfContracts(em: EntityManager, ids: readonly string[]): Promise<ContractYear[][]> {
  const years = await em.find(ContractYear, { contract: { $in: [...ids] } }, { orderBy: { fiscalYear: 'asc' } });
  const byContract = Map.groupBy(years, year => year.contract.id);
  return ids.map(id => byContract.get(id) ?? []);
}

/** Suppliers by their ids. */
export async function vendorsByIds(em: EntityManager, ids: readonly string[]): Promise<Vendor[]> {
  const vendors = new Map((await em.find(Vendor, { id: { $in: [...ids] } })).map(vendor => [vendor.id, vendor]));
  return ids.map(id => vendors.get(id)!);
}

/** Contracts by their ids; each is one that the viewer sees. */
export async function contractsByIds(em: EntityManager, ids: readonly string[]): Promise<Contract[]> {
  const contracts = new Map((await em.find(Contract, { id: { $in: [...ids] } })).map(contract => [contract.id, contract]));
  return ids.map(id => contracts.get(id)!);
}

/** How many contracts that the viewer sees each supplier has. */
export async function contractCountsOfVendors(em: EntityManager, ids: readonly string[]): Promise<number[]> {
  const rows = await em.execute<{ id: string; count: number }[]>(
    'select vendor_id as id, count(*)::int as count from contract where vendor_id = any (?::uuid[]) group by 1',
    [`{${ids.join(',')}}`],
  );
  const counts = new Map(rows.map(({ id, count }) => [id, count]));
  return ids.map(id => counts.get(id) ?? 0);
}
