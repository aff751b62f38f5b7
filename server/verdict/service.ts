import { ref } from '@mikro-orm/core';
import { type Context, signedIn } from '../context.ts';
import { checkCursor, checkPageSize } from '../database/page.ts';
import { giveReason } from '../database/doors.ts';
import { ConflictError, InvalidInputError, NotFoundError } from '../errors.ts';
import { SurveyFeature, SurveyRound, SurveyRoundState } from '../survey-round/entity.ts';
import { findSurveyRound } from '../survey-round/service.ts';
import { requiredText, requireOwn } from '../validation.ts';
import { changeOfRound } from './change-query.ts';
import type { RoundChange } from './change-type.ts';
import { MOST_WINDOW_MONTHS, VerdictRule } from './entity.ts';
import type { SetVerdictRuleInput } from './input.ts';
import { evidenceOf, type PortfolioPart, verdictsOfRound, verdictsOfYear } from './query.ts';
import { type FeatureVerdict, type FeatureVerdictPage, RetireGrade, Verdict, type VerdictCounts, type VerdictEvidence } from './type.ts';

/** @throws NotFoundError when the viewer sees no such round */
export async function roundVerdicts(context: Context, roundId: string): Promise<FeatureVerdict[]> {
  await findSurveyRound(context, roundId);
  return verdictsOfRound(context.em, roundId);
}

/** @throws NotFoundError when the viewer sees no such round */
export async function roundChange(context: Context, roundId: string): Promise<RoundChange | null> {
  await findSurveyRound(context, roundId);
  return changeOfRound(context.em, roundId);
}

/** @throws NotFoundError when the viewer sees no such feature in the round */
export async function featureVerdict(context: Context, roundId: string, featureId: string): Promise<FeatureVerdict> {
  await findSurveyRound(context, roundId);
  const [verdict] = await verdictsOfRound(context.em, roundId, featureId);
  if (!verdict) throw new NotFoundError('SurveyFeature', featureId);
  return verdict;
}

/** @throws InvalidInputError on `first` unless it is from 1 to 100, on `after` unless a page gave it */
export async function portfolioVerdicts({ em }: Context, part: PortfolioPart): Promise<FeatureVerdictPage> {
  checkPageSize(part.first);
  checkCursor(part.after);
  const { items, counts, more } = await verdictsOfYear(em, part);
  return {
    items,
    nextCursor: more ? items.at(-1)!.id : null,
    totalCount: new Set(part.verdicts.flatMap(verdict => countedAs(verdict, part.grades)))
      .values()
      .reduce((sum, kind) => sum + counts[kind], 0),
    counts,
  };
}

/** Under which counts the features of a verdict are found, of retirement candidates those of some grades alone. */
function countedAs(verdict: Verdict, grades: readonly RetireGrade[] | null): (keyof VerdictCounts)[] {
  if (verdict !== Verdict.RETIRE) return [verdict.toLowerCase() as Lowercase<Exclude<Verdict, Verdict.RETIRE>>];
  return (grades ?? Object.values(RetireGrade)).map(grade => `retire${grade}` as const);
}

/** The latest fiscal year of which a round is published; null while there is none. */
export async function latestPublishedYear({ em }: Context): Promise<number | null> {
  const round = await em.findOne(SurveyRound, { state: SurveyRoundState.PUBLISHED }, { orderBy: { fiscalYear: 'desc' } });
  return round?.fiscalYear ?? null;
}

/** @throws NotFoundError when the viewer sees no such feature in the round */
export async function verdictEvidence({ em }: Context, roundId: string, featureId: string): Promise<VerdictEvidence[]> {
  const feature = await em.findOne(SurveyFeature, { id: featureId, round: roundId });
  if (!feature) throw new NotFoundError('SurveyFeature', featureId);
  return evidenceOf(em, roundId, featureId);
}

/**
 * The thresholds of a round, in version 0 while nobody has changed them.
 *
 * @throws NotFoundError when the viewer sees no such round
 */
export async function verdictRule(context: Context, roundId: string): Promise<VerdictRule> {
  await findSurveyRound(context, roundId);
  const rule = await context.em.findOne(VerdictRule, { round: roundId });
  return rule ?? Object.assign(new VerdictRule(), { id: roundId, version: 0 });
}

/**
 * Changes the thresholds of a round; every verdict follows at once, what was decided on earlier ones keeps its evidence.
 *
 * @throws ForbiddenError unless the viewer's organisation runs the round
 * @throws InvalidInputError on a threshold out of bounds, a month that is none, or a blank reason
 * @throws ConflictError when somebody changed the rule meanwhile
 */
export async function setVerdictRule(context: Context, input: SetVerdictRuleInput): Promise<VerdictRule> {
  const { em } = context;
  const round = await findSurveyRound(context, input.roundId);
  requireOwn(signedIn(context), round, 'setVerdictRule');
  const { responseFloorPercent, shrinkPercent, windowMonths } = input;
  between('responseFloorPercent', responseFloorPercent, 0, 100);
  between('shrinkPercent', shrinkPercent, 1, 100);
  between('windowMonths', windowMonths, 1, MOST_WINDOW_MONTHS);
  const windowEndsIn = input.windowEndsIn ?? null;
  if (windowEndsIn !== null && !/^(?:19|20)\d\d-(?:0[1-9]|1[0-2])$/.test(windowEndsIn)) {
    throw new InvalidInputError('windowEndsIn', { ja: '月は 2026-03 の形で入力してください。', en: 'Give the month as 2026-03.' });
  }
  const reason = requiredText('reason', input.reason, 2000);
  const rule = await em.findOne(VerdictRule, { round });
  if ((rule?.version ?? 0) !== input.version) throw new ConflictError('VerdictRule', rule?.id ?? round.id, rule?.version ?? 0);
  await giveReason(em, reason);
  const change = {
    responseFloorPercent,
    shrinkPercent,
    windowMonths,
    windowEndsIn,
    reason,
    changedByName: signedIn(context).name,
    changedAt: new Date(),
  };
  const changed = rule ? em.assign(rule, change) : em.create(VerdictRule, { round: ref(round), ...change });
  await em.flush();
  return changed;
}

function between(field: string, value: number, least: number, most: number): void {
  if (value >= least && value <= most) return;
  throw new InvalidInputError(field, {
    ja: `${least} から ${most} までの整数にしてください。`,
    en: `Choose a whole number from ${least} to ${most}.`,
  });
}
