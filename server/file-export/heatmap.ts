import { AnswerSheetState, UsageLevel } from '../answer/entity.ts';
import { LEVEL_LABELS } from '../answer/level.ts';
import { unpacked } from '../answer/submission.ts';
import type { Language } from '../language.ts';
import type { SurveyRound } from '../survey-round/entity.ts';
import type { StyledCell } from '../spreadsheet/workbook.ts';
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

/** The heatmap as a table: a row per feature, a column per ministry, and the counts of each level. Unanswered is said in words. */
export function heatmapTable(round: SurveyRound, gridText: string, language: Language): ExportTable {
  const { features, organisations } = JSON.parse(gridText) as Grid;
  const unanswered = say(language, '未回答', 'Unanswered');
  const counted = Object.values(UsageLevel);
  const rows = features.map(([, code, name, nameEn, majorGroup, middleGroup], position) => {
    const given = organisations.map(([, , , , , levels]) => unpacked(levels?.[position]));
    const cells = given.map((level): StyledCell => ({
      value: level ? LEVEL_LABELS[level][language] : unanswered,
      fill: level ? FILLS[level] : UNANSWERED_FILL,
      align: 'center',
    }));
    const totals = [...counted, null].map(level => given.filter(one => one === level).length);
    return [code, majorGroup, middleGroup, language === 'en' ? (nameEn ?? name) : name, ...cells, ...totals];
  });
  return {
    title: `${round.title}${say(language, '_利用状況一覧', '_usage')}`,
    columns: [
      say(language, '機能コード', 'Feature code'),
      say(language, '大分類', 'Major group'),
      say(language, '中分類', 'Middle group'),
      say(language, '機能名', 'Feature'),
      ...organisations.map(([, name, nameEn]) => say(language, name, nameEn)),
      ...counted.map(level => say(language, `${LEVEL_LABELS[level].ja}（府省数）`, `${LEVEL_LABELS[level].en} (ministries)`)),
      say(language, '未回答（府省数）', 'Unanswered (ministries)'),
    ],
    rows,
    frozenColumns: 4,
  };
}
