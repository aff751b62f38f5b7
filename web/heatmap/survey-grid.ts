import type { Look } from '../survey-round/level.ts';
import { tally } from './tally.ts';
import type { Tally } from './tally.ts';

/** One row of the heatmap. */
export interface GridFeature {
  id: string;
  /** Place in the list of the round, from 0; never changes. */
  position: number;
  /** The feature of the system, the same in each round about it; null where that is not known. */
  featureId: string | null;
  code: string;
  name: string;
  nameEn: string | null;
  majorGroup: string;
  middleGroup: string | null;
  /** One look per ministry, in the order of the columns. */
  looks: readonly Look[];
  counts: Tally;
  /** How often each level was given by all ministries together, fullest use first; null unless that was published. */
  shares: readonly number[] | null;
}

/** A ministry above others. */
export interface GridParent {
  id: string;
  name: string;
  nameEn: string;
  shortName: string;
}

/** One column of the heatmap. */
export interface GridOrganisation {
  id: string;
  name: string;
  nameEn: string;
  shortName: string;
  /** The ministry that it stands below, asked or not. */
  parent: GridParent | null;
  /** State of its answer sheet. */
  state: string;
  /** False while the ministry has nothing submitted; its whole column is then unanswered. */
  submitted: boolean;
  counts: Tally;
}

/** The feature × ministry heatmap, unpacked: features in list order, ministries in protocol order. */
export interface SurveyGrid {
  features: GridFeature[];
  organisations: GridOrganisation[];
  counts: Tally;
}

type PackedFeature = [id: string, code: string, name: string, nameEn: string | null, majorGroup: string, middleGroup: string | null];
type PackedOrganisation = [id: string, name: string, nameEn: string, shortName: string, state: string, levels: string | null];

type PackedParent = [organisationId: string, parentId: string, name: string, nameEn: string, shortName: string];

const LOOK_OF_CHARACTER: Readonly<Record<string, Look>> = {
  0: 'FULLY_USED',
  1: 'USED_WITH_OTHER_MEANS',
  2: 'NOT_USED',
  '.': 'UNANSWERED',
  '-': 'NOT_ASSIGNED',
};

/**
 * Unpacks `SurveyHeatmap.grid`, per ministry one character for each feature, with `SurveyHeatmap.shares` and `.axes` where there are any.
 *
 * A character that this version does not know, and one that is missing, is unanswered: unknown is never shown as known.
 */
export function unpackSurveyGrid(packed: string, packedShares: string | null = null, packedAxes?: string): SurveyGrid {
  const axes = JSON.parse(packedAxes ?? '{"features":[],"parents":[]}') as { features: string[]; parents: PackedParent[] };
  const parents = new Map(
    axes.parents.map(([organisation, id, name, nameEn, shortName]) => [organisation, { id, name, nameEn, shortName }]),
  );
  const shares = packedShares === null ? null : (JSON.parse(packedShares) as number[][]);
  const { features, organisations } = JSON.parse(packed) as { features: PackedFeature[]; organisations: PackedOrganisation[] };
  const columns = organisations.map(([, , , , , levels]) =>
    features.map((_, position): Look => LOOK_OF_CHARACTER[levels?.[position] ?? '.'] ?? 'UNANSWERED'),
  );
  return {
    features: features.map(([id, code, name, nameEn, majorGroup, middleGroup], position) => {
      const looks = columns.map(column => column[position]!);
      return {
        id,
        position,
        featureId: axes.features[position] ?? null,
        code,
        name,
        nameEn,
        majorGroup,
        middleGroup,
        looks,
        counts: tally(looks),
        shares: shares?.[position] ?? null,
      };
    }),
    organisations: organisations.map(([id, name, nameEn, shortName, state, levels], index) => ({
      id,
      name,
      nameEn,
      shortName,
      parent: parents.get(id) ?? null,
      state,
      submitted: levels !== null,
      counts: tally(columns[index]!),
    })),
    counts: tally(columns.flat()),
  };
}
