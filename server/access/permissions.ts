import { contractPermissions } from './contract-permissions.ts';
import { monitoringPermissions } from './monitoring-permissions.ts';
import { downloads, fields, OVERSEEING, type Permission } from './permission.ts';
import { Role } from './role.ts';

const { RESPONDENT, COORDINATOR, SYSTEM_OWNER, PORTFOLIO_MANAGER, BUDGET_OFFICER, AUDITOR, ADMINISTRATOR } = Role;

const STAFF = [RESPONDENT, COORDINATOR, SYSTEM_OWNER, PORTFOLIO_MANAGER, BUDGET_OFFICER, AUDITOR, ADMINISTRATOR];
const ANSWERING = [RESPONDENT, COORDINATOR];
/** Whoever may read the drafts of the own ministry. */
const READING_SHEETS = [...ANSWERING, PORTFOLIO_MANAGER, AUDITOR];
const KEEPING_SYSTEMS = [SYSTEM_OWNER, PORTFOLIO_MANAGER, ADMINISTRATOR];
const RUNNING_ROUNDS = [SYSTEM_OWNER, PORTFOLIO_MANAGER];
/** Whoever may import usage logs, and let a script do so. */
const IMPORTING_LOGS = [SYSTEM_OWNER, PORTFOLIO_MANAGER];
const KEEPING_DIRECTORY = [PORTFOLIO_MANAGER, ADMINISTRATOR];
/** Whoever sees whom the portal reminds; what the mails say, and hand-overs, is for those who oversee the organisation. */
const SEEING_REMINDERS = [COORDINATOR, PORTFOLIO_MANAGER, AUDITOR, ADMINISTRATOR];
const READING_MAILS = [PORTFOLIO_MANAGER, AUDITOR, ADMINISTRATOR];
const SEEING_PEOPLE = [AUDITOR, ADMINISTRATOR];
/** Whoever may see what usage logs tell of the own organisation's systems. */
const SEEING_LOGS = [...OVERSEEING, ADMINISTRATOR];
/** Whoever may have a token: for what, its scope says. */
const ISSUING_TOKENS = [...IMPORTING_LOGS, BUDGET_OFFICER];
const SEEING_TOKENS = [...ISSUING_TOKENS, ...SEEING_PEOPLE];

/**
 * The one table of who may use which query, mutation, field, upload, download and live stream. On whose data, the wall in the database
 * says. A field of the schema without an entry stops the build (test/access/permissions.test.ts).
 */
export const permissions: Readonly<Record<string, Permission>> = {
  ...fields('Query', 'portal viewer', 'EVERYBODY'),
  ...fields('Query', 'organisations organisation informationSystems informationSystem', 'SIGNED_IN'),
  ...fields('Query', 'nextSteps', 'SIGNED_IN'),
  ...fields('Query', 'surveyRounds surveyRound surveyHeatmap heatmapCell', STAFF),
  ...fields('Query', 'answerSheet', READING_SHEETS),
  ...fields('Query', 'portfolioHeatmap portfolioLevels', OVERSEEING),
  ...fields('Query', 'roundVerdicts featureVerdict portfolioVerdicts verdictEvidence roundChange latestPublishedYear', OVERSEEING),
  ...fields('Query', 'featureDecisions featureDecision', OVERSEEING),
  ...fields('Query', 'attestationRule', STAFF),
  ...fields('Query', 'colleagues ministryBoard handovers handover belongings carryOverItems', STAFF),
  ...fields('Query', 'ministryOverview', OVERSEEING),
  ...fields('Query', 'accounts readingGrants auditEntries accessRecords', SEEING_PEOPLE),
  ...fields('Query', 'apiTokens', SEEING_TOKENS),
  ...fields('Query', 'usageLogKeys usageLogImports', SEEING_LOGS),
  ...fields('Query', 'organisationImport', KEEPING_DIRECTORY),
  ...fields('Query', 'informationSystemImport featureImport', KEEPING_SYSTEMS),
  ...fields('Query', 'rowQuestions', READING_SHEETS),
  ...fields('Query', 'reminderPlan reminderRuns portalJobs', SEEING_REMINDERS),
  ...fields('Query', 'reminderMails', READING_MAILS),
  ...fields('Query', 'roundReminder', RUNNING_ROUNDS),
  ...fields('Query', 'answerImport', [...ANSWERING, PORTFOLIO_MANAGER]),

  ...fields('Mutation', 'signIn', 'EVERYBODY'),
  ...fields('Mutation', 'signOut switchOrganisation changePassword', 'SIGNED_IN'),
  ...fields(
    'Mutation',
    'createAccount appointAdministrator updateAccount disableAccount enableAccount resetPassword grantReading revokeReading',
    [ADMINISTRATOR],
  ),
  ...fields('Mutation', 'issueApiToken', ISSUING_TOKENS),
  ...fields('Mutation', 'mapUsageLogKey', IMPORTING_LOGS),
  ...fields('Mutation', 'revokeApiToken', [...ISSUING_TOKENS, ADMINISTRATOR]),
  ...fields('Mutation', 'createOrganisation updateOrganisation renameOrganisation endOrganisation importOrganisations', KEEPING_DIRECTORY),
  ...fields(
    'Mutation',
    'createInformationSystem updateInformationSystem setSystemContacts setSystemOwner importInformationSystems',
    KEEPING_SYSTEMS,
  ),
  ...fields('Mutation', 'confirmInformationSystem', [SYSTEM_OWNER, PORTFOLIO_MANAGER]),
  ...fields('Mutation', 'setAttestationRule', [PORTFOLIO_MANAGER]),
  // Whoever leaves may start, the successor may take over: who that is, the hand-over says.
  ...fields('Mutation', 'startHandover acknowledgeHandover withdrawHandover', STAFF),
  // Whoever hears of something writes it down; who may change it, the item says.
  ...fields('Mutation', 'recordCarryOverItem changeCarryOverItem closeCarryOverItem', STAFF),
  ...fields('Mutation', 'createFeature updateFeature retireFeature importFeatures', KEEPING_SYSTEMS),
  ...fields('Mutation', 'createSurveyRound updateSurveyRound openSurveyRound closeSurveyRound reopenSurveyRound', RUNNING_ROUNDS),
  ...fields('Mutation', 'addSurveyFeatures addSurveyTargets', RUNNING_ROUNDS),
  ...fields('Mutation', 'setVerdictRule moveDecision', [PORTFOLIO_MANAGER]),
  ...fields('Mutation', 'proposeDecision changeDecision commentOnDecision', RUNNING_ROUNDS),
  ...fields('Mutation', 'publishSurveyRound registerSubmission returnSubmission', [PORTFOLIO_MANAGER]),
  ...fields('Mutation', 'openAnswerSheet saveAnswer saveAnswers importAnswers handInAnswerSheet', ANSWERING),
  ...fields('Mutation', 'sendBackAnswerSheet submitAnswerSheet', [COORDINATOR]),
  ...fields('Mutation', 'delegateRows changeDelegation takeBackDelegation finishDelegation replyToQuestion', ANSWERING),
  ...fields('Mutation', 'askAboutRow returnRows', [PORTFOLIO_MANAGER]),
  ...fields('Mutation', 'askColleagues sendBackRows', [COORDINATOR]),
  ...fields('Mutation', 'closeQuestion', [COORDINATOR, PORTFOLIO_MANAGER]),
  ...fields('Mutation', 'setReminderRule', [ADMINISTRATOR]),
  ...fields('Mutation', 'releaseReminders dropReminders sendMailAgain', KEEPING_DIRECTORY),
  ...fields('Mutation', 'remindMinistries', RUNNING_ROUNDS),

  ...fields('Portal', 'today sampleData passwordMinLength', 'EVERYBODY'),
  ...fields('Viewer', 'account organisation roles memberships readableOrganisations permissions', 'SIGNED_IN'),
  ...fields('Membership', 'organisation roles', 'SIGNED_IN'),
  ...fields('Account', 'id version login name department', 'SIGNED_IN'),
  ...fields('Account', 'roles email disabledAt', SEEING_PEOPLE),
  ...fields('AccountPage', 'items nextCursor totalCount', SEEING_PEOPLE),
  ...fields('ColleaguePage', 'items nextCursor totalCount', STAFF),
  ...fields('ReadingGrant', 'id organisation grantee role grantedAt revokedAt', SEEING_PEOPLE),
  ...fields('ApiToken', 'id account name scope prefix createdAt expiresAt lastUsedAt revokedAt', SEEING_TOKENS),
  ...fields(
    'UsageLogCoverage',
    'months keyCount mappedKeyCount ignoredKeyCount rowCount mappedRowCount featureCount loggedFeatureCount',
    SEEING_LOGS,
  ),
  ...fields('UsageLogKey', 'id version key state feature ignoredReason mappedByName mappedAt use suggestion', SEEING_LOGS),
  ...fields('UsageLogKeyPage', 'items nextCursor totalCount', SEEING_LOGS),
  ...fields('UsageLogKeyUse', 'totalCount organisationCount months', SEEING_LOGS),
  ...fields('FeatureSuggestion', 'feature reason', SEEING_LOGS),
  ...fields(
    'UsageLogImport',
    'id importedAt importedByName fileName rowCount newCount changedCount unchangedCount refusedCount unmappedCount months',
    SEEING_LOGS,
  ),
  ...fields('UsageLogImportPage', 'items nextCursor totalCount', SEEING_LOGS),
  ...fields('ApiTokenPage', 'items nextCursor totalCount', SEEING_TOKENS),
  ...fields('IssuedApiToken', 'secret token', ISSUING_TOKENS),
  ...fields('AuditEntry', 'id at actorName actorRoles action subject subjectId reason before after requestId', SEEING_PEOPLE),
  ...fields('AuditEntryPage', 'items nextCursor totalCount', SEEING_PEOPLE),
  ...fields('AccessRecord', 'id at actorName fields organisation requestId', SEEING_PEOPLE),
  ...fields('AccessRecordPage', 'items nextCursor totalCount', SEEING_PEOPLE),

  ...fields(
    'Organisation',
    'id version corporateNumber name nameEn shortName kana protocolOrder parent children startsOn endsOn successor formerNames keptByViewer',
    'SIGNED_IN',
  ),
  ...fields('Organisation', 'hasAdministrator', KEEPING_DIRECTORY),
  ...fields('OrganisationName', 'id name nameEn shortName kana validUntil', 'SIGNED_IN'),
  ...fields('OrganisationPage', 'items nextCursor totalCount', 'SIGNED_IN'),

  ...fields(
    'InformationSystem',
    'id version code name nameEn description systemClass profile lifecycleState plannedOn operationStartsOn replacementOn retiresOn provider users contacts features featureCount',
    'SIGNED_IN',
  ),
  ...fields('InformationSystem', 'rounds record confirmations changesSinceConfirmation owner ownerState', STAFF),
  ...fields('InformationSystem', 'usageLogCoverage', SEEING_LOGS),
  ...fields('SystemRecord', 'requiredCount completenessRatio missing confirmation', STAFF),
  ...fields('Confirmation', 'state confirmedOn confirmedByName holdsUntil', STAFF),
  ...fields('Attestation', 'id confirmedAt confirmedByName', STAFF),
  ...fields('AttestationRule', 'id version months', STAFF),
  ...fields('SystemChange', 'field before after', STAFF),
  ...fields('InformationSystemPage', 'items nextCursor totalCount', 'SIGNED_IN'),
  ...fields('SystemContact', 'id kind unit', 'SIGNED_IN'),
  ...fields('SystemContact', 'personName email account', STAFF),
  ...fields('Feature', 'id version code name nameEn majorGroup middleGroup position validFrom validTo system', 'SIGNED_IN'),

  ...fields(
    'SurveyRound',
    'id version title explanation fiscalYear state opensOn dueOn sharing openedAt closedAt publishedAt system runner responsible features featureCount targets targetOrganisations targetCount submittedCount events ownSheet',
    STAFF,
  ),
  ...fields('SurveyRoundPage', 'items nextCursor totalCount', STAFF),
  ...fields('SurveyRoundEvent', 'id state at byName reason', STAFF),
  ...fields('SurveyFeature', 'id position code name nameEn majorGroup middleGroup addedAt', STAFF),
  ...fields(
    'SurveyTarget',
    'id organisation state answeredCount featureCount openedAt handedInAt submittedAt returnedReason hasCoordinator registeredOnBehalf waitingQuestionCount repliedQuestionCount returnedRowCount',
    STAFF,
  ),

  ...fields(
    'AnswerSheet',
    'id version round organisation state answeredCount featureCount openedAt handedInAt handedInByName submittedAt returnedReason sentBackReason submissions',
    STAFF,
  ),
  ...fields('SurveyTarget', 'questions', READING_SHEETS),
  ...fields(
    'AnswerSheet',
    'answers findings previousRound usage delegations colleagues questions waitingQuestionCount openRowIds review',
    READING_SHEETS,
  ),
  ...fields(
    'Answer',
    'id version feature level otherMeans comment logNote carryOver answeredByName answeredByDepartment answeredAt',
    READING_SHEETS,
  ),
  ...fields('AnswerFinding', 'kind feature', READING_SHEETS),
  ...fields('PreviousRound', 'roundId title fiscalYear submittedAt answers', READING_SHEETS),
  ...fields('PreviousAnswer', 'featureId level otherMeans comment', READING_SHEETS),
  ...fields('SheetUsage', 'windowFrom windowTo monthCount toldCount features', READING_SHEETS),
  ...fields('OwnUsage', 'featureId count peakUserCount', READING_SHEETS),
  ...fields(
    'Submission',
    'id number submittedAt submittedByName onBehalf openRowReason answeredCount featureCount returnedAt returnedReason',
    STAFF,
  ),
  ...fields(
    'Delegation',
    'id version features featureCount answeredCount lastAnsweredAt answeredByNames account bureau note dueOn askedByName askedAt doneAt doneByName openRowReason takenBackAt asksViewer',
    READING_SHEETS,
  ),
  ...fields(
    'RowQuestion',
    'id version feature organisation side question askedAt askedByName returned cameBackAt reply repliedAt repliedByName closedAt closedByName',
    READING_SHEETS,
  ),
  ...fields('RowQuestionPage', 'items nextCursor totalCount', READING_SHEETS),
  ...fields('SheetReview', 'groups departments undelegated lastRound lastSubmittedAt changes', READING_SHEETS),
  ...fields('ReviewGroup', 'majorGroup featureCount answeredCount openCount unconfirmedCount', READING_SHEETS),
  ...fields('ReviewDepartment', 'department answeredCount', READING_SHEETS),
  ...fields('AnswerChange', 'kind feature before after', READING_SHEETS),
  ...fields('SavedAnswer', 'answer sheet', ANSWERING),
  ...fields('SavedAnswers', 'answers conflicts sheet', ANSWERING),
  ...fields('AnswerConflict', 'feature answer', ANSWERING),

  ...fields('SurveyHeatmap', 'round grid axes shares asOf summary', STAFF),
  ...fields(
    'SurveySummary',
    'fullyUsedCount usedWithOtherMeansCount notUsedCount unansweredCount submittedCount targetCount unusedFeatures singleUserFeatures otherMeansFeatures',
    STAFF,
  ),
  ...fields(
    'HeatmapCell',
    'feature organisation level otherMeans comment carryOver answeredByName answeredAt submittedByName submittedAt openRowReason history',
    STAFF,
  ),
  ...fields(
    'CellSubmission',
    'number submittedAt submittedByName onBehalf level otherMeans comment logNote answeredByName answeredAt returnedAt returnedReason',
    STAFF,
  ),
  ...fields('PortfolioHeatmap', 'fiscalYear grid', OVERSEEING),
  ...fields('SurveyRound', 'verdictRule', OVERSEEING),
  ...fields(
    'VerdictRule',
    'id version responseFloorPercent shrinkPercent windowMonths windowEndsIn reason changedByName changedAt',
    OVERSEEING,
  ),
  ...fields(
    'FeatureVerdict',
    'id featureId code name nameEn majorGroup middleGroup systemId systemName systemNameEn roundId verdict grade undecidedReason responseFloorPercent shrinkPercent windowMonths askedCount submittedCount fullyUsedCount usedWithOtherMeansCount notUsedCount variationRatio logged logCount contradictionCount windowFrom windowTo windowToldCount lastUserId lastUserName lastUserNameEn previous decision',
    OVERSEEING,
  ),
  ...fields(
    'FeatureDecision',
    'id version kind improvement state reason opportunity day dayReason savingYen savingBasis proposedByName proposedAt feature round frozen effectiveOn effectiveFiscalYear dayState contract current events savings',
    OVERSEEING,
  ),
  ...fields('FeatureDecisionPage', 'items nextCursor totalCount', OVERSEEING),
  ...fields('FeatureDecisionEvent', 'id at byName state text', OVERSEEING),
  ...fields('FrozenEvidence', 'frozenAt verdict responseFloorPercent shrinkPercent windowMonths ministries', OVERSEEING),
  ...fields('PreviousCounts', 'fullyUsedCount usedWithOtherMeansCount notUsedCount askedCount', OVERSEEING),
  ...fields('FeatureVerdictPage', 'items nextCursor totalCount counts', OVERSEEING),
  ...fields('VerdictCounts', 'retire retireA retireB retireC shrink improve undecided keep', OVERSEEING),
  ...fields(
    'VerdictEvidence',
    'organisationId organisationName organisationNameEn asked submitted level logCount peakUserCount contradiction logNote',
    OVERSEEING,
  ),
  ...fields('InformationSystem', 'roundChanges', OVERSEEING),
  ...fields(
    'RoundChange',
    'roundId title fiscalYear previousRoundId previousTitle comparedCount moreUsedCount lessUsedCount unchangedCount unknownCount notUsedBeforeCount notUsedCount ministries',
    OVERSEEING,
  ),
  ...fields(
    'MinistryChange',
    'organisationId organisationName organisationNameEn asked askedBefore comparedCount moreUsedCount lessUsedCount unchangedCount unknownCount notUsedBeforeCount notUsedCount',
    OVERSEEING,
  ),
  ...fields('PortfolioLevels', 'fiscalYear by lines', OVERSEEING),

  ...contractPermissions,
  ...monitoringPermissions,

  ...fields(
    'Handover',
    'id version state from to leavesOn note openCount startedByName startedAt acknowledgedAt withdrawnAt withdrawnReason items',
    STAFF,
  ),
  ...fields('HandoverPage', 'items nextCursor totalCount', STAFF),
  ...fields('HandoverItem', 'id kind subjectId label dueOn acknowledgedAt', STAFF),
  ...fields('CarryOverItem', 'id version owner system text dueOn recordedByName recordedAt result closedByName closedAt', STAFF),
  ...fields('CarryOverItemPage', 'items nextCursor totalCount', STAFF),
  ...fields('Belongings', 'items bindingCount', STAFF),
  ...fields('Belonging', 'account kind subjectId label dueOn binding', STAFF),
  ...fields('MinistryBoard', 'organisation confirmationMonths systems', STAFF),
  ...fields('BoardSystem', 'id code name nameEn systemClass profile lifecycleState record ownerState ownerName survey next', STAFF),
  ...fields('BoardSurvey', 'roundId state dueOn submittedCount targetCount', STAFF),
  ...fields('DueDate', 'kind on', STAFF),
  ...fields('MinistryOverview', 'ministries', OVERSEEING),
  ...fields('NextSteps', 'steps readings upcoming', 'SIGNED_IN'),
  ...fields('NextStep', 'kind subjectId partId name nameEn count totalCount dueOn', 'SIGNED_IN'),
  ...fields('Reading', 'kind subjectId name count totalCount on', 'SIGNED_IN'),
  ...fields('Upcoming', 'kind subjectId name nameEn on', 'SIGNED_IN'),
  ...fields(
    'MinistrySummary',
    'organisation systemCount completenessRatio incompleteCount neverConfirmedCount confirmationDueCount confirmedCount noOwnerCount ownerLeftCount unknownClassCount unknownProfileCount openSurveyCount next',
    OVERSEEING,
  ),

  ...fields('ReminderPlan', 'on counts people mailCount unreachableCount nobodysCount wouldBeHeld rule isCaptured', SEEING_REMINDERS),
  ...fields('ReminderCount', 'kind matterCount personCount', SEEING_REMINDERS),
  ...fields('ReminderPerson', 'accountId name department email notices', SEEING_REMINDERS),
  ...fields('ReminderNotice', 'kind label dueOn occasion', SEEING_REMINDERS),
  ...fields('ReminderRule', 'id version coordinatorAfterDays managerAfterDays personLimit', SEEING_REMINDERS),
  ...fields(
    'ReminderRun',
    'id version madeOn state personCount unreachableCount personLimit madeAt decidedByName decidedAt askedForRound isTest mails',
    SEEING_REMINDERS,
  ),
  ...fields('ReminderRunPage', 'items nextCursor totalCount', SEEING_REMINDERS),
  ...fields('MailCount', 'state count', SEEING_REMINDERS),
  ...fields('ReminderMail', 'id recipientName address subject body state attemptCount settledAt answer', READING_MAILS),
  ...fields('ReminderMailPage', 'items nextCursor totalCount', READING_MAILS),
  ...fields('PortalJobs', 'jobs isLate', SEEING_REMINDERS),
  ...fields('PortalJob', 'name doneAt failedAt failure isLate', SEEING_REMINDERS),
  ...fields('RoundReminder', 'ministries askedAt canAsk', RUNNING_ROUNDS),
  ...fields('UnsubmittedMinistry', 'organisation state isReachable', RUNNING_ROUNDS),

  ...fields(
    'ImportPreview',
    'fileId fileName newCount changedCount unchangedCount blankCount refusedCount conflictCount problemCounts unmatchedValues unreadColumns organisation files conflicts rows nextCursor',
    STAFF,
  ),
  ...fields('ImportProblemCount', 'code count', STAFF),
  ...fields('UnmatchedValue', 'value count mappedTo', STAFF),
  ...fields('UnreadColumn', 'cell heading', STAFF),
  ...fields('ImportRow', 'line key label status changes problems sources', STAFF),
  ...fields('ImportSource', 'fileId fileName line blank', STAFF),
  ...fields('ImportFile', 'fileId fileName bureau answerCount blankCount refusedCount refusal', STAFF),
  ...fields('FileConflict', 'code label options', STAFF),
  ...fields('FileConflictOption', 'sources level otherMeans comment changes', STAFF),
  ...fields('ImportChange', 'field before after', STAFF),
  ...fields('ImportProblem', 'code cell column value message remedy', STAFF),
  ...fields('ImportResult', 'newCount changedCount unchangedCount blankCount refusedCount', STAFF),

  'import:usage-log': IMPORTING_LOGS,
  upload: [...ANSWERING, ...KEEPING_SYSTEMS, BUDGET_OFFICER],
  'download:answer-form': [...ANSWERING, PORTFOLIO_MANAGER],
  'download:sheet-review': READING_SHEETS,
  ...downloads('heatmap round-progress ministry-board organisations information-systems template', STAFF),
  ...downloads('portfolio verdicts round-verdicts round-change system-changes ministry-overview', OVERSEEING),
  'download:features': 'SIGNED_IN',
  // What a page has shown already, as a file.
  'download:table': 'SIGNED_IN',
  'live:answer-sheet': [...ANSWERING, PORTFOLIO_MANAGER, AUDITOR],
};

/** Whether the bearer of these roles may use what the entry names; null stands for nobody signed in. An absent entry opens nothing. */
export function isPermitted(roles: readonly Role[] | null, name: string): boolean {
  const permission = Object.hasOwn(permissions, name) ? permissions[name] : undefined;
  if (permission === undefined) return false;
  if (permission === 'EVERYBODY') return true;
  if (roles === null) return false;
  return permission === 'SIGNED_IN' || permission.some(role => roles.includes(role));
}
