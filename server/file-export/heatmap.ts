import { AnswerSheetState, UsageLevel } from '../answer/entity.ts';
import { LEVEL_LABELS } from '../answer/level.ts';
import { unpacked } from '../answer/submission.ts';
import { parseDay } from '../calendar.ts';
import { InvalidInputError } from '../errors.ts';
import type { Language } from '../language.ts';
import type { SurveyRound } from '../survey-round/entity.ts';
import type { StyledCell } from '../spreadsheet/workbook.ts';
import { selectionOf, type Shown } from './selection.ts';
import { type ExportTable, say } from './table.ts';

const FILLS: Record<UsageLevel, string> = {
  [UsageLevel.FULLY_USED]: '0017C1',
  [UsageLevel.USED_WITH_OTHER_MEANS]: 'C5D7FB',
  [UsageLevel.NOT_USED]: 'F2F2F2',
};
const UNANSWERED_FILL = 'FFE380';

type Grid = {
  features: [id: string, code: string, name: string, nameEn: string | null, majorGroup: string, middleGroup: string | null][];
  organisations: [id: string, name: string, nameEn: string, shortName: string, state: AnswerSheetState, levels: string | null][];
};

/** What of the heatmap goes into the file, as `selectionOf` reads it; everything where it is left out. */
export interface HeatmapView {
  rows?: string;
  columns?: string;
  /** Day at whose end it stood so, YYYY-MM-DD. */
  asOf?: string;
}

/**
 * What of the heatmap the address of a download asks for.
 *
 * @throws InvalidInputError on `asOf` unless it is a day
 */
export function heatmapViewOf(query: Readonly<Record<string, string | undefined>>): HeatmapView {
  const { rows, columns } = query;
  const asOf = query['asOf'] ? parseDay(String(query['asOf'])) : undefined;
  if (asOf === null) {
    throw new InvalidInputError('asOf', {
      ja: '時点は 2026-11-30 のような日付で指定してください。',
      en: 'Give the day as a date such as 2026-11-30.',
    });
  }
  return { ...(rows && { rows: String(rows) }), ...(columns && { columns: String(columns) }), ...(asOf && { asOf }) };
}

/**
 * The heatmap as a table: a row per feature, a column per ministry, and the figures of the edges over what is shown. Unanswered
 * is said in words; where features or ministries are taken together, each level with its count.
 *
 * @throws InvalidInputError on `rows` or `columns` that name what is not there
 */
export function heatmapTable(round: SurveyRound, gridText: string, language: Language, view: HeatmapView = {}): ExportTable {
  const { features, organisations } = JSON.parse(gridText) as Grid;
  const lines = selectionOf('rows', view.rows, features.length);
  const columns = selectionOf('columns', view.columns, organisations.length);
  const unanswered = say(language, '未回答', 'Unanswered');
  const counted = Object.values(UsageLevel);
  const levelAt = (position: number, column: number): UsageLevel | null => unpacked(organisations[column]![5]?.[position]);
  const cell = (line: Shown, column: Shown): StyledCell => {
    const given = line.places.flatMap(position => column.places.map(place => levelAt(position, place)));
    if (!line.together && !column.together) {
      const level = given[0]!;
      return {
        value: level ? LEVEL_LABELS[level][language] : unanswered,
        fill: level ? FILLS[level] : UNANSWERED_FILL,
        align: 'center',
      };
    }
    const counts = [...counted, null].map(level => [level, given.filter(one => one === level).length] as const);
    const said = counts.flatMap(([level, count]) => (count ? [`${level ? LEVEL_LABELS[level][language] : unanswered} ${count}`] : []));
    return { value: said.join(say(language, '、', ', ')), align: 'center' };
  };
  const rows = lines.map(line => {
    const given = line.places.flatMap(position => columns.flatMap(({ places }) => places.map(place => levelAt(position, place))));
    const totals = [...counted, null].map(level => given.filter(one => one === level).length);
    const answered = given.length - totals.at(-1)!;
    return [
      ...headOf(
        line.places.map(position => features[position]!),
        line.together,
        language,
      ),
      ...columns.map(column => cell(line, column)),
      ...totals,
      given.length ? percent(answered / given.length) : null,
      variation(totals.slice(0, counted.length)),
    ];
  });
  return {
    title: `${round.title}${say(language, '_利用状況一覧', '_usage')}${view.asOf ? `_${view.asOf}` : ''}`,
    columns: [
      say(language, '機能コード', 'Feature code'),
      say(language, '大分類', 'Major group'),
      say(language, '中分類', 'Middle group'),
      say(language, '機能名', 'Feature'),
      ...columns.map(({ places }) => places.map(place => say(language, organisations[place]![1], organisations[place]![2])).join(' + ')),
      ...counted.map(level => say(language, `${LEVEL_LABELS[level].ja}（府省数）`, `${LEVEL_LABELS[level].en} (ministries)`)),
      say(language, '未回答（府省数）', 'Unanswered (ministries)'),
      say(language, '回答率（%）', 'Response rate (%)'),
      say(language, 'ばらつき（0〜1）', 'Variation (0 to 1)'),
    ],
    rows,
    frozenColumns: 4,
  };
}

/** Code, groups and name of a line; of several features what they share, and how many they are. */
function headOf(features: Grid['features'], together: boolean, language: Language): (string | null)[] {
  const [, code, name, nameEn, majorGroup, middleGroup] = features[0]!;
  if (!together) return [code, majorGroup, middleGroup, language === 'en' ? (nameEn ?? name) : name];
  const shared = features.every(feature => feature[5] === middleGroup) ? middleGroup : null;
  return [null, majorGroup, shared, say(language, `（${features.length} 件の合計）`, `(${features.length} features together)`)];
}

const percent = (ratio: number): number => Math.round(ratio * 1000) / 10;

/** Entropy of the levels over its highest, to three places: 0 where all agree, 1 where each is as frequent; null without an answer. */
function variation(counts: readonly number[]): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (!total) return null;
  const entropy = counts.reduce((sum, count) => (count ? sum - (count / total) * Math.log(count / total) : sum), 0);
  return Math.round((entropy / Math.log(counts.length)) * 1000) / 1000;
}
