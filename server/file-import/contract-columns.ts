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
  | 'documentUrls';

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
  },
  maintenanceStyle: {
    [MaintenanceStyle.PERIODIC]: ['定期保守', '定期', 'Periodic'],
    [MaintenanceStyle.SPOT]: ['スポット保守', 'スポット', 'Spot'],
  },
  amountBasis: { [AmountBasis.PER_YEAR]: ['年額', 'Per year'], [AmountBasis.TOTAL]: ['総額', 'Total'] },
  costClass: { [CostClass.DEVELOPMENT]: ['整備経費', 'Development'], [CostClass.OPERATION]: ['運用等経費', 'Operation'] },
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
