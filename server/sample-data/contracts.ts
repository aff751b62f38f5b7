import type { Viewer } from '../access/viewer.ts';
import type { ContractYearInput, CreateContractInput } from '../contract/input.ts';
import { createContract } from '../contract/service.ts';
import { AmountBasis, BillingMetric, ContractKind, CostClass, EndKind, MaintenanceStyle, RenewalKind } from '../contract/terms.ts';
import { loadSampleAlertCares, loadSampleAlertRule } from './alerts.ts';
import { loadSampleChecklist } from './checklists.ts';
import { setRequestCalendar } from '../budget/request-calendar.ts';
import { type Context, signedIn } from '../context.ts';
import { VendorBook } from '../vendor/service.ts';
import { mergeVendors } from '../vendor-merge/service.ts';
import { InformationSystem } from '../information-system/entity.ts';
import { rememberHeadings } from '../ledger-heading/service.ts';
import type { Organisation } from '../organisation/entity.ts';
import { fiscalYearOf, today } from '../scalars.ts';
import type { Act } from './act.ts';

/** A made-up contract; what it leaves out is unknown. */
type SampleContract = Partial<Omit<CreateContractInput, 'systemIds'>> &
  Pick<CreateContractInput, 'number' | 'title' | 'kind'> & {
    organisation: string;
    /** Identifiers. */
    systems: string[];
  };

const YEAR = fiscalYearOf(today());
/** 31 March, so many years after the fiscal year under way has ended. */
const march = (years: number): string => `${YEAR + 1 + years}-03-31`;
const april = (years: number): string => `${YEAR + years}-04-01`;
const year = (years: number, amounts: Omit<ContractYearInput, 'fiscalYear'>): ContractYearInput => ({
  fiscalYear: YEAR + years,
  ...amounts,
});

const { LICENCE, SOFTWARE_MAINTENANCE, HARDWARE_MAINTENANCE, OPERATION, CLOUD } = ContractKind;
const RUNNING = { costClass: CostClass.OPERATION, noticeDays: 90 } as const;

const CONTRACTS: readonly SampleContract[] = [
  {
    organisation: 'デジ庁',
    number: 'サンプル-001',
    title: '旅費システム 運用支援（サンプル）',
    kind: OPERATION,
    systems: ['デジ-001'],
    vendorName: '株式会社サンプル情報',
    startsOn: april(-2),
    endsOn: march(0),
    amountYen: 360_000_000,
    amountBasis: AmountBasis.TOTAL,
    renewalKind: RenewalKind.NONE,
    leadTimeDays: 240,
    years: [
      year(-2, { obligationYen: 120_000_000, budgetedYen: 120_000_000, executedYen: 119_800_000 }),
      year(-1, { obligationYen: 120_000_000, budgetedYen: 120_000_000, executedYen: 120_000_000 }),
      year(0, { obligationYen: 120_000_000, budgetedYen: 120_000_000 }),
    ],
    ...RUNNING,
  },
  {
    organisation: 'デジ庁',
    number: 'サンプル-002',
    title: 'データベース ソフトウェア保守（サンプル）',
    kind: SOFTWARE_MAINTENANCE,
    maintenanceStyle: MaintenanceStyle.PERIODIC,
    productName: 'PostgreSQL',
    productVersion: '14',
    productIdentifier: 'postgresql',
    systems: ['デジ-001', 'デジ-002'],
    vendorName: '架空データ株式会社（サンプル）',
    startsOn: april(0),
    endsOn: march(0),
    amountYen: 18_500_001,
    renewalKind: RenewalKind.TACIT,
    billingMetric: BillingMetric.CPU,
    quantity: 16,
    usedQuantity: 7,
    yearlyCallCount: 2,
    years: [year(-1, { executedYen: 18_000_000 }), year(0, { budgetedYen: 18_500_001 })],
    ...RUNNING,
  },
  {
    organisation: 'デジ庁',
    number: 'サンプル-003',
    title: '文書管理 ライセンス（サンプル）',
    kind: LICENCE,
    systems: ['デジ-002'],
    vendorName: '架空ソフト有限会社（サンプル）',
    startsOn: april(-1),
    amountYen: 9_800_000,
    billingMetric: BillingMetric.USER,
    quantity: 3000,
    usedQuantity: 2410,
  },
  {
    organisation: 'デジ庁',
    number: 'サンプル-004',
    title: 'クラウド利用（サンプル）',
    kind: CLOUD,
    systems: ['デジ-001', 'デジ-002'],
    vendorName: '架空クラウド株式会社（サンプル）',
    startsOn: `${YEAR}-10-01`,
    endsOn: `${YEAR + 1}-09-30`,
    amountYen: 64_000_000,
    renewalKind: RenewalKind.BY_AGREEMENT,
    years: [year(0, { budgetedYen: 64_000_000 }), year(1, { requestedYen: 66_000_000 })],
    ...RUNNING,
  },
  {
    organisation: '財務',
    number: 'サンプル-101',
    title: '国有財産台帳 サーバ保守（サンプル）',
    kind: HARDWARE_MAINTENANCE,
    maintenanceStyle: MaintenanceStyle.PERIODIC,
    systems: ['財務-001'],
    vendorName: '架空機器株式会社（サンプル）',
    startsOn: april(-4),
    endsOn: `${YEAR + 1}-01-31`,
    amountYen: 12_400_000,
    renewalKind: RenewalKind.BY_AGREEMENT,
    years: [year(0, { budgetedYen: 0 })],
    ...RUNNING,
  },
  {
    organisation: '財務',
    number: 'サンプル-102',
    title: '統計公表 改修（サンプル）',
    kind: OPERATION,
    systems: ['財務-002'],
    startsOn: april(0),
    endsOn: march(0),
    amountBasis: AmountBasis.TOTAL,
    costClass: CostClass.DEVELOPMENT,
  },
  {
    organisation: '財務',
    number: 'サンプル-103',
    title: '統計公表 データベース ソフトウェア保守（サンプル）',
    kind: SOFTWARE_MAINTENANCE,
    maintenanceStyle: MaintenanceStyle.PERIODIC,
    productName: 'PostgreSQL',
    productVersion: '16',
    productIdentifier: 'postgresql',
    systems: ['財務-002'],
    vendorName: '株式会社サンプル情報',
    startsOn: `${YEAR}-10-01`,
    endsOn: `${YEAR + 1}-09-30`,
    amountYen: 1_980_000,
    renewalKind: RenewalKind.BY_AGREEMENT,
    ...RUNNING,
  },
  {
    organisation: '総務',
    number: 'サンプル-201',
    title: '無線局申請受付 保守（サンプル）',
    kind: SOFTWARE_MAINTENANCE,
    systems: ['総務-001'],
    startsOn: april(-3),
    endsOn: march(-1),
    amountYen: 7_200_000,
    ...RUNNING,
  },
];

/** What the sample ministries call columns of the ledgers that they keep themselves. */
const HEADINGS = [
  { heading: '契約満了日', field: 'endsOn', version: 0 },
  { heading: '契約の相手方', field: 'vendorName', version: 0 },
  { heading: '起案者', field: null, version: 0 },
];

/** A supplier under two names, and one whose two names were found to be one already. */
async function loadSampleVendors(context: Context): Promise<void> {
  const { em } = context;
  const book = await VendorBook.open(em, signedIn(context).organisationId);
  book.take('サンプル情報（株）', null);
  const [kept, merged] = [book.take('架空情報処理株式会社（サンプル）', null), book.take('架空情報処理（サンプル）', null)];
  await em.flush();
  await mergeVendors(context, { keptId: kept.id, version: kept.version, merged: [{ vendorId: merged.id, version: merged.version }] });
}

/** Contracts with ends that are near, far, past and unknown, funded and not. */
export async function loadSampleContracts(act: Act, operator: Viewer, organisations: readonly Organisation[]): Promise<void> {
  for (const organisation of organisations) {
    const own = CONTRACTS.filter(({ organisation: shortName }) => shortName === organisation.shortName);
    if (!own.length) continue;
    await act({ ...operator, organisationId: organisation.id }, async context => {
      const systems = new Map((await context.em.find(InformationSystem, {})).map(({ code, id }) => [code, id]));
      for (const { organisation: _, systems: codes, ...contract } of own) {
        const systemIds = codes.flatMap(code => systems.get(code) ?? []);
        const endKind = contract.endsOn ? EndKind.KNOWN : EndKind.UNKNOWN;
        await createContract(context, { endKind, amountBasis: AmountBasis.PER_YEAR, documentUrls: [], years: [], ...contract, systemIds });
      }
      await rememberHeadings(context, HEADINGS);
      await loadSampleVendors(context);
      await loadSampleChecklist(context);
      await setRequestCalendar(context, {
        fiscalYear: YEAR + 1,
        version: 0,
        dueOn: `${YEAR}-08-31`,
        cutoffs: [
          { name: '担当課から局へ提出', on: `${YEAR}-06-15` },
          { name: '局から会計課へ提出', on: `${YEAR}-07-15` },
        ],
      });
      if (organisation.id === operator.organisationId) {
        await loadSampleAlertCares(context);
        await loadSampleAlertRule(context);
      }
    });
  }
}
