import type pg from 'pg';
import { startServer } from './child-server.ts';
import { directory, id, people } from './generate-data.ts';
import { openDatabase } from './portal-data.ts';
import { askPortal, sideBySide, type SideBySide } from './side-by-side.ts';

const MINISTRIES = 30;
const GRANTEE = 'benchmark-grantee';
const REQUEST_YEAR = 2027;
const AS_OF = '2026-11-22';

export interface BudgetResult extends SideBySide {
  contracts: number;
}

/** Reads the budget view over so many contracts of thirty ministries, and adds up the same in plain SQL. */
export async function runBudget(contracts: number, repeats: number, say: (text: string) => void): Promise<BudgetResult> {
  say(`Generating ${contracts.toLocaleString('en')} contracts …`);
  const database = await openDatabase(superuser => generate(superuser, contracts));
  try {
    const server = await startServer('server/main.ts', {
      DATA_FOLDER: database.dataFolder,
      PORT: '0',
      LOG_LEVEL: 'warn',
      SAMPLE_DATA: 'false',
    });
    try {
      say('Reading …');
      const { superuser } = database;
      const plain = async (): Promise<string> => {
        const { rows } = await superuser.query<{ body: string }>(PLAIN, [REQUEST_YEAR, AS_OF]);
        return rows[0]!.body;
      };
      return { contracts, ...(await sideBySide(plain, () => ask(server.url), repeats)) };
    } finally {
      await server.stop();
    }
  } finally {
    await database.stop();
  }
}

/** The result as a Markdown table. */
export function budgetTable({ contracts, sqlMilliseconds, ourMilliseconds, equal }: BudgetResult): string {
  return [
    '| | contracts | plain SQL ms | ours ms | plain SQL ÷ ours |',
    '| --- | ---: | ---: | ---: | ---: |',
    `| (d) budget view${equal ? '' : ' — ANSWERS DIFFER'} | ${contracts.toLocaleString('en')} | ${sqlMilliseconds.toFixed(0)} | ${ourMilliseconds.toFixed(0)} | ${(sqlMilliseconds / ourMilliseconds).toFixed(2)} |`,
  ].join('\n');
}

async function generate(superuser: pg.Client, contracts: number): Promise<null> {
  await superuser.query('begin');
  await superuser.query('set local session_replication_role = replica');
  for (const statement of [
    ...directory({ ministries: MINISTRIES }),
    ...people({ runnerToken: 'benchmark-runner', granteeToken: GRANTEE }),
    `insert into information_system (id, tenant_id, code, name, lifecycle_state, user_ids, asked_ids)
     select ${id('system', 'n')}, ${id('organisation', `(1 + n % ${MINISTRIES})`)}, 'S' || n, '試験用システム' || n, 'IN_OPERATION', '{}', '{}'
     from generate_series(0, ${MINISTRIES * 20 - 1}) n`,
    `insert into contract (id, tenant_id, number, title, kind, starts_on, end_kind, ends_on, amount_yen, amount_basis)
     select ${id('contract', 'n')}, ${id('organisation', `(1 + n % ${MINISTRIES})`)}, 'K' || n, '試験用契約', (array['LICENCE', 'OPERATION', 'CLOUD'])[1 + n % 3],
       date '2024-04-01' + n % 400, case n % 20 when 0 then 'UNKNOWN' else 'KNOWN' end, case when n % 20 <> 0 then date '2026-03-31' + n * 7 % 1100 end,
       1000000 + n::bigint * 7919 % 90000000, (array['PER_YEAR', 'TOTAL'])[1 + n / 3 % 2]
     from generate_series(1, ${contracts}) n`,
    `insert into contract_system (tenant_id, contract_id, system_id, position)
     select ${id('organisation', `(1 + n % ${MINISTRIES})`)}, ${id('contract', 'n')}, ${id('system', `((n + place * ${MINISTRIES}) % ${MINISTRIES * 20})`)}, place
     from generate_series(1, ${contracts}) n, generate_series(0, 1) place where place = 0 or n % 4 = 0`,
    `insert into contract_year (tenant_id, contract_id, fiscal_year, budgeted_yen)
     select ${id('organisation', `(1 + n % ${MINISTRIES})`)}, ${id('contract', 'n')}, 2026, 1000000 from generate_series(1, ${contracts}) n where n % 3 = 0`,
  ])
    await superuser.query(statement);
  await superuser.query('commit');
  await superuser.query('vacuum analyze');
  return null;
}

const FIGURES = 'contractCount fullYearYen inYearYen budgetedYen';
const QUERY = `query ($year: Int!, $asOf: CalendarDate!) { budgetRequest(fiscalYear: $year, asOf: $asOf) {
  standings { standing figures { ${FIGURES} } } groups { key figures { ${FIGURES} } } } }`;

type Line = (string | number | null)[];
interface Figures {
  contractCount: number;
  fullYearYen: number;
  inYearYen: number;
  budgetedYen: number;
}

/** The answer as lines of name, count and sums, in the order of their names; standings that hold nothing are left out. */
async function ask(url: string): Promise<string> {
  const data = await askPortal<{
    budgetRequest: { standings: { standing: string; figures: Figures }[]; groups: { key: string; figures: Figures }[] };
  }>(url, GRANTEE, QUERY, { year: REQUEST_YEAR, asOf: AS_OF });
  const { standings, groups } = data.budgetRequest;
  const lineOf = (name: string, figures: Figures): Line => [
    name,
    figures.contractCount,
    figures.fullYearYen,
    figures.inYearYen,
    figures.budgetedYen,
  ];
  const lines = [
    ...standings.map(({ standing, figures }) => lineOf(standing, figures)),
    ...groups.map(({ key, figures }) => lineOf(key, figures)),
  ];
  return inOrder(lines.filter(([, count]) => count !== 0));
}

const inOrder = (lines: Line[]): string =>
  JSON.stringify(lines.toSorted((one, other) => (String(one[0]) < String(other[0]) ? -1 : Number(String(one[0]) > String(other[0])))));

/** The same in one statement, which builds no more than it must: each contract once, each sum once. */
const PLAIN = `
  with line as (
    select c.tenant_id, year.budgeted_yen,
      case when ends_on is null then 'UNKNOWN_END' when fy = $1 then 'RENEWAL' when ends_on < $2::date then 'ENDED'
        when fy = $1 - 1 then 'CURRENT_YEAR' else 'OTHER_YEAR' end as standing, yearly, yearly * months / 12 as in_year
    from contract c
    cross join lateral (select extract(year from ends_on + 1)::int as y, extract(month from ends_on + 1)::int as m) next
    cross join lateral (select y - (m < 4)::int as fy, 12 - (m + 8) % 12 as months) renewal
    cross join lateral (select case when amount_basis = 'PER_YEAR' then amount_yen when ends_on is not null then amount_yen * 12 / greatest(1,
      (extract(year from ends_on)::int - extract(year from starts_on)::int) * 12 + extract(month from ends_on)::int
      - extract(month from starts_on)::int + (extract(day from ends_on) >= extract(day from starts_on))::int) end as yearly) cost
    left join contract_year year on year.contract_id = c.id and year.fiscal_year = $1 - 1
  ), sums as (
    select coalesce(tenant_id::text, standing) as name, count(*) as count, coalesce(sum(yearly), 0) as yearly, coalesce(sum(in_year), 0) as in_year,
      coalesce(sum(budgeted_yen), 0) as budgeted
    from line group by grouping sets ((standing), (standing, tenant_id)) having tenant_id is null or standing = 'RENEWAL'
  )
  select json_agg(json_build_array(name, count, yearly, in_year, budgeted) order by name collate "C")::text as body from sums`;
