import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { correct, fillInAndSubmit, makeSystem, openRound, type RoundMade } from '../support/survey.ts';
import { logUses } from '../support/usage-log.ts';

/** A decision about a feature: what it rests on stays as it was, what it waits for is followed, and every step has its reason. */
let portal: TestPortal;
let runner: TestOrganisation;
let pmo: Person;
let round: RoundMade;
let system: { id: string; version: number };

const DECISION = `id version kind improvement state reason opportunity day savingYen savingBasis effectiveOn proposedByName
  frozen { verdict { verdict grade logCount notUsedCount } responseFloorPercent windowMonths ministries { level logCount } }
  current { verdict grade logCount } events { state byName text }`;

interface Decision {
  id: string;
  version: number;
  state: string;
  effectiveOn: string | null;
  frozen: { verdict: Record<string, unknown>; ministries: Record<string, unknown>[] };
  current: Record<string, unknown> | null;
  events: { state: string | null; byName: string; text: string }[];
}

beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

beforeEach(async () => {
  runner = await portal.organisation(Role.PORTFOLIO_MANAGER, Role.SYSTEM_OWNER, Role.COORDINATOR, Role.AUDITOR);
  pmo = runner.as(Role.PORTFOLIO_MANAGER);
  system = await makeSystem(pmo, 2);
  round = await openRound(pmo, [runner.id], system);
  const year = Array.from({ length: 12 }, (_, month) => `2025-${String(month + 1).padStart(2, '0')}`);
  await logUses(
    portal,
    system.id,
    year.map(month => ({ key: 'F-1', organisationId: runner.id, month, count: 0 })),
  );
  await fillInAndSubmit(runner.as(Role.COORDINATOR), round, '21');
});

const terms = (more: object = {}): object => ({ kind: 'RETIRE', reason: '利用がない', opportunity: 'NEXT_RENEWAL', ...more });
const PROPOSE = `mutation ($input: ProposeDecisionInput!) { proposeDecision(input: $input) { ${DECISION} } }`;
const proposal = (place: number, more: object = {}): { input: object } => ({
  input: { roundId: round.id, surveyFeatureId: round.features[place]!.id, ...terms(more) },
});
const propose = async (place = 0, more: object = {}): Promise<Decision> =>
  (await pmo.expectData<{ proposeDecision: Decision }>(PROPOSE, proposal(place, more))).proposeDecision;
const read = async (id: string): Promise<Decision> =>
  (await pmo.expectData<{ featureDecision: Decision }>(`query ($id: ID!) { featureDecision(id: $id) { ${DECISION} } }`, { id }))
    .featureDecision;
const MOVE = `mutation ($input: MoveDecisionInput!) { moveDecision(input: $input) { ${DECISION} } }`;
const move = async ({ id, version }: Decision, to: string): Promise<Decision> =>
  (await pmo.expectData<{ moveDecision: Decision }>(MOVE, { input: { decisionId: id, version, to, reason: `→ ${to}` } })).moveDecision;
const setReplacement = async (replacementOn: string | null): Promise<void> => {
  await portal.superuser.query('update information_system set replacement_on = $2 where id = $1', [system.id, replacementOn]);
};

describe('the evidence', () => {
  it('is frozen as it was: later logs and answers change what is current, and nothing of what was decided on', async () => {
    const decision = await propose();
    const evidence = { verdict: 'RETIRE', grade: 'A', logCount: 0, notUsedCount: 1 };
    expect(decision.frozen).toEqual({
      verdict: evidence,
      responseFloorPercent: 80,
      windowMonths: 12,
      ministries: [{ level: 'NOT_USED', logCount: 0 }],
    });
    expect(decision.current).toEqual({ verdict: 'RETIRE', grade: 'A', logCount: 0 });

    await logUses(portal, system.id, [{ key: 'F-1', organisationId: runner.id, month: '2025-06', count: 37 }]);
    const after = await read(decision.id);
    expect(after.frozen).toEqual(decision.frozen);
    expect(after.current).toEqual({ verdict: 'UNDECIDED', grade: null, logCount: 37 });

    await correct(pmo, runner.as(Role.COORDINATOR), round, 0, '0');
    const later = await read(decision.id);
    expect(later.frozen).toEqual(decision.frozen);
    expect(later.current).toEqual({ verdict: 'KEEP', grade: null, logCount: 37 });
  });

  it('cannot be written by the application at all', async () => {
    const { rows } = await portal.superuser.query<{ may: boolean }>(
      `select has_column_privilege('portal_app', 'feature_decision', 'evidence', 'update') as may`,
    );
    expect(rows).toEqual([{ may: false }]);
  });
});

describe('the day', () => {
  it('follows the renewal of the system when that moves, and is unknown while that is', async () => {
    const decision = await propose();
    expect(decision.effectiveOn).toBeNull();
    await setReplacement('2028-03-31');
    expect((await read(decision.id)).effectiveOn).toBe('2028-03-31');
    await setReplacement('2029-09-30');
    expect((await read(decision.id)).effectiveOn).toBe('2029-09-30');
  });

  it('must be known before a decision is scheduled; a day of its own needs its reason', async () => {
    const agreed = await move(await propose(), 'AGREED');
    const refusal = await pmo.expectRefusal(MOVE, {
      input: { decisionId: agreed.id, version: agreed.version, to: 'SCHEDULED', reason: '予定' },
    });
    expect(refusal.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'to' });
    expect(refusal.message).toContain('更改予定日');
    const own = { opportunity: 'DAY', day: '2027-10-01' };
    expect((await pmo.expectRefusal(PROPOSE, proposal(1, own))).extensions).toMatchObject({ field: 'dayReason' });
    const decision = await propose(1, { ...own, dayReason: '改修に合わせる' });
    expect(decision.effectiveOn).toBe('2027-10-01');
    expect((await move(await move(decision, 'AGREED'), 'SCHEDULED')).state).toBe('SCHEDULED');
  });
});

describe('the steps', () => {
  it('come one after the other, each with who and why, and end', async () => {
    await setReplacement('2028-03-31');
    let decision = await propose();
    const skipped = { input: { decisionId: decision.id, version: decision.version, to: 'DONE', reason: '飛ばす' } };
    expect((await pmo.expectRefusal(MOVE, skipped)).extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'to' });
    for (const to of ['AGREED', 'SCHEDULED', 'DONE']) decision = await move(decision, to);
    expect(decision.events.map(({ state, text }) => [state, text])).toEqual([
      ['PROPOSED', '利用がない'],
      ['AGREED', '→ AGREED'],
      ['SCHEDULED', '→ SCHEDULED'],
      ['DONE', '→ DONE'],
    ]);
    expect(new Set(decision.events.map(({ byName }) => byName))).toEqual(new Set([`担当 portfolio_manager@${runner.corporateNumber}`]));
    const ended = { input: { decisionId: decision.id, version: decision.version, to: 'WITHDRAWN', reason: '戻す' } };
    expect((await pmo.expectRefusal(MOVE, ended)).extensions).toMatchObject({ code: 'CONFLICT' });
  });

  it('need a reason, and comments stand between them', async () => {
    const decision = await propose();
    const silent = { input: { decisionId: decision.id, version: decision.version, to: 'AGREED', reason: '  ' } };
    expect((await pmo.expectRefusal(MOVE, silent)).extensions).toMatchObject({ field: 'reason' });
    const COMMENT = `mutation ($input: CommentOnDecisionInput!) { commentOnDecision(input: $input) { events { state text } } }`;
    const { commentOnDecision } = await runner
      .as(Role.SYSTEM_OWNER)
      .expectData<{ commentOnDecision: { events: object[] } }>(COMMENT, { input: { decisionId: decision.id, text: '代替手段を確認中' } });
    expect(commentOnDecision.events).toEqual([
      { state: 'PROPOSED', text: '利用がない' },
      { state: null, text: '代替手段を確認中' },
    ]);
  });

  it('leave room for one open decision about a feature, also when two propose at once', async () => {
    const answers = await Promise.all([pmo.ask(PROPOSE, proposal(0)), runner.as(Role.SYSTEM_OWNER).ask(PROPOSE, proposal(0))]);
    expect(answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'done').toSorted()).toEqual(['CONFLICT', 'done']);
    const { roundVerdicts } = await pmo.expectData<{ roundVerdicts: { decision: Decision | null }[] }>(
      `query ($id: ID!) { roundVerdicts(roundId: $id) { decision { id version } } }`,
      { id: round.id },
    );
    expect(roundVerdicts.map(({ decision }) => decision === null)).toEqual([false, true]);
    await move(roundVerdicts[0]!.decision!, 'WITHDRAWN');
    expect((await propose()).state).toBe('PROPOSED');
  });
});

describe('the terms', () => {
  it.each([
    ['improvement', { kind: 'IMPROVE' }],
    ['improvement', { improvement: 'MAINTENANCE' }],
    ['day', { opportunity: 'DAY', dayReason: '理由' }],
    ['savingYen', { savingYen: 0.5, savingBasis: '概算' }],
    ['savingYen', { savingYen: -1, savingBasis: '概算' }],
    ['savingBasis', { savingYen: 100 }],
    ['reason', { reason: ' ' }],
  ])('are refused on %s when they do not fit together', async (field, more) => {
    expect((await pmo.expectRefusal(PROPOSE, proposal(0, more))).extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  it('can be changed for a reason while the decision is open', async () => {
    const { id, version, ...before } = await propose(0, { savingYen: 1_200_000, savingBasis: '保守 10 人日' });
    expect(before).toMatchObject({ savingYen: 1_200_000, savingBasis: '保守 10 人日' });
    // Read anew, and not as the operation that wrote it still holds it.
    expect(await read(id)).toMatchObject({ savingYen: 1_200_000, savingBasis: '保守 10 人日' });
    const { changeDecision } = await pmo.expectData<{ changeDecision: Decision }>(
      `mutation ($input: ChangeDecisionInput!) { changeDecision(input: $input) { ${DECISION} } }`,
      { input: { decisionId: id, version, ...terms({ kind: 'IMPROVE', improvement: 'MODIFICATION', reason: '改修で残す' }) } },
    );
    expect(changeDecision).toMatchObject({
      kind: 'IMPROVE',
      improvement: 'MODIFICATION',
      reason: '改修で残す',
      savingYen: null,
      state: 'PROPOSED',
    });
    expect(changeDecision.frozen).toEqual(before.frozen);
    expect(changeDecision.events.at(-1)).toMatchObject({ state: null, text: '改修で残す' });
  });

  it('are for whoever owns the feature', async () => {
    const stranger = (await portal.organisation(Role.PORTFOLIO_MANAGER)).as(Role.PORTFOLIO_MANAGER);
    expect((await stranger.expectRefusal(PROPOSE, proposal(0))).extensions).toMatchObject({ code: 'NOT_FOUND' });
    expect((await runner.as(Role.AUDITOR).expectRefusal(PROPOSE, proposal(0))).extensions).toMatchObject({ code: 'FORBIDDEN' });
  });
});
