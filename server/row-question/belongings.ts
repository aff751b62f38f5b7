import { QuestionSide, RowQuestion } from '../answer/row-question-entity.ts';
import { BelongingKind, type BelongingSource, readBelongings } from '../account/belongings.ts';

/** Rounds in which questions wait for a reply of the ministry, for whoever gives one. They are the ministry's, so nothing is passed. */
export const questionSource: BelongingSource = {
  kind: BelongingKind.ROW_QUESTION,
  held: (em, accountIds, organisationId) =>
    readBelongings(
      em,
      BelongingKind.ROW_QUESTION,
      `select distinct membership.account_id as "accountId", round.id as "subjectId", round.title as label, round.due_on::text as "dueOn",
        false as binding
       from membership
       join row_question question on question.tenant_id = membership.tenant_id and question.reply is null and question.closed_at is null
        and (membership.role = 'RESPONDENT' or membership.role = 'COORDINATOR' and question.side = 'RUNNER')
       join answer_sheet sheet on sheet.id = question.sheet_id
       join survey_round round on round.id = sheet.round_id
       where membership.account_id = any (?::uuid[]) and membership.tenant_id = ? order by 4, 3`,
      [`{${accountIds.join(',')}}`, organisationId],
    ),
};

/** Rounds in which a person looks after questions that nobody has taken note of yet. Others on the same side may do so too. */
export const askedQuestionSource: BelongingSource = {
  kind: BelongingKind.ROW_QUESTION_ASKED,
  held: (em, accountIds, organisationId) =>
    readBelongings(
      em,
      BelongingKind.ROW_QUESTION_ASKED,
      `select distinct question.asked_by_id as "accountId", round.id as "subjectId", round.title as label, round.due_on::text as "dueOn",
        false as binding
       from row_question question
       join answer_sheet sheet on sheet.id = question.sheet_id
       join survey_round round on round.id = sheet.round_id
       where question.closed_at is null and question.asked_by_id = any (?::uuid[])
        and case question.side when '${QuestionSide.RUNNER}' then question.runner_id else question.tenant_id end = ? order by 4, 3`,
      [`{${accountIds.join(',')}}`, organisationId],
    ),
  async pass(em, subjectId, from, to) {
    for (const question of await em.find(RowQuestion, { sheet: { round: subjectId }, askedById: from.id, closedAt: null }))
      question.askedById = to.id;
  },
};
