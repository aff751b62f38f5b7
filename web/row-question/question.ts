import type { ResultOf } from '../graphql.ts';
import type { Tone } from '../survey-round/state.ts';
import type { RowQuestion } from './question.graphql.ts';

export type Question = ResultOf<typeof RowQuestion>;

/** Whose turn it is: the ministry's to reply, the asker's to take note, or nobody's any more. */
export function turnOf({ reply, closedAt }: Pick<Question, 'reply' | 'closedAt'>): 'reply' | 'note' | 'closed' {
  if (closedAt) return 'closed';
  return reply ? 'note' : 'reply';
}

/** Whether somebody with these roles replies for the ministry: to the runner everybody, to the coordinator the respondents. */
export function repliesTo({ side }: Pick<Question, 'side'>, roles: readonly string[]): boolean {
  return side === 'RUNNER' || roles.includes('RESPONDENT');
}

/** Questions about rows that stand returned and have no reply: while there is one, its side's next hand-over is refused. */
export function awaitedReplies(questions: readonly Question[], side?: Question['side']): Question[] {
  return questions.filter(
    question => question.returned && !question.cameBackAt && turnOf(question) === 'reply' && (!side || question.side === side),
  );
}

/** The mark of a question by whose turn it is. */
export const TURN_TONES: Readonly<Record<ReturnType<typeof turnOf>, Tone>> = { reply: 'warning', note: 'info', closed: 'success' };

/** Questions that wait for the ministry first, then those that wait for the asker, then the closed ones; each the latest first. */
export function byTurn(questions: readonly Question[]): Question[] {
  const turns = ['reply', 'note', 'closed'];
  return questions.toSorted(
    (one, other) => turns.indexOf(turnOf(one)) - turns.indexOf(turnOf(other)) || other.askedAt.localeCompare(one.askedAt),
  );
}
