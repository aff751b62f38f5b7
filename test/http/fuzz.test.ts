import fc from 'fast-check';
import { type GraphQLSchema, isInputObjectType, isObjectType } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { portalSchema } from '../../server/schema.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import { Person } from '../support/person.ts';
import { makeSystem, openRound, prepareRound } from '../support/survey.ts';
import { hostileOperation, malformedBody } from './hostile.ts';

/** Whatever is sent, by whomever: the answer is a 2xx or 4xx with a known code, in our own words, with nothing of others in it. */
const CANARY = '目印のある他府省のデータ';
/** Repeat a failed run with the seed that it names: FUZZ_SEED=…; make a longer one with FUZZ_RUNS=… */
const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31);
const numRuns = Number(process.env['FUZZ_RUNS'] ?? 200);

let portal: TestPortal;
let schema: GraphQLSchema;
let names: Set<string>;
let owner: Person;
let people: [name: string, person: Person][];
/** Ids of one's own rows and of those of others. */
let ids: string[];

beforeAll(async () => {
  [portal, schema] = [await openPortal(), await portalSchema()];
  names = namesOf(schema);
  const own = await portal.organisation(...Object.values(Role));
  const other = await portal.organisation(Role.PORTFOLIO_MANAGER, Role.SYSTEM_OWNER, Role.ADMINISTRATOR);
  owner = other.as(Role.PORTFOLIO_MANAGER);
  ids = [...(await rowsOf(own, '自府省')), ...(await rowsOf(other, CANARY))];
  const asking = [Role.RESPONDENT, Role.COORDINATOR, Role.PORTFOLIO_MANAGER, Role.ADMINISTRATOR, Role.AUDITOR, Role.VENDOR];
  // Whoever may do everything gets furthest.
  const all: [string, Person] = ['everybody', await portal.person(own.id, 'everybody@example', ...Object.values(Role))];
  people = [['nobody', new Person(portal.app)], all, all, all, ...asking.map((role): [string, Person] => [role, own.as(role)])];
});
afterAll(() => portal.close());

/** A system, a draft of a round, an open round, a file and an account of an organisation, all with the mark in their texts. */
async function rowsOf(organisation: TestOrganisation, mark: string): Promise<string[]> {
  const manager = organisation.as(Role.PORTFOLIO_MANAGER);
  const system = await makeSystem(manager, 2, { name: mark, description: mark });
  const draft = await prepareRound(manager, system.id, [organisation.id], { title: mark, explanation: mark });
  const round = await openRound(manager, [organisation.id], system, { title: mark });
  const fileId = await manager.upload('list.csv', Buffer.from(`機能コード,大分類,機能名\nX,${mark},${mark}\n`));
  const { createAccount } = await organisation
    .as(Role.ADMINISTRATOR)
    .expectData<{ createAccount: { id: string } }>('mutation ($input: CreateAccountInput!) { createAccount(input: $input) { id } }', {
      input: {
        login: `${organisation.id}@example`,
        name: mark,
        department: mark,
        roles: ['AUDITOR'],
        initialPassword: 'a password for tests',
      },
    });
  return [organisation.id, system.id, draft.id, round.id, ...round.features.map(({ id }) => id), fileId, createAccount.id];
}

const CODES =
  /^(UNAUTHENTICATED|FORBIDDEN|FOREIGN_ORIGIN|NOT_FOUND|BAD_USER_INPUT|CONFLICT|BAD_REQUEST|TOO_LARGE|GRAPHQL_(PARSE|VALIDATION)_FAILED|OPERATION_RESOLUTION_FAILURE)$/;
const INSIDE =
  /did you mean|cannot query|unknown (type|field|argument)|syntax error|got invalid|expected (type|value)|not provided|select |insert |update "|delete from|violates|relation "|node_modules|\.[tj]s:\d|\/(home|tmp|work|var|usr)\/|\bat \w+ \(|apollo|graphql-js|mikro|kysely|fastify|postgres/i;

interface Sent {
  status: number;
  text: string;
}

async function send(person: Person, payload: string): Promise<Sent> {
  const headers = { 'content-type': 'application/json', ...(person.cookie && { cookie: person.cookie }) };
  const { statusCode, body } = await portal.app.inject({ method: 'POST', url: '/graphql', headers, payload });
  return { status: statusCode, text: body };
}

type Errors = { message: string; extensions: { code: string } }[];

/** What is wrong with an answer; nothing, if it is one of ours. */
function faultsOf({ status, text }: Sent): string[] {
  const { errors = [], data } = JSON.parse(text) as { errors?: Errors; data?: unknown };
  return [
    ...(status >= 500 ? [`status ${status}`] : []),
    ...(status >= 400 && !errors.length ? ['refused without a reason'] : []),
    ...(status >= 400 && data ? ['refused with data'] : []),
    ...errors.flatMap(({ message, extensions }) => [
      ...(CODES.test(extensions.code) ? [] : [`code ${extensions.code}`]),
      ...(INSIDE.test(message) || !/[ぁ-ん]/.test(message) ? [`message ${message}`] : []),
    ]),
    ...(text.includes(CANARY) ? ['data of others'] : []),
  ];
}

/** Names of the schema that an answer says and the request did not. What names the right that one lacks is meant to. */
function namesGivenAway(request: string, { text }: Sent): string[] {
  const asked = new Set(request.match(/\w+/g));
  const { errors = [] } = JSON.parse(text) as { errors?: Errors };
  const said = errors
    .filter(({ extensions }) => !/FORBIDDEN|NOT_FOUND/.test(extensions.code))
    .flatMap(({ message }) => message.match(/\w+/g) ?? []);
  return said.filter(word => names.has(word) && !asked.has(word) && !asked.has(JSON.stringify(word)));
}

function namesOf(schema: GraphQLSchema): Set<string> {
  const names = new Set(
    Object.values(schema.getTypeMap()).flatMap(type => [
      type.name,
      ...(isObjectType(type) || isInputObjectType(type) ? Object.keys(type.getFields()) : []),
    ]),
  );
  // Our texts speak of ids and ints as such.
  for (const word of ['ID', 'Int', 'String']) names.delete(word);
  return names;
}

it('would see the data of others, if it were there', async () => {
  const query = '{ informationSystems { items { name } } }';
  expect(faultsOf(await send(owner, JSON.stringify({ query })))).toEqual(['data of others']);
});

it(`answers 2,400 malformed documents and bodies in its own words (seed ${seed})`, { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(), malformedBody(schema)), { minLength: 12, maxLength: 12 }), async batch => {
      for (const [who, body] of batch) {
        const answer = await send(people[who % people.length]![1], body);
        expect({ body, faults: faultsOf(answer), names: namesGivenAway(body, answer) }).toEqual({ body, faults: [], names: [] });
      }
    }),
    { numRuns, seed },
  );
});

it(
  `answers 1,200 operations with hostile values in its own words, and nothing of others (seed ${seed})`,
  { timeout: 240_000 },
  async () => {
    const codes = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(), hostileOperation(schema, ids)), { minLength: 6, maxLength: 6 }), async batch => {
        for (const [who, document] of batch) {
          const [name, person] = people[who % people.length]!;
          const answer = await send(person, JSON.stringify(document));
          expect({ name, document, faults: faultsOf(answer) }).toEqual({ name, document, faults: [] });
          const { errors } = JSON.parse(answer.text) as { errors?: Errors };
          const code = errors?.[0]?.extensions.code ?? 'done';
          codes.set(code, (codes.get(code) ?? 0) + 1);
        }
      }),
      { numRuns, seed },
    );
    // A run in which nothing got through, or nothing was refused for its values, would prove little.
    expect([...codes.keys()]).toEqual(expect.arrayContaining(['done', 'BAD_USER_INPUT', 'NOT_FOUND', 'FORBIDDEN', 'UNAUTHENTICATED']));
  },
);
