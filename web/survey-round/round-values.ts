import type { VariablesOf } from '../graphql.ts';
import type { UpdateSurveyRound } from './round-acts.graphql.ts';

/** What a person enters about a round. Days are YYYY-MM-DD, '' while not given. */
export interface RoundValues extends Record<string, unknown> {
  systemId: string;
  /** A year as text, since it is chosen from a list. */
  fiscalYear: string;
  title: string;
  explanation: string;
  opensOn: string;
  dueOn: string;
  targetIds: string[];
}

type RoundDescription = Omit<VariablesOf<typeof UpdateSurveyRound>['input'], 'roundId' | 'version'>;

/** The values as the API takes them. */
export function toInput({ fiscalYear, title, explanation, opensOn, dueOn, targetIds }: RoundValues): RoundDescription {
  return { title: title.trim(), explanation: explanation.trim() || null, fiscalYear: Number(fiscalYear), opensOn, dueOn, targetIds };
}
