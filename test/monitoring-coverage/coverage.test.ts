import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { countStatements } from '../support/count-statements.ts';
import { ACT_FOR, openPortal, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { makeSystem } from '../support/survey.ts';
import { makeWatchedMinistry, type WatchedMinistry } from '../support/watched-ministry.ts';

const FIGURES =
  'applicableCount monitoredCount partlyCount notMonitoredCount unknownCount notApplicableCount coverageRatio automatedCount automationUnknownCount';
const COVERAGE = `query ($filter: MonitoringCoverageFilter) { monitoringCoverage(filter: $filter) { figures { ${FIGURES} } layers { layer figures { coverageRatio unknownCount } }
  ministries { organisation { id } systemCount unknownProfileCount toolCount figures { applicableCount monitoredCount } layers { layer figures { applicableCount } } } } }`;
const SYSTEMS = `query ($filter: MonitoringCoverageFilter, $first: Int! = 100, $after: String) { systemCoverages(filter: $filter, first: $first, after: $after) { totalCount nextCursor
  items { system { code } toolCount confirmation figures { applicableCount monitoredCount coverageRatio } layers { layer } } } }`;
const GAPS = `query ($filter: MonitoringGapFilter, $first: Int! = 100, $after: String) { monitoringGaps(filter: $filter, first: $first, after: $after) { totalCount nextCursor
  items { system { code } item { code } state weight } } }`;
const MATRIX = 'query ($filter: MonitoringCoverageFilter) { monitoringMatrix(filter: $filter) { grid } }';

interface Paged {
  totalCount: number;
  nextCursor: string | null;
  items: Record<string, unknown>[];
}

let portal: TestPortal;
let world: WatchedMinistry;
let owner: Person;
let manager: Person;

beforeAll(async () => {
  portal = await openPortal();
  world = await makeWatchedMinistry(portal);
  owner = world.ministry.as(Role.SYSTEM_OWNER);
  manager = world.ministry.as(Role.PORTFOLIO_MANAGER);
}, 60_000);
afterAll(() => portal.close());

describe('coverage', () => {
  it('is monitored by applicable; in part, unknown and nothing said are shown and not counted as watched', async () => {
    const { monitoringCoverage } = await owner.expectData<{ monitoringCoverage: Record<string, unknown> }>(COVERAGE);
    expect(monitoringCoverage).toMatchObject({
      figures: {
        applicableCount: 10,
        monitoredCount: 3,
        partlyCount: 1,
        notMonitoredCount: 1,
        unknownCount: 5,
        notApplicableCount: 1,
        coverageRatio: 0.3,
        automatedCount: 1,
        automationUnknownCount: 2,
      },
      layers: [
        { layer: 'NETWORK', figures: { coverageRatio: 0, unknownCount: 1 } },
        { layer: 'OS_MIDDLEWARE', figures: { coverageRatio: 2 / 3, unknownCount: 1 } },
        { layer: 'APPLICATION', figures: { coverageRatio: 0, unknownCount: 2 } },
        { layer: 'SECURITY', figures: { coverageRatio: 0.5, unknownCount: 1 } },
      ],
      ministries: [
        { organisation: { id: world.ministry.id }, systemCount: 3, unknownProfileCount: 1, toolCount: 2, figures: { applicableCount: 10 } },
      ],
    });
  });

  it('of other ministries is read through their grant, and by nobody else', async () => {
    const { monitoringCoverage } = await manager.expectData<{ monitoringCoverage: { ministries: { organisation: { id: string } }[] } }>(
      COVERAGE,
    );
    expect(new Set(monitoringCoverage.ministries.map(({ organisation }) => organisation.id))).toEqual(
      new Set([world.ministry.id, world.granting.id]),
    );
    const only = await manager.expectData<{ monitoringCoverage: object }>(COVERAGE, { filter: { organisationId: world.granting.id } });
    expect(only.monitoringCoverage).toMatchObject({ figures: { applicableCount: 4, monitoredCount: 1, unknownCount: 3 } });
    const stranger = (await portal.organisation(Role.AUDITOR)).as(Role.AUDITOR);
    const { monitoringCoverage: nothing } = await stranger.expectData<{ monitoringCoverage: object }>(COVERAGE);
    expect(nothing).toMatchObject({ figures: { applicableCount: 0, coverageRatio: null }, layers: [], ministries: [] });
    expect((await world.ministry.as(Role.RESPONDENT).expectRefusal(COVERAGE)).extensions.code).toBe('FORBIDDEN');
  });

  it('by system comes with the least covered first, page by page', async () => {
    const ask = (after: string | null) => owner.expectData<{ systemCoverages: Paged }>(SYSTEMS, { first: 2, after });
    const { systemCoverages: first } = await ask(null);
    expect(first).toMatchObject({
      totalCount: 3,
      items: [
        { system: { code: 'S3' }, toolCount: 0, confirmation: 'NEVER', figures: { applicableCount: 4, coverageRatio: 0 } },
        { system: { code: 'S1' }, toolCount: 1, figures: { applicableCount: 3, monitoredCount: 1 } },
      ],
    });
    const { systemCoverages: second } = await ask(first.nextCursor);
    expect(second).toMatchObject({
      totalCount: 3,
      nextCursor: null,
      items: [{ system: { code: 'S2' }, figures: { coverageRatio: 2 / 3 } }],
    });
    const forged = (keys: unknown[]) => Buffer.from(JSON.stringify(keys)).toString('base64url');
    const id = crypto.randomUUID();
    // None of these may come to the database, which takes them for no key of the list.
    for (const after of ['x', forged([1.5, 'A', id]), forged([1e30, 'A', id]), forged([1, 'A\0', id]), forged([1, id])])
      expect((await owner.expectRefusal(SYSTEMS, { after })).extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'after' });
  });
});

it('lists a system to which nothing applies, without a ratio, and says how many there are behind the last page too', async () => {
  const ministry = await portal.organisation(Role.SYSTEM_OWNER);
  const keeper = ministry.as(Role.SYSTEM_OWNER);
  await makeSystem(keeper, 0, { code: 'D1', profile: 'I', systemClass: 'MINISTRY' });
  const ask = async (filter: object, after: string | null = null): Promise<Paged> =>
    (await keeper.expectData<{ systemCoverages: Paged }>(SYSTEMS, { filter, after })).systemCoverages;
  expect(await ask({ monitoringItemId: world.items.C })).toMatchObject({
    totalCount: 1,
    items: [{ system: { code: 'D1' }, figures: { applicableCount: 0, coverageRatio: null }, layers: [] }],
  });
  const end = Buffer.from(JSON.stringify([2_000_000, 'Z', 'Z'])).toString('base64url');
  expect(await ask({}, end)).toEqual({ totalCount: 1, nextCursor: null, items: [] });
});

describe('gaps', () => {
  it('come by weight of the profile, an unknown one as grave as IV, what nobody knows first, page by page', async () => {
    const found: unknown[] = [];
    let after: string | null = null;
    do {
      const { monitoringGaps }: { monitoringGaps: Paged } = await owner.expectData<{ monitoringGaps: Paged }>(GAPS, { first: 3, after });
      expect(monitoringGaps.totalCount).toBe(7);
      for (const { system, item, state, weight } of monitoringGaps.items as Record<string, { code: string }>[])
        found.push([system!.code, item!.code[0], state, weight]);
      after = monitoringGaps.nextCursor;
    } while (after);
    expect(found).toEqual([
      ['S2', 'D', 'UNKNOWN', 8],
      ['S3', 'A', 'UNKNOWN', 8],
      ['S3', 'B', 'UNKNOWN', 8],
      ['S3', 'C', 'UNKNOWN', 8],
      ['S3', 'D', 'UNKNOWN', 8],
      ['S1', 'D', 'NOT_MONITORED', 1],
      ['S1', 'B', 'PARTLY', 1],
    ]);
  });

  it('are narrowed to a system, a layer or a kind of gap, and to nothing that is none', async () => {
    const count = async (filter: object): Promise<number> =>
      (await owner.expectData<{ monitoringGaps: Paged }>(GAPS, { filter })).monitoringGaps.totalCount;
    expect(await count({ systemId: world.systems.S3 })).toBe(4);
    expect(await count({ layer: 'APPLICATION' })).toBe(3);
    expect(await count({ gap: 'PARTLY' })).toBe(1);
    expect(await count({ monitoringItemId: world.items.B })).toBe(2);
    expect((await owner.expectRefusal(GAPS, { filter: { gap: 'MONITORED' } })).extensions).toMatchObject({ field: 'gap' });
  });
});

it('the matrix says of every common item and system where it stands', async () => {
  const { monitoringMatrix } = await owner.expectData<{ monitoringMatrix: { grid: string } }>(MATRIX);
  const { items, systems } = JSON.parse(monitoringMatrix.grid) as { items: string[][]; systems: (string | null)[][] };
  expect(items.map(([, code, , , layer]) => [code, layer])).toEqual([
    ['B-LINE', 'NETWORK'],
    ['A-CPU', 'OS_MIDDLEWARE'],
    ['D-SCREEN', 'APPLICATION'],
    ['C-INTRUSION', 'SECURITY'],
  ]);
  expect(systems.map(([, code, , , organisation, profile, states]) => [code, organisation, profile, states])).toEqual([
    ['S1', world.ministry.id, 'I', 'PMN-'],
    ['S2', world.ministry.id, 'IV', 'XMUM'],
    ['S3', world.ministry.id, null, 'UUUU'],
  ]);
});

it('takes as many statements for many systems and items as for few', { timeout: 60_000 }, async () => {
  const queries = [
    () => owner.expectData(COVERAGE),
    () => owner.expectData(SYSTEMS, { first: 100 }),
    () => owner.expectData(GAPS, { first: 100 }),
    () => owner.expectData(MATRIX),
  ];
  const count = async (): Promise<number[]> => {
    const counts: number[] = [];
    for (const query of queries) counts.push(await countStatements(portal, query));
    return counts;
  };
  const before = await count();
  await portal.superuser.query(ACT_FOR, [world.ministry.id]);
  await portal.superuser.query(
    `insert into information_system (tenant_id, code, name, lifecycle_state) select $1, 'X' || n, 'システム' || n, 'IN_OPERATION' from generate_series(1, 597) n`,
    [world.ministry.id],
  );
  await portal.superuser.query(
    `insert into monitoring_item (tenant_id, code, scope, layer, watch_target, name, purpose, metric, unit, interval_seconds, thresholds, profiles, system_classes)
     select $1, 'N-' || n, 'COMMON', 'NETWORK', 'USAGE', '項目' || n, '理由', 'm', '1', 60, '[]', array['I', 'II', 'III', 'IV'], array['MINISTRY'] from generate_series(1, 196) n`,
    [portal.operator.organisationId],
  );
  const { monitoringCoverage } = await owner.expectData<{ monitoringCoverage: { figures: { applicableCount: number } } }>(COVERAGE);
  expect(monitoringCoverage.figures.applicableCount).toBe(600 * 200 - 2);
  expect(await count()).toEqual(before);
});
