/** Makes one row of what several files say about a feature. */
import type { AnswerContent, ReadRow } from './answer-file.ts';
import { changesBetween, type PlannedRow, type RowSource } from './plan.ts';
import { ImportRowStatus } from './type.ts';

type Said = Pick<AnswerContent, 'level' | 'otherMeans' | 'comment' | 'logNote'>;
/** In these a person chooses between files; reasons why the log differs stand side by side. */
const FIELDS = ['level', 'otherMeans', 'comment'] as const;

/** A feature that files answer differently: each answer with the files that give it. */
export interface FileConflict {
  code: string;
  label: string;
  options: ConflictOption[];
}

interface ConflictOption {
  sources: RowSource[];
  content: AnswerContent;
  /** What it would do, compared with what is there. */
  outcome: PlannedRow<AnswerContent>;
}

/** Which file counts where files differ: by feature code, and for every other row. Ids of files. */
export interface Choices {
  byCode: ReadonlyMap<string, string>;
  otherwise: string | null;
}

/**
 * The rows of all files, each feature once, compared with what is there. Equal answers agree, and a blank cell contradicts
 * nothing: the answer of another file fills it. Where files differ, the person chooses; until then the row writes nothing.
 */
export function mergeRows(
  read: readonly ReadRow[],
  present: ReadonlyMap<string, Said>,
  choices: Choices,
): { rows: PlannedRow<AnswerContent>[]; conflicts: FileConflict[] } {
  const conflicts: FileConflict[] = [];
  const byFeature = Map.groupBy(read.filter(isTaken), row => row.content.feature.id);
  const rows = read.flatMap((row): PlannedRow<AnswerContent>[] => {
    if (!isTaken(row)) return [{ ...row, sources: [sourceOf(row)] }];
    const group = byFeature.get(row.content.feature.id)!;
    if (group[0] !== row) return [];
    // The row that people look for is one that says something.
    const { line, key, label, faults } = group.find(({ content }) => content.level) ?? row;
    const base = { line, key, label, faults, sources: group.map(sourceOf) };
    const known = present.get(row.content.feature.id);
    if (!differ(group)) return [answerRow(base, completed(row.content, group), known)];
    const conflict = { code: key, label, options: optionsOf(group, base, known) };
    conflicts.push(conflict);
    const fileId = choices.byCode.get(key) ?? choices.otherwise;
    const chosen = conflict.options.find(({ sources }) => sources.some(({ file }) => file.id === fileId));
    return [chosen?.outcome ?? { ...base, status: ImportRowStatus.CONFLICT, changes: [], content: null }];
  });
  return { rows, conflicts };
}

type TakenRow = ReadRow & { content: AnswerContent };
const isTaken = (row: ReadRow): row is TakenRow => row.content !== null;

const sourceOf = ({ file, line, content }: ReadRow): RowSource => ({ file, line, blank: content !== null && content.level === null });

const differ = (group: readonly TakenRow[]): boolean =>
  FIELDS.some(field => new Set(group.map(({ content }) => content[field]).filter(value => value !== null)).size > 1);

function optionsOf(
  group: readonly TakenRow[],
  base: Omit<PlannedRow<AnswerContent>, 'status' | 'changes' | 'content'>,
  known: Said | undefined,
): ConflictOption[] {
  const levels = new Set(group.flatMap(({ content }) => content.level ?? []));
  // Where levels differ, a remark beside a blank cell chooses none of them.
  const candidates = group.filter(({ content }) => (levels.size > 1 ? content.level : FIELDS.some(field => content[field])));
  const said = candidates.map(row => ({ row, content: completed(row.content, group) }));
  const alike = Map.groupBy(said, ({ content }) => JSON.stringify(FIELDS.map(field => content[field])));
  return [...alike.values()].map(each => ({
    sources: each.map(({ row }) => sourceOf(row)),
    content: each[0]!.content,
    outcome: answerRow({ ...base, line: each[0]!.row.line }, each[0]!.content, known),
  }));
}

/**
 * What a row says, its gaps filled from rows that do not contradict it. Where levels differ, what stands beside a blank cell is
 * no answer of its own to choose, so it goes with whichever is chosen.
 */
function completed(own: AnswerContent, group: readonly TakenRow[]): AnswerContent {
  const others = group.map(({ content }) => content);
  const level = own.level ?? onlyOne(others.map(other => other.level));
  const answered = others.filter(other => other.level !== null);
  const aside = new Set(answered.map(other => other.level)).size > 1 ? others.filter(other => other.level === null) : [];
  const compatible = others.filter(other => other.level === level || (other.level === null && !aside.includes(other)));
  const text = (field: 'otherMeans' | 'comment'): string | null => {
    const said = own[field] ?? onlyOne(compatible.map(other => other[field]));
    const given = new Set([said, ...aside.map(other => other[field])].filter(value => value !== null));
    return given.size ? [...given].join(field === 'comment' ? '\n' : '、') : null;
  };
  const notes = [own, ...compatible].map(({ logNote }) => logNote).filter(note => note !== undefined);
  const logNote = notes.length ? [...new Set(notes.filter(note => note !== null))].join('\n') || null : undefined;
  return { feature: own.feature, level, otherMeans: text('otherMeans'), comment: text('comment'), logNote };
}

/** The one value that is given; null when none is, or several are. */
function onlyOne<Value>(values: readonly (Value | null)[]): Value | null {
  const given = [...new Set(values.filter(value => value !== null))];
  return given.length === 1 ? given[0]! : null;
}

function answerRow(
  base: Omit<PlannedRow<AnswerContent>, 'status' | 'changes' | 'content'>,
  content: AnswerContent,
  known: Said | undefined,
): PlannedRow<AnswerContent> {
  const { level, otherMeans, comment, logNote } = content;
  // An open row takes nothing back: what was answered before stays.
  const said =
    level === null
      ? { otherMeans: otherMeans ?? undefined, comment: comment ?? undefined, logNote: logNote ?? undefined }
      : { level, otherMeans, comment, logNote };
  const changes = changesBetween(known ?? null, said);
  if (level === null)
    return {
      ...base,
      status: ImportRowStatus.BLANK,
      changes,
      content: changes.length
        ? {
            ...content,
            level: known?.level ?? null,
            otherMeans: otherMeans ?? known?.otherMeans ?? null,
            comment: comment ?? known?.comment ?? null,
            logNote: logNote ?? known?.logNote,
          }
        : null,
    };
  const status = !known?.level ? ImportRowStatus.NEW : changes.length ? ImportRowStatus.CHANGED : ImportRowStatus.UNCHANGED;
  return { ...base, status, changes, content };
}
