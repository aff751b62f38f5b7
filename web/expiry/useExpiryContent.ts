import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import type { ResultOf, VariablesOf } from '../graphql.ts';
import type { GridCell, GridColumn, GridContent, GridFact, GridRow } from '../heatmap/grid/grid.ts';
import { useFormat } from '../ui/useFormat.ts';
import type { ExpiryPage } from './expiry.graphql.ts';

type Heatmap = ResultOf<typeof ExpiryPage>['expiryHeatmap'];
export type Lens = 'MINISTRY_MONTH' | 'SYSTEM_QUARTER';
/** What is laid out, and of which contracts. */
export type View = Pick<VariablesOf<typeof ExpiryPage>, 'lens' | 'kind' | 'organisationId' | 'contractKind'>;
export type Measure = 'COUNT' | 'YEN';

interface Row extends GridRow {
  index: number;
}
interface Column extends GridColumn {
  index: number;
}

/** Stands in the address for contracts that name no system. */
export const NO_ROW = 'NONE';

/** Darker the more; the figure in the cell says the same. */
const PAINTS = ['var(--color-key-50)', 'var(--color-key-100)', 'var(--color-key-200)', 'var(--color-key-300)'];
/** Of a day that nobody knows: louder than any figure. */
const UNKNOWN_PAINT = 'var(--color-red-200)';
const MILLION = 1_000_000;
const total = (figures: readonly number[]): number => figures.reduce((sum, one) => sum + one, 0);

/** The ends of contracts as the content of a grid: unknown days first, then the periods. Columns that must be empty are left out. */
export function useExpiryContent(heatmap: () => Heatmap, lens: () => Lens, measure: () => Measure) {
  const { t } = useI18n();
  const { fiscalYearLabel, localName, monthName, number } = useFormat();

  function periodName(day: string): { name: string; short: string } {
    if (lens() === 'MINISTRY_MONTH') return { name: monthName(day.slice(0, 7)), short: day.slice(0, 7).replace('-', '/') };
    const month = Number(day.slice(5, 7));
    const year = Number(day.slice(0, 4)) - (month < 4 ? 1 : 0);
    const quarter = Math.floor(((month + 8) % 12) / 3) + 1;
    return {
      name: t('expiry.quarter', { year: fiscalYearLabel(year), n: quarter }),
      short: t('expiry.quarterShort', { year, n: quarter }),
    };
  }
  const rows = computed(() =>
    heatmap().rows.map(({ id, name, nameEn }, index): Row => ({
      id: id ?? NO_ROW,
      name: id === null ? t('expiry.noSystem') : name === null ? t('expiry.hiddenSystem') : localName({ name, nameEn }),
      index,
    })),
  );
  const columns = computed(() =>
    heatmap().columns.flatMap((id, index): Column[] => {
      if (id === 'PASSED' && !heatmap().rows.some(({ counts }) => counts[index])) return [];
      if (id === 'UNKNOWN' || id === 'PASSED' || id === 'LATER')
        return [{ id, name: t(`expiry.column.${id}`), short: t(`expiry.column.${id}`), loud: id !== 'LATER', index }];
      return [{ id, ...periodName(id), index }];
    }),
  );
  const largest = computed(() => {
    const of = ({ counts, yen }: Heatmap['rows'][number]) => (measure() === 'COUNT' ? counts : yen);
    const known = columns.value.filter(({ id }) => id !== 'UNKNOWN').map(({ index }) => index);
    return Math.max(1, ...heatmap().rows.flatMap(row => known.map(index => of(row)[index] ?? 0)));
  });

  /** Contracts and what they cost, as figures and in words; an amount that is unknown is in no sum and is said. */
  function figures(count: number, yen: number, unknownYen: number): { short: string; words: string } {
    const allUnknown = count > 0 && count === unknownYen;
    const more = unknownYen > 0 && !allUnknown ? t('expiry.andUnknown', { n: number(unknownYen) }) : '';
    const inMillions = allUnknown ? t('expiry.unknownYen') : number(Math.round(yen / MILLION)) + more;
    const inYen = allUnknown ? t('expiry.unknownYen') : t('expiry.yen', { yen: number(yen) }) + more;
    return {
      short: measure() === 'COUNT' || count === 0 ? number(count) : inMillions,
      words: t('expiry.cell', { n: number(count), yen: inYen }, count),
    };
  }
  function cell({ index }: Row, column: Column): GridCell {
    const { counts, yen, unknownYenCounts } = heatmap().rows[index]!;
    const [count, sum, unknown] = [counts[column.index]!, yen[column.index]!, unknownYenCounts[column.index]!];
    const { short, words } = figures(count, sum, unknown);
    if (!count) return { look: 'heatmap-figure', words, short };
    const loud = column.id === 'UNKNOWN' || column.id === 'PASSED';
    const share = (measure() === 'COUNT' ? count : sum) / largest.value;
    const fill = loud ? UNKNOWN_PAINT : PAINTS[Math.min(PAINTS.length - 1, Math.floor(share * PAINTS.length))]!;
    return { look: 'heatmap-figure', words, short: loud ? t('expiry.loud', { figure: short }) : short, fill };
  }
  const edge = ({ index }: Row): GridFact => {
    const { counts, yen, unknownYenCounts } = heatmap().rows[index]!;
    return { text: figures(total(counts), total(yen), total(unknownYenCounts)).short };
  };
  const foot = (_foot: unknown, of: { id: string; index?: number }): GridFact => {
    const sum = (name: 'counts' | 'yen' | 'unknownYenCounts') =>
      total(heatmap().rows.map(row => (of.index === undefined ? total(row[name]) : row[name][of.index]!)));
    return { text: figures(sum('counts'), sum('yen'), sum('unknownYenCounts')).short, loud: of.id === 'UNKNOWN' && sum('counts') > 0 };
  };

  return computed((): GridContent<Row, Column> => ({
    rows: rows.value,
    columns: columns.value,
    cell,
    edges: [{ id: 'TOTAL', name: t('expiry.total'), short: t('expiry.total'), width: 'wide' }],
    edge,
    // What is shared among systems adds up; a contract of several systems is counted in each of them.
    feet: lens() === 'MINISTRY_MONTH' ? [{ id: 'TOTAL', name: t('expiry.total'), short: '' }] : [],
    foot: foot as GridContent<Row, Column>['foot'],
  }));
}
