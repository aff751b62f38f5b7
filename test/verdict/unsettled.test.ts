import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { openPortal, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { changeRound, fillInAndSubmit, makeSystem, openRound, type RoundMade } from '../support/survey.ts';
import { logUses, type Use } from '../support/usage-log.ts';
import { FIELDS, type Judged } from './judged.ts';

let portal: TestPortal;

beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

describe('where the survey does not settle it', () => {
  let pmo: Person;
  let round: RoundMade;
  const judgeIt = async (): Promise<Judged[]> =>
    (await pmo.expectData<{ roundVerdicts: Judged[] }>(`query ($id: ID!) { roundVerdicts(roundId: $id) { ${FIELDS} } }`, { id: round.id }))
      .roundVerdicts;

  beforeAll(async () => {
    const runner = await portal.organisation(Role.PORTFOLIO_MANAGER, Role.COORDINATOR);
    const other = await portal.organisation(Role.COORDINATOR);
    pmo = runner.as(Role.PORTFOLIO_MANAGER);
    const asked = [runner.id, other.id];
    const system = await makeSystem(pmo, 5, { userIds: asked });
    const before = await openRound(pmo, asked, system);
    await fillInAndSubmit(runner.as(Role.COORDINATOR), before, '00120');
    await changeRound(pmo, 'closeSurveyRound', before.id);
    round = await openRound(pmo, asked, system);
    const year = Array.from({ length: 12 }, (_, month) => `${month > 8 ? 2026 : 2025}-${String(((month + 3) % 12) + 1).padStart(2, '0')}`);
    const uses = (key: string, count: number): Use[] => year.map(month => ({ key, organisationId: runner.id, month, count }));
    await logUses(portal, system.id, [...uses('F-1', 0), ...uses('F-3', 4), ...uses('F-5', 0)]);
    await fillInAndSubmit(runner.as(Role.COORDINATOR), round, '..2.0');
    await fillInAndSubmit(other.as(Role.COORDINATOR), round, '..200');
  }, 60_000);

  it('rests on a full window of logs alone where nobody answered, and on nothing where they do not tell', async () => {
    const [unused, unknown] = await judgeIt();
    expect(unused).toMatchObject({ verdict: 'RETIRE', grade: 'C', logCount: 0, windowToldCount: 12 });
    expect(unknown).toMatchObject({
      verdict: 'UNDECIDED',
      undecidedReason: 'NO_ANSWER',
      logged: false,
      logCount: null,
      variationRatio: null,
    });
  });

  it('is held back by logs that contradict everybody, and by answers that are too few', async () => {
    const [, , denied, half, denying] = await judgeIt();
    expect(denied).toMatchObject({ verdict: 'UNDECIDED', undecidedReason: 'CONTRADICTION', logCount: 48, contradictionCount: 1 });
    expect(half).toMatchObject({ verdict: 'UNDECIDED', undecidedReason: 'FEW_ANSWERS', fullyUsedCount: 1 });
    // Two say that they use what no log of a whole year shows.
    expect(denying).toMatchObject({ verdict: 'KEEP', contradictionCount: 2 });
  });

  it('is the same when one feature alone is asked for', async () => {
    const all = await judgeIt();
    for (const each of all) {
      const { featureVerdict } = await pmo.expectData<{ featureVerdict: Judged }>(
        `query ($round: ID!, $feature: ID!) { featureVerdict(roundId: $round, featureId: $feature) { ${FIELDS} } }`,
        { round: round.id, feature: each.id },
      );
      expect(featureVerdict).toEqual(each);
    }
  });

  it('stands beside the round before', async () => {
    const { roundVerdicts } = await pmo.expectData<{ roundVerdicts: { previous: object | null }[] }>(
      'query ($id: ID!) { roundVerdicts(roundId: $id) { previous { fullyUsedCount usedWithOtherMeansCount notUsedCount askedCount } } }',
      { id: round.id },
    );
    const counts = (fullyUsedCount: number, usedWithOtherMeansCount: number, notUsedCount: number): object => ({
      previous: { fullyUsedCount, usedWithOtherMeansCount, notUsedCount, askedCount: 2 },
    });
    expect(roundVerdicts).toEqual([counts(1, 0, 0), counts(1, 0, 0), counts(0, 1, 0), counts(0, 0, 1), counts(1, 0, 0)]);
  });
});
