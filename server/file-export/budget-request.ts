import type { EntityManager } from '@mikro-orm/postgresql';
import { type BudgetFilter, BudgetStanding } from '../budget/input.ts';
import { allBudgetLines } from '../budget/query.ts';
import { type BudgetLine, BudgetFunding } from '../budget/type.ts';
import { checkFiscalYear } from '../budget/service.ts';
import type { Contract } from '../contract/entity.ts';
import { CostClassSought } from '../contract/input.ts';
import { contractsByIds, systemsOfContracts } from '../contract/loader.ts';
import { ContractKind } from '../contract/terms.ts';
import { CONTRACT_WORDS } from '../file-import/contract-columns.ts';
import type { InformationSystem } from '../information-system/entity.ts';
import type { Language, Text } from '../language.ts';
import { Organisation } from '../organisation/entity.ts';
import { today } from '../scalars.ts';
import { chosen, chosenId, type Query } from './address.ts';
import { wordOf } from './list.ts';
import { type ExportTable, say } from './table.ts';

const QUARTERS = { '1': '1', '2': '2', '3': '3', '4': '4' } as const;

/** What the page of a request shows, by its address. */
function budgetFilterOf(query: Query): BudgetFilter {
  const quarter = chosen(query, 'quarter', QUARTERS);
  return {
    organisationId: chosenId(query, 'organisation'),
    systemId: query['system'] === 'NONE' ? null : chosenId(query, 'system'),
    withoutSystem: query['system'] === 'NONE',
    kind: chosen(query, 'kind', ContractKind),
    costClass: chosen(query, 'class', CostClassSought),
    quarter: quarter && Number(quarter),
  };
}

/** What goes into the draft: unknown ends first, since each of them may belong to the year. */
const STANDINGS = [BudgetStanding.UNKNOWN_END, BudgetStanding.RENEWAL];

/**
 * The draft request of a fiscal year (F-073), one line for each contract, in yen. The last row adds up the renewals, as the page does;
 * contracts of which the end is unknown stand above with their amounts, and in no sum.
 */
export async function budgetRequestSheet(em: EntityManager, fiscalYear: number, query: Query, language: Language): Promise<ExportTable> {
  checkFiscalYear(fiscalYear);
  const lines = await allBudgetLines(em, { fiscalYear, asOf: today(), filter: budgetFilterOf(query) }, STANDINGS);
  const ids = lines.map(({ id }) => id);
  const contracts = await contractsByIds(em, ids);
  const systems = await systemsOfContracts(em, ids);
  const organisations = new Map((await em.find(Organisation, {})).map(one => [one.id, one]));
  await em.populate(contracts, ['vendor']);
  const rows = lines.map((line, place) => {
    const contract = contracts[place]!;
    const organisation = organisations.get(contract.tenantId)!;
    return COLUMNS.map(({ cell }) => cell({ line, contract, organisation, systems: systems[place]!, language }));
  });
  const renewals = lines.filter(({ standing }) => standing === BudgetStanding.RENEWAL);
  const total = COLUMNS.map(({ sum }, place) =>
    sum
      ? renewals.reduce((yen, line) => yen + (line[sum] ?? 0), 0)
      : place === 0
        ? say(language, '合計（更新分）', 'Total of renewals')
        : null,
  );
  return {
    title: say(language, `${fiscalYear}年度_概算要求資料（案）`, `FY${fiscalYear}_budget_request_draft`),
    columns: COLUMNS.map(({ heading }) => heading[language]),
    rows: [...rows, total],
    frozenColumns: 2,
  };
}

interface Line {
  line: BudgetLine;
  contract: Contract;
  organisation: Organisation;
  systems: readonly InformationSystem[];
  language: Language;
}
type AmountKey = 'fullYearYen' | 'inYearYen' | 'executedYen' | 'budgetedYen' | 'requestedYen' | 'obligationYen';

const STANDING_WORDS: Partial<Record<BudgetStanding, Text>> = {
  [BudgetStanding.UNKNOWN_END]: { ja: '終了日不明（要確認）', en: 'End unknown, to be found out' },
  [BudgetStanding.RENEWAL]: { ja: '更新', en: 'Renewal' },
};
const FUNDING_WORDS: Record<BudgetFunding, Text> = {
  [BudgetFunding.UNKNOWN]: { ja: '不明', en: 'Unknown' },
  [BudgetFunding.NOT_FUNDED]: { ja: '措置なし', en: 'Not funded' },
  [BudgetFunding.SHORT]: { ja: '不足', en: 'Too little' },
  [BudgetFunding.FUNDED]: { ja: '措置済み', en: 'Funded' },
};

/** An amount; one that is unknown says so, and is no 0. */
const amount =
  (key: AmountKey) =>
  ({ line, language }: Line): string | number =>
    line[key] ?? say(language, '不明', 'Unknown');

/** Whether the renewal may not be needed, or not for long, as the page says it. */
function carriedText({ isCarried, shortenedOn }: BudgetLine, language: Language): string | null {
  if (isCarried) return say(language, '更新不要の可能性', 'May need no renewal');
  return shortenedOn && say(language, `${shortenedOn}から不要`, `Not needed from ${shortenedOn}`);
}

const COLUMNS: readonly { heading: Text; cell: (line: Line) => string | number | null; sum?: AmountKey }[] = [
  { heading: { ja: '契約番号', en: 'Contract number' }, cell: ({ contract }) => contract.number },
  { heading: { ja: '件名', en: 'Title' }, cell: ({ contract }) => contract.title },
  { heading: { ja: '区分', en: 'Standing' }, cell: ({ line, language }) => STANDING_WORDS[line.standing]?.[language] ?? null },
  {
    heading: { ja: '府省名', en: 'Ministry' },
    cell: ({ organisation, language }) => say(language, organisation.name, organisation.nameEn),
  },
  {
    heading: { ja: '情報システムID', en: 'System IDs' },
    cell: ({ systems }) => systems.map(({ code }) => code).join(';') || null,
  },
  { heading: { ja: '種別', en: 'Kind' }, cell: ({ contract, language }) => wordOf(CONTRACT_WORDS.kind, contract.kind, language) },
  {
    heading: { ja: '経費区分', en: 'Cost class' },
    cell: ({ contract, language }) => wordOf(CONTRACT_WORDS.costClass, contract.costClass, language) ?? say(language, '不明', 'Unknown'),
  },
  {
    heading: { ja: '事業者', en: 'Supplier' },
    cell: ({ contract }) => (contract.vendor?.unwrap() as { name: string } | undefined)?.name ?? null,
  },
  { heading: { ja: '終了日', en: 'Ends on' }, cell: ({ contract, language }) => contract.endsOn ?? say(language, '不明', 'Unknown') },
  { heading: { ja: '更新の開始日', en: 'Renewal starts on' }, cell: ({ line }) => line.renewalStartsOn },
  { heading: { ja: '四半期', en: 'Quarter' }, cell: ({ line }) => line.quarter },
  { heading: { ja: '年度内の月数', en: 'Months in the year' }, cell: ({ line }) => line.months },
  { heading: { ja: '平年度額（円）', en: 'Full year (yen)' }, cell: amount('fullYearYen'), sum: 'fullYearYen' },
  { heading: { ja: '当該年度分（円）', en: 'In the year (yen)' }, cell: amount('inYearYen'), sum: 'inYearYen' },
  { heading: { ja: '前々年度執行額（円）', en: 'Executed two years before (yen)' }, cell: amount('executedYen'), sum: 'executedYen' },
  { heading: { ja: '前年度予算額（円）', en: 'Budgeted the year before (yen)' }, cell: amount('budgetedYen'), sum: 'budgetedYen' },
  { heading: { ja: '要求額（円）', en: 'Requested (yen)' }, cell: amount('requestedYen'), sum: 'requestedYen' },
  {
    heading: { ja: '国庫債務負担行為の歳出化額（円）', en: 'Obligation of the year (yen)' },
    cell: amount('obligationYen'),
    sum: 'obligationYen',
  },
  { heading: { ja: '予算措置', en: 'Funding' }, cell: ({ line, language }) => FUNDING_WORDS[line.funding][language] },
  {
    heading: { ja: '廃止・縮小・停止の予定', en: 'To stop, retire or shrink' },
    cell: ({ line, language }) => carriedText(line, language),
  },
];
