import { Role } from '../access/role.ts';
import type { UsageLevel } from '../answer/entity.ts';
import { LEVEL_LABELS, levelNamed } from '../answer/level.ts';
import { type Context, signedIn } from '../context.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../errors.ts';
import { Organisation } from '../organisation/entity.ts';
import type { SurveyFeature, SurveyRound } from '../survey-round/entity.ts';
import { labelledValue, type Table, type TableColumn } from '../spreadsheet/find-table.ts';
import { normaliseText } from '../spreadsheet/normalise-text.ts';
import type { UploadedFile } from '../uploaded-file/entity.ts';
import { type PlannedRow, refuseRepeated, RowReader, tableOf } from './plan.ts';
import { ImportRowStatus, type UnmatchedValue } from './type.ts';

type Key = 'code' | 'level' | 'otherMeans' | 'comment' | 'logNote' | 'name';

/** Columns of the answer form. */
export const ANSWER_COLUMNS: readonly TableColumn<Key>[] = [
  { key: 'code', headings: ['機能コード', 'Feature code'], required: true },
  { key: 'name', headings: ['機能名', 'Feature'] },
  { key: 'level', headings: ['利用状況', 'Usage'], required: true },
  { key: 'otherMeans', headings: ['併用している他の手段', 'Other means'] },
  { key: 'comment', headings: ['備考', 'Remark'] },
  { key: 'logNote', headings: ['ログとの相違の理由', 'Why the log differs'] },
];

/** Labels of what the form says about itself above the table. */
export const FORM_LABELS = {
  corporateNumber: ['法人番号', 'Corporate number'],
  round: ['調査番号', 'Survey ID'],
  /** Part of the ministry that filled the form in, when several did. */
  bureau: ['部局名', 'Bureau'],
} as const;

/** What a file says about a feature. */
export interface AnswerContent {
  feature: SurveyFeature;
  /** Null where the file leaves the row open but may remark on it. */
  level: UsageLevel | null;
  otherMeans: string | null;
  comment: string | null;
  /** Why it holds although the log says otherwise; undefined where the file has no such column, so that what is there stays. */
  logNote: string | null | undefined;
}

/** A filled form, made out to a ministry of the round. */
export interface AnswerFile {
  file: UploadedFile;
  table: Table<Key>;
  organisation: Organisation;
  /** Part of the ministry that filled it in, when the file says so. */
  bureau: string | null;
}

/** A row as one file has it, before it is compared with anything; without content when it is refused. */
export type ReadRow = PlannedRow<AnswerContent> & { file: UploadedFile };

/**
 * Finds the table of a form, and the ministry that it is taken for.
 *
 * @param chosenId the ministry that a person of the runner chose; null for one's own, or the one that the file names
 * @throws PortalError BAD_USER_INPUT when the file has not the columns, is for another ministry or round, or names no ministry and
 *   the person must choose
 */
export async function openAnswerFile(
  context: Context,
  file: UploadedFile,
  round: SurveyRound,
  chosenId: string | null,
): Promise<AnswerFile> {
  const table = tableOf(file, ANSWER_COLUMNS);
  requireSameRound(table, round);
  const organisation = await ministryOf(context, table, round, chosenId);
  return { file, table, organisation, bureau: labelledValue(table.before, FORM_LABELS.bureau)?.trim() ?? null };
}

/**
 * The rows of a form. The words of the three levels match after trimming and width; every other value is refused until the
 * person maps it, and noted in `unmatched`.
 */
export function readRows(
  { file, table }: AnswerFile,
  features: ReadonlyMap<string, SurveyFeature>,
  meanings: ReadonlyMap<string, UsageLevel>,
  unmatched: Map<string, UnmatchedValue>,
): ReadRow[] {
  const rows = table.rows.map((row): ReadRow => {
    const reader = new RowReader(row, ANSWER_COLUMNS);
    const code = reader.plain('code');
    const feature = features.get(code);
    if (!feature) {
      reader.refuse(
        'code',
        'UNKNOWN_FEATURE_CODE',
        { ja: 'この調査にない機能コードです。', en: 'The survey has no feature with this code.' },
        {
          ja: '機能コードを直すか、行を除いてください。行の回答は取り込まれません。',
          en: 'Correct the code or leave the row out. Its answer is not imported.',
        },
      );
    }
    const text = reader.text('level');
    const mapped = meanings.get(normaliseText(text));
    const level = text ? (levelNamed(text) ?? mapped) : null;
    if (text && !levelNamed(text) && feature) noteUnmatched(unmatched, normaliseText(text), mapped);
    if (level === undefined) {
      const words = Object.values(LEVEL_LABELS);
      reader.refuse(
        'level',
        'UNRECOGNISED_LEVEL',
        { ja: '3つの選択肢のどれでもありません。', en: 'This is none of the three choices.' },
        {
          ja: `「${words.map(({ ja }) => ja).join('」「')}」のどれかにするか、この値の意味を選んでください。`,
          en: `Use one of "${words.map(({ en }) => en).join('", "')}", or choose what the value means.`,
        },
      );
    }
    const read = { file, line: row.line, key: code, label: feature?.name ?? reader.text('name'), changes: [], faults: reader.faults };
    const texts = {
      otherMeans: reader.text('otherMeans') || null,
      comment: reader.text('comment', 2000) || null,
      logNote: table.keys.has('logNote') ? reader.text('logNote', 2000) || null : undefined,
    };
    if (!feature || level === undefined || reader.faults.length) return { ...read, status: ImportRowStatus.REFUSED, content: null };
    return { ...read, status: level ? ImportRowStatus.NEW : ImportRowStatus.BLANK, content: { feature, level, ...texts } };
  });
  refuseRepeated(rows, ANSWER_COLUMNS[0]!.headings[0]);
  return rows;
}

function noteUnmatched(unmatched: Map<string, UnmatchedValue>, value: string, mappedTo: UsageLevel | undefined): void {
  const noted = unmatched.get(value) ?? { value, count: 0, mappedTo: mappedTo ?? null };
  unmatched.set(value, { ...noted, count: noted.count + 1 });
}

function requireSameRound(table: Table<Key>, round: SurveyRound): void {
  const named = labelledValue(table.before, FORM_LABELS.round)?.trim();
  if (!named || named === round.id) return;
  throw new InvalidInputError('fileId', {
    ja: '別の調査の回答票です。この調査の回答票をダウンロードして記入してください。',
    en: 'This form belongs to another survey. Download the form of this one.',
  });
}

async function ministryOf(context: Context, table: Table<Key>, round: SurveyRound, chosenId: string | null): Promise<Organisation> {
  const { em } = context;
  const { organisationId: ownId, roles } = signedIn(context);
  const named = labelledValue(table.before, FORM_LABELS.corporateNumber)?.normalize('NFKC').trim() ?? null;
  const inFile = named ? await em.findOne(Organisation, { corporateNumber: named }) : null;
  if (named && !inFile) {
    throw new InvalidInputError('fileId', {
      ja: `ファイルの法人番号（${named}）の組織は登録されていません。`,
      en: `No organisation has the corporate number in the file, ${named}.`,
    });
  }
  const mayChoose = round.tenantId === ownId && roles.includes(Role.PORTFOLIO_MANAGER);
  const answers = roles.includes(Role.RESPONDENT) || roles.includes(Role.COORDINATOR);
  if (chosenId && chosenId !== ownId && !mayChoose) throw new ForbiddenError('answerImport.organisationId');
  const wanted = chosenId ?? (answers ? ownId : inFile?.id);
  if (!wanted)
    throw new InvalidInputError('organisationId', {
      ja: 'ファイルに府省の記載がありません。どの府省の回答かを選んでください。',
      en: 'The file names no ministry. Choose whose answers it holds.',
    });
  const organisation = await em.findOne(Organisation, wanted);
  if (!organisation) throw new NotFoundError('Organisation', wanted);
  if (inFile && inFile.id !== wanted) {
    throw new InvalidInputError('fileId', {
      ja: `このファイルは${inFile.name}の回答票です。${organisation.name}の回答としては取り込めません。`,
      en: `This is the form of ${inFile.nameEn}; it cannot be taken for ${organisation.nameEn}.`,
    });
  }
  return organisation;
}
