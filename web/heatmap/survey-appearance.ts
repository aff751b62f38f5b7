import { GLYPHS, LOOKS } from '../survey-round/level.ts';
import type { Look } from '../survey-round/level.ts';
import type { Appearance } from './overview/draw.ts';

/** Colours of the looks as look.css has them. Pixels know no hatching: the loudest is the plain warning colour. */
const COLOURS = {
  FULLY_USED: { colour: '--color-key-900', ink: '--color-white' },
  USED_WITH_OTHER_MEANS: { colour: '--color-key-300', ink: '--color-solid-gray-900' },
  NOT_USED: { colour: '--color-white', ink: '--color-solid-gray-900' },
  UNANSWERED: { colour: '--color-yellow-300', ink: '--color-solid-gray-900' },
  NOT_ASSIGNED: { colour: '--color-solid-gray-200', ink: '--color-solid-gray-900' },
} as const;

/** How the looks are drawn on a canvas, in the order of `LOOKS`; and, last, a cell that holds several. */
export const APPEARANCES: readonly Appearance[] = [
  ...LOOKS.map(look => ({ ...COLOURS[look], sign: GLYPHS[look] })),
  { colour: '--color-solid-gray-420', ink: '--color-solid-gray-900', sign: '' },
];

/** Place in `APPEARANCES` of a look. */
export const codeOfLook = (look: Look): number => LOOKS.indexOf(look);

/** Place in `APPEARANCES` of a cell that holds several. */
export const CODE_OF_SEVERAL = LOOKS.length;
