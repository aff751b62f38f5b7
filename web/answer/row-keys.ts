import { LEVELS } from '../survey-round/level.ts';
import type { Level } from '../survey-round/level.ts';

/** What a key asks for on a row. */
export type RowKey =
  | { kind: 'choose'; level: Level }
  | { kind: 'takeBack' | 'sameAsLastRound' | 'confirm' | 'comment' | 'otherMeans' | 'search' | 'previous' | 'next' };

const ACTS: Readonly<Record<string, RowKey['kind']>> = {
  4: 'sameAsLastRound',
  5: 'confirm',
  0: 'takeBack',
  Backspace: 'takeBack',
  Delete: 'takeBack',
  c: 'comment',
  Enter: 'otherMeans',
  '/': 'search',
  ArrowUp: 'previous',
  ArrowDown: 'next',
};

type Pressed = Pick<KeyboardEvent, 'key' | 'isComposing' | 'keyCode' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Whether an input method is at work, whose keys mean something else. */
export const isComposing = ({ isComposing: composing, keyCode }: Pressed): boolean => composing || keyCode === 229;

/**
 * What a key means while a row has the focus and no text field in it; undefined for what is the browser's.
 *
 * Full-width digits and letters, as a Japanese keyboard may send them, count as their plain ones.
 */
export function rowKeyOf(event: Pressed): RowKey | undefined {
  if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return undefined;
  const key = event.key.normalize('NFKC');
  if (/^[1-3]$/.test(key)) return { kind: 'choose', level: LEVELS[Number(key) - 1]! };
  const kind = Object.hasOwn(ACTS, key) ? ACTS[key] : Object.hasOwn(ACTS, key.toLowerCase()) ? ACTS[key.toLowerCase()] : undefined;
  return kind && kind !== 'choose' ? { kind } : undefined;
}
