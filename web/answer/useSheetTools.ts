import { computed, provide, reactive, ref, shallowRef } from 'vue';
import type { Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import type { ResultOf } from '../graphql.ts';
import type { Level } from '../survey-round/level.ts';
import { useEventListener } from '../ui/useEventListener.ts';
import { takenOver } from './fill.ts';
import { changed } from './kept-answers.ts';
import type { AnswerDraft } from './kept-answers.ts';
import { loggedUsage } from './logged-usage.ts';
import { sheetTools } from './sheet-tools.ts';
import type { AnswerPage } from './sheet.graphql.ts';
import type { useAnswerFilter } from './useAnswerFilter.ts';
import type { useAutosave } from './useAutosave.ts';
import { useContradiction } from './useContradiction.ts';
import { useRowActs } from './useRowActs.ts';
import { featureIdAt, useRowFocus } from './useRowFocus.ts';
import { useRowKeys } from './useRowKeys.ts';
import { useSelection } from './useSelection.ts';

interface Options {
  sheet: () => ResultOf<typeof AnswerPage>['answerSheet'];
  autosave: ReturnType<typeof useAutosave>;
  filter: ReturnType<typeof useAnswerFilter>;
  editable: () => boolean;
  /** Whether a row takes no change although the sheet does, because others were returned. */
  isLocked: (featureId: string) => boolean;
  /** Holds the rows. */
  list: Readonly<Ref<HTMLElement | null>>;
}

/** Everything with which a person gets through the rows quickly: keys, picking rows out, the last round, taking back. */
export function useSheetTools({ sheet, autosave, filter, editable, isLocked, list }: Options) {
  const { t } = useI18n();
  const { draftOf } = autosave;
  const shown = () => filter.shownIds.value;
  const rows = useRowFocus(shown);
  const selection = useSelection(shown);
  const acts = useRowActs(autosave, () => editable() && list.value?.isConnected === true);
  const commenting = reactive(new Set<string>());
  const previous = computed(() => new Map((sheet().previousRound?.answers ?? []).map(answer => [answer.featureId, answer])));
  const usage = computed(() => loggedUsage(sheet().usage));
  const contradiction = useContradiction(() => usage.value);
  const codes = computed(() => new Map(sheet().round.features.map(({ id, code }) => [id, code])));
  /** What to tell who does not see the row that was just changed. */
  const spoken = ref('');
  /** Rows for which the choice of what to answer them with is open. */
  const filling = shallowRef<readonly string[]>([]);

  function change(featureId: string, after: AnswerDraft) {
    const code = codes.value.get(featureId) ?? '';
    if (isLocked(featureId)) {
      spoken.value = t('answer.keys.locked', { code });
      return;
    }
    const what = after.level ? t(`surveyRound.look.${after.level}`) : t('answer.keys.takenBack');
    spoken.value = [t('answer.keys.done', { code, what }), contradiction(featureId, after.level)].filter(Boolean).join(' ');
    acts.perform(code, new Map([[featureId, after]]));
  }
  const choose = (featureId: string, level: Level) => change(featureId, changed(draftOf(featureId), { level }));
  const takeBack = (featureId: string) => change(featureId, changed(draftOf(featureId), { level: null }));
  /** False where the last round has no answer to take over. */
  function takeOver(featureId: string): boolean {
    const last = previous.value.get(featureId);
    if (last) change(featureId, takenOver(draftOf(featureId), last));
    else spoken.value = t('answer.carryOver.none');
    return last !== undefined;
  }
  const isUnconfirmed = (featureId: string) => draftOf(featureId).carryOver === 'UNCONFIRMED';
  function confirm(featureIds: readonly string[]) {
    const waiting = featureIds.filter(id => isUnconfirmed(id) && !isLocked(id));
    const changes = waiting.map((id): [string, AnswerDraft] => [id, changed(draftOf(id), {})]);
    acts.perform(t('answer.carryOver.confirmed', waiting.length), new Map(changes));
  }

  useRowKeys({
    list,
    rows,
    editable,
    draftOf,
    isWaiting: filter.isWaiting,
    choose,
    takeBack,
    takeOver,
    confirm: featureId => confirm([featureId]),
    comment: featureId => void commenting.add(featureId),
    say: text => void (spoken.value = text),
  });
  useEventListener(document, 'focusin', ({ target }) => {
    const featureId = featureIdAt(target, list.value);
    if (featureId) rows.active.value = featureId;
  });

  provide(sheetTools, {
    stop: rows.stop,
    commenting,
    previous,
    usage,
    contradiction,
    selecting: selection.selecting,
    selected: selection.selected,
    toggle: selection.toggle,
    choose,
    takeBack,
    takeOver,
    confirm,
    fill: featureIds => void (filling.value = featureIds.filter(id => !isLocked(id))),
  });

  return { rows, selection, acts, previous, spoken, filling, confirm, isUnconfirmed };
}
