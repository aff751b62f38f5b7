import type { FastifyInstance } from 'fastify';
import type { Viewer } from '../access/viewer.ts';
import type { Doors } from '../database/doors.ts';
import { InvalidInputError } from '../errors.ts';
import { exportTable, type ExportTable, type Format } from '../file-export/table.ts';
import type { Text } from '../language.ts';
import { permittedViewer, recordIfAcross, requireOwnPage, sendFile } from './rest.ts';

const PERMISSION = 'download:table';
/** Bytes of a table, and how large it may be; a cell of Excel holds no more. */
const TABLE_LIMITS = { bytes: 16 * 1024 * 1024, rows: 50_000, columns: 100, cellLength: 32_767, titleLength: 200, notes: 100 } as const;

/**
 * POST /download/table takes a table as JSON and gives it back as CSV or XLSX, guarded as every export is; `notes` stand below it.
 *
 * It is for tables that a page has read through the API, as its reader: the file can hold nothing that the page did not, and each page
 * has its file without a second description of its columns. Nothing is read here and nothing kept.
 */
export function serveTableFiles(app: FastifyInstance, doors: Doors): void {
  const viewers = new WeakMap<object, Viewer>();
  app.post(
    '/download/table',
    {
      bodyLimit: TABLE_LIMITS.bytes,
      // Before anything of the body is read.
      onRequest: async request => {
        viewers.set(request, await permittedViewer(doors, request, PERMISSION));
        requireOwnPage(request);
      },
    },
    async (request, reply) => {
      const { format, encoding, ...table } = tableOf(request.body);
      const viewer = viewers.get(request)!;
      await recordIfAcross(doors, request, viewer, PERMISSION);
      return sendFile(reply, await exportTable(table, format, encoding));
    },
  );
}

/** @throws InvalidInputError with the place of what does not fit */
function tableOf(body: unknown): ExportTable & { format: Format; encoding: 'utf-8' | 'cp932' } {
  const { title, columns, rows, notes = [], format, encoding = 'utf-8' } = (body ?? {}) as Record<string, unknown>;
  expectFit(typeof title === 'string' && title !== '' && title.length <= TABLE_LIMITS.titleLength, 'title', {
    ja: `表の名前（title）を ${TABLE_LIMITS.titleLength} 字以内で付けてください。`,
    en: `Give the table a title of at most ${TABLE_LIMITS.titleLength} characters.`,
  });
  expectFit(format === 'csv' || format === 'xlsx', 'format', { ja: 'format は csv か xlsx です。', en: 'format is csv or xlsx.' });
  expectFit(encoding === 'utf-8' || encoding === 'cp932', 'encoding', {
    ja: 'encoding は utf-8 か cp932 です。',
    en: 'encoding is utf-8 or cp932.',
  });
  expectFit(isList(columns, TABLE_LIMITS.columns) && columns.length > 0 && columns.every(isText), 'columns', {
    ja: `見出し（columns）は ${TABLE_LIMITS.columns} 列までの文字列です。`,
    en: `columns are texts, at most ${TABLE_LIMITS.columns}.`,
  });
  expectFit(isList(rows, TABLE_LIMITS.rows), 'rows', {
    ja: `行（rows）は ${TABLE_LIMITS.rows.toLocaleString('ja')} 行までです。条件で絞り込んでください。`,
    en: `At most ${TABLE_LIMITS.rows.toLocaleString('en')} rows go into one file. Narrow them down.`,
  });
  const odd = rows.findIndex(row => !isList(row, columns.length) || row.length !== columns.length || !row.every(isCell));
  expectFit(odd === -1, `rows[${odd}]`, {
    ja: `${odd + 1} 行目の値が、見出しの数と合わないか、文字（${TABLE_LIMITS.cellLength.toLocaleString('ja')} 字まで）・数値・空のどれでもありません。`,
    en: `Row ${odd + 1} does not fit the columns, or holds what is neither text (up to ${TABLE_LIMITS.cellLength.toLocaleString('en')} characters), number nor null.`,
  });
  expectFit(isList(notes, TABLE_LIMITS.notes) && notes.every(isText), 'notes', {
    ja: `添え書き（notes）は ${TABLE_LIMITS.notes} 行までの文字列です。`,
    en: `notes are texts, at most ${TABLE_LIMITS.notes}.`,
  });
  // An empty line between, so that a spreadsheet does not sort or filter the notes with the table.
  const line = (text: unknown) => columns.map((_, place) => (place ? null : text));
  const below = notes.length ? [null, ...notes].map(line) : [];
  return { title, columns: columns as string[], rows: [...rows, ...below] as (string | number | null)[][], format, encoding };
}

function expectFit(fits: boolean, field: string, text: Text): asserts fits {
  if (!fits) throw new InvalidInputError(field, text);
}

const isList = (value: unknown, most: number): value is unknown[] => Array.isArray(value) && value.length <= most;
const isText = (value: unknown): boolean => typeof value === 'string' && value.length <= TABLE_LIMITS.cellLength;
const isCell = (value: unknown): boolean => value === null || isText(value) || (typeof value === 'number' && Number.isFinite(value));
