import type { EntityManager } from '@mikro-orm/postgresql';
import { RENEWAL_JOINS } from '../budget/renewal.ts';
import { Contract } from '../contract/entity.ts';
import { ContractKind } from '../contract/terms.ts';
import { checkPageSize, pageOfList } from '../database/page.ts';
import { Verdict } from '../verdict/type.ts';
import { verdictsOfSystems } from '../verdict/query.ts';
import type { AdviceFacts } from './arithmetic.ts';
import { type Finding, findingsOf, type JudgedFeatures } from './finding.ts';
import { type ContractFinding, type ContractFindingPage, ContractFindingKind } from './finding-type.ts';

export interface FindingsSought {
  asOf: string;
  organisationId: string | null;
  /** Null for all but NOT_JUDGED, which are many and want a figure, not a decision. */
  kind: ContractFindingKind | null;
}

type Found = Finding & JudgedFeatures & { id: string; contractId: string; callCount: number | null };

interface Row extends Omit<AdviceFacts, 'yearlyYen' | 'calls'> {
  id: string;
  yearlyYen: string | null;
  callCount: number | null;
}

const NOBODY_ASKED: JudgedFeatures = { featureCount: 0, candidateCount: 0, undecidedCount: 0 };

/** Kinds in the order of their urgency: what breaks the terms comes first. */
const KINDS = Object.values(ContractFindingKind);

/** What is worth a look of the contracts in force on a day: by kind, an unknown sum first, then the largest. Contracts are read whole for the page alone. */
export async function contractFindingPage(
  em: EntityManager,
  sought: FindingsSought,
  first: number,
  after: string | null,
): Promise<ContractFindingPage> {
  checkPageSize(first);
  const all = await allFindings(em, sought);
  const counts = KINDS.map(kind => ({ kind, count: all.filter(finding => finding.kind === kind).length }));
  const { items, ...page } = pageOfList(all.filter(isSought(sought.kind)), first, after);
  return { ...page, items: await withContracts(em, items), counts };
}

/** All of the list, for a file. */
export async function contractFindings(em: EntityManager, sought: FindingsSought): Promise<ContractFinding[]> {
  return withContracts(em, (await allFindings(em, sought)).filter(isSought(sought.kind)));
}

const isSought =
  (kind: ContractFindingKind | null) =>
  (finding: Finding): boolean =>
    kind === null ? finding.kind !== ContractFindingKind.NOT_JUDGED : finding.kind === kind;

async function allFindings(em: EntityManager, { asOf, organisationId }: FindingsSought): Promise<Found[]> {
  const rows = await em.execute<Row[]>(
    `select c.id, c.kind, c.maintenance_style as "maintenanceStyle", cost.yearly as "yearlyYen", c.billing_metric as "billingMetric",
       c.quantity, c.used_quantity as "usedQuantity", coalesce(named.call_count, c.yearly_call_count) as "callCount"
     from contract c ${RENEWAL_JOINS}
     left join lateral (select call_count from contract_year y where y.contract_id = c.id and y.call_count is not null
       order by y.fiscal_year desc limit 1) named on true
     where (c.ends_on is null or c.ends_on >= ?::date) and (?::text is null or c.tenant_id::text = ?) order by c.number collate "C", c.id`,
    [asOf, organisationId, organisationId],
  );
  const featuresOf = await judgedFeatures(
    em,
    rows.flatMap(({ id, kind }) => (kind === ContractKind.LICENCE ? [id] : [])),
  );
  return rows
    .flatMap(({ id: contractId, callCount, yearlyYen, ...row }) => {
      const facts: AdviceFacts = {
        ...row,
        yearlyYen: yearlyYen === null ? null : Number(yearlyYen),
        calls: callCount === null ? [] : [{ fiscalYear: null, count: callCount }],
      };
      const features = featuresOf(contractId);
      // A licence may miss two figures at once, each to be recorded by itself.
      return findingsOf(facts, features).map((finding): Found => {
        const id = [contractId, finding.kind, ...(finding.gap ? [finding.gap] : [])].join('-');
        return { ...finding, ...features, id, contractId, callCount };
      });
    })
    .toSorted(byUrgency);
}

function byUrgency(one: Finding, other: Finding): number {
  const [a, b] = [one.yearlyYen ?? Infinity, other.yearlyYen ?? Infinity];
  return KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind) || (a === b ? 0 : b > a ? 1 : -1);
}

/** How the features of all systems of each contract were judged. */
async function judgedFeatures(em: EntityManager, contractIds: readonly string[]): Promise<(contractId: string) => JudgedFeatures> {
  const links = await em.execute<{ contractId: string; systemId: string }[]>(
    `select contract_id as "contractId", system_id as "systemId" from contract_system where contract_id = any (?::uuid[])`,
    [`{${contractIds.join(',')}}`],
  );
  const verdicts = await verdictsOfSystems(em, [...new Set(links.map(({ systemId }) => systemId))]);
  const bySystem = Map.groupBy(verdicts, ({ systemId }) => systemId);
  const byContract = Map.groupBy(links, ({ contractId }) => contractId);
  return contractId => {
    const judged = (byContract.get(contractId) ?? []).flatMap(({ systemId }) => bySystem.get(systemId) ?? []);
    if (!judged.length) return NOBODY_ASKED;
    const countOf = (...sought: Verdict[]): number => judged.filter(({ verdict }) => sought.includes(verdict)).length;
    return {
      featureCount: judged.length,
      candidateCount: countOf(Verdict.RETIRE, Verdict.SHRINK),
      undecidedCount: countOf(Verdict.UNDECIDED),
    };
  };
}

async function withContracts(em: EntityManager, found: readonly Found[]): Promise<ContractFinding[]> {
  const ids = [...new Set(found.map(({ contractId }) => contractId))];
  const byId = new Map((await em.find(Contract, { id: { $in: ids } })).map(contract => [contract.id, contract]));
  return found.map(({ contractId, ...finding }) => ({ ...finding, contract: byId.get(contractId)! }));
}
