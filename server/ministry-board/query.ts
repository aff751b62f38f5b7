import type { EntityManager } from '@mikro-orm/postgresql';
import { DEFAULT_MONTHS } from '../attestation/entity.ts';
import type { ClassSought, ProfileSought } from '../information-system/input.ts';
import { RECORD_COLUMNS, RECORD_JOINS, recordOf, type RecordRow } from '../information-system/query.ts';
import type { BoardSystem, DueKind, MinistrySummary } from './type.ts';

type BoardRow = RecordRow &
  Omit<BoardSystem, 'record' | 'survey' | 'next'> & {
    roundId: string | null;
    roundState: NonNullable<BoardSystem['survey']>['state'];
    dueOn: string;
    submittedCount: number | null;
    targetCount: number;
    nextKind: DueKind | null;
    nextOn: string;
  };

/** Every system as a board shows it; a retired one has nothing due any more, and an expired confirmation says so by itself. */
const BOARD = `
  select system.id, system.tenant_id, system.code, system.name, system.name_en as "nameEn", system.system_class as "systemClass",
    system.profile, system.lifecycle_state as "lifecycleState", ${RECORD_COLUMNS},
    case when system.owner_id is null then 'NONE' when system.ownerless_since is not null then 'LEFT' else 'IN_PLACE' end as "ownerState",
    owner.name as "ownerName", round.id as "roundId", round.state as "roundState", round.due_on::text as "dueOn",
    cardinality(round.target_ids) as "targetCount",
    case when system.tenant_id = (select current_tenant_id()) then
      (select count(*)::int from answer_sheet where round_id = round.id and state = 'SUBMITTED') end as "submittedCount",
    next.kind as "nextKind", next.day::text as "nextOn"
  from information_system system ${RECORD_JOINS}
  left join account owner on owner.id = system.owner_id
  left join lateral (
    select * from survey_round where system_id = system.id and tenant_id = system.tenant_id
    order by fiscal_year desc, created_at desc limit 1) round on true
  left join lateral (
    select kind, day from (values
      ('SURVEY', case when round.state = 'OPEN' then round.due_on end), ('CONFIRMATION', case when confirmation.state = 'CONFIRMED' then confirmation.holds_until end),
      ('REPLACEMENT', system.replacement_on), ('RETIREMENT', system.retires_on)) as due (kind, day)
    where day is not null and system.lifecycle_state <> 'RETIRED' order by day limit 1) next on true`;

/** The systems of one ministry: never confirmed before expired before confirmed, then the least complete. One statement, however many. */
export async function boardOf(em: EntityManager, organisationId: string): Promise<BoardSystem[]> {
  const rows = await em.execute<BoardRow[]>(
    `${BOARD} where system.tenant_id = ?
     order by array_position(array['NEVER', 'DUE', 'CONFIRMED'], confirmation.state),
       (completeness.required_count - cardinality(completeness.missing))::float / completeness.required_count, system.code, system.id`,
    [organisationId],
  );
  return rows.map(row => {
    const { roundId, roundState, dueOn, submittedCount, targetCount, nextKind, nextOn, ...system } = row;
    return {
      ...system,
      record: recordOf(row),
      survey: roundId === null ? null : { roundId, state: roundState, dueOn, submittedCount, targetCount },
      next: nextKind && { kind: nextKind, on: nextOn },
    };
  });
}

/** Months for which confirmations hold in a ministry. */
export async function confirmationMonthsOf(em: EntityManager, organisationId: string): Promise<number> {
  const [rule] = await em.execute<{ months: number }[]>('select months from attestation_rule where tenant_id = ?', [organisationId]);
  return rule?.months ?? DEFAULT_MONTHS;
}

type SummaryRow = Omit<MinistrySummary, 'organisation' | 'next'> & { organisationId: string; nextKind: DueKind | null; nextOn: string };

/** Each of the ministries in numbers over its systems, of one class or profile, or of none, where one is named. One statement. */
export async function summariesOf(
  em: EntityManager,
  organisationIds: readonly string[],
  systemClass: ClassSought | null,
  profile: ProfileSought | null,
): Promise<SummaryRow[]> {
  return em.execute<SummaryRow[]>(
    `select organisation.id as "organisationId", count(board.id)::int as "systemCount",
      (1 - sum(cardinality(missing))::float / sum("requiredCount"))::float8 as "completenessRatio",
      count(*) filter (where cardinality(missing) > 0)::int as "incompleteCount",
      count(*) filter (where "confirmationState" = 'NEVER')::int as "neverConfirmedCount",
      count(*) filter (where "confirmationState" = 'DUE')::int as "confirmationDueCount",
      count(*) filter (where "confirmationState" = 'CONFIRMED')::int as "confirmedCount",
      count(*) filter (where "ownerState" = 'NONE' and "lifecycleState" <> 'RETIRED')::int as "noOwnerCount",
      count(*) filter (where "ownerState" = 'LEFT')::int as "ownerLeftCount",
      count(*) filter (where board.id is not null and "systemClass" is null)::int as "unknownClassCount",
      count(*) filter (where board.id is not null and profile is null)::int as "unknownProfileCount",
      count(*) filter (where "roundState" = 'OPEN')::int as "openSurveyCount",
      (array_agg("nextKind" order by "nextOn") filter (where "nextOn" is not null))[1] as "nextKind", min("nextOn") as "nextOn"
    from organisation
    left join (${BOARD} where system.tenant_id = any (?::uuid[])
      and (?::text is null or coalesce(system.system_class, 'UNKNOWN') = ?)
      and (?::text is null or coalesce(system.profile, 'UNKNOWN') = ?)) board on board.tenant_id = organisation.id
    where organisation.id = any (?::uuid[])
    group by organisation.id order by organisation.protocol_order, organisation.created_at, organisation.id`,
    [`{${organisationIds.join(',')}}`, systemClass, systemClass, profile, profile, `{${organisationIds.join(',')}}`],
  );
}
