import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Role } from '../../server/access/role.ts';
import { encodeCp932 } from '../../server/spreadsheet/cp932.ts';
import { readSpreadsheet } from '../../server/spreadsheet/read-spreadsheet.ts';
import { writeCsv } from '../../server/spreadsheet/write-csv.ts';
import { writeXlsx } from '../../server/spreadsheet/write-xlsx.ts';
import type { TestPortal } from './open-portal.ts';
import type { Person } from './person.ts';

const FOLDER = new URL('../fixtures/contracts/', import.meta.url);

export interface ExpectedRequest {
  deadline: string;
  endFrom: string;
  endTo: string;
  contracts: number;
  fullYearYen: number;
  inYearProRataYen: number;
  byMinistry: Record<string, { contracts: number; fullYearYen: number }>;
  byKind: Record<string, number>;
  ids: string[];
}

export interface ExpectedLedger {
  rows: number;
  refusedRowsBecauseEndDateCannotBeRead: string[];
  storedWithUnknownEndDate: string[];
  requestFY2027: ExpectedRequest;
  requestFY2028: ExpectedRequest;
  'asOf2026-11-22': { ended: number; endingWithin90Days: number; renewalFallsInCurrentFY2026: number };
}

export const expectedLedger = async (): Promise<ExpectedLedger> =>
  JSON.parse(await readFile(new URL('expected.json', FOLDER), 'utf8')) as ExpectedLedger;

/** The ledger of all ministries as it came, CP932. */
export const wholeLedger = (): Promise<Buffer> => readFile(new URL('ledger.csv', FOLDER));

/** The rows of one ministry in a file of the fixture, in its encoding. */
async function rowsOf(file: 'ledger.csv' | 'systems.csv', corporateNumber: string): Promise<Buffer> {
  const bytes = await readFile(new URL(file, FOLDER));
  const cp932 = file === 'ledger.csv';
  const text = cp932 ? new TextDecoder('shift_jis').decode(bytes) : bytes.toString();
  const [headings, ...lines] = text.replaceAll('\r\n', '\n').trimEnd().split('\n') as [string, ...string[]];
  const kept = [headings, ...lines.filter(line => line.split(',')[1] === corporateNumber)].join('\r\n');
  return Buffer.from(cp932 ? encodeCp932(kept) : kept);
}

export const ledgerOf = (corporateNumber: string): Promise<Buffer> => rowsOf('ledger.csv', corporateNumber);

/** The same ledger under headings of the ministry's own, in either format. */
export async function renamedLedger(corporateNumber: string, names: Record<string, string>, format: 'csv' | 'xlsx'): Promise<Uint8Array> {
  const bytes = await ledgerOf(corporateNumber);
  const { sheets } = await readSpreadsheet('ledger.csv', bytes);
  const [headings, ...rows] = sheets[0]!.rows.map(({ cells }) => cells) as [string[], ...string[][]];
  const renamed = headings.map(heading => names[heading] ?? heading);
  if (format === 'csv') return writeCsv({ columns: renamed, rows }, 'cp932').bytes;
  return writeXlsx({ title: '契約台帳', sheets: [{ name: '契約台帳', columns: renamed.map(heading => ({ heading })), rows }] });
}

const systemsOf = (corporateNumber: string): Promise<Buffer> => rowsOf('systems.csv', corporateNumber);

/** The ministry of a corporate number, which may be there already. */
async function ministryOf({ operator }: TestPortal, corporateNumber: string): Promise<string> {
  const { organisations } = await operator.expectData<{ organisations: { items: { id: string; corporateNumber: string }[] } }>(
    '{ organisations { items { id corporateNumber } } }',
  );
  const known = organisations.items.find(one => one.corporateNumber === corporateNumber);
  if (known) return known.id;
  const { createOrganisation } = await operator.expectData<{ createOrganisation: { id: string } }>(
    'mutation ($input: CreateOrganisationInput!) { createOrganisation(input: $input) { id } }',
    {
      input: {
        corporateNumber,
        name: `府省${corporateNumber}`,
        nameEn: `Ministry ${corporateNumber}`,
        shortName: corporateNumber,
        kana: '',
        protocolOrder: 50,
      },
    },
  );
  return createOrganisation.id;
}

/** A budget officer of the ministry of this number, whose systems are recorded and whose ledger waits to be imported. */
export async function openLedger(portal: TestPortal, corporateNumber: string): Promise<{ officer: Person; organisationId: string }> {
  const organisationId = await ministryOf(portal, corporateNumber);
  const roles = [Role.BUDGET_OFFICER, Role.PORTFOLIO_MANAGER, Role.ADMINISTRATOR];
  const officer = await portal.person(organisationId, `budget@${corporateNumber}`, ...roles);
  const fileId = await officer.upload('systems.csv', await systemsOf(corporateNumber));
  await officer.expectData('mutation ($input: ImportFileInput!) { importInformationSystems(input: $input) { newCount } }', {
    input: { fileId },
  });
  return { officer, organisationId };
}

const IMPORT_CONTRACTS =
  'mutation ($input: ImportContractsInput!) { importContracts(input: $input) { newCount changedCount unchangedCount refusedCount } }';

export interface Counts {
  newCount: number;
  changedCount: number;
  unchangedCount: number;
  refusedCount: number;
}

export async function importLedger(person: Person, bytes: Uint8Array, name = 'ledger.csv', leaveOutRefused = true): Promise<Counts> {
  const fileId = await person.upload(name, bytes);
  const { importContracts } = await person.expectData<{ importContracts: Counts }>(IMPORT_CONTRACTS, {
    input: { fileId, leaveOutRefused },
  });
  return importContracts;
}

/** What a contract takes, as little as it can be, and what the caller wants of it besides. */
export const contractInput = (input: Record<string, unknown> = {}): Record<string, unknown> => ({
  number: `C-${randomUUID().slice(0, 8)}`,
  title: '試験契約',
  kind: 'LICENCE',
  systemIds: [],
  endKind: input['endsOn'] ? 'KNOWN' : 'UNKNOWN',
  amountBasis: 'PER_YEAR',
  documentUrls: [],
  years: [],
  ...input,
});

/** A heading of which a person has said what it means. */
export async function makeHeading(person: Person): Promise<string> {
  const fileId = await person.upload('ledger.csv', Buffer.from('契約番号,種別,件名,満了日\nC-1,運用,件名,\n'));
  await person.expectData('mutation ($input: SaveLedgerHeadingsInput!) { saveLedgerHeadings(input: $input) { fileId } }', {
    input: { fileId, headings: [{ heading: '満了日', field: 'endsOn', version: 0 }] },
  });
  const { ledgerHeadings } = await person.expectData<{ ledgerHeadings: { items: [{ id: string }] } }>(
    '{ ledgerHeadings { items { id } } }',
  );
  return ledgerHeadings.items[0].id;
}

/** A supplier that stays, one that may be merged into it, and the merge of a third one, under the names that arguments have for them. */
export async function makeVendors(person: Person): Promise<Record<'keptId' | 'mergedId' | 'vendorId' | 'vendorMergeId', string>> {
  const made: { id: string; version: number }[] = [];
  for (const vendorName of ['甲株式会社', '乙株式会社', '丙株式会社']) {
    const { createContract } = await person.expectData<{ createContract: { vendor: { id: string; version: number } } }>(
      'mutation ($input: CreateContractInput!) { createContract(input: $input) { vendor { id version } } }',
      { input: contractInput({ vendorName }) },
    );
    made.push(createContract.vendor);
  }
  const [kept, other, third] = made as [{ id: string; version: number }, { id: string; version: number }, { id: string; version: number }];
  await person.expectData('mutation ($input: MergeVendorsInput!) { mergeVendors(input: $input) { id } }', {
    input: { keptId: kept.id, version: kept.version, merged: [{ vendorId: third.id, version: third.version }] },
  });
  const { vendorMerges } = await person.expectData<{ vendorMerges: { items: [{ id: string }] } }>('{ vendorMerges { items { id } } }');
  return { keptId: kept.id, mergedId: other.id, vendorId: other.id, vendorMergeId: vendorMerges.items[0].id };
}
