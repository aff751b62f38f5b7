import { wholeNumber } from '../ui/wholeNumber.ts';

/** The longest lead time and the most of them that the server takes for one kind of date. */
const MOST_DAYS = 1000;
export const MOST_LEAD_TIMES = 20;

/** What is wrong with lead times as they were typed, and with which part of them. */
export type LeadTimesFault = { fault: 'none' | 'many' } | { fault: 'notDays' | 'doubled'; part: string };

/** Days typed one after another, in half- or full-width, divided by commas, 、 or spaces. */
export function readLeadTimes(text: string): { days: number[] } | LeadTimesFault {
  const parts = text.split(/[\s,，、]+/).filter(Boolean);
  if (!parts.length) return { fault: 'none' };
  if (parts.length > MOST_LEAD_TIMES) return { fault: 'many' };
  const days: number[] = [];
  for (const part of parts) {
    const number = wholeNumber(part);
    if (number === null || number > MOST_DAYS) return { fault: 'notDays', part };
    if (days.includes(number)) return { fault: 'doubled', part };
    days.push(number);
  }
  return { days };
}
