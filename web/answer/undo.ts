import type { AnswerDraft } from './kept-answers.ts';
import { sameDraft } from './kept-answers.ts';

/** One act of a person on the sheet, and what stood in its rows before and after. */
export interface RowsAct {
  /** What was done, for the person who may want it undone. */
  label: string;
  before: ReadonlyMap<string, AnswerDraft>;
  after: ReadonlyMap<string, AnswerDraft>;
}

/** The act that these changes are; undefined when they change nothing. */
export function actOf(
  label: string,
  changes: ReadonlyMap<string, AnswerDraft>,
  draftOf: (featureId: string) => AnswerDraft,
): RowsAct | undefined {
  const after = new Map([...changes].filter(([featureId, draft]) => !sameDraft(draft, draftOf(featureId))));
  if (!after.size) return undefined;
  return { label, before: new Map([...after.keys()].map(featureId => [featureId, contentOf(draftOf(featureId))])), after };
}

/** What an answer says, without who gave it and when. */
const contentOf = ({ level, otherMeans, comment, logNote = null, carryOver = null }: AnswerDraft): AnswerDraft => ({
  level,
  otherMeans,
  comment,
  logNote,
  carryOver,
});

/** What brings the rows of an act back to where they were. A row that has changed since is left alone and counted. */
export function reverse(
  { before, after }: RowsAct,
  draftOf: (featureId: string) => AnswerDraft,
): { drafts: Map<string, AnswerDraft>; changedSinceCount: number } {
  const drafts = new Map([...before].filter(([featureId]) => sameDraft(draftOf(featureId), after.get(featureId)!)));
  return { drafts, changedSinceCount: before.size - drafts.size };
}
