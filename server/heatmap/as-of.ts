import type { Context } from '../context.ts';
import { InvalidInputError } from '../errors.ts';
import { today } from '../scalars.ts';
import { AnswerSharing, type SurveyRound } from '../survey-round/entity.ts';

/** The moment at which a day is over in Asia/Tokyo: 24:00. */
export const momentAfter = (day: string): Date => new Date(new Date(`${day}T00:00:00+09:00`).getTime() + 86_400_000);

/**
 * Whether the viewer may read what others submitted at any time: the runner may, and whom the runner granted to read.
 * A ministry that was asked sees of the others what was published, and not what they had corrected before.
 */
export const seesWhole = ({ viewer }: Pick<Context, 'viewer'>, { tenantId }: SurveyRound): boolean =>
  viewer?.organisationId === tenantId || viewer?.grantedOrganisationIds.includes(tenantId) === true;

/**
 * Sees to it that there is something of the day for the viewer to see.
 *
 * @throws InvalidInputError on `asOf` for a day before the round was opened, after today, or before it was published
 */
export function checkDay(context: Pick<Context, 'viewer'>, round: SurveyRound, day: string): void {
  const first = round.openedAt ? today(round.openedAt) : null;
  if (first === null || day < first || day > today()) {
    throw new InvalidInputError('asOf', {
      ja: first ? `${first} から今日までの日付を指定してください。` : 'まだ受付を開始していない調査です。',
      en: first ? `Choose a day from ${first} to today.` : 'The round has not been opened yet.',
    });
  }
  if (round.sharing === AnswerSharing.ALL_ROWS && !seesWhole(context, round) && day < today(round.publishedAt!)) {
    throw new InvalidInputError('asOf', {
      ja: `公表日（${today(round.publishedAt!)}）より前の状態は、調査の実施組織だけが見られます。公表日以後の日付を指定してください。`,
      en: `Only the runner of the round sees what stood before it was published. Choose ${today(round.publishedAt!)} or a later day.`,
    });
  }
}
