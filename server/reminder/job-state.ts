import { REMIND } from './jobs.ts';

const MINUTE_MS = 60_000;

/** How long ago a job may have done its work: it comes each minute, or every ten within its hours. */
const LONGEST_MINUTES = { [REMIND]: 30, other: 10 };

/** Whether a job has not done its work for longer than it should. What reminds people rests at night. */
export function isLate(job: string, doneAt: Date | null, now: Date): boolean {
  const longest = (job === REMIND ? LONGEST_MINUTES[REMIND]! : LONGEST_MINUTES.other) * MINUTE_MS;
  if (job === REMIND && isAtRest(now)) return false;
  return doneAt === null || now.getTime() - doneAt.getTime() > longest;
}

/** From midnight until shortly after the first turn of the morning. */
function isAtRest(now: Date): boolean {
  const hourMinute = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Tokyo',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(now);
  return hourMinute < '09:15';
}
