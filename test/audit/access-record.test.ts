import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { fillInAndSubmit, openRound, type RoundMade } from '../support/survey.ts';

/** A reading across ministries is on record on both sides; one that no grant opened leaves no record. */
const RECORDS = '{ accessRecords { totalCount items { at actorName fields organisation { id } requestId } } }';

interface Recorded {
  at: string;
  actorName: string;
  fields: string;
  organisation: { id: string };
  requestId: string;
}

let portal: TestPortal;
let reader: TestOrganisation;
let granting: TestOrganisation;
let second: TestOrganisation;
let bystander: TestOrganisation;
let survey: RoundMade;

beforeAll(async () => {
  portal = await openPortal();
  reader = await portal.organisation(Role.PORTFOLIO_MANAGER, Role.AUDITOR, Role.SYSTEM_OWNER);
  granting = await portal.organisation(Role.ADMINISTRATOR, Role.AUDITOR, Role.COORDINATOR, Role.PORTFOLIO_MANAGER);
  second = await portal.organisation(Role.ADMINISTRATOR, Role.AUDITOR);
  bystander = await portal.organisation(Role.AUDITOR, Role.PORTFOLIO_MANAGER);
  survey = await openRound(granting.as(Role.PORTFOLIO_MANAGER), [granting.id], 2);
  await fillInAndSubmit(granting.as(Role.COORDINATOR), survey, '01');
}, 60_000);
afterAll(() => portal.close());

async function records(of: TestOrganisation): Promise<Recorded[]> {
  const { accessRecords } = await of.as(Role.AUDITOR).expectData<{ accessRecords: { items: Recorded[] } }>(RECORDS);
  return accessRecords.items;
}
/** What a reading adds to the records of each side. */
async function added(read: () => Promise<unknown>, ...sides: TestOrganisation[]): Promise<Recorded[][]> {
  const before = await Promise.all(sides.map(records));
  await read();
  const after = await Promise.all(sides.map(records));
  return after.map((list, index) => list.slice(0, list.length - before[index]!.length));
}
async function grant(of: TestOrganisation): Promise<string> {
  const { grantReading } = await of
    .as(Role.ADMINISTRATOR)
    .expectData<{ grantReading: { id: string } }>('mutation ($input: GrantReadingInput!) { grantReading(input: $input) { id } }', {
      input: { granteeOrganisationId: reader.id, role: 'PORTFOLIO_MANAGER' },
    });
  return grantReading.id;
}
const revoke = (of: TestOrganisation, grantId: string) =>
  of.as(Role.ADMINISTRATOR).expectData('mutation ($input: RevokeReadingInput!) { revokeReading(input: $input) { id } }', {
    input: { grantId, reason: '終了' },
  });

const pmo = (): Person => reader.as(Role.PORTFOLIO_MANAGER);
const HEATMAP = 'query ($id: ID!) { surveyHeatmap(roundId: $id) { grid } }';
const CELL =
  'query ($round: ID!, $feature: ID!, $organisation: ID!) { heatmapCell(roundId: $round, featureId: $feature, organisationId: $organisation) { level } }';

describe('a reading', () => {
  it('without a grant is refused and leaves no record, on either side', async () => {
    const read = async (): Promise<void> => {
      expect((await pmo().expectRefusal(HEATMAP, { id: survey.id })).extensions.code).toBe('NOT_FOUND');
      await pmo().expectData('{ informationSystems { totalCount } surveyRounds { totalCount } }');
    };
    expect(await added(read, reader, granting, bystander)).toEqual([[], [], []]);
  });

  it.each([
    ['a heatmap', 'surveyHeatmap', () => pmo().expectData(HEATMAP, { id: survey.id })],
    [
      'a cell',
      'heatmapCell',
      () => pmo().expectData(CELL, { round: survey.id, feature: survey.features[0]!.id, organisation: granting.id }),
    ],
    [
      'two lists at once',
      'informationSystems surveyRounds',
      () => pmo().expectData('{ informationSystems { totalCount } surveyRounds { totalCount } }'),
    ],
    [
      'a list that stands in a fragment',
      'surveyRounds informationSystems',
      () =>
        pmo().expectData(
          'query { ...Rounds ... { informationSystems { totalCount } } } fragment Rounds on Query { surveyRounds { totalCount } }',
        ),
    ],
    ['a file', 'download:heatmap', () => pmo().download(`heatmap/${survey.id}.csv`)],
    ['a table of a page', 'download:table', () => pmo().takeTable({ title: 'A', columns: ['A'], rows: [], format: 'csv' })],
  ])('of %s through a grant says who read what and when, to both sides and nobody else', async (_what, fields, read) => {
    const id = await grant(granting);
    const since = Date.now();
    const [atReader, atGranting, atBystander] = await added(read, reader, granting, bystander);
    await revoke(granting, id);
    expect(atReader).toHaveLength(1);
    expect(atReader![0]).toMatchObject({
      actorName: `担当 portfolio_manager@${reader.corporateNumber}`,
      fields,
      organisation: { id: reader.id },
      requestId: expect.any(String),
    });
    expect(Math.abs(new Date(atReader![0]!.at).getTime() - since)).toBeLessThan(30_000);
    expect(atGranting).toEqual(atReader);
    expect(atBystander).toEqual([]);
  });

  it('of somebody whose role was not granted leaves no record', async () => {
    const id = await grant(granting);
    const read = () => reader.as(Role.SYSTEM_OWNER).expectData('{ informationSystems { totalCount } }');
    expect(await added(read, reader, granting)).toEqual([[], []]);
    await revoke(granting, id);
  });

  it('of one’s own list leaves no record', async () => {
    const id = await grant(granting);
    expect(await added(() => pmo().expectData('{ organisations { totalCount } viewer { roles } }'), reader, granting)).toEqual([[], []]);
    await revoke(granting, id);
  });

  it('names every organisation whose grant stood open, and none whose grant was taken back', async () => {
    const [first, other] = [await grant(granting), await grant(second)];
    const read = () => pmo().expectData('{ surveyRounds { totalCount } }');
    expect((await added(read, reader, granting, second)).map(list => list.length)).toEqual([1, 1, 1]);
    await revoke(granting, first);
    expect((await added(read, reader, granting, second)).map(list => list.length)).toEqual([1, 0, 1]);
    await revoke(second, other);
    expect((await added(read, reader, granting, second)).map(list => list.length)).toEqual([0, 0, 0]);
  });

  it('is on record before it is answered: where it cannot be recorded, nothing is shown', async () => {
    const id = await grant(granting);
    await portal.superuser.query('revoke insert on access_record from portal_app');
    const answer = await pmo().ask(HEATMAP, { id: survey.id });
    const file = await pmo().download(`heatmap/${survey.id}.csv`);
    await portal.superuser.query('grant insert on access_record to portal_app');
    await revoke(granting, id);
    expect([answer.data ?? null, answer.errors?.length]).toEqual([null, 1]);
    expect(file.status).toBeGreaterThanOrEqual(400);
  });
});

it('can be changed and deleted by nobody', async () => {
  const { rows } = await portal.superuser.query(
    `select l from unnest(array['portal_app', 'portal_portfolio', 'portal_sign_in']) l
     where has_any_column_privilege(l, 'access_record', 'update') or has_table_privilege(l, 'access_record', 'delete')`,
  );
  expect(rows).toEqual([]);
});
