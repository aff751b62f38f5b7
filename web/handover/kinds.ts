import type { RouteLocationRaw } from 'vue-router';
import type { ResultOf } from '../graphql.ts';
import type { BelongingList } from './handover.graphql.ts';

export type Kind = ResultOf<typeof BelongingList>['belongings']['items'][number]['kind'];

/** What hangs on a person or is handed over. */
export interface Item {
  kind: Kind;
  subjectId: string;
  /** Null of a contract to whoever may not read contracts. */
  label: string | null;
  dueOn: string | null;
}

/** Kinds in the order in which a list shows them, what weighs most first. */
const ORDER = [
  'CARRY_OVER',
  'SYSTEM_OWNER',
  'SYSTEM_CONTACT',
  'SURVEY_ROUND',
  'CONFIRMATION',
  'CONTRACT_NOTICE',
  'CONTRACT_END',
  'LICENCE_END',
  'SUPPORT_END',
  'SUPPORT_END_UNKNOWN',
  'ANSWER_SHEET',
  'DELEGATION',
  'DELEGATION_GIVEN',
  'ROW_QUESTION',
  'ROW_QUESTION_ASKED',
  'OPEN_IMPORT',
  'ROLE',
] as const satisfies Kind[];

/** The items under their kinds; kinds without items are left out. */
export function byKind<Listed extends Item>(items: readonly Listed[]): { kind: Kind; items: Listed[] }[] {
  return ORDER.map(kind => ({ kind, items: items.filter(item => item.kind === kind) })).filter(group => group.items.length);
}

const OF_CONTRACTS: readonly Kind[] = ['CONTRACT_NOTICE', 'CONTRACT_END', 'LICENCE_END', 'SUPPORT_END', 'SUPPORT_END_UNKNOWN'];

/** The page of what an item is about; undefined where it has none. */
export function placeOf({ kind, subjectId, label }: Pick<Item, 'kind' | 'subjectId' | 'label'>): RouteLocationRaw | undefined {
  if (label === null) return undefined;
  if (kind === 'CARRY_OVER') return { name: 'carry-overs', query: { closed: '1' } };
  if (OF_CONTRACTS.includes(kind)) return { name: 'contract', params: { id: subjectId } };
  if (kind === 'SURVEY_ROUND' || kind === 'ROW_QUESTION_ASKED') return { name: 'survey-round', params: { id: subjectId } };
  if (kind === 'ANSWER_SHEET' || kind === 'DELEGATION') return { name: 'answer', params: { roundId: subjectId } };
  if (kind === 'ROW_QUESTION') return { name: 'answer', params: { roundId: subjectId }, query: { questions: '1' } };
  if (kind === 'DELEGATION_GIVEN') return { name: 'answer-review', params: { roundId: subjectId } };
  return kind === 'ROLE' || kind === 'OPEN_IMPORT' ? undefined : { name: 'system', params: { id: subjectId } };
}
