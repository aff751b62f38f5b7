import type pg from 'pg';
import { FIGURES, PLAIN } from './budget-plain.ts';
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

/** Reads all that the budget page shows of so many contracts of thirty ministries, and adds up the same in plain SQL. */
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
    `insert into information_system (id, tenant_id, code, name, lifecycle_state, retires_on, user_ids, asked_ids)
     select ${id('system', 'n')}, ${id('organisation', `(1 + n % ${MINISTRIES})`)}, 'S' || n, '試験用システム' || n, 'IN_OPERATION',
       case when n % 17 = 0 then date '2027-01-31' + n end, '{}', '{}'
     from generate_series(0, ${MINISTRIES * 20 - 1}) n`,
    `insert into contract (id, tenant_id, number, title, kind, starts_on, end_kind, ends_on, licence_ends_on, stops_on, renewal_kind, lead_time_days,
       amount_yen, amount_basis, quantity)
     select ${id('contract', 'n')}, ${id('organisation', `(1 + n % ${MINISTRIES})`)}, 'K' || n, '試験用契約', (array['LICENCE', 'OPERATION', 'CLOUD'])[1 + n % 3],
       date '2024-04-01' + n % 400, case n % 20 when 0 then 'UNKNOWN' when 1 then 'NONE' else 'KNOWN' end,
       case when n % 20 > 1 then date '2026-03-31' + n * 7 % 1100 end, case when n % 6 = 0 then date '2026-03-31' + n * 11 % 1100 end,
       case when n % 50 = 0 then date '2026-12-31' + n * 13 % 700 end, (array['NONE', 'TACIT', 'BY_AGREEMENT'])[n % 4],
       case when n % 5 <> 0 then 60 + n % 200 end, case when n % 25 <> 3 then 1000000 + n::bigint * 7919 % 90000000 end,
       (array['PER_YEAR', 'TOTAL', 'UNIT_PER_YEAR', 'TOTAL'])[1 + n / 3 % 4], case when n % 11 <> 0 then 1 + n % 30 end
     from generate_series(1, ${contracts}) n`,
    `insert into contract_system (tenant_id, contract_id, system_id, position)
     select ${id('organisation', `(1 + n % ${MINISTRIES})`)}, ${id('contract', 'n')}, ${id('system', `((n + place * ${MINISTRIES}) % ${MINISTRIES * 20})`)}, place
     from generate_series(1, ${contracts}) n, generate_series(0, 1) place where place = 0 or n % 4 = 0`,
    `insert into contract_year (tenant_id, contract_id, fiscal_year, executed_yen, budgeted_yen, requested_yen, obligation_yen)
     select ${id('organisation', `(1 + n % ${MINISTRIES})`)}, ${id('contract', 'n')}, year, case when year < 2026 then 900000 + n end,
       case when n % 9 = 0 then 0 else 1000000 + n::bigint * 7907 % 60000000 end, case when year > 2026 then 1000000 + n end,
       case when year > 2026 and n % 24 = 0 then 500000 + n end
     from generate_series(1, ${contracts}) n, generate_series(2025, 2028) year where (n + year) % 3 = 0`,
  ])
    await superuser.query(statement);
  await superuser.query('commit');
  await superuser.query('vacuum analyze');
  return null;
}

const SHOWN = `{ ${FIGURES.join(' ')} }`;
const QUERY = `query ($year: Int!, $asOf: CalendarDate!) { budgetRequest(fiscalYear: $year, asOf: $asOf) {
  standings { standing figures ${SHOWN} } besides { standing figures ${SHOWN} } payable ${SHOWN} total ${SHOWN} groups { key name figures ${SHOWN} } } }`;

type Line = (string | number)[];
type Figures = Record<(typeof FIGURES)[number], number>;
interface Answer {
  budgetRequest: {
    standings: { standing: string; figures: Figures }[];
    besides: { standing: string; figures: Figures }[];
    payable: Figures;
    total: Figures;
    groups: { key: string; figures: Figures }[];
  };
}

/** The answer as lines of name and figures, in the order of their names; standings that hold nothing are left out. */
async function ask(url: string): Promise<string> {
  const data = await askPortal<Answer>(url, GRANTEE, QUERY, { year: REQUEST_YEAR, asOf: AS_OF });
  const { standings, besides, payable, total, groups } = data.budgetRequest;
  const lineOf = (name: string, figures: Figures): Line => [name, ...FIGURES.map(figure => figures[figure])];
  const lines = [
    ...[...standings, ...besides].map(({ standing, figures }) => lineOf(standing, figures)),
    lineOf('payable', payable),
    lineOf('total', total),
    ...groups.map(({ key, figures }) => lineOf(key, figures)),
  ];
  return inOrder(lines.filter(([, count]) => count !== 0));
}

const inOrder = (lines: Line[]): string =>
  JSON.stringify(lines.toSorted((one, other) => (String(one[0]) < String(other[0]) ? -1 : Number(String(one[0]) > String(other[0])))));
