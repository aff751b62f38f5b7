import { Role } from '../../server/access/role.ts';
import { entry, makeItem, makeTool, setMonitoring } from './monitoring.ts';
import type { TestOrganisation, TestPortal } from './open-portal.ts';
import { makeSystem } from './survey.ts';

export interface WatchedMinistry {
  ministry: TestOrganisation;
  /** Another ministry, which granted reading to portfolio managers of the first. */
  granting: TestOrganisation;
  items: Record<'A' | 'B' | 'C' | 'D', string>;
  systems: Record<'S1' | 'S2' | 'S3' | 'S5', string>;
  tools: Record<'suite' | 'board' | 'unused', string>;
}

/**
 * Four common items, of which C is for profile IV alone, and a ministry with three systems in operation and one that is planned.
 *
 * |    | profile | A              | B              | C         | D             |
 * | S1 | I       | monitored 60 s | partly         | –         | not monitored |
 * | S2 | IV      | monitored 300 s| not applicable | monitored | nothing said  |
 * | S3 | unknown | nothing said   | nothing said   | nothing   | nothing said  |
 *
 * S1 is watched by the suite and S2 by the board. S5 of the granting ministry is of profile IV, and its suite watches C.
 */
export async function makeWatchedMinistry(portal: TestPortal): Promise<WatchedMinistry> {
  const ministry = await portal.organisation(Role.SYSTEM_OWNER, Role.PORTFOLIO_MANAGER, Role.AUDITOR, Role.RESPONDENT);
  const granting = await portal.organisation(Role.SYSTEM_OWNER, Role.ADMINISTRATOR);
  const [owner, other] = [ministry.as(Role.SYSTEM_OWNER), granting.as(Role.SYSTEM_OWNER)];
  const itemOf = async (code: string, layer: string, profiles = ['I', 'II', 'III', 'IV']): Promise<string> =>
    (await makeItem(portal.operator, { code, layer, profiles })).id;
  const items = {
    A: await itemOf('A-CPU', 'OS_MIDDLEWARE'),
    B: await itemOf('B-LINE', 'NETWORK'),
    C: await itemOf('C-INTRUSION', 'SECURITY', ['IV']),
    D: await itemOf('D-SCREEN', 'APPLICATION'),
  };
  const systemOf = async (code: string, input: Record<string, unknown>, person = owner): Promise<string> =>
    (await makeSystem(person, 0, { code, systemClass: 'MINISTRY', ...input })).id;
  const systems = {
    S1: await systemOf('S1', { profile: 'I' }),
    S2: await systemOf('S2', { profile: 'IV' }),
    S3: await systemOf('S3', { systemClass: null }),
    S5: await systemOf('S5', { profile: 'IV' }, other),
  };
  await systemOf('S4', { lifecycleState: 'PLANNED' });
  const tools = {
    suite: await makeTool(owner, 'Suite'),
    board: await makeTool(owner, 'Board'),
    unused: await makeTool(owner, 'Unused'),
  };
  const byS1 = { monitoringToolId: tools.suite, automationLevel: 1 };
  const byS2 = { monitoringToolId: tools.board };
  const [low, high] = [80, 95].map(value => [{ comparison: 'GT', value, severity: 'WARNING' }]);
  await setMonitoring(
    owner,
    systems.S1,
    entry(items.A, 'MONITORED', { ...byS1, intervalSeconds: 60, thresholds: low }),
    entry(items.B, 'PARTLY', { ...byS1, automationLevel: 0 }),
    entry(items.D, 'NOT_MONITORED'),
  );
  await setMonitoring(
    owner,
    systems.S2,
    entry(items.A, 'MONITORED', { ...byS2, intervalSeconds: 300, thresholds: high }),
    entry(items.B, 'NOT_APPLICABLE'),
    entry(items.C, 'MONITORED', byS2),
  );
  await setMonitoring(other, systems.S5, entry(items.C, 'MONITORED', { monitoringToolId: await makeTool(other, 'SUITE') }));
  await granting.as(Role.ADMINISTRATOR).expectData('mutation ($input: GrantReadingInput!) { grantReading(input: $input) { id } }', {
    input: { granteeOrganisationId: ministry.id, role: 'PORTFOLIO_MANAGER' },
  });
  return { ministry, granting, items, systems, tools };
}
