import type { Look } from '../survey-round/level.ts';
import type { Appearance } from './overview/draw.ts';

/** Colours of the looks on a canvas, as look.css has them. Pixels know no hatching: the loudest is the plain warning colour. */
export const APPEARANCES: Readonly<Record<Look, Omit<Appearance, 'sign'>>> = {
  FULLY_USED: { colour: '--color-key-900', ink: '--color-white' },
  USED_WITH_OTHER_MEANS: { colour: '--color-key-300', ink: '--color-solid-gray-900' },
  NOT_USED: { colour: '--color-white', ink: '--color-solid-gray-900' },
  UNANSWERED: { colour: '--color-yellow-300', ink: '--color-solid-gray-900' },
  NOT_ASSIGNED: { colour: '--color-solid-gray-200', ink: '--color-solid-gray-900' },
};
