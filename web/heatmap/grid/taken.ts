import type { TakenTable } from '../../ui/takes.ts';
import type { GridColumn, GridContent, GridFact, GridRow } from './grid.ts';

/** A grid as a table of words, lines and columns as they stand; what is folded stays so. */
export function takenGrid<Row extends GridRow, Column extends GridColumn>(
  { rows, columns, cell, edges, edge, feet, foot }: GridContent<Row, Column>,
  corner: string,
): TakenTable {
  const named = ({ name, note }: { name: string; note?: string }) => [name, note].filter(Boolean).join('\n');
  return {
    columns: [corner, ...columns.map(named), ...edges.map(({ name }) => name)],
    rows: [
      ...rows.map(row => [named(row), ...columns.map(column => cell(row, column).words), ...edges.map(one => wordsOf(edge(row, one)))]),
      ...feet.map(one => [one.name, ...[...columns, ...edges].map(of => wordsOf(foot(one, of)))]),
    ],
  };
}

const wordsOf = ({ text, parts = [] }: GridFact): string => text || parts.map(({ name, share }) => `${name} ${share}%`).join(' ');
