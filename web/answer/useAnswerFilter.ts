import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import { groupFeatures } from '../survey-round/feature-group.ts';
import { found } from '../ui/search.ts';
import { useQueryParams } from '../ui/useQueryParams.ts';

interface ListedFeature {
  id: string;
  code: string;
  name: string;
  nameEn: string | null;
  majorGroup: string;
  middleGroup: string | null;
}

interface RowStates {
  isAnswered: (featureId: string) => boolean;
  /** Taken over from the last round, and nobody has confirmed it. */
  isUnconfirmed: (featureId: string) => boolean;
}

/** How long typing pauses before the address follows. */
const ADDRESS_PAUSE_MS = 400;

/**
 * Which rows of the sheet are shown: those that match the search, and of them all, those not yet answered, or those not yet
 * confirmed; both stand in the URL.
 *
 * A row that is dealt with while only such rows are shown stays until asked to go, so that none vanishes under the hand.
 */
export function useAnswerFilter<Feature extends ListedFeature>(
  features: () => readonly Feature[],
  { isAnswered, isUnconfirmed }: RowStates,
) {
  const { params, set, clear: clearAddress } = useQueryParams({ q: '', show: '' });
  const search = useSearchText(
    () => params.value.q,
    q => void set({ q }),
  );
  const showing = (show: 'unanswered' | 'unconfirmed') =>
    computed({ get: () => params.value.show === show, set: only => void set({ show: only ? show : '' }) });
  const onlyUnanswered = showing('unanswered');
  const onlyUnconfirmed = showing('unconfirmed');

  /** Whether a row waits for what the filter asks for; without a filter all do. */
  const isWaiting = (featureId: string) =>
    onlyUnanswered.value ? !isAnswered(featureId) : !onlyUnconfirmed.value || isUnconfirmed(featureId);
  const waiting = () => new Set(features().flatMap(({ id }) => (isWaiting(id) ? [id] : [])));
  const listed = shallowRef(waiting());
  /** Lists the waiting rows anew. */
  const relist = () => void (listed.value = waiting());
  watch([onlyUnanswered, onlyUnconfirmed], relist);

  const matching = computed(() =>
    features().filter(({ code, name, nameEn, majorGroup, middleGroup }) =>
      found(search.value, code, name, nameEn, majorGroup, middleGroup),
    ),
  );
  const shown = computed(() => matching.value.filter(({ id }) => listed.value.has(id) || isWaiting(id)));
  const answeredSince = computed(() => shown.value.filter(({ id }) => !isWaiting(id)).length);

  /** Groups with the rows that are shown, and how far each group as a whole is. */
  const groups = computed(() => {
    const whole = new Map(groupFeatures(features()).map(group => [group.name, group.features]));
    return groupFeatures(shown.value).map(group => {
      const all = whole.get(group.name) ?? [];
      return { ...group, answeredCount: all.filter(({ id }) => isAnswered(id)).length, featureCount: all.length };
    });
  });
  /** Features of the rows in the order in which they stand on the page. */
  const shownIds = computed(() =>
    groupFeatures(shown.value).flatMap(({ middles }) => middles.flatMap(({ features: rows }) => rows.map(({ id }) => id))),
  );

  async function clear() {
    search.value = '';
    await clearAddress();
  }

  return {
    search,
    onlyUnanswered,
    onlyUnconfirmed,
    isWaiting,
    clear,
    groups,
    shownIds,
    shownCount: computed(() => shown.value.length),
    answeredSince,
    relist,
  };
}

/** Text that filters at once; the address follows when the typing pauses, and leads when somebody goes back in history. */
function useSearchText(inAddress: () => string, putIntoAddress: (text: string) => void) {
  const text = ref(inAddress());
  let pause: ReturnType<typeof setTimeout> | undefined;
  watch(text, typed => {
    clearTimeout(pause);
    if (typed !== inAddress()) pause = setTimeout(() => putIntoAddress(typed), ADDRESS_PAUSE_MS);
  });
  watch(inAddress, there => {
    clearTimeout(pause);
    text.value = there;
  });
  onScopeDispose(() => clearTimeout(pause));
  return text;
}
