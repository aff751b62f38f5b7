import { computed } from 'vue';
import { useViewer } from '../access/viewer.ts';
import type { ResultOf } from '../graphql.ts';
import { useOversight } from '../survey-round/useOversight.ts';
import { useFormat } from '../ui/useFormat.ts';
import type { HeatmapPage } from './heatmap.graphql.ts';

type Round = ResultOf<typeof HeatmapPage>['surveyHeatmap']['round'];

/** How much of a round the viewer sees: all that were asked, of which days, and beside which other rounds. */
export function useRoundSight(round: () => Round | undefined) {
  const { oversees } = useOversight();
  const { today } = useViewer();
  const { fiscalYearLabel } = useFormat();

  const dayOf = (instant: string) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(new Date(instant));
  const runs = computed(() => oversees(round()?.runner.id ?? ''));
  /** Whether the viewer sees the answers of all that were asked, rather than the own ones alone. */
  const whole = computed(() => runs.value || round()?.sharing === 'ALL_ROWS');

  /** Days at whose end the round can be seen whole; who does not run it sees what was published and nothing before. */
  const days = computed(() => {
    const first = runs.value ? round()?.openedAt : round()?.publishedAt;
    return whole.value && first ? { min: dayOf(first), max: today.value } : null;
  });

  /** Other rounds about the system, as they are chosen from. */
  const otherRounds = computed(() =>
    (round()?.system.rounds ?? [])
      .filter(({ id, state }) => id !== round()!.id && state !== 'DRAFT')
      .map(({ id, title, fiscalYear }) => ({ value: id, label: `${fiscalYearLabel(fiscalYear)} ${title}` })),
  );

  return { whole, days, otherRounds };
}
