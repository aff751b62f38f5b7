import type { Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import type { Level } from '../survey-round/level.ts';
import { useEventListener } from '../ui/useEventListener.ts';
import type { AnswerDraft } from './kept-answers.ts';
import { isComposing, rowKeyOf } from './row-keys.ts';
import { isTextField } from './useRowActs.ts';
import { featureIdAt } from './useRowFocus.ts';
import type { useRowFocus } from './useRowFocus.ts';

interface Options {
  /** Holds the rows. */
  list: Readonly<Ref<HTMLElement | null>>;
  rows: ReturnType<typeof useRowFocus>;
  editable: () => boolean;
  draftOf: (featureId: string) => AnswerDraft;
  /** Whether a row waits for what the filter asks for. */
  isWaiting: (featureId: string) => boolean;
  choose: (featureId: string, level: Level) => void;
  takeBack: (featureId: string) => void;
  /** Answers a row as in the last round; false where there is nothing to take over. */
  takeOver: (featureId: string) => boolean;
  confirm: (featureId: string) => void;
  /** Opens the field for the comment. */
  comment: (featureId: string) => void;
  say: (text: string) => void;
}

/** Answers by the keys alone. They count only while a row has the focus, so that nobody who dictates or types answers by mistake. */
export function useRowKeys({ list, rows, editable, draftOf, isWaiting, ...act }: Options) {
  const { t } = useI18n();
  /** Row whose level was chosen by the key before; Enter leads to the name of its other means. */
  let justChosen: string | undefined;

  function goOn(from: string) {
    const next = rows.neighbour(from, 1, isWaiting) ?? rows.neighbour(from, 1);
    if (next) rows.focus(next);
    else act.say(t('answer.keys.end'));
  }

  function missesName(featureId: string | undefined): boolean {
    if (featureId === undefined) return false;
    const { level, otherMeans } = draftOf(featureId);
    return level === 'USED_WITH_OTHER_MEANS' && !otherMeans;
  }

  function onRow(event: KeyboardEvent, featureId: string) {
    const key = rowKeyOf(event);
    if (!key) return;
    const before = justChosen;
    if (key.kind === 'otherMeans') {
      // On a button or link Enter presses it.
      if (event.target instanceof HTMLElement && event.target.matches('button, a, summary, [type=checkbox]')) return;
      const named = draftOf(featureId).level === 'USED_WITH_OTHER_MEANS' ? featureId : missesName(before) ? before : undefined;
      if (named !== undefined) void rows.focusField(named, 'otherMeans');
    } else if (key.kind === 'search') document.querySelector<HTMLElement>('[data-search=rows]')?.focus();
    else if (key.kind === 'previous' || key.kind === 'next') {
      const neighbour = rows.neighbour(featureId, key.kind === 'next' ? 1 : -1);
      if (neighbour) rows.focus(neighbour);
    } else if (key.kind === 'comment') {
      act.comment(featureId);
      void rows.focusField(featureId, 'comment');
    } else if (key.kind === 'takeBack') {
      act.takeBack(featureId);
      rows.focus(featureId);
    } else {
      let done = true;
      if (key.kind === 'choose') act.choose(featureId, key.level);
      else if (key.kind === 'confirm') act.confirm(featureId);
      else done = act.takeOver(featureId);
      if (done) goOn(featureId);
    }
    justChosen = key.kind === 'choose' ? featureId : undefined;
    event.preventDefault();
  }

  function inField(event: KeyboardEvent, featureId: string) {
    const named = event.target instanceof Element && event.target.closest('[data-field=otherMeans]');
    if (event.key === 'Escape') rows.focus(featureId);
    // A name is one line: Enter ends it, as a digit ends the choice of a level.
    else if (event.key === 'Enter' && named && !event.shiftKey) goOn(featureId);
    else return;
    event.preventDefault();
  }

  useEventListener(document, 'keydown', event => {
    if (!(event instanceof KeyboardEvent) || isComposing(event) || !editable()) return;
    const featureId = featureIdAt(event.target, list.value);
    if (featureId === undefined) return;
    if (isTextField(event.target)) inField(event, featureId);
    else onRow(event, featureId);
  });
}
