import type { EntityManager } from '@mikro-orm/postgresql';
import type { InformationSystem } from '../information-system/entity.ts';
import type { Language, Text } from '../language.ts';
import type { SurveyRound } from '../survey-round/entity.ts';
import { changeOfRound, changesOfSystems } from '../verdict/change-query.ts';
import type { MinistryChange, RoundChange } from '../verdict/change-type.ts';
import { type ExportTable, say } from './table.ts';

type Counts = Pick<
  RoundChange,
  'comparedCount' | 'moreUsedCount' | 'lessUsedCount' | 'unchangedCount' | 'unknownCount' | 'notUsedBeforeCount' | 'notUsedCount'
>;

const COUNTS: readonly [heading: Text, field: keyof Counts][] = [
  [{ ja: '利用が増えた', en: 'Used more' }, 'moreUsedCount'],
  [{ ja: '利用が減った', en: 'Used less' }, 'lessUsedCount'],
  [{ ja: '変わらず', en: 'Unchanged' }, 'unchangedCount'],
  [{ ja: '不明（どちらかが未回答）', en: 'Unknown (unanswered in one of them)' }, 'unknownCount'],
  [{ ja: '比べた回答', en: 'Answers compared' }, 'comparedCount'],
  [{ ja: '前回の未利用（比べた回答のうち）', en: 'Not used before (of those compared)' }, 'notUsedBeforeCount'],
  [{ ja: '今回の未利用（比べた回答のうち）', en: 'Not used now (of those compared)' }, 'notUsedCount'],
];

/** Where there is nothing to compare, an empty cell says so; a nought would look like no change. */
const cells = (change: Counts, comparable: boolean): (number | null)[] => COUNTS.map(([, field]) => (comparable ? change[field] : null));

/** What changed since the round before, a row per ministry that either round asked. */
export async function roundChangeTable(em: EntityManager, round: SurveyRound, language: Language): Promise<ExportTable> {
  const change = await changeOfRound(em, round.id);
  const askedBy = ({ asked, askedBefore }: MinistryChange): string => {
    if (asked && askedBefore) return say(language, '両方', 'Both');
    return asked ? say(language, '今回のみ', 'Now only') : say(language, '前回のみ', 'Before only');
  };
  return {
    title: `${round.title}${say(language, '_前回からの変化', '_changes')}`,
    columns: [
      say(language, '府省名', 'Ministry'),
      say(language, '前回の調査', 'Round before'),
      say(language, '調査の対象', 'Asked in'),
      ...COUNTS.map(([heading]) => heading[language]),
    ],
    rows: (change?.ministries ?? []).map(ministry => [
      say(language, ministry.organisationName, ministry.organisationNameEn ?? ministry.organisationName),
      change!.previousTitle ?? say(language, 'なし', 'None'),
      askedBy(ministry),
      ...cells(ministry, ministry.asked && ministry.askedBefore),
    ]),
    frozenColumns: 1,
  };
}

/** What changed from round to round of a system, latest first. */
export async function systemChangesTable(em: EntityManager, system: InformationSystem, language: Language): Promise<ExportTable> {
  const [changes] = await changesOfSystems(em, [system.id]);
  return {
    title: `${system.name}${say(language, '_調査ごとの変化', '_round_changes')}`,
    columns: [
      say(language, '調査名', 'Round'),
      say(language, '会計年度', 'Fiscal year'),
      say(language, '前回の調査', 'Round before'),
      ...COUNTS.map(([heading]) => heading[language]),
    ],
    rows: changes!.map(change => [
      change.title,
      change.fiscalYear,
      change.previousTitle ?? say(language, 'なし', 'None'),
      ...cells(change, change.previousRoundId !== null),
    ]),
    frozenColumns: 1,
  };
}
