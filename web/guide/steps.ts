/** One thing to do, with the page where it is done; shown to those who may use `permission`. */
interface Step {
  key: string;
  to: string;
  permission: string;
}

/** What each role does first, in order. A role without steps of its own begins by looking around. */
const STEPS = {
  RESPONDENT: [
    { key: 'findSurvey', to: 'home', permission: 'saveAnswer' },
    { key: 'answerRows', to: 'survey-rounds', permission: 'saveAnswer' },
    { key: 'handIn', to: 'survey-rounds', permission: 'handInAnswerSheet' },
  ],
  COORDINATOR: [
    { key: 'findSurvey', to: 'home', permission: 'submitAnswerSheet' },
    { key: 'checkAnswers', to: 'survey-rounds', permission: 'submitAnswerSheet' },
    { key: 'submitAnswers', to: 'survey-rounds', permission: 'submitAnswerSheet' },
  ],
  SYSTEM_OWNER: [
    { key: 'keepSystem', to: 'systems', permission: 'createInformationSystem' },
    { key: 'listFeatures', to: 'systems', permission: 'importFeatures' },
    { key: 'runSurvey', to: 'new-survey-round', permission: 'createSurveyRound' },
    { key: 'keepContracts', to: 'contracts', permission: 'createContract' },
    { key: 'watchDates', to: 'alerts', permission: 'alertsAhead' },
    { key: 'watchSupport', to: 'support-ends', permission: 'supportEnds' },
    { key: 'carryOver', to: 'carry-overs', permission: 'carryOverItems' },
  ],
  PORTFOLIO_MANAGER: [
    { key: 'importRegisters', to: 'system-import', permission: 'importInformationSystems' },
    { key: 'runSurvey', to: 'new-survey-round', permission: 'createSurveyRound' },
    { key: 'readHeatmap', to: 'survey-rounds', permission: 'surveyHeatmap' },
    { key: 'readPortfolio', to: 'portfolio', permission: 'portfolioHeatmap' },
    { key: 'importContracts', to: 'contract-import', permission: 'importContracts' },
    { key: 'watchDates', to: 'alerts', permission: 'alertsAhead' },
  ],
  BUDGET_OFFICER: [
    { key: 'importContracts', to: 'contract-import', permission: 'importContracts' },
    { key: 'findEnds', to: 'contracts', permission: 'contracts' },
    { key: 'requestBudget', to: 'budget', permission: 'budgetRequest' },
    { key: 'watchDates', to: 'alerts', permission: 'alertsAhead' },
    { key: 'watchSupport', to: 'support-ends', permission: 'supportEnds' },
    { key: 'readPortfolio', to: 'portfolio', permission: 'portfolioHeatmap' },
    { key: 'lookAtSystems', to: 'systems', permission: 'informationSystems' },
  ],
  AUDITOR: [
    { key: 'readAudit', to: 'audit', permission: 'auditEntries' },
    { key: 'readPortfolio', to: 'portfolio', permission: 'portfolioHeatmap' },
  ],
  ADMINISTRATOR: [
    { key: 'makeAccounts', to: 'account-new', permission: 'createAccount' },
    { key: 'grantReading', to: 'reading-grants', permission: 'grantReading' },
    { key: 'readAudit', to: 'audit', permission: 'auditEntries' },
  ],
  VENDOR: [{ key: 'lookAtSystems', to: 'systems', permission: 'informationSystems' }],
} as const satisfies Record<string, readonly Step[]>;

/** A role that a person can have. */
export type GuidedRole = keyof typeof STEPS;

/** The first steps of each of the roles, without what the person may not do. */
export function stepsOfRoles(roles: readonly GuidedRole[], may: (permission: string) => boolean) {
  return roles
    .map(role => ({ role, steps: STEPS[role].filter(({ permission }) => may(permission)) }))
    .filter(({ steps }) => steps.length > 0);
}
