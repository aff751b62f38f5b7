import type { Client } from '@urql/core';
import { computed, inject, onMounted, provide, ref, shallowRef, type InjectionKey } from 'vue';
import type { ResultOf } from '../graphql.ts';
import { useViewer } from '../access/viewer.ts';
import { repliesTo, turnOf } from '../row-question/question.ts';
import { useQueryParams } from '../ui/useQueryParams.ts';
import { SheetWork } from './work.graphql.ts';

type Work = ReturnType<typeof provideSheetWork>;
const sheetWorkKey: InjectionKey<Work> = Symbol('sheet work');

/**
 * Parts, questions and locks of a sheet, for the form that calls it and every row in it.
 *
 * `?part=` narrows the form to the rows of a delegation, `?questions=1` to those with an open question.
 */
export function provideSheetWork(client: Client, roundId: string) {
  const { viewer } = useViewer();
  const sheet = shallowRef<ResultOf<typeof SheetWork>['answerSheet']>();
  const { params, set } = useQueryParams({ part: '', questions: '' });

  /** Asks again; a failure leaves what is there, and the form works without. */
  async function refresh() {
    const { data } = await client.query(SheetWork, { roundId }).toPromise();
    if (data) sheet.value = data.answerSheet;
  }
  onMounted(refresh);

  const part = computed(() => sheet.value?.delegations.find(({ id }) => id === params.value.part));
  /** Whether a part is asked for that is not there. */
  const partMissing = computed(() => Boolean(params.value.part && sheet.value && !part.value));
  const openQuestions = computed(() => (sheet.value?.questions ?? []).filter(question => turnOf(question) !== 'closed'));
  const questionedRows = computed(() => new Set(openQuestions.value.map(({ feature }) => feature.id)));
  const waitingCount = computed(
    () => openQuestions.value.filter(question => turnOf(question) === 'reply' && repliesTo(question, viewer.value?.roles ?? [])).length,
  );
  const openRows = computed(() => sheet.value?.openRowIds && new Set(sheet.value.openRowIds));
  const onlyQuestions = computed({
    get: () => params.value.questions === '1',
    set: only => void set({ questions: only ? '1' : '' }),
  });

  /** The features that the form is to show. */
  function narrowed<Feature extends { id: string }>(features: readonly Feature[]): readonly Feature[] {
    const rows = part.value && !part.value.takenBackAt ? new Set(part.value.features.map(({ id }) => id)) : undefined;
    const only = onlyQuestions.value ? questionedRows.value : undefined;
    return rows || only ? features.filter(({ id }) => (!rows || rows.has(id)) && (!only || only.has(id))) : features;
  }

  const work = {
    roundId,
    part,
    partMissing,
    openQuestions,
    questionedRows,
    waitingCount,
    onlyQuestions,
    /** Whether each row offers to ask about it. */
    asking: ref(false),
    narrowed,
    refresh,
    /** Whether rows stand returned, so that others are locked; how many, and by whom. */
    returned: computed(() => {
      if (!openRows.value) return undefined;
      const standing = openQuestions.value.filter(({ returned, cameBackAt }) => returned && !cameBackAt);
      return { count: openRows.value.size, byRunner: standing.some(({ side }) => side === 'RUNNER') };
    }),
    isLocked: (featureId: string) => openRows.value?.has(featureId) === false,
    delegationsOf: (featureId: string) =>
      (sheet.value?.delegations ?? []).filter(({ takenBackAt, features }) => !takenBackAt && features.some(({ id }) => id === featureId)),
    questionsOf: (featureId: string) => (sheet.value?.questions ?? []).filter(({ feature }) => feature.id === featureId),
    /** Shows all rows again. */
    showAll: () => set({ part: '', questions: '' }),
  };
  provide(sheetWorkKey, work);
  return work;
}

/** The arrangements of the sheet around; undefined where a row stands outside of the form. */
export const useSheetWork = (): Work | undefined => inject(sheetWorkKey, undefined);
