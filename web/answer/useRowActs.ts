import { shallowRef } from 'vue';
import { useEventListener } from '../ui/useEventListener.ts';
import type { AnswerDraft } from './kept-answers.ts';
import { actOf, reverse } from './undo.ts';
import type { RowsAct } from './undo.ts';

/** How many acts can be taken back one after another. */
const MOST_ACTS = 100;

interface Sheet {
  draftOf: (featureId: string) => AnswerDraft;
  changeAll: (changes: ReadonlyMap<string, AnswerDraft>) => void;
}

/**
 * Acts on rows that can be taken back, however long ago they were saved; Ctrl+Z takes back the latest while no text field
 * has the focus.
 *
 * @param mayChange whether the sheet takes changes now
 */
export function useRowActs({ draftOf, changeAll }: Sheet, mayChange: () => boolean) {
  let acts: RowsAct[] = [];
  /** The latest act on several rows, which the page offers to take back. */
  const offered = shallowRef<RowsAct>();
  /** The act that was taken back last, and how many of its rows had changed since. */
  const undone = shallowRef<{ act: RowsAct; restoredCount: number; changedSinceCount: number }>();

  /** Changes rows as one act. */
  function perform(label: string, changes: ReadonlyMap<string, AnswerDraft>) {
    const act = actOf(label, changes, draftOf);
    if (!act) return;
    acts = [...acts, act].slice(-MOST_ACTS);
    if (act.after.size > 1) [offered.value, undone.value] = [act, undefined];
    changeAll(act.after);
  }

  /** Takes an act back; left out, the latest. */
  function undo(act = acts.at(-1)) {
    if (!act || !mayChange()) return;
    acts = acts.filter(each => each !== act);
    const { drafts, changedSinceCount } = reverse(act, draftOf);
    if (offered.value === act) offered.value = undefined;
    undone.value = { act, restoredCount: drafts.size, changedSinceCount };
    changeAll(drafts);
  }

  function dismiss() {
    offered.value = undefined;
    undone.value = undefined;
  }

  useEventListener(document, 'keydown', event => {
    if (!(event instanceof KeyboardEvent) || event.defaultPrevented || event.isComposing) return;
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== 'z') return;
    // A text field takes back its own typing; a dialog stands before the sheet.
    if (!acts.length || !mayChange() || isTextField(event.target) || document.querySelector('[role=dialog], [role=alertdialog]')) return;
    event.preventDefault();
    undo();
  });

  return { perform, undo, dismiss, offered, undone };
}

/** Whether typing goes into this element. */
export function isTextField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && !['radio', 'checkbox', 'button'].includes(target.type))
  );
}
