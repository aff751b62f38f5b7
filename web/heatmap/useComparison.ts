import { useQuery } from '@urql/vue';
import { computed } from 'vue';
import { compareGrids } from './compare.ts';
import { ComparedHeatmap } from './heatmap.graphql.ts';
import { unpackSurveyGrid } from './survey-grid.ts';
import type { SurveyGrid } from './survey-grid.ts';

/** The comparison with another round; null while there is none to compare with, or it is on its way. */
export function useComparison(otherId: () => string, grid: () => SurveyGrid | undefined) {
  const { data, error, fetching } = useQuery({
    query: ComparedHeatmap,
    variables: () => ({ roundId: otherId() }),
    pause: () => otherId() === '',
  });
  const heatmap = computed(() => {
    const found = data.value?.surveyHeatmap;
    return found?.round.id === otherId() ? found : undefined;
  });
  const otherGrid = computed(() => heatmap.value && unpackSurveyGrid(heatmap.value.grid, null, heatmap.value.axes));
  return {
    comparison: computed(() => {
      const now = grid();
      return now && otherGrid.value ? compareGrids(now, otherGrid.value) : null;
    }),
    other: computed(() => heatmap.value?.round),
    comparing: computed(() =>
      otherId() === '' ? { fetching: false, error: undefined } : { fetching: fetching.value, error: error.value },
    ),
  };
}
