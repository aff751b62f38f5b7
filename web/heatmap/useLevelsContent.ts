import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { GLYPHS, LEVELS } from '../survey-round/level.ts';
import { useFormat } from '../ui/useFormat.ts';
import type { GridCell, GridColumn, GridContent, GridEdge, GridFact, GridRow } from './grid/grid.ts';
import { paintOf } from './grid/parts.ts';
import type { Axis } from './lenses.ts';
import { type LevelCounts, type LevelLine, submittedFeatures, totalOf } from './portfolio-lines.ts';
import { tallyOfLine } from './portfolio-view.ts';
import type { Order } from './survey-order.ts';
import { percentages } from './tally.ts';
import { useLensTerms } from './useLensTerms.ts';
import { useTallyFacts } from './useTallyFacts.ts';
import { useUsageParts } from './useUsageParts.ts';

interface Row extends GridRow {
  line: LevelLine;
}
interface Column extends GridColumn {
  /** Which of the counts it shows. */
  count: (typeof COUNTS)[number];
}

const COUNTS = [...LEVELS, 'UNANSWERED', 'notSubmitted'] as const;
const PARTS = [...LEVELS, 'UNANSWERED'] as const;

type Counts = Omit<LevelCounts, 'systems' | 'organisations'>;

/** Counts by one axis and by level as the content of a grid, in the reader's language. */
export function useLevelsContent(axis: () => Axis, lines: () => readonly LevelLine[], order: () => Order) {
  const { t } = useI18n();
  const { localName, number } = useFormat();
  const { keyName } = useLensTerms();
  const { partsOf } = useUsageParts();
  const { ratioEdgesOf, factOf } = useTallyFacts();

  /** What stands in the row of a key. */
  function nameOf({ key, name, nameEn }: LevelLine) {
    return name === null ? keyName(axis(), key) : localName({ name, nameEn });
  }

  const rows = computed(() =>
    lines().map((line): Row => ({
      id: line.key ?? 'unknown',
      name: nameOf(line),
      note: t('heatmap.lens.sheets', { n: number(line.counts.submittedSheets), max: number(line.counts.sheets) }),
      ...(axis() === 'SYSTEM' && { to: { name: 'heatmap', params: { roundId: line.detail! } } }),
      line,
    })),
  );
  const columns = computed(() =>
    COUNTS.map((count): Column => {
      const name = count === 'notSubmitted' ? t('heatmap.notSubmitted') : t(`surveyRound.look.${count}`);
      return { id: count, name, short: count === 'notSubmitted' ? name : `${GLYPHS[count]} ${t(`heatmap.short.${count}`)}`, count };
    }),
  );

  const shareOf = (counts: Counts, count: Column['count']) =>
    count === 'notSubmitted' || submittedFeatures(counts) === 0
      ? null
      : percentages(PARTS.map(part => counts[part]))[PARTS.indexOf(count)]!;
  function figure(counts: Counts, count: Column['count']) {
    // Nothing submitted is not nought.
    if (count !== 'notSubmitted' && submittedFeatures(counts) === 0) return t('heatmap.notAsked');
    const share = shareOf(counts, count);
    return share === null
      ? number(counts[count])
      : t('heatmap.lens.figure', { n: number(counts[count]), share: t('heatmap.share', { n: share }) });
  }
  function cell({ line: { counts } }: Row, { count }: Column): GridCell {
    const words = figure(counts, count);
    if ((count === 'UNANSWERED' || count === 'notSubmitted') && counts[count] > 0)
      return { look: 'look look-UNANSWERED heatmap-figure', words };
    const share = shareOf(counts, count);
    if (share === null || count === 'notSubmitted') return { look: 'heatmap-figure', words };
    const part = partsOf(
      LEVELS.map(level => counts[level]),
      counts.UNANSWERED,
    )[PARTS.indexOf(count)]!;
    const rest = { ...part, share: 100 - share, paint: 'var(--color-white)' };
    return { look: 'heatmap-share heatmap-figure', words, fill: paintOf([part, rest]) };
  }

  const edges = computed((): GridEdge[] => [
    { id: 'shares', name: t('heatmap.lens.shares'), short: t('heatmap.lens.shares'), width: 'bar' },
    { id: 'organisations', name: t('heatmap.lens.organisations'), short: t('heatmap.lens.organisations'), width: 'wide' },
    { id: 'systems', name: t('heatmap.lens.systems'), short: t('heatmap.lens.systems'), width: 'wide' },
    ...ratioEdgesOf(order()),
  ]);
  const barOf = (counts: Counts): GridFact =>
    submittedFeatures(counts) === 0
      ? { text: t('heatmap.lens.nothing'), loud: true }
      : {
          text: '',
          parts: partsOf(
            LEVELS.map(level => counts[level]),
            counts.UNANSWERED,
          ),
        };
  function edge({ line }: Row, { id, sort }: GridEdge): GridFact {
    if (id === 'shares') return barOf(line.counts);
    return sort ? factOf(tallyOfLine(line), id) : { text: number(line.counts[id as 'systems' | 'organisations']) };
  }

  const total = computed(() => totalOf(lines()));
  const feet = computed((): GridEdge[] => [{ id: 'total', name: t('heatmap.lens.total'), short: '' }]);
  const foot = (_: GridEdge, of: Column | GridEdge): GridFact =>
    'count' in of
      ? {
          text: figure(total.value, of.count),
          loud: (of.count === 'UNANSWERED' || of.count === 'notSubmitted') && total.value[of.count] > 0,
        }
      : { text: '' };

  return computed((): GridContent<Row, Column> => ({
    rows: rows.value,
    columns: columns.value,
    cell,
    edges: edges.value,
    edge,
    feet: feet.value,
    foot,
  }));
}
