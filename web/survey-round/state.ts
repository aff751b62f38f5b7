/** How a state is marked beside its word. */
export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger';

/** States of a round in their order. */
export const ROUND_STATES = ['DRAFT', 'OPEN', 'CLOSED', 'PUBLISHED'] as const;

/** One state of a round. */
export type RoundState = (typeof ROUND_STATES)[number];

const ROUND_TONES: Readonly<Record<RoundState, Tone>> = { DRAFT: 'neutral', OPEN: 'info', CLOSED: 'warning', PUBLISHED: 'success' };

/** The mark of a round's state. */
export function roundTone(state: RoundState): Tone {
  return ROUND_TONES[state];
}

/** States of an answer sheet, from nothing done to handed over. */
export const SHEET_STATES = ['NOT_OPENED', 'IN_PROGRESS', 'HANDED_IN', 'SUBMITTED', 'RETURNED'] as const;

/** One state of an answer sheet. */
export type SheetState = (typeof SHEET_STATES)[number];

const SHEET_TONES: Readonly<Record<SheetState, Tone>> = {
  NOT_OPENED: 'danger',
  IN_PROGRESS: 'neutral',
  HANDED_IN: 'info',
  SUBMITTED: 'success',
  RETURNED: 'warning',
};

/** The mark of a sheet's state: not opened is louder than in progress, returned is for somebody to act on. */
export function sheetTone(state: SheetState): Tone {
  return SHEET_TONES[state];
}
