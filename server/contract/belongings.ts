import { BelongingKind, type BelongingSource, readBelongings } from '../account/belongings.ts';
import { SQL_TODAY } from '../scalars.ts';
import { ContractDateKind, dayOf, IN_FORCE } from './dates.ts';

/**
 * Dates of the contracts in force for the systems that a person answers for. They follow the system, so that nothing is left without
 * anybody: the successor learns of them, since case 9-12 shows what becomes of a date in one head.
 */
const dateSource = (kind: BelongingKind, date: ContractDateKind, condition: string): BelongingSource => ({
  kind,
  held: (em, accountIds, organisationId) =>
    readBelongings(
      em,
      kind,
      `select owner.id as "accountId", c.id as "subjectId", c.number || ' ' || c.title as label, (${dayOf(date)})::text as "dueOn",
        false as binding
       from contract c cross join lateral (select distinct system.owner_id as id from contract_system link
         join information_system system on system.id = link.system_id
         where link.contract_id = c.id and system.owner_id = any (?::uuid[])) owner
       where c.tenant_id = ? and ${IN_FORCE} and (${condition})
       order by 4 nulls first, c.number collate "C", c.id`,
      [`{${accountIds.join(',')}}`, organisationId],
    ),
});

/** An end that nobody knows is listed first and without a day. */
export const contractDateSources: readonly BelongingSource[] = [
  dateSource(BelongingKind.CONTRACT_NOTICE, ContractDateKind.CONTRACT_NOTICE, `${dayOf(ContractDateKind.CONTRACT_NOTICE)} >= ${SQL_TODAY}`),
  dateSource(BelongingKind.CONTRACT_END, ContractDateKind.CONTRACT_END, `c.end_kind <> 'NONE'`),
  dateSource(BelongingKind.LICENCE_END, ContractDateKind.LICENCE_END, 'c.licence_ends_on is not null'),
];
