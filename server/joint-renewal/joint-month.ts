import { monthOf } from '../scalars.ts';

/** A month that bridges more than a year to another is no joint renewal: a renewal for a year would come between. */
const MOST_MONTHS_BRIDGED = 12;

/** A contract that ends on a known day. */
export interface Ending {
  organisationId: string;
  /** Calendar day, the last one in force. */
  endsOn: string;
}

/** Months from the month in which a contract ends to a joint one (YYYY-MM); negative where it ends later. */
export const monthsUntil = (endsOn: string, month: string): number => monthOf(month) - monthOf(endsOn);

/** Whether a contract can be carried on to the joint month and renewed together with the others. */
export const canJoin = (endsOn: string, month: string): boolean => {
  const months = monthsUntil(endsOn, month);
  return months >= 0 && months <= MOST_MONTHS_BRIDGED;
};

/**
 * The month (YYYY-MM) in which most organisations can renew together without carrying a contract on for more than twelve months. Of
 * several the one with most contracts, then with the fewest months to be bridged in all, then the first. It is always one in which a
 * contract ends anyway, since a contract can be carried on but not cut short. Null where no month brings two organisations together.
 */
export function jointMonth(endings: readonly Ending[]): string | null {
  const months = [...new Set(endings.map(({ endsOn }) => endsOn.slice(0, 7)))].toSorted();
  const ranked = months.map(month => {
    const joining = endings.filter(({ endsOn }) => canJoin(endsOn, month));
    return {
      month,
      organisations: new Set(joining.map(({ organisationId }) => organisationId)).size,
      contracts: joining.length,
      bridged: joining.reduce((sum, { endsOn }) => sum + monthsUntil(endsOn, month), 0),
    };
  });
  const [best] = ranked.toSorted(
    (one, other) =>
      other.organisations - one.organisations ||
      other.contracts - one.contracts ||
      one.bridged - other.bridged ||
      (one.month < other.month ? -1 : 1),
  );
  return best && best.organisations > 1 ? best.month : null;
}
