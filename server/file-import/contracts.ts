import { type Ref, ref } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type Context, signedIn } from '../context.ts';
import { Contract, CONTRACT_DAYS, ContractSystem } from '../contract/entity.ts';
import { setSystems } from '../contract/service.ts';
import { AmountBasis, ContractKind, EndKind } from '../contract/terms.ts';
import { InformationSystem } from '../information-system/entity.ts';
import type { Organisation } from '../organisation/entity.ts';
import { isCorporateNumber } from '../organisation/corporate-number.ts';
import { findOrganisation } from '../organisation/service.ts';
import type { TableRow } from '../spreadsheet/find-table.ts';
import type { UploadedFile } from '../uploaded-file/entity.ts';
import type { Vendor } from '../vendor/entity.ts';
import { VendorBook } from '../vendor/service.ts';
import { dayOf, fixedWord, wholeNumberOf } from './cells.ts';
import { AMOUNT_UNITS, CONTRACT_COLUMNS, CONTRACT_WORDS, type ContractKey, NO_END } from './contract-columns.ts';
import { type PlannedRow, plannedRow, refuseRepeated, requireNoneRefused, RowReader, tableOf } from './plan.ts';

/** What a row says; undefined for a column that the file lacks. */
type Content = Record<string, unknown> & {
  number: string;
  title: string;
  /** Identifiers and addresses, joined as in a cell. */
  systems: string | null | undefined;
  documents: string | null | undefined;
  vendorName: string | null | undefined;
};

interface Ledger {
  own: Organisation;
  book: VendorBook;
  contracts: Map<string, Contract>;
  systemsByCode: Map<string, InformationSystem>;
  codesOfContract: Map<string, string[]>;
}

/** What the file would change among the contracts of the viewer's organisation. Columns that it lacks change nothing. */
export async function planContracts(context: Context, file: UploadedFile): Promise<PlannedRow<Content>[]> {
  return plan(file, await openLedger(context));
}

/**
 * Writes the plan; rows that were refused stay out when the person says so.
 *
 * @throws InvalidInputError on `fileId` when rows were refused and may not stay out
 */
export async function importContracts(context: Context, file: UploadedFile, leaveOutRefused: boolean): Promise<PlannedRow<unknown>[]> {
  const { em } = context;
  const ledger = await openLedger(context);
  const rows = plan(file, ledger);
  if (!leaveOutRefused) requireNoneRefused(rows);
  for (const { content } of rows) {
    if (!content) continue;
    const { systems, documents, vendorName, vendorCorporateNumber, ...said } = Object.fromEntries(
      Object.entries(content).filter(([, value]) => value !== undefined),
    ) as Content;
    const values: Record<string, unknown> & { vendor?: Ref<Vendor> | null } = said;
    if (vendorName !== undefined)
      values.vendor = vendorName === null ? null : ref(ledger.book.take(vendorName, (vendorCorporateNumber as string | null) ?? null));
    if (documents !== undefined) values['documentUrls'] = addressesIn(documents);
    const known = ledger.contracts.get(content.number);
    const contract = known ? em.assign(known, values as never) : em.create(Contract, values as never);
    if (systems === undefined) continue;
    const wanted = codesIn(systems ?? '').map(code => ledger.systemsByCode.get(code)!);
    if (known) await setSystems(em, known, wanted);
    else wanted.forEach((system, position) => em.create(ContractSystem, { contract: ref(contract), system: ref(system), position }));
  }
  await em.flush();
  return rows;
}

async function openLedger(context: Context): Promise<Ledger> {
  const { em } = context;
  const own = await findOrganisation(context, signedIn(context).organisationId);
  const contracts = await em.find(Contract, { tenantId: own.id }, { populate: ['vendor'] });
  const systems = await em.find(InformationSystem, {});
  // Identifiers are unique within a provider alone; the own ones go before.
  const ownLast = systems.toSorted((one, other) => Number(one.tenantId === own.id) - Number(other.tenantId === own.id));
  return {
    own,
    book: await VendorBook.open(em, own.id),
    contracts: new Map(contracts.map(contract => [contract.number, contract])),
    systemsByCode: new Map(ownLast.map(system => [system.code, system])),
    codesOfContract: await codesOfContracts(em, own.id),
  };
}

async function codesOfContracts(em: EntityManager, organisationId: string): Promise<Map<string, string[]>> {
  const rows = await em.execute<{ id: string; codes: string[] }[]>(
    `select c.contract_id as id, array_agg(s.code order by c.position) as codes
     from contract_system c join information_system s on s.id = c.system_id where c.tenant_id = ? group by c.contract_id`,
    [organisationId],
  );
  return new Map(rows.map(({ id, codes }) => [id, codes]));
}

const codesIn = (text: string): string[] => [...new Set(text.split(/[;；,、，\n]/u).map(code => code.trim()))].filter(Boolean);

const addressesIn = (text: string | null): string[] => (text ?? '').split(/\s+/u).filter(Boolean);

function plan(file: UploadedFile, ledger: Ledger): PlannedRow<Content>[] {
  const table = tableOf(file, CONTRACT_COLUMNS);
  const rows = table.rows.map(row => plannedContract(row, table.keys, ledger));
  refuseRepeated(rows, CONTRACT_COLUMNS[0]!.headings[0]);
  return rows;
}

function plannedContract(row: TableRow<ContractKey>, keys: ReadonlySet<ContractKey>, ledger: Ledger): PlannedRow<Content> {
  const reader = new RowReader(row, CONTRACT_COLUMNS);
  const number = reader.required('number', 100);
  refuseOthers(reader, ledger.own);
  const present = ledger.contracts.get(number) ?? null;
  const given = <Value>(key: ContractKey, read: () => Value): Value | undefined => (keys.has(key) ? read() : undefined);
  const text = (key: ContractKey, longest: number): string | null | undefined => given(key, () => reader.text(key, longest) || null);
  const day = (key: ContractKey): string | null | undefined => given(key, () => dayOf(reader, key));
  const word = (key: keyof typeof CONTRACT_WORDS): string | null | undefined =>
    given(key, () => fixedWord(reader, key, CONTRACT_WORDS[key]));
  const count = (key: ContractKey, most = 2_000_000_000): number | null | undefined => given(key, () => wholeNumberOf(reader, key, most));
  reader.required('kind');
  const content: Content = {
    number,
    title: reader.required('title'),
    kind: word('kind'),
    maintenanceStyle: word('maintenanceStyle'),
    productName: text('productName', 200),
    productVersion: text('productVersion', 100),
    productIdentifier: text('productIdentifier', 100),
    systems: given('systems', () => systemsOf(reader, ledger)),
    ...vendorOf(reader, keys, present, ledger),
    startsOn: day('startsOn'),
    ...endOf(reader),
    licenceEndsOn: day('licenceEndsOn'),
    supportEndsOn: day('supportEndsOn'),
    supportEndSource: text('supportEndSource', 500),
    stopsOn: day('stopsOn'),
    ...amountOf(reader, keys, present),
    costClass: word('costClass'),
    renewalKind: word('renewalKind'),
    noticeDays: count('noticeDays', 1000),
    leadTimeDays: count('leadTimeDays', 1000),
    billingMetric: word('billingMetric'),
    quantity: count('quantity'),
    usedQuantity: count('usedQuantity'),
    yearlyCallCount: count('yearlyCallCount'),
    documents: given('documentUrls', () => documentsOf(reader)),
  };
  reader.daysInOrder(CONTRACT_DAYS, present, content);
  refuseMismatches(reader, present, content);
  return plannedRow({ line: row.line, key: number, label: content.title, faults: reader.faults }, presentOf(present, ledger), content);
}

/** The contract as a row would say it. */
function presentOf(contract: Contract | null, { codesOfContract }: Ledger): Record<string, unknown> | null {
  if (!contract) return null;
  return {
    ...contract,
    documents: contract.documentUrls.join(' ') || null,
    systems: (codesOfContract.get(contract.id) ?? []).join(';') || null,
    vendorName: contract.vendor?.unwrap().name ?? null,
  };
}

function refuseOthers(reader: RowReader<ContractKey>, own: Organisation): void {
  const number = reader.plain('organisation');
  if (!number || number === own.corporateNumber) return;
  reader.refuse(
    'organisation',
    'OTHER_ORGANISATION',
    { ja: `自組織（${own.name}）以外の契約です。`, en: `This contract is not of your organisation (${own.nameEn}).` },
    { ja: 'この行は取り込みません。その組織の担当者が取り込んでください。', en: 'It stays out; somebody of that organisation imports it.' },
  );
}

function systemsOf(reader: RowReader<ContractKey>, { systemsByCode }: Ledger): string | null {
  const codes = codesIn(reader.text('systems', 2000));
  const unknown = codes.filter(code => !systemsByCode.has(code));
  if (unknown.length)
    reader.refuse(
      'systems',
      'UNKNOWN_SYSTEM',
      { ja: `登録のない情報システムIDです：${unknown.join('、')}`, en: `No such system is recorded: ${unknown.join(', ')}` },
      {
        ja: '情報システムを先に登録するか、IDを直してください。複数のときは ; で区切ります。',
        en: 'Record the system first, or correct the identifier. Separate several with ;.',
      },
    );
  return codes.join(';') || null;
}

function vendorOf(
  reader: RowReader<ContractKey>,
  keys: ReadonlySet<ContractKey>,
  present: Contract | null,
  { book }: Ledger,
): { vendorName: string | null | undefined; vendorCorporateNumber?: string | null } {
  if (!keys.has('vendorName')) return { vendorName: undefined };
  const name = reader.text('vendorName') || null;
  const number = reader.plain('vendorCorporateNumber') || null;
  if (number && !isCorporateNumber(number))
    reader.refuse(
      'vendorCorporateNumber',
      'CORPORATE_NUMBER',
      { ja: '法人番号の桁数か検査数字が合いません。', en: 'This is not a corporate number; its check digit does not fit.' },
      { ja: '国税庁の法人番号公表サイトで確認してください。', en: 'Look it up on the National Tax Agency’s site.' },
    );
  const known = name ? book.find(name, number) : null;
  // Another way to write the supplier that is there is no change of the contract.
  const same = known && known === present?.vendor?.unwrap() && (!number || known.corporateNumber === number);
  return same ? { vendorName: known.name } : { vendorName: name, ...(number && { vendorCorporateNumber: number }) };
}

function endOf(reader: RowReader<ContractKey>): { endKind: EndKind; endsOn: string | null } {
  const text = reader.plain('endsOn');
  if (!text) return { endKind: EndKind.UNKNOWN, endsOn: null };
  if (NO_END.some(word => word === text)) return { endKind: EndKind.NONE, endsOn: null };
  const endsOn = dayOf(reader, 'endsOn', {
    ja: '2027-03-31、令和9年3月31日、R9.3.31 のように入れてください。分からないときは空欄、期間の定めがないときは「定めなし」とします。',
    en: 'Write it like 2027-03-31. Leave it blank when it is unknown, and write None when no end was agreed.',
  });
  return { endKind: EndKind.KNOWN, endsOn };
}

function amountOf(
  reader: RowReader<ContractKey>,
  keys: ReadonlySet<ContractKey>,
  present: Contract | null,
): { amountYen?: number | null; amountBasis?: string } {
  const basis = keys.has('amountBasis') ? fixedWord(reader, 'amountBasis', CONTRACT_WORDS.amountBasis) : (present?.amountBasis ?? null);
  const amountYen = keys.has('amount') ? yenOf(reader) : undefined;
  if (amountYen != null && !basis && !reader.faults.some(({ code }) => code === 'UNKNOWN_WORD'))
    reader.refuse(
      'amountBasis',
      'MISSING',
      { ja: '年額か総額かが分かりません。', en: 'It is not said whether the amount is for a year or for the whole term.' },
      { ja: '「年額」か「総額」を入れてください。', en: 'Use Per year or Total.' },
    );
  return {
    ...(amountYen !== undefined && { amountYen }),
    ...(basis ? { amountBasis: basis } : present ? {} : { amountBasis: AmountBasis.PER_YEAR }),
  };
}

function documentsOf(reader: RowReader<ContractKey>): string | null {
  const addresses = addressesIn(reader.text('documentUrls', 4000));
  if (addresses.some(url => !/^https?:\/\/\S+$/.test(url)))
    reader.refuse(
      'documentUrls',
      'ADDRESS',
      { ja: 'https:// または http:// で始まるアドレスではありません。', en: 'This is no address that begins with https:// or http://.' },
      { ja: '空白で区切って、アドレスだけを入れてください。', en: 'Use addresses alone, with spaces between them.' },
    );
  return addresses.join(' ') || null;
}

/** Whole yen of amount and unit together; null when unknown. */
function yenOf(reader: RowReader<ContractKey>): number | null {
  const text = reader.plain('amount').replaceAll(/[,¥\\]|円$/g, '');
  const unitText = reader.plain('amountUnit').toUpperCase() || '円';
  if (!text) return null;
  const unit = AMOUNT_UNITS[unitText];
  const yen = /^\d{1,16}(\.\d{1,6})?$/.test(text) ? Math.round(Number(text) * (unit ?? 1) * 1e6) / 1e6 : Number.NaN;
  if (unit === undefined)
    reader.refuse(
      'amountUnit',
      'UNKNOWN_WORD',
      { ja: '金額の単位が決められた値ではありません。', en: 'This is not one of the units.' },
      { ja: '円、千円、百万円のどれかを入れてください。', en: 'Use 円, 千円 (thousand yen) or 百万円 (million yen).' },
    );
  else if (!Number.isSafeInteger(yen))
    reader.refuse(
      'amount',
      'NUMBER',
      { ja: '金額として読めないか、1円未満の端数があります。', en: 'This is no amount, or not of whole yen.' },
      { ja: '0以上の数字を入れてください。桁区切りのカンマは使えます。', en: 'Use a number from 0; separators of thousands are fine.' },
    );
  else return yen;
  return null;
}

/** What one cell says and another one does not go with. */
function refuseMismatches(reader: RowReader<ContractKey>, present: Contract | null, content: Content): void {
  const value = (key: 'kind' | 'maintenanceStyle' | 'supportEndsOn' | 'supportEndSource'): unknown =>
    content[key] === undefined ? present?.[key] : content[key];
  const kinds: unknown[] = [ContractKind.SOFTWARE_MAINTENANCE, ContractKind.HARDWARE_MAINTENANCE];
  if (value('maintenanceStyle') && value('kind') && !kinds.includes(value('kind')))
    reader.refuse(
      'maintenanceStyle',
      'MISMATCH',
      { ja: '定期・スポットの区分は保守だけにあります。', en: 'Only maintenance is periodic or by the call.' },
      { ja: '空欄にするか、種別を直してください。', en: 'Leave it blank, or correct the kind.' },
    );
  if (Boolean(value('supportEndsOn')) !== Boolean(value('supportEndSource')))
    reader.refuse(
      'supportEndSource',
      'MISMATCH',
      { ja: 'サポート終了日とその根拠は一緒に入れます。', en: 'The end of support goes together with its source.' },
      { ja: '両方を入れるか、両方を空欄にしてください。', en: 'Fill in both, or neither.' },
    );
}
