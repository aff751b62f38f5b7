import type { Figures, Standing } from './useBudgetView.ts';

/** A sum of lines, with how many of them are in none. */
export interface Sum {
  yen: number;
  count: number;
  /** Amounts that nobody knows. */
  unknownCount: number;
  /** Amounts that stand on another line of the same contract. */
  elsewhereCount?: number;
  /** The same without what may not be needed; left out where that makes no difference. */
  needed?: Sum;
}

export type SumKey = 'fullYear' | 'inYear' | 'executed' | 'budgeted' | 'requested' | 'shortfall';

/** A sum of a group of lines of a standing. */
export function sumOf(figures: Figures, key: SumKey, standing: Standing | null): Sum {
  const { contractCount: count, carriedCount, elsewhereCount } = figures;
  const needed = (yen: number, unknownCount: number) =>
    carriedCount ? { needed: { yen, count: count - carriedCount, unknownCount } } : {};
  switch (key) {
    case 'fullYear': {
      return {
        yen: figures.fullYearYen,
        count,
        unknownCount: figures.unknownAmountCount,
        // What follows a licence costs nobody knows how much, here or elsewhere.
        elsewhereCount: standing === 'LICENCE_END' ? 0 : elsewhereCount,
        ...needed(figures.fullYearYen - figures.carriedYen, figures.unknownAmountCount - figures.carriedUnknownCount),
      };
    }
    case 'inYear': {
      return {
        yen: figures.inYearYen,
        count,
        unknownCount: figures.inYearUnknownCount,
        ...needed(figures.inYearYen - figures.carriedInYearYen, figures.inYearUnknownCount - figures.carriedInYearUnknownCount),
      };
    }
    case 'executed': {
      return { yen: figures.executedYen, count, unknownCount: figures.executedUnknownCount, elsewhereCount };
    }
    case 'budgeted': {
      return { yen: figures.budgetedYen, count, unknownCount: figures.budgetedUnknownCount, elsewhereCount };
    }
    case 'requested': {
      return { yen: figures.requestedYen, count, unknownCount: figures.notRequestedCount, elsewhereCount };
    }
    case 'shortfall': {
      return { yen: figures.shortfallYen, count, unknownCount: figures.shortfallUnknownCount };
    }
  }
}
