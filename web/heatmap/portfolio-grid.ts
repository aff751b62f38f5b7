import type { SystemClass, SystemProfile } from '../information-system/useSystemTerms.ts';
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
  nameEn: string | null;
  roundId: string;
  roundTitle: string;
  /** Null when unknown. */
  systemClass: SystemClass | null;
  profile: SystemProfile | null;
}

/** One column of the portfolio heatmap. */
export interface PortfolioOrganisation {
  id: string;
  name: string;
  nameEn: string;
  shortName: string;
}

/** The system × ministry heatmap: ministries in protocol order. */
export interface PortfolioGrid {
  systems: PortfolioSystem[];
  organisations: PortfolioOrganisation[];
  /** A cell is unpacked when it is looked at: of a large grid only a small part ever is. */
  cell: (row: number, column: number) => PortfolioCell;
}

type PackedSystem = [
  id: string,
  name: string,
  roundId: string,
  roundTitle: string,
  systemClass: SystemClass | null,
  profile: SystemProfile | null,
  nameEn: string | null,
];

/** Reads `PortfolioHeatmap.grid`: per system one string with a cell for each ministry, between semicolons. */
export function unpackPortfolioGrid(packed: string): PortfolioGrid {
  const { systems, organisations, cells } = JSON.parse(packed) as {
    systems: PackedSystem[];
    organisations: [id: string, name: string, nameEn: string, shortName: string][];
    cells: string[];
  };
  const parts: string[][] = [];
  return {
    systems: systems.map(([id, name, roundId, roundTitle, systemClass, profile, nameEn]) => ({
      id,
      name,
      nameEn,
      roundId,
      roundTitle,
      systemClass,
      profile,
    })),
    organisations: organisations.map(([id, name, nameEn, shortName]) => ({ id, name, nameEn, shortName })),
    cell: (row, column) => unpackCell((parts[row] ??= (cells[row] ?? '').split(';'))[column] ?? '-'),
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
