import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { openPortal, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { byHand, submitted } from './by-hand.ts';
import { FIELDS, type Judged } from './judged.ts';
import { openSurveyTravel, type SurveyTravel } from '../support/survey-travel.ts';
import { logUses } from '../support/usage-log.ts';

/** The survey of 21 ministries joined with a year of logs: every verdict is what the rules R1 to R6 say, worked out here once more from the files. */
let portal: TestPortal;
let travel: SurveyTravel & { pmo: Person };

interface VerdictPage {
  items: Pick<Judged, 'id' | 'verdict' | 'grade' | 'usedWithOtherMeansCount'>[];
  nextCursor: string | null;
  totalCount: number;
  counts: Record<string, number>;
}

const judge = async (): Promise<Judged[]> =>
  (
    await travel.pmo.expectData<{ roundVerdicts: Judged[] }>(`query ($id: ID!) { roundVerdicts(roundId: $id) { ${FIELDS} } }`, {
      id: travel.round.id,
    })
  ).roundVerdicts;

beforeAll(async () => {
  portal = await openPortal();
  travel = await openSurveyTravel(portal);
  await logUses(
    portal,
    travel.systemId,
    travel.log.map(({ corporateNumber, ...row }) => ({ ...row, organisationId: travel.organisations.get(corporateNumber)! })),
  );
}, 90_000);
afterAll(() => portal.close());

const withoutId = ({
  id: _id,
  variationRatio: _variation,
  previous: _previous,
  ...rest
}: Judged): Omit<Judged, 'id' | 'variationRatio' | 'previous'> => rest;

describe('with survey-travel', () => {
  it('says of every feature what the rules say, worked out by hand', async () => {
    const judged = await judge();
    expect(judged.map(withoutId)).toEqual(await byHand(portal, travel));
  });

  it('has the figures that are expected of the files', async () => {
    const judged = await judge();
    const { expected } = travel;
    const codes = (part: Judged[]): string[] => part.map(({ code }) => code);
    expect(codes(judged.filter(({ verdict }) => verdict === 'RETIRE'))).toEqual(expected.featuresNotUsedByEveryAnsweringMinistry);
    expect(judged.filter(({ usedWithOtherMeansCount }) => usedWithOtherMeansCount > 0)).toHaveLength(
      expected.featuresUsedWithOtherMeansSomewhere,
    );
    expect(codes(judged.filter(({ lastUserId }) => lastUserId))).toEqual(expected.featuresWithExactlyOneUserMinistry);
    expect(codes(judged.filter(({ logged }) => !logged))).toEqual(expected.featuresWithoutAnyLogRow);
    expect(judged.reduce((sum, { contradictionCount }) => sum + contradictionCount, 0)).toBe(expected.contradictions);
    const mapped = new Set(codes(judged));
    expect(travel.log.filter(({ key }) => !mapped.has(key))).toHaveLength(expected.usageLogRowsWithUnmappedKey);
    expect(judged.reduce((sum, { logCount }) => sum + (logCount ?? 0), 0)).toBe(expected.usageLogTotalCount);
  });

  it('tells how far ministries differ: nothing where all agree, all where the three levels share equally', async () => {
    for (const { fullyUsedCount, usedWithOtherMeansCount, notUsedCount, variationRatio } of await judge()) {
      const counts = [fullyUsedCount, usedWithOtherMeansCount, notUsedCount];
      const answered = counts.reduce((sum, count) => sum + count, 0);
      const entropy = counts.reduce((sum, count) => (count ? sum - (count / answered) * Math.log(count / answered) : sum), 0);
      expect(variationRatio).toBeCloseTo(entropy / Math.log(3), 12);
    }
  });

  it('shows the same by ministry: answer, uses, and where they contradict each other', async () => {
    const judged = await judge();
    let contradictions = 0;
    for (const { id, code, logCount } of judged.filter(
      ({ contradictionCount, verdict }) => contradictionCount > 0 || verdict === 'RETIRE',
    )) {
      const { verdictEvidence } = await travel.pmo.expectData<{
        verdictEvidence: {
          organisationId: string;
          level: string | null;
          logCount: number | null;
          contradiction: string | null;
          submitted: boolean;
        }[];
      }>(
        'query ($round: ID!, $feature: ID!) { verdictEvidence(roundId: $round, featureId: $feature) { organisationId level logCount contradiction submitted } }',
        { round: travel.round.id, feature: id },
      );
      expect(verdictEvidence, code).toHaveLength(21);
      expect(verdictEvidence.filter(({ submitted: has }) => has)).toHaveLength(19);
      const uses = verdictEvidence.map(({ logCount: count }) => count);
      expect(uses.includes(null) ? null : uses.reduce<number>((sum, count) => sum + count!, 0)).toBe(logCount);
      for (const { level, logCount: count, contradiction } of verdictEvidence) {
        const found =
          level === 'NOT_USED' && count! > 0 ? 'NOT_USED_BUT_LOGGED' : level === 'FULLY_USED' && count === 0 ? 'USED_BUT_NOT_LOGGED' : null;
        expect(contradiction, code).toBe(found);
        if (found) contradictions++;
      }
    }
    expect(contradictions).toBe(travel.expected.contradictions);
  });

  it('tells the ministries the same before they submit: together they see as many contradictions', async () => {
    let contradictions = 0;
    for (const [number, id] of travel.organisations) {
      const coordinator = await portal.person(id, `coordinator-${number}`, Role.COORDINATOR);
      await coordinator.expectData('mutation ($input: OpenAnswerSheetInput!) { openAnswerSheet(input: $input) { state } }', {
        input: { roundId: travel.round.id },
      });
      const { answerSheet: sheet } = await coordinator.expectData<{ answerSheet: { findings: { kind: string }[] } }>(
        'query ($id: ID!) { answerSheet(roundId: $id) { findings { kind } } }',
        { id: travel.round.id },
      );
      contradictions += sheet.findings.filter(({ kind }) => kind.endsWith('_LOGGED')).length;
    }
    expect(contradictions).toBe(travel.expected.contradictions);
  });

  it('lists those of all systems of the year, what can go first, page by page', async () => {
    const all: VerdictPage['items'] = [];
    let after: string | null = null;
    let totalCount = 0;
    do {
      const { portfolioVerdicts: page }: { portfolioVerdicts: VerdictPage } = await travel.pmo.expectData(
        `query ($after: String) { portfolioVerdicts(fiscalYear: 2026, verdicts: [RETIRE, SHRINK, IMPROVE], first: 40, after: $after) {
          items { id verdict grade usedWithOtherMeansCount } nextCursor totalCount
          counts { retire shrink improve undecided keep } } }`,
        { after },
      );
      all.push(...page.items);
      after = page.nextCursor;
      totalCount = page.totalCount;
      expect(Object.values(page.counts).reduce((sum, count) => sum + count, 0)).toBe(90);
    } while (after);
    expect(all).toHaveLength(totalCount);
    expect(new Set(all.map(({ id }) => id)).size).toBe(totalCount);
    const byCode = await judge();
    expect(all.map(({ verdict }) => verdict)).toEqual(
      ['RETIRE', 'SHRINK', 'IMPROVE'].flatMap(verdict => byCode.filter(one => one.verdict === verdict).map(() => verdict)),
    );
    const improve = all.filter(({ verdict }) => verdict === 'IMPROVE').map(({ usedWithOtherMeansCount }) => usedWithOtherMeansCount);
    expect(improve.length).toBeGreaterThan(10);
  });

  it('narrows retirement candidates by grade and counts each, and shows one feature alone as the round shows it', async () => {
    const retire = (await judge()).filter(({ verdict }) => verdict === 'RETIRE');
    const gradeA = retire.filter(({ grade }) => grade === 'A');
    const { portfolioVerdicts: page } = await travel.pmo.expectData<{ portfolioVerdicts: VerdictPage }>(
      `{ portfolioVerdicts(fiscalYear: 2026, verdicts: [RETIRE], grades: [A]) { items { id } totalCount counts { retire retireA retireB retireC } } }`,
    );
    expect(new Set(page.items.map(({ id }) => id))).toEqual(new Set(gradeA.map(({ id }) => id)));
    expect(page.totalCount).toBe(gradeA.length);
    const count = (wanted: string): number => retire.filter(({ grade }) => grade === wanted).length;
    expect(page.counts).toEqual({ retire: retire.length, retireA: count('A'), retireB: count('B'), retireC: count('C') });
    const ONE = `query ($round: ID!, $feature: ID!) { featureVerdict(roundId: $round, featureId: $feature) { ${FIELDS}
      responseFloorPercent shrinkPercent windowMonths } }`;
    const { featureVerdict } = await travel.pmo.expectData<{ featureVerdict: Judged }>(ONE, {
      round: travel.round.id,
      feature: retire[0]!.id,
    });
    expect(featureVerdict).toEqual({ ...retire[0], responseFloorPercent: 80, shrinkPercent: 50, windowMonths: 12 });
    const nowhere = { round: travel.round.id, feature: travel.round.id };
    expect((await travel.pmo.expectRefusal(ONE, nowhere)).extensions).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('comes as a file with what the page is narrowed to: of the year or of the round, both evidences and thresholds in each row', async () => {
    const retire = (await judge()).filter(({ verdict }) => verdict === 'RETIRE');
    const download = async (path: string): Promise<string[]> => {
      const { status, bytes } = await travel.pmo.download(path);
      expect(status, path).toBe(200);
      return bytes.toString('utf8').trim().split('\r\n');
    };
    for (const path of ['verdicts/2026.csv?verdict=RETIRE&lang=ja', `round-verdicts/${travel.round.id}.csv?verdict=RETIRE&lang=ja`]) {
      const [head, ...lines] = await download(path);
      expect(head).toMatch(/情報システム名,機能コード,機能名,.*判定,根拠の強さ,.*ログの利用件数,.*進行中の決定,.*回収率の下限（%）/);
      expect(new Set(lines.map(line => line.split(',')[1]))).toEqual(new Set(retire.map(({ code }) => code)));
      // A log that does not name the feature is told in words, and its count left empty rather than nought.
      for (const { code, logged } of retire) {
        const line = lines.find(each => each.split(',')[1] === code)!;
        expect(line).toMatch(logged ? /,全期間,0,2025-04,2026-03,12,12,/ : /,この機能のログなし,,2025-04,2026-03,12,12,/);
      }
    }
    expect(await download('verdicts/2026.csv?verdict=RETIRE_A')).toHaveLength(1 + retire.filter(({ grade }) => grade === 'A').length);
    expect(await download('verdicts/2026.csv?lang=en')).toHaveLength(91);
    expect((await travel.pmo.download('verdicts/2026.xlsx')).status).toBe(200);
    expect((await travel.pmo.download('verdicts/2026.csv?verdict=GONE')).status).toBe(404);
  });
});

describe('the thresholds of the round', () => {
  const RULE = 'verdictRule { version responseFloorPercent shrinkPercent windowMonths windowEndsIn reason changedByName }';
  const SET = `mutation ($input: SetVerdictRuleInput!) { setVerdictRule(input: $input) { version } }`;
  const inForce = async (): Promise<Record<string, unknown>> =>
    (
      await travel.pmo.expectData<{ surveyRound: { verdictRule: Record<string, unknown> } }>(
        `query ($id: ID!) { surveyRound(id: $id) { ${RULE} } }`,
        { id: travel.round.id },
      )
    ).surveyRound.verdictRule;
  const set = (change: object): Promise<unknown> =>
    travel.pmo.expectData(SET, {
      input: {
        roundId: travel.round.id,
        version: 0,
        responseFloorPercent: 80,
        shrinkPercent: 50,
        windowMonths: 12,
        reason: '試算',
        ...change,
      },
    });

  it('are the usual ones until the manager changes them, and every verdict follows', async () => {
    expect(await inForce()).toEqual({
      version: 0,
      responseFloorPercent: 80,
      shrinkPercent: 50,
      windowMonths: 12,
      windowEndsIn: null,
      reason: null,
      changedByName: null,
    });
    await set({ shrinkPercent: 20 });
    expect((await judge()).map(withoutId)).toEqual(await byHand(portal, travel, 80, 20));
    await set({ version: 1, responseFloorPercent: 91, shrinkPercent: 20 });
    expect((await judge()).map(withoutId)).toEqual(await byHand(portal, travel, 91, 20));
    expect(await inForce()).toMatchObject({ version: 2, responseFloorPercent: 91, reason: '試算' });
  });

  it('look at another window: months of which no log tells cannot prove that there was no use', async () => {
    await set({ version: 2, windowMonths: 12, windowEndsIn: '2026-05' });
    const judged = await judge();
    expect(judged[0]).toMatchObject({ windowFrom: '2025-06', windowTo: '2026-05', windowToldCount: 10 });
    expect(judged.filter(({ verdict }) => verdict === 'RETIRE').map(({ grade }) => grade)).toEqual(['B', 'B']);
    const answers = await submitted(portal, travel);
    const against = judged.filter(({ contradictionCount }) => contradictionCount > 0);
    for (const { code } of against) expect([...answers.get(code)!.values()]).toContain('2');
    await set({ version: 3 });
  });

  it.each([
    ['responseFloorPercent', { responseFloorPercent: 101 }],
    ['shrinkPercent', { shrinkPercent: 0 }],
    ['windowMonths', { windowMonths: 37 }],
    ['windowEndsIn', { windowEndsIn: '2026-13' }],
    ['reason', { reason: ' ' }],
  ])('refuse %s out of bounds, and a version that is not in force', async (field, change) => {
    const input = {
      roundId: travel.round.id,
      version: 4,
      responseFloorPercent: 80,
      shrinkPercent: 50,
      windowMonths: 12,
      reason: '試算',
      ...change,
    };
    expect((await travel.pmo.expectRefusal(SET, { input })).extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
    const late = {
      ...input,
      version: 1,
      responseFloorPercent: 80,
      shrinkPercent: 50,
      windowMonths: 12,
      windowEndsIn: null,
      reason: '試算',
    };
    expect((await travel.pmo.expectRefusal(SET, { input: late })).extensions).toMatchObject({ code: 'CONFLICT', currentVersion: 4 });
  });

  it('are recorded with the reason', async () => {
    const { rows } = await portal.superuser.query<{ reason: string; before: { shrink_percent: number } | null }>(
      `select reason, before from audit_entry where subject = 'verdict_rule' order by at`,
    );
    expect(rows).toHaveLength(4);
    expect(rows.every(({ reason }) => reason === '試算')).toBe(true);
    expect(rows[1]!.before).toMatchObject({ shrink_percent: 20 });
  });
});
