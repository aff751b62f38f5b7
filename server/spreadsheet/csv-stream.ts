import { delimiterOf } from './read-csv.ts';
import { fileDamaged, quoteNotClosed } from './refusal.ts';
import type { Row } from './spreadsheet.ts';

/** Text by which the separator of columns and of lines is told. */
const HEAD = 16 * 1024;
/** A record longer than this is none: a quotation mark was left open, or the file is no table. */
const LONGEST_RECORD = 1024 * 1024;

/**
 * The records of a CSV of any length, a batch for each part of the text. Reads as `readCsv` does, with flat memory and as fast as
 * lines without quotation marks allow; those with some are read character by character.
 *
 * @throws SpreadsheetError FILE_DAMAGED when a record does not end
 */
export async function* csvRecords(text: AsyncIterable<string>): AsyncGenerator<Row[]> {
  let reader: CsvReader | undefined;
  let head = '';
  for await (const part of text) {
    if (reader) {
      yield reader.take(part);
      continue;
    }
    head += part;
    if (head.length < HEAD) continue;
    reader = new CsvReader(head);
    yield reader.take(head);
  }
  if (!reader) {
    reader = new CsvReader(head);
    yield reader.take(head);
  }
  yield reader.end();
}

class CsvReader {
  private readonly delimiter: ',' | '\t';
  private readonly newline: '\n' | '\r';
  private rest = '';
  private line = 0;

  constructor(head: string) {
    this.delimiter = delimiterOf(head);
    this.newline = head.includes('\n') ? '\n' : '\r';
  }

  take(part: string): Row[] {
    const text = this.rest + part;
    const rows: Row[] = [];
    const from = text.includes('"') ? this.readQuoted(text, rows, false) : this.readPlain(text, rows);
    this.rest = text.slice(from);
    if (this.rest.length > LONGEST_RECORD) throw this.rest.includes('"') ? quoteNotClosed(this.line + 1) : fileDamaged();
    return rows;
  }

  /** What stands behind the last line break. */
  end(): Row[] {
    const rows: Row[] = [];
    if (this.rest !== '' && this.readQuoted(this.rest, rows, true) < this.rest.length) throw quoteNotClosed(this.line + 1);
    return rows;
  }

  /** Reads the lines of a text without quotation marks; answers where the last one, not yet complete, begins. */
  private readPlain(text: string, rows: Row[]): number {
    let from = 0;
    for (let to = text.indexOf(this.newline); to >= 0; to = text.indexOf(this.newline, from)) {
      rows.push({ line: ++this.line, cells: this.plainCells(text, from, to) });
      from = to + 1;
    }
    return from;
  }

  private plainCells(text: string, from: number, to: number): string[] {
    const end = to > from && text.charCodeAt(to - 1) === CARRIAGE_RETURN ? to - 1 : to;
    return text.slice(from, end).split(this.delimiter);
  }

  private readQuoted(text: string, rows: Row[], last: boolean): number {
    let from = 0;
    while (from < text.length) {
      const found = text.indexOf(this.newline, from);
      const to = found < 0 ? text.length : found;
      const quote = text.indexOf('"', from);
      if (quote < 0 || quote > to) {
        if (found < 0 && !last) return from;
        rows.push({ line: ++this.line, cells: this.plainCells(text, from, to) });
        from = to + 1;
        continue;
      }
      const record = this.quotedRecord(text, from, last);
      if (!record) return from;
      rows.push({ line: ++this.line, cells: record.cells });
      from = record.next;
    }
    return from;
  }

  /** One record that may hold quotation marks; undefined while its end is not there. */
  private quotedRecord(text: string, start: number, last: boolean): { cells: string[]; next: number } | undefined {
    const cells: string[] = [];
    let at = start;
    for (;;) {
      let cell = '';
      if (text[at] === '"') {
        const closing = closingQuote(text, at + 1);
        // Whether the mark closes the cell or stands for itself, the next character tells.
        if (closing < 0 || (closing + 1 >= text.length && !last)) return undefined;
        cell = text.slice(at + 1, closing).replaceAll('""', '"');
        at = closing + 1;
      }
      const end = this.cellEnd(text, at);
      if (end < 0 && !last) return undefined;
      const stop = end < 0 ? text.length : end;
      // A quotation mark inside a cell, as in 5" disk, is text.
      cell += text.slice(at, stop);
      at = stop + 1;
      if (text[stop] === this.delimiter) {
        cells.push(cell);
        continue;
      }
      cells.push(this.newline === '\n' && cell.endsWith('\r') ? cell.slice(0, -1) : cell);
      return { cells, next: at };
    }
  }

  private cellEnd(text: string, from: number): number {
    const newline = text.indexOf(this.newline, from);
    const delimiter = text.indexOf(this.delimiter, from);
    return delimiter >= 0 && (newline < 0 || delimiter < newline) ? delimiter : newline;
  }
}

const CARRIAGE_RETURN = 13;

/** Where the cell that begins behind an opening mark is closed; two marks in a row are one that is text. */
function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at;
  return -1;
}
