import type { EntityManager } from '@mikro-orm/postgresql';
import { AnswerSheetState, type AnswerSheet } from '../answer/entity.ts';
import { sheetsOfRounds, submissionsOfSheets } from '../answer/loader.ts';
import { QuestionSide } from '../answer/row-question-entity.ts';
import type { Language, Text } from '../language.ts';
import { organisationsByIds } from '../organisation/loader.ts';
import { questionsOfSheets } from '../row-question/loader.ts';
import type { SurveyRound } from '../survey-round/entity.ts';
import { surveyFeatureCountsOfRounds } from '../survey-round/loader.ts';
import { chosen, type Query } from './address.ts';
import { type ExportTable, say } from './table.ts';

const STATES: Record<AnswerSheetState, Text> = {
  NOT_OPENED: { ja: '未着手', en: 'Not opened' },
  IN_PROGRESS: { ja: '回答中', en: 'In progress' },
  HANDED_IN: { ja: '確認待ち', en: 'Awaiting approval' },
  SUBMITTED: { ja: '提出済み', en: 'Submitted' },
  RETURNED: { ja: '差戻し', en: 'Returned' },
};
const ORDER = Object.keys(STATES);

/** The last thing that happened to a sheet, as far as the runner is told. */
function latestOf({ openedAt, handedInAt, submittedAt }: AnswerSheet): { act: Text; at: Date } | undefined {
  if (submittedAt) return { act: { ja: '提出', en: 'Submitted' }, at: submittedAt };
  if (handedInAt) return { act: { ja: '確認依頼', en: 'Handed in' }, at: handedInAt };
  return openedAt ? { act: { ja: '着手', en: 'Opened' }, at: openedAt } : undefined;
}

/**
 * How far each asked ministry is, as the page of the round shows it: `show` names a state, `sort` a column with a dash before it
 * from the top down. An asked ministry sees itself alone.
 *
 * @param coordinatedOf whether each organisation has a coordinator, in their order
 */
export async function roundProgressTable(
  em: EntityManager,
  coordinatedOf: (organisationIds: readonly string[]) => Promise<boolean[]>,
  round: SurveyRound,
  query: Query,
  language: Language,
): Promise<ExportTable> {
  const show = chosen(query, 'show', AnswerSheetState);
  const sheets = (await sheetsOfRounds(em, [round.id]))[0]!.filter(({ state }) => !show || state === show);
  const ids = sheets.map(({ id }) => id);
  const tenantIds = sheets.map(({ tenantId }) => tenantId);
  const organisations = await organisationsByIds(em, tenantIds);
  const submissions = await submissionsOfSheets(em, ids);
  const questions = await questionsOfSheets(em, ids);
  const [featureCount = 0] = await surveyFeatureCountsOfRounds(em, [round.id]);
  const coordinated = await coordinatedOf(tenantIds);
  const dateTime = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo', dateStyle: 'short', timeStyle: 'short' });
  const yes = say(language, 'はい', 'Yes');
  const rows = sheets.map((sheet, index) => {
    const { name, nameEn, protocolOrder } = organisations[index]!;
    const asked = questions[index]!.filter(({ side }) => side === QuestionSide.RUNNER);
    const returned = asked.filter(question => question.returned && !question.cameBackAt);
    const latest = latestOf(sheet);
    const state = STATES[sheet.state as AnswerSheetState];
    return {
      keys: { organisation: protocolOrder, state: ORDER.indexOf(sheet.state), answered: sheet.answeredCount, latest: latest?.at.getTime() },
      cells: [
        say(language, name, nameEn),
        say(language, state.ja, state.en),
        submissions[index]![0]?.onBehalf ? yes : null,
        sheet.answeredCount,
        featureCount,
        latest ? say(language, latest.act.ja, latest.act.en) : null,
        latest ? dateTime.format(latest.at) : null,
        sheet.returnedReason ?? null,
        new Set(returned.map(({ surveyFeature }) => surveyFeature.id)).size,
        asked.filter(({ reply, closedAt }) => !reply && !closedAt).length,
        asked.filter(({ reply, closedAt }) => reply && !closedAt).length,
        coordinated[index] ? null : say(language, '取りまとめ担当者なし', 'No coordinator'),
      ],
    };
  });
  const [, dash, key] = /^(-?)(organisation|state|answered|latest)$/.exec(query['sort'] ?? '') ?? [];
  const valueOf = ({ keys }: (typeof rows)[number]): number | null | undefined => (key ? keys[key as keyof typeof keys] : 0);
  const ordered = rows.toSorted((left, right) => {
    const [one, other] = [valueOf(left), valueOf(right)];
    if (one == null || other == null) return Number(one == null) - Number(other == null);
    return (one - other) * (dash ? -1 : 1);
  });
  return {
    title: `${round.title}${say(language, '_進捗', '_progress')}`,
    columns: COLUMNS.map(heading => say(language, ...heading)),
    rows: ordered.map(({ cells }) => cells),
    frozenColumns: 1,
  };
}

const COLUMNS: readonly (readonly [ja: string, en: string])[] = [
  ['機関', 'Organisation'],
  ['状態', 'State'],
  ['代理登録', 'Registered on behalf'],
  ['回答済みの機能', 'Answered features'],
  ['対象の機能', 'Asked features'],
  ['最後の動き', 'Latest act'],
  ['日時', 'At'],
  ['差戻しの理由', 'Why it was returned'],
  ['差戻し中の行', 'Returned rows'],
  ['回答待ちの質問', 'Questions without a reply'],
  ['回答があった質問', 'Questions with a reply'],
  ['取りまとめ担当者', 'Coordinator'],
];
