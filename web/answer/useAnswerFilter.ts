import { computed, shallowRef, watch } from 'vue';
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

/**
 * Which rows of the sheet are shown: those that match the search, or those not yet answered; both stand in the URL.
 *
 * A row that is answered while only unanswered ones are shown stays until asked to go, so that none vanishes under the hand.
 */
export function useAnswerFilter<Feature extends ListedFeature>(
  features: () => readonly Feature[],
  isAnswered: (featureId: string) => boolean,
) {
  const { params, set, clear } = useQueryParams({ q: '', show: '' });
  const search = computed({ get: () => params.value.q, set: q => void set({ q }) });
  const onlyUnanswered = computed({
    get: () => params.value.show === 'unanswered',
    set: only => void set({ show: only ? 'unanswered' : '' }),
  });

  const unanswered = () => new Set(features().flatMap(({ id }) => (isAnswered(id) ? [] : [id])));
  const listed = shallowRef(unanswered());
  /** Lists the unanswered rows anew. */
  const relist = () => void (listed.value = unanswered());
  watch(onlyUnanswered, relist);

  const shown = computed(() =>
    features().filter(
      ({ id, code, name, nameEn }) =>
        (!onlyUnanswered.value || listed.value.has(id) || !isAnswered(id)) && found(search.value, code, name, nameEn),
    ),
  );
  const answeredSince = computed(() => (onlyUnanswered.value ? shown.value.filter(({ id }) => isAnswered(id)).length : 0));

  /** Groups with the rows that are shown, and how far each group as a whole is. */
  const groups = computed(() => {
    const whole = new Map(groupFeatures(features()).map(group => [group.name, group.features]));
    return groupFeatures(shown.value).map(group => {
      const all = whole.get(group.name) ?? [];
      return { ...group, answeredCount: all.filter(({ id }) => isAnswered(id)).length, featureCount: all.length };
    });
  });

  return { search, onlyUnanswered, clear, groups, shownCount: computed(() => shown.value.length), answeredSince, relist };
}
