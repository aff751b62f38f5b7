import { isPerYear } from '../contract/amount.ts';
import { AmountBasis, BillingMetric, ContractKind, CostClass, MaintenanceStyle, RenewalKind } from '../contract/terms.ts';
import type { TableColumn } from '../spreadsheet/find-table.ts';
import type { Words } from './cells.ts';

type WordKey = 'kind' | 'maintenanceStyle' | 'amountBasis' | 'costClass' | 'renewalKind' | 'billingMetric';
type TextKey = 'productName' | 'productVersion' | 'productIdentifier' | 'supportEndSource';
type CountKey = 'noticeDays' | 'leadTimeDays' | 'quantity' | 'usedQuantity' | 'yearlyCallCount';
type DayKey = 'startsOn' | 'endsOn' | 'licenceEndsOn' | 'supportEndsOn' | 'stopsOn';
export type ContractKey =
  | WordKey
  | TextKey
  | CountKey
  | DayKey
  | 'number'
  | 'organisation'
  | 'organisationName'
  | 'systems'
  | 'title'
  | 'vendorName'
  | 'vendorCorporateNumber'
  | 'amount'
  | 'amountUnit'
  | 'developmentYen'
  | 'documentUrls';

/** What a contract has of each fiscal year. */
export const YEAR_FIELDS = ['obligationYen', 'requestedYen', 'budgetedYen', 'executedYen', 'callCount'] as const;
export type YearField = (typeof YEAR_FIELDS)[number];
/** A column of one fiscal year, as `years.2027.requestedYen`. */
export type YearKey = `years.${number}.${YearField}`;
export type LedgerKey = ContractKey | YearKey;
/** What a column of a ledger can be read as; of one fiscal year when it is a field of years. */
export type LedgerField = ContractKey | YearField;

export const yearKey = (fiscalYear: number, field: YearField): YearKey => `years.${fiscalYear}.${field}`;

export const isYearField = (field: string): field is YearField => YEAR_FIELDS.some(one => one === field);

/** Year and field of such a column; null for every other one. */
export function partsOfYearKey(key: string): { fiscalYear: number; field: YearField } | null {
  const [, year, field] = /^years\.(\d{4})\.(\w+)$/.exec(key) ?? [];
  return field && isYearField(field) ? { fiscalYear: Number(year), field } : null;
}

/** Columns of a ledger of contracts, as ministries keep it. */
export const CONTRACT_COLUMNS: readonly TableColumn<ContractKey>[] = [
  { key: 'number', headings: ['契約番号', 'Contract number'], required: true },
  { key: 'organisation', headings: ['府省法人番号', '法人番号', 'Corporate number'] },
  { key: 'organisationName', headings: ['府省名', 'Organisation'] },
  { key: 'systems', headings: ['情報システムID', 'System IDs'] },
  { key: 'kind', headings: ['種別', 'Kind'], required: true },
  { key: 'title', headings: ['件名', '契約件名', 'Title'], required: true },
  { key: 'productName', headings: ['製品名', 'Product'] },
  { key: 'productVersion', headings: ['バージョン', 'Version'] },
  { key: 'productIdentifier', headings: ['製品ID', 'Product ID'] },
  { key: 'vendorName', headings: ['事業者', '事業者名', 'Supplier'] },
  { key: 'vendorCorporateNumber', headings: ['事業者法人番号', 'Corporate number of the supplier'] },
  { key: 'startsOn', headings: ['開始日', 'Starts on'] },
  { key: 'endsOn', headings: ['終了日', 'Ends on'], required: true },
  { key: 'licenceEndsOn', headings: ['ライセンス終了日', 'Licence ends on'] },
  { key: 'supportEndsOn', headings: ['サポート終了日', 'Support ends on'] },
  { key: 'supportEndSource', headings: ['サポート終了日の根拠', 'Source of the end of support'] },
  { key: 'stopsOn', headings: ['利用停止予定日', 'Stops on'] },
  { key: 'amount', headings: ['金額', 'Amount'] },
  { key: 'amountUnit', headings: ['金額単位', 'Unit'] },
  { key: 'amountBasis', headings: ['金額区分', 'Basis'] },
  { key: 'costClass', headings: ['経費区分', 'Cost class'] },
  { key: 'developmentYen', headings: ['うち整備経費', 'Of which development'] },
  { key: 'renewalKind', headings: ['更新', 'Renewal'] },
  { key: 'noticeDays', headings: ['通知期限日数', 'Notice days'] },
  { key: 'leadTimeDays', headings: ['調達日数', 'Lead time days'] },
  { key: 'maintenanceStyle', headings: ['保守方式', 'Maintenance style'] },
  { key: 'billingMetric', headings: ['課金単位', 'Billed by'] },
  { key: 'quantity', headings: ['契約数量', 'Quantity'] },
  { key: 'usedQuantity', headings: ['使用数量', 'Used quantity'] },
  { key: 'yearlyCallCount', headings: ['年間呼出回数', 'Calls a year'] },
  { key: 'documentUrls', headings: ['文書リンク', 'Documents'] },
];

export const CONTRACT_WORDS: Record<WordKey, Words> = {
  kind: {
    [ContractKind.LICENCE]: ['ライセンス', 'Licence'],
    [ContractKind.SOFTWARE_MAINTENANCE]: ['ソフトウェア保守', 'Software maintenance'],
    [ContractKind.HARDWARE_MAINTENANCE]: ['ハードウェア保守', 'Hardware maintenance'],
    [ContractKind.OPERATION]: ['運用', 'Operation'],
    [ContractKind.CLOUD]: ['クラウド利用', 'クラウド', 'Cloud'],
    [ContractKind.DEVELOPMENT]: ['設計・開発', '設計開発', '開発', '整備', 'Development'],
    [ContractKind.LEASE]: ['賃貸借', 'リース', 'Lease'],
    [ContractKind.NETWORK]: ['通信回線', '回線', 'ネットワーク', 'Network'],
    [ContractKind.OTHER]: ['その他', 'Other'],
  },
  maintenanceStyle: {
    [MaintenanceStyle.PERIODIC]: ['定期保守', '定期', 'Periodic'],
    [MaintenanceStyle.SPOT]: ['スポット保守', 'スポット', 'Spot'],
  },
  amountBasis: {
    [AmountBasis.PER_YEAR]: ['年額', 'Per year'],
    [AmountBasis.TOTAL]: ['総額', 'Total'],
    [AmountBasis.UNIT_PER_YEAR]: ['単価・年額', '単価年額', '年額単価', '単価（年額）', '年単価', 'Unit price per year'],
    [AmountBasis.UNIT_TOTAL]: ['単価・総額', '単価総額', '総額単価', '単価（総額）', 'Unit price for the term'],
  },
  costClass: {
    [CostClass.DEVELOPMENT]: ['整備経費', 'Development'],
    [CostClass.OPERATION]: ['運用等経費', 'Operation'],
    [CostClass.BOTH]: ['整備経費と運用等経費', '整備経費・運用等経費', '両方', 'Development and operation'],
  },
  renewalKind: {
    [RenewalKind.NONE]: ['なし', 'None'],
    [RenewalKind.TACIT]: ['自動更新', 'Tacit'],
    [RenewalKind.BY_AGREEMENT]: ['協議更新', 'By agreement'],
  },
  billingMetric: {
    [BillingMetric.CPU]: ['CPU'],
    [BillingMetric.CORE]: ['コア', 'Core'],
    [BillingMetric.USER]: ['利用者', 'User'],
    [BillingMetric.SERVER]: ['サーバ', 'サーバー', 'Server'],
    [BillingMetric.FLAT]: ['定額', 'Flat'],
  },
};

/** What a cell says where no end was agreed. A blank cell says that the end is unknown. */
export const NO_END = ['定めなし', '期間の定めなし', '無期限', 'None'] as const;

/** How many yen each unit of amounts is. */
export const AMOUNT_UNITS: Readonly<Record<string, number>> = { 円: 1, YEN: 1, 千円: 1000, 百万円: 1_000_000 };

/**
 * What ministries write over such columns as well. It is offered as a guess and read only once a person has said so, since the same word
 * means another thing elsewhere.
 */
export const LIKELY_HEADINGS: Readonly<Partial<Record<ContractKey, readonly string[]>>> = {
  number: ['契約管理番号', '台帳番号', '管理番号', '整理番号', '契約No', 'Contract no'],
  organisationName: ['省庁名', '組織名', '部署名'],
  systems: ['システムID', '対象システム', 'システムコード'],
  kind: ['契約種別', '契約区分', '契約の種類', '区分'],
  title: ['案件名', '契約名', '契約名称', '業務名', '調達件名', '名称'],
  productName: ['ソフトウェア名', 'ライセンス名', '製品'],
  productVersion: ['版数', 'Ver'],
  vendorName: ['契約先', '契約相手方', '契約相手', '相手方', '業者名', '委託先', '受注者', 'ベンダー', 'Vendor'],
  vendorCorporateNumber: ['契約先法人番号', '契約相手方法人番号', '相手方法人番号', '業者法人番号'],
  startsOn: ['契約開始日', '契約日', '契約期間開始', '履行開始日', '始期', '自', 'Start date'],
  endsOn: ['契約終了日', '契約満了日', '満了日', '契約期間終了', '履行期限', '終期', '至', 'End date'],
  licenceEndsOn: ['ライセンス満了日', 'ライセンス期限'],
  supportEndsOn: ['保守期限', 'サポート期限', 'EOS'],
  stopsOn: ['廃止予定日', '利用終了予定日'],
  amount: ['契約金額', '契約額', '単価', '契約単価', '年額', '総額', '契約総額', '金額（税込）', 'Price'],
  amountUnit: ['単位'],
  amountBasis: ['年額総額の別', '金額の区分', '金額種別'],
  costClass: ['経費の区分', '経費分類'],
  developmentYen: ['整備経費', '整備経費分', '整備分', '整備経費額'],
  renewalKind: ['更新区分', '更新方法', '契約更新', '自動更新'],
  noticeDays: ['通知日数', '解約通知期限', '事前通知日数'],
  leadTimeDays: ['調達期間', '調達所要日数'],
  maintenanceStyle: ['保守区分', '保守形態'],
  billingMetric: ['課金方式', 'ライセンス単位', '課金体系'],
  quantity: ['数量', 'ライセンス数', '契約数'],
  usedQuantity: ['使用数', '利用数', '利用数量'],
  yearlyCallCount: ['呼出回数', '保守回数', '年間保守回数'],
  documentUrls: ['契約書リンク', '関連文書', 'URL'],
};

/** What a heading that names a fiscal year says besides, in capitals and one width, without its unit. */
const YEAR_WORDS: readonly (readonly [YearField, RegExp])[] = [
  ['obligationYen', /^(?:国庫債務負担行為)?の?(?:額|金額|年割額|歳出化額|歳出化予定額)?$|^(?:OBLIGATION|AMOUNT)$/u],
  ['requestedYen', /^(?:概算)?要求額?$|^REQUEST(?:ED)?$/u],
  ['budgetedYen', /^(?:当初)?予算額?$|^BUDGET(?:ED)?$/u],
  ['executedYen', /^(?:執行|支出|決算)(?:済|実績)?額?$|^(?:EXECUTED|PAID)$/u],
  ['callCount', /^(?:保守)?呼出回数$|^CALLS$/u],
];

/** What the column is of that year; null when its words are none of ours. */
export const yearFieldOf = (rest: string): YearField | null => YEAR_WORDS.find(([, words]) => words.test(withoutUnit(rest)))?.[0] ?? null;

/** Names of these fields, over the columns that an export writes and that the import reads. */
export const YEAR_HEADINGS: Readonly<Record<YearField, { ja: string; en: string }>> = {
  obligationYen: { ja: '年割額（円）', en: 'obligation (yen)' },
  requestedYen: { ja: '要求額（円）', en: 'requested (yen)' },
  budgetedYen: { ja: '予算額（円）', en: 'budgeted (yen)' },
  executedYen: { ja: '執行額（円）', en: 'executed (yen)' },
  callCount: { ja: '呼出回数', en: 'calls' },
};

const UNIT_AT_THE_END = /[([【〔<]?(?:税[込抜]み?[・、,/]?)?(?:単位:?)?(百万円|千円|円|YEN)(?:[・、,/]?税[込抜]み?)?[)\]】〕>]?$/u;

const inOneWidth = (text: string): string => text.normalize('NFKC').replaceAll(/\s+/gu, '').toUpperCase();

/** The unit that a heading names at its end, as in 金額（千円）; null when it names none. */
export const unitIn = (heading: string): string | null => UNIT_AT_THE_END.exec(inOneWidth(heading))?.[1] ?? null;

/** The heading without it, in capitals and one width. */
export const withoutUnit = (heading: string): string => inOneWidth(heading).replace(UNIT_AT_THE_END, '');

/** Whether a heading says that its amounts are for a year or for the whole term; null when it says neither, or both. */
export function basisIn(heading: string): AmountBasis | null {
  const said = [AmountBasis.PER_YEAR, AmountBasis.TOTAL].filter(basis =>
    heading.normalize('NFKC').includes(CONTRACT_WORDS.amountBasis[basis]![0]!),
  );
  return said.length === 1 ? perUnitIn(heading, said[0]!) : null;
}

/** The basis that is meant where a heading says 単価: 年額 under it is the price of one for a year. */
export function perUnitIn(heading: string, basis: AmountBasis): AmountBasis {
  if (!heading.includes('単価')) return basis;
  return isPerYear(basis) ? AmountBasis.UNIT_PER_YEAR : AmountBasis.UNIT_TOTAL;
}
