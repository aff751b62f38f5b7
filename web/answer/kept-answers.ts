import type { Level } from '../survey-round/level.ts';

/** What a person wants an answer to be. A null level takes the answer back. */
export interface AnswerDraft {
  level: Level | null;
  otherMeans: string | null;
  comment: string | null;
}

/** A change that the server has not acknowledged yet. */
export interface KeptAnswer {
  featureId: string;
  draft: AnswerDraft;
  /** Version of the answer that the person saw when changing it; 0 when there was none. */
  version: number;
  /** Idempotency key of the act, the same at each repetition. */
  key: string;
  /** Whether it went out at least once, so that its outcome is unknown. */
  sent: boolean;
}

/** Where changes stay until they are acknowledged: per row at most one that went out and one behind it. */
export interface KeptAnswers {
  all(): Map<string, KeptAnswer[]>;
  keep(featureId: string, answers: readonly KeptAnswer[]): void;
  clear(featureId: string): void;
}

/** Whether two answers say the same. */
export function sameDraft(one: AnswerDraft, other: AnswerDraft): boolean {
  return one.level === other.level && one.otherMeans === other.otherMeans && one.comment === other.comment;
}

/**
 * Keeps changes in this browser, where they survive a reload and the death of the server.
 *
 * The scope names person, organisation and round, so nobody else who uses the browser sends them up by mistake.
 * Where the browser refuses to store, changes live as long as the page.
 */
export function keptInBrowser(scope: readonly string[], storage: Storage): KeptAnswers {
  const prefix = `tanaoroshi.answer.${scope.join('.')}.`;
  return {
    all() {
      const rows = new Map<string, KeptAnswer[]>();
      for (let index = 0; index < storage.length; index++) {
        const name = storage.key(index)!;
        if (name.startsWith(prefix)) rows.set(name.slice(prefix.length), JSON.parse(storage.getItem(name)!) as KeptAnswer[]);
      }
      return rows;
    },
    keep(featureId, answers) {
      try {
        storage.setItem(prefix + featureId, JSON.stringify(answers));
      } catch {
        // Full, or switched off by policy: the queue still holds the change in memory.
      }
    },
    clear(featureId) {
      storage.removeItem(prefix + featureId);
    },
  };
}
