import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { countStatements } from '../support/count-statements.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import { changeRound, fillInAndSubmit, makeFeature, makeSystem, openRound, type RoundMade } from '../support/survey.ts';

const COUNTS = 'comparedCount moreUsedCount lessUsedCount unchangedCount unknownCount notUsedBeforeCount notUsedCount';
const CHANGE = `query ($id: ID!) { roundChange(roundId: $id) { roundId previousRoundId ${COUNTS}
  ministries { organisationId asked askedBefore ${COUNTS} } } }`;
const SYSTEM = `query ($id: ID!) { informationSystem(id: $id) { roundChanges { roundId previousRoundId ${COUNTS} ministries { organisationId } } } }`;

interface Change {
  roundId: string;
  previousRoundId: string | null;
  ministries: { organisationId: string }[];
}

let portal: TestPortal;
let runner: TestOrganisation;
let first: TestOrganisation;
let second: TestOrganisation;
let silent: TestOrganisation;
let former: TestOrganisation;
let recent: TestOrganisation;
let system: { id: string; version: number };
let before: RoundMade;
let now: RoundMade;
const pmo = () => runner.as(Role.PORTFOLIO_MANAGER);
const counts = (more: number, less: number, unchanged: number, unknown: number, notUsedBeforeCount: number, notUsedCount: number) => ({
  comparedCount: more + less + unchanged,
  moreUsedCount: more,
  lessUsedCount: less,
  unchangedCount: unchanged,
  unknownCount: unknown,
  notUsedBeforeCount,
  notUsedCount,
});

beforeAll(async () => {
  portal = await openPortal();
  runner = await portal.organisation(Role.PORTFOLIO_MANAGER);
  const asked: TestOrganisation[] = [];
  for (let number = 0; number < 5; number++) asked.push(await portal.organisation(Role.COORDINATOR));
  [first, second, silent, former, recent] = asked as [
    TestOrganisation,
    TestOrganisation,
    TestOrganisation,
    TestOrganisation,
    TestOrganisation,
  ];
  system = await makeSystem(pmo(), 4, { userIds: asked.map(({ id }) => id) });
  const submit = (who: TestOrganisation, round: RoundMade, levels: string) => fillInAndSubmit(who.as(Role.COORDINATOR), round, levels);
  before = await openRound(pmo(), [first.id, second.id, silent.id, former.id], system);
  await submit(first, before, '0122');
  await submit(second, before, '2.02');
  await submit(silent, before, '0000');
  await submit(former, before, '2222');
  await changeRound(pmo(), 'closeSurveyRound', before.id);
  await makeFeature(pmo(), system.id, 'F-5');
  now = await openRound(pmo(), [first.id, second.id, silent.id, recent.id], system);
  // More, unchanged, less; open the second time; and a feature that the round before did not have.
  await submit(first, now, '021.2');
  await submit(second, now, '20022');
  await submit(recent, now, '22222');
}, 60_000);
afterAll(() => portal.close());

describe('what changed since the round before', () => {
  it('is told by ministry: what is unanswered is unknown, and what only one round asked is not compared', async () => {
    const { roundChange } = await pmo().expectData<{ roundChange: Change }>(CHANGE, { id: now.id });
    const both = { asked: true, askedBefore: true };
    expect(roundChange).toMatchObject({ previousRoundId: before.id, ...counts(1, 1, 4, 6, 3, 3) });
    expect(Object.fromEntries(roundChange.ministries.map(({ organisationId, ...rest }) => [organisationId, rest]))).toEqual({
      [first.id]: { ...both, ...counts(1, 1, 1, 1, 1, 1) },
      [second.id]: { ...both, ...counts(0, 0, 3, 1, 2, 2) },
      [silent.id]: { ...both, ...counts(0, 0, 0, 4, 0, 0) },
      [former.id]: { asked: false, askedBefore: true, ...counts(0, 0, 0, 0, 0, 0) },
      [recent.id]: { asked: true, askedBefore: false, ...counts(0, 0, 0, 0, 0, 0) },
    });
  });

  it('is told by system, latest first, in as many statements for many systems as for one', async () => {
    const { informationSystem } = await pmo().expectData<{ informationSystem: { roundChanges: Change[] } }>(SYSTEM, { id: system.id });
    expect(informationSystem.roundChanges).toMatchObject([
      { roundId: now.id, previousRoundId: before.id, ...counts(1, 1, 4, 6, 3, 3) },
      { roundId: before.id, previousRoundId: null, ...counts(0, 0, 0, 0, 0, 0), ministries: { length: 4 } },
    ]);
    const list = () => pmo().expectData(`{ informationSystems { items { id roundChanges { roundId } } } }`);
    const few = await countStatements(portal, list);
    await openRound(pmo(), [first.id], 1);
    expect(await countStatements(portal, list)).toBe(few);
  });

  it('comes as a table, where what cannot be compared stays empty', async () => {
    const file = async (path: string) => (await pmo().download(path)).bytes.toString('utf8').replace('\uFEFF', '').trim().split(/\r?\n/);
    const [headings, ...rows] = await file(`round-change/${now.id}.csv?lang=ja`);
    expect(headings).toBe(
      '府省名,前回の調査,調査の対象,利用が増えた,利用が減った,変わらず,不明（どちらかが未回答）,比べた回答,前回の未利用（比べた回答のうち）,今回の未利用（比べた回答のうち）',
    );
    expect(rows.map(row => row.split(',').slice(2).join(','))).toEqual([
      '両方,1,1,1,1,3,1,1',
      '両方,0,0,3,1,3,2,2',
      '両方,0,0,0,4,0,0,0',
      '前回のみ,,,,,,,',
      '今回のみ,,,,,,,',
    ]);
    const rounds = await file(`system-changes/${system.id}.csv?lang=en`);
    expect(rounds.slice(1).map(row => row.split(',').slice(2).join(','))).toEqual(['利用状況調査,1,1,4,6,6,3,3', 'None,,,,,,,']);
  });

  it('is nothing that another organisation sees', async () => {
    const stranger = await portal.organisation(Role.PORTFOLIO_MANAGER);
    const { errors } = await stranger.as(Role.PORTFOLIO_MANAGER).ask(CHANGE, { id: now.id });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' });
  });
});

it('says of which year a round was published last, and nothing while there is none', async () => {
  const ask = () => pmo().expectData<{ latestPublishedYear: number | null }>('{ latestPublishedYear }');
  expect(await ask()).toEqual({ latestPublishedYear: null });
  await changeRound(pmo(), 'publishSurveyRound', before.id, { sharing: 'OWN_ROW' });
  expect(await ask()).toEqual({ latestPublishedYear: 2026 });
});
