import { ref } from '@mikro-orm/core';
import { BelongingKind, type BelongingSource, readBelongings } from '../account/belongings.ts';
import { SurveyRound } from './entity.ts';

/** Rounds in a person's charge that are not finished. */
export const roundSource: BelongingSource = {
  kind: BelongingKind.SURVEY_ROUND,
  held: (em, accountIds, organisationId) =>
    readBelongings(
      em,
      BelongingKind.SURVEY_ROUND,
      `select responsible_id as "accountId", id as "subjectId", title as label, due_on::text as "dueOn"
       from survey_round where responsible_id = any (?::uuid[]) and tenant_id = ? and state <> 'PUBLISHED' order by due_on, id`,
      [`{${accountIds.join(',')}}`, organisationId],
    ),
  async pass(em, subjectId, from, to) {
    const round = await em.findOne(SurveyRound, { id: subjectId, responsible: from });
    if (round) round.responsible = ref(to);
  },
};
