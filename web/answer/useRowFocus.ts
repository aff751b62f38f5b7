import { computed, nextTick, ref } from 'vue';

const ROW = 'feature-';

/** The feature whose row in this list holds an element. */
export function featureIdAt(target: EventTarget | null, list: HTMLElement | null): string | undefined {
  return target instanceof Element && list?.contains(target) ? target.closest(`li[id^=${ROW}]`)?.id.slice(ROW.length) : undefined;
}

/**
 * Which row the Tab key leads to, and moving between rows. The list is one stop of the Tab key: within, arrow keys move.
 *
 * @param shown features of the rows in the order in which they stand on the page
 */
export function useRowFocus(shown: () => readonly string[]) {
  const active = ref<string>();
  const stop = computed(() => {
    const ids = shown();
    return active.value !== undefined && ids.includes(active.value) ? active.value : ids[0];
  });

  /** Puts the focus on a row: on the choice made there, or the first one. False when the row is not on the page. */
  function focus(featureId: string): boolean {
    const row = document.getElementById(`${ROW}${featureId}`);
    if (!row) return false;
    active.value = featureId;
    const choice = row.querySelector<HTMLElement>('fieldset input:checked') ?? row.querySelector<HTMLElement>('fieldset input') ?? row;
    choice.focus({ preventScroll: true });
    row.scrollIntoView({ block: 'nearest' });
    return true;
  }

  /** Puts the focus into a text field of a row, once it is there. */
  async function focusField(featureId: string, field: 'otherMeans' | 'comment') {
    await nextTick();
    document.getElementById(`${ROW}${featureId}`)?.querySelector<HTMLElement>(`[data-field=${field}] textarea`)?.focus();
  }

  /** The row before or after another one that `wanted` says yes to. */
  function neighbour(featureId: string, step: 1 | -1, wanted: (featureId: string) => boolean = () => true): string | undefined {
    const ids = shown();
    for (let place = ids.indexOf(featureId) + step; place >= 0 && place < ids.length; place += step)
      if (wanted(ids[place]!)) return ids[place];
    return undefined;
  }

  /** The next row after the active one that `wanted` says yes to, from the top again after the end. */
  function nextFromHere(wanted: (featureId: string) => boolean): string | undefined {
    const ids = shown();
    const place = active.value === undefined ? -1 : ids.indexOf(active.value);
    return [...ids.slice(place + 1), ...ids.slice(0, place + 1)].find(wanted);
  }

  return { active, stop, focus, focusField, neighbour, nextFromHere };
}
