import { type Context, signedIn } from '../context.ts';
import { ConflictError, InvalidInputError } from '../errors.ts';
import { requiredText } from '../validation.ts';
import { RequestCalendar } from './entity.ts';
import type { RequestCutoffInput, SetRequestCalendarInput } from './input.ts';
import { usualDeadline } from './renewal.ts';
import type { RequestCutoff, RequestDeadline } from './type.ts';

const YEARS = { from: 2000, to: 2998 };

/** @throws InvalidInputError on `fiscalYear` unless it is from 2000 to 2998 */
export function checkFiscalYear(fiscalYear: number): void {
  if (fiscalYear >= YEARS.from && fiscalYear <= YEARS.to) return;
  throw new InvalidInputError('fiscalYear', {
    ja: `年度は${YEARS.from}から${YEARS.to}までの西暦で指定してください。`,
    en: `Give a fiscal year from ${YEARS.from} to ${YEARS.to}.`,
  });
}

/** The days of an organisation, the viewer's own unless another one is named, or the usual ones. */
export async function deadlineOf(
  context: Pick<Context, 'em' | 'viewer'>,
  fiscalYear: number,
  organisation?: string | null,
): Promise<RequestDeadline> {
  const organisationId = organisation ?? signedIn(context).organisationId;
  const set = await context.em.findOne(RequestCalendar, { fiscalYear, tenantId: organisationId });
  return {
    organisationId,
    version: set?.version ?? 0,
    dueOn: set?.dueOn ?? usualDeadline(fiscalYear),
    cutoffs: set?.cutoffs ?? [],
  };
}

/**
 * Sets when the budget of a fiscal year is to be requested.
 *
 * @throws ConflictError in another version
 * @throws InvalidInputError on a fiscal year that there cannot be, or a cut-off that cannot stand
 */
export async function setRequestCalendar(context: Context, input: SetRequestCalendarInput): Promise<RequestDeadline> {
  const { em } = context;
  const { fiscalYear, version, dueOn } = input;
  const calendar = await em.findOne(RequestCalendar, { fiscalYear, tenantId: signedIn(context).organisationId });
  if ((calendar?.version ?? 0) !== version)
    throw new ConflictError('RequestCalendar', calendar?.id ?? String(fiscalYear), calendar?.version ?? 0);
  checkFiscalYear(fiscalYear);
  const cutoffs = cutoffsOf(input);
  if (calendar) em.assign(calendar, { dueOn, cutoffs });
  else em.create(RequestCalendar, { fiscalYear, dueOn, cutoffs });
  await em.flush();
  return deadlineOf(context, fiscalYear);
}

const CUTOFFS = 10;
const NAME_LENGTH = 50;

/** The cut-offs in the order of their days, or why they cannot stand. */
function cutoffsOf({ dueOn, cutoffs }: Pick<SetRequestCalendarInput, 'dueOn' | 'cutoffs'>): RequestCutoff[] {
  if (cutoffs.length > CUTOFFS)
    throw new InvalidInputError('cutoffs', { ja: `省内締切は${CUTOFFS}件までです。`, en: `Set at most ${CUTOFFS} internal cut-offs.` });
  const seen = new Set<string>();
  return cutoffs
    .map(({ name: given, on }: RequestCutoffInput, place) => {
      const name = requiredText(`cutoffs[${place}].name`, given, NAME_LENGTH);
      if (seen.has(name))
        throw new InvalidInputError(`cutoffs[${place}].name`, {
          ja: `「${name}」が二つあります。名前を変えるか、一つにしてください。`,
          en: `“${name}” stands twice. Give it another name, or keep one of them.`,
        });
      seen.add(name);
      if (on > dueOn)
        throw new InvalidInputError(`cutoffs[${place}].on`, {
          ja: `「${name}」は要求期限（${dueOn}）以前の日付にしてください。`,
          en: `“${name}” may not lie after the deadline, ${dueOn}.`,
        });
      return { name, on };
    })
    .toSorted((one, other) => one.on.localeCompare(other.on));
}
