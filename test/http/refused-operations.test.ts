import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { countStatements } from '../support/count-statements.ts';
import { openPortal, type TestPortal } from '../support/open-portal.ts';
import type { Answer, Person } from '../support/person.ts';

/** What nobody may ask, whoever it is: refused with a reason, in time, before the database hears of it. */
let portal: TestPortal;
let person: Person;
const ID = '00000000-0000-4000-8000-000000000000';

beforeAll(async () => {
  portal = await openPortal();
  person = (await portal.organisation(Role.COORDINATOR)).as(Role.COORDINATOR);
});
afterAll(() => portal.close());

interface Refused {
  answer: Answer;
  statements: number;
  milliseconds: number;
}

/** Asks a few times, since one pause of a busy machine says nothing about the portal. */
async function refused(query: string, variables: Record<string, unknown> = {}): Promise<Refused> {
  let answer: Answer | undefined;
  let milliseconds = Infinity;
  const statements = await countStatements(portal, async () => {
    for (let attempt = 0; attempt < 3; attempt++) {
      const start = performance.now();
      answer = await person.ask(query, variables);
      milliseconds = Math.min(milliseconds, performance.now() - start);
    }
  });
  return { answer: answer!, statements, milliseconds };
}

const nested = (depth: number): string => `{ viewer { ${'organisation { parent { '.repeat(depth)} id ${'} } '.repeat(depth)} } }`;
const ROUNDS = 'query ($first: Int!) { surveyRounds(first: $first) { totalCount } }';
const SAVE = 'mutation ($input: SaveAnswerInput!) { saveAnswer(input: $input) { answer { id } } }';
const answerInput = { roundId: ID, featureId: ID, version: 0 };

describe('a document past a limit', () => {
  it.each([
    ['depth', nested(5), 'depth', '深さは8'],
    ['aliases', `{ ${Array.from({ length: 16 }, (_, index) => `a${index}: portal { today }`).join(' ')} }`, 'aliases', '別名は15'],
    ['tokens', `{ ${'portal { today } '.repeat(300)} }`, 'tokens', 'トークンは1,000'],
    ['directives', `{ portal { today ${'@include(if: true) '.repeat(11)} } }`, 'directives', 'ディレクティブは10'],
    [
      'cost of pages within pages',
      `{ informationSystems { items { ...S } } surveyRounds { items { system { ...S } } } }
       fragment S on InformationSystem { features { id code name majorGroup middleGroup } contacts { id unit } users { id name }
         rounds { id title features { id name } targets { id state organisation { id name } } events { id at byName } } }`,
      'cost',
      'データが多すぎます',
    ],
    ['two root fields of a mutation', 'mutation { a: signOut b: signOut }', 'root fields', '1つだけ'],
    ['a fragment at the root of a mutation', 'mutation { ...F } fragment F on Mutation { signOut }', 'root fields', '1つだけ'],
  ])('says which: %s', async (_name, query, limit, text) => {
    const { answer, statements, milliseconds } = await refused(query);
    const limits = answer.errors?.filter(({ extensions }) => extensions['limit'] === limit);
    expect(limits?.[0]).toMatchObject({ message: expect.stringContaining(text) as string, extensions: { code: 'TOO_LARGE' } });
    expect({ status: answer.status, data: answer.data, statements }).toEqual({ status: 400, data: undefined, statements: 0 });
    expect(milliseconds).toBeLessThan(100);
  });

  it('is refused in time although its fragments multiply', async () => {
    const fragments = Array.from({ length: 60 }, (_, index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`);
    const { answer, statements, milliseconds } = await refused(
      `{ ...F0 } ${fragments.join(' ')} fragment F60 on Query { portal { today } }`,
    );
    expect([answer.status, answer.errors?.[0]?.extensions['limit'], statements]).toEqual([400, 'cost', 0]);
    expect(milliseconds).toBeLessThan(100);
  });

  it('counts a page that a variable asks for like one that is written down', async () => {
    const page = (first: string): string => `{ accounts(first: ${first}) { items { id ${'name '.repeat(155)} } } }`;
    const literal = await refused(page('100'));
    const variable = await refused(`query ($first: Int!) ${page('$first')}`, { first: 100 });
    expect([literal, variable].map(({ answer }) => answer.errors?.[0]?.extensions['limit'])).toEqual(['cost', 'cost']);
    expect((await person.ask(`query ($first: Int!) ${page('$first')}`, { first: 1 })).errors?.[0]?.extensions['limit']).toBeUndefined();
  });
});

describe('a value that cannot be meant', () => {
  it.each<[string, string, Record<string, unknown>, string]>([
    ['a page of 101 in the document', '{ surveyRounds(first: 101) { totalCount } }', {}, 'first'],
    ['a page of 101 in a variable', ROUNDS, { first: 101 }, 'first'],
    ['a page of 101 by default', 'query ($first: Int! = 101) { surveyRounds(first: $first) { totalCount } }', {}, 'first'],
    ['a page of nothing', ROUNDS, { first: 0 }, 'first'],
    ['a page below nothing, in a fragment', '{ ...F } fragment F on Query { surveyRounds(first: -1) { totalCount } }', {}, 'first'],
    ['a variable of the wrong type', ROUNDS, { first: 'ten' }, 'first'],
    ['a variable past 32 bits', ROUNDS, { first: 2_147_483_648 }, 'first'],
    ['a variable that is missing', ROUNDS, {}, 'first'],
    ['a variable that is null', ROUNDS, { first: null }, 'first'],
    ['null for what has a default', 'query ($first: Int = 5) { surveyRounds(first: $first) { totalCount } }', { first: null }, 'first'],
    ['an input field that is unknown', SAVE, { input: { ...answerInput, tenantId: ID } }, 'input'],
    ['an input field that is missing', SAVE, { input: { roundId: ID } }, 'input'],
    ['an input field of the wrong type', SAVE, { input: { ...answerInput, version: 1.5 } }, 'version'],
    ['an id that is none, in a variable', 'query ($id: ID!) { surveyRound(id: $id) { id } }', { id: 'all' }, 'id'],
    ['an id that is none, in the document', '{ surveyRound(id: "1; drop table account") { id } }', {}, 'id'],
    ['a number for an id', '{ surveyRound(id: 7) { id } }', {}, 'id'],
    ['an id in capitals', '{ surveyRound(id: "0000000A-0000-4000-8000-000000000000") { id } }', {}, 'id'],
    ['an input field that is no id', SAVE, { input: { ...answerInput, featureId: '' } }, 'featureId'],
    [
      'an item of a list that is no id',
      'mutation ($input: AddSurveyTargetsInput!) { addSurveyTargets(input: $input) { id } }',
      { input: { roundId: ID, organisationIds: [ID, 'x'], version: 1 } },
      'organisationIds.1',
    ],
    [
      'an id within a filter',
      'query ($f: SurveyRoundFilter) { surveyRounds(filter: $f) { totalCount } }',
      { f: { systemId: 'x' } },
      'filter.systemId',
    ],
    ['a year of ten digits', '{ portfolioHeatmap(fiscalYear: 2147483647) { fiscalYear } }', {}, 'fiscalYear'],
    ['NUL in a variable', SAVE, { input: { ...answerInput, comment: 'a\0b' } }, 'comment'],
    ['NUL in the document', String.raw`{ organisations(search: "a\u0000b") { totalCount } }`, {}, 'search'],
    ['half a character', SAVE, { input: { ...answerInput, comment: 'a\ud800b' } }, 'comment'],
    ['null for @include', 'query ($if: Boolean = true) { portal { today @include(if: $if) } }', { if: null }, 'if'],
    ['null for @skip', 'query ($if: Boolean = true) { portal @skip(if: $if) { today } }', { if: null }, 'if'],
    ...['9999-99-99', '0000-01-01', '0226-04-01', '3000-01-01', '2027-02-30', '27-1-1', ''].map(
      (day): [string, string, Record<string, unknown>, string] => [
        `the day ${day || '(empty)'}`,
        'query ($f: AuditFilter) { auditEntries(filter: $f) { totalCount } }',
        { f: { from: day } },
        'f.from',
      ],
    ),
  ])('is named: %s', async (_name, query, variables, field) => {
    const { answer, statements, milliseconds } = await refused(query, variables);
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
    expect(answer.errors?.[0]?.message).toMatch(new RegExp(`^${field}: .*[ぁ-ん]`));
    expect({ status: answer.status, data: answer.data, statements }).toEqual({ status: 400, data: undefined, statements: 0 });
    expect(milliseconds).toBeLessThan(100);
  });

  it('is pointed at in the document: a day that does not exist', async () => {
    const { answer, statements } = await refused('{ auditEntries(filter: { from: "2027-02-30" }) { totalCount } }');
    expect(answer.errors?.[0]).toMatchObject({
      message: expect.stringContaining('実在する日') as string,
      locations: [{ line: 1, column: 32 }],
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect([answer.status, statements]).toEqual([400, 0]);
  });

  it('is named in English as well', async () => {
    const { message } = await person.expectRefusal(ROUNDS, { first: 101 }, { 'accept-language': 'en' });
    expect(message).toBe('first: first must be a whole number from 1 to 100.');
  });
});

describe('a document that does not fit', () => {
  it.each([
    ['no syntax', '{ viewer { ', 'GRAPHQL_PARSE_FAILED', '構文'],
    ['a field that is unknown', '{ viewer { acount { id } } }', 'GRAPHQL_VALIDATION_FAILED', 'スキーマに合いません'],
    ['an argument that is unknown', '{ surveyRounds(frist: 1) { totalCount } }', 'GRAPHQL_VALIDATION_FAILED', 'スキーマに合いません'],
    ['null for @include', '{ portal { today @include(if: null) } }', 'GRAPHQL_VALIDATION_FAILED', 'スキーマに合いません'],
    ['the schema about itself', '{ __schema { types { name } } }', 'GRAPHQL_VALIDATION_FAILED', 'スキーマに合いません'],
    ['a subscription', 'subscription { viewer { account { id } } }', 'BAD_REQUEST', 'subscription はありません'],
    [
      'two operations and no choice',
      'query A { portal { today } } query B { portal { today } }',
      'OPERATION_RESOLUTION_FAILURE',
      'operationName',
    ],
    ['fragments alone', 'fragment F on Query { portal { today } }', 'GRAPHQL_VALIDATION_FAILED', 'スキーマに合いません'],
  ])('is refused with nothing of the inside: %s', async (_name, query, code, text) => {
    const { answer, statements, milliseconds } = await refused(query);
    expect(answer.errors?.map(({ extensions }) => extensions.code)).toContain(code);
    expect(answer.errors?.find(({ extensions }) => extensions.code === code)?.message).toContain(text);
    expect(JSON.stringify(answer)).not.toMatch(/did you mean|account\b|SurveyRoundPage|Cannot query|Unknown/i);
    expect({ status: answer.status, data: answer.data, statements }).toEqual({ status: 400, data: undefined, statements: 0 });
    expect(milliseconds).toBeLessThan(100);
  });
});
