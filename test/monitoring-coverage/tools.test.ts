import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { entry, makeTool, setMonitoring } from '../support/monitoring.ts';
import { openPortal, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { makeSystem } from '../support/survey.ts';
import { makeWatchedMinistry, type WatchedMinistry } from '../support/watched-ministry.ts';

const OUTLOOK = `toolCountBefore toolCountAfter knownItemCount movableCount remainingCount
  systems { system { code } movable { code } remaining { code } closable { code } alreadyCount unnamedToolCount }`;
const PREVIEW = `query ($id: ID!) { unificationOutlook(monitoringToolId: $id) { targetTool { product } ${OUTLOOK} } }`;
const CREATE = `mutation ($input: CreateUnificationPlanInput!) { createUnificationPlan(input: $input) { id version name madeByName outlook { toolCountBefore } } }`;
const UPDATE =
  'mutation ($input: UpdateUnificationPlanInput!) { updateUnificationPlan(input: $input) { version note targetTool { product } } }';

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

it('shows each tool with the systems and items that it watches, and one that nothing uses', async () => {
  const { monitoringTools } = await owner.expectData<{ monitoringTools: { items: object[] } }>(
    '{ monitoringTools { items { product use { systemCount itemCount systems { system { code } itemCount } } } } }',
  );
  expect(monitoringTools.items).toEqual([
    { product: 'Board', use: { systemCount: 1, itemCount: 2, systems: [{ system: { code: 'S2' }, itemCount: 2 }] } },
    { product: 'Suite', use: { systemCount: 1, itemCount: 2, systems: [{ system: { code: 'S1' }, itemCount: 2 }] } },
    { product: 'Unused', use: { systemCount: 0, itemCount: 0, systems: [] } },
  ]);
});

it('puts the same item with other thresholds and intervals side by side', async () => {
  const { monitoringDifferences } = await owner.expectData<{ monitoringDifferences: object }>(
    `{ monitoringDifferences { totalCount nextCursor items { item { code } isIntervalDifferent areThresholdsDifferent
      settings { intervalSeconds thresholds { comparison value } systems { code } } } } }`,
  );
  expect(monitoringDifferences).toEqual({
    totalCount: 1,
    nextCursor: null,
    items: [
      {
        item: { code: 'A-CPU' },
        isIntervalDifferent: true,
        areThresholdsDifferent: true,
        settings: [
          { intervalSeconds: 60, thresholds: [{ comparison: 'GT', value: 80 }], systems: [{ code: 'S1' }] },
          { intervalSeconds: 300, thresholds: [{ comparison: 'GT', value: 95 }], systems: [{ code: 'S2' }] },
        ],
      },
    ],
  });
});

describe('a plan to unify tools', () => {
  it('says what the target watches elsewhere, what remains, and how many tools are left', async () => {
    const { unificationOutlook } = await owner.expectData<{ unificationOutlook: object }>(PREVIEW, { id: world.tools.suite });
    expect(unificationOutlook).toEqual({
      targetTool: { product: 'Suite' },
      toolCountBefore: 2,
      toolCountAfter: 2,
      knownItemCount: 2,
      movableCount: 1,
      remainingCount: 1,
      systems: [
        {
          system: { code: 'S2' },
          movable: [{ code: 'A-CPU' }],
          remaining: [{ code: 'C-INTRUSION' }],
          closable: [],
          alreadyCount: 0,
          unnamedToolCount: 0,
        },
        {
          system: { code: 'S3' },
          movable: [],
          remaining: [],
          closable: [{ code: 'A-CPU' }, { code: 'B-LINE' }],
          alreadyCount: 0,
          unnamedToolCount: 0,
        },
      ],
    });
  });

  it('learns from another ministry, which granted reading, what the product can watch', async () => {
    const { unificationOutlook } = await manager.expectData<{ unificationOutlook: object }>(PREVIEW, { id: world.tools.suite });
    expect(unificationOutlook).toMatchObject({ toolCountAfter: 1, knownItemCount: 3, movableCount: 2, remainingCount: 0 });
  });

  it('with a tool that watches nothing yet leaves everything to be solved', async () => {
    const { unificationOutlook } = await owner.expectData<{ unificationOutlook: object }>(PREVIEW, { id: world.tools.unused });
    expect(unificationOutlook).toMatchObject({
      toolCountBefore: 2,
      toolCountAfter: 3,
      movableCount: 0,
      remainingCount: 4,
    });
  });

  it('keeps a tool in mind that watches what the system need not have watched, which is no coverage', async () => {
    const ministry = await portal.organisation(Role.SYSTEM_OWNER);
    const keeper = ministry.as(Role.SYSTEM_OWNER);
    const system = await makeSystem(keeper, 0, { profile: 'I', systemClass: 'MINISTRY' });
    const [target, monitoringToolId] = [await makeTool(keeper, 'New'), await makeTool(keeper, 'Old')];
    await setMonitoring(keeper, system.id, entry(world.items.C, 'MONITORED', { monitoringToolId }));
    const { unificationOutlook, monitoringCoverage } = await keeper.expectData<Record<string, object>>(
      `query ($id: ID!) { unificationOutlook(monitoringToolId: $id) { ${OUTLOOK} }
        monitoringCoverage { figures { applicableCount monitoredCount unknownCount } ministries { toolCount } } }`,
      { id: target },
    );
    expect(unificationOutlook).toMatchObject({
      toolCountBefore: 1,
      toolCountAfter: 2,
      remainingCount: 1,
      systems: [{ remaining: [{ code: 'C-INTRUSION' }], closable: [] }],
    });
    expect(monitoringCoverage).toEqual({
      figures: { applicableCount: 3, monitoredCount: 0, unknownCount: 3 },
      ministries: [{ toolCount: 1 }],
    });
  });

  it('is saved, changed and read again, by the organisation whose tool it is', async () => {
    const input = { name: '統一計画', monitoringToolId: world.tools.suite };
    const { createUnificationPlan: plan } = await owner.expectData<{ createUnificationPlan: { id: string; version: number } }>(CREATE, {
      input,
    });
    expect(plan).toMatchObject({ version: 1, name: '統一計画', outlook: { toolCountBefore: 2 } });
    const change = { ...input, unificationPlanId: plan.id, version: 1, note: '次の更改で', monitoringToolId: world.tools.board };
    expect(await owner.expectData(UPDATE, { input: change })).toEqual({
      updateUnificationPlan: { version: 2, note: '次の更改で', targetTool: { product: 'Board' } },
    });
    expect((await owner.expectRefusal(UPDATE, { input: change })).extensions).toMatchObject({ code: 'CONFLICT', currentVersion: 2 });
    expect((await owner.expectRefusal(CREATE, { input: { ...input, name: ' ' } })).extensions).toMatchObject({ field: 'name' });
    const { unificationPlans } = await world.ministry
      .as(Role.AUDITOR)
      .expectData<{ unificationPlans: object }>('{ unificationPlans { totalCount items { name organisation { id } } } }');
    expect(unificationPlans).toEqual({ totalCount: 1, items: [{ name: '統一計画', organisation: { id: world.ministry.id } }] });
    const ONE = 'query ($id: ID!) { unificationPlan(id: $id) { note } }';
    expect(await manager.expectData(ONE, { id: plan.id })).toEqual({ unificationPlan: { note: '次の更改で' } });
    const stranger = world.granting.as(Role.SYSTEM_OWNER);
    expect((await stranger.expectRefusal(ONE, { id: plan.id })).extensions.code).toBe('NOT_FOUND');
    expect((await stranger.expectRefusal(CREATE, { input })).extensions.code).toBe('NOT_FOUND');
    expect((await stranger.expectRefusal(UPDATE, { input: change })).extensions.code).toBe('NOT_FOUND');
    expect((await world.ministry.as(Role.AUDITOR).expectRefusal(CREATE, { input })).extensions.code).toBe('FORBIDDEN');
    expect((await world.ministry.as(Role.AUDITOR).expectRefusal(UPDATE, { input: change })).extensions.code).toBe('FORBIDDEN');
    // A tool of a ministry that granted reading can be read, and is nobody else's to plan with.
    const { monitoringTools } = await manager.expectData<{ monitoringTools: { items: { id: string; organisation: { id: string } }[] } }>(
      '{ monitoringTools { items { id organisation { id } } } }',
    );
    const theirs = monitoringTools.items.find(({ organisation }) => organisation.id === world.granting.id)!.id;
    const refused = await manager.expectRefusal(UPDATE, { input: { ...change, version: 2, monitoringToolId: theirs } });
    expect(refused.extensions.code).toBe('NOT_FOUND');
  });
});
