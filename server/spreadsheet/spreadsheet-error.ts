import type { Text } from '../language.ts';

/** Why a file was refused, for programs; the error's text says it to people. */
export type SpreadsheetErrorCode =
  | 'FILE_EMPTY'
  | 'FILE_TOO_LARGE'
  | 'FILE_TYPE_UNKNOWN'
  | 'FILE_DAMAGED'
  | 'FILE_ENCRYPTED'
  | 'FILE_UNSAFE'
  | 'ENCODING_UNKNOWN'
  | 'TOO_MANY_ROWS'
  | 'TOO_MANY_COLUMNS'
  | 'CELL_TOO_LONG'
  | 'FORMULA_NOT_CALCULATED'
  | 'READING_TOOK_TOO_LONG'
  | 'HEADING_MISSING'
  | 'HEADING_DUPLICATED';

/** A file that cannot be taken. `text` names the place in the file and what the person can do about it. */
export class SpreadsheetError extends Error {
  override readonly name = 'SpreadsheetError';
  readonly code: SpreadsheetErrorCode;
  readonly text: Text;

  constructor(code: SpreadsheetErrorCode, text: Text, options?: ErrorOptions) {
    super(text.en, options);
    this.code = code;
    this.text = text;
  }
}
