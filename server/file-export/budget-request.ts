import type { EntityManager } from '@mikro-orm/postgresql';
import { type BudgetFilter, BudgetStanding } from '../budget/input.ts';
import { BudgetMark } from '../budget/mark.ts';
import type { BudgetWish } from '../budget/leaf.ts';
import { allBudgetLines } from '../budget/query.ts';
import { BudgetDayState, BudgetFunding, type BudgetLine } from '../budget/type.ts';
import { checkFiscalYear } from '../budget/request-calendar.ts';
import type { Contract } from '../contract/entity.ts';
import { CostClassSought } from '../contract/input.ts';
import { contractsByIds, systemsOfContracts } from '../contract/loader.ts';
import { ContractKind, EndKind } from '../contract/terms.ts';
import { CONTRACT_WORDS } from '../file-import/contract-columns.ts';
import type { InformationSystem } from '../information-system/entity.ts';
import type { Language, Text } from '../language.ts';
import { Organisation } from '../organisation/entity.ts';
import { today } from '../scalars.ts';
import { chosen, chosenDay, chosenId, type Query } from './address.ts';
import { type AmountUnit, inUnit, UNIT_NAMES, UNITS } from './amount-unit.ts';
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
    mark: chosen(query, 'mark', BudgetMark),
  };
}

/** What goes into the draft: first what nobody knows, since each of them may belong to the year, and last what the year under way lacks. */
const STANDINGS = [
  BudgetStanding.UNKNOWN_END,
  BudgetStanding.LICENCE_END,
  BudgetStanding.RENEWAL,
  BudgetStanding.RUNNING,
  BudgetStanding.CURRENT_YEAR,
];
const { RENEWAL, RUNNING, CURRENT_YEAR } = BudgetStanding;

/** Lines that are added up at the end, as the page does. What nobody knows stands above with its amounts, and in no sum. */
const TOTALS: readonly { label: Text; of: (line: BudgetLine) => boolean }[] = [
  { label: { ja: '合計（更新分）', en: 'Total of renewals' }, of: ({ standing }) => standing === RENEWAL },
  { label: { ja: '合計（後年度負担分）', en: 'Total of running contracts' }, of: ({ standing }) => standing === RUNNING },
  {
    label: { ja: '合計（更新と後年度負担）', en: 'Total of renewals and running contracts' },
    of: ({ standing }) => standing === RENEWAL || standing === RUNNING,
  },
  {
    label: { ja: '合計（更新不要の可能性を除く）', en: 'Total without what may need no renewal' },
    of: ({ standing, isCarried }) => (standing === RENEWAL && !isCarried) || standing === RUNNING,
  },
  {
    label: { ja: '合計（現年度の予算措置なし・不足）', en: 'Total of what the year under way does not fund' },
    of: ({ standing, funding }) => standing === CURRENT_YEAR && funding !== BudgetFunding.UNKNOWN,
  },
];

/** A line with what each class of cost pays of it in the year; null where its class or that amount is unknown. */
type SheetLine = BudgetLine & { developmentYen: number | null; operationYen: number | null };

/** The parts come from the filter by a class, so that they are those that the page shows under it. */
async function linesByClass(em: EntityManager, wish: BudgetWish & { filter: BudgetFilter }): Promise<SheetLine[]> {
  const linesOf = (costClass: CostClassSought | null | undefined): Promise<BudgetLine[]> =>
    allBudgetLines(em, { ...wish, filter: { ...wish.filter, costClass } }, STANDINGS);
  const sought = wish.filter.costClass;
  const partsOf = async (costClass: CostClassSought): Promise<Map<string, number | null>> =>
    new Map((sought && sought !== costClass ? [] : await linesOf(costClass)).map(line => [placeOf(line), line.inYearYen]));
  const lines = await linesOf(sought);
  const [development, operation] = [await partsOf(CostClassSought.DEVELOPMENT), await partsOf(CostClassSought.OPERATION)];
  return lines.map(line => {
    const place = placeOf(line);
    // What is of one class alone has no yen of the other.
    const nothing = development.has(place) || operation.has(place) ? 0 : null;
    const [developmentYen = nothing, operationYen = nothing] = [development.get(place), operation.get(place)];
    return { ...line, developmentYen, operationYen };
  });
}
const placeOf = ({ id, standing }: BudgetLine): string => `${id} ${standing}`;

/** Where the portal is, for links that lead back to it. */
export interface Way {
  language: Language;
  address: string;
}

/**
 * The draft request of a fiscal year (F-073), one line for each contract and part, in the unit that the page shows, or in yen. Sums are
 * made in yen and then rounded. Renewals of the year under way are in it unless they are funded.
 */
export async function budgetRequestSheet(
  em: EntityManager,
  fiscalYear: number,
  query: Query,
  { language, address }: Way,
): Promise<ExportTable> {
  checkFiscalYear(fiscalYear);
  const unit = UNITS[chosen(query, 'unit', UNIT_NAMES) ?? 'yen'];
  const asOf = chosenDay(query, 'asof') ?? today();
  const filter = budgetFilterOf(query);
  const all = await linesByClass(em, { fiscalYear, asOf, filter });
  const lines = all.filter(({ standing, funding }) => standing !== CURRENT_YEAR || funding !== BudgetFunding.FUNDED);
  const ids = lines.map(({ id }) => id);
  const contracts = await contractsByIds(em, ids);
  const systems = await systemsOfContracts(em, ids);
  const organisations = new Map((await em.find(Organisation, {})).map(one => [one.id, one]));
  await em.populate(contracts, ['vendor']);
  const rows = lines.map((line, place) => {
    const contract = contracts[place]!;
    const organisation = organisations.get(contract.tenantId)!;
    return COLUMNS.map(({ cell }) => cell({ line, contract, organisation, systems: systems[place]!, language, unit, address }));
  });
  const totals = TOTALS.map(({ label, of }) =>
    COLUMNS.map(({ sum }, place) =>
      sum
        ? inUnit(
            lines.filter(of).reduce((yen, line) => yen + (line[sum] ?? 0), 0),
            unit,
          )
        : place === 0
          ? label[language]
          : null,
    ),
  );
  const note = say(
    language,
    `金額の単位は${unit.name.ja}です。合計は円で計算してから四捨五入しています。${asOf}現在。`,
    `Amounts are in ${unit.name.en}. Sums are made in yen and then rounded. As of ${asOf}.`,
  );
  return {
    title: say(language, `${fiscalYear}年度_概算要求資料（案）`, `FY${fiscalYear}_budget_request_draft`),
    columns: COLUMNS.map(({ heading, sum }) => (sum ? inHeading(heading[language], unit, language) : heading[language])),
    rows: [...rows, ...totals, COLUMNS.map((_, place) => (place === 0 ? note : null))],
    frozenColumns: 2,
  };
}

const inHeading = (heading: string, { name }: AmountUnit, language: Language): string =>
  say(language, `${heading}（${name.ja}）`, `${heading} (${name.en})`);

interface Line {
  line: SheetLine;
  contract: Contract;
  organisation: Organisation;
  systems: readonly InformationSystem[];
  language: Language;
  unit: AmountUnit;
  address: string;
}
type AmountKey = Extract<keyof SheetLine, `${string}Yen`>;

const STANDING_WORDS: Partial<Record<BudgetStanding, Text>> = {
  [BudgetStanding.UNKNOWN_END]: { ja: '終了日不明（要確認）', en: 'End unknown, to be found out' },
  [BudgetStanding.LICENCE_END]: { ja: 'ライセンス期限の到来（要判断）', en: 'Licence ends, to be decided' },
  [BudgetStanding.RENEWAL]: { ja: '更新', en: 'Renewal' },
  [BudgetStanding.RUNNING]: { ja: '既存契約の後年度負担', en: 'Running contract' },
  [BudgetStanding.CURRENT_YEAR]: { ja: '現年度に更新（予算措置の確認）', en: 'Renewal of the year under way, funding to be looked into' },
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
  ({ line, language, unit }: Line): string | number => {
    const yen = line[key];
    if (yen !== null) return inUnit(yen, unit);
    const ofLicence = key === 'fullYearYen' && line.standing === BudgetStanding.LICENCE_END;
    return line.isElsewhere && key !== 'inYearYen' && !ofLicence
      ? say(language, 'ほかの行に計上', 'On another line')
      : say(language, '不明', 'Unknown');
  };

const classPart =
  (key: 'developmentYen' | 'operationYen') =>
  ({ line, language, unit }: Line): string | number => {
    const yen = line[key];
    return yen === null ? say(language, '不明', 'Unknown') : inUnit(yen, unit);
  };

/** The part of an obligation; none is recorded for most contracts, which is not unknown but no part. */
const obligation = ({ line, language, unit }: Line): string | number =>
  line.obligationYen === null ? say(language, '登録なし', 'None recorded') : inUnit(line.obligationYen, unit);

/** What has to be done by a day, in words; past days say so. */
const DAY_WORDS: Record<BudgetDayState, Text> = {
  [BudgetDayState.NOT_NEEDED]: { ja: '不要', en: 'Not needed' },
  [BudgetDayState.UNKNOWN]: { ja: '不明', en: 'Unknown' },
  [BudgetDayState.AHEAD]: { ja: '期限前', en: 'Ahead' },
  [BudgetDayState.PASSED]: { ja: '期限切れ', en: 'Passed' },
};
const ofOwnEnd = ({ standing }: BudgetLine): boolean => standing !== RUNNING && standing !== BudgetStanding.LICENCE_END;

/** The last day of the licence, a date of its own; null where there is no licence. */
function licenceEnd({ contract, language }: Line): string | null {
  if (contract.licenceEndsOn) return contract.licenceEndsOn;
  return contract.kind === ContractKind.LICENCE ? say(language, '不明', 'Unknown') : null;
}

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
  {
    heading: { ja: '終了日', en: 'Ends on' },
    cell: ({ contract, language }) =>
      contract.endsOn ?? (contract.endKind === EndKind.NONE ? say(language, '定めなし', 'None agreed') : say(language, '不明', 'Unknown')),
  },
  { heading: { ja: 'ライセンス終了日', en: 'Licence ends on' }, cell: licenceEnd },
  { heading: { ja: '更新の開始日', en: 'Renewal starts on' }, cell: ({ line }) => line.renewalStartsOn },
  { heading: { ja: '通知期限', en: 'Notice by' }, cell: ({ line }) => (line.noticeState === 'NOT_NEEDED' ? null : line.noticeOn) },
  {
    heading: { ja: '通知期限の状況', en: 'Notice' },
    cell: ({ line, language }) => (ofOwnEnd(line) ? DAY_WORDS[line.noticeState][language] : null),
  },
  {
    heading: { ja: '調達開始日', en: 'Procure from' },
    cell: ({ line }) => (line.procurementState === 'NOT_NEEDED' ? null : line.procurementOn),
  },
  {
    heading: { ja: '調達開始の状況', en: 'Procurement' },
    cell: ({ line, language }) => (line.standing === RUNNING ? null : DAY_WORDS[line.procurementState][language]),
  },
  { heading: { ja: '四半期', en: 'Quarter' }, cell: ({ line }) => line.quarter },
  { heading: { ja: '年度内の月数', en: 'Months in the year' }, cell: ({ line }) => line.months },
  { heading: { ja: '平年度額', en: 'Full year' }, cell: amount('fullYearYen'), sum: 'fullYearYen' },
  { heading: { ja: '当該年度分', en: 'In the year' }, cell: amount('inYearYen'), sum: 'inYearYen' },
  { heading: { ja: '当該年度分のうち整備経費', en: 'Development in the year' }, cell: classPart('developmentYen'), sum: 'developmentYen' },
  { heading: { ja: '当該年度分のうち運用等経費', en: 'Operation in the year' }, cell: classPart('operationYen'), sum: 'operationYen' },
  { heading: { ja: '前々年度執行額', en: 'Executed two years before' }, cell: amount('executedYen'), sum: 'executedYen' },
  { heading: { ja: '前年度予算額', en: 'Budgeted the year before' }, cell: amount('budgetedYen'), sum: 'budgetedYen' },
  { heading: { ja: '要求額', en: 'Requested' }, cell: amount('requestedYen'), sum: 'requestedYen' },
  {
    heading: { ja: '国庫債務負担行為の歳出化額', en: 'Obligation of the year' },
    cell: line => (line.line.standing === RUNNING ? obligation(line) : null),
    sum: 'obligationYen',
  },
  {
    heading: { ja: '現年度の不足額', en: 'Missing in the year under way' },
    cell: line => (line.line.standing === CURRENT_YEAR ? amount('shortfallYen')(line) : null),
    sum: 'shortfallYen',
  },
  {
    heading: { ja: '予算措置', en: 'Funding' },
    cell: ({ line, language }) => (ofOwnEnd(line) ? FUNDING_WORDS[line.funding][language] : null),
  },
  {
    heading: { ja: '廃止・縮小・停止の予定', en: 'To stop, retire or shrink' },
    cell: ({ line, language }) => carriedText(line, language),
  },
  {
    heading: { ja: '契約へのリンク', en: 'Link to the contract' },
    cell: ({ contract, address }) => new URL(`/contracts/${contract.id}`, address).href,
  },
];
