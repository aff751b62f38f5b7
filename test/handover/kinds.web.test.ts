import { expect, it } from 'vitest';
import { byKind, placeOf, type Item } from '../../web/handover/kinds.ts';

const item = (kind: Item['kind'], subjectId: string): Item => ({ kind, subjectId, label: subjectId, dueOn: null });

it('lists what weighs most first, and no kind without items', () => {
  const items = [item('ROLE', 'r'), item('SYSTEM_OWNER', 'a'), item('SYSTEM_OWNER', 'b')];
  expect(byKind(items).map(({ kind, items: listed }) => [kind, listed.map(({ subjectId }) => subjectId)])).toEqual([
    ['SYSTEM_OWNER', ['a', 'b']],
    ['ROLE', ['r']],
  ]);
});

it.each([
  ['CONFIRMATION', { name: 'system', params: { id: 'x' } }],
  ['SURVEY_ROUND', { name: 'survey-round', params: { id: 'x' } }],
  ['ANSWER_SHEET', { name: 'answer', params: { roundId: 'x' } }],
  ['DELEGATION', { name: 'answer', params: { roundId: 'x' } }],
  ['DELEGATION_GIVEN', { name: 'answer-review', params: { roundId: 'x' } }],
  ['ROW_QUESTION', { name: 'answer', params: { roundId: 'x' }, query: { questions: '1' } }],
  ['ROW_QUESTION_ASKED', { name: 'survey-round', params: { id: 'x' } }],
  ['CARRY_OVER', { name: 'carry-overs', query: { closed: '1' } }],
  ['CONTRACT_NOTICE', { name: 'contract', params: { id: 'x' } }],
  ['CONTRACT_END', { name: 'contract', params: { id: 'x' } }],
  ['LICENCE_END', { name: 'contract', params: { id: 'x' } }],
  ['SUPPORT_END', { name: 'contract', params: { id: 'x' } }],
  ['SUPPORT_END_UNKNOWN', { name: 'contract', params: { id: 'x' } }],
  ['ROLE', undefined],
] as const)('leads from a %s to its page', (kind, place) => {
  expect(placeOf(item(kind, 'x'))).toEqual(place);
});
