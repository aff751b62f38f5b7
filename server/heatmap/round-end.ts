import { ref } from '@mikro-orm/core';
import { lockSheetsOf } from '../answer/service.ts';
import type { Context } from '../context.ts';
import { giveReason } from '../database/doors.ts';
import { InvalidInputError } from '../errors.ts';
import { today } from '../scalars.ts';
import { AnswerSharing, type SurveyRound, SurveyRoundState } from '../survey-round/entity.ts';
import type { CloseSurveyRoundInput, PublishSurveyRoundInput, ReopenSurveyRoundInput } from '../survey-round/input.ts';
import { findOwnRound, recordEvent } from '../survey-round/service.ts';
import { requiredText } from '../validation.ts';
import { SurveyShare, SurveySnapshot } from './entity.ts';
import { surveyGrid } from './query.ts';
import { countsByFeature } from './service.ts';

/** Shares over fewer ministries than this would tell who answered what. */
const FEWEST_FOR_SHARES = 3;

/** Ends the time for answers and keeps the heatmap as it stands. */
export async function closeSurveyRound(context: Context, input: CloseSurveyRoundInput): Promise<SurveyRound> {
  const { em } = context;
  const round = await findOwnRound(context, input.roundId, input.version, 'closeSurveyRound', [SurveyRoundState.OPEN]);
  await lockSheetsOf(em, round.id);
  round.state = SurveyRoundState.CLOSED;
  round.closedAt = new Date();
  em.create(SurveySnapshot, { round: ref(round), grid: (await surveyGrid(em, round.id))!.grid });
  recordEvent(context, round);
  await em.flush();
  return round;
}

/**
 * Takes answers again until a new day; what was submitted stays, the history shows both.
 *
 * @throws InvalidInputError on `dueOn` when it has passed, or a blank reason
 */
export async function reopenSurveyRound(context: Context, input: ReopenSurveyRoundInput): Promise<SurveyRound> {
  const { em } = context;
  const round = await findOwnRound(context, input.roundId, input.version, 'reopenSurveyRound', [
    SurveyRoundState.CLOSED,
    SurveyRoundState.PUBLISHED,
  ]);
  if (input.dueOn < today())
    throw new InvalidInputError('dueOn', { ja: '今日以後の日付にしてください。', en: 'Choose today or a later day.' });
  const reason = requiredText('reason', input.reason, 2000);
  await giveReason(em, reason);
  em.assign(round, { state: SurveyRoundState.OPEN, dueOn: input.dueOn, closedAt: null, publishedAt: null, sharing: null });
  await em.nativeDelete(SurveySnapshot, { round });
  await em.nativeDelete(SurveyShare, { round });
  recordEvent(context, round, reason);
  await em.flush();
  return round;
}

/**
 * Publishes a closed round to the ministries that were asked, as far as `sharing` says.
 *
 * @throws InvalidInputError on `sharing` when shares would rest on fewer than three submissions
 */
export async function publishSurveyRound(context: Context, input: PublishSurveyRoundInput): Promise<SurveyRound> {
  const { em } = context;
  const round = await findOwnRound(context, input.roundId, input.version, 'publishSurveyRound', [SurveyRoundState.CLOSED]);
  const { grid } = await em.findOneOrFail(SurveySnapshot, { round });
  const { organisations } = JSON.parse(grid) as { organisations: [string, string, string, string, string, string | null][] };
  const submitted = organisations.filter(([, , , , , levels]) => levels !== null).length;
  if (input.sharing === AnswerSharing.SHARES && submitted < FEWEST_FOR_SHARES) {
    throw new InvalidInputError('sharing', {
      ja: `提出した府省が${FEWEST_FOR_SHARES}未満のため、割合だけでも府省が分かってしまいます。「自府省の回答のみ」を選んでください。`,
      en: `Fewer than ${FEWEST_FOR_SHARES} ministries submitted, so shares would tell who answered what. Choose own row only.`,
    });
  }
  em.assign(round, { state: SurveyRoundState.PUBLISHED, sharing: input.sharing, publishedAt: new Date() });
  if (input.sharing !== AnswerSharing.OWN_ROW) em.create(SurveyShare, { round: ref(round), shares: JSON.stringify(countsByFeature(grid)) });
  recordEvent(context, round);
  await em.flush();
  return round;
}
