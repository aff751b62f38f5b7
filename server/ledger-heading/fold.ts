import { fiscalYearIn } from '../calendar.ts';
import { normaliseHeading } from '../spreadsheet/normalise-text.ts';

/** More than a heading has that people can tell from others. */
export const LONGEST_HEADING = 300;

/**
 * What a heading is found by: width, white space and case make no difference, nor does which fiscal year it names, so that what was said
 * of 令和8年度要求額 holds for the year after.
 */
export function foldHeading(heading: string): string {
  const year = fiscalYearIn(heading);
  return year ? `{fy}${year.rest.toLowerCase()}` : normaliseHeading(heading);
}
