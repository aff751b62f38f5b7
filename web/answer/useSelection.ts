import { computed, reactive, ref } from 'vue';

/**
 * Rows that are picked out to be answered together.
 *
 * @param shown features of the rows in the order in which they stand on the page
 */
export function useSelection(shown: () => readonly string[]) {
  const selecting = ref(false);
  const selected = reactive(new Set<string>());
  let last: string | undefined;

  /** Picks a row out or puts it back; with `range` the rows since the last one go with it. */
  function toggle(featureId: string, range: boolean) {
    const picks = !selected.has(featureId);
    const ids = shown();
    const [from, to] = [ids.indexOf(last ?? ''), ids.indexOf(featureId)].toSorted((one, other) => one - other) as [number, number];
    for (const id of range && from >= 0 ? ids.slice(from, to + 1) : [featureId]) {
      if (picks) selected.add(id);
      else selected.delete(id);
    }
    last = featureId;
  }

  function selectShown() {
    for (const id of shown()) selected.add(id);
  }

  function begin() {
    selecting.value = true;
  }

  function end() {
    selecting.value = false;
    selected.clear();
    last = undefined;
  }

  return { selecting, selected, selectedCount: computed(() => selected.size), toggle, selectShown, begin, end };
}
