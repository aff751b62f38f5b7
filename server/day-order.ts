import { InvalidInputError } from './errors.ts';
import type { Text } from './language.ts';

/** Two days of a row of which the second never lies before the first, each with what people call it. */
export interface DayOrder<Key extends string> {
  earlier: Key;
  later: Key;
  names: Record<Key, Text>;
}

/** What is wrong with a day, and how to mend it. */
interface MisplacedDay<Key extends string> {
  field: Key;
  message: Text;
  remedy: Text;
}

/**
 * The days that stand before one that they must follow. A day that is not known is in nobody's way.
 *
 * @param said the days that the caller gives now and can mend; of a pair that it does not touch, nothing is said
 */
export function misplacedDays<Key extends string>(
  orders: readonly DayOrder<Key>[],
  days: Partial<Record<Key, string | null>>,
  said: (key: Key) => boolean,
): MisplacedDay<Key>[] {
  return orders.flatMap(({ earlier, later, names }) => {
    const [first, last] = [days[earlier], days[later]];
    // ISO dates order as text.
    if (!first || !last || last >= first || !(said(earlier) || said(later))) return [];
    const message = {
      ja: `${names[later].ja}（${last}）が${names[earlier].ja}（${first}）より前です。`,
      en: `The ${names[later].en}, ${last}, lies before the ${names[earlier].en}, ${first}.`,
    };
    const remedy = said(later)
      ? { ja: `${first}以後の日付にしてください。`, en: `Choose ${first} or a later day.` }
      : { ja: `${last}以前の日付にしてください。`, en: `Choose ${last} or an earlier day.` };
    return [{ field: said(later) ? later : earlier, message, remedy }];
  });
}

/** @throws InvalidInputError on the first day that `misplacedDays` finds */
export function requireDayOrder<Key extends string>(
  orders: readonly DayOrder<Key>[],
  days: Partial<Record<Key, string | null>>,
  said: (key: Key) => boolean = () => true,
): void {
  const [misplaced] = misplacedDays(orders, days, said);
  if (!misplaced) return;
  const { field, message, remedy } = misplaced;
  throw new InvalidInputError(field, { ja: message.ja + remedy.ja, en: `${message.en} ${remedy.en}` });
}
