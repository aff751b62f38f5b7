import { daysBetween, fiscalYearOf } from '../ui/format.ts';

/**
 * The four dates of a contract, which are never merged. Glyph and colour only repeat the name. Not every contract has a
 * licence or a planned stop: what is not recorded of those is told of, but not as loudly.
 */
export const DATE_KINDS = [
  { kind: 'endsOn', glyph: '■', colour: 'text-key-900', unknownTone: 'danger', unknownText: 'unknownDates' },
  { kind: 'licenceEndsOn', glyph: '◆', colour: 'text-green-900', unknownTone: 'neutral', unknownText: 'missingDates' },
  { kind: 'supportEndsOn', glyph: '▲', colour: 'text-orange-900', unknownTone: 'warning', unknownText: 'unknownDates' },
  { kind: 'stopsOn', glyph: '●', colour: 'text-solid-gray-800', unknownTone: 'neutral', unknownText: 'missingDates' },
] as const;
export type DateKind = (typeof DATE_KINDS)[number]['kind'];

export interface DatedContract {
  endKind: 'KNOWN' | 'UNKNOWN' | 'NONE';
  endsOn: string | null;
  licenceEndsOn: string | null;
  stopsOn: string | null;
  vendorSupportEnd: { state: 'DATED' | 'ENDED' | 'NONE_ANNOUNCED' | 'UNKNOWN'; endsOn: string | null };
}

export function dayOf(contract: DatedContract, kind: DateKind): string | null {
  return kind === 'supportEndsOn' ? contract.vendorSupportEnd.endsOn : contract[kind];
}

/** Whether nobody knows the date; a contract without an end, or support without an announced one, is known to have none. */
function isUnknown(contract: DatedContract, kind: DateKind): boolean {
  if (kind === 'endsOn') return contract.endKind === 'UNKNOWN';
  if (kind === 'supportEndsOn') return contract.vendorSupportEnd.state === 'UNKNOWN';
  return contract[kind] === null;
}

/** A date centuries away, as ledgers have it for "for ever", would press all others into one point. */
const YEARS_BEFORE = 2;
const YEARS_AFTER = 7;

export interface Timeline {
  /** Where each fiscal year begins, in per cent of the whole. */
  years: { year: number; left: number }[];
  todayLeft: number;
  tracks: { kind: DateKind; unknownCount: number; marks: { day: string; left: number; count: number }[] }[];
  /** Dates too far away to be drawn. */
  outsideCount: number;
}

/** Places the dates of contracts on whole fiscal years around today. */
export function timelineOf(contracts: readonly DatedContract[], today: string): Timeline {
  const thisYear = fiscalYearOf(today);
  const days = DATE_KINDS.flatMap(({ kind }) => contracts.flatMap(contract => dayOf(contract, kind) ?? []));
  const inside = (day: string) => fiscalYearOf(day) >= thisYear - YEARS_BEFORE && fiscalYearOf(day) <= thisYear + YEARS_AFTER;
  const drawn = days.filter(inside).map(fiscalYearOf);
  const [first, last] = [Math.min(thisYear, ...drawn), Math.max(thisYear + 1, ...drawn)];
  const start = `${first}-04-01`;
  const length = daysBetween(start, `${last + 1}-04-01`);
  const leftOf = (day: string) => (daysBetween(start, day) / length) * 100;
  return {
    years: Array.from({ length: last - first + 1 }, (_, index) => ({ year: first + index, left: leftOf(`${first + index}-04-01`) })),
    todayLeft: leftOf(today),
    tracks: DATE_KINDS.map(({ kind }) => {
      const ofKind = contracts.flatMap(contract => dayOf(contract, kind) ?? []).filter(inside);
      const byDay = Map.groupBy(ofKind, day => day);
      return {
        kind,
        unknownCount: contracts.filter(contract => isUnknown(contract, kind)).length,
        marks: [...byDay].map(([day, same]) => ({ day, left: leftOf(day), count: same.length })),
      };
    }),
    outsideCount: days.length - drawn.length,
  };
}
