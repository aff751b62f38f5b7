import type { WriteSheet } from 'hucre/xlsx';
import { columnLetters } from './cell-reference.ts';

/** Lists that cells can be chosen from, on a sheet of their own: there a list may be long and hold commas. */
export interface ChoiceLists {
  /** Where the list stands, for the validation of a cell. */
  formula(choices: readonly string[]): string;
  /** The sheet that holds the lists, none when there are no lists. Excel does not offer to show it. */
  sheets: WriteSheet[];
}

const SHEET = '_choices';

export function choiceLists(lists: readonly (readonly string[])[]): ChoiceLists {
  const keys = [...new Set(lists.map(list => JSON.stringify(list)))];
  const columns = keys.map(key => JSON.parse(key) as string[]);
  const height = Math.max(0, ...columns.map(column => column.length));
  const rows = Array.from({ length: height }, (_, row) => columns.map(column => column[row] ?? null));
  return {
    formula: choices => {
      const column = keys.indexOf(JSON.stringify(choices));
      return `${SHEET}!$${columnLetters(column)}$1:$${columnLetters(column)}$${choices.length}`;
    },
    sheets: height === 0 ? [] : [{ name: SHEET, rows, veryHidden: true }],
  };
}
