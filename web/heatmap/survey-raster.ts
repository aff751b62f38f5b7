import { groupFeatures } from '../survey-round/feature-group.ts';
import { LOOKS } from '../survey-round/level.ts';
import type { Raster } from './overview/raster.ts';

/** One line of a survey too large for an object per cell. */
export interface RasterFeature {
  id: string;
  code: string;
  name: string;
  nameEn: string | null;
  majorGroup: string;
  middleGroup: string | null;
}

export interface RasterOrganisation {
  id: string;
  name: string;
  nameEn: string;
  shortName: string;
  submitted: boolean;
}

/** A survey as one byte per cell: the place of its look in `LOOKS`; features in their groups, ministries in protocol order. */
export interface SurveyRaster extends Raster {
  features: RasterFeature[];
  organisations: RasterOrganisation[];
}

const UNANSWERED = LOOKS.indexOf('UNANSWERED');
/** By character of the packed levels; what this version does not know is unanswered: unknown is never shown as known. */
const CODES = new Uint8Array(128).fill(UNANSWERED);
for (const [place, character] of ['0', '1', '2', '.', '-'].entries()) CODES[character.charCodeAt(0)] = place;

/** Unpacks `SurveyHeatmap.grid` for an overview, whatever its size: no object and no text is made for a cell. */
export function surveyRaster(packed: string): SurveyRaster {
  const { features, organisations } = JSON.parse(packed) as {
    features: [id: string, code: string, name: string, nameEn: string | null, majorGroup: string, middleGroup: string | null][];
    organisations: [id: string, name: string, nameEn: string, shortName: string, state: string, levels: string | null][];
  };
  const groups = groupFeatures(
    features.map(([id, code, name, nameEn, majorGroup, middleGroup], position) => ({
      id,
      code,
      name,
      nameEn,
      majorGroup,
      middleGroup,
      position,
    })),
  );
  const rows = groups.flatMap(({ middles }) => middles.flatMap(middle => middle.features));
  const columnCount = organisations.length;
  const codes = new Uint8Array(rows.length * columnCount).fill(UNANSWERED);
  for (const [column, [, , , , , levels]] of organisations.entries()) {
    if (levels === null) continue;
    for (let row = 0; row < rows.length; row++) {
      const { position } = rows[row]!;
      if (position < levels.length) codes[row * columnCount + column] = CODES[levels.charCodeAt(position)] ?? UNANSWERED;
    }
  }
  let border = 0;
  return {
    rowCount: rows.length,
    columnCount,
    codes,
    rowBorders: groups.map(group => (border += group.features.length)).slice(0, -1),
    features: rows,
    organisations: organisations.map(([id, name, nameEn, shortName, , levels]) => ({
      id,
      name,
      nameEn,
      shortName,
      submitted: levels !== null,
    })),
  };
}

/** How often each look stands in a line. */
export function countsOfRow({ codes, columnCount }: SurveyRaster, row: number): number[] {
  const counts = LOOKS.map(() => 0);
  for (let cell = row * columnCount; cell < (row + 1) * columnCount; cell++) counts[codes[cell]!]!++;
  return counts;
}

/** How often each look stands in a column. */
export function countsOfColumn({ codes, rowCount, columnCount }: SurveyRaster, column: number): number[] {
  const counts = LOOKS.map(() => 0);
  for (let row = 0; row < rowCount; row++) counts[codes[row * columnCount + column]!]!++;
  return counts;
}
