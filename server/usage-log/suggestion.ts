import { SuggestionReason } from './type.ts';

/** Codes shorter than this stand in too many keys by chance. */
const SHORTEST_CODE = 4;

/**
 * The feature whose code is most like a key, and why; null when none is, or several are alike. Two that are alike tell nothing.
 */
export function suggestionFor<Coded extends { code: string }>(
  key: string,
  features: readonly Coded[],
): { feature: Coded; reason: SuggestionReason } | null {
  const letters = plain(key);
  const same = only(features.filter(({ code }) => plain(code) === letters));
  if (same) return { feature: same, reason: SuggestionReason.SAME_LETTERS };
  const held = features.filter(({ code }) => code.length >= SHORTEST_CODE && plain(code) !== '' && letters.includes(plain(code)));
  const holds = only(held.filter(({ code }) => held.every(other => other.code.length <= code.length)));
  if (holds) return { feature: holds, reason: SuggestionReason.HOLDS_CODE };
  const near = only(features.filter(({ code }) => code.length >= SHORTEST_CODE && differsByOne(plain(code), letters)));
  return near ? { feature: near, reason: SuggestionReason.ONE_OFF } : null;
}

const only = <One>(found: readonly One[]): One | undefined => (found.length === 1 ? found[0] : undefined);

/** Letters and digits alone, in one width and case. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Whether one becomes the other by changing, adding or leaving out one character. */
function differsByOne(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < Math.min(one.length, other.length) && one[start] === other[start]) start++;
  let end = 0;
  while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end)) end++;
  return Math.max(one.length, other.length) - start - end === 1;
}
