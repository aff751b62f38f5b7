import type { ResultOf, VariablesOf } from '../graphql.ts';
import type { Counts, EvidenceRow, VerdictFacts, VerdictListPage, VerdictRow } from './verdict.graphql.ts';

/** What is known of a feature in a round. */
export type Facts = ResultOf<typeof VerdictFacts>;

/** A row of a list. */
export type Row = ResultOf<typeof VerdictRow>;

/** Answer and log of one ministry. */
export type Evidence = ResultOf<typeof EvidenceRow>;

/** One of the five verdicts. */
export type Verdict = Facts['verdict'];

/** What says a verdict in full. */
export type Judgement = Pick<Facts, 'verdict' | 'grade' | 'undecidedReason'>;

/** The sign that stands for a verdict beside its word. */
export const VERDICT_GLYPHS: Readonly<Record<Verdict, string>> = { RETIRE: '✕', SHRINK: '▽', IMPROVE: '△', UNDECIDED: '？', KEEP: '＝' };

/** What a list can be narrowed to, as it stands in the address; '' shows all. */
export const CHOICES = ['', 'RETIRE', 'RETIRE_A', 'RETIRE_B', 'RETIRE_C', 'SHRINK', 'IMPROVE', 'UNDECIDED', 'KEEP'] as const;

/** One of them. */
export type Choice = (typeof CHOICES)[number];

export const choiceOf = (text: string): Choice => CHOICES.find(choice => choice === text) ?? '';

const VERDICTS: readonly Verdict[] = ['RETIRE', 'SHRINK', 'IMPROVE', 'UNDECIDED', 'KEEP'];
type Grade = NonNullable<Facts['grade']>;
const gradeOf = (choice: Choice): Grade | null => (choice.startsWith('RETIRE_') ? (choice.slice(-1) as Grade) : null);

/** What the API is asked for. */
export function askedFor(choice: Choice): Pick<VariablesOf<typeof VerdictListPage>, 'verdicts' | 'grades'> {
  const grade = gradeOf(choice);
  if (grade) return { verdicts: ['RETIRE'], grades: [grade] };
  return { verdicts: choice ? [choice as Verdict] : [...VERDICTS], grades: null };
}

/** Whether a choice shows a row. */
export function shows(choice: Choice, { verdict, grade }: Judgement): boolean {
  const wanted = gradeOf(choice);
  return wanted ? grade === wanted : choice === '' || verdict === choice;
}

/** How many features each choice shows. */
export function choiceCounts(counts: ResultOf<typeof Counts>): Record<Choice, number> {
  const { retire, retireA, retireB, retireC, shrink, improve, undecided, keep } = counts;
  return {
    '': retire + shrink + improve + undecided + keep,
    RETIRE: retire,
    RETIRE_A: retireA,
    RETIRE_B: retireB,
    RETIRE_C: retireC,
    SHRINK: shrink,
    IMPROVE: improve,
    UNDECIDED: undecided,
    KEEP: keep,
  };
}

/** The same over rows that are all at hand. */
export function countRows(rows: readonly Judgement[]): Record<Choice, number> {
  return Object.fromEntries(CHOICES.map(choice => [choice, rows.filter(row => shows(choice, row)).length])) as Record<Choice, number>;
}

type Levels = Pick<Facts, 'fullyUsedCount' | 'usedWithOtherMeansCount' | 'notUsedCount'>;

/** Ministries that answered about the feature. */
export const answeredCount = ({ fullyUsedCount, usedWithOtherMeansCount, notUsedCount }: Levels): number =>
  fullyUsedCount + usedWithOtherMeansCount + notUsedCount;

/** Share of "not used" among the answers; null where nobody answered, which is no share of nought. */
export function unusedRatio(levels: Levels): number | null {
  const answered = answeredCount(levels);
  return answered ? levels.notUsedCount / answered : null;
}

/**
 * What the logs can say: that there are none for the system (`NONE`), none that name the feature (`UNNAMED`), or for fewer months than
 * the window has, which cannot prove that there was no use (`SHORT`); or the whole window (`WHOLE`).
 */
export function logState({ windowFrom, logged, windowToldCount, windowMonths }: Facts): 'NONE' | 'UNNAMED' | 'SHORT' | 'WHOLE' {
  if (windowFrom === null) return 'NONE';
  if (!logged) return 'UNNAMED';
  return windowToldCount < windowMonths ? 'SHORT' : 'WHOLE';
}

/** Whether two verdicts say the same, grade and reason included. */
export const sameJudgement = (one: Judgement, other: Judgement): boolean =>
  one.verdict === other.verdict && one.grade === other.grade && one.undecidedReason === other.undecidedReason;

/** Thresholds of the rows, each set once. */
export function thresholdSets(rows: readonly Facts[]): Pick<Facts, 'responseFloorPercent' | 'shrinkPercent' | 'windowMonths'>[] {
  const sets = new Map(rows.map(row => [`${row.responseFloorPercent} ${row.shrinkPercent} ${row.windowMonths}`, row]));
  return [...sets.values()];
}
