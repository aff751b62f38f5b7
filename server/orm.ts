import 'reflect-metadata';
import { fileURLToPath } from 'node:url';
import { DataloaderType } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import { defineConfig, MikroORM, type Options } from '@mikro-orm/postgresql';
import { freeLostConnections } from './database/lost-connection.ts';
import type { Login } from './database/start-database.ts';
import { migrations } from '../migrations/index.ts';
import { Account, Credential, Membership, ReadingGrant, Session, SignInAttempt } from './account/entity.ts';
import { AlertAcknowledgement, AlertRule } from './alert/entity.ts';
import { ApiToken } from './api-token/entity.ts';
import { Answer, AnswerSheet, Submission, SubmittedAnswer } from './answer/entity.ts';
import { Attestation, AttestationRule } from './attestation/entity.ts';
import { RowQuestion } from './answer/row-question-entity.ts';
import { AccessRecord, AuditEntry } from './audit/entity.ts';
import { RequestCalendar } from './budget/entity.ts';
import { Contract, ContractSystem, ContractYear } from './contract/entity.ts';
import { ChecklistMark } from './renewal-checklist/entity.ts';
import { FeatureDecision, FeatureDecisionEvent } from './decision/entity.ts';
import { Delegation } from './delegation/entity.ts';
import { Feature } from './feature/entity.ts';
import { SurveyShare, SurveySnapshot } from './heatmap/entity.ts';
import { CarryOverItem } from './carry-over/entity.ts';
import { Handover, HandoverItem } from './handover/entity.ts';
import { InformationSystem, SystemContact } from './information-system/entity.ts';
import { JobHeartbeat } from './job/entity.ts';
import { JOB_SCHEMA } from './job/job-database.ts';
import { LedgerHeading } from './ledger-heading/entity.ts';
import { MonitoringAlias, MonitoringTool, SystemMonitoring } from './monitoring/entity.ts';
import { UnificationPlan } from './monitoring-coverage/entity.ts';
import { MonitoringImport, MonitoringImportLine } from './monitoring-import/entity.ts';
import { MonitoringItem, MonitoringItemVersion } from './monitoring-item/entity.ts';
import { Organisation, OrganisationName, PortalOperator } from './organisation/entity.ts';
import { LifeCycleSnapshot, Product, ProductMapping } from './product/entity.ts';
import { Reminder, ReminderMail, ReminderRequest, ReminderRule, ReminderRun } from './reminder/entity.ts';
import { SurveyFeature, SurveyRound, SurveyRoundEvent } from './survey-round/entity.ts';
import { UploadedFile } from './uploaded-file/entity.ts';
import { UsageLog, UsageLogImport, UsageLogKey, UsageLogMonth } from './usage-log/entity.ts';
import { VerdictRule } from './verdict/entity.ts';
import { VendorMerge } from './vendor-merge/entity.ts';
import { Vendor } from './vendor/entity.ts';
import { IdempotentRequest } from './database/idempotent-request.ts';

/** Everything that the database stores. */
const entities = [
  Organisation,
  OrganisationName,
  PortalOperator,
  Account,
  Membership,
  ReadingGrant,
  Credential,
  Session,
  SignInAttempt,
  ApiToken,
  Attestation,
  AttestationRule,
  InformationSystem,
  SystemContact,
  Feature,
  SurveyRound,
  SurveyFeature,
  SurveyRoundEvent,
  AnswerSheet,
  Answer,
  Submission,
  SubmittedAnswer,
  RowQuestion,
  Delegation,
  SurveySnapshot,
  SurveyShare,
  VerdictRule,
  FeatureDecision,
  FeatureDecisionEvent,
  Vendor,
  Contract,
  ContractSystem,
  ContractYear,
  LedgerHeading,
  VendorMerge,
  ChecklistMark,
  RequestCalendar,
  LifeCycleSnapshot,
  Product,
  ProductMapping,
  MonitoringItem,
  MonitoringItemVersion,
  MonitoringTool,
  SystemMonitoring,
  MonitoringAlias,
  UnificationPlan,
  MonitoringImport,
  MonitoringImportLine,
  UsageLogKey,
  UsageLog,
  UsageLogImport,
  UsageLogMonth,
  UploadedFile,
  AlertAcknowledgement,
  CarryOverItem,
  AlertRule,
  Handover,
  HandoverItem,
  ReminderRule,
  ReminderRequest,
  ReminderRun,
  ReminderMail,
  Reminder,
  JobHeartbeat,
  AuditEntry,
  AccessRecord,
  IdempotentRequest,
];

/** ORM options for one login. Isolation rests on the session context of each transaction, so it is never per connection. */
function ormOptions({ url, host, port, user, database }: Login, poolSize = 10): Options {
  return defineConfig({
    ...(url ? { clientUrl: url } : { host, port, user, dbName: database }),
    entities,
    extensions: [Migrator],
    dataloader: DataloaderType.ALL,
    // Whatever one call may write at most goes to the database at once.
    batchSize: 1000,
    sessionContext: 'transaction',
    pool: { min: 0, max: poolSize },
    driverOptions: {
      statement_timeout: 15_000,
      // To compile a statement takes longer than any of them runs.
      options: '-c jit=off',
      lock_timeout: 5_000,
      idle_in_transaction_session_timeout: 30_000,
      connectionTimeoutMillis: 5_000,
      onPoolCreated: freeLostConnections,
    },
    // The jobs are kept by their library, in a schema of their own.
    schemaGenerator: { ignoreRoutines: true, ignoreTriggers: true, ignoreSchema: [JOB_SCHEMA] },
    migrations: {
      migrationsList: migrations,
      path: fileURLToPath(new URL('../migrations', import.meta.url)),
      snapshot: false,
      allOrNothing: true,
      silent: true,
    },
  });
}

export const connect = (login: Login, poolSize?: number): Promise<MikroORM> => MikroORM.init(ormOptions(login, poolSize));
