import type { Level } from '../survey-round/level.ts';
import type { AnswerDraft } from './kept-answers.ts';

/** What the ministry submitted for a feature in its last round. */
export interface PreviousAnswer {
  level: Level;
  otherMeans: string | null;
  comment: string | null;
}

/** What many rows are to be answered with: a level, or for each row what was submitted last time. */
export type Filling = Level | 'SAME_AS_LAST_ROUND';

/** What a filling would do, row by row. */
export interface FillPlan {
  /** Rows that change, as they will be. */
  drafts: Map<string, AnswerDraft>;
  /** Answered rows among them. */
  overwrittenCount: number;
  /** Answered rows that are left as they are. */
  keptCount: number;
  /** Rows that had no answer in the last round, where that is asked for. */
  unknownCount: number;
}

interface FillOptions {
  filling: Filling;
  /** Whether answered rows may change too. */
  overwrite: boolean;
  /** Name of the other means, for rows that have none. */
  otherMeans?: string | null;
  draftOf: (featureId: string) => AnswerDraft;
  previous: ReadonlyMap<string, PreviousAnswer>;
}

/** What answering these rows with one thing changes. Comments stay; no answer is overwritten unless the person says so. */
export function planFill(featureIds: readonly string[], { filling, overwrite, otherMeans, draftOf, previous }: FillOptions): FillPlan {
  const plan: FillPlan = { drafts: new Map(), overwrittenCount: 0, keptCount: 0, unknownCount: 0 };
  for (const featureId of featureIds) {
    const before = draftOf(featureId);
    const last = previous.get(featureId);
    if (before.level !== null && !overwrite) plan.keptCount++;
    else if (filling === 'SAME_AS_LAST_ROUND' && !last) plan.unknownCount++;
    else {
      plan.drafts.set(featureId, filling === 'SAME_AS_LAST_ROUND' ? takenOver(before, last!) : filled(before, filling, otherMeans ?? null));
      if (before.level !== null) plan.overwrittenCount++;
    }
  }
  return plan;
}

/** The answer of the last round in place of this one, until somebody confirms it. What was written this time stays. */
export function takenOver(before: AnswerDraft, last: PreviousAnswer): AnswerDraft {
  const otherMeans = before.level === null ? (before.otherMeans ?? last.otherMeans) : last.otherMeans;
  return {
    level: last.level,
    otherMeans,
    comment: before.comment ?? last.comment,
    logNote: before.logNote ?? null,
    carryOver: 'UNCONFIRMED',
  };
}

function filled(before: AnswerDraft, level: Level, name: string | null): AnswerDraft {
  // The name of other means goes with the answer that it belonged to; what was written without one stays in sight.
  const kept = level === 'USED_WITH_OTHER_MEANS' || before.level === null ? before.otherMeans : null;
  return {
    level,
    otherMeans: kept ?? (level === 'USED_WITH_OTHER_MEANS' ? name : null),
    comment: before.comment,
    logNote: before.logNote ?? null,
    carryOver: null,
  };
}
