import { ref } from '@mikro-orm/core';
import { BelongingKind, type BelongingSource, readBelongings } from '../account/belongings.ts';
import { CarryOverItem } from './entity.ts';

/** What somebody keeps in mind for a time that has not come, without a date first: those are the ones that get lost. */
export const carryOverSource: BelongingSource = {
  kind: BelongingKind.CARRY_OVER,
  held: (em, accountIds, organisationId) =>
    readBelongings(
      em,
      BelongingKind.CARRY_OVER,
      `select item.owner_id as "accountId", item.id as "subjectId", coalesce(system.name || ': ', '') || item.text as label,
        item.due_on::text as "dueOn"
       from carry_over_item item left join information_system system on system.id = item.system_id
       where item.owner_id = any (?::uuid[]) and item.tenant_id = ? and item.closed_at is null
       order by item.due_on nulls first, item.recorded_at, item.id`,
      [`{${accountIds.join(',')}}`, organisationId],
    ),
  async pass(em, subjectId, from, to) {
    const item = await em.findOne(CarryOverItem, { id: subjectId, owner: from });
    if (item) em.assign(item, { owner: ref(to) });
  },
};
