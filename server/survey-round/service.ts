import { ref } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type Context, signedIn } from '../context.ts';
import { ConflictError, InvalidInputError, NotFoundError } from '../errors.ts';
import { findOwnSystem } from '../feature/service.ts';
import { Organisation } from '../organisation/entity.ts';
import { today } from '../scalars.ts';
import { blankToNull, inVersion, limitedText, requiredText, requireOwn } from '../validation.ts';
import { SurveyRound, SurveyRoundEvent, SurveyRoundState } from './entity.ts';
import type { CreateSurveyRoundInput, UpdateSurveyRoundInput } from './input.ts';

/** @throws NotFoundError when the viewer sees no such round */
export async function findSurveyRound({ em }: Pick<Context, 'em'>, id: string): Promise<SurveyRound> {
  const round = await em.findOne(SurveyRound, id);
  if (!round) throw new NotFoundError('SurveyRound', id);
  return round;
}

/**
 * A round of the viewer's organisation in one of the given states, as the caller last saw it.
 *
 * @throws ConflictError when it is in another version or state
 */
export async function findOwnRound(
  { em, viewer }: Context,
  id: string,
  version: number,
  act: string,
  states: SurveyRoundState[],
): Promise<SurveyRound> {
  const round = inVersion('SurveyRound', id, await em.findOne(SurveyRound, id), version);
  requireOwn(viewer!, round, act);
  if (!states.includes(round.state)) {
    throw new ConflictError('SurveyRound', id, round.version, {
      ja: 'この調査の状態では行えない操作です。画面を読み直して状態を確認してください。',
      en: `This cannot be done while the round is ${round.state}. Reload and look at its state.`,
    });
  }
  return round;
}

/**
 * Prepares a round; nobody outside the organisation sees it yet.
 *
 * @throws InvalidInputError on a blank title, days out of order, or a target that does not exist
 */
export async function createSurveyRound(context: Context, input: CreateSurveyRoundInput): Promise<SurveyRound> {
  const { em } = context;
  const system = await findOwnSystem(context, input.systemId, 'createSurveyRound');
  const round = em.create(SurveyRound, { system: ref(system), ...(await description(em, input)) });
  recordEvent(context, round);
  await em.flush();
  return round;
}

/** Changes a round that has not been opened. */
export async function updateSurveyRound(context: Context, input: UpdateSurveyRoundInput): Promise<SurveyRound> {
  const { em } = context;
  const round = await findOwnRound(context, input.roundId, input.version, 'updateSurveyRound', [SurveyRoundState.DRAFT]);
  em.assign(round, await description(em, input));
  await em.flush();
  return round;
}

/** Writes the state that a round has now into its history. */
export function recordEvent(context: Context, round: SurveyRound, reason: string | null = null): void {
  context.em.create(SurveyRoundEvent, { round: ref(round), state: round.state, byName: signedIn(context).name, reason });
}

/**
 * Organisations that may be asked: they exist today.
 *
 * @throws InvalidInputError on `field` when one does not
 */
export async function existingOrganisations(em: EntityManager, ids: readonly string[], field: string): Promise<Organisation[]> {
  const wanted = [...new Set(ids)];
  const organisations = await em.find(Organisation, { id: { $in: wanted }, $or: [{ endsOn: null }, { endsOn: { $gte: today() } }] });
  if (organisations.length < wanted.length) {
    throw new InvalidInputError(field, {
      ja: '対象に、存在しないか廃止された組織があります。選び直してください。',
      en: 'One of the targets does not exist or has ended. Choose again.',
    });
  }
  return organisations;
}

async function description(
  em: EntityManager,
  input: UpdateSurveyRoundInput | CreateSurveyRoundInput,
): Promise<Pick<SurveyRound, 'title' | 'explanation' | 'fiscalYear' | 'opensOn' | 'dueOn' | 'targetIds'>> {
  if (input.dueOn < input.opensOn) {
    throw new InvalidInputError('dueOn', {
      ja: '回答期限は回答開始日以後にしてください。',
      en: 'The last day for answers must not lie before the first.',
    });
  }
  if (input.fiscalYear < 2000 || input.fiscalYear > 2100) {
    throw new InvalidInputError('fiscalYear', {
      ja: '年度は西暦で2000から2100の間にしてください。',
      en: 'The fiscal year must lie between 2000 and 2100.',
    });
  }
  return {
    title: requiredText('title', input.title),
    explanation: limitedText('explanation', blankToNull(input.explanation), 4000),
    fiscalYear: input.fiscalYear,
    opensOn: input.opensOn,
    dueOn: input.dueOn,
    targetIds: (await existingOrganisations(em, input.targetIds, 'targetIds')).map(({ id }) => id),
  };
}
