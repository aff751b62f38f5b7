import { beforeAll, expect, it } from 'vitest';
import { digitalAgency, fill, openPortal, press, seen, seeText, viewer } from '../web-foundation/fixtures/portal-page.ts';

/** What stands on a contract's page besides what is recorded: advice with its arithmetic, and the checklist before a renewal. */
beforeAll(async () => void (await import('../../web/contract/ContractPage.vue')), 60_000);

const UNKNOWN = Object.fromEntries(
  `maintenanceStyle productName productVersion productIdentifier startsOn endsOn licenceEndsOn supportEndsOn supportEndSource stopsOn amountYen
   costClass developmentYen renewalKind noticeDays leadTimeDays billingMetric quantity usedQuantity yearlyCallCount vendor`
    .split(/\s+/)
    .map(name => [name, null]),
);
const contract = {
  ...UNKNOWN,
  id: 'c1',
  version: 1,
  number: 'K-1',
  title: '端末の保守',
  kind: 'HARDWARE_MAINTENANCE',
  endKind: 'UNKNOWN',
  amountBasis: 'PER_YEAR',
  documentUrls: [],
  organisation: digitalAgency,
  systems: [],
  years: [],
  vendorSupportEnd: {
    state: 'UNKNOWN',
    endsOn: null,
    isPast: null,
    source: 'UNKNOWN',
    sourceText: null,
    match: 'NO_PRODUCT',
    product: null,
    cycle: null,
    snapshotAsOf: null,
  },
  budget: {
    id: 'c1',
    renewalStartsOn: null,
    renewalFiscalYear: null,
    noticeOn: null,
    fullYearYen: null,
    inYearYen: null,
    months: null,
    funding: 'UNKNOWN',
    isCarried: false,
    shortenedOn: null,
    decisions: [] as object[],
  },
  decisions: [] as object[],
  openAlerts: [],
};
const callCost = { yearlyYen: 10_000_000, callCount: 3, fiscalYear: 2025, yenPerCall: 3_333_333, gap: null };
const entitlement = { quantity: 60, usedQuantity: 45, unusedQuantity: 15, excessQuantity: 0, unusedYearlyYen: 2_500_000, gap: null };
const point = (code: string, change: object = {}) => ({
  code,
  major: '業務管理関係',
  majorEn: 'Management',
  middle: '報告内容と書式',
  middleEn: 'Reports',
  text: `項目${code}`,
  textEn: `Point ${code}`,
  optional: false,
  result: null,
  note: '',
  markedByName: null,
  markedAt: null,
  version: 0,
  ...change,
});
const checklist = (openCount: number, points: object[]) => ({ fiscalYear: 2027, requiredCount: 2, openCount, points });

const openContract = (answers: Record<string, unknown> = {}, advice: object = {}, featureUse: object[] = []) =>
  openPortal('/contracts/c1', {
    signedIn: viewer(['contracts', 'contract', 'markChecklistPoint', 'informationSystem']),
    answers: {
      ContractPage: { contract },
      ContractAdvicePanel: { contract: { id: 'c1', billingMetric: 'CPU', advice: { callCost, entitlement, ...advice }, featureUse } },
      ChecklistPanel: {
        contract: { id: 'c1', organisation: digitalAgency, renewalChecklist: checklist(2, [point('A'), point('B')]) },
      },
      ...answers,
    } as never,
  });

it('works out a call of maintenance before the eyes, and tries what another price of a call would cost', async () => {
  const { of } = await openContract({
    SpotTrial: { simulateSpotMaintenance: { callCount: 3, presentYearlyYen: 10_000_000, yearlyYen: 1_200_000, savingYen: 8_800_000 } },
  });
  await seeText('10,000,000円 ÷ 3回 ＝ 1回あたり 3,333,333円');
  await fill('スポット保守1回の料金（円）', '４００,０００');
  await press('スポット保守で試算する');
  await seeText('年 8,800,000円の削減です。');
  expect(of('SpotTrial')[0]!.variables).toEqual({ contractId: 'c1', yenPerCall: 400_000 });
});

it('says what each class of cost pays of the amount, where both do', async () => {
  const split = { ...contract, amountYen: 1000, costClass: 'BOTH', developmentYen: 333 };
  await openContract({ ContractPage: { contract: split } });
  await seeText('うち整備経費 333円、運用等経費 667円');
  expect(document.body.textContent).toContain('整備経費と運用等経費');
});

it('asks for what is missing instead of a figure', async () => {
  await openContract({}, { callCost: { ...callCost, callCount: null, yenPerCall: null, gap: 'CALLS_UNKNOWN' } });
  await seeText('呼出回数が分からないため計算できません');
  expect(document.body.textContent).not.toContain('1回あたり');
});

it('says what is paid for and not used, and what fewer would save after what the change costs', async () => {
  const { of } = await openContract({
    QuantityTrial: {
      simulateQuantityChange: {
        presentQuantity: 60,
        quantity: 45,
        presentYearlyYen: 10_000_000,
        yearlyYen: 7_500_000,
        savingYen: 2_500_000,
        oneOffYen: 500_000,
        firstYearYen: 2_000_000,
        monthsToPayBack: 3,
      },
    },
  });
  await seeText('契約数量 60のうち、使用は45、未使用は15です。');
  await fill('見直し後の数量', '45');
  await fill('変更に一度だけかかる費用（円）', '多分50万');
  await press('数量を変えて試算する');
  await seeText('金額を円単位の整数で入力してください。');
  expect(of('QuantityTrial')).toEqual([]);
  await fill('変更に一度だけかかる費用（円）', '500,000');
  await press('数量を変えて試算する');
  await seeText('初年度は一時費用 500,000円を差し引いて 2,000,000円、3か月で元が取れます。');
});

it('says loudly when more is used than is paid for', async () => {
  await openContract({}, { entitlement: { ...entitlement, usedQuantity: 64, unusedQuantity: 0, excessQuantity: 4, unusedYearlyYen: 0 } });
  await seeText('使用数量が契約数量を4上回っています。');
  expect(document.body.textContent).toContain('未使用は0です。');
});

it('shows no count of candidates for a system that no survey asked about', async () => {
  const system = { id: 's1', name: '旅費システム', nameEn: 'Travel' };
  await openContract({}, {}, [{ system, featureCount: 0, retireCount: 0, shrinkCount: 0, undecidedCount: 0 }]);
  const row = await seen(() => [...document.querySelectorAll('tbody tr')].find(each => each.textContent?.includes('旅費システム')));
  expect(row.textContent).toContain('未調査');
  expect(row.textContent).not.toMatch(/\d/);
});

it('counts what is open of the checklist, and records a finding; what is not needed wants a reason', async () => {
  const marked = point('A', {
    result: 'NOT_NEEDED',
    note: '別契約',
    markedByName: '佐藤 花子',
    markedAt: '2026-11-23T00:00:00Z',
    version: 1,
  });
  let kept = checklist(2, [point('A'), point('B')]);
  const { of } = await openContract({
    ChecklistPanel: () => ({ contract: { id: 'c1', organisation: digitalAgency, renewalChecklist: kept } }),
    MarkChecklistPoint: () => {
      kept = checklist(1, [marked, point('B')]);
      return { markChecklistPoint: { id: 'c1' } };
    },
  });
  await seeText('2項目のうち2項目が未確認です。');
  await press('記録する');
  (await seen(() => document.querySelector<HTMLInputElement>('input[value=NOT_NEEDED]'))).click();
  await press('保存する');
  await seeText('対象外とする理由を入力してください。');
  await fill('メモ', '別契約');
  await press('保存する');
  await seeText('2項目のうち1項目が未確認です。');
  expect(of('MarkChecklistPoint')[0]!.variables).toEqual({
    input: { contractId: 'c1', fiscalYear: 2027, code: 'A', result: 'NOT_NEEDED', note: '別契約', version: 0 },
  });
});

const decided = (id: string, change: object = {}) => ({
  id,
  kind: 'RETIRE',
  state: 'AGREED',
  opportunity: 'CONTRACT_END',
  effectiveOn: '2027-09-30',
  dayState: 'KNOWN',
  savingYen: 1_000_000,
  savings: [{ fiscalYear: 2027, months: 6, yen: 500_000 }],
  feature: { id: `f-${id}`, name: `機能${id}`, nameEn: null, system: { id: 's1', name: '旅費システム', nameEn: null } },
  ...change,
});

it('shows every decision about the contract once, with its day, and what it saves in which year', async () => {
  const tied = decided('d1');
  const undated = decided('d2', {
    opportunity: 'NEXT_RENEWAL',
    effectiveOn: null,
    dayState: 'UNKNOWN',
    kind: 'SHRINK',
    savingYen: null,
    savings: [],
  });
  const budget = { ...contract.budget, isCarried: true, decisions: [tied, undated] };
  await openContract({ ContractPage: { contract: { ...contract, budget, decisions: [tied] } } });
  await seeText('更新不要の可能性（廃止・縮小・停止）');
  const rows = [...document.querySelectorAll('[aria-labelledby=contract-decisions] tbody tr')].map(row =>
    row.textContent?.replace(/\s+/g, ' '),
  );
  expect(rows).toEqual([
    expect.stringMatching(/機能d1.*旅費システム.*廃止.*合意.*2027\/09\/30.*契約終了.*500,000 円（6か月分の見積り）|以降/),
    expect.stringMatching(/機能d2.*縮小.*実施日 不明.*次期更改.*見積りなし/),
  ]);
  const sum = () => document.querySelector('[aria-labelledby=contract-savings]')?.textContent?.replaceAll(/\s+/g, ' ');
  expect(sum()).toContain('見積りまたは時期が不明な決定 1 件は含みません。');
  expect(sum()).toMatch(/2027年度）以降: 年 500,000 円/);
});

it('adds up by fiscal year what the decisions that still stand save together', async () => {
  const later = decided('d2', { savings: [{ fiscalYear: 2028, months: 12, yen: 1_000_000 }] });
  const takenBack = decided('d3', { state: 'WITHDRAWN' });
  await openContract({ ContractPage: { contract: { ...contract, decisions: [decided('d1'), later, takenBack] } } });
  const sums = await seen(() => document.querySelector('[aria-labelledby=contract-savings]'));
  expect([...sums.querySelectorAll('li')].map(each => each.textContent)).toEqual([
    expect.stringContaining('2027年度）: 500,000 円'),
    expect.stringContaining('2028年度）以降: 年 1,500,000 円'),
  ]);
  expect(sums.textContent).not.toContain('含みません');
});
