import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { useI18n } from 'vue-i18n';
import { useFormat } from '../ui/useFormat.ts';

/** Units of amounts by their names, with the yen that each holds, and the digits shown behind the point. */
export const UNITS = {
  yen: { yen: 1, digits: 0 },
  thousand: { yen: 1000, digits: 0 },
  million: { yen: 1_000_000, digits: 0 },
  hundredMillion: { yen: 100_000_000, digits: 1 },
} as const;
export type Unit = keyof typeof UNITS;

/** Whole yen in a unit, half of the last digit rounded up. Sums are made in yen first, so that they are right in every unit. */
function inUnit(value: number, unit: Unit): number {
  const { yen, digits } = UNITS[unit];
  return Math.round((value / yen) * 10 ** digits) / 10 ** digits;
}

/** Amounts in a unit; what is unknown says so. */
export function useYen(unit: MaybeRefOrGetter<Unit>) {
  const { t } = useI18n();
  const { number } = useFormat();
  function inWords(value: number): string {
    const text = number(inUnit(value, toValue(unit)));
    return UNITS[toValue(unit)].digits && !text.includes('.') ? `${text}.0` : text;
  }
  return {
    yen: (value: number | null) => (value === null ? t('ui.unknown') : inWords(value)),
    unitOptions: computed(() => (Object.keys(UNITS) as Unit[]).map(value => ({ value, label: t(`budget.unitName.${value}`) }))),
  };
}
