import { BelongingKind, type BelongingSource, readBelongings } from '../account/belongings.ts';

/** Sheets of the ministry that still wait for answers, for whoever gives or submits them. They are the ministry's, so nothing is passed. */
export const sheetSource: BelongingSource = {
  kind: BelongingKind.ANSWER_SHEET,
  held: (em, accountIds, organisationId) =>
    readBelongings(
      em,
      BelongingKind.ANSWER_SHEET,
      `select distinct membership.account_id as "accountId", round.id as "subjectId", round.title as label, round.due_on::text as "dueOn",
        false as binding
       from membership
       join answer_sheet sheet on sheet.tenant_id = membership.tenant_id and sheet.state <> 'SUBMITTED'
       join survey_round round on round.id = sheet.round_id and round.state = 'OPEN'
       where membership.account_id = any (?::uuid[]) and membership.tenant_id = ? and membership.role in ('RESPONDENT', 'COORDINATOR')
       order by 4, 3`,
      [`{${accountIds.join(',')}}`, organisationId],
    ),
};
