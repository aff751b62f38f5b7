import type { Visit } from './announcement.ts';

/** A form says every ten seconds that it is open; one that is silent for this long is gone, whatever became of its browser. */
export const VISIT_ENDS_AFTER_MS = 25_000;

/** Somebody who has a sheet open now. */
export interface Present {
  account: string;
  /** Row that the person is at; null for none. */
  feature: string | null;
}

interface Seen extends Present {
  at: number;
}

/** Who has which sheet open, as far as has been heard lately. Every process hears it all, so each knows it all. */
export class Presence {
  readonly #sheets = new Map<string, Map<string, Seen>>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Notes what was heard. Answers whether anybody came, went, or moved to another row. */
  note({ tenant, sheet, visit, account, feature, gone }: Visit): boolean {
    const key = keyOf(tenant, sheet);
    const visits = this.#sheets.get(key) ?? new Map<string, Seen>();
    const before = visits.get(visit);
    if (gone) {
      visits.delete(visit);
      if (!visits.size) this.#sheets.delete(key);
      return before !== undefined;
    }
    visits.set(visit, { account, feature, at: this.#now() });
    this.#sheets.set(key, visits);
    return before?.account !== account || before.feature !== feature;
  }

  /** When a form was last heard of; undefined when it is not open. */
  lastHeard(tenant: string, sheet: string, visit: string): number | undefined {
    return this.#sheets.get(keyOf(tenant, sheet))?.get(visit)?.at;
  }

  /** Forgets forms that have been silent for too long. Answers the sheets that this changed, as `keyOf` names them. */
  sweep(): string[] {
    const changed: string[] = [];
    for (const [key, visits] of this.#sheets) {
      for (const [visit, { at }] of visits) {
        if (this.#now() - at < VISIT_ENDS_AFTER_MS) continue;
        visits.delete(visit);
        changed.push(key);
      }
      if (!visits.size) this.#sheets.delete(key);
    }
    return [...new Set(changed)];
  }

  /** People at a sheet in the order in which they came; who has it open twice is where that form spoke last. */
  at(tenant: string, sheet: string): Present[] {
    const people = new Map<string, Seen>();
    for (const seen of this.#sheets.get(keyOf(tenant, sheet))?.values() ?? []) {
      const known = people.get(seen.account);
      if (!known || seen.at >= known.at) people.set(seen.account, seen);
    }
    return [...people.values()].map(({ account, feature }) => ({ account, feature }));
  }
}

/** A sheet under the tenant that owns it, so that no announcement of one tenant reaches a stream of another. */
export const keyOf = (tenant: string, sheet: string): string => `${tenant}/${sheet}`;
