import type { EntityManager } from '@mikro-orm/postgresql';
import { Account } from '../account/entity.ts';
import { AnswerSheet, type UsageLevel } from '../answer/entity.ts';
import { LEVEL_LABELS } from '../answer/level.ts';
import type { Delegation } from '../delegation/entity.ts';
import { NotFoundError } from '../errors.ts';
import type { Language } from '../language.ts';
import type { SurveyRound } from '../survey-round/entity.ts';
import { changesOf, sheetWork, unconfirmedRows } from '../sheet-review/service.ts';
import { AnswerChangeKind } from '../sheet-review/type.ts';
import { type ExportTable, say } from './table.ts';

/**
 * All rows of a ministry’s sheet with what its coordinator looks at: who is asked, who answered, what differs from the last round.
 *
 * @throws NotFoundError when the ministry is not asked
 */
export async function sheetReviewTable(
  em: EntityManager,
  round: SurveyRound,
  organisationId: string,
  language: Language,
): Promise<ExportTable> {
  const sheet = await em.findOne(AnswerSheet, { round, tenantId: organisationId });
  if (!sheet) throw new NotFoundError('AnswerSheet', round.id);
  const work = await sheetWork({ em, loaders: new Map() }, sheet);
  const unconfirmed = unconfirmedRows(work);
  const changes = new Map(changesOf(work).map(change => [change.feature.id, change]));
  const people = new Map((await em.find(Account, {})).map(({ id, name }) => [id, name]));
  const delegateOf = ({ account, bureau }: Delegation): string => bureau ?? people.get(account?.id ?? '') ?? '';
  const levelOf = (level: UsageLevel | null | undefined): string | null => (level ? LEVEL_LABELS[level][language] : null);
  const unanswered = say(language, '未回答', 'Unanswered');
  const dateTime = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo', dateStyle: 'short', timeStyle: 'short' });

  const asked = work.features.map(feature => {
    const answer = work.answers.get(feature.id);
    const parts = work.delegations.filter(({ surveyFeatureIds }) => surveyFeatureIds.includes(feature.id));
    const earlier = work.last?.rows.get(feature.feature.id);
    const change = changes.get(feature.id);
    const state = answer?.level
      ? unconfirmed.has(feature.id)
        ? say(language, '要確認', 'To be looked at')
        : say(language, '回答済み', 'Answered')
      : unanswered;
    return [
      feature.code,
      feature.majorGroup,
      feature.middleGroup ?? null,
      language === 'en' ? (feature.nameEn ?? feature.name) : feature.name,
      parts.map(delegateOf).join('、'),
      parts.map(({ dueOn }) => dueOn ?? '').join('、'),
      state,
      levelOf(answer?.level),
      answer?.otherMeans ?? null,
      answer?.comment ?? null,
      answer?.logNote ?? null,
      answer?.answeredByName ?? null,
      answer?.answeredByDepartment ?? null,
      answer ? dateTime.format(answer.answeredAt) : null,
      earlier ? (levelOf(earlier.level) ?? unanswered) : null,
      change ? say(language, ...CHANGE_WORDS[change.kind]) : null,
      work.questions
        .filter(({ surveyFeature, closedAt }) => surveyFeature.id === feature.id && !closedAt)
        .map(({ question, reply }) => (reply ? `${question} → ${reply}` : question))
        .join('\n'),
    ];
  });
  const gone = [...changes.values()]
    .filter(({ kind }) => kind === AnswerChangeKind.GONE)
    .map(({ kind, feature: { code, majorGroup, middleGroup = null, name, nameEn }, before }) => [
      code,
      majorGroup,
      middleGroup,
      language === 'en' ? (nameEn ?? name) : name,
      ...Array.from({ length: 10 }, () => null),
      levelOf(before) ?? unanswered,
      say(language, ...CHANGE_WORDS[kind]),
      null,
    ]);
  return {
    title: `${round.title}${say(language, '_取りまとめ', '_review')}`,
    columns: COLUMNS.map(heading => say(language, ...heading)),
    rows: [...asked, ...gone],
    frozenColumns: 4,
  };
}

const CHANGE_WORDS: Record<AnswerChangeKind, readonly [ja: string, en: string]> = {
  [AnswerChangeKind.CHANGED]: ['変更', 'Changed'],
  [AnswerChangeKind.NEW]: ['新規', 'New'],
  [AnswerChangeKind.GONE]: ['今回は対象外', 'No longer asked'],
};

const COLUMNS: readonly (readonly [ja: string, en: string])[] = [
  ['機能コード', 'Feature code'],
  ['大分類', 'Major group'],
  ['中分類', 'Middle group'],
  ['機能名', 'Feature'],
  ['分担先', 'Delegated to'],
  ['分担の期限', 'Delegated until'],
  ['状態', 'State'],
  ['利用状況', 'Usage'],
  ['他の手段', 'Other means'],
  ['備考', 'Remark'],
  ['ログとの相違の理由', 'Why the log differs'],
  ['回答者', 'Answered by'],
  ['回答者の部署', 'Division'],
  ['回答日時', 'Answered at'],
  ['前回の利用状況', 'Usage last time'],
  ['前回との違い', 'Difference'],
  ['質問', 'Questions'],
];
