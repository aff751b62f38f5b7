import type { EntityManager } from '@mikro-orm/postgresql';
import { Contract } from '../contract/entity.ts';
import { checkPageSize, type Page, pageOfList } from '../database/page.ts';
import { InformationSystem } from '../information-system/entity.ts';
import { isOfSoftware, supportEndsOf } from './loader.ts';
import { SupportEndState, type SystemSupportEnd, type VendorSupportEnd } from './type.ts';

interface Line {
  contract: Contract;
  end: VendorSupportEnd;
}

/**
 * Systems with software under contract: support that has ended first and the longest ago of these first, then what is unknown,
 * then what ends soonest, last what has no announced end.
 */
export async function supportEndPage(
  em: EntityManager,
  viewerTenantId: string,
  asOf: string,
  first: number,
  after: string | null,
): Promise<Page<SystemSupportEnd>> {
  checkPageSize(first);
  const links = await em.execute<{ contract_id: string; system_id: string }[]>(
    `select l.contract_id, l.system_id from contract_system l join contract c on c.id = l.contract_id
     join information_system s on s.id = l.system_id where c.ends_on is null or c.ends_on >= ?::date`,
    [asOf],
  );
  const contracts = await em.find(Contract, { id: { $in: [...new Set(links.map(link => link.contract_id))] } });
  const ends = await supportEndsOf(em, contracts, asOf);
  const lines = new Map(contracts.map((contract, index): [string, Line] => [contract.id, { contract, end: ends[index]! }]));
  const systems = [...Map.groupBy(links, link => link.system_id)]
    .map(([id, of]) => ({
      id,
      lines: of.map(link => lines.get(link.contract_id)!).filter(({ contract, end }) => isOfSoftware(contract, end)),
    }))
    .filter(system => system.lines.length > 0)
    .map(system => ({ ...system, lines: system.lines.toSorted(byUrgency) }))
    .toSorted((one, other) => byUrgency(one.lines[0]!, other.lines[0]!) || (one.id < other.id ? -1 : 1));
  const { items: shown, ...page } = pageOfList(systems, first, after);
  const byId = new Map((await em.find(InformationSystem, { id: { $in: shown.map(({ id }) => id) } })).map(one => [one.id, one]));
  return {
    ...page,
    items: shown.map(({ id, lines: [line, ...others] }) => ({
      id,
      system: byId.get(id)!,
      state: line!.end.state,
      endsOn: line!.end.endsOn,
      isPast: line!.end.isPast,
      contract: line!.contract.tenantId === viewerTenantId ? line!.contract : null,
      contractCount: others.length + 1,
      pastCount: [line!, ...others].filter(({ end }) => end.isPast).length,
      unknownCount: [line!, ...others].filter(({ end }) => end.state === SupportEndState.UNKNOWN).length,
    })),
  };
}

const byUrgency = (one: Line, other: Line): number => (keyOf(one) < keyOf(other) ? -1 : keyOf(one) > keyOf(other) ? 1 : 0);

function keyOf({ contract, end: { isPast, state, endsOn } }: Line): string {
  const rank = isPast ? 0 : state === SupportEndState.UNKNOWN ? 1 : state === SupportEndState.DATED ? 2 : 3;
  return `${rank} ${endsOn ?? ''} ${contract.number}`;
}
