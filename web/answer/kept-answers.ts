import type { Level } from '../survey-round/level.ts';

/** What a person wants an answer to be. A null level takes the answer back. */
export interface AnswerDraft {
  level: Level | null;
  otherMeans: string | null;
  comment: string | null;
  /** Why it holds although the log says otherwise; null or left out where no reason is given. */
  logNote?: string | null;
  /** Taken over from the last round, and whether somebody has confirmed it; null or left out for an answer given anew. */
  carryOver?: 'UNCONFIRMED' | 'CONFIRMED' | null;
}

/** A change that the server has not acknowledged yet. */
export interface KeptAnswer {
  featureId: string;
  draft: AnswerDraft;
  /** Version of the answer that the person saw when changing it; 0 when there was none. */
  version: number;
  /** What that version said; left out by earlier versions of the portal. */
  base?: AnswerDraft;
  /** Counts up with each change, so that they go up in the order in which they were made. */
  order?: number;
  /** Names the act that changed several rows at once; they go in one request. */
  act?: string;
  /** Idempotency key of the request, the same at each repetition. */
  key: string;
  /** Set when it goes out with others in one request; they share the key then. */
  together?: true;
  /** Whether it went out at least once, so that its outcome is unknown. */
  sent: boolean;
}

/** Where changes stay until they are acknowledged: per row at most one that went out and one behind it. */
export interface KeptAnswers {
  all(): Map<string, KeptAnswer[]>;
  keep(featureId: string, answers: readonly KeptAnswer[]): void;
  clear(featureId: string): void;
}

/** The answer after a change of some of it. What was taken over from the last round is confirmed by any change but of the level. */
export function changed(before: AnswerDraft, part: Partial<AnswerDraft>): AnswerDraft {
  const { level, otherMeans, comment, logNote = null } = { ...before, ...part };
  return { level, otherMeans, comment, logNote, carryOver: before.carryOver && before.level === level ? 'CONFIRMED' : null };
}

/** Whether two answers say the same. */
export function sameDraft(one: AnswerDraft, other: AnswerDraft): boolean {
  return PARTS.every(part => partOf(one, part) === partOf(other, part)) && isCarriedAsIn(one, other);
}

const PARTS = ['level', 'otherMeans', 'comment', 'logNote'] as const;
type Part = (typeof PARTS)[number];
/** What is left out is as good as empty: a change that an earlier version of the portal kept has not every part. */
const partOf = <Of extends Part>(draft: AnswerDraft, part: Of): NonNullable<AnswerDraft[Of]> | null => draft[part] ?? null;

/**
 * Brings two changes of the same answer together, if they concern different parts of it or say the same.
 *
 * @returns null when a person has to choose: both changed one part differently, or what would come out contradicts itself
 * @param base what both started from
 */
export function mergeDrafts(base: AnswerDraft, mine: AnswerDraft, theirs: AnswerDraft): AnswerDraft | null {
  const isKept = (draft: AnswerDraft, part: Part): boolean => partOf(draft, part) === partOf(base, part);
  const conflicting = PARTS.some(part => !isKept(mine, part) && !isKept(theirs, part) && partOf(mine, part) !== partOf(theirs, part));
  if (conflicting) return null;
  const pick = <Of extends Part>(part: Of): NonNullable<AnswerDraft[Of]> | null => partOf(isKept(mine, part) ? theirs : mine, part);
  // Whether it was taken over goes with the level, and who confirmed it has confirmed it.
  const carrier = mine.level !== base.level ? mine : theirs.level !== base.level ? theirs : isCarriedAsIn(base, mine) ? theirs : mine;
  const carryOver = carrier.carryOver ?? null;
  const merged = { level: pick('level'), otherMeans: pick('otherMeans'), comment: pick('comment'), logNote: pick('logNote'), carryOver };
  // A name of other means belongs to its level: neither wrote it beside this one.
  return isOdd(merged) && !isOdd(mine) && !isOdd(theirs) ? null : merged;
}

const isCarriedAsIn = (one: AnswerDraft, other: AnswerDraft): boolean => (one.carryOver ?? null) === (other.carryOver ?? null);
const isOdd = ({ level, otherMeans }: AnswerDraft): boolean => otherMeans !== null && level !== 'USED_WITH_OTHER_MEANS';

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
