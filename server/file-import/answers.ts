import { Answer, AnswerSheet, SubmittedAnswer } from '../answer/entity.ts';
import type { AnswerChoiceInput, LevelMappingInput } from '../answer/input.ts';
import type { Context } from '../context.ts';
import { InvalidInputError, NotFoundError, PortalError } from '../errors.ts';
import type { Text } from '../language.ts';
import { Organisation } from '../organisation/entity.ts';
import { SurveyFeature, type SurveyRound } from '../survey-round/entity.ts';
import { findSurveyRound } from '../survey-round/service.ts';
import { normaliseText } from '../spreadsheet/normalise-text.ts';
import type { UploadedFile } from '../uploaded-file/entity.ts';
import { findUploadedFile } from '../uploaded-file/service.ts';
import { type AnswerContent, type AnswerFile, openAnswerFile, readRows } from './answer-file.ts';
import { type FileConflict, type Choices, mergeRows } from './answer-merge.ts';
import { countsOf, type PlannedRow } from './plan.ts';
import { ImportRowStatus, type UnmatchedValue } from './type.ts';

/** As many as a large ministry has bureaus. */
const MOST_FILES = 20;

/** One of the files: what it holds, or why nothing of it is taken. */
export interface PlannedFile {
  file: UploadedFile;
  bureau: string | null;
  answerCount: number;
  blankCount: number;
  refusedCount: number;
  refusal: Text | null;
}

export interface AnswerPlan {
  round: SurveyRound;
  /** The ministry that the files are taken for. */
  organisation: Organisation;
  sheet: AnswerSheet;
  files: PlannedFile[];
  rows: PlannedRow<AnswerContent>[];
  conflicts: FileConflict[];
  unmatchedValues: UnmatchedValue[];
}

interface Wish {
  roundId: string;
  /** The ministry that a person of the runner chose; null for one's own, or the one that the files name. */
  organisationId?: string | null;
  mappings?: LevelMappingInput[] | null;
  choices?: AnswerChoiceInput[] | null;
}

/**
 * The files that a person brings at once.
 *
 * @throws InvalidInputError unless they are 1 to 20 different ones
 * @throws NotFoundError unless the viewer uploaded each of them
 */
export async function findAnswerFiles(context: Context, fileIds: readonly string[]): Promise<UploadedFile[]> {
  if (!fileIds.length || fileIds.length > MOST_FILES || new Set(fileIds).size < fileIds.length) {
    throw new InvalidInputError('fileIds', {
      ja: `ファイルは1つから${MOST_FILES}個まで、それぞれ1回だけ選んでください。`,
      en: `Choose from 1 to ${MOST_FILES} files, each once.`,
    });
  }
  const files: UploadedFile[] = [];
  for (const id of fileIds) files.push(await findUploadedFile(context, id));
  return files;
}

/**
 * What filled forms of one ministry would change, row by row. One that cannot be taken leaves the others alone.
 *
 * @throws PortalError BAD_USER_INPUT when none can be taken: each is for another ministry or round or has not the columns
 * @throws InvalidInputError on `choices` when one names a file that is not among them
 */
export async function planAnswers(context: Context, files: readonly UploadedFile[], wish: Wish): Promise<AnswerPlan> {
  const { em } = context;
  const choices = choicesOf(wish.choices ?? [], files);
  const round = await findSurveyRound(context, wish.roundId);
  const { opened, refusals } = await openEach(context, files, round, wish.organisationId ?? null);
  const { organisation } = opened[0]!;
  const sheet = await em.findOne(AnswerSheet, { round, tenantId: organisation.id });
  if (!sheet) throw new NotFoundError('AnswerSheet', organisation.id);

  const features = new Map((await em.find(SurveyFeature, { round })).map(feature => [normaliseText(feature.code), feature]));
  const meanings = new Map((wish.mappings ?? []).map(({ value, level }) => [normaliseText(value), level]));
  const unmatched = new Map<string, UnmatchedValue>();
  const read = opened.map(one => ({ ...one, rows: readRows(one, features, meanings, unmatched) }));
  const merged = mergeRows(
    read.flatMap(({ rows }) => rows),
    await presentAnswers(context, sheet),
    choices,
  );
  const held = new Map(read.map(({ file, bureau, rows }) => [file, { bureau, ...countsOf(rows) }]));
  return {
    ...merged,
    round,
    organisation,
    sheet,
    unmatchedValues: [...unmatched.values()],
    files: files.map(file => {
      const { bureau = null, newCount = 0, blankCount = 0, refusedCount = 0 } = held.get(file) ?? {};
      return { file, bureau, answerCount: newCount, blankCount, refusedCount, refusal: refusals.get(file) ?? null };
    }),
  };
}

/** @throws InvalidInputError on `choices` while files differ on rows of which nobody has said which file counts */
export function requireNoneInConflict(rows: readonly PlannedRow<unknown>[]): void {
  const count = rows.filter(({ status }) => status === ImportRowStatus.CONFLICT).length;
  if (!count) return;
  throw new InvalidInputError('choices', {
    ja: `ファイルによって回答が違う行が${count}行あるため、何も取り込んでいません。行ごとに、どのファイルの回答を採るか選んでください。`,
    en: `Nothing was imported, because the files differ on ${count} rows. Choose for each of them which file counts.`,
  });
}

/** @throws InvalidInputError that names each file of which nothing can be taken */
export function requireEveryFile(files: readonly PlannedFile[]): void {
  const refused = files.filter(({ refusal }) => refusal);
  if (refused.length) throw namingEach(refused.map(({ file, refusal }) => [file, refusal!]));
}

async function openEach(
  context: Context,
  files: readonly UploadedFile[],
  round: SurveyRound,
  chosenId: string | null,
): Promise<{ opened: AnswerFile[]; refusals: Map<UploadedFile, Text> }> {
  const opened: AnswerFile[] = [];
  const refusals = new Map<UploadedFile, Text>();
  for (const file of files) {
    try {
      // Those after the first belong to the same ministry.
      const one = await openAnswerFile(context, file, round, chosenId ?? opened[0]?.organisation.id ?? null);
      opened.push(one);
    } catch (error) {
      if (files.length === 1 || !(error instanceof PortalError) || error.extensions['field'] !== 'fileId') throw error;
      refusals.set(file, error.text);
    }
  }
  if (!opened.length) throw namingEach([...refusals]);
  return { opened, refusals };
}

function namingEach(refusals: readonly (readonly [UploadedFile, Text])[]): InvalidInputError {
  return new InvalidInputError('fileId', {
    ja: refusals.map(([{ fileName }, { ja }]) => `「${fileName}」: ${ja}`).join(' '),
    en: refusals.map(([{ fileName }, { en }]) => `"${fileName}": ${en}`).join(' '),
  });
}

function choicesOf(choices: readonly AnswerChoiceInput[], files: readonly UploadedFile[]): Choices {
  const stranger = choices.find(({ fileId }) => !files.some(({ id }) => id === fileId));
  if (stranger) {
    throw new InvalidInputError('choices', {
      ja: '選んだファイルは、取り込むファイルの中にありません。もう一度選んでください。',
      en: 'The chosen file is not among those to be imported. Choose again.',
    });
  }
  const byCode = new Map(choices.flatMap(({ code, fileId }) => (code ? [[normaliseText(code), fileId] as const] : [])));
  return { byCode, otherwise: choices.find(({ code }) => !code)?.fileId ?? null };
}

/** What the ministry has answered so far: its draft, or for a file registered on its behalf what was registered before. */
async function presentAnswers(
  { em, viewer }: Context,
  sheet: AnswerSheet,
): Promise<Map<string, Pick<AnswerContent, 'level' | 'otherMeans' | 'comment' | 'logNote'>>> {
  const drafts = sheet.tenantId === viewer!.organisationId ? await em.find(Answer, { sheet }) : [];
  const answers = drafts.length ? drafts : await em.find(SubmittedAnswer, { submission: { latest: true, sheet } });
  return new Map(
    answers.map(({ surveyFeature, level = null, otherMeans = null, comment = null, logNote = null }) => [
      surveyFeature.id,
      { level, otherMeans, comment, logNote },
    ]),
  );
}
