import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchema, type NonEmptyArray } from 'type-graphql';
import {
  AccountResolver,
  OrganisationAdministratorResolver,
  ReadingGrantResolver,
  SessionResolver,
  ViewerResolver,
} from './account/resolver.ts';
import {
  AnswerResolver,
  AnswerSheetResolver,
  SubmissionResolver,
  SurveyRoundSheetsResolver,
  SurveyTargetResolver,
} from './answer/resolver.ts';
import { ApiTokenResolver } from './api-token/resolver.ts';
import { AttestationRuleResolver } from './attestation/resolver.ts';
import { AccessRecordResolver, AuditEntryResolver } from './audit/resolver.ts';
import { BudgetResolver, ContractBudgetResolver, DecisionSavingsResolver } from './budget/resolver.ts';
import { ContractFindingResolver } from './contract-advice/finding-resolver.ts';
import { ContractResolver, VendorContractsResolver } from './contract/resolver.ts';
import { ContractAdviceResolver } from './contract-advice/resolver.ts';
import { ContractDecisionsResolver, FeatureDecisionResolver, FeatureVerdictDecisionResolver } from './decision/resolver.ts';
import { AnswerSheetDelegationsResolver, DelegationResolver } from './delegation/resolver.ts';
import { ExpiryResolver, InformationSystemLedgerDatesResolver } from './expiry/resolver.ts';
import { FeatureResolver, InformationSystemFeaturesResolver } from './feature/resolver.ts';
import { LedgerHeadingMeaningResolver } from './file-import/ledger-resolver.ts';
import { CarryOverItemResolver } from './carry-over/resolver.ts';
import { HandoverItemResolver, HandoverResolver } from './handover/resolver.ts';
import { ImportResolver } from './file-import/resolver.ts';
import { SurveyHeatmapResolver } from './heatmap/resolver.ts';
import { InformationSystemResolver, SystemContactResolver } from './information-system/resolver.ts';
import { BoardSystemLedgerDatesResolver, MinistryBoardResolver } from './ministry-board/resolver.ts';
import {
  MonitoringAliasResolver,
  MonitoringItemAliasesResolver,
  MonitoringToolResolver,
  SystemMonitoringLineResolver,
  SystemMonitoringListResolver,
  SystemMonitoringResolver,
} from './monitoring/resolver.ts';
import {
  MinistryCoverageResolver,
  MonitoringCoverageResolver,
  MonitoringDifferenceResolver,
  MonitoringGapResolver,
  MonitoringSettingResolver,
  MonitoringToolUseResolver,
  SystemCoverageResolver,
  ToolSystemResolver,
} from './monitoring-coverage/resolver.ts';
import {
  UnificationOutlookResolver,
  UnificationPlanResolver,
  UnificationSystemResolver,
} from './monitoring-coverage/unification-resolver.ts';
import { LedgerHeadingResolver } from './ledger-heading/resolver.ts';
import { MonitoringImportLineResolver, MonitoringImportResolver } from './monitoring-import/resolver.ts';
import { MonitoringItemResolver, MonitoringItemVersionResolver } from './monitoring-item/resolver.ts';
import { NextStepResolver } from './next-step/resolver.ts';
import { OrganisationResolver } from './organisation/resolver.ts';
import { AnswerSheetQuestionsResolver, RowQuestionResolver, SurveyTargetQuestionsResolver } from './row-question/resolver.ts';
import { RenewalChecklistResolver } from './renewal-checklist/resolver.ts';
import { JointRenewalResolver } from './joint-renewal/resolver.ts';
import { ContractSupportEndResolver, LifeCycleSnapshotResolver, ProductResolver } from './product/resolver.ts';
import { AlertResolver, ContractAlertsResolver } from './alert/resolver.ts';
import { AlertLogResolver } from './reminder/alert-resolver.ts';
import { ReminderMailResolver, ReminderResolver } from './reminder/resolver.ts';
import { DateTime } from './scalars.ts';
import { AnswerSheetReviewResolver } from './sheet-review/resolver.ts';
import { InformationSystemRoundsResolver, SurveyRoundResolver } from './survey-round/resolver.ts';
import {
  FeatureVerdictResolver,
  InformationSystemChangesResolver,
  RoundChangeResolver,
  SurveyRoundVerdictRuleResolver,
} from './verdict/resolver.ts';
import { InformationSystemUsageLogResolver, UsageLogKeyResolver } from './usage-log/resolver.ts';
import { VendorMergeResolver } from './vendor-merge/resolver.ts';
import { VendorResolver } from './vendor/resolver.ts';

/** Every resolver of the API; what is not listed here does not exist. */
const resolvers: NonEmptyArray<Function> = [
  SessionResolver,
  ViewerResolver,
  AccountResolver,
  ReadingGrantResolver,
  OrganisationAdministratorResolver,
  ApiTokenResolver,
  OrganisationResolver,
  AttestationRuleResolver,
  InformationSystemResolver,
  SystemContactResolver,
  FeatureResolver,
  InformationSystemFeaturesResolver,
  UsageLogKeyResolver,
  InformationSystemUsageLogResolver,
  SurveyRoundResolver,
  InformationSystemRoundsResolver,
  AnswerSheetResolver,
  AnswerResolver,
  SubmissionResolver,
  SurveyTargetResolver,
  SurveyRoundSheetsResolver,
  RowQuestionResolver,
  AnswerSheetQuestionsResolver,
  SurveyTargetQuestionsResolver,
  DelegationResolver,
  AnswerSheetDelegationsResolver,
  AnswerSheetReviewResolver,
  SurveyHeatmapResolver,
  FeatureVerdictResolver,
  SurveyRoundVerdictRuleResolver,
  RoundChangeResolver,
  InformationSystemChangesResolver,
  FeatureDecisionResolver,
  FeatureVerdictDecisionResolver,
  ContractDecisionsResolver,
  ContractResolver,
  VendorResolver,
  VendorContractsResolver,
  VendorMergeResolver,
  BudgetResolver,
  ContractBudgetResolver,
  DecisionSavingsResolver,
  ExpiryResolver,
  InformationSystemLedgerDatesResolver,
  AlertResolver,
  ContractAlertsResolver,
  AlertLogResolver,
  ContractAdviceResolver,
  ContractFindingResolver,
  RenewalChecklistResolver,
  ProductResolver,
  LifeCycleSnapshotResolver,
  ContractSupportEndResolver,
  MonitoringItemResolver,
  MonitoringItemVersionResolver,
  SystemMonitoringListResolver,
  SystemMonitoringLineResolver,
  SystemMonitoringResolver,
  MonitoringToolResolver,
  MonitoringAliasResolver,
  MonitoringItemAliasesResolver,
  MonitoringCoverageResolver,
  MinistryCoverageResolver,
  SystemCoverageResolver,
  MonitoringGapResolver,
  MonitoringDifferenceResolver,
  MonitoringSettingResolver,
  MonitoringToolUseResolver,
  ToolSystemResolver,
  UnificationPlanResolver,
  UnificationOutlookResolver,
  UnificationSystemResolver,
  MonitoringImportResolver,
  MonitoringImportLineResolver,
  JointRenewalResolver,
  CarryOverItemResolver,
  HandoverResolver,
  HandoverItemResolver,
  MinistryBoardResolver,
  BoardSystemLedgerDatesResolver,
  NextStepResolver,
  ReminderResolver,
  ReminderMailResolver,
  ImportResolver,
  LedgerHeadingResolver,
  LedgerHeadingMeaningResolver,
  AuditEntryResolver,
  AccessRecordResolver,
];

/** The GraphQL schema, built from the resolvers. */
export const portalSchema = (): Promise<GraphQLSchema> =>
  buildSchema({ resolvers, orphanedTypes: [], validate: false, scalarsMap: [{ type: Date, scalar: DateTime }] });
