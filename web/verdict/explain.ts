import { answeredCount, type Facts, type Judgement } from './verdict.ts';

/** The rules in the order in which they are tried; the first that applies decides. */
const RULES = [
  { key: 'ROUND_FLOOR', verdict: 'UNDECIDED', undecidedReason: 'FEW_ANSWERS', grade: null },
  { key: 'LOG_ALONE', verdict: 'RETIRE', undecidedReason: null, grade: 'C' },
  { key: 'NO_ANSWER', verdict: 'UNDECIDED', undecidedReason: 'NO_ANSWER', grade: null },
  { key: 'FEATURE_FLOOR', verdict: 'UNDECIDED', undecidedReason: 'FEW_ANSWERS', grade: null },
  { key: 'CONTRADICTION', verdict: 'UNDECIDED', undecidedReason: 'CONTRADICTION', grade: null },
  { key: 'BOTH', verdict: 'RETIRE', undecidedReason: null, grade: 'A' },
  { key: 'SURVEY_ALONE', verdict: 'RETIRE', undecidedReason: null, grade: 'B' },
  { key: 'SHRINK', verdict: 'SHRINK', undecidedReason: null, grade: null },
  { key: 'IMPROVE', verdict: 'IMPROVE', undecidedReason: null, grade: null },
  { key: 'KEEP', verdict: 'KEEP', undecidedReason: null, grade: null },
] as const satisfies readonly (Judgement & { key: string })[];

/** One of the rules. */
export type RuleKey = (typeof RULES)[number]['key'];

/** A rule that was tried, with what it would say. */
export interface Step extends Judgement {
  key: RuleKey;
  applies: boolean;
}

/** The rules that are tried for a feature (R1 to R6), down to the one that decides. */
export function explain(facts: Facts): Step[] {
  const { askedCount, submittedCount, notUsedCount, usedWithOtherMeansCount, responseFloorPercent, shrinkPercent, logCount } = facts;
  const answered = answeredCount(facts);
  const belowFloor = (count: number) => count * 100 < responseFloorPercent * askedCount;
  const allUnused = notUsedCount === answered;
  // A zero of the logs counts only over a window that they tell of completely (R6).
  const noUse = logCount === 0 && facts.windowToldCount === facts.windowMonths;
  const applies: Record<RuleKey, boolean> = {
    ROUND_FLOOR: belowFloor(submittedCount),
    LOG_ALONE: answered === 0 && noUse,
    NO_ANSWER: answered === 0,
    FEATURE_FLOOR: belowFloor(answered),
    CONTRADICTION: allUnused && (logCount ?? 0) > 0,
    BOTH: allUnused && noUse,
    SURVEY_ALONE: allUnused,
    SHRINK: notUsedCount * 100 >= shrinkPercent * answered,
    IMPROVE: usedWithOtherMeansCount > 0,
    KEEP: true,
  };
  const decides = RULES.findIndex(({ key }) => applies[key]);
  return RULES.slice(0, decides + 1).map(rule => ({ ...rule, applies: applies[rule.key] }));
}
