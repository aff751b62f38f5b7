import type { SnapshotCycle, SnapshotEnd, SnapshotProduct } from './snapshot.ts';

/** An end of support that another snapshot has on another day. */
export interface MovedEnd {
  product: string;
  cycle: string;
  kind: 'END' | 'ACTIVE' | 'EXTENDED';
  before: SnapshotEnd;
  after: SnapshotEnd;
}

/** What a snapshot changes, product by product and cycle by cycle. */
export interface SnapshotChange {
  newProducts: string[];
  removedProducts: string[];
  newCycleCount: number;
  changedCycleCount: number;
  removedCycleCount: number;
  movedCount: number;
  /** The first of them. */
  moved: MovedEnd[];
}

type Known = Pick<SnapshotProduct, 'slug' | 'title' | 'cycles'>;

/** More than anybody reads; the counts are of all. */
const SHOWN = 100;

const ENDS = [
  ['END', 'end'],
  ['ACTIVE', 'activeSupportEnd'],
  ['EXTENDED', 'extendedSupportEnd'],
] as const;

export function changeOf(before: readonly Known[], after: readonly Known[]): SnapshotChange {
  const known = new Map(before.map(product => [product.slug, product]));
  const coming = new Set(after.map(({ slug }) => slug));
  const added = after.filter(({ slug }) => !known.has(slug));
  const removed = before.filter(({ slug }) => !coming.has(slug));
  const pairs = after.flatMap(product => {
    const former = known.get(product.slug);
    return former ? cyclesOf(former, product) : [];
  });
  const moved = pairs.flatMap(({ title, former, cycle }) => (former && cycle ? movedOf(title, former, cycle) : []));
  const cyclesIn = (products: readonly Known[]): number => products.reduce((sum, { cycles }) => sum + cycles.length, 0);
  return {
    newProducts: added.map(({ title }) => title).slice(0, SHOWN),
    removedProducts: removed.map(({ title }) => title).slice(0, SHOWN),
    newCycleCount: cyclesIn(added) + pairs.filter(({ former }) => !former).length,
    changedCycleCount: pairs.filter(({ former, cycle }) => former && cycle && !isSame(former, cycle)).length,
    removedCycleCount: cyclesIn(removed) + pairs.filter(({ cycle }) => !cycle).length,
    movedCount: moved.length,
    moved: moved.slice(0, SHOWN),
  };
}

/** Each cycle that a product has or had, as it was and as it is. */
function cyclesOf(former: Known, { title, cycles }: Known): { title: string; former?: SnapshotCycle; cycle?: SnapshotCycle }[] {
  const was = new Map(former.cycles.map(cycle => [cycle.cycle, cycle]));
  const is = new Set(cycles.map(({ cycle }) => cycle));
  const gone = former.cycles.filter(({ cycle }) => !is.has(cycle)).map(cycle => ({ title, former: cycle }));
  return [
    ...cycles.map(cycle => {
      const before = was.get(cycle.cycle);
      return before ? { title, cycle, former: before } : { title, cycle };
    }),
    ...gone,
  ];
}

function movedOf(product: string, before: SnapshotCycle, after: SnapshotCycle): MovedEnd[] {
  return ENDS.flatMap(([kind, key]) =>
    (before[key] ?? null) === (after[key] ?? null) ? [] : [{ product, cycle: after.label, kind, before: before[key], after: after[key] }],
  );
}

const isSame = (one: SnapshotCycle, other: SnapshotCycle): boolean =>
  one.label === other.label && one.releasedOn === other.releasedOn && ENDS.every(([, key]) => one[key] === other[key]);
