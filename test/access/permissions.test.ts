import { getNamedType, type GraphQLInputField, isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { settableFields } from '../../server/access/input-fields.ts';
import type { Permission } from '../../server/access/permission.ts';
import { isPermitted, permissions } from '../../server/access/permissions.ts';
import { Role } from '../../server/access/role.ts';
import { PAGE_SIZE } from '../../server/database/page.ts';
import { portalSchema } from '../../server/schema.ts';
import { fieldsOf } from './schema-walk.ts';

/** Routes that are no part of the schema. */
const ROUTES = [
  'import:usage-log',
  'import:life-cycles',
  'import:monitoring',
  'upload',
  'download:answer-form',
  'download:sheet-review',
  'download:heatmap',
  'download:round-progress',
  'download:portfolio',
  'download:verdicts',
  'download:round-verdicts',
  'download:round-change',
  'download:system-changes',
  'download:ministry-board',
  'download:ministry-overview',
  'download:contracts',
  'download:open-contracts',
  'download:budget-request',
  'download:expiry',
  'download:contract-findings',
  'download:organisations',
  'download:information-systems',
  'download:features',
  'download:template',
  'download:table',
  'live:answer-sheet',
];

let schema: Awaited<ReturnType<typeof portalSchema>>;
let inputFields: { name: string; field: GraphQLInputField }[];
beforeAll(async () => {
  schema = await portalSchema();
  inputFields = Object.values(schema.getTypeMap()).flatMap(type =>
    isInputObjectType(type) ? Object.values(type.getFields()).map(field => ({ name: `${type.name}.${field.name}`, field })) : [],
  );
});

describe('the permission table', () => {
  it('names every field, query, mutation and route, and nothing else', () => {
    const named = [...fieldsOf(schema).map(({ name }) => name), ...ROUTES];
    expect(named.filter(name => !Object.hasOwn(permissions, name))).toEqual([]);
    expect(Object.keys(permissions).filter(name => !named.includes(name))).toEqual([]);
  });

  it('opens every entry to somebody', () => {
    const closed = Object.entries(permissions).filter(([, permission]) => Array.isArray(permission) && permission.length === 0);
    expect(closed).toEqual([]);
  });

  it('opens nothing that it does not name', () => {
    expect(isPermitted(Object.values(Role), 'Query.nothing')).toBe(false);
    expect(isPermitted(Object.values(Role), 'toString')).toBe(false);
  });

  it('asks no sign-in of the way in alone', () => {
    const open = (kind: Permission): string[] => Object.keys(permissions).filter(name => permissions[name] === kind);
    expect(open('EVERYBODY').toSorted()).toEqual(
      ['Mutation.signIn', 'Portal.passwordMinLength', 'Portal.sampleData', 'Portal.today', 'Query.portal', 'Query.viewer'].toSorted(),
    );
    expect(open('SIGNED_IN').filter(name => name.startsWith('Mutation.'))).toEqual([
      'Mutation.signOut',
      'Mutation.switchOrganisation',
      'Mutation.changePassword',
    ]);
  });

  // Said once more in other words, because the matrix takes the table for granted.
  const OWN_SESSION = ['changePassword', 'signIn', 'signOut', 'switchOrganisation'];
  const ANSWERING = ['handInAnswerSheet', 'importAnswers', 'openAnswerSheet', 'saveAnswer', 'saveAnswers'];
  const DELEGATING = ['changeDelegation', 'delegateRows', 'finishDelegation', 'replyToQuestion', 'takeBackDelegation'];
  const COORDINATING = ['askColleagues', 'closeQuestion', 'sendBackAnswerSheet', 'sendBackRows', 'submitAnswerSheet'];
  const ROUNDS = [
    'addSurveyFeatures',
    'addSurveyTargets',
    'closeSurveyRound',
    'createSurveyRound',
    'openSurveyRound',
    'remindMinistries',
    'reopenSurveyRound',
    'updateSurveyRound',
  ];
  const DECISIONS = ['changeDecision', 'commentOnDecision', 'proposeDecision'];
  const SYSTEMS = [
    'createFeature',
    'createInformationSystem',
    'importFeatures',
    'importInformationSystems',
    'retireFeature',
    'setSystemContacts',
    'setSystemOwner',
    'updateFeature',
    'updateInformationSystem',
  ];
  const MONITORING_ITEMS = ['createMonitoringItem', 'retireMonitoringItem', 'updateMonitoringItem'];
  const MONITORING_TOOLS = [
    'createMonitoringTool',
    'createUnificationPlan',
    'decideMonitoringLines',
    'mapMonitoringAlias',
    'updateMonitoringTool',
    'updateUnificationPlan',
    'withdrawMonitoringAlias',
  ];
  const CONTRACTS = [
    'createContract',
    'forgetLedgerHeading',
    'importContracts',
    'mapProducts',
    'markChecklistPoint',
    'mergeVendors',
    'saveLedgerHeadings',
    'undoVendorMerge',
    'updateContract',
    'updateVendor',
  ];
  const ALERTS = ['acknowledgeAlert', 'handOverAlert', 'releaseAlert', 'sendAlertTest'];
  const TOKENS = ['issueApiToken', 'mapUsageLogKey', 'revokeApiToken'];
  const DIRECTORY = ['createOrganisation', 'endOrganisation', 'importOrganisations', 'renameOrganisation', 'updateOrganisation'];
  const PEOPLE = [
    'appointAdministrator',
    'createAccount',
    'disableAccount',
    'enableAccount',
    'grantReading',
    'resetPassword',
    'revokeReading',
    'updateAccount',
  ];
  /** What every member of staff may, of hand-overs that concern the person, and of what must not be forgotten. */
  const OWN_HANDOVER = [
    'acknowledgeHandover',
    'changeCarryOverItem',
    'closeCarryOverItem',
    'recordCarryOverItem',
    'startHandover',
    'withdrawHandover',
  ];
  /** What goes out to many at once is let out or stopped by whoever keeps the directory. */
  const REMINDING = ['dropReminders', 'releaseReminders', 'sendMailAgain'];
  const OVERSIGHT = ['askAboutRow', 'closeQuestion', 'publishSurveyRound', 'registerSubmission', 'returnRows', 'returnSubmission'];

  it.each([
    [Role.RESPONDENT, [...OWN_HANDOVER, ...ANSWERING, ...DELEGATING]],
    [Role.COORDINATOR, [...OWN_HANDOVER, ...ANSWERING, ...DELEGATING, ...COORDINATING]],
    [
      Role.SYSTEM_OWNER,
      [
        ...OWN_HANDOVER,
        ...SYSTEMS,
        ...ROUNDS,
        ...TOKENS,
        ...DECISIONS,
        ...CONTRACTS,
        ...ALERTS,
        ...MONITORING_ITEMS,
        ...MONITORING_TOOLS,
        'applyMonitoringImport',
        'confirmInformationSystem',
        'confirmSystemMonitoring',
        'setSystemMonitoring',
      ],
    ],
    [
      Role.PORTFOLIO_MANAGER,
      [
        ...OWN_HANDOVER,
        ...SYSTEMS,
        ...ROUNDS,
        ...TOKENS,
        ...DIRECTORY,
        ...OVERSIGHT,
        ...DECISIONS,
        ...REMINDING,
        ...CONTRACTS,
        ...ALERTS,
        ...MONITORING_ITEMS,
        ...MONITORING_TOOLS,
        'installCommonItems',
        'setAlertRule',
        'setRequestCalendar',
        'moveDecision',
        'confirmInformationSystem',
        'setAttestationRule',
        'setVerdictRule',
      ],
    ],
    [
      Role.BUDGET_OFFICER,
      [...OWN_HANDOVER, ...CONTRACTS, ...ALERTS, 'setAlertRule', 'setRequestCalendar', 'issueApiToken', 'revokeApiToken'],
    ],
    [Role.AUDITOR, [...OWN_HANDOVER]],
    [
      Role.ADMINISTRATOR,
      [
        ...OWN_HANDOVER,
        ...SYSTEMS,
        ...DIRECTORY,
        ...PEOPLE,
        ...REMINDING,
        ...MONITORING_ITEMS,
        'installCommonItems',
        'revokeApiToken',
        'sendAlertTest',
        'setAlertRule',
        'setReminderRule',
      ],
    ],
    [Role.VENDOR, []],
  ])('lets a %s change what the role is for', (role, expected) => {
    const changes = Object.keys(permissions)
      .filter(name => name.startsWith('Mutation.') && isPermitted([role], name))
      .map(name => name.replace('Mutation.', ''));
    expect(changes.toSorted()).toEqual([...OWN_SESSION, ...expected].toSorted());
  });

  it('shows a supplier systems, features, life cycles of products and the monitoring of its systems, and neither surveys nor people', () => {
    const queries = Object.keys(permissions).filter(
      name => /^Query\.|^download:|^live:|^import:|^upload$/.test(name) && isPermitted([Role.VENDOR], name),
    );
    expect(queries.toSorted()).toEqual(
      [
        'Query.informationSystem',
        'Query.informationSystems',
        'Query.lifeCycleSnapshot',
        'Query.mayImportLifeCycles',
        'Query.monitoringAliases',
        'Query.monitoringItem',
        'Query.monitoringItems',
        // Of which a supplier's answer holds how many systems there are to read.
        'Query.nextSteps',
        'Query.organisation',
        'Query.organisations',
        'Query.portal',
        'Query.product',
        'Query.products',
        'Query.systemMonitoring',
        'Query.viewer',
        'download:features',
        'download:table',
      ].toSorted(),
    );
  });
});

describe('inputs', () => {
  it('never hold tenant, owner, role, state or record of who and when', () => {
    const forbidden =
      /tenant|owner(Id)?$|runner|provider(?!Id$)|^roles?$|state$|(created|updated|answered|submitted|granted|revoked|opened|closed|published|disabled|set)At$|by(Name)?$|hash|answeredCount|latest|onBehalf/i;
    const found = inputFields.filter(({ name, field }) => forbidden.test(field.name) && !settableFields[name]).map(({ name }) => name);
    expect(found).toEqual([]);
    expect(Object.keys(settableFields).filter(name => !inputFields.some(field => field.name === name))).toEqual([]);
  });

  it('take no key for what is created', () => {
    expect(inputFields.filter(({ name }) => /^Create\w+Input\.id$/.test(name))).toEqual([]);
  });

  it('take no free-form JSON', () => {
    const scalars = new Set(inputFields.map(({ field }) => getNamedType(field.type).name));
    expect([...scalars].filter(name => /json|any|object/i.test(name))).toEqual([]);
  });

  it('choose order and column by enum alone', () => {
    const args = fieldsOf(schema).flatMap(({ name, field }) => field.args.map(arg => ({ name: `${name}(${arg.name})`, arg })));
    const choosing = [
      ...args.map(({ name, arg }) => ({ name, type: arg.type })),
      ...inputFields.map(({ name, field }) => ({ name, type: field.type })),
    ]
      .filter(({ name }) => /sort|order(By)?\)?$|column|groupBy/i.test(name))
      .filter(({ name }) => !name.endsWith('.protocolOrder'));
    expect(choosing.filter(({ type }) => !isEnumType(getNamedType(type)))).toEqual([]);
  });

  it('read lists that grow in pages of at most 100', () => {
    expect(PAGE_SIZE).toBe(100);
    const pages = fieldsOf(schema).filter(({ field }) => /Page$|^ImportPreview$/.test(getNamedType(field.type).name));
    expect(pages.length).toBeGreaterThan(5);
    for (const { name, field } of pages) {
      const first = field.args.find(arg => arg.name === 'first');
      expect([name, first?.defaultValue]).toEqual([name, 100]);
    }
  });

  it('answers no bare list from a query that grows with the portal', () => {
    const lists = Object.values(schema.getQueryType()!.getFields()).filter(({ type }) =>
      isListType(isNonNullType(type) ? type.ofType : type),
    );
    // Grants are few: one per organisation, grantee and role. Of rules there is one for each kind of date. The others are as long as a
    // round has features, and asks ministries.
    expect(lists.map(({ name }) => name)).toEqual(['readingGrants', 'alertRules', 'roundVerdicts', 'verdictEvidence']);
  });
});
