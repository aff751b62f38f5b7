import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { countStatements } from '../support/count-statements.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { fillInAndSubmit, makeSystem, openRound, type SystemMade } from '../support/survey.ts';

const LEVELS = `query ($year: Int!, $by: PortfolioAxis!, $filter: PortfolioFilter) {
  portfolioLevels(fiscalYear: $year, by: $by, filter: $filter) { fiscalYear by lines } }`;
const GRID = `query ($year: Int!, $filter: PortfolioFilter) { portfolioHeatmap(fiscalYear: $year, filter: $filter) { grid } }`;
const YEAR = 2040;

type Line = [key: string | null, name: string | null, nameEn: string | null, detail: string | null, ...counts: number[]];

let portal: TestPortal;
let runner: TestOrganisation;
let first: TestOrganisation;
let second: TestOrganisation;
let pmo: Person;
let unrecorded: SystemMade;
/** Of class ① and profile IV: the first ministry submitted two levels and an open row, the second nothing. */
let grave: SystemMade;
beforeAll(async () => {
  portal = await openPortal();
  runner = await portal.organisation(Role.PORTFOLIO_MANAGER);
  first = await portal.organisation(Role.COORDINATOR, Role.PORTFOLIO_MANAGER);
  second = await portal.organisation(Role.COORDINATOR, Role.ADMINISTRATOR);
  pmo = runner.as(Role.PORTFOLIO_MANAGER);
  grave = await makeSystem(pmo, 3, { code: 'A', name: '重要', systemClass: 'DIGITAL_AGENCY', profile: 'IV' });
  unrecorded = await makeSystem(pmo, 2, { code: 'B', name: '未記録' });
  const asked = await openRound(pmo, [first.id, second.id], grave, { fiscalYear: YEAR });
  const another = await openRound(pmo, [second.id], unrecorded, { fiscalYear: YEAR });
  await fillInAndSubmit(first.as(Role.COORDINATOR), asked, '01.');
  await fillInAndSubmit(second.as(Role.COORDINATOR), another, '22');
});
afterAll(() => portal.close());

async function lines(by: string, filter: object = {}, person = pmo, year = YEAR): Promise<Line[]> {
  const { portfolioLevels } = await person.expectData<{ portfolioLevels: { lines: string } }>(LEVELS, { year, by, filter });
  return JSON.parse(portfolioLevels.lines) as Line[];
}
/** Key and counts: systems, ministries, sheets, submitted sheets; ● ◐ ○; unanswered, not submitted. */
const counted = (found: Line[]): unknown[] => found.map(([key, , , , ...counts]) => [key, ...counts]);

describe('portfolioLevels', () => {
  it('counts by profile and class, the unknown one first; unanswered and not submitted are never "not used"', async () => {
    const expected = [
      [1, 1, 1, 1, 0, 0, 2, 0, 0],
      [1, 2, 2, 1, 1, 1, 0, 1, 3],
    ];
    expect(counted(await lines('PROFILE'))).toEqual([
      [null, ...expected[0]!],
      ['IV', ...expected[1]!],
    ]);
    expect(counted(await lines('CLASS'))).toEqual([
      [null, ...expected[0]!],
      ['DIGITAL_AGENCY', ...expected[1]!],
    ]);
  });

  it('counts by ministry in protocol order, and by system with the round that leads on', async () => {
    expect(counted(await lines('MINISTRY'))).toEqual([
      [first.id, 1, 1, 1, 1, 1, 1, 0, 1, 0],
      [second.id, 2, 1, 2, 1, 0, 0, 2, 0, 3],
    ]);
    const bySystem = await lines('SYSTEM');
    expect(bySystem.map(([key, name, , , systems, ministries]) => [key, name, systems, ministries])).toEqual([
      [grave.id, '重要', 1, 2],
      [unrecorded.id, '未記録', 1, 1],
    ]);
    expect(bySystem[0]![3]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([
    ['systemClass', 'DIGITAL_AGENCY', ['重要']],
    ['systemClass', 'UNKNOWN', ['未記録']],
    ['profile', 'IV', ['重要']],
    ['profile', 'UNKNOWN', ['未記録']],
    ['profile', 'I', []],
  ])('narrowed by %s %s', async (name, value, systems) => {
    const filter = { [name]: value };
    expect((await lines('SYSTEM', filter)).map(([, each]) => each)).toEqual(systems);
    const { portfolioHeatmap } = await pmo.expectData<{ portfolioHeatmap: { grid: string } }>(GRID, { year: YEAR, filter });
    expect((JSON.parse(portfolioHeatmap.grid) as { systems: string[][] }).systems.map(([, each]) => each)).toEqual(systems);
  });

  it('narrowed by ministry and system together', async () => {
    expect(counted(await lines('SYSTEM', { organisationId: second.id, systemId: grave.id }))).toEqual([
      [grave.id, 1, 1, 1, 0, 0, 0, 0, 0, 3],
    ]);
    expect(await lines('SYSTEM', { organisationId: first.id, systemId: unrecorded.id })).toEqual([]);
    const { portfolioHeatmap } = await pmo.expectData<{ portfolioHeatmap: { grid: string } }>(GRID, {
      year: YEAR,
      filter: { organisationId: first.id },
    });
    const { systems, organisations, cells } = JSON.parse(portfolioHeatmap.grid) as {
      systems: unknown[][];
      organisations: string[][];
      cells: string[];
    };
    expect(systems.map(([, name, , , systemClass, profile]) => [name, systemClass, profile])).toEqual([['重要', 'DIGITAL_AGENCY', 'IV']]);
    expect([organisations.map(([id]) => id), cells]).toEqual([[first.id], ['1,1,0,3']]);
  });

  it('shows an asked ministry what is its own, and nothing in a year without rounds', async () => {
    const manager = first.as(Role.PORTFOLIO_MANAGER);
    expect(counted(await lines('MINISTRY', {}, manager))).toEqual([[first.id, 1, 1, 1, 1, 1, 1, 0, 1, 0]]);
    expect(counted(await lines('CLASS', {}, manager))).toEqual([['DIGITAL_AGENCY', 1, 1, 1, 1, 1, 1, 0, 1, 0]]);
    expect(await lines('MINISTRY', {}, pmo, 2041)).toEqual([]);
  });

  it.each(['SYSTEM', 'MINISTRY', 'PROFILE', 'CLASS'])('takes one statement by %s, however much there is', async by => {
    const few = await countStatements(portal, () => lines(by, { systemId: grave.id }));
    const many = await countStatements(portal, () => lines(by));
    expect(many).toBe(few);
  });

  it('reads what another ministry granted, and has that written down', async () => {
    const reader = await portal.organisation(Role.PORTFOLIO_MANAGER);
    const manager = reader.as(Role.PORTFOLIO_MANAGER);
    expect(await lines('MINISTRY', {}, manager)).toEqual([]);
    await second.as(Role.ADMINISTRATOR).expectData('mutation ($input: GrantReadingInput!) { grantReading(input: $input) { id } }', {
      input: { granteeOrganisationId: reader.id, role: 'PORTFOLIO_MANAGER' },
    });
    expect(counted(await lines('MINISTRY', {}, manager))).toEqual([[second.id, 2, 1, 2, 1, 0, 0, 2, 0, 3]]);
    const { accessRecords } = await second
      .as(Role.ADMINISTRATOR)
      .expectData<{ accessRecords: { items: { fields: string[] }[] } }>('{ accessRecords { items { fields } } }');
    expect(accessRecords.items.flatMap(({ fields }) => fields)).toContain('portfolioLevels');
  });
});
