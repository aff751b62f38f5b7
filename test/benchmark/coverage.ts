import type pg from 'pg';
import { startServer } from './child-server.ts';
import { directory, id, idOf, people } from './generate-data.ts';
import { openDatabase } from './portal-data.ts';
import { askPortal, sideBySide, type SideBySide } from './side-by-side.ts';

const MINISTRIES = 30;
const GRANTEE = 'benchmark-grantee';

interface CoverageScale {
  systems: number;
  items: number;
}

export type CoverageResult = CoverageScale & SideBySide;

/** Reads the coverage of monitoring over so many systems of thirty ministries and so many items, and counts the same in plain SQL. */
export async function runCoverage(scale: CoverageScale, repeats: number, say: (text: string) => void): Promise<CoverageResult> {
  say(`Generating ${scale.systems} systems and ${scale.items} monitoring items …`);
  const database = await openDatabase(superuser => generate(superuser, scale));
  try {
    const server = await startServer('server/main.ts', {
      DATA_FOLDER: database.dataFolder,
      PORT: '0',
      LOG_LEVEL: 'warn',
      SAMPLE_DATA: 'false',
    });
    try {
      say('Reading …');
      const plain = async (): Promise<string> => (await database.superuser.query<{ body: string }>(PLAIN)).rows[0]!.body;
      return { ...scale, ...(await sideBySide(plain, () => ask(server.url), repeats)) };
    } finally {
      await server.stop();
    }
  } finally {
    await database.stop();
  }
}

/** The result as a Markdown table. */
export function coverageTable({ systems, items, sqlMilliseconds, ourMilliseconds, equal }: CoverageResult): string {
  return [
    '| | systems × items | plain SQL ms | ours ms | plain SQL ÷ ours |',
    '| --- | ---: | ---: | ---: | ---: |',
    `| (f) monitoring coverage${equal ? '' : ' — ANSWERS DIFFER'} | ${systems} × ${items} | ${sqlMilliseconds.toFixed(0)} | ${ourMilliseconds.toFixed(0)} | ${(sqlMilliseconds / ourMilliseconds).toFixed(2)} |`,
  ].join('\n');
}

/** Something is said of nine pairs in ten. */
async function generate(superuser: pg.Client, { systems, items }: CoverageScale): Promise<null> {
  await superuser.query('begin');
  await superuser.query('set local session_replication_role = replica');
  for (const statement of [
    ...directory({ ministries: MINISTRIES }),
    ...people({ runnerToken: 'benchmark-runner', granteeToken: GRANTEE }),
    `insert into information_system (id, tenant_id, code, name, system_class, profile, lifecycle_state, user_ids, asked_ids)
     select ${id('system', 'n')}, ${id('organisation', `(1 + n % ${MINISTRIES})`)}, 'S' || n, '試験用システム' || n, 'MINISTRY',
       (array['I', 'II', 'III', 'IV', null])[1 + n % 5], 'IN_OPERATION', '{}', '{}' from generate_series(0, ${systems - 1}) n`,
    `insert into monitoring_item (id, tenant_id, code, scope, layer, watch_target, name, purpose, metric, unit, interval_seconds, thresholds, profiles, system_classes)
     select ${id('item', 'n')}, ${idOf('organisation', 1)}, 'I-' || n, 'COMMON',
       (array['HARDWARE', 'NETWORK', 'OS_MIDDLEWARE', 'APPLICATION', 'SECURITY', 'BUSINESS_OPERATION'])[1 + n % 6], 'OPERATION', '試験用項目' || n, '試験', 'm', '1', 60,
       '[]', (array['I', 'II', 'III', 'IV'])[1 + n % 3 :], array['MINISTRY'] from generate_series(0, ${items - 1}) n`,
    `insert into system_monitoring (tenant_id, system_id, item_id, state, reason, escalation_target, thresholds, notify_channels)
     select ${id('organisation', `(1 + s % ${MINISTRIES})`)}, ${id('system', 's')}, ${id('item', 'i')},
       (array['MONITORED', 'MONITORED', 'MONITORED', 'PARTLY', 'NOT_MONITORED', 'NOT_APPLICABLE', 'UNKNOWN'])[1 + (s + i) % 7], '試験', '試験', '[]', '{MAIL}'
     from generate_series(0, ${systems - 1}) s, generate_series(0, ${items - 1}) i where (s + i) % 10 <> 0`,
  ])
    await superuser.query(statement);
  await superuser.query('commit');
  await superuser.query('vacuum analyze');
  return null;
}

const FIGURES = 'applicableCount monitoredCount partlyCount unknownCount';
const QUERY = `{ monitoringCoverage { figures { ${FIGURES} } layers { layer figures { ${FIGURES} } } ministries { organisation { id } figures { ${FIGURES} } layers { layer figures { ${FIGURES} } } } } }`;

interface Figures {
  applicableCount: number;
  monitoredCount: number;
  partlyCount: number;
  unknownCount: number;
}

interface Group {
  figures: Figures;
  layers: { layer: string; figures: Figures }[];
}

/** The answer as lines of name and counts, in the order of their names. */
async function ask(url: string): Promise<string> {
  const { monitoringCoverage } = await askPortal<{
    monitoringCoverage: Group & { ministries: (Group & { organisation: { id: string } })[] };
  }>(url, GRANTEE, QUERY);
  const lineOf = (name: string, figures: Figures): (string | number)[] => [
    name,
    figures.applicableCount,
    figures.monitoredCount,
    figures.partlyCount,
    figures.unknownCount,
  ];
  const linesOf = (name: string, { figures, layers }: Group): (string | number)[][] => [
    lineOf(`${name}/`, figures),
    ...layers.map(({ layer, figures: ofLayer }) => lineOf(`${name}/${layer}`, ofLayer)),
  ];
  const lines = [
    ...linesOf('', monitoringCoverage),
    ...monitoringCoverage.ministries.flatMap(ministry => linesOf(ministry.organisation.id, ministry)),
  ];
  return JSON.stringify(lines.toSorted(([one], [other]) => (String(one) < String(other) ? -1 : Number(String(one) > String(other)))));
}

/** The same in one statement, which builds no more than it must. */
const PLAIN = `
  with cell as (
    select s.tenant_id, i.layer, coalesce(m.state, 'UNKNOWN') as state
    from information_system s join monitoring_item i on (s.profile is null or s.profile = any (i.profiles)) and s.system_class = any (i.system_classes)
    left join system_monitoring m on m.system_id = s.id and m.item_id = i.id
  ), sums as (
    select coalesce(tenant_id::text, '') || '/' || coalesce(layer, '') as name, count(*) filter (where state <> 'NOT_APPLICABLE') as applicable,
      count(*) filter (where state = 'MONITORED') as monitored, count(*) filter (where state = 'PARTLY') as partly,
      count(*) filter (where state = 'UNKNOWN') as unknown
    from cell group by grouping sets ((), (layer), (tenant_id), (tenant_id, layer))
  )
  select json_agg(json_build_array(name, applicable, monitored, partly, unknown) order by name collate "C")::text as body from sums`;
