import { BillingMetric, ContractKind, MaintenanceStyle } from '../contract/terms.ts';
import { AdviceGap, type CallCost, type Entitlement, type QuantityChange, type SpotAlternative } from './type.ts';

/** What the advice on a contract is worked out from; whole yen. */
export interface AdviceFacts {
  kind: ContractKind;
  maintenanceStyle: MaintenanceStyle | null;
  /** What it costs in a full year; null when that cannot be said. */
  yearlyYen: number | null;
  billingMetric: BillingMetric | null;
  quantity: number | null;
  usedQuantity: number | null;
  /** Calls of maintenance in each fiscal year of which they are known, latest first. */
  calls: readonly { fiscalYear: number | null; count: number }[];
}

/**
 * What a call of maintenance has cost, and so below which price of a call paying by the call is cheaper (S-06). Null for what is not
 * maintenance, and for maintenance that is paid by the call already.
 */
export function callCostOf({ kind, maintenanceStyle, yearlyYen, calls }: AdviceFacts): CallCost | null {
  const isMaintenance = kind === ContractKind.HARDWARE_MAINTENANCE || kind === ContractKind.SOFTWARE_MAINTENANCE;
  if (!isMaintenance || maintenanceStyle === MaintenanceStyle.SPOT) return null;
  const [latest] = calls;
  const known = { yearlyYen, callCount: latest?.count ?? null, fiscalYear: latest?.fiscalYear ?? null };
  if (!latest) return { ...known, yenPerCall: null, gap: AdviceGap.CALLS_UNKNOWN };
  if (yearlyYen === null) return { ...known, yenPerCall: null, gap: AdviceGap.AMOUNT_UNKNOWN };
  if (latest.count === 0) return { ...known, yenPerCall: null, gap: null };
  return { ...known, yenPerCall: share(yearlyYen, 1, latest.count), gap: null };
}

/** What as many calls as in the latest year would cost by the call (S-06); null while `callCostOf` knows no calls or no amount. */
export function spotAlternative(facts: AdviceFacts, yenPerCall: number): SpotAlternative | null {
  const cost = callCostOf(facts);
  if (!cost || cost.yearlyYen === null || cost.callCount === null) return null;
  const yearlyYen = cost.callCount * yenPerCall;
  return { callCount: cost.callCount, presentYearlyYen: cost.yearlyYen, yearlyYen, savingYen: cost.yearlyYen - yearlyYen };
}

/** How much of what is paid for is used (F-068). Null where the price does not depend on a number. */
export function entitlementOf({ billingMetric, quantity, usedQuantity, yearlyYen }: AdviceFacts): Entitlement | null {
  if (billingMetric === null || billingMetric === BillingMetric.FLAT) return null;
  const known = { quantity, usedQuantity, unusedQuantity: null, excessQuantity: null, unusedYearlyYen: null };
  if (quantity === null || quantity === 0 || usedQuantity === null) return { ...known, gap: AdviceGap.QUANTITY_UNKNOWN };
  const unusedQuantity = Math.max(0, quantity - usedQuantity);
  return {
    ...known,
    unusedQuantity,
    excessQuantity: Math.max(0, usedQuantity - quantity),
    unusedYearlyYen: yearlyYen === null ? null : share(yearlyYen, unusedQuantity, quantity),
    gap: yearlyYen === null ? AdviceGap.AMOUNT_UNKNOWN : null,
  };
}

/**
 * What another number of billed units would cost and save (S-05); null while amount or number is unknown, or the price is flat.
 *
 * @param quantity billed units from then on, 0 or more
 * @param oneOffYen what the change itself costs once
 */
export function quantityChange(facts: AdviceFacts, quantity: number, oneOffYen: number): QuantityChange | null {
  if (facts.yearlyYen === null || !facts.quantity || facts.billingMetric === null || facts.billingMetric === BillingMetric.FLAT)
    return null;
  // Rounded up: a saving is never made larger than it will be.
  const yearlyYen = Number((BigInt(facts.yearlyYen) * BigInt(quantity) + BigInt(facts.quantity) - 1n) / BigInt(facts.quantity));
  const savingYen = facts.yearlyYen - yearlyYen;
  return {
    presentQuantity: facts.quantity,
    quantity,
    presentYearlyYen: facts.yearlyYen,
    yearlyYen,
    savingYen,
    oneOffYen,
    firstYearYen: savingYen - oneOffYen,
    monthsToPayBack: savingYen > 0 ? Math.ceil((oneOffYen * 12) / savingYen) : null,
  };
}

/** A part of an amount, rounded down to the yen. */
const share = (yen: number, part: number, whole: number): number => Number((BigInt(yen) * BigInt(part)) / BigInt(whole));
