import { expect, it } from 'vitest';
import { explain } from '../../web/verdict/explain.ts';
import { logState, type Facts } from '../../web/verdict/verdict.ts';
import { facts } from './facts.ts';

/** The rules that were tried, as the page shows them, and what they say of the figures. */
it.each([
  ['too few submitted', { submittedCount: 16, notUsedCount: 16 }, 'ROUND_FLOOR', 'UNDECIDED', 'FEW_ANSWERS'],
  ['just enough submitted', { askedCount: 20, submittedCount: 16, notUsedCount: 16 }, 'BOTH', 'RETIRE', 'A'],
  ['nobody answered, a whole year without a use', { notUsedCount: 0 }, 'LOG_ALONE', 'RETIRE', 'C'],
  ['nobody answered, a month is missing', { notUsedCount: 0, windowToldCount: 11 }, 'NO_ANSWER', 'UNDECIDED', 'NO_ANSWER'],
  ['too few answered about the feature', { notUsedCount: 16 }, 'FEATURE_FLOOR', 'UNDECIDED', 'FEW_ANSWERS'],
  ['all not used, but the log shows a use', { logCount: 1 }, 'CONTRADICTION', 'UNDECIDED', 'CONTRADICTION'],
  ['all not used, and a whole year without a use', {}, 'BOTH', 'RETIRE', 'A'],
  ['all not used, a month is missing', { windowToldCount: 11 }, 'SURVEY_ALONE', 'RETIRE', 'B'],
  ['all not used, no log names it', { logged: false, logCount: null }, 'SURVEY_ALONE', 'RETIRE', 'B'],
  ['half not used', { askedCount: 20, submittedCount: 20, notUsedCount: 10, fullyUsedCount: 10 }, 'SHRINK', 'SHRINK', null],
  ['less than half not used', { notUsedCount: 9, fullyUsedCount: 9, usedWithOtherMeansCount: 1 }, 'IMPROVE', 'IMPROVE', null],
  ['all used', { notUsedCount: 0, fullyUsedCount: 19 }, 'KEEP', 'KEEP', null],
])('%s', (_case, change, key, verdict, detail) => {
  const steps = explain(facts(change) as Facts);
  const decisive = steps.at(-1)!;
  expect([decisive.key, decisive.verdict, decisive.grade ?? decisive.undecidedReason]).toEqual([key, verdict, detail]);
  expect(steps.map(({ applies }) => applies)).toEqual([...Array.from({ length: steps.length - 1 }, () => false), true]);
});

it.each([
  ['NONE', { windowFrom: null, windowTo: null, windowToldCount: 0, logged: false, logCount: null }],
  ['UNNAMED', { logged: false, logCount: null }],
  ['SHORT', { windowToldCount: 11 }],
  ['WHOLE', {}],
])('knows what the logs can say: %s', (state, change) => {
  expect(logState(facts(change) as Facts)).toBe(state);
});
