import { fields, OVERSEEING, type Permission } from './permission.ts';
import { Role } from './role.ts';

/** Whoever reads what watches over systems; suppliers those of the systems that they are named for. */
const READING = [...OVERSEEING, Role.VENDOR];
/** Whoever keeps items: of a system its owner, common ones somebody of the operator of the portal. */
const KEEPING_ITEMS = [Role.SYSTEM_OWNER, Role.PORTFOLIO_MANAGER, Role.ADMINISTRATOR];
/** Whoever keeps what holds over all systems of an organisation. */
const KEEPING_TOOLS = [Role.SYSTEM_OWNER, Role.PORTFOLIO_MANAGER];

/** The part of the permission table that is about the monitoring catalogue. */
export const monitoringPermissions: Readonly<Record<string, Permission>> = {
  ...fields('Query', 'monitoringItems monitoringItem', 'SIGNED_IN'),
  ...fields('Query', 'monitoringAliases', 'SIGNED_IN'),
  ...fields('Query', 'systemMonitoring', READING),
  ...fields('Query', 'monitoringTools', OVERSEEING),
  ...fields('Query', 'commonSet', [Role.PORTFOLIO_MANAGER, Role.ADMINISTRATOR]),
  ...fields('Mutation', 'createMonitoringItem updateMonitoringItem retireMonitoringItem', KEEPING_ITEMS),
  // For the operator of the portal alone.
  ...fields('Mutation', 'installCommonItems', [Role.PORTFOLIO_MANAGER, Role.ADMINISTRATOR]),
  ...fields('Mutation', 'createMonitoringTool updateMonitoringTool mapMonitoringAlias withdrawMonitoringAlias', KEEPING_TOOLS),
  ...fields('Mutation', 'setSystemMonitoring confirmSystemMonitoring', [Role.SYSTEM_OWNER]),
  ...fields(
    'MonitoringItem',
    'id version code scope system layer watchTarget name nameEn purpose purposeEn metric unit intervalSeconds thresholds profiles systemClasses retiredOn versions aliases',
    'SIGNED_IN',
  ),
  ...fields('MonitoringItemPage', 'items nextCursor totalCount', 'SIGNED_IN'),
  ...fields(
    'MonitoringItemVersion',
    'id number changedAt changedByName layer watchTarget name nameEn purpose purposeEn metric unit intervalSeconds thresholds profiles systemClasses',
    'SIGNED_IN',
  ),
  ...fields('Threshold', 'comparison value severity forSeconds', 'SIGNED_IN'),
  ...fields('CommonSet', 'itemCount offers', [Role.PORTFOLIO_MANAGER, Role.ADMINISTRATOR]),
  ...fields('ShippedItemOffer', 'code name nameEn state fields', [Role.PORTFOLIO_MANAGER, Role.ADMINISTRATOR]),
  ...fields('CommonSetInstallation', 'addedCount changedCount keptCount', [Role.PORTFOLIO_MANAGER, Role.ADMINISTRATOR]),
  ...fields('MonitoringTool', 'id version product productVersion vendorName kind organisation', OVERSEEING),
  ...fields('MonitoringToolPage', 'items nextCursor totalCount', OVERSEEING),
  ...fields('SystemMonitoringList', 'system isProfileUnknown isClassUnknown revision lines', READING),
  ...fields('SystemMonitoringList', 'confirmation', OVERSEEING),
  ...fields('SystemMonitoringLine', 'id item applies state row', READING),
  ...fields(
    'SystemMonitoring',
    'id version state reason method intervalSeconds thresholds vendorLabel toolKey escalationTarget automationLevel notifyChannels',
    READING,
  ),
  ...fields('SystemMonitoring', 'tool', OVERSEEING),
  ...fields(
    'MonitoringAlias',
    'id version kind text mappedAt withdrawnAt withdrawnReason item organisation mappedByName withdrawnByName',
    'SIGNED_IN',
  ),
  ...fields('MonitoringAliasPage', 'items nextCursor totalCount', 'SIGNED_IN'),

  // Whoever keeps tools prepares an import; what it says of a system is for the owner of the system to take over.
  ...fields('Query', 'monitoringImport monitoringImports', OVERSEEING),
  ...fields('Mutation', 'decideMonitoringLines', KEEPING_TOOLS),
  ...fields('Mutation', 'applyMonitoringImport', [Role.SYSTEM_OWNER]),
  'import:monitoring': KEEPING_TOOLS,
  ...fields(
    'MonitoringImport',
    'id version fileName format formatVersion passedOver importedAt importedByName decidedAt appliedAt appliedByName escalationTarget system tool counts lines plan',
    OVERSEEING,
  ),
  ...fields('MonitoringImportPage', 'items nextCursor totalCount', OVERSEEING),
  ...fields(
    'MonitoringImportLine',
    'id position line path kind label key unit intervalSeconds intervalText thresholds description enabled notTaken state item mappedBy suggestedItem score suggestionReason reason decidedByName decidedAt',
    OVERSEEING,
  ),
  ...fields('MonitoringImportLinePage', 'items nextCursor totalCount', OVERSEEING),
  ...fields('ImportedThreshold', 'name severity expression holdsFor enabled', OVERSEEING),
  ...fields('ImportLineCounts', 'lineCount mappedCount suggestedCount unmappedCount leftOutCount switchedOffCount', OVERSEEING),
  ...fields('MonitoringImportPlanRow', 'id item outcome changes lineCount untakenThresholdCount needsEscalationTarget', OVERSEEING),
  ...fields('MonitoringImportChange', 'field before after', OVERSEEING),
  ...fields('AppliedMonitoringImport', 'import newCount changedCount unchangedCount keptCount switchedOffCount', [Role.SYSTEM_OWNER]),

  ...fields('Query', 'monitoringCoverage monitoringMatrix systemCoverages monitoringGaps monitoringDifferences', OVERSEEING),
  ...fields('Query', 'unificationPlans unificationPlan unificationOutlook', OVERSEEING),
  ...fields('Mutation', 'createUnificationPlan updateUnificationPlan', KEEPING_TOOLS),
  ...fields(
    'CoverageFigures',
    'applicableCount monitoredCount partlyCount notMonitoredCount unknownCount notApplicableCount coverageRatio automatedCount automationUnknownCount',
    OVERSEEING,
  ),
  ...fields('LayerCoverage', 'layer figures', OVERSEEING),
  ...fields('MinistryCoverage', 'organisation systemCount unknownProfileCount toolCount figures layers', OVERSEEING),
  ...fields('MonitoringCoverage', 'figures layers ministries', OVERSEEING),
  ...fields('SystemCoverage', 'id system figures layers toolCount confirmation', OVERSEEING),
  ...fields('SystemCoveragePage', 'items nextCursor totalCount', OVERSEEING),
  ...fields('MonitoringGap', 'id system item state weight', OVERSEEING),
  ...fields('MonitoringGapPage', 'items nextCursor totalCount', OVERSEEING),
  ...fields('MonitoringMatrix', 'grid', OVERSEEING),
  ...fields('MonitoringDifference', 'id item isIntervalDifferent areThresholdsDifferent settings', OVERSEEING),
  ...fields('MonitoringDifferencePage', 'items nextCursor totalCount', OVERSEEING),
  ...fields('MonitoringSetting', 'id intervalSeconds thresholds systems', OVERSEEING),
  ...fields('MonitoringTool', 'use', OVERSEEING),
  ...fields('MonitoringToolUse', 'systemCount itemCount systems', OVERSEEING),
  ...fields('ToolSystem', 'id system itemCount', OVERSEEING),
  ...fields('UnificationPlan', 'id version name note madeByName madeAt organisation targetTool outlook', OVERSEEING),
  ...fields('UnificationPlanPage', 'items nextCursor totalCount', OVERSEEING),
  ...fields(
    'UnificationOutlook',
    'targetTool toolCountBefore toolCountAfter knownItemCount movableCount remainingCount systems',
    OVERSEEING,
  ),
  ...fields('UnificationSystem', 'id system movable remaining closable alreadyCount unnamedToolCount', OVERSEEING),
};
