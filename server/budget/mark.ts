import { registerEnumType } from 'type-graphql';

export enum BudgetMark {
  FULL_YEAR_UNKNOWN = 'FULL_YEAR_UNKNOWN',
  IN_YEAR_UNKNOWN = 'IN_YEAR_UNKNOWN',
  EXECUTED_UNKNOWN = 'EXECUTED_UNKNOWN',
  BUDGETED_UNKNOWN = 'BUDGETED_UNKNOWN',
  NOT_REQUESTED = 'NOT_REQUESTED',
  UNFUNDED = 'UNFUNDED',
  NOT_FUNDED = 'NOT_FUNDED',
  SHORT = 'SHORT',
  FUNDING_UNKNOWN = 'FUNDING_UNKNOWN',
  SHORTFALL_UNKNOWN = 'SHORTFALL_UNKNOWN',
  CARRIED = 'CARRIED',
  NOT_CARRIED = 'NOT_CARRIED',
  DECIDED = 'DECIDED',
  NOTICE_MISSED = 'NOTICE_MISSED',
  PROCUREMENT_LATE = 'PROCUREMENT_LATE',
  ENDING_SOON = 'ENDING_SOON',
}
registerEnumType(BudgetMark, {
  name: 'BudgetMark',
  description: 'What somebody must look into. Each is a filter, and the figures count the lines that it lets through.',
  valuesConfig: {
    FULL_YEAR_UNKNOWN: { description: 'The full-year amount is unknown (金額不明).' },
    IN_YEAR_UNKNOWN: { description: 'What the year pays is unknown.' },
    EXECUTED_UNKNOWN: { description: 'Nobody recorded what was paid two years before.' },
    BUDGETED_UNKNOWN: { description: 'Nobody recorded what the budget of the year before holds.' },
    NOT_REQUESTED: { description: 'The request has no amount yet (要求額未登録).' },
    UNFUNDED: { description: 'The fiscal year of the renewal has no money for it, or too little (予算措置なし・不足, F-072).' },
    NOT_FUNDED: { description: 'It has none.' },
    SHORT: { description: 'It has too little.' },
    FUNDING_UNKNOWN: { description: 'Nobody recorded whether it has any, or how much the renewal costs.' },
    SHORTFALL_UNKNOWN: { description: 'How much is missing is unknown.' },
    CARRIED: { description: 'The renewal may not be needed (更新不要の可能性).' },
    NOT_CARRIED: { description: 'All others.' },
    DECIDED: { description: 'It is needed, but an open decision retires or shrinks a feature of its systems.' },
    NOTICE_MISSED: { description: 'In force, and the last day to give notice has passed (通知期限切れ).' },
    PROCUREMENT_LATE: { description: 'In force, and the day to begin a new procurement has passed (調達の着手遅れ).' },
    ENDING_SOON: { description: 'Ends within 90 days.' },
  },
});

/**
 * The lines that each mark is on, as a condition on an `entry`, and the figure that counts them: so a count and what it opens into are
 * the same by construction.
 */
export const MARKS: Readonly<Record<BudgetMark, readonly [figure: string, condition: string]>> = {
  // A running contract that is renewed within the year has its full-year amount on the line of its renewal.
  [BudgetMark.FULL_YEAR_UNKNOWN]: ['unknownAmountCount', `full_year_yen is null and not (elsewhere and standing = 'RUNNING')`],
  [BudgetMark.IN_YEAR_UNKNOWN]: ['inYearUnknownCount', 'in_year_yen is null'],
  [BudgetMark.EXECUTED_UNKNOWN]: ['executedUnknownCount', 'executed_yen is null and not elsewhere'],
  [BudgetMark.BUDGETED_UNKNOWN]: ['budgetedUnknownCount', 'budgeted_yen is null and not elsewhere'],
  [BudgetMark.NOT_REQUESTED]: ['notRequestedCount', 'requested_yen is null and not elsewhere'],
  [BudgetMark.UNFUNDED]: ['unfundedCount', `funding in ('NOT_FUNDED', 'SHORT')`],
  [BudgetMark.NOT_FUNDED]: ['notFundedCount', `funding = 'NOT_FUNDED'`],
  [BudgetMark.SHORT]: ['shortCount', `funding = 'SHORT'`],
  [BudgetMark.FUNDING_UNKNOWN]: ['fundingUnknownCount', `funding = 'UNKNOWN'`],
  [BudgetMark.SHORTFALL_UNKNOWN]: ['shortfallUnknownCount', `funding <> 'FUNDED' and shortfall_yen is null`],
  [BudgetMark.CARRIED]: ['carriedCount', 'carried'],
  [BudgetMark.NOT_CARRIED]: ['neededCount', 'not carried'],
  [BudgetMark.DECIDED]: ['decidedCount', 'not carried and decisions > 0'],
  [BudgetMark.NOTICE_MISSED]: ['noticeMissedCount', `notice_state = 'PASSED'`],
  [BudgetMark.PROCUREMENT_LATE]: ['procurementLateCount', `procurement_state = 'PASSED'`],
  [BudgetMark.ENDING_SOON]: ['endingSoonCount', 'ends_soon'],
};
