import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import { changeRound, fillInAndSubmit, makeSystem, openRound, prepareRound } from '../support/survey.ts';

let portal: TestPortal;
let runner: TestOrganisation;
let first: TestOrganisation;
let second: TestOrganisation;
beforeAll(async () => {
  portal = await openPortal();
  runner = await portal.organisation(Role.PORTFOLIO_MANAGER);
  first = await portal.organisation(Role.COORDINATOR, Role.PORTFOLIO_MANAGER);
  second = await portal.organisation(Role.COORDINATOR);
});
afterAll(() => portal.close());

interface Grid {
  systems: [systemId: string, name: string, roundId: string, roundTitle: string][];
  organisations: [id: string][];
  cells: string[];
}
async function portfolio(fiscalYear: number, organisation = runner): Promise<Grid> {
  const { portfolioHeatmap } = await organisation
    .as(Role.PORTFOLIO_MANAGER)
    .expectData<{ portfolioHeatmap: { grid: string } }>('query ($year: Int!) { portfolioHeatmap(fiscalYear: $year) { grid } }', {
      year: fiscalYear,
    });
  return JSON.parse(portfolioHeatmap.grid) as Grid;
}

describe('portfolioHeatmap', () => {
  it('tells submitted, not submitted and not asked apart', async () => {
    const pmo = runner.as(Role.PORTFOLIO_MANAGER);
    const [a, b] = [await makeSystem(pmo, 4, { code: 'A' }), await makeSystem(pmo, 2, { code: 'B' })];
    const asked = await openRound(pmo, [first.id, second.id], a, { fiscalYear: 2030 });
    await openRound(pmo, [second.id], b, { fiscalYear: 2030 });
    await fillInAndSubmit(first.as(Role.COORDINATOR), asked, '012.');
    const { systems, organisations, cells } = await portfolio(2030);
    expect(systems.map(([id]) => id)).toEqual([a.id, b.id]);
    expect(organisations.map(([id]) => id)).toEqual([first.id, second.id]);
    expect(cells).toEqual(['1,1,1,4;?,4', '-;?,2']);
  });

  it('shows the latest opened round of the year, and no draft', async () => {
    const pmo = runner.as(Role.PORTFOLIO_MANAGER);
    const system = await makeSystem(pmo, 1);
    const earlier = await openRound(pmo, [first.id], system, { fiscalYear: 2031, title: '上期' });
    await fillInAndSubmit(first.as(Role.COORDINATOR), earlier, '0');
    await changeRound(pmo, 'closeSurveyRound', earlier.id);
    await openRound(pmo, [first.id], system, { fiscalYear: 2031, title: '下期' });
    await prepareRound(pmo, system.id, [first.id], { fiscalYear: 2031, title: '準備中' });
    const { systems, cells } = await portfolio(2031);
    expect(systems.map(([, , , title]) => title)).toEqual(['下期']);
    expect(cells).toEqual(['?,1']);
  });

  it('is empty in a year without rounds, and shows an asked ministry its own column alone', async () => {
    expect(await portfolio(2032)).toEqual({ systems: [], organisations: [], cells: [] });
    const survey = await openRound(runner.as(Role.PORTFOLIO_MANAGER), [first.id, second.id], 1, { fiscalYear: 2033 });
    await fillInAndSubmit(second.as(Role.COORDINATOR), survey, '0');
    const { organisations, cells } = await portfolio(2033, first);
    expect(organisations.map(([id]) => id)).toEqual([first.id]);
    expect(cells).toEqual(['?,1']);
  });
});
