import { ACT_FOR, type TestPortal } from './open-portal.ts';

/** A log as it stands in the portal: uses and people by key, ministry and month. */
export interface Use {
  key: string;
  organisationId: string;
  /** YYYY-MM. */
  month: string;
  count: number;
  users?: number | null;
}

/** Lays down the log of a system past the import, of rows told twice the last one; keys that equal a feature code stand for that feature. */
export async function logUses(portal: TestPortal, systemId: string, uses: readonly Use[], months?: readonly string[]): Promise<void> {
  const { rows } = await portal.superuser.query<{ tenant_id: string }>('select tenant_id from information_system where id = $1', [
    systemId,
  ]);
  const tenantId = rows[0]!.tenant_id;
  await portal.superuser.query(ACT_FOR, [tenantId]);
  await portal.superuser.query(
    `insert into usage_log_key (tenant_id, system_id, key, feature_id)
     select $1, $2, key, (select id from feature where system_id = $2 and code = key) from unnest($3::text[]) as key
     on conflict (system_id, key) do nothing`,
    [tenantId, systemId, [...new Set(uses.map(({ key }) => key))]],
  );
  for (let month = 1; month <= 12; month++) {
    // April is the first of the twelve.
    const place = ((month + 8) % 12) + 1;
    const told = uses.filter(use => Number(use.month.slice(5)) === month);
    const part = [...new Map(told.map(use => [`${use.key} ${use.organisationId} ${use.month}`, use])).values()];
    await portal.superuser.query(
      `insert into usage_log (tenant_id, key_id, organisation_id, fiscal_year, counts, users)
       select $1, k.id, u.organisation, u.year, (array_fill(null::bigint, array[$8::int - 1]) || u.count || array_fill(null::bigint, array[12 - $8::int])),
         (array_fill(null::int, array[$8::int - 1]) || u.people || array_fill(null::int, array[12 - $8::int]))
       from unnest($3::text[], $4::uuid[], $5::int[], $6::bigint[], $7::int[]) as u (key, organisation, year, count, people)
       join usage_log_key k on k.system_id = $2 and k.key = u.key
       on conflict (key_id, organisation_id, fiscal_year) do update set
         counts = usage_log.counts[1:$8::int - 1] || excluded.counts[$8::int] || usage_log.counts[$8::int + 1:12],
         users = usage_log.users[1:$8::int - 1] || excluded.users[$8::int] || usage_log.users[$8::int + 1:12]`,
      [
        tenantId,
        systemId,
        part.map(({ key }) => key),
        part.map(({ organisationId }) => organisationId),
        part.map(use => Number(use.month.slice(0, 4)) - (month < 4 ? 1 : 0)),
        part.map(({ count }) => count),
        part.map(({ users }) => users ?? null),
        place,
      ],
    );
  }
  const told = months ?? [...new Set(uses.map(({ month }) => month))].toSorted();
  await portal.superuser.query(
    `insert into usage_log_import (tenant_id, system_id, imported_by_name, row_count, new_count, changed_count, unchanged_count, refused_count, unmapped_count, months)
     values ($1, $2, 'test', $3, $3, 0, 0, 0, 0, $4)`,
    [tenantId, systemId, uses.length, told],
  );
  await portal.superuser.query(
    'insert into usage_log_month (tenant_id, system_id, month) select $1, $2, unnest($3::text[]) on conflict do nothing',
    [tenantId, systemId, told],
  );
}
