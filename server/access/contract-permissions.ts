import { fields, OVERSEEING, type Permission } from './permission.ts';
import { Role } from './role.ts';

/** Whoever keeps the ledger of contracts; those who oversee read it. */
const KEEPING_CONTRACTS = [Role.SYSTEM_OWNER, Role.PORTFOLIO_MANAGER, Role.BUDGET_OFFICER];

/** The part of the permission table that is about contracts and the budget requests that rest on them. */
export const contractPermissions: Readonly<Record<string, Permission>> = {
  ...fields('Query', 'contracts contract budgetRequest budgetLines simulateQuantityChange simulateSpotMaintenance', OVERSEEING),
  ...fields('Query', 'contractImport', KEEPING_CONTRACTS),
  ...fields('Mutation', 'createContract updateContract importContracts markChecklistPoint', KEEPING_CONTRACTS),
  ...fields('Mutation', 'setRequestCalendar', [Role.PORTFOLIO_MANAGER, Role.BUDGET_OFFICER]),
  ...fields(
    'Contract',
    'id version number title kind maintenanceStyle productName productVersion productIdentifier startsOn endKind endsOn licenceEndsOn supportEndsOn supportEndSource stopsOn amountYen amountBasis costClass renewalKind noticeDays leadTimeDays billingMetric quantity usedQuantity yearlyCallCount documentUrls organisation systems vendor years budget advice featureUse renewalChecklist vendorSupportEnd productMapping decisions',
    OVERSEEING,
  ),
  ...fields('ContractPage', 'items nextCursor totalCount', OVERSEEING),
  ...fields('ContractYear', 'id fiscalYear obligationYen requestedYen budgetedYen executedYen callCount', OVERSEEING),
  ...fields('Vendor', 'id version name corporateNumber otherNames', OVERSEEING),
  ...fields('BudgetRequest', 'fiscalYear asOf deadline endsFrom endsTo endingSoonCount standings standing by groups', OVERSEEING),
  ...fields('RequestDeadline', 'version dueOn cutoffOn', OVERSEEING),
  ...fields('BudgetStandingFigures', 'standing figures', OVERSEEING),
  ...fields('BudgetGroup', 'key name nameEn figures', OVERSEEING),
  ...fields(
    'BudgetFigures',
    'contractCount fullYearYen inYearYen unknownAmountCount executedYen budgetedYen requestedYen obligationYen executedUnknownCount budgetedUnknownCount notRequestedCount notFundedCount shortCount fundingUnknownCount carriedCount decidedCount carriedYen',
    OVERSEEING,
  ),
  ...fields('BudgetLinePage', 'items nextCursor totalCount', OVERSEEING),
  ...fields(
    'BudgetLine',
    'id contract standing renewalStartsOn renewalFiscalYear quarter months noticeOn fullYearYen inYearYen executedYen budgetedYen requestedYen obligationYen funding isCarried shortenedOn decisions',
    OVERSEEING,
  ),
  ...fields('YearSaving', 'fiscalYear months yen', OVERSEEING),
  ...fields('Query', 'expiryHeatmap expiryContracts', OVERSEEING),
  ...fields('ExpiryHeatmap', 'asOf columns rows', OVERSEEING),
  ...fields('ExpiryContractPage', 'items nextCursor totalCount', OVERSEEING),
  ...fields('ExpiryRow', 'id name nameEn counts yen unknownYenCounts', OVERSEEING),
  ...fields('RenewalChecklist', 'fiscalYear requiredCount openCount points', OVERSEEING),
  ...fields(
    'RenewalChecklistPoint',
    'code major majorEn middle middleEn text textEn optional result note markedByName markedAt version',
    OVERSEEING,
  ),
  ...fields('ContractAdvice', 'callCost entitlement', OVERSEEING),
  ...fields('CallCost', 'yearlyYen callCount fiscalYear yenPerCall gap', OVERSEEING),
  ...fields('Entitlement', 'quantity usedQuantity unusedQuantity excessQuantity unusedYearlyYen gap', OVERSEEING),
  ...fields('ContractFeatureUse', 'system featureCount retireCount shrinkCount undecidedCount', OVERSEEING),
  ...fields(
    'QuantityChange',
    'presentQuantity quantity presentYearlyYen yearlyYen savingYen oneOffYen firstYearYen monthsToPayBack',
    OVERSEEING,
  ),
  ...fields('SpotAlternative', 'callCount presentYearlyYen yearlyYen savingYen', OVERSEEING),
  ...fields('Query', 'products product lifeCycleSnapshot', 'SIGNED_IN'),
  ...fields('Query', 'supportEnds', OVERSEEING),
  ...fields('Mutation', 'mapProduct', KEEPING_CONTRACTS),
  ...fields('Product', 'id slug title category cycles', 'SIGNED_IN'),
  ...fields('ProductPage', 'items nextCursor totalCount', 'SIGNED_IN'),
  ...fields('ProductCycle', 'cycle label releasedOn end activeSupportEnd extendedSupportEnd', 'SIGNED_IN'),
  ...fields('LifeCycleEnd', 'state on', 'SIGNED_IN'),
  ...fields('LifeCycleSnapshot', 'id asOf sourceName sourceAddress sourceRevision licence productCount cycleCount importedAt', 'SIGNED_IN'),
  ...fields('ProductMapping', 'id version productSlug', OVERSEEING),
  ...fields('VendorSupportEnd', 'state endsOn isPast source sourceText match product cycle snapshotAsOf', OVERSEEING),
  ...fields('SystemSupportEndPage', 'items nextCursor totalCount', OVERSEEING),
  ...fields('SystemSupportEnd', 'id system state endsOn isPast contract contractCount pastCount unknownCount', OVERSEEING),
  ...fields('Query', 'sharedProducts', OVERSEEING),
  ...fields('SharedProductPage', 'items nextCursor totalCount', OVERSEEING),
  ...fields(
    'SharedProduct',
    'id name organisationCount contractCount yearlyYen unknownAmountCount unknownEndCount jointMonth togetherCount contracts',
    OVERSEEING,
  ),
  ...fields('SharedProductContract', 'contract part monthsToJoint', OVERSEEING),
  // For the operator of the portal alone.
  'import:life-cycles': [Role.PORTFOLIO_MANAGER, Role.ADMINISTRATOR],
  'download:contracts': OVERSEEING,
  'download:budget-request': OVERSEEING,
  'download:expiry': OVERSEEING,
};
