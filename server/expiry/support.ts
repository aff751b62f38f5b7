import type { EntityManager } from '@mikro-orm/postgresql';
import { ContractSystem } from '../contract/entity.ts';
import { softwareSupportOf } from '../product/loader.ts';
import { SupportEndState } from '../product/type.ts';

/** When the vendor's support of one contract for one system ends. */
export interface SystemSupport {
  systemId: string;
  contractId: string;
  label: string;
  /** Null when it has ended and the day is not known, and when nothing is known. */
  on: string | null;
  isUnknown: boolean;
}

/**
 * Ends of the vendor's support of what is under contract for systems, as recorded or as the snapshot of life cycles has it. What the
 * vendor has announced no end of is left out; what nobody knows is not. Five statements, however many systems.
 */
export async function supportOfSystems(em: EntityManager, systemIds: readonly string[], asOf: string): Promise<SystemSupport[]> {
  const links = await em.find(
    ContractSystem,
    { system: { $in: [...systemIds] }, contract: { $or: [{ endsOn: null }, { endsOn: { $gte: asOf } }] } },
    { populate: ['contract'], orderBy: { contract: { number: 'asc', id: 'asc' } } },
  );
  const contracts = [...new Set(links.map(({ contract }) => contract.unwrap()))];
  const supports = new Map((await softwareSupportOf(em, contracts, asOf)).map(({ contract, end }) => [contract, end]));
  return links.flatMap(link => {
    const contract = link.contract.unwrap();
    const end = supports.get(contract);
    if (!end) return [];
    const label = `${contract.number} ${contract.title}`;
    const isUnknown = end.state === SupportEndState.UNKNOWN;
    return [{ systemId: link.system.id, contractId: contract.id, label, on: end.endsOn, isUnknown }];
  });
}
