import { afterAll, beforeAll, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { makeTool } from '../support/monitoring.ts';
import { decide, importFile } from '../support/monitoring-import.ts';
import { openPortal, type TestPortal } from '../support/open-portal.ts';
import { makeSystem } from '../support/survey.ts';
import { fixture, TEMPLATES } from './fixture.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
}, 60_000);
afterAll(() => portal.close());

it(
  'of six templates every line is mapped, suggested or unmapped, and what one maps is known in the next',
  { timeout: 120_000 },
  async () => {
    await portal.operator.expectData('mutation { installCommonItems(input: { replaceCodes: [] }) { addedCount } }');
    const owner = (await portal.organisation(Role.SYSTEM_OWNER)).as(Role.SYSTEM_OWNER);
    const [system, monitoringToolId] = [await makeSystem(owner, 0), await makeTool(owner, '統合監視')];
    const sums = { lineCount: 0, mappedCount: 0, suggestedCount: 0, unmappedCount: 0, leftOutCount: 0 };
    for (const [name, count] of TEMPLATES) {
      const made = await importFile(owner, system.id, monitoringToolId, `${name}.yaml`, await fixture(`shapes/${name}.zabbix.yaml`));
      expect(made.counts['lineCount']).toBe(count);
      for (const key of Object.keys(sums) as (keyof typeof sums)[]) sums[key] += made.counts[key]!;
      const suggested = made.lines.items.filter(({ state }) => state === 'SUGGESTED').map(({ label }) => label);
      if (suggested.length > 0) await decide(owner, made, suggested, { decision: 'TAKE_SUGGESTION' });
    }
    expect(sums.lineCount).toBe(282);
    expect(sums.mappedCount + sums.suggestedCount + sums.unmappedCount).toBe(282);
    expect(sums.leftOutCount).toBe(0);
    // Both operating systems are watched by the same agent.
    expect(sums.mappedCount).toBeGreaterThan(0);
  },
);
