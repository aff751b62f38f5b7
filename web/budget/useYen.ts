import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { useI18n } from 'vue-i18n';
import { useFormat } from '../ui/useFormat.ts';

/** Units of amounts by their names, with the yen that each holds. */
export const UNITS = { yen: 1, thousand: 1000, million: 1_000_000 } as const;
export type Unit = keyof typeof UNITS;

/** Whole yen in a unit, half of it rounded up. Sums are made in yen first, so that they are right in every unit. */
const inUnit = (yen: number, unit: Unit): number => Math.round(yen / UNITS[unit]);

/** Amounts in a unit; what is unknown says so. */
export function useYen(unit: MaybeRefOrGetter<Unit>) {
  const { t } = useI18n();
  const { number } = useFormat();
  return {
    yen: (value: number | null) => (value === null ? t('ui.unknown') : number(inUnit(value, toValue(unit)))),
    unitOptions: computed(() => (Object.keys(UNITS) as Unit[]).map(value => ({ value, label: t(`budget.unitName.${value}`) }))),
  };
}
