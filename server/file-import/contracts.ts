import { ref } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type Context, signedIn } from '../context.ts';
import { type ClassedAmount, developmentFault, isTooMuch, type LedgerAmount } from '../contract/amount.ts';
import { Contract, CONTRACT_DAYS, ContractSystem, ContractYear } from '../contract/entity.ts';
import { noteRelatedChange, setSystems, setYears } from '../contract/service.ts';
import { ContractKind, EndKind } from '../contract/terms.ts';
import { InformationSystem } from '../information-system/entity.ts';
import type { Organisation } from '../organisation/entity.ts';
import { isCorporateNumber } from '../organisation/corporate-number.ts';
import { findOrganisation } from '../organisation/service.ts';
import type { TableRow } from '../spreadsheet/find-table.ts';
import type { UploadedFile } from '../uploaded-file/entity.ts';
import { VendorBook } from '../vendor/service.ts';
import { dayOf, fixedWord, wholeNumberOf } from './cells.ts';
import { amountOf, amountsByYear, costClassOf, mergedYears, refuseSplit, withoutYears, yearAmountsOf } from './contract-amounts.ts';
import { CONTRACT_WORDS, type ContractKey, type LedgerKey, NO_END } from './contract-columns.ts';
import { type LedgerTable, ledgerTable } from './ledger.ts';
import type { UnreadColumn } from './ledger-type.ts';
import { type PlannedRow, plannedRow, refuseRepeated, requireNoneRefused, RowReader } from './plan.ts';

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
  table: LedgerTable;
  own: Organisation;
  book: VendorBook;
  contracts: Map<string, Contract>;
  systemsByCode: Map<string, InformationSystem>;
  codesOfContract: Map<string, string[]>;
  yearsOfContract: Map<string, ContractYear[]>;
}

/** What the file would change among the contracts of the viewer's organisation. Columns that it lacks, or that are not read, change nothing. */
export async function planContracts(
  context: Context,
  file: UploadedFile,
): Promise<{ rows: PlannedRow<Content>[]; unread: UnreadColumn[] }> {
  const ledger = await openLedger(context, file);
  return { rows: plan(ledger), unread: ledger.table.unread };
}

/**
 * Writes the plan; rows that were refused stay out when the person says so.
 *
 * @throws InvalidInputError on `fileId` when rows were refused and may not stay out
 */
export async function importContracts(context: Context, file: UploadedFile, leaveOutRefused: boolean): Promise<PlannedRow<unknown>[]> {
  const { em } = context;
  const ledger = await openLedger(context, file);
  const rows = plan(ledger);
  if (!leaveOutRefused) requireNoneRefused(rows);
  const related = new Set<Contract>();
  for (const { content } of rows) {
    if (!content) continue;
    const { systems, documents, vendorName, vendorCorporateNumber, ...said } = Object.fromEntries(
      Object.entries(content).filter(([, value]) => value !== undefined),
    ) as Content;
    const { values, years } = withoutYears(said);
    if (vendorName !== undefined)
      values.vendor = vendorName === null ? null : ref(ledger.book.take(vendorName, (vendorCorporateNumber as string | null) ?? null));
    if (documents !== undefined) values['documentUrls'] = addressesIn(documents);
    const known = ledger.contracts.get(content.number);
    const contract = known ? em.assign(known, values as never) : em.create(Contract, values as never);
    if (years.size) {
      const merged = mergedYears((known && ledger.yearsOfContract.get(known.id)) ?? [], years);
      if (!known) for (const year of merged) em.create(ContractYear, { contract: ref(contract), ...year });
      else if (await setYears(em, known, merged)) related.add(known);
    }
    if (systems === undefined) continue;
    const wanted = codesIn(systems ?? '').map(code => ledger.systemsByCode.get(code)!);
    if (!known) wanted.forEach((system, position) => em.create(ContractSystem, { contract: ref(contract), system: ref(system), position }));
    else if (await setSystems(em, known, wanted)) related.add(known);
  }
  await em.flush();
  await noteRelatedChange(em, [...related]);
  return rows;
}

async function openLedger(context: Context, file: UploadedFile): Promise<Ledger> {
  const { em } = context;
  const own = await findOrganisation(context, signedIn(context).organisationId);
  const contracts = await em.find(Contract, { tenantId: own.id }, { populate: ['vendor'] });
  const systems = await em.find(InformationSystem, {});
  // Identifiers are unique within a provider alone; the own ones go before.
  const ownLast = systems.toSorted((one, other) => Number(one.tenantId === own.id) - Number(other.tenantId === own.id));
  const years = await em.find(ContractYear, { tenantId: own.id }, { orderBy: { fiscalYear: 'asc' } });
  return {
    table: await ledgerTable(context, file),
    own,
    book: await VendorBook.open(em, own.id),
    contracts: new Map(contracts.map(contract => [contract.number, contract])),
    systemsByCode: new Map(ownLast.map(system => [system.code, system])),
    codesOfContract: await codesOfContracts(em, own.id),
    yearsOfContract: Map.groupBy(years, year => year.contract.id),
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

function plan(ledger: Ledger): PlannedRow<Content>[] {
  const { rows: read, columns } = ledger.table;
  const rows = read.map(row => plannedContract(row, ledger));
  refuseRepeated(rows, columns.find(({ key }) => key === 'number')!.headings[0]);
  return rows;
}

function plannedContract(row: TableRow<LedgerKey>, ledger: Ledger): PlannedRow<Content> {
  const { keys, columns } = ledger.table;
  const reader = new RowReader(row, columns);
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
    ...amountOf(reader, ledger.table, present),
    ...costClassOf(reader, ledger.table),
    renewalKind: word('renewalKind'),
    noticeDays: count('noticeDays', 1000),
    leadTimeDays: count('leadTimeDays', 1000),
    billingMetric: word('billingMetric'),
    quantity: count('quantity'),
    usedQuantity: count('usedQuantity'),
    yearlyCallCount: count('yearlyCallCount'),
    documents: given('documentUrls', () => documentsOf(reader)),
    ...yearAmountsOf(reader, ledger.table),
  };
  reader.daysInOrder(CONTRACT_DAYS, present, content);
  refuseMismatches(reader, present, content);
  const years = (present && ledger.yearsOfContract.get(present.id)) ?? [];
  refuseSplit(reader, { contract: present, years }, content);
  return plannedRow({ line: row.line, key: number, label: content.title, faults: reader.faults }, presentOf(present, ledger), content);
}

/** The contract as a row would say it. */
function presentOf(contract: Contract | null, { codesOfContract, yearsOfContract }: Ledger): Record<string, unknown> | null {
  if (!contract) return null;
  return {
    ...contract,
    documents: contract.documentUrls.join(' ') || null,
    systems: (codesOfContract.get(contract.id) ?? []).join(';') || null,
    vendorName: contract.vendor?.unwrap().name ?? null,
    ...amountsByYear(yearsOfContract.get(contract.id) ?? []),
  };
}

function refuseOthers(reader: RowReader<LedgerKey>, own: Organisation): void {
  const number = reader.plain('organisation');
  if (!number || number === own.corporateNumber) return;
  reader.refuse(
    'organisation',
    'OTHER_ORGANISATION',
    { ja: `自組織（${own.name}）以外の契約です。`, en: `This contract is not of your organisation (${own.nameEn}).` },
    { ja: 'この行は取り込みません。その組織の担当者が取り込んでください。', en: 'It stays out; somebody of that organisation imports it.' },
  );
}

function systemsOf(reader: RowReader<LedgerKey>, { systemsByCode }: Ledger): string | null {
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
  reader: RowReader<LedgerKey>,
  keys: ReadonlySet<LedgerKey>,
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

function endOf(reader: RowReader<LedgerKey>): { endKind: EndKind; endsOn: string | null } {
  const text = reader.plain('endsOn');
  if (!text) return { endKind: EndKind.UNKNOWN, endsOn: null };
  if (NO_END.some(word => word === text)) return { endKind: EndKind.NONE, endsOn: null };
  const endsOn = dayOf(reader, 'endsOn', {
    ja: '2027-03-31、令和9年3月31日、R9.3.31 のように入れてください。分からないときは空欄、期間の定めがないときは「定めなし」とします。',
    en: 'Write it like 2027-03-31. Leave it blank when it is unknown, and write None when no end was agreed.',
  });
  return { endKind: EndKind.KNOWN, endsOn };
}

function documentsOf(reader: RowReader<LedgerKey>): string | null {
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

/** What one cell says and another one does not go with. */
function refuseMismatches(reader: RowReader<LedgerKey>, present: Contract | null, content: Content): void {
  const value = (
    key: 'kind' | 'maintenanceStyle' | 'supportEndsOn' | 'supportEndSource' | keyof LedgerAmount | keyof ClassedAmount,
  ): unknown => (content[key] === undefined ? present?.[key] : content[key]);
  const classed = { amountYen: value('amountYen'), costClass: value('costClass'), developmentYen: value('developmentYen') };
  const fault = developmentFault(classed as ClassedAmount);
  if (fault)
    reader.refuse('developmentYen', 'MISMATCH', fault, {
      ja: '経費区分、金額、うち整備経費を確かめてください。',
      en: 'Check the cost class, the amount, and how much of it is development.',
    });
  const amount = { amountYen: value('amountYen'), amountBasis: value('amountBasis'), quantity: value('quantity') } as LedgerAmount;
  if (isTooMuch(amount))
    reader.refuse(
      'amount',
      'OUT_OF_RANGE',
      { ja: '金額が大きすぎて、円単位で計算できません。', en: 'The amount is too much to be reckoned with to the yen.' },
      { ja: '金額、金額区分と契約数量を確かめてください。', en: 'Check the amount, its basis and the quantity.' },
    );
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
