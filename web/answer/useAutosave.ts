import type { Client, CombinedError } from '@urql/core';
import { computed, onScopeDispose, reactive } from 'vue';
import { newIdempotencyKey } from '../graphql.ts';
import type { ResultOf } from '../graphql.ts';
import { isRetryable, problemOf } from '../ui/problem.ts';
import { useEventListener } from '../ui/useEventListener.ts';
import { AutosaveQueue } from './autosave-queue.ts';
import type { RowState, SendResult, StoredAnswer } from './autosave-queue.ts';
import { changed, keptInBrowser, sameDraft } from './kept-answers.ts';
import type { AnswerDraft, KeptAnswer } from './kept-answers.ts';
import { CurrentAnswers, SaveAnswer, SaveAnswers } from './sheet.graphql.ts';
import type { StoredAnswer as StoredAnswerFragment } from './sheet.graphql.ts';

type ApiAnswer = ResultOf<typeof StoredAnswerFragment>;

/** The sheet as the last save left it. */
export type SavedSheet = ResultOf<typeof SaveAnswer>['saveAnswer']['sheet'];

interface AutosaveOptions {
  client: Client;
  roundId: string;
  /** Account and organisation; changes that anybody else has kept are not touched. */
  scope: readonly string[];
  answers: readonly ApiAnswer[];
  onSheet: (sheet: SavedSheet) => void;
  /** Called when a row without a change of the person's own turns out to have been changed by somebody else. */
  onNews?: (featureId: string, answer: StoredAnswer) => void;
}

const NOTHING: AnswerDraft = { level: null, otherMeans: null, comment: null };
const TYPING_PAUSE_MS = 600;

/**
 * The answers of one round, which save themselves, and how each row stands.
 *
 * Begins with what an earlier visit left unsaved. Lives as long as the calling component; what the server has not
 * acknowledged by then is kept in the browser for the next visit.
 */
export function useAutosave({ client, roundId, scope, answers, onSheet, onNews = () => {} }: AutosaveOptions) {
  const stored = reactive(byFeature(answers));
  const states = reactive(new Map<string, RowState>());
  const drafts = reactive(new Map<string, AnswerDraft>());

  const queue = new AutosaveQueue(versions(), {
    kept: keptInBrowser([...scope, roundId], localStorage),
    send,
    sendTogether,
    newKey: newIdempotencyKey,
    onStored: (featureId, answer) => void (answer ? stored.set(featureId, answer) : stored.delete(featureId)),
    onState(featureId, state) {
      if (state) states.set(featureId, state);
      else states.delete(featureId);
      if (!state || state.kind === 'saved') drafts.delete(featureId);
    },
    onMerged: (featureId, draft) => void drafts.set(featureId, draft),
  });
  for (const [featureId, draft] of queue.resume()) drafts.set(featureId, draft);

  function versions() {
    return new Map([...stored].map(([featureId, { version }]) => [featureId, version]));
  }

  async function send({ featureId, draft, version, key }: KeptAnswer): Promise<SendResult> {
    const input = { roundId, featureId, version, ...draft };
    const { data, error } = await client.mutation(SaveAnswer, { input }, { idempotencyKey: key }).toPromise();
    if (!data) return failure(featureId, version, error);
    onSheet(data.saveAnswer.sheet);
    return { kind: 'saved', answer: fromApi(data.saveAnswer.answer) };
  }

  async function sendTogether(answers: readonly KeptAnswer[]): Promise<SendResult[]> {
    const input = { roundId, answers: answers.map(({ featureId, draft, version }) => ({ featureId, version, ...draft })) };
    const { data, error } = await client.mutation(SaveAnswers, { input }, { idempotencyKey: answers[0]!.key }).toPromise();
    if (!data) {
      // A conflict of the request as a whole is about the sheet; each row by itself will be told so.
      const refused = error && !mayPass(error);
      return answers.map(() => (refused ? { kind: 'refused', message: problemOf(error).message } : { kind: 'unreachable' }));
    }
    onSheet(data.saveAnswers.sheet);
    const saved = byFeature(data.saveAnswers.answers);
    const theirs = new Map(data.saveAnswers.conflicts.map(({ feature, answer }) => [feature.id, answer && fromApi(answer)]));
    return answers.map(({ featureId }) => {
      const answer = saved.get(featureId);
      return answer ? { kind: 'saved', answer } : { kind: 'conflict', theirs: theirs.get(featureId) ?? null };
    });
  }

  async function failure(featureId: string, version: number, error: CombinedError | undefined): Promise<SendResult> {
    const { code, message } = error ? problemOf(error) : { code: 'OFFLINE', message: '' };
    if (code === 'CONFLICT') {
      const { data } = await client.query(CurrentAnswers, { roundId, featureIds: [featureId] }).toPromise();
      if (!data) return { kind: 'unreachable' };
      const theirs = byFeature(data.answerSheet.answers).get(featureId) ?? null;
      // A conflict about something else than this row, which choosing between two versions would not settle.
      return (theirs?.version ?? 0) === version ? { kind: 'refused', message } : { kind: 'conflict', theirs };
    }
    return !error || mayPass(error) ? { kind: 'unreachable' } : { kind: 'refused', message };
  }

  const draftOf = (featureId: string): AnswerDraft => drafts.get(featureId) ?? stored.get(featureId) ?? NOTHING;

  /**
   * Changes a row; text waits for a pause in the typing.
   *
   * @param seen what the changed part said where the person was typing; another's change may not have been shown there
   */
  function change(featureId: string, part: Partial<AnswerDraft>, seen: Partial<AnswerDraft> = {}) {
    const before = draftOf(featureId);
    const draft = changed(before, part);
    if (sameDraft(before, draft)) return;
    const known = stored.get(featureId) ?? { ...NOTHING, version: 0 };
    const unseen = !sameDraft(before, { ...before, ...seen });
    drafts.set(featureId, draft);
    queue.put(featureId, draft, 'level' in part ? 0 : TYPING_PAUSE_MS, {
      ...draftFrom({ ...known, ...seen }),
      // Older than what the server has, so that it asks rather than writes over it.
      ...(unseen && { version: known.version - 1 }),
    });
  }

  /** Changes many rows at once, in one request. */
  function changeAll(changes: ReadonlyMap<string, AnswerDraft>) {
    for (const [featureId, draft] of changes) drafts.set(featureId, draft);
    queue.putAll(changes, featureId => draftFrom(stored.get(featureId) ?? NOTHING));
  }

  /** Tries a row again that the server has refused. */
  function repeat(featureId: string) {
    queue.put(featureId, draftOf(featureId));
  }

  /**
   * Takes over what the server has now, of all rows or of some; unsaved rows keep their change. What was read before a later
   * save is passed over.
   *
   * @returns whether anything was new
   */
  function takeOver(fresh: readonly ApiAnswer[]): boolean {
    let isNew = false;
    for (const [featureId, answer] of byFeature(fresh)) {
      if (answer.version <= (stored.get(featureId)?.version ?? 0)) continue;
      isNew = true;
      stored.set(featureId, answer);
      queue.renew(featureId, answer);
      if (drafts.has(featureId)) continue;
      if (states.get(featureId)?.kind === 'saved') states.delete(featureId);
      onNews(featureId, answer);
    }
    queue.see(versions());
    return isNew;
  }

  const rowsThatAre = (...kinds: RowState['kind'][]) =>
    [...states].filter(([, { kind }]) => kinds.includes(kind)).map(([featureId]) => featureId);
  /** Rows whose person has to decide before anything more is saved there. */
  const undecided = computed(() => rowsThatAre('conflict', 'refused'));
  /** Rows whose change the server has not acknowledged, whatever the cause. */
  const unsavedCount = computed(() => rowsThatAre('saving', 'kept', 'conflict', 'refused').length);
  /** The whole sheet in one word, the worst of its rows. */
  const overall = computed(() => {
    if (rowsThatAre('kept').length) return 'failed';
    if (rowsThatAre('saving').length) return 'saving';
    return states.size ? 'saved' : 'idle';
  });
  /** Instant of the last save, null before the first. */
  const savedAt = computed(() => {
    const instants = [...states.values()].flatMap(state => (state.kind === 'saved' ? [state.at.toISOString()] : []));
    return instants.toSorted().at(-1) ?? null;
  });

  const retryNow = () => queue.retryNow();
  /** Sends at once what waits for a pause in the typing. */
  const flush = () => queue.flush();
  /** The browser asks before it closes a page with unsaved changes. */
  const warn = (event: BeforeUnloadEvent) => {
    queue.flush();
    if (unsavedCount.value) event.preventDefault();
  };
  useEventListener(window, 'online', retryNow);
  useEventListener(window, 'pagehide', flush);
  useEventListener(window, 'beforeunload', warn);
  onScopeDispose(() => queue.close());

  return {
    stored: stored as ReadonlyMap<string, StoredAnswer>,
    states: states as ReadonlyMap<string, RowState>,
    draftOf,
    change,
    changeAll,
    repeat,
    takeOver,
    undecided,
    unsavedCount,
    overall,
    savedAt,
    retryNow,
    flush,
    /** Ends the pause in the typing of a row, because its field was left. */
    leave: (featureId: string) => queue.flush(featureId),
    resolve: (featureId: string, choice: 'mine' | 'theirs') => queue.resolve(featureId, choice),
    discard: (featureId: string) => queue.discard(featureId),
  };
}

function draftFrom({ level, otherMeans, comment, logNote = null, carryOver = null }: AnswerDraft): AnswerDraft {
  return { level, otherMeans, comment, logNote, carryOver };
}

function byFeature(answers: readonly ApiAnswer[]): Map<string, StoredAnswer> {
  return new Map(answers.map(answer => [answer.feature.id, fromApi(answer)]));
}

function fromApi({ version, level, otherMeans, comment, logNote, carryOver, answeredByName, answeredAt }: ApiAnswer): StoredAnswer {
  return { version, level, otherMeans, comment, logNote, carryOver, answeredByName, answeredAt };
}

/** Whether the same request may succeed later; a session that has ended comes back when the person signs in again. */
function mayPass(error: CombinedError): boolean {
  return isRetryable(error) || problemOf(error).code === 'UNAUTHENTICATED';
}
