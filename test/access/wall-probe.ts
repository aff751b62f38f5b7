import pg from 'pg';
import type { Logins } from '../../server/database/start-database.ts';

/** Who probes: an organisation that has nothing to do with any other. */
export interface Stranger {
  organisationId: string;
  accountId: string;
}

/** A table behind the wall, and what a blind change of it writes. */
interface Target {
  table: string;
  /** Column that says whose row it is. */
  tenant: string;
  /** SQL condition of others' rows that are rightly in sight. */
  rightly?: string;
  /** A harmless assignment to a column that the application may write; undefined where it may write none. */
  change?: string;
}

export const TARGETS: readonly Target[] = [
  { table: 'organisation', tenant: 'id', change: `kana = 'x'` },
  { table: 'organisation_name', tenant: 'tenant_id' },
  { table: 'account', tenant: 'tenant_id', change: `department = 'x'` },
  { table: 'membership', tenant: 'tenant_id' },
  { table: 'reading_grant', tenant: 'tenant_id', change: `revoked_at = now()` },
  { table: 'attestation', tenant: 'tenant_id' },
  { table: 'attestation_rule', tenant: 'tenant_id', change: `months = 7` },
  { table: 'carry_over_item', tenant: 'tenant_id', change: `text = 'x'` },
  { table: 'handover', tenant: 'tenant_id', change: `note = 'x'` },
  { table: 'handover_item', tenant: 'tenant_id', change: `label = 'x'` },
  { table: 'information_system', tenant: 'tenant_id', change: `description = 'x'` },
  { table: 'system_contact', tenant: 'tenant_id', change: `email = 'x'` },
  { table: 'feature', tenant: 'tenant_id', change: `name_en = 'x'` },
  { table: 'survey_round', tenant: 'tenant_id', change: `explanation = 'x'` },
  { table: 'survey_feature', tenant: 'tenant_id' },
  { table: 'survey_round_event', tenant: 'tenant_id' },
  { table: 'answer_sheet', tenant: 'tenant_id', change: `returned_reason = 'x'` },
  { table: 'answer', tenant: 'tenant_id', change: `comment = 'x'` },
  { table: 'submission', tenant: 'tenant_id', change: `returned_reason = 'x'` },
  { table: 'submitted_answer', tenant: 'tenant_id' },
  { table: 'row_question', tenant: 'tenant_id', change: `reply = 'x'` },
  { table: 'delegation', tenant: 'tenant_id', change: `note = 'x'` },
  { table: 'survey_snapshot', tenant: 'tenant_id' },
  { table: 'survey_share', tenant: 'tenant_id' },
  { table: 'api_token', tenant: 'tenant_id', change: `revoked_at = now()` },
  { table: 'usage_log_key', tenant: 'tenant_id', change: `ignored_reason = null` },
  { table: 'usage_log', tenant: 'tenant_id', change: `users = array_fill(1, array[12])` },
  { table: 'usage_log_import', tenant: 'tenant_id' },
  { table: 'usage_log_month', tenant: 'tenant_id' },
  { table: 'verdict_rule', tenant: 'tenant_id', change: `reason = 'x'` },
  { table: 'feature_decision', tenant: 'tenant_id', change: `reason = 'x'` },
  { table: 'feature_decision_event', tenant: 'tenant_id' },
  { table: 'vendor', tenant: 'tenant_id', change: `name = 'x'` },
  { table: 'contract', tenant: 'tenant_id', change: `title = 'x'` },
  { table: 'contract_system', tenant: 'tenant_id', change: 'position = 9' },
  { table: 'vendor_merge', tenant: 'tenant_id', change: `name = 'x'` },
  { table: 'ledger_heading', tenant: 'tenant_id', change: `field = null` },
  { table: 'contract_year', tenant: 'tenant_id', change: 'executed_yen = 9' },
  { table: 'checklist_mark', tenant: 'tenant_id', change: `note = 'x'` },
  { table: 'request_calendar', tenant: 'tenant_id', change: `cutoffs = '[]'` },
  { table: 'life_cycle_snapshot', tenant: 'tenant_id' },
  { table: 'product', tenant: 'tenant_id', change: `title = 'x'` },
  { table: 'product_mapping', tenant: 'tenant_id', change: `product_slug = null` },
  { table: 'monitoring_item', tenant: 'tenant_id', rightly: `scope = 'COMMON'`, change: `metric = 'x'` },
  {
    table: 'monitoring_item_version',
    tenant: 'tenant_id',
    rightly: `item_id in (select id from monitoring_item where scope = 'COMMON')`,
  },
  { table: 'monitoring_tool', tenant: 'tenant_id', change: `vendor_name = 'x'` },
  { table: 'system_monitoring', tenant: 'tenant_id', change: `method = 'x'` },
  { table: 'monitoring_alias', tenant: 'tenant_id', rightly: `scope = 'COMMON'`, change: `withdrawn_reason = 'x'` },
  { table: 'monitoring_import', tenant: 'tenant_id', change: `applied_by_name = 'x'` },
  { table: 'monitoring_import_line', tenant: 'tenant_id', change: `description = 'x'` },
  { table: 'unification_plan', tenant: 'tenant_id', change: `note = 'x'` },
  { table: 'alert_rule', tenant: 'tenant_id', change: `silent_reason = 'x', is_silent = true` },
  { table: 'alert_acknowledgement', tenant: 'tenant_id', change: `note = 'x'` },
  { table: 'reminder_rule', tenant: 'tenant_id', change: `person_limit = 7` },
  { table: 'reminder_request', tenant: 'tenant_id' },
  { table: 'reminder_run', tenant: 'tenant_id', change: `decided_by_name = 'x'` },
  { table: 'reminder_mail', tenant: 'tenant_id', change: `answer = 'x'` },
  { table: 'reminder', tenant: 'tenant_id', change: `mail_id = null` },
  { table: 'uploaded_file', tenant: 'tenant_id' },
  // What the operator did to the stranger's own entry is the stranger's to know.
  { table: 'audit_entry', tenant: 'tenant_id', rightly: 'subject_tenant_id = current_tenant_id()' },
  { table: 'access_record', tenant: 'tenant_id' },
  { table: 'idempotent_request', tenant: 'tenant_id', change: `response = 'x'` },
];

/** The directory and the life cycles of products are open to all who are signed in. */
export const OPEN_TO_READ = ['organisation', 'organisation_name', 'life_cycle_snapshot', 'product'];

/**
 * Tries to reach other organisations' rows past every rule of the application, with the logins it uses: to read, change,
 * remove and forge them. Answers each success as `table command`; an empty list is a wall that holds.
 */
export async function leaks(
  logins: Logins,
  superuser: pg.Client,
  stranger: Stranger,
  targets: readonly Target[] = TARGETS,
): Promise<string[]> {
  const [app, portfolio] = await Promise.all([open(logins.app), open(logins.portfolio)]);
  const found: string[] = [];
  try {
    for (const target of targets) {
      const { table, tenant, change, rightly = 'false' } = target;
      const others = (await superuser.query(`select * from ${table} where ${tenant} <> $1`, [stranger.organisationId])).rows as Record<
        string,
        unknown
      >[];
      if (!others.length) throw new Error(`Nobody has a row in ${table}, so a probe of it would prove nothing.`);
      const own = Number(
        (await superuser.query(`select count(*) from ${table} where ${tenant} = $1`, [stranger.organisationId])).rows[0].count,
      );
      const seen = `select count(*) from ${table} where ${tenant} <> '${stranger.organisationId}' and not (${rightly})`;
      if (!OPEN_TO_READ.includes(table)) {
        if (await succeeds(app, stranger, seen, rows => Number(rows[0]!['count']) > 0)) found.push(`${table} select`);
        if (await succeeds(portfolio, stranger, seen, rows => Number(rows[0]!['count']) > 0)) found.push(`${table} portfolio`);
      }
      // Without a condition, so that only the policy of the command itself stands in the way.
      if (change && (await succeeds(app, stranger, `update ${table} set ${change}`, (_, count) => count > own)))
        found.push(`${table} update`);
      if (await succeeds(app, stranger, `delete from ${table}`, (_, count) => count > own)) found.push(`${table} delete`);
      if (await forges(app, stranger, target, others[0]!)) found.push(`${table} insert`);
    }
    if (await succeeds(app, stranger, `update credential set set_at = now()`, (_, count) => count > 1)) found.push('credential update');
  } finally {
    await Promise.all([app.end(), portfolio.end()]);
  }
  return found;
}

/** Whether somebody else's row can be written anew under another key. */
async function forges(app: pg.Client, stranger: Stranger, { table, tenant }: Target, row: Record<string, unknown>): Promise<boolean> {
  const id = tenant === 'id' ? {} : { id: '11111111-1111-4111-8111-111111111111' };
  const forged = {
    ...row,
    ...('id' in row ? id : {}),
    ...(tenant === 'id' ? { corporate_number: '1', id: '11111111-1111-4111-8111-111111111111' } : {}),
  };
  const statement = `insert into ${table} select * from json_populate_record(null::${table}, ${pg.escapeLiteral(JSON.stringify(forged))})`;
  return (await outcome(app, stranger, statement)) !== 'refused';
}

async function succeeds(
  client: pg.Client,
  stranger: Stranger,
  statement: string,
  leaked: (rows: Record<string, unknown>[], count: number) => boolean,
): Promise<boolean> {
  const result = await outcome(client, stranger, statement);
  // A key that stands in the way of a change is no wall: rows were reached.
  if (result === 'refused') return false;
  return result === 'reached' || leaked(result.rows, result.rowCount ?? 0);
}

/** Runs a statement as the stranger and undoes it. `refused` is for want of a right or by a policy; `reached` failed later than that. */
async function outcome(
  client: pg.Client,
  { organisationId, accountId }: Stranger,
  statement: string,
): Promise<pg.QueryResult<Record<string, unknown>> | 'refused' | 'reached'> {
  await client.query('begin');
  try {
    await client.query(
      `select set_config('app.tenant', $1, true), set_config('app.account', $2, true), set_config('app.roles', 'ADMINISTRATOR,PORTFOLIO_MANAGER', true),
        set_config('app.actor', 'stranger', true), set_config('app.action', 'probe', true), set_config('app.reason', '', true), set_config('app.request', '', true)`,
      [organisationId, accountId],
    );
    return await client.query<Record<string, unknown>>(statement);
  } catch (error) {
    return (error as { code?: string }).code === '42501' ? 'refused' : 'reached';
  } finally {
    await client.query('rollback');
  }
}

async function open(login: Logins['app']): Promise<pg.Client> {
  const client = new pg.Client({ host: login.host!, port: login.port!, user: login.user!, database: login.database! });
  await client.connect();
  return client;
}
