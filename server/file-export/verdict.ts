import type { EntityManager } from '@mikro-orm/postgresql';
import { DayState, DecisionKind, DecisionState } from '../decision/entity.ts';
import { effectiveDays, openDecisionsOfFeatures } from '../decision/loader.ts';
import type { Language, Text } from '../language.ts';
import type { SurveyRound } from '../survey-round/entity.ts';
import { verdictsOfRound, verdictsOfYear } from '../verdict/query.ts';
import { type FeatureVerdict, RetireGrade, UndecidedReason, Verdict } from '../verdict/type.ts';
import { chosen, chosenId, type Query } from './address.ts';
import { type ExportTable, say } from './table.ts';

/** What the page can be narrowed to, as it stands in its address. */
const CHOICES: Record<string, { verdict: Verdict; grade: RetireGrade | null }> = {
  ...Object.fromEntries(Object.values(Verdict).map(verdict => [verdict, { verdict, grade: null }])),
  ...Object.fromEntries(Object.values(RetireGrade).map(grade => [`RETIRE_${grade}`, { verdict: Verdict.RETIRE, grade }])),
};
const CHOICE_NAMES = Object.fromEntries(Object.keys(CHOICES).map(name => [name, name]));

/** More features than any portfolio has: a file holds the whole list. */
const WHOLE = 10_000_000;

const VERDICT_NAMES: Record<Verdict, Text> = {
  [Verdict.RETIRE]: { ja: '廃止候補', en: 'Retire' },
  [Verdict.SHRINK]: { ja: '縮小候補', en: 'Shrink' },
  [Verdict.IMPROVE]: { ja: '改善候補', en: 'Improve' },
  [Verdict.UNDECIDED]: { ja: '判定保留', en: 'Undecided' },
  [Verdict.KEEP]: { ja: '継続', en: 'Keep' },
};
const REASONS: Record<UndecidedReason, Text> = {
  [UndecidedReason.FEW_ANSWERS]: { ja: '回収率不足', en: 'Too few answers' },
  [UndecidedReason.NO_ANSWER]: { ja: '回答なし', en: 'No answer' },
  [UndecidedReason.CONTRADICTION]: { ja: '回答とログの矛盾', en: 'Contradiction' },
};
/** Why a decision has no day. */
const NO_DAY: Partial<Record<DayState, Text>> = {
  [DayState.UNKNOWN]: { ja: '不明', en: 'Unknown' },
  [DayState.NO_END]: { ja: '契約に期間の定めなし', en: 'The contract has no end' },
  [DayState.HIDDEN]: { ja: '閲覧できません', en: 'Not yours to see' },
};
const KINDS: Record<DecisionKind, Text> = {
  [DecisionKind.RETIRE]: { ja: '廃止', en: 'Retire' },
  [DecisionKind.SHRINK]: { ja: '縮小', en: 'Shrink' },
  [DecisionKind.IMPROVE]: { ja: '改善', en: 'Improve' },
  [DecisionKind.KEEP]: { ja: '継続', en: 'Keep' },
};
const STATES: Record<DecisionState, Text> = {
  [DecisionState.PROPOSED]: { ja: '提案', en: 'Proposed' },
  [DecisionState.AGREED]: { ja: '合意', en: 'Agreed' },
  [DecisionState.SCHEDULED]: { ja: '予定', en: 'Scheduled' },
  [DecisionState.DONE]: { ja: '実施済み', en: 'Done' },
  [DecisionState.WITHDRAWN]: { ja: '取下げ', en: 'Withdrawn' },
};

/**
 * The features of all systems in a fiscal year by their verdicts, in the order of the page; `verdict` and `system` of the address narrow
 * it as they do there (S-10 e, f).
 *
 * @throws NotFoundError when the address names what there cannot be
 */
export async function verdictList(em: EntityManager, fiscalYear: number, query: Query, language: Language): Promise<ExportTable> {
  const wanted = choiceOf(query);
  const { items } = await verdictsOfYear(em, {
    fiscalYear,
    verdicts: wanted ? [wanted.verdict] : Object.values(Verdict),
    grades: wanted?.grade ? [wanted.grade] : null,
    systemId: chosenId(query, 'system'),
    first: WHOLE,
    after: null,
  });
  return tableOf(em, say(language, `${fiscalYear}年度_機能の判定`, `FY${fiscalYear}_verdicts`), items, language);
}

/** The same for one round, in the order of the round; `verdict` narrows it. */
export async function roundVerdictList(em: EntityManager, round: SurveyRound, query: Query, language: Language): Promise<ExportTable> {
  const wanted = choiceOf(query);
  const all = await verdictsOfRound(em, round.id);
  const shown = all.filter(({ verdict, grade }) => !wanted || (verdict === wanted.verdict && (!wanted.grade || grade === wanted.grade)));
  return tableOf(em, `${round.title}${say(language, '_判定', '_verdicts')}`, shown, language);
}

function choiceOf(query: Query): (typeof CHOICES)[string] | null {
  const name = chosen(query, 'verdict', CHOICE_NAMES);
  return name ? CHOICES[name]! : null;
}

/** Per cent with one decimal; null stays unknown and is no share of nought. */
const percent = (ratio: number | null): number | null => (ratio === null ? null : Math.round(ratio * 1000) / 10);

async function tableOf(em: EntityManager, title: string, items: readonly FeatureVerdict[], language: Language): Promise<ExportTable> {
  const decisions = await openDecisionsOfFeatures(
    em,
    items.map(({ featureId }) => featureId),
  );
  const decided = decisions.flatMap(decision => decision?.id ?? []);
  const dayOf = new Map((await effectiveDays(em, decided)).map((day, place) => [decided[place]!, day]));
  const columns = COLUMNS.map(({ heading }) => heading[language]);
  const rows = items.map((item, place) => {
    const decision = decisions[place] ?? null;
    const found = decision && dayOf.get(decision.id)!;
    const day = found && (found.day ?? NO_DAY[found.state]?.[language] ?? null);
    return COLUMNS.map(({ cell }) => cell({ item, decision: decision && { ...decision, day }, language }));
  });
  return { title, columns, rows, frozenColumns: 3 };
}

interface Line {
  item: FeatureVerdict;
  decision: { kind: DecisionKind; state: DecisionState; day: string | null } | null;
  language: Language;
}

const unusedRatio = (levels: { fullyUsedCount: number; usedWithOtherMeansCount: number; notUsedCount: number } | null): number | null => {
  const answered = levels ? levels.fullyUsedCount + levels.usedWithOtherMeansCount + levels.notUsedCount : 0;
  return answered ? levels!.notUsedCount / answered : null;
};

/** What the logs can say, in words: no number may stand for what they do not tell. */
function logState({ windowFrom, logged, windowToldCount, windowMonths }: FeatureVerdict, language: Language): string {
  if (windowFrom === null) return say(language, 'ログなし', 'No logs');
  if (!logged) return say(language, 'この機能のログなし', 'No log of this feature');
  return windowToldCount < windowMonths ? say(language, '期間不足', 'Too few months') : say(language, '全期間', 'Whole window');
}

const COLUMNS: readonly { heading: Text; cell: (line: Line) => string | number | null }[] = [
  {
    heading: { ja: '情報システム名', en: 'System' },
    cell: ({ item, language }) => say(language, item.systemName, item.systemNameEn ?? item.systemName),
  },
  { heading: { ja: '機能コード', en: 'Code' }, cell: ({ item }) => item.code },
  { heading: { ja: '機能名', en: 'Feature' }, cell: ({ item, language }) => say(language, item.name, item.nameEn ?? item.name) },
  { heading: { ja: '大分類', en: 'Major group' }, cell: ({ item }) => item.majorGroup },
  { heading: { ja: '中分類', en: 'Middle group' }, cell: ({ item }) => item.middleGroup },
  { heading: { ja: '判定', en: 'Verdict' }, cell: ({ item, language }) => VERDICT_NAMES[item.verdict][language] },
  { heading: { ja: '根拠の強さ', en: 'Grade' }, cell: ({ item }) => item.grade },
  {
    heading: { ja: '保留の理由', en: 'Why undecided' },
    cell: ({ item, language }) => item.undecidedReason && REASONS[item.undecidedReason][language],
  },
  { heading: { ja: '対象府省数', en: 'Asked' }, cell: ({ item }) => item.askedCount },
  { heading: { ja: '提出府省数', en: 'Submitted' }, cell: ({ item }) => item.submittedCount },
  { heading: { ja: '業務を全て遂行', en: 'Fully used' }, cell: ({ item }) => item.fullyUsedCount },
  { heading: { ja: '他の手段も併用', en: 'Used alongside other means' }, cell: ({ item }) => item.usedWithOtherMeansCount },
  { heading: { ja: '全く利用していない', en: 'Not used' }, cell: ({ item }) => item.notUsedCount },
  { heading: { ja: '未利用の割合（回答に占める、%）', en: 'Not used (% of answers)' }, cell: ({ item }) => percent(unusedRatio(item)) },
  {
    heading: { ja: '前回の未利用の割合（%）', en: 'Not used in the round before (%)' },
    cell: ({ item }) => percent(unusedRatio(item.previous)),
  },
  { heading: { ja: 'ばらつき（%）', en: 'Variation (%)' }, cell: ({ item }) => percent(item.variationRatio) },
  { heading: { ja: 'ログの状態', en: 'Logs' }, cell: ({ item, language }) => logState(item, language) },
  { heading: { ja: 'ログの利用件数', en: 'Uses in the logs' }, cell: ({ item }) => item.logCount },
  { heading: { ja: '観測期間の開始月', en: 'Window from' }, cell: ({ item }) => item.windowFrom },
  { heading: { ja: '観測期間の終了月', en: 'Window to' }, cell: ({ item }) => item.windowTo },
  { heading: { ja: 'ログのある月数', en: 'Months with logs' }, cell: ({ item }) => item.windowToldCount },
  { heading: { ja: '観測期間の月数', en: 'Months of the window' }, cell: ({ item }) => item.windowMonths },
  { heading: { ja: '矛盾の件数', en: 'Contradictions' }, cell: ({ item }) => item.contradictionCount },
  {
    heading: { ja: '利用する最後の1府省', en: 'Last ministry using it' },
    cell: ({ item, language }) => item.lastUserName && say(language, item.lastUserName, item.lastUserNameEn ?? item.lastUserName),
  },
  { heading: { ja: '進行中の決定', en: 'Open decision' }, cell: ({ decision, language }) => decision && KINDS[decision.kind][language] },
  {
    heading: { ja: '決定の状態', en: 'State of the decision' },
    cell: ({ decision, language }) => decision && STATES[decision.state][language],
  },
  { heading: { ja: '実施日', en: 'Takes effect' }, cell: ({ decision }) => decision && decision.day },
  { heading: { ja: '回収率の下限（%）', en: 'Floor of submissions (%)' }, cell: ({ item }) => item.responseFloorPercent },
  { heading: { ja: '縮小とする未利用の割合（%）', en: 'Shrink from (% not used)' }, cell: ({ item }) => item.shrinkPercent },
];
