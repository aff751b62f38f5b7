import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import { type Answer, Person } from '../support/person.ts';
import { inDays, makeSystem, openRound, type RoundMade, SAVE_ANSWER, type SystemMade } from '../support/survey.ts';

/** One key is one act: however often and however many at once send it, it happens once and is answered alike. */
const CREATE_FEATURE = 'mutation ($input: CreateFeatureInput!) { createFeature(input: $input) { id code position version } }';
const CREATE_ROUND =
  'mutation ($input: CreateSurveyRoundInput!) { createSurveyRound(input: $input) { id version title events { at state } } }';
const CREATE_ACCOUNT = 'mutation ($input: CreateAccountInput!) { createAccount(input: $input) { id login } }';

let portal: TestPortal;
let organisation: TestOrganisation;
let ministry: TestOrganisation;
let system: SystemMade;
let survey: RoundMade;

beforeAll(async () => {
  portal = await openPortal();
  organisation = await portal.organisation(Role.PORTFOLIO_MANAGER, Role.SYSTEM_OWNER, Role.ADMINISTRATOR);
  ministry = await portal.organisation(Role.RESPONDENT);
  system = await makeSystem(pmo(), 1);
  survey = await openRound(pmo(), [ministry.id], system);
}, 60_000);
afterAll(() => portal.close());

const pmo = (): Person => organisation.as(Role.PORTFOLIO_MANAGER);
const keyed = (key: string = randomUUID()): Record<string, string> => ({ 'idempotency-key': key });
const feature = (code: string, name = '機能'): { input: object } => ({ input: { systemId: system.id, code, name, majorGroup: '申請' } });
async function count(table: string, condition: string, value: unknown): Promise<number> {
  const { rows } = await portal.superuser.query<{ count: string }>(`select count(*) from ${table} where ${condition}`, [value]);
  return Number(rows[0]!.count);
}

const sleep = (milliseconds: number): Promise<undefined> => new Promise(done => setTimeout(() => done(undefined), milliseconds));

interface Act {
  person: () => Person;
  query: string;
  variables: { input: object };
  /** How many times it has happened, and how often it is on record. */
  effects: () => Promise<number[]>;
}

/** A new act of each kind: one that adds, one that adds with what hangs on it, one that changes, one that writes past the entities. */
const ACTS: Record<string, () => Act> = {
  createFeature: () => {
    const code = randomUUID();
    return {
      person: pmo,
      query: CREATE_FEATURE,
      variables: feature(code),
      effects: async () => [await count('feature', 'code = $1', code), await count('audit_entry', `after ->> 'code' = $1`, code)],
    };
  },
  createSurveyRound: () => {
    const title = randomUUID();
    return {
      person: pmo,
      query: CREATE_ROUND,
      variables: {
        input: { systemId: system.id, title, fiscalYear: 2026, opensOn: inDays(0), dueOn: inDays(9), targetIds: [ministry.id] },
      },
      effects: async () => [
        await count('survey_round', 'title = $1', title),
        await count('survey_round_event', 'round_id in (select id from survey_round where title = $1)', title),
      ],
    };
  },
  saveAnswer: () => {
    const comment = randomUUID();
    return {
      person: () => ministry.as(Role.RESPONDENT),
      query: SAVE_ANSWER,
      variables: { input: { roundId: survey.id, featureId: survey.features[0]!.id, level: 'NOT_USED', comment, version: 0 } },
      effects: async () => [
        await count('answer', 'comment = $1 and version = 1', comment),
        await count('audit_entry', `after ->> 'comment' = $1`, comment),
      ],
    };
  },
  createAccount: () => {
    const login = randomUUID();
    return {
      person: () => organisation.as(Role.ADMINISTRATOR),
      query: CREATE_ACCOUNT,
      variables: { input: { login, name: '氏名', roles: ['RESPONDENT'], initialPassword: 'a password for tests' } },
      effects: async () => [
        await count('account', 'login = $1', login),
        await count('credential', 'account_id in (select id from account where login = $1)', login),
      ],
    };
  },
};

describe.each(Object.keys(ACTS))('%s under one key', name => {
  it('happens once when it is sent ten times at once, and is answered alike', async () => {
    const { person, query, variables, effects } = ACTS[name]!();
    const headers = keyed();
    const answers = await Promise.all(Array.from({ length: 10 }, () => person().ask(query, variables, headers)));
    expect(answers[0]!.errors).toBeUndefined();
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await effects()).toEqual([1, 1]);
    expect(await person().ask(query, variables, headers)).toEqual(answers[0]);
    expect(await effects()).toEqual([1, 1]);
    if (name === 'saveAnswer') await portal.superuser.query('delete from answer');
  });
});

describe('a key', () => {
  it('is good for one request alone: another body, document or order of several at once is refused', async () => {
    const headers = keyed();
    const codes = Array.from({ length: 6 }, () => randomUUID());
    const answers = await Promise.all(codes.map(code => pmo().ask(CREATE_FEATURE, feature(code), headers)));
    const [won, ...lost] = answers.toSorted((a, b) => Number(Boolean(a.errors)) - Number(Boolean(b.errors)));
    expect(won!.errors).toBeUndefined();
    for (const answer of lost) expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'Idempotency-Key' });
    expect(await count('feature', 'code = any ($1)', codes)).toBe(1);
    const code = (won!.data as { createFeature: { code: string } }).createFeature.code;
    const other = CREATE_FEATURE.replace('id code', 'id');
    expect((await pmo().expectRefusal(other, feature(code), headers)).extensions).toMatchObject({ field: 'Idempotency-Key' });
  });

  it('belongs to its person: the same one of somebody else is another', async () => {
    const headers = keyed();
    const [one, two] = [randomUUID(), randomUUID()];
    await pmo().expectData(CREATE_FEATURE, feature(one), headers);
    await organisation.as(Role.SYSTEM_OWNER).expectData(CREATE_FEATURE, feature(two), headers);
    expect(await count('feature', 'code = any ($1)', [one, two])).toBe(2);
  });

  it('is free again after a refusal, also of several at once', async () => {
    const headers = keyed();
    const answers = await Promise.all(Array.from({ length: 5 }, () => pmo().ask(CREATE_FEATURE, feature('X', ' '), headers)));
    for (const { errors } of answers) expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'name' });
    const code = randomUUID();
    await pmo().expectData(CREATE_FEATURE, feature(code), headers);
    expect(await count('feature', 'code = $1', code)).toBe(1);
  });

  it('gives its answer to a person whose role has changed meanwhile only if the act is still allowed', async () => {
    const person = await portal.person(organisation.id, randomUUID(), Role.SYSTEM_OWNER, Role.RESPONDENT);
    const [headers, variables] = [keyed(), feature(randomUUID())];
    await person.expectData(CREATE_FEATURE, variables, headers);
    await portal.superuser.query(`delete from membership where account_id = $1 and role = 'SYSTEM_OWNER'`, [person.accountId]);
    expect((await person.expectRefusal(CREATE_FEATURE, variables, headers)).extensions.code).toBe('FORBIDDEN');
  });
});

describe('a lost answer', () => {
  it('comes again to a client that gave up waiting and asks until it hears, wherever the first request was', async () => {
    for (const patience of [1, 2, 4, 8, 16, 32]) {
      const { person, query, variables, effects } = ACTS['createFeature']!();
      const headers = keyed();
      const abandoned: Promise<Answer>[] = [];
      let heard: Answer | undefined;
      for (let attempt = 1; !heard; attempt++) {
        const asked = person().ask(query, variables, headers);
        abandoned.push(asked);
        heard = await Promise.race([asked, sleep(patience * 2 ** attempt)]);
      }
      for (const answer of await Promise.all(abandoned)) expect(answer).toEqual(heard);
      expect(heard.errors).toBeUndefined();
      expect(await effects()).toEqual([1, 1]);
    }
  });

  it('leaves nothing behind when the first request failed at the last moment', async () => {
    const { person, query, variables, effects } = ACTS['createFeature']!();
    const headers = keyed();
    await portal.superuser.query(
      `create function fail() returns trigger language plpgsql as $$ begin raise exception 'made to fail'; end $$;
       create constraint trigger made_to_fail after insert on feature deferrable initially deferred for each row execute function fail()`,
    );
    const { data, errors } = await person().ask(query, variables, headers);
    await portal.superuser.query('drop trigger made_to_fail on feature; drop function fail');
    expect([data ?? null, errors?.length]).toEqual([null, 1]);
    expect(await effects()).toEqual([0, 0]);
    await person().expectData(query, variables, headers);
    expect(await effects()).toEqual([1, 1]);
  });
});

/** A request of the game below: which key, which of three bodies, and whether the client waits for the answer before the next. */
const REQUEST = fc.record({ key: fc.nat(2), body: fc.nat(2), waits: fc.boolean() });

it('holds for any requests in any order: one effect and one answer for each key', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(REQUEST, { minLength: 1, maxLength: 12 }), async requests => {
      const game = randomUUID();
      const codeOf = (key: number, body: number): string => `${game}-${key}-${body}`;
      // The last body is one that is always refused.
      const variablesOf = (key: number, body: number) => feature(codeOf(key, body), body === 2 ? ' ' : '機能');
      const sent: { key: number; body: number; answer: Promise<Answer> }[] = [];
      for (const { key, body, waits } of requests) {
        const answer = pmo().ask(CREATE_FEATURE, variablesOf(key, body), keyed(`${game}-${key}`));
        sent.push({ key, body, answer });
        if (waits) await answer;
      }
      const heard = await Promise.all(sent.map(async ({ answer, ...request }) => ({ ...request, answer: await answer })));
      for (const ofKey of Map.groupBy(heard, ({ key }) => key).values()) {
        const { key } = ofKey[0]!;
        const done = ofKey.filter(({ answer }) => !answer.errors);
        expect(new Set(done.map(({ body, answer }) => JSON.stringify([body, answer]))).size).toBeLessThanOrEqual(1);
        expect(done.length > 0).toBe(ofKey.some(({ body }) => body < 2));
        expect(await count('feature', 'code like $1', `${game}-${key}-%`)).toBe(Math.min(done.length, 1));
        for (const { body, answer } of ofKey.filter(one => one.answer.errors))
          expect(answer.errors![0]!.extensions).toMatchObject({
            code: 'BAD_USER_INPUT',
            field: expect.stringMatching(body === 2 ? /^(name|Idempotency-Key)$/ : /^Idempotency-Key$/),
          });
      }
    }),
    { numRuns: 25 },
  );
});
