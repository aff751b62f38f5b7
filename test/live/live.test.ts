import { randomUUID } from 'node:crypto';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { DELEGATE } from '../delegation/delegations.ts';
import { ASK, ASK_COLLEAGUES } from '../row-question/questions.ts';
import { type Changed, heard, rowsOf, save, sayWhere, useLivePortal, watch } from '../support/live-portal.ts';
import { LiveStream } from '../support/live-stream.ts';
import { Person } from '../support/person.ts';
import { changeRound, changeSheet, csv, SAVE_ANSWER } from '../support/survey.ts';

const CANARY = '目印のある下書き';
const live = useLivePortal();

describe('the stream of a sheet', () => {
  it('is one of server-sent events that no proxy keeps or packs', async () => {
    const stream = await watch(live, live.colleague);
    expect(stream.status).toBe(200);
    expect(Object.fromEntries(stream.headers)).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'content-security-policy': expect.stringContaining(`default-src 'self'`),
    });
    expect(stream.headers.get('content-encoding')).toBeNull();
    expect(stream.text).toMatch(/^retry: \d+\n\n/);
    await vi.waitFor(() => expect(stream.text).toContain(': beat\n'));
  });

  it('names the row that a colleague has changed, its version and who it was, and none of its content', async () => {
    const stream = await watch(live, live.colleague);
    const version = await save(live, live.ministry.as(Role.RESPONDENT), 0, { comment: CANARY });
    const { rows } = await heard<Changed>(stream, 'change');
    expect(rows).toEqual([{ feature: live.round.features[0]!.id, version, by: live.ministry.as(Role.RESPONDENT).accountId }]);
    expect(stream.text).not.toContain(CANARY);
    expect(stream.text).not.toContain('NOT_USED');
  });

  it('tells of an imported file row by row, in one event', async () => {
    const stream = await watch(live, live.colleague);
    const respondent = live.ministry.as(Role.RESPONDENT);
    const fileId = await respondent.upload(
      'answers.csv',
      csv('機能コード,利用状況,備考', ...live.round.features.map(({ code }) => `${code},業務を全て遂行,${randomUUID()}`)),
    );
    await respondent.expectData('mutation ($input: ImportAnswersInput!) { importAnswers(input: $input) { id } }', {
      input: { roundId: live.round.id, fileIds: [fileId], leaveOutRefused: false },
    });
    const { rows } = await heard<Changed>(stream, 'change');
    expect(rows.map(({ feature }) => feature).toSorted()).toEqual(live.round.features.map(({ id }) => id).toSorted());
  });

  it('tells of each change of the sheet’s state and of its round, whoever makes it', async () => {
    const stream = await watch(live, live.colleague);
    const kinds = async (act: () => Promise<unknown>): Promise<string[]> => {
      stream.events.length = 0;
      await act();
      return (await heard<Changed>(stream, 'change', each => each.kinds.length > 0)).kinds;
    };
    const coordinator = live.ministry.as(Role.COORDINATOR);
    const manager = live.runner.as(Role.PORTFOLIO_MANAGER);
    expect(await kinds(() => changeSheet(live.ministry.as(Role.RESPONDENT), 'handInAnswerSheet', live.round.id))).toEqual(['answer_sheet']);
    expect(await kinds(() => changeSheet(coordinator, 'sendBackAnswerSheet', live.round.id, { reason: '確認' }))).toEqual(['answer_sheet']);
    expect(await kinds(() => changeSheet(coordinator, 'submitAnswerSheet', live.round.id, { openRowReason: '照会中' }))).toEqual([
      'answer_sheet',
    ]);
    const returned = () =>
      manager.expectData('mutation ($input: ReturnSubmissionInput!) { returnSubmission(input: $input) { id } }', {
        input: { roundId: live.round.id, organisationId: live.ministry.id, reason: '再確認' },
      });
    expect(await kinds(returned)).toEqual(['answer_sheet']);
    expect(await kinds(() => changeRound(manager, 'closeSurveyRound', live.round.id))).toEqual(['survey_round']);
    expect(await kinds(() => changeRound(manager, 'reopenSurveyRound', live.round.id, { reason: '延長', dueOn: '2099-12-31' }))).toEqual([
      'survey_round',
    ]);
  });

  it('tells of parts that are asked for and of questions, and nothing of their content', async () => {
    const [featureId] = live.round.features.map(({ id }) => id);
    const [stream, others] = [await watch(live, live.colleague), await watch(live, live.other.as(Role.RESPONDENT))];
    const kinds = async (person: Person, mutation: string, input: object): Promise<string[]> => {
      stream.events.length = 0;
      await person.expectData(mutation, { input: { roundId: live.round.id, ...input } });
      return (await heard<Changed>(stream, 'change', each => each.kinds.length > 0)).kinds;
    };
    const coordinator = live.ministry.as(Role.COORDINATOR);
    expect(await kinds(coordinator, DELEGATE, { featureIds: [featureId], bureau: CANARY })).toEqual(['delegation']);
    expect(await kinds(coordinator, ASK_COLLEAGUES, { featureId, question: CANARY })).toEqual(['row_question']);
    const asked = { organisationId: live.ministry.id, featureId, question: CANARY };
    expect(await kinds(live.runner.as(Role.PORTFOLIO_MANAGER), ASK, asked)).toEqual(['row_question']);
    expect(stream.text).not.toContain(CANARY);
    // Of one ministry’s affairs another hears nothing.
    expect(others.text).not.toContain('event: change');
  });

  it('says nothing of what was undone', async () => {
    const stream = await watch(live, live.colleague);
    const respondent = live.ministry.as(Role.RESPONDENT);
    const { code } = (
      await respondent.expectRefusal(SAVE_ANSWER, {
        input: { roundId: live.round.id, featureId: live.round.features[0]!.id, level: 'NOT_USED', version: 99 },
      })
    ).extensions;
    expect(code).toBe('CONFLICT');
    // Written, announced and then undone, as when the database fails before the end.
    await live.superuser.query('begin');
    await live.superuser.query(
      `select set_config('app.tenant', $1, true), set_config('app.account', gen_random_uuid()::text, true), set_config('app.actor', 'test', true),
        set_config('app.roles', '', true), set_config('app.action', 'test', true), set_config('app.reason', '', true), set_config('app.request', '', true)`,
      [live.ministry.id],
    );
    const { rowCount } = await live.superuser.query('update answer set version = version + 1 where tenant_id = $1', [live.ministry.id]);
    expect(rowCount).toBeGreaterThan(0);
    await live.superuser.query('rollback');
    const version = await save(live, respondent, 1);
    await heard(stream, 'change');
    expect(rowsOf(stream)).toEqual([{ feature: live.round.features[1]!.id, version, by: respondent.accountId }]);
  });
});

describe('the wall', () => {
  it.each([
    ['nobody', async () => new Person(live.app), 401, 'UNAUTHENTICATED'],
    ['somebody without the permission', async () => live.ministry.as(Role.BUDGET_OFFICER), 403, 'FORBIDDEN'],
    ['the runner, who is not asked', async () => live.runner.as(Role.COORDINATOR), 404, 'NOT_FOUND'],
  ])('refuses %s', async (_who, person, status, code) => {
    const stream = await LiveStream.of(live.address, await person(), live.round.id);
    await stream.ended;
    expect(stream.status).toBe(status);
    expect(JSON.parse(stream.text)).toMatchObject({ code });
    const beat = await sayWhere(live, await person(), randomUUID());
    expect([beat.status, beat.body['code']]).toEqual([status, code]);
  });

  it('refuses a page of another site', async () => {
    const signs: Record<string, string>[] = [
      { origin: 'https://elsewhere.example' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const headers of signs) {
      const stream = await LiveStream.of(live.address, live.colleague, live.round.id, { headers });
      await stream.ended;
      expect([stream.status, JSON.parse(stream.text)]).toEqual([403, expect.objectContaining({ code: 'FOREIGN_ORIGIN' })]);
    }
  });

  it('refuses what is no id', async () => {
    expect((await LiveStream.of(live.address, live.colleague, 'x')).status).toBe(404);
    expect((await LiveStream.of(live.address, live.colleague, live.round.id, { visit: 'x' })).status).toBe(400);
    expect((await sayWhere(live, live.colleague, randomUUID(), 'x')).status).toBe(400);
  });

  it('announces neither changes nor people of another ministry', async () => {
    const [stranger, own] = [await watch(live, live.other.as(Role.RESPONDENT)), await watch(live, live.colleague)];
    const respondent = live.ministry.as(Role.RESPONDENT);
    const version = await save(live, respondent, 2, { comment: CANARY });
    await heard<Changed>(own, 'change', ({ rows }) => rows.some(row => row.version === version));
    const theirs = await watch(live, respondent);
    await sayWhere(live, respondent, theirs.visit, live.round.features[2]!.id);
    await heard<{ feature: string | null }[]>(own, 'presence', people => people.some(({ feature }) => feature !== null));
    // Something of its own, after which nothing older can still come.
    await save(live, live.other.as(Role.COORDINATOR), 0);
    await heard(stranger, 'change');
    expect(rowsOf(stranger)).toEqual([expect.objectContaining({ by: live.other.as(Role.COORDINATOR).accountId })]);
    expect(stranger.text).not.toContain(respondent.accountId);
    expect(stranger.text).not.toContain(live.colleague.accountId);
  });

  it('keeps content out of what the database says to everybody who listens', async () => {
    const said: string[] = [];
    live.superuser.on('notification', ({ payload }) => said.push(payload!));
    await live.superuser.query('listen sheet_change; listen sheet_visit');
    onTestFinished(async () => void (await live.superuser.query('unlisten *')));
    const stream = await watch(live, live.colleague);
    await save(live, live.ministry.as(Role.RESPONDENT), 0, { level: 'USED_WITH_OTHER_MEANS', otherMeans: CANARY, comment: CANARY });
    await sayWhere(live, live.colleague, stream.visit);
    await vi.waitFor(() => expect(said.filter(payload => payload.includes('"version"')).length).toBeGreaterThan(0));
    await vi.waitFor(() => expect(said.filter(payload => payload.includes(stream.visit)).length).toBeGreaterThan(1));
    const words = said.flatMap(payload => Object.entries(JSON.parse(payload) as Record<string, unknown>));
    const texts = words.flatMap(([key, value]) => (typeof value === 'string' && key !== 'kind' ? [value] : []));
    expect(texts.filter(text => !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text))).toEqual([]);
    expect([...new Set(words.flatMap(([key, value]) => (key === 'kind' ? [value] : [])))]).toEqual(['answer']);
    // Forms that other tests have just closed may still be said to be gone.
    expect(said.filter(payload => ![live.ministry.id, live.other.id].includes(JSON.parse(payload).tenant))).toEqual([]);
  });

  it('does not take a made-up announcement for more than it is', async () => {
    const stream = await watch(live, live.colleague);
    for (const payload of ['', 'x', '{}', '{"kind":"answer"}', JSON.stringify({ ...visitOf(live.ministry.id), sheet: 'x' })]) {
      await live.superuser.query('select pg_notify($1, $2), pg_notify($3, $2)', ['sheet_change', payload, 'sheet_visit']);
    }
    const version = await save(live, live.ministry.as(Role.RESPONDENT), 3);
    await heard(stream, 'change');
    expect(rowsOf(stream)).toEqual([expect.objectContaining({ version })]);
  });
});

const visitOf = (tenant: string): object => ({
  tenant,
  sheet: randomUUID(),
  visit: randomUUID(),
  account: randomUUID(),
  feature: null,
  gone: false,
});
