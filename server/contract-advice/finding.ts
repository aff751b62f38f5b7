import { ContractKind } from '../contract/terms.ts';
import { type AdviceFacts, callCostOf, entitlementOf } from './arithmetic.ts';
import { AdviceGap } from './type.ts';
import { ContractFindingKind } from './finding-type.ts';

/** Maintenance with so many calls a year or fewer is worth asking for a price by the call (S-06: "a few a year"). */
const FEW_CALLS = 6;

/** From this share on, in per cent, of the judged features of its systems nobody needs a licence's system as it is (S-53). */
const HARDLY_USED_PERCENT = 50;

/** How the features of all systems of a contract were judged; none where no round has asked about them. */
export interface JudgedFeatures {
  featureCount: number;
  /** Candidates for retirement and for reduction. */
  candidateCount: number;
  undecidedCount: number;
}

/** Something about a contract that is worth a look before it is renewed, with the figures that it rests on. */
export interface Finding {
  kind: ContractFindingKind;
  /** Whole yen a year that the finding is about; null when unknown. */
  yearlyYen: number | null;
  /** What is missing; of NOT_JUDGED alone. */
  gap: AdviceGap | null;
}

/** What the figures of one contract suggest. What cannot be said for lack of a figure is a finding of its own, never silence. */
export function findingsOf(facts: AdviceFacts, features: JudgedFeatures): Finding[] {
  return [...quantityFindings(facts), ...callFindings(facts), ...useFindings(facts, features)];
}

function quantityFindings(facts: AdviceFacts): Finding[] {
  const entitlement = entitlementOf(facts);
  if (!entitlement) return [];
  const { excessQuantity, unusedQuantity, unusedYearlyYen } = entitlement;
  if (excessQuantity === null || unusedQuantity === null) return [notJudged(facts, AdviceGap.QUANTITY_UNKNOWN)];
  if (excessQuantity > 0) return [{ kind: ContractFindingKind.EXCESS_USE, yearlyYen: facts.yearlyYen, gap: null }];
  return unusedQuantity > 0 ? [{ kind: ContractFindingKind.UNUSED_QUANTITY, yearlyYen: unusedYearlyYen, gap: null }] : [];
}

function callFindings(facts: AdviceFacts): Finding[] {
  const cost = callCostOf(facts);
  if (!cost) return [];
  if (cost.callCount === null) return [notJudged(facts, AdviceGap.CALLS_UNKNOWN)];
  return cost.callCount <= FEW_CALLS ? [{ kind: ContractFindingKind.FEW_CALLS, yearlyYen: facts.yearlyYen, gap: null }] : [];
}

function useFindings(facts: AdviceFacts, { featureCount, candidateCount, undecidedCount }: JudgedFeatures): Finding[] {
  if (facts.kind !== ContractKind.LICENCE) return [];
  const judged = featureCount - undecidedCount;
  if (judged === 0) return [notJudged(facts, AdviceGap.USE_UNKNOWN)];
  return candidateCount * 100 >= judged * HARDLY_USED_PERCENT
    ? [{ kind: ContractFindingKind.HARDLY_USED, yearlyYen: facts.yearlyYen, gap: null }]
    : [];
}

const notJudged = ({ yearlyYen }: AdviceFacts, gap: AdviceGap): Finding => ({ kind: ContractFindingKind.NOT_JUDGED, yearlyYen, gap });
