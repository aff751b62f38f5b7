export interface MonthOfYear {
  /** YYYY-MM. */
  month: string;
  /** 1 to 12. */
  number: number;
  /** The present month is still ahead: its log comes once it has ended. */
  state: 'known' | 'unknown' | 'ahead';
}

/** The months of each fiscal year from the first that is known to the present one, latest year first; each whole, from April. */
export function monthsByYear(known: readonly string[], today: string): { fiscalYear: number; months: MonthOfYear[] }[] {
  const present = today.slice(0, 7);
  const first = known[0] ?? present;
  const years = Array.from({ length: yearOf(present) - yearOf(first) + 1 }, (_, back) => yearOf(present) - back);
  return years.map(fiscalYear => ({
    fiscalYear,
    months: Array.from({ length: 12 }, (_, index) => {
      const number = ((index + 3) % 12) + 1;
      const month = `${fiscalYear + (index > 8 ? 1 : 0)}-${String(number).padStart(2, '0')}`;
      return { month, number, state: known.includes(month) ? 'known' : month >= present ? 'ahead' : 'unknown' };
    }),
  }));
}

function yearOf(month: string): number {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number >= 4 ? year : year - 1;
}
