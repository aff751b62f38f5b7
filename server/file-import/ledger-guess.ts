import { CONTRACT_COLUMNS, type ContractKey, type LedgerField, LIKELY_HEADINGS, withoutUnit, YEAR_FIELDS } from './contract-columns.ts';
import { LedgerColumnState } from './ledger-type.ts';

interface Guessed {
  heading: string;
  fiscalYear: number | null;
  state: LedgerColumnState;
  field: LedgerField | null;
  guess: LedgerField | null;
}

/** How alike two headings must be, from 0 to 1, for one to be offered for the other. */
const LIKE_ENOUGH = 0.5;

const CALLED: readonly (readonly [ContractKey, string[]])[] = CONTRACT_COLUMNS.map(({ key, headings }) => [
  key,
  [...headings, ...(LIKELY_HEADINGS[key] ?? [])].map(core),
]);

/** What of a heading is compared: neither its unit, nor what stands in brackets, nor signs. */
function core(heading: string): string {
  const bare = withoutUnit(heading)
    .replaceAll(/\([^)]*\)/gu, '')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
  return bare || withoutUnit(heading);
}

/** Notes on each column of which nobody has said anything what it probably is; no field is offered twice, or when it is read already. */
export function guessFields(columns: readonly Guessed[]): void {
  const taken = new Set<LedgerField>(columns.flatMap(({ field, fiscalYear }) => (field && fiscalYear === null ? [field] : [])));
  const undecided = columns.filter(({ state }) => state === LedgerColumnState.UNDECIDED);
  // Whatever else a year is said of, money to be paid in it is likeliest.
  for (const column of undecided) if (column.fiscalYear !== null) column.guess = YEAR_FIELDS[0];
  const offers = undecided
    .filter(({ fiscalYear }) => fiscalYear === null)
    .flatMap(column =>
      CALLED.map(([key, names]) => ({ column, key, score: Math.max(...names.map(name => likeness(core(column.heading), name))) })),
    )
    .filter(({ score }) => score >= LIKE_ENOUGH)
    .toSorted((one, other) => other.score - one.score);
  for (const { column, key } of offers) {
    if (column.guess || taken.has(key)) continue;
    column.guess = key;
    taken.add(key);
  }
}

/** From 0 to 1: 1 for the same, more than a half for one that holds the other, else by the pairs of characters that they share. */
function likeness(one: string, other: string): number {
  if (one === other) return 1;
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short.length >= 2 && long.includes(short)) return 0.5 + (0.5 * short.length) / long.length;
  const [pairs, others] = [pairsOf(one), pairsOf(other)];
  const shared = [...pairs].filter(pair => others.has(pair)).length;
  return pairs.size + others.size ? (2 * shared) / (pairs.size + others.size) : 0;
}

const pairsOf = (text: string): Set<string> =>
  new Set(Array.from({ length: Math.max(text.length - 1, 0) }, (_, at) => text.slice(at, at + 2)));
