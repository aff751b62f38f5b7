import type { Context } from '../context.ts';
import { InvalidInputError, PortalError } from '../errors.ts';
import { foldHeading } from '../ledger-heading/fold.ts';
import { ledgerHeadings, rememberHeadings } from '../ledger-heading/service.ts';
import { headingsMissing } from '../spreadsheet/refusal.ts';
import { SpreadsheetError } from '../spreadsheet/spreadsheet-error.ts';
import { type Table, tableAt } from '../spreadsheet/find-table.ts';
import type { UploadedFile } from '../uploaded-file/entity.ts';
import { CONTRACT_COLUMNS, isYearField, type LedgerField, type LedgerKey, YEAR_FIELDS, YEAR_HEADINGS } from './contract-columns.ts';
import {
  type FileColumn,
  isReadable,
  keyOf,
  type LedgerColumns as ColumnsOfFile,
  ledgerColumnsOf,
  missingFields,
  repeatedColumns,
} from './ledger-columns.ts';
import type { SaveLedgerHeadingsInput } from './ledger-input.ts';
import { LedgerColumnState, type LedgerLayout, type LedgerFieldChoice, type UnreadColumn } from './ledger-type.ts';
import { refusedFile } from './plan.ts';

/** What a column of a ledger can be read as, in the order of the form. */
export const LEDGER_FIELDS: readonly LedgerFieldChoice[] = [
  ...CONTRACT_COLUMNS.map(({ key, headings, required = false }) => ({
    key,
    name: headings[0],
    nameEn: headings.at(-1)!,
    required,
    perYear: false,
  })),
  ...YEAR_FIELDS.map(key => ({
    key,
    name: bare(YEAR_HEADINGS[key].ja),
    nameEn: bare(YEAR_HEADINGS[key].en),
    required: false,
    perYear: true,
  })),
];

/** A column of the import, with the name that it has in the file. */
export interface LedgerTable extends Table<LedgerKey> {
  columns: { key: LedgerKey; headings: readonly [string, ...string[]] }[];
  unread: UnreadColumn[];
}

/** How the columns of a file are read, by what the viewer's organisation has said of headings. */
export async function readLedgerLayout(context: Context, file: UploadedFile): Promise<LedgerLayout> {
  return shown(file, columnsOf(file, await ledgerHeadings(context)));
}

/**
 * Remembers what headings of a file mean, for this file and every one to come.
 *
 * @throws InvalidInputError on `headings[n].heading` for one that the file has not, or that is named twice
 * @throws InvalidInputError on `headings[n].field` for a field that there is not, one of years for a heading without a year, or one that
 *   another column is read as
 * @throws InvalidInputError on `headings` when a required field would stay without a column
 * @throws ConflictError when somebody else said something else of a heading in the meantime
 */
export async function saveLedgerHeadings(context: Context, file: UploadedFile, input: SaveLedgerHeadingsInput): Promise<LedgerLayout> {
  const { columns } = columnsOf(file, await ledgerHeadings(context));
  const chosen = new Map<string, { field: LedgerField | null; place: number }>();
  const meanings = input.headings.flatMap(({ heading, field = null, version }, place) => {
    const folded = foldHeading(heading);
    const column = columns.find(one => one.state !== LedgerColumnState.UNNAMED && foldHeading(one.heading) === folded);
    const earlier = chosen.get(folded);
    // Headings that differ in the year alone are one heading, of which one thing is said.
    if (earlier?.field === field) return [];
    if (!column || earlier) throw unusable(`headings[${place}].heading`, heading, Boolean(earlier));
    requireFits(`headings[${place}].field`, column, field);
    chosen.set(folded, { field: field as LedgerField | null, place });
    // What everybody calls it need not be remembered.
    const isKnown = column.state === LedgerColumnState.KNOWN && column.field === field;
    return isKnown ? [] : [{ heading: column.heading, field, version }];
  });
  requireReadable(
    columns.map(column => ({
      ...column,
      field: chosen.has(foldHeading(column.heading)) ? chosen.get(foldHeading(column.heading))!.field : column.field,
    })),
    column => chosen.get(foldHeading(column.heading))?.place ?? -1,
  );
  await rememberHeadings(context, meanings);
  return readLedgerLayout(context, file);
}

/**
 * The table of a ledger, each column under the key that it is read as.
 *
 * @throws PortalError BAD_USER_INPUT on `fileId` when a required column is missing, or two are read as the same thing
 */
export async function ledgerTable(context: Context, file: UploadedFile): Promise<LedgerTable> {
  const { sheetName, sheet, row, columns } = columnsOf(file, await ledgerHeadings(context));
  if (!isReadable(columns)) throw unreadable(columns, row.cells);
  const read = columns.filter(column => keyOf(column));
  const absent = CONTRACT_COLUMNS.filter(({ key }) => !read.some(({ field }) => field === key));
  const names: LedgerTable['columns'] = [...read.map(column => ({ key: keyOf(column)!, headings: [column.heading] as const })), ...absent];
  const positions = new Map(read.map(column => [keyOf(column)!, [column.position]]));
  const unread = columns.filter(column => !keyOf(column)).map(({ cell, heading }) => ({ cell, heading }));
  return { ...tableAt({ sheet: { ...sheet, name: sheetName ?? sheet.name }, row, positions }, names), columns: names, unread };
}

function columnsOf(file: UploadedFile, remembered: Awaited<ReturnType<typeof ledgerHeadings>>): ColumnsOfFile {
  try {
    return ledgerColumnsOf(file.content, remembered);
  } catch (error) {
    throw error instanceof SpreadsheetError ? refusedFile(error) : error;
  }
}

function shown(file: UploadedFile, { sheetName, row, columns }: ColumnsOfFile): LedgerLayout {
  return {
    fileId: file.id,
    fileName: file.fileName,
    sheetName,
    headingLine: row.line,
    columns,
    fields: LEDGER_FIELDS,
    missingFields: missingFields(columns),
    repeatedCells: repeatedColumns(columns).map(same => same.map(({ cell }) => cell)),
  };
}

function unusable(field: string, heading: string, isTwice: boolean): InvalidInputError {
  return new InvalidInputError(
    field,
    isTwice
      ? {
          ja: `見出し「${heading}」に、2通りの読み取り先が選ばれています。年度だけが違う見出しも、同じ読み取り先にしてください。`,
          en: `Two things are said of the heading “${heading}”. Say one, also of headings that differ in the fiscal year alone.`,
        }
      : {
          ja: `見出し「${heading}」はこのファイルにありません。ファイルを選び直してください。`,
          en: `The file has no heading “${heading}”. Choose the file again.`,
        },
  );
}

function requireFits(place: string, { heading, fiscalYear }: FileColumn, field: string | null): void {
  if (field === null) return;
  if (!LEDGER_FIELDS.some(({ key }) => key === field))
    throw new InvalidInputError(place, {
      ja: `「${heading}」の読み取り先「${field}」は台帳の項目にありません。一覧から選び直してください。`,
      en: `“${field}”, chosen for “${heading}”, is no field of the ledger. Choose one of the list.`,
    });
  if (isYearField(field) && fiscalYear === null)
    throw new InvalidInputError(place, {
      ja: `見出し「${heading}」に年度がないため、年度別の額として読めません。見出しを「令和9年度要求額」のようにしてください。`,
      en: `The heading “${heading}” names no fiscal year, so it cannot be read as a figure of one. Write it like FY2027 requested.`,
    });
}

function requireReadable(columns: readonly FileColumn[], placeOf: (column: FileColumn) => number): void {
  const [same] = repeatedColumns(columns);
  if (same) {
    const last = same.toSorted((one, other) => placeOf(other) - placeOf(one))[0]!;
    throw new InvalidInputError(placeOf(last) < 0 ? 'headings' : `headings[${placeOf(last)}].field`, sameField(same));
  }
  const missing = missingFields(columns);
  if (!missing.length) return;
  const names = (key: 'name' | 'nameEn'): string[] => missing.map(field => LEDGER_FIELDS.find(one => one.key === field)![key]);
  throw new InvalidInputError('headings', {
    ja: `必須の項目${names('name')
      .map(name => `「${name}」`)
      .join('')}を読み取る列がありません。どの列がそれに当たるか選ぶか、ファイルに列を加えてください。`,
    en: `No column is read as ${names('nameEn').join(', ')}, without which no ledger can be read. Say which column it is, or add one to the file.`,
  });
}

function sameField(same: readonly FileColumn[]): { ja: string; en: string } {
  const { name, nameEn } = LEDGER_FIELDS.find(({ key }) => key === same[0]!.field)!;
  return {
    ja: `${same.map(({ heading, cell }) => `「${heading}」（${cell}）`).join('と')}が、どちらも「${name}」として読まれます。読む列を1つにし、ほかは「読み取らない」にしてください。同じ見出しが2つあるときは、ファイルで一方の見出しを変えてください。`,
    en: `${same.map(({ heading, cell }) => `“${heading}” (${cell})`).join(' and ')} would both be read as ${nameEn}. Read one of them, and leave the others unread. Where two headings are the same, rename one in the file.`,
  };
}

function unreadable(columns: readonly FileColumn[], cells: readonly string[]): PortalError {
  const [same] = repeatedColumns(columns);
  if (same) return new PortalError(sameField(same), { code: 'BAD_USER_INPUT', field: 'fileId', fault: 'HEADING_DUPLICATED' });
  const missing = missingFields(columns);
  return refusedFile(
    headingsMissing(
      CONTRACT_COLUMNS.filter(({ key }) => missing.includes(key)).map(({ headings }) => headings),
      cells,
    ),
  );
}

/** The name of a field of years without its unit. */
function bare(heading: string): string {
  return heading.replace(/\s*[（(].*$/u, '');
}
