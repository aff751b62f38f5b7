import { ref } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { InvalidInputError } from '../errors.ts';
import { SurveyFeature } from '../survey-round/entity.ts';
import { blankToNull, limitedText } from '../validation.ts';
import { type AnswerSheet, AnswerSheetState, type CarryOver, Submission, SubmittedAnswer, UsageLevel } from './entity.ts';
import { takeBackReturns } from './row-lock.ts';
import { QuestionSide } from './row-question-entity.ts';

/** One answer that is handed over. */
export interface GivenAnswer {
  surveyFeatureId: string;
  level: UsageLevel;
  otherMeans: string | null;
  comment: string | null;
  logNote: string | null;
  carryOver: CarryOver | null;
  answeredByName: string;
  answeredAt: Date;
}

/** Characters of the packed levels, one per feature position; an open one is a dot. */
const PACKED: Record<UsageLevel, string> = {
  [UsageLevel.FULLY_USED]: '0',
  [UsageLevel.USED_WITH_OTHER_MEANS]: '1',
  [UsageLevel.NOT_USED]: '2',
};

/** The level behind a character of the packed levels; null for an open one. */
export const unpacked = (character: string | undefined): UsageLevel | null =>
  (Object.keys(PACKED) as UsageLevel[]).find(level => PACKED[level] === character) ?? null;

/**
 * Hands the answers of a ministry over: kept as they are, packed for the heatmap beside, and the sheet marked submitted.
 *
 * @throws InvalidInputError on `openRowReason` when a feature is left open without a reason
 */
export async function submit(
  em: EntityManager,
  sheet: AnswerSheet,
  answers: readonly GivenAnswer[],
  byName: string,
  openRowReason: string | null | undefined,
  onBehalf: boolean,
): Promise<Submission> {
  const features = await em.find(SurveyFeature, { round: sheet.round }, { orderBy: { position: 'asc' } });
  const levels = new Map(answers.map(({ surveyFeatureId, level }) => [surveyFeatureId, level]));
  const packed = features.map(({ id }) => (levels.has(id) ? PACKED[levels.get(id)!] : '.')).join('');
  const count = (level: UsageLevel): number => [...packed].filter(character => character === PACKED[level]).length;
  const open = [...packed].filter(character => character === '.').length;
  const reason = limitedText('openRowReason', blankToNull(openRowReason), 2000);
  if (open && !reason) {
    throw new InvalidInputError('openRowReason', {
      ja: `未回答が${open}件あります。回答するか、未回答のまま提出する理由を入力してください。`,
      en: `${open} features are unanswered. Answer them, or say why they stay open.`,
    });
  }
  const earlier = await em.find(Submission, { sheet }, { orderBy: { number: 'desc' } });
  for (const submission of earlier) submission.latest = false;
  const submission = em.create(Submission, {
    tenantId: sheet.tenantId,
    sheet: ref(sheet),
    roundId: sheet.round.id,
    runnerId: sheet.runnerId,
    number: (earlier[0]?.number ?? 0) + 1,
    levels: packed,
    fullyUsedCount: count(UsageLevel.FULLY_USED),
    usedWithOtherMeansCount: count(UsageLevel.USED_WITH_OTHER_MEANS),
    notUsedCount: count(UsageLevel.NOT_USED),
    featureCount: features.length,
    submittedByName: byName,
    onBehalf,
    openRowReason: open ? reason : null,
  });
  await em.flush();
  for (const { surveyFeatureId, ...answer } of answers) {
    em.create(SubmittedAnswer, {
      tenantId: sheet.tenantId,
      runnerId: sheet.runnerId,
      submission: ref(submission),
      surveyFeature: em.getReference(SurveyFeature, surveyFeatureId, { wrapped: true }),
      ...answer,
    });
  }
  await takeBackReturns(em, sheet, Object.values(QuestionSide));
  sheet.state = AnswerSheetState.SUBMITTED;
  sheet.answeredCount = features.length - open;
  sheet.submittedAt = new Date();
  sheet.returnedReason = null;
  sheet.sentBackReason = null;
  await em.flush();
  return submission;
}
