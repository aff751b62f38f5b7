import { LEVELS } from '../survey-round/level.ts';
import type { Level } from '../survey-round/level.ts';

/** How one ministry uses one system, counted in features. */
export interface PortfolioShares extends Record<Level, number> {
  /** Features asked for without an answer, in a sheet that was submitted. */
  unanswered: number;
  total: number;
}

/** One cell: never asked; asked for but not submitted; submitted. */
export type PortfolioCell =
  | { kind: 'NOT_ASSIGNED' }
  | { kind: 'NOT_SUBMITTED'; total: number }
  | { kind: 'SUBMITTED'; shares: PortfolioShares };

/** One row: a system with the survey round that asked about it. */
export interface PortfolioSystem {
  id: string;
  name: string;
  roundId: string;
  roundTitle: string;
  /** One cell per ministry, in the order of the columns. */
  cells: PortfolioCell[];
}

/** One column of the portfolio heatmap. */
export interface PortfolioOrganisation {
  id: string;
  name: string;
  nameEn: string;
  shortName: string;
}

/** The system × ministry heatmap, unpacked: ministries in protocol order. */
export interface PortfolioGrid {
  systems: PortfolioSystem[];
  organisations: PortfolioOrganisation[];
}

/** Unpacks `PortfolioHeatmap.grid`: per system one string with a cell for each ministry, between semicolons. */
export function unpackPortfolioGrid(packed: string): PortfolioGrid {
  const { systems, organisations, cells } = JSON.parse(packed) as {
    systems: [id: string, name: string, roundId: string, roundTitle: string][];
    organisations: [id: string, name: string, nameEn: string, shortName: string][];
    cells: string[];
  };
  return {
    systems: systems.map(([id, name, roundId, roundTitle], row) => {
      const packedCells = (cells[row] ?? '').split(';');
      return { id, name, roundId, roundTitle, cells: organisations.map((_, column) => unpackCell(packedCells[column] ?? '-')) };
    }),
    organisations: organisations.map(([id, name, nameEn, shortName]) => ({ id, name, nameEn, shortName })),
  };
}

/** Anything but four numbers or a dash is taken for not submitted: unknown is never shown as known. */
function unpackCell(packed: string): PortfolioCell {
  if (packed === '-' || packed === '') return { kind: 'NOT_ASSIGNED' };
  const fields = packed.split(',').map(Number);
  if (fields.length !== 4 || fields.some(Number.isNaN)) return { kind: 'NOT_SUBMITTED', total: fields.at(-1)! };
  const [full, other, not, total] = fields as [number, number, number, number];
  const shares = { FULLY_USED: full, USED_WITH_OTHER_MEANS: other, NOT_USED: not, total };
  return { kind: 'SUBMITTED', shares: { ...shares, unanswered: total - LEVELS.reduce((sum, level) => sum + shares[level], 0) } };
}
