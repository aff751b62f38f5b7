/** The three answers that a ministry can give for a feature, fullest use first. */
export const LEVELS = ['FULLY_USED', 'USED_WITH_OTHER_MEANS', 'NOT_USED'] as const;

/** One of the three answers. Not answered and not assigned are no levels. */
export type Level = (typeof LEVELS)[number];

/** The five looks of a cell: the levels, asked but not answered, never asked. */
export const LOOKS = [...LEVELS, 'UNANSWERED', 'NOT_ASSIGNED'] as const;

/** One of the five looks. */
export type Look = (typeof LOOKS)[number];

/** The sign that stands for a look beside colour and text, so that neither grey print nor colour blindness hides it. */
export const GLYPHS: Readonly<Record<Look, string>> = {
  FULLY_USED: '●',
  USED_WITH_OTHER_MEANS: '◐',
  NOT_USED: '○',
  UNANSWERED: '？',
  NOT_ASSIGNED: '－',
};
