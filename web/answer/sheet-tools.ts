import type { ComputedRef, InjectionKey, Ref } from 'vue';
import type { Level } from '../survey-round/level.ts';
import type { PreviousAnswer } from './fill.ts';
import type { LoggedUsage } from './logged-usage.ts';

/** What the sheet lends to each of its rows. */
export interface SheetTools {
  /** Feature of the row that the Tab key leads to. */
  stop: ComputedRef<string | undefined>;
  /** Features whose comment somebody has asked to write. */
  commenting: Set<string>;
  /** What was submitted in the last round, by feature. */
  previous: ComputedRef<ReadonlyMap<string, PreviousAnswer>>;
  /** What the logs of the system tell of the ministry; undefined where there are none. */
  usage: ComputedRef<LoggedUsage | undefined>;
  /** What the log of the ministry says against an answer; empty where it says nothing. */
  contradiction: (featureId: string, level: Level | null) => string;
  /** Whether rows are being picked out. */
  selecting: Ref<boolean>;
  /** Features of the rows that are picked out. */
  selected: ReadonlySet<string>;
  /** Picks a row out or puts it back; with `range` all rows from the one before up to it. */
  toggle: (featureId: string, range: boolean) => void;
  choose: (featureId: string, level: Level) => void;
  takeBack: (featureId: string) => void;
  /** Answers a row as in the last round. */
  takeOver: (featureId: string) => void;
  /** Says of rows that were taken over that they still hold. */
  confirm: (featureIds: readonly string[]) => void;
  /** Opens the choice of what to answer these rows with. */
  fill: (featureIds: readonly string[]) => void;
}

export const sheetTools: InjectionKey<SheetTools> = Symbol('sheet tools');
