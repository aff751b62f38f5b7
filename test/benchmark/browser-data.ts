import type pg from 'pg';
import { directory, id, idOf, people } from './generate-data.ts';
import { type BrowserScale, FISCAL_YEAR } from './scale.ts';

/** What the browser is to open: rounds with their token of the person who runs them. */
export interface BrowserDataset {
  token: string;
  /** Round for the table, and the government-wide one for the overview. */
  tableRoundId: string;
  overviewRoundId: string;
}

/**
 * Fills a migrated, empty database with two closed surveys, whose submissions are packed as the portal packs them. The answers
 * behind them are left out: no page reads them before a cell is opened.
 */
export async function generateBrowserData(superuser: pg.Client, { table, overview }: BrowserScale): Promise<BrowserDataset> {
  const token = 'benchmark-runner';
  const ministries = Math.max(table.ministries, overview.ministries);
  await superuser.query('begin');
  await superuser.query('set local session_replication_role = replica');
  // Who prepares a round leads it; here nobody does, and nobody is put down below.
  await superuser.query("select set_config('app.account', gen_random_uuid()::text, true)");
  const statements = [
    ...directory({ ministries }),
    ...people({ runnerToken: token, granteeToken: 'benchmark-grantee' }),
    ...survey('table', table),
    ...survey('overview', overview),
  ];
  for (const statement of statements) await superuser.query(statement);
  await superuser.query('update survey_round set responsible_id = null');
  const { rows } = await superuser.query<{ table: string; overview: string }>(
    `select ${idOf('round', 'table')} as table, ${idOf('round', 'overview')} as overview`,
  );
  await superuser.query('commit');
  await superuser.query('vacuum analyze');
  return { token, tableRoundId: rows[0]!.table, overviewRoundId: rows[0]!.overview };
}

/** A system with its features and an open round; one ministry in ten has not submitted, and one cell in thirty is open. */
function survey(key: string, { features, ministries }: BrowserScale['table']): string[] {
  const [system, round] = [idOf('system', key), idOf('round', key)];
  const sheet = id('sheet', `'${key}/' || target`);
  const targets = `(select id as target, protocol_order from organisation order by protocol_order limit ${ministries}) t`;
  return [
    `insert into information_system (id, tenant_id, code, name, system_class, profile, lifecycle_state, user_ids, asked_ids)
     select ${system}, ${idOf('organisation', 1)}, '${key}', '試験用情報システム（${key}）', 'DIGITAL_AGENCY', 'III', 'IN_OPERATION',
       array[]::uuid[], array(select target from ${targets})`,
    `insert into feature (id, tenant_id, system_id, code, name, name_en, major_group, middle_group, position)
     select ${id('feature', `'${key}/' || n`)}, ${idOf('organisation', 1)}, ${system}, 'F' || lpad(n::text, 4, '0'), '機能第' || n || '号の登録と照会',
       'Feature ' || n, '大分類' || n / 40, '中分類' || n / 10, n from generate_series(0, ${features - 1}) n`,
    `insert into survey_round (id, tenant_id, system_id, title, fiscal_year, state, opens_on, due_on, target_ids, opened_at)
     select ${round}, ${idOf('organisation', 1)}, ${system}, '機能利用状況調査（${key}）', ${FISCAL_YEAR}, 'OPEN', current_date, current_date + 30,
       array(select target from ${targets}), now()`,
    `insert into survey_feature (id, tenant_id, round_id, feature_id, position, code, name, name_en, major_group, middle_group)
     select ${id('survey feature', 'id')}, tenant_id, ${round}, id, position, code, name, name_en, major_group, middle_group
     from feature where system_id = ${system}`,
    `insert into answer_sheet (id, tenant_id, round_id, runner_id, state, opened_at, submitted_at)
     select ${sheet}, target, ${round}, ${idOf('organisation', 1)},
       case when protocol_order % 10 = 3 then 'NOT_OPENED' else 'SUBMITTED' end, now(), now() from ${targets}`,
    `insert into submission (id, tenant_id, sheet_id, round_id, runner_id, number, levels, fully_used_count, used_with_other_means_count,
       not_used_count, feature_count, submitted_by_name)
     select ${id('submission', 's.id')}, s.tenant_id, s.id, s.round_id, s.runner_id, 1, packed.levels,
       length(packed.levels) - length(replace(packed.levels, '0', '')), length(packed.levels) - length(replace(packed.levels, '1', '')),
       length(packed.levels) - length(replace(packed.levels, '2', '')), ${features}, '試験　花子'
     from answer_sheet s join organisation o on o.id = s.tenant_id
     cross join lateral (
       select string_agg(substr('000000000011111122222222222.', 1 + abs(hashint8(o.protocol_order * 1000 + n) % 28), 1), '' order by n) as levels
       from generate_series(0, ${features - 1}) n) packed
     where s.round_id = ${round} and s.state = 'SUBMITTED'`,
    `update answer_sheet s set answered_count = fully_used_count + used_with_other_means_count + not_used_count
     from submission where sheet_id = s.id and s.round_id = ${round}`,
  ];
}
