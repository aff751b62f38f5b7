import { foldName, spaced, withoutEdition } from './name.ts';

/** Why a version is of no one cycle. */
export type NoCycle = 'NO_VERSION' | 'UNKNOWN_VERSION' | 'AMBIGUOUS_VERSION';

interface Cycle {
  cycle: string;
  /** What the vendor calls it, for example 19c. */
  label?: string;
}

/**
 * The cycle that a version of a ledger is of, by its place: the one that has its number or label, else the one whose number is the
 * longest beginning of it: 1.26.3 is of 1.26. A version that is shorter than the numbers of cycles, such as 9 where there is 9.0, is of
 * a cycle when no other begins with it. An edition behind it makes no difference where the cycles make none.
 */
export function cycleOfVersion(cycles: readonly Cycle[], text: string): number | NoCycle {
  const written = spaced(text);
  if (!written) return 'NO_VERSION';
  const outside = written.replaceAll(/\(.*?\)/gu, ' ').trim();
  const inside = [...written.matchAll(/\((.*?)\)/gu)].map(([, content]) => content!.trim());
  for (const reading of [written, withoutEdition(written), outside, withoutEdition(outside), ...inside].map(bare).filter(Boolean)) {
    const found = cycleOf(cycles, reading);
    if (found !== 'UNKNOWN_VERSION') return found;
  }
  return 'UNKNOWN_VERSION';
}

/** Without the words around a number that say that it is a version. */
const bare = (text: string): string =>
  text
    .replace(/^(?:version|ver|v|release|バージョン|第)[.\s]*(?=\d)/u, '')
    .replace(/(?<=[\dc])\s*(?:\.x|\.\*|x|系|版)$/u, '')
    .trim();

/** In which neither what joins words nor how releases and service packs are spelt makes a difference. */
const squeeze = (text: string): string =>
  spaced(text)
    .replaceAll(/'[^']*'|\(.*?\)/gu, '')
    .replaceAll(/[\s_-]+/gu, '')
    .replaceAll('servicepack', 'sp')
    .replaceAll('release', 'r');

function cycleOf(cycles: readonly Cycle[], text: string): number | NoCycle {
  const version = foldName(text);
  const numbers = cycles.map(({ cycle }) => foldName(cycle));
  const number = numbers.indexOf(version);
  if (number >= 0) return number;
  const squeezed = squeeze(text);
  const labels = cycles.map(({ cycle, label }) => [squeeze(cycle), squeeze(label ?? '')]);
  const called = placesOf(labels, ways => ways.includes(squeezed));
  // A version without its service pack may be of any of them, whose ends differ.
  const ofPacks = placesOf(labels, ways => ways.some(way => way.startsWith(`${squeezed}sp`) && /^\d/.test(way.slice(squeezed.length + 2))));
  if (called.length > 0) return called.length + ofPacks.length === 1 ? called[0]! : 'AMBIGUOUS_VERSION';
  const beginnings = numbers.filter(one => version.startsWith(one) && /^(?:[._+]|u(?:pdate)?\d|sp\d)/.test(version.slice(one.length)));
  const longest = beginnings.toSorted((one, other) => other.length - one.length)[0];
  if (longest !== undefined) return numbers.indexOf(longest);
  const longer = placesOf(labels, (ways, place) =>
    [numbers[place]!, ...ways].some(way => way.startsWith(squeezed) && /^[^\d]/u.test(way.slice(squeezed.length))),
  );
  if (longer.length > 1) return 'AMBIGUOUS_VERSION';
  return longer[0] ?? 'UNKNOWN_VERSION';
}

const placesOf = (labels: readonly string[][], fits: (ways: string[], place: number) => boolean): number[] =>
  labels.flatMap((ways, place) => (fits(ways, place) ? [place] : []));
