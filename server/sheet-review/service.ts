import type { Answer, AnswerSheet } from '../answer/entity.ts';
import { findingsOf } from '../answer/finding.ts';
import { answersOfSheets } from '../answer/loader.ts';
import type { RowQuestion } from '../answer/row-question-entity.ts';
import { FindingKind, type SheetUsage } from '../answer/type.ts';
import { usageOfSheets } from '../answer/usage.ts';
import type { Context } from '../context.ts';
import { load } from '../database/load.ts';
import type { Delegation } from '../delegation/entity.ts';
import { delegationsOfSheets } from '../delegation/loader.ts';
import { questionsOfSheets } from '../row-question/loader.ts';
import type { SurveyFeature } from '../survey-round/entity.ts';
import { surveyFeaturesOfRounds } from '../survey-round/loader.ts';
import { findSurveyRound } from '../survey-round/service.ts';
import { type LastRound, lastRoundOf } from './last-round.ts';
import { type AnswerChange, AnswerChangeKind, type ReviewDepartment, type ReviewGroup, type SheetReview } from './type.ts';

/** All that is known of a sheet inside its ministry. */
export interface SheetWork {
  features: SurveyFeature[];
  /** By id of the survey feature. */
  answers: Map<string, Answer>;
  questions: RowQuestion[];
  /** Those that stand. */
  delegations: Delegation[];
  last: LastRound | null;
  /** Null where the system has no logs. */
  usage: SheetUsage | null;
}

export async function sheetWork(context: Pick<Context, 'em' | 'loaders'>, sheet: AnswerSheet): Promise<SheetWork> {
  const reading = context as Context;
  const answers = await load(reading, answersOfSheets, sheet.id);
  return {
    features: await load(reading, surveyFeaturesOfRounds, sheet.round.id),
    answers: new Map(answers.map(answer => [answer.surveyFeature.id, answer])),
    questions: await load(reading, questionsOfSheets, sheet.id),
    delegations: (await load(reading, delegationsOfSheets, sheet.id)).filter(({ takenBackAt }) => !takenBackAt),
    last: await lastRoundOf(reading, sheet),
    usage: await load(reading, usageOfSheets, sheet.id),
  };
}

/** What a coordinator looks at before submitting. */
export async function sheetReview(context: Context, sheet: AnswerSheet): Promise<SheetReview> {
  const work = await sheetWork(context, sheet);
  const delegated = new Set(work.delegations.flatMap(({ surveyFeatureIds }) => surveyFeatureIds));
  return {
    groups: groupsOf(work),
    departments: departmentsOf(work),
    undelegated: work.features.filter(({ id }) => !delegated.has(id)),
    lastRound: work.last && (await findSurveyRound(context, work.last.submission.roundId)),
    lastSubmittedAt: work.last?.submission.submittedAt ?? null,
    changes: changesOf(work),
  };
}

/** Rows that differ from the last round; none when there is no last round. */
export function changesOf({ features, answers, last }: SheetWork): AnswerChange[] {
  if (!last) return [];
  const asked = new Set(features.map(({ feature }) => feature.id));
  const now = features.flatMap((feature): AnswerChange[] => {
    const earlier = last.rows.get(feature.feature.id);
    const after = answers.get(feature.id)?.level ?? null;
    if (!earlier) return [{ kind: AnswerChangeKind.NEW, feature, before: null, after }];
    // What is still open has not changed yet; it is counted as open.
    return after && after !== earlier.level ? [{ kind: AnswerChangeKind.CHANGED, feature, before: earlier.level, after }] : [];
  });
  const gone = [...last.rows].flatMap(([id, { surveyFeature, level }]): AnswerChange[] =>
    asked.has(id) ? [] : [{ kind: AnswerChangeKind.GONE, feature: surveyFeature, before: level, after: null }],
  );
  return [...now, ...gone];
}

/** Ids of answered rows that somebody should look at. */
export function unconfirmedRows({ features, answers, questions, usage }: SheetWork): Set<string> {
  const findings = findingsOf(features, [...answers.values()], usage).filter(({ kind }) => kind !== FindingKind.UNANSWERED);
  const asked = questions.filter(({ reply, closedAt }) => !reply && !closedAt);
  const ids = [...findings.map(({ feature }) => feature.id), ...asked.map(({ surveyFeature }) => surveyFeature.id)];
  return new Set(ids.filter(id => answers.get(id)?.level));
}

function groupsOf(work: SheetWork): ReviewGroup[] {
  const unconfirmed = unconfirmedRows(work);
  return [...Map.groupBy(work.features, ({ majorGroup }) => majorGroup)].map(([majorGroup, features]) => {
    const answeredCount = features.filter(({ id }) => work.answers.get(id)?.level).length;
    return {
      majorGroup,
      featureCount: features.length,
      answeredCount,
      openCount: features.length - answeredCount,
      unconfirmedCount: features.filter(({ id }) => unconfirmed.has(id)).length,
    };
  });
}

function departmentsOf({ answers }: SheetWork): ReviewDepartment[] {
  const given = [...answers.values()].filter(({ level }) => level);
  return [...Map.groupBy(given, ({ answeredByDepartment }) => answeredByDepartment ?? null)]
    .map(([department, rows]) => ({ department, answeredCount: rows.length }))
    .toSorted((one, other) => other.answeredCount - one.answeredCount);
}
