import { computed, inject, nextTick, onScopeDispose, provide, ref, shallowReactive, watchEffect, type InjectionKey } from 'vue';
import type { Problem } from './problem.ts';

/** What a table gives into a file. */
export interface TakenTable {
  columns: readonly string[];
  rows: readonly (readonly TakenCell[])[];
}
export type TakenCell = string | number | null;

/** A table of the page that can be had as a file. */
export interface Offer {
  /** Name of the file; what is offered under one name becomes one file. */
  readonly title: string;
  /** Which part of that file this is, where there are several: it stands in the first column. */
  readonly part?: string | undefined;
  /** Brings all parts onto the page that are not there yet. */
  readonly complete?: (() => Promise<void>) | undefined;
  /** Every row under the present conditions, in the present order, also those that the page has not loaded. */
  readonly read: () => Promise<TakenTable>;
}

/** So many lines at most go into one file. */
export const MOST_LINES = 50_000;

/** Why a table cannot be had, in the words of the server or as a code. */
export class NotTakenError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

interface Takes {
  offers: Set<Offer>;
  /** What the page is narrowed to, in words. */
  conditions: Set<() => readonly string[]>;
  /** How many places of the page offer link and print themselves. */
  places: { value: number };
}
const TAKES: InjectionKey<Takes> = Symbol('takes');

/** Gathers what the tables of the page offer, for one place to show. */
export function gatherTakes() {
  const takes: Takes = { offers: shallowReactive(new Set()), conditions: new Set(), places: ref(0) };
  provide(TAKES, takes);
  return takes;
}

/** What the page offers as files, by their names. */
export function useTakes() {
  const takes = inject(TAKES)!;
  return {
    titles: computed(() => [...new Set([...takes.offers].map(({ title }) => title))]),
    /** Whether link and print are to be had elsewhere on the page. */
    hasPlace: computed(() => takes.places.value > 0),
    /** What the page is narrowed to at present, in words. */
    conditions: () => [...new Set([...takes.conditions].flatMap(said => said()))],
    /**
     * The whole file of that name.
     *
     * @param partHeading heading of the first column, where the file has parts
     * @throws NotTakenError
     */
    async read(title: string, partHeading: string): Promise<TakenTable> {
      const found = () => [...takes.offers].filter(offer => offer.title === title);
      await found()[0]?.complete?.();
      await nextTick();
      const tables = [];
      for (const { part, read } of found()) tables.push({ part, ...(await read()) });
      const columns = tables[0]?.columns ?? [];
      if (tables[0]?.part === undefined) return { columns, rows: tables.flatMap(({ rows }) => rows) };
      return {
        columns: [partHeading, ...columns],
        rows: tables.flatMap(({ part, rows }) => rows.map(row => [part ?? null, ...row])),
      };
    },
  };
}

/**
 * Offers a table for as long as the component stands; outside the portal's frame, as in a sample, nobody takes it.
 *
 * @param when left out, always
 */
export function offerTake(offer: Offer, when: () => boolean = () => true) {
  const takes = inject(TAKES, null);
  watchEffect(() => (when() ? takes?.offers.add(offer) : takes?.offers.delete(offer)));
  onScopeDispose(() => takes?.offers.delete(offer));
}

/** Tells files what the page is narrowed to, for as long as the component stands. */
export function sayConditions(said: () => readonly string[]) {
  const takes = inject(TAKES, null);
  takes?.conditions.add(said);
  onScopeDispose(() => takes?.conditions.delete(said));
}

/** Says that link and print are to be had here. */
export function markTakePlace() {
  const takes = inject(TAKES, null);
  if (!takes) return;
  takes.places.value++;
  onScopeDispose(() => takes.places.value--);
}
