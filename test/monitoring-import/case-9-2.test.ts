import { afterAll, beforeAll, expect, it } from 'vitest';
import { entry, setMonitoring } from '../support/monitoring.ts';
import { apply, decide, type ImportMade, importFile } from '../support/monitoring-import.ts';
import { openPortal, type TestPortal } from '../support/open-portal.ts';
import { COUNTER_TEMPLATE, openTwoTools, TAX_LIST, type TwoTools } from '../support/two-tools.ts';

/** Case 9-2 of the guidebook over the API: the lists of two tools become one catalogue; what is watched and what is not is counted by hand. */
let portal: TestPortal;
let world: TwoTools;
beforeAll(async () => {
  portal = await openPortal();
  world = await openTwoTools(portal);
}, 60_000);
afterAll(() => portal.close());

const OUTLOOK = 'outlook { toolCountBefore toolCountAfter movableCount remainingCount }';

const suggestions = ({ lines }: ImportMade) =>
  lines.items.map(({ label, state, suggestedItem }) => [label, state, suggestedItem?.code ?? null]);

it('maps both lists to one catalogue, and counts coverage, gaps and tools right', async () => {
  const { owner, codes, systems, tools } = world;
  const counter = await importFile(owner, systems[0], tools[0], 'counter.yaml', COUNTER_TEMPLATE);
  expect(suggestions(counter)).toEqual([
    ['CPU utilization', 'SUGGESTED', codes.cpu],
    ['Memory utilization', 'SUGGESTED', codes.memory],
    ['Tickets printed', 'UNMAPPED', null],
    ['Disks', 'UNMAPPED', null],
    ['{#FSNAME}: Space utilization', 'SUGGESTED', codes.disk],
  ]);
  const tax = await importFile(owner, systems[1], tools[1], '監視項目一覧.csv', TAX_LIST);
  expect(suggestions(tax)).toEqual([
    ['CPUの使用率', 'SUGGESTED', codes.cpu],
    ['ファイルシステム使用率', 'SUGGESTED', codes.disk],
    ['サーバ証明書の期限', 'SUGGESTED', codes.certificate],
    ['帳票の印刷枚数', 'UNMAPPED', null],
  ]);

  for (const [made, out, target] of [
    [counter, ['Tickets printed', 'Disks'], '受付の運用当番'],
    [tax, ['帳票の印刷枚数'], '課税の運用当番'],
  ] as const) {
    const taken = made.lines.items.filter(({ state }) => state === 'SUGGESTED').map(({ label }) => label);
    const mapped = await decide(owner, made, taken, { decision: 'TAKE_SUGGESTION' });
    const done = await decide(owner, mapped, [...out], { decision: 'LEAVE_OUT', reason: '共通の項目ではない' });
    expect(done.counts).toMatchObject({ suggestedCount: 0, unmappedCount: 0, mappedCount: 3, leftOutCount: out.length });
    expect(await apply(owner, done, target)).toMatchObject({ newCount: 3, keptCount: 0 });
  }

  // Five items apply to each of two systems; each watches three of them.
  const { monitoringCoverage, systemCoverages, monitoringGaps } = await owner.expectData<{
    monitoringCoverage: { figures: object };
    systemCoverages: { items: { system: { id: string }; figures: object; toolCount: number }[] };
    monitoringGaps: { items: { system: { id: string }; item: { id: string; code: string }; state: string }[] };
  }>(`{ monitoringCoverage { figures { applicableCount monitoredCount unknownCount coverageRatio } }
    systemCoverages { items { system { id } toolCount figures { applicableCount monitoredCount coverageRatio } } }
    monitoringGaps { items { system { id } item { id code } state } } }`);
  expect(monitoringCoverage.figures).toEqual({ applicableCount: 10, monitoredCount: 6, unknownCount: 4, coverageRatio: 0.6 });
  for (const { toolCount, figures } of systemCoverages.items) {
    expect(toolCount).toBe(1);
    expect(figures).toEqual({ applicableCount: 5, monitoredCount: 3, coverageRatio: 0.6 });
  }
  const gaps = monitoringGaps.items.map(gap => `${systems.indexOf(gap.system.id)} ${gap.item.code} ${gap.state}`);
  expect(gaps.toSorted()).toEqual(
    [`0 ${codes.response}`, `0 ${codes.certificate}`, `1 ${codes.memory}`, `1 ${codes.response}`].map(gap => `${gap} UNKNOWN`).toSorted(),
  );

  // The same item, watched in two ways.
  const { monitoringDifferences } = await owner.expectData<{
    monitoringDifferences: {
      items: { item: { code: string }; settings: { intervalSeconds: number; thresholds: { value: number }[] }[] }[];
    };
  }>('{ monitoringDifferences { items { item { code } settings { intervalSeconds thresholds { value } } } } }');
  const cpu = monitoringDifferences.items.find(one => one.item.code === codes.cpu)!;
  const ways = cpu.settings.map(
    ({ intervalSeconds, thresholds }) => `${intervalSeconds} s, from ${thresholds.map(({ value }) => value).join()}`,
  );
  expect(ways.toSorted()).toEqual(['60 s, from 85', '600 s, from 95']);

  // From two tools to one: of the board's three items the suite is known to watch two. The board stays for the certificate …
  const { createUnificationPlan: plan } = await owner.expectData<{ createUnificationPlan: { id: string; outlook: object } }>(
    `mutation ($input: CreateUnificationPlanInput!) { createUnificationPlan(input: $input) { id ${OUTLOOK} } }`,
    { input: { name: '統一計画', monitoringToolId: tools[0] } },
  );
  expect(plan.outlook).toEqual({ toolCountBefore: 2, toolCountAfter: 2, movableCount: 2, remainingCount: 1 });
  // … until the suite is seen to watch one, which closes a gap of the other system.
  const certificate = monitoringGaps.items.find(gap => gap.item.code === codes.certificate)!.item.id;
  await setMonitoring(owner, systems[0], entry(certificate, 'MONITORED', { monitoringToolId: tools[0] }));
  expect(await owner.expectData(`query ($id: ID!) { unificationPlan(id: $id) { ${OUTLOOK} } }`, { id: plan.id })).toEqual({
    unificationPlan: { outlook: { toolCountBefore: 2, toolCountAfter: 1, movableCount: 3, remainingCount: 0 } },
  });
});
