import type { EntityManager } from '@mikro-orm/postgresql';
import { yearlyYen } from '../budget/renewal.ts';
import type { Contract } from '../contract/entity.ts';
import { systemsOfContracts, yearsOfContracts } from '../contract/loader.ts';
import { contractsByIds } from '../contract/loader.ts';
import { Verdict } from '../verdict/type.ts';
import { verdictsOfSystems } from '../verdict/query.ts';
import type { AdviceFacts } from './arithmetic.ts';
import type { ContractFeatureUse } from './type.ts';

/** What the advice on each contract is worked out from. */
export async function adviceFacts(em: EntityManager, ids: readonly string[]): Promise<AdviceFacts[]> {
  const [contracts, years] = [await contractsByIds(em, ids), await yearsOfContracts(em, ids)];
  return contracts.map((contract, place) => ({
    kind: contract.kind,
    maintenanceStyle: contract.maintenanceStyle ?? null,
    yearlyYen: yearlyYen(contract),
    billingMetric: contract.billingMetric ?? null,
    quantity: contract.quantity ?? null,
    usedQuantity: contract.usedQuantity ?? null,
    calls: callsOf(contract, years[place]!),
  }));
}

/** A year that is named tells more than the one that the ledger does not name. */
function callsOf(contract: Contract, years: readonly { fiscalYear: number; callCount?: number | null }[]): AdviceFacts['calls'] {
  const named = years.flatMap(({ fiscalYear, callCount }) => (callCount == null ? [] : [{ fiscalYear, count: callCount }]));
  const unnamed = contract.yearlyCallCount == null ? [] : [{ fiscalYear: null, count: contract.yearlyCallCount }];
  return [...named.toReversed(), ...unnamed];
}

/** How far the features of the systems of each contract are used. */
export async function featureUseOfContracts(em: EntityManager, ids: readonly string[]): Promise<ContractFeatureUse[][]> {
  const systems = await systemsOfContracts(em, ids);
  const verdicts = await verdictsOfSystems(em, [...new Set(systems.flat().map(({ id }) => id))]);
  const bySystem = Map.groupBy(verdicts, ({ systemId }) => systemId);
  return systems.map(each =>
    each.map(system => {
      const judged = bySystem.get(system.id) ?? [];
      const countOf = (verdict: Verdict): number => judged.filter(one => one.verdict === verdict).length;
      return {
        system,
        featureCount: judged.length,
        retireCount: countOf(Verdict.RETIRE),
        shrinkCount: countOf(Verdict.SHRINK),
        undecidedCount: countOf(Verdict.UNDECIDED),
      };
    }),
  );
}
