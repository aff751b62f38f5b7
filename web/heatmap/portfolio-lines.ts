/** How often each level was given below one key of an axis, counted in features. */
export interface LevelLine {
  /** Id of a system or ministry, a profile or a class; null where that is unknown. */
  key: string | null;
  /** Null for profiles and classes, which have words of their own. */
  name: string | null;
  nameEn: string | null;
  /** The round that asked about a system; short name of a ministry. */
  detail: string | null;
  counts: LevelCounts;
}

/** Counts of a line. Only what was submitted has levels and unanswered features. */
export interface LevelCounts {
  systems: number;
  organisations: number;
  sheets: number;
  submittedSheets: number;
  FULLY_USED: number;
  USED_WITH_OTHER_MEANS: number;
  NOT_USED: number;
  UNANSWERED: number;
  /** Features of sheets that were not submitted; they belong to no share. */
  notSubmitted: number;
}

type PackedLine = [key: string | null, name: string | null, nameEn: string | null, detail: string | null, ...counts: number[]];

const ORDER = [
  'systems',
  'organisations',
  'sheets',
  'submittedSheets',
  'FULLY_USED',
  'USED_WITH_OTHER_MEANS',
  'NOT_USED',
  'UNANSWERED',
  'notSubmitted',
] as const satisfies readonly (keyof LevelCounts)[];

/** Reads `PortfolioLevels.lines`. */
export function unpackLines(packed: string): LevelLine[] {
  return (JSON.parse(packed) as PackedLine[]).map(([key, name, nameEn, detail, ...counts]) => ({
    key,
    name,
    nameEn,
    detail,
    counts: Object.fromEntries(ORDER.map((count, place) => [count, counts[place] ?? 0])) as unknown as LevelCounts,
  }));
}

/** The counts of all lines together, as far as they can be added: systems and ministries may stand in several of them. */
export function totalOf(lines: readonly LevelLine[]): Omit<LevelCounts, 'systems' | 'organisations'> {
  const sum = (count: keyof LevelCounts) => lines.reduce((total, { counts }) => total + counts[count], 0);
  return Object.fromEntries(ORDER.map(count => [count, sum(count)])) as unknown as LevelCounts;
}

/** How many features stand in submitted sheets: what shares are taken of. */
export function submittedFeatures({
  FULLY_USED,
  USED_WITH_OTHER_MEANS,
  NOT_USED,
  UNANSWERED,
}: Omit<LevelCounts, 'systems' | 'organisations'>): number {
  return FULLY_USED + USED_WITH_OTHER_MEANS + NOT_USED + UNANSWERED;
}
