/** How much data the benchmark runs over, and how long. */
export interface Scale {
  /** Organisations, the operator that runs all rounds included. */
  ministries: number;
  /** Systems with a round of their own, each asked of every ministry. */
  systems: number;
  featuresPerSystem: number;
  /** The round that the feature × ministry heatmap is drawn of; once open, once closed. */
  survey: { features: number; ministries: number };
  /** Length of one measurement, after a warm-up of half of it. */
  seconds: number;
  /** Measurements of each cell; the median counts. */
  repeats: number;
}

export const SCALES: Record<'S' | 'tiny', Scale> = {
  // 12,000 features and 360,000 answers; the survey beside them has 8,441 cells.
  S: { ministries: 30, systems: 600, featuresPerSystem: 20, survey: { features: 367, ministries: 23 }, seconds: 5, repeats: 3 },
  tiny: { ministries: 4, systems: 5, featuresPerSystem: 3, survey: { features: 7, ministries: 3 }, seconds: 0.2, repeats: 1 },
};

/** How large the surveys are that the browser opens, and how often each thing is done. */
export interface BrowserScale {
  table: { features: number; ministries: number };
  overview: { features: number; ministries: number };
  repeats: number;
  /** Frames of one pan. */
  frames: number;
}

export const BROWSER_SCALES: Record<'S' | 'tiny', BrowserScale> = {
  // Done so often that a 95th percentile is not the one slowest time. 20,000 cells; and 1,788 local governments × 560 features, 1,001,280 cells.
  S: { table: { features: 500, ministries: 40 }, overview: { features: 560, ministries: 1788 }, repeats: 24, frames: 240 },
  tiny: { table: { features: 60, ministries: 4 }, overview: { features: 60, ministries: 5 }, repeats: 1, frames: 10 },
};

/** The fiscal year that the systems are asked about; the closed round is of the year before. */
export const FISCAL_YEAR = 2026;

/** The fiscal year of which the logs tell, all twelve months. */
export const LOGGED_YEAR = FISCAL_YEAR - 1;
/** Rows of the usage log that is imported; `--rows 10000000` asks for more. */
export const LOG_ROWS = { S: 1_000_000, tiny: 2000 };
/** Contracts that the budget view is read over. */
export const CONTRACTS = { S: 100_000, tiny: 600 };

/** Systems and common items that the coverage of monitoring is read over. */
export const COVERAGE = { S: { systems: 600, items: 200 }, tiny: { systems: 60, items: 20 } };
