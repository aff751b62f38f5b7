import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import { changeRound, changeSheet, fillIn, makeSystem, openRound, type RoundMade } from '../support/survey.ts';
import { logUses, type Use } from '../support/usage-log.ts';

const SHEET = `query ($id: ID!) { answerSheet(roundId: $id) {
  usage { windowFrom windowTo monthCount toldCount features { featureId count peakUserCount } } } }`;

interface Usage {
  windowFrom: string;
  windowTo: string;
  monthCount: number;
  toldCount: number;
  features: { featureId: string; count: number; peakUserCount: number | null }[];
}

let portal: TestPortal;
let runner: TestOrganisation;
let ministry: TestOrganisation;
let other: TestOrganisation;
beforeAll(async () => {
  portal = await openPortal();
  runner = await portal.organisation(Role.PORTFOLIO_MANAGER, Role.COORDINATOR);
  ministry = await portal.organisation(Role.RESPONDENT, Role.COORDINATOR);
  other = await portal.organisation(Role.COORDINATOR);
});
afterAll(() => portal.close());

const pmo = () => runner.as(Role.PORTFOLIO_MANAGER);
const usageOf = async (organisation: TestOrganisation, round: RoundMade): Promise<Usage | null> =>
  (await organisation.as(Role.COORDINATOR).expectData<{ answerSheet: { usage: Usage | null } }>(SHEET, { id: round.id })).answerSheet.usage;
/** A round about a new system of three features that three ministries use, the runner among them. */
async function ask(): Promise<RoundMade> {
  const asked = [runner.id, ministry.id, other.id];
  return openRound(pmo(), asked, await makeSystem(pmo(), 3, { userIds: asked }));
}
/** The months of a fiscal year, YYYY-MM. */
const yearFrom = (year: number): string[] =>
  Array.from({ length: 12 }, (_, month) => `${month > 8 ? year + 1 : year}-${String(((month + 3) % 12) + 1).padStart(2, '0')}`);
const each = (months: string[], key: string, organisationId: string, count: number, users?: number): Use[] =>
  months.map(month => ({ key, organisationId, month, count, users: users ?? null }));

describe('own use beside the rows', () => {
  it('counts what the ministry itself did, also where it provides the system: nobody sees another one’s', async () => {
    const round = await ask();
    const year = yearFrom(2025);
    await logUses(portal, round.systemId, [
      ...each(year, 'F-1', ministry.id, 3, 2),
      { key: 'F-1', organisationId: ministry.id, month: '2025-07', count: 4, users: 9 },
      ...each(year, 'F-1', other.id, 100, 50),
      ...each(year, 'F-2', other.id, 1),
      // Before the window, which ends with the last month that is told.
      ...each(yearFrom(2024), 'F-2', ministry.id, 7),
    ]);
    const [first, second] = round.features;
    const window = { windowFrom: '2025-04', windowTo: '2026-03', monthCount: 12, toldCount: 12 };
    expect(await usageOf(ministry, round)).toEqual({
      ...window,
      features: [
        { featureId: first!.id, count: 37, peakUserCount: 9 },
        { featureId: second!.id, count: 0, peakUserCount: null },
      ],
    });
    expect(await usageOf(runner, round)).toMatchObject({ ...window, features: [{ count: 0 }, { count: 0 }] });
    expect(await usageOf(other, round)).toMatchObject({ ...window, features: [{ count: 1200 }, { count: 12 }] });
  });

  it('is unknown without logs, and says how many months it is known of', async () => {
    const round = await ask();
    expect(await usageOf(ministry, round)).toBeNull();
    await logUses(portal, round.systemId, each(['2026-01', '2026-03'], 'F-1', other.id, 5));
    expect(await usageOf(ministry, round)).toEqual({
      windowFrom: '2025-04',
      windowTo: '2026-03',
      monthCount: 12,
      toldCount: 2,
      features: [{ featureId: round.features[0]!.id, count: 0, peakUserCount: null }],
    });
  });

  it('follows the window that the manager sets, down to one of which nothing is told', async () => {
    const round = await ask();
    await logUses(portal, round.systemId, each(yearFrom(2025), 'F-1', ministry.id, 2));
    const set = (version: number, windowMonths: number, windowEndsIn: string): Promise<unknown> =>
      pmo().expectData('mutation ($input: SetVerdictRuleInput!) { setVerdictRule(input: $input) { version } }', {
        input: { roundId: round.id, version, responseFloorPercent: 80, shrinkPercent: 50, windowMonths, windowEndsIn, reason: '試算' },
      });
    await set(0, 6, '2026-02');
    expect(await usageOf(ministry, round)).toMatchObject({ windowFrom: '2025-09', monthCount: 6, toldCount: 6, features: [{ count: 12 }] });
    await set(1, 3, '2024-06');
    expect(await usageOf(ministry, round)).toMatchObject({ windowFrom: '2024-04', toldCount: 0, features: [] });
  });

  it('ends with the round', async () => {
    const round = await ask();
    await logUses(portal, round.systemId, each(['2090-05'], 'F-1', ministry.id, 2));
    await changeRound(pmo(), 'closeSurveyRound', round.id);
    expect(await usageOf(ministry, round)).toBeNull();
  });
});

describe('an answer that the log contradicts', () => {
  const FINDINGS = `query ($id: ID!) { answerSheet(roundId: $id) { findings { kind feature { code } } answers { version logNote feature { id } } } }`;
  const SAVE = 'mutation ($input: SaveAnswerInput!) { saveAnswer(input: $input) { answer { version logNote } } }';
  const EVIDENCE = `query ($round: ID!, $feature: ID!) { verdictEvidence(roundId: $round, featureId: $feature) {
    organisationId logCount contradiction logNote } }`;
  const findingsOf = async (round: RoundMade): Promise<string[]> =>
    (
      await ministry
        .as(Role.RESPONDENT)
        .expectData<{ answerSheet: { findings: { kind: string; feature: { code: string } }[] } }>(FINDINGS, { id: round.id })
    ).answerSheet.findings.map(({ kind, feature }) => `${feature.code} ${kind}`);
  const answerUnused = (round: RoundMade, input: object): Promise<unknown> =>
    ministry.as(Role.RESPONDENT).expectData(SAVE, {
      input: { roundId: round.id, featureId: round.features[0]!.id, level: 'NOT_USED', version: 1, ...input },
    });

  it('is to be looked at until a reason is given, which goes with what is submitted to the runner and to nobody else', async () => {
    const round = await ask();
    await logUses(portal, round.systemId, [...each(yearFrom(2025), 'F-1', ministry.id, 3), ...each(yearFrom(2025), 'F-2', other.id, 1)]);
    await fillIn(ministry.as(Role.RESPONDENT), round, '200');
    expect(await findingsOf(round)).toEqual(['F-1 NOT_USED_BUT_LOGGED', 'F-2 USED_BUT_NOT_LOGGED']);
    await answerUnused(round, { logNote: '  試験環境からの利用です  ' });
    expect(await findingsOf(round)).toEqual(['F-2 USED_BUT_NOT_LOGGED']);
    const evidence = async (): Promise<unknown> =>
      (
        await pmo().expectData<{ verdictEvidence: { organisationId: string }[] }>(EVIDENCE, {
          round: round.id,
          feature: round.features[0]!.id,
        })
      ).verdictEvidence.find(({ organisationId }) => organisationId === ministry.id);
    // A draft is the ministry's own.
    expect(await evidence()).toMatchObject({ logCount: 36, contradiction: null, logNote: null });
    await changeSheet(ministry.as(Role.COORDINATOR), 'submitAnswerSheet', round.id);
    expect(await evidence()).toMatchObject({ logCount: 36, contradiction: 'NOT_USED_BUT_LOGGED', logNote: '試験環境からの利用です' });
    const { rows } = await portal.superuser.query<{ log_note: string }>('select log_note from answer where log_note is not null');
    expect(rows).toEqual([{ log_note: '試験環境からの利用です' }]);
    const { heatmapCell } = await pmo().expectData<{ heatmapCell: { history: object[] } }>(
      'query ($r: ID!, $f: ID!, $o: ID!) { heatmapCell(roundId: $r, featureId: $f, organisationId: $o) { history { logNote } } }',
      { r: round.id, f: round.features[0]!.id, o: ministry.id },
    );
    expect(heatmapCell.history).toEqual([{ logNote: '試験環境からの利用です' }]);
    const review = await ministry.as(Role.COORDINATOR).download(`sheet-review/${round.id}.csv?lang=ja`);
    const [headings, first] = review.bytes.toString('utf8').split('\r\n');
    expect(first!.split(',')[headings!.split(',').indexOf('ログとの相違の理由')]).toBe('試験環境からの利用です');
    const elsewhere = await other.as(Role.COORDINATOR).expectData(FINDINGS, { id: round.id });
    expect(JSON.stringify(elsewhere)).not.toContain('試験環境');
  });

  it('is none where months are missing that could show the use, but still where a use is shown', async () => {
    const round = await ask();
    await logUses(portal, round.systemId, [
      ...each(['2026-02', '2026-03'], 'F-1', ministry.id, 3),
      ...each(['2026-03'], 'F-2', other.id, 1),
    ]);
    await fillIn(ministry.as(Role.RESPONDENT), round, '200');
    expect(await findingsOf(round)).toEqual(['F-1 NOT_USED_BUT_LOGGED']);
  });

  it('takes no reason of more than 2,000 characters', async () => {
    const round = await ask();
    const refusal = await ministry.as(Role.RESPONDENT).expectRefusal(SAVE, {
      input: { roundId: round.id, featureId: round.features[0]!.id, level: 'NOT_USED', version: 0, logNote: 'あ'.repeat(2001) },
    });
    expect(refusal).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', field: 'logNote' } });
  });
});
