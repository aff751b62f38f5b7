import { ref } from '@mikro-orm/core';
import { BelongingKind, type BelongingSource, readBelongings } from '../account/belongings.ts';
import { Delegation } from './entity.ts';

/** Rounds with parts that stand and wait for answers, by the account in a column of theirs. */
const openParts = (column: 'account_id' | 'asked_by_id', binding: boolean): string =>
  `select delegation.${column} as "accountId", round.id as "subjectId", round.title as label,
    min(coalesce(delegation.due_on, round.due_on))::text as "dueOn", ${binding} as binding
   from delegation
   join answer_sheet sheet on sheet.id = delegation.sheet_id and sheet.state <> 'SUBMITTED'
   join survey_round round on round.id = sheet.round_id and round.state = 'OPEN'
   where delegation.done_at is null and delegation.taken_back_at is null
    and delegation.${column} = any (?::uuid[]) and delegation.tenant_id = ?
   group by 1, 2, 3 order by 4, 3`;

/** Rounds in which a person is asked by name for a part, and so nobody else is. */
export const delegationSource: BelongingSource = {
  kind: BelongingKind.DELEGATION,
  held: (em, accountIds, organisationId) =>
    readBelongings(em, BelongingKind.DELEGATION, openParts('account_id', true), [`{${accountIds.join(',')}}`, organisationId]),
  async pass(em, subjectId, from, to) {
    const parts = await em.find(Delegation, { sheet: { round: subjectId }, account: from, doneAt: null, takenBackAt: null });
    for (const part of parts) part.account = ref(to);
  },
};

/** Rounds in which a person has asked others for parts and looks after them. The others of the ministry see them too. */
export const givenDelegationSource: BelongingSource = {
  kind: BelongingKind.DELEGATION_GIVEN,
  held: (em, accountIds, organisationId) =>
    readBelongings(em, BelongingKind.DELEGATION_GIVEN, openParts('asked_by_id', false), [`{${accountIds.join(',')}}`, organisationId]),
  async pass(em, subjectId, from, to) {
    const parts = await em.find(Delegation, { sheet: { round: subjectId }, askedById: from.id, doneAt: null, takenBackAt: null });
    for (const part of parts) em.assign(part, { askedById: to.id, askedByName: to.name });
  },
};
