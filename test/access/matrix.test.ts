import type { GraphQLSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { permissions } from '../../server/access/permissions.ts';
import { Role } from '../../server/access/role.ts';
import { portalSchema } from '../../server/schema.ts';
import { openPortal, type TestPortal } from '../support/open-portal.ts';
import { expectedVerdict, fieldCells, rootCells, ROUTES, verdictOf } from './matrix.ts';
import { type Principal, principals, ROLES } from './principals.ts';

/** Cells of the matrix whose answer was not what the permission table says, by name. */
type Mismatches = Record<string, { expected: string; actual: string }>;

let portal: TestPortal;
let schema: GraphQLSchema;
let everybody: Principal[];
/** Entries by how they were answered: each must have been refused to somebody and opened to somebody. */
const opened = new Set<string>();
const refused = new Set<string>();

beforeAll(async () => {
  portal = await openPortal();
  schema = await portalSchema();
  everybody = await principals(portal);
});
afterAll(() => portal.close());

const note = (entry: string, verdict: string): void => void (verdict === 'passed' ? opened : refused).add(entry);

describe('the authorization matrix', () => {
  it('answers every query, mutation, upload and download as the table says, to everybody', { timeout: 180_000 }, async () => {
    const mismatches: Mismatches = {};
    for (const principal of everybody) {
      for (const { name, entries, document } of rootCells(schema)) {
        const person = await principal.person();
        const answer = await person.ask(document.query, document.variables);
        const cell = { expected: expectedVerdict(principal.roles, entries), actual: verdictOf(answer) };
        note(name, cell.actual);
        if (cell.actual !== cell.expected) mismatches[`${principal.name}: ${name}`] = cell;
        expect([name, cell.actual === 'passed' ? null : (answer.data ?? null)]).toEqual([name, null]);
        // A document that the schema refuses would prove nothing.
        expect([name, answer.errors?.[0]?.extensions.code]).not.toEqual([name, 'GRAPHQL_VALIDATION_FAILED']);
        expect([name, answer.errors?.[0]?.extensions.code]).not.toEqual([name, 'INTERNAL_SERVER_ERROR']);
      }
      for (const [name, use] of Object.entries(ROUTES)) {
        const cell = { expected: expectedVerdict(principal.roles, [name]), actual: await use(await principal.person()) };
        note(name, cell.actual);
        if (cell.actual !== cell.expected) mismatches[`${principal.name}: ${name}`] = cell;
      }
    }
    expect(mismatches).toEqual({});
  });

  it.each(ROLES)('answers every field as the table says, to a %s', { timeout: 180_000 }, async role => {
    const mismatches: Mismatches = {};
    const principal = everybody.find(({ name }) => name === role)!;
    const person = await principal.person();
    for (const { name, entries, document } of fieldCells(schema, [role])) {
      const answer = await person.ask(document.query, document.variables);
      const cell = { expected: expectedVerdict([role], entries), actual: verdictOf(answer) };
      note(name, cell.actual);
      if (cell.actual !== cell.expected) mismatches[name] = cell;
      expect([name, answer.errors?.[0]?.extensions.code]).not.toEqual([name, 'GRAPHQL_VALIDATION_FAILED']);
      expect([name, answer.errors?.[0]?.extensions.code]).not.toEqual([name, 'INTERNAL_SERVER_ERROR']);
    }
    expect(mismatches).toEqual({});
  });

  it('opens each entry to somebody and refuses it to somebody', () => {
    const everybodyMay = Object.keys(permissions).filter(name => permissions[name] === 'EVERYBODY');
    expect(Object.keys(permissions).filter(name => !opened.has(name))).toEqual([]);
    // Fields that any role may use are refused to nobody once somebody is signed in; their root field was, to strangers.
    const restricted = Object.keys(permissions).filter(name => Array.isArray(permissions[name]) || /^(Query|Mutation)\./.test(name));
    expect(restricted.filter(name => !refused.has(name) && !everybodyMay.includes(name))).toEqual([]);
  });

  it('refuses a field wherever a fragment, an alias or a directive hides it', async () => {
    const supplier = await everybody.find(({ name }) => name === Role.VENDOR)!.person();
    const hidden = [
      'query { ...F } fragment F on Query { accounts { items { id } } }',
      'query { ... on Query { harmless: accounts { items { id } } } }',
      'query ($on: Boolean = true) { accounts @include(if: $on) { items { id } } }',
      'query ($off: Boolean!) { accounts @skip(if: $off) { items { id } } }',
      'query A { portal { today } accounts { items { id } } }',
      '{ informationSystems { items { contacts { ...P } } } } fragment P on SystemContact { ... { personName } }',
    ];
    for (const query of hidden) {
      const answer = await supplier.ask(query, query.includes('$off') ? { off: false } : {});
      expect([query, verdictOf(answer)]).toEqual([query, expect.stringMatching(/^FORBIDDEN (Query.accounts|SystemContact.personName)$/)]);
    }
  });

  it('takes nothing but a boolean for whether a field is left out', async () => {
    const supplier = await everybody.find(({ name }) => name === Role.VENDOR)!.person();
    for (const on of [null, 'false', 0, [], {}]) {
      const { data, errors } = await supplier.ask('query ($on: Boolean = true) { accounts @include(if: $on) { items { id } } }', { on });
      expect(errors?.[0]?.extensions.code).toMatch(/^(BAD_USER_INPUT|FORBIDDEN)$/);
      expect(data ?? null).toBeNull();
    }
  });
});
