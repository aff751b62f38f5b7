/** The groups of the glossary, and their terms in the order in which one explains them. */
export const GLOSSARY = {
  survey: [
    'stocktaking',
    'feature',
    'featureGroup',
    'surveyRound',
    'fullyUsed',
    'otherMeans',
    'notUsed',
    'unanswered',
    'notAssigned',
    'variation',
    'responseRate',
    'delegation',
    'onBehalf',
    'sharing',
  ],
  people: ['pmo', 'pjmo', 'operatingDivision', 'coordinator', 'budgetOffice', 'vendor', 'readingGrant'],
  system: ['sharedSystem', 'systemClass', 'systemProfile', 'lifecycle', 'replacement', 'operation', 'maintenance', 'modification'],
  contract: ['contractNotice', 'tacitRenewal', 'vendorSupport', 'productLifeCycle', 'plannedStop', 'carryOver', 'monitoringCoverage'],
  government: ['corporateNumber', 'protocolOrder', 'fiscalYear', 'budgetRequest', 'obligationAct'],
} as const;

export type Group = keyof typeof GLOSSARY;

/** A term that the glossary explains. */
export type Term = (typeof GLOSSARY)[Group][number];

export const GROUPS = Object.keys(GLOSSARY) as Group[];
