import { computed } from 'vue';
import { found } from '../ui/search.ts';
import { useQueryParams } from '../ui/useQueryParams.ts';
import type { MonitoringLine } from './entry.ts';
import { isGap } from './state.ts';
import { LAYERS } from './useMonitoringTerms.ts';

/** Stands in the address for everything that is not watched as it should be. */
export const ALL_GAPS = 'GAPS';

/** Which lines of a system are looked at, all of it in the address. */
export function useMonitoringView(lines: () => readonly MonitoringLine[]) {
  const query = useQueryParams({ search: '', layer: '', state: '', target: '', tool: '' });
  const shown = computed(() => {
    const { search, layer, state, target, tool } = query.params.value;
    return lines().filter(
      ({ item, row, state: has, applies }) =>
        (!layer || item.layer === layer) &&
        (!target || item.watchTarget === target) &&
        (!tool || row?.tool?.id === tool) &&
        (!state || (state === ALL_GAPS ? applies && isGap(has) : has === state)) &&
        found(search, item.code, item.name, item.nameEn, item.metric, row?.vendorLabel, row?.toolKey),
    );
  });
  /** By layer, from the ground up; what is watched beyond what applies comes last. */
  const groups = computed(() => [
    ...LAYERS.flatMap(layer => {
      const own = shown.value.filter(line => line.applies && line.item.layer === layer);
      return own.length ? [{ layer, lines: own }] : [];
    }),
    ...(shown.value.some(line => !line.applies) ? [{ layer: null, lines: shown.value.filter(line => !line.applies) }] : []),
  ]);
  return { ...query, shown, groups };
}
