import { createHash } from 'node:crypto';
import type pg from 'pg';
import { FISCAL_YEAR, LOGGED_YEAR, type Scale } from './scale.ts';

/** Keys of what the queries ask for, and tokens of the people who ask. */
export interface Dataset {
  openRoundId: string;
  closedRoundId: string;
  /** Portfolio manager of the operator, which runs all rounds. */
  runnerToken: string;
  /** Portfolio manager of another ministry, whom every ministry granted cross-ministry reading. */
  granteeToken: string;
}

/** The key of the nth row of a table: the same in every run, spread like random ones. */
export const idOf = (table: string, n: string | number): string => `md5('${table} ${n}')::uuid`;
export const id = (table: string, n: string): string => `md5('${table} ' || ${n})::uuid`;

/**
 * Fills a migrated, empty database with invented ministries, systems, features, rounds and answers.
 *
 * Written as superuser in one transaction, past the audit triggers: their records would double the rows and are read by
 * none of the queries. Packed levels and counts are derived from the answers, so both agree.
 */
export async function generateData(superuser: pg.Client, scale: Scale): Promise<Dataset> {
  const dataset = { runnerToken: 'benchmark-runner', granteeToken: 'benchmark-grantee' };
  await superuser.query('begin');
  await superuser.query('set local session_replication_role = replica');
  // Who prepares a round leads it; here nobody does, and nobody is put down below.
  await superuser.query("select set_config('app.account', gen_random_uuid()::text, true)");
  for (const statement of [...directory(scale), ...people(dataset), ...systems(scale), ...rounds(scale), ...ANSWERS, ...logs(scale)])
    await superuser.query(statement);
  await superuser.query('update survey_round set responsible_id = null');
  const { rows } = await superuser.query<{ open: string; closed: string }>(
    `select ${idOf('round', 'open')} as open, ${idOf('round', 'closed')} as closed`,
  );
  await superuser.query('commit');
  await superuser.query('vacuum analyze');
  return { ...dataset, openRoundId: rows[0]!.open, closedRoundId: rows[0]!.closed };
}

export const directory = ({ ministries }: Pick<Scale, 'ministries'>): string[] => [
  `insert into organisation (id, corporate_number, name, name_en, short_name, kana, protocol_order)
   select ${id('organisation', 'n')}, lpad(n::text, 13, '0'), '試験用第' || n || '省', 'Benchmark Ministry ' || n, '第' || n || '省', 'しけんよう', n
   from generate_series(1, ${ministries}) n`,
  `insert into portal_operator values (${idOf('organisation', 1)})`,
  `insert into reading_grant (tenant_id, grantee_id, role)
   select id, ${idOf('organisation', 2)}, 'PORTFOLIO_MANAGER' from organisation where id <> ${idOf('organisation', 2)}`,
];

export function people({ runnerToken, granteeToken }: Pick<Dataset, 'runnerToken' | 'granteeToken'>): string[] {
  return [runnerToken, granteeToken].flatMap((token, index) => {
    const account = idOf('account', index + 1);
    const organisation = idOf('organisation', index + 1);
    return [
      `insert into account (id, tenant_id, login, name) values (${account}, ${organisation}, '${token}', '試験　${index + 1}子')`,
      `insert into membership (tenant_id, account_id, role) values (${organisation}, ${account}, 'PORTFOLIO_MANAGER')`,
      `insert into session (token_hash, account_id, organisation_id, expires_at)
       values ('${createHash('sha256').update(token).digest('hex')}', ${account}, ${organisation}, now() + interval '12 hours')`,
    ];
  });
}

/** Systems of the operator, each used by a third of the ministries; the last one, with the long list, is the survey's. */
const systems = ({ systems: count, featuresPerSystem, survey }: Scale): string[] => [
  `insert into information_system (id, tenant_id, code, name, name_en, description, system_class, profile, lifecycle_state, user_ids, asked_ids)
   select ${id('system', 'n')}, ${idOf('organisation', 1)}, 'S' || lpad(n::text, 5, '0'), '試験用情報システム' || n, 'Benchmark System ' || n,
     '性能を測るために作られた架空のシステムです。', 'DIGITAL_AGENCY', 'II', 'IN_OPERATION',
     array(select id from organisation where (protocol_order + n) % 3 = 0), array(select id from organisation)
   from generate_series(1, ${count + 1}) n`,
  `insert into feature (id, tenant_id, system_id, code, name, name_en, major_group, middle_group, position)
   select ${id('feature', `s || '/' || f`)}, ${idOf('organisation', 1)}, ${id('system', 's')}, 'F' || lpad(f::text, 4, '0'), '機能第' || f || '号の登録と照会',
     'Feature ' || f, '大分類' || f / 20, '中分類' || f / 5, f - 1
   from generate_series(1, ${count + 1}) s
   cross join lateral generate_series(1, case when s > ${count} then ${survey.features} else ${featuresPerSystem} end) f`,
];

/** One open round per system; for the survey's system one open and one that is to be closed, both asked of fewer ministries. */
function rounds({ systems: count, survey }: Scale): string[] {
  const round = (key: string, system: string, fiscalYear: number, targets: string, from: string): string =>
    `insert into survey_round (id, tenant_id, system_id, title, fiscal_year, state, opens_on, due_on, target_ids, opened_at)
     select ${key}, ${idOf('organisation', 1)}, ${system}, '機能利用状況調査', ${fiscalYear}, 'OPEN', current_date, current_date + 30, ${targets}, now() ${from}`;
  const all = 'array(select id from organisation)';
  const some = `array(select id from organisation order by protocol_order limit ${survey.ministries})`;
  const large = idOf('system', count + 1);
  return [
    round(id('round', 'n'), id('system', 'n'), FISCAL_YEAR, all, `from generate_series(1, ${count}) n`),
    round(idOf('round', 'open'), large, FISCAL_YEAR, some, ''),
    round(idOf('round', 'closed'), large, FISCAL_YEAR - 1, some, ''),
    `insert into survey_feature (id, tenant_id, round_id, feature_id, position, code, name, name_en, major_group, middle_group)
     select ${id('survey feature', `r.id || '/' || f.position`)}, r.tenant_id, r.id, f.id, f.position, f.code, f.name, f.name_en, f.major_group, f.middle_group
     from survey_round r join feature f on f.system_id = r.system_id`,
    `insert into answer_sheet (id, tenant_id, round_id, runner_id, state, opened_at, submitted_at)
     select ${id('sheet', `r.id || '/' || target`)}, target, r.id, r.tenant_id, 'SUBMITTED', now(), now()
     from survey_round r cross join lateral unnest(r.target_ids) target`,
  ];
}

/** A year of logs: every ministry's use of every feature of the systems that have a round of their own. */
const logs = ({ systems: count }: Scale): string[] => [
  `insert into usage_log_key (id, tenant_id, system_id, key, feature_id)
   select ${id('key', 'f.id')}, f.tenant_id, f.system_id, f.code, f.id
   from feature f where f.system_id <> ${idOf('system', count + 1)}`,
  `insert into usage_log (tenant_id, key_id, organisation_id, fiscal_year, counts, users)
   select k.tenant_id, k.id, o.id, ${LOGGED_YEAR}, array_fill(n, array[12]), array_fill((n + 1) / 2, array[12])
   from usage_log_key k cross join organisation o
   cross join lateral (select greatest(0, mod(abs(hashtext(k.id::text || o.id::text)::bigint), 90)::int - 30) as n) used`,
  `insert into usage_log_import (tenant_id, system_id, imported_by_name, row_count, new_count, changed_count, unchanged_count, refused_count, unmapped_count, months)
   select tenant_id, id, '試験', 0, 0, 0, 0, 0, 0,
     array(select to_char(month, 'YYYY-MM') from generate_series('${LOGGED_YEAR}-04-01'::date, '${LOGGED_YEAR + 1}-03-01', interval '1 month') month)
   from information_system where id <> ${idOf('system', count + 1)}`,
  `insert into usage_log_month (tenant_id, system_id, month)
   select tenant_id, system_id, unnest(months) from usage_log_import`,
];

const PLACE = `mod(abs(hashtext(s.id::text || f.id::text)::bigint), 3)::int`;

const ANSWERS = [
  // In the survey's rounds the third ministry has not answered, and the others left some rows open.
  `update answer_sheet set state = 'NOT_OPENED', opened_at = null, submitted_at = null
   where round_id in (${idOf('round', 'open')}, ${idOf('round', 'closed')}) and tenant_id = ${idOf('organisation', 3)}`,
  `insert into submitted_answer (tenant_id, submission_id, survey_feature_id, runner_id, level, answered_by_name, answered_at)
   select s.tenant_id, ${id('submission', 's.id')}, f.id, s.runner_id,
     (array['FULLY_USED', 'USED_WITH_OTHER_MEANS', 'NOT_USED'])[1 + ${PLACE}], '試験　花子', now()
   from answer_sheet s join survey_feature f on f.round_id = s.round_id
   where s.state = 'SUBMITTED'
     and not (s.round_id in (${idOf('round', 'open')}, ${idOf('round', 'closed')}) and mod(hashtext(f.id::text || s.tenant_id::text), 40) = 0)`,
  `insert into submission (id, tenant_id, sheet_id, round_id, runner_id, number, levels, fully_used_count, used_with_other_means_count,
     not_used_count, feature_count, submitted_by_name)
   select ${id('submission', 's.id')}, s.tenant_id, s.id, s.round_id, s.runner_id, 1,
     string_agg(case a.level when 'FULLY_USED' then '0' when 'USED_WITH_OTHER_MEANS' then '1' when 'NOT_USED' then '2' else '.' end, '' order by f.position),
     count(*) filter (where a.level = 'FULLY_USED'), count(*) filter (where a.level = 'USED_WITH_OTHER_MEANS'),
     count(*) filter (where a.level = 'NOT_USED'), count(*), '試験　花子'
   from answer_sheet s
   join survey_feature f on f.round_id = s.round_id
   left join submitted_answer a on a.submission_id = ${id('submission', 's.id')} and a.survey_feature_id = f.id
   where s.state = 'SUBMITTED' group by s.id`,
  `update answer_sheet s set answered_count = fully_used_count + used_with_other_means_count + not_used_count
   from submission where sheet_id = s.id`,
];
