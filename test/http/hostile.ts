import fc from 'fast-check';
import {
  getNamedType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { ABSENT_ID, type Document, rootFieldsOf } from '../access/schema-walk.ts';

/** Everything that a client may send and nobody should: documents, bodies and values, as fast-check makes them up. */

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '',
    ' ',
    '\0',
    'a\0b',
    '\ud800',
    'x\udfff',
    '\u202e',
    "'; drop table account; --",
    '%',
    '_\\',
    '\\',
    '?',
    '{?}',
    '${7*7}',
  ),
  fc.constantFrom('あ'.repeat(300), 'x'.repeat(20_000), '１２３', '=1+1', 'null', 'true', '__proto__', 'constructor', '../../etc/passwd'),
);

/** Texts that a person would give, so that not everything fails at the first field. */
const plain = fc.oneof(fc.uuid(), fc.constantFrom('名称', '備考　その１', 'FY2026', '😀𠮷', '=1+1', '複数行\nの文'));

const junk = fc.oneof(
  text,
  fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], { input: {} }, { constructor: 1 }),
  fc.constantFrom<unknown>(
    0,
    -1,
    101,
    1.5,
    -0,
    2 ** 31,
    -(2 ** 31) - 1,
    2 ** 53,
    1e308,
    '7',
    'all',
    ABSENT_ID.toUpperCase().replace('0', 'A'),
  ),
  fc.constantFrom<unknown>('9999-99-99', '0000-01-01', '0001-01-01', '2027-02-30', '10000-01-01', '-4713-01-01', 'infinity', 'now'),
  fc.jsonValue({ maxDepth: 3 }),
);

/** A place in a list that the portal never gave: any text, or any JSON packed as its own places are. */
const cursor = fc.oneof(
  text,
  fc.oneof(fc.array(junk, { maxLength: 4 }), junk).map(value => Buffer.from(JSON.stringify(value)).toString('base64url')),
);

/** Chooses values for arguments: mostly what the type takes, at its edges, and now and then what it does not. */
function valueFor(name: string, type: GraphQLInputType, ids: readonly string[]): fc.Arbitrary<unknown> {
  if (isNonNullType(type))
    return fc.oneof({ weight: 30, arbitrary: fitting(name, type.ofType as GraphQLInputType, ids) }, { weight: 1, arbitrary: junk });
  return fc.oneof(
    { weight: 20, arbitrary: fitting(name, type, ids) },
    { weight: 6, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: junk },
  );
}

function fitting(name: string, type: GraphQLInputType, ids: readonly string[]): fc.Arbitrary<unknown> {
  if (isListType(type)) return fc.array(valueFor(name, type.ofType as GraphQLInputType, ids), { maxLength: 3 });
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    return fc.record(Object.fromEntries(fields.map(field => [field.name, valueFor(field.name, field.type, ids)])), {
      requiredKeys: fields.filter(field => isNonNullType(field.type)).map(field => field.name),
    });
  }
  if (isEnumType(type)) return fc.constantFrom(...type.getValues().map(value => value.name));
  switch (getNamedType(type).name) {
    case 'ID':
      return fc.constantFrom(ABSENT_ID, ...ids);
    case 'Int':
      return fc.oneof(fc.constantFrom(1, 2, 100, 2026), fc.constantFrom(0, 2 ** 31 - 1, -(2 ** 31)));
    case 'Boolean':
      return fc.boolean();
    case 'CalendarDate':
      return fc.constantFrom('1800-01-01', '2026-12-01', '2028-02-29', '2999-12-31');
    default:
      return name === 'after' ? cursor : fc.oneof({ weight: 4, arbitrary: plain }, { weight: 1, arbitrary: text });
  }
}

/** Fields of a type that need no argument, its objects down to so many levels. */
function selectionOf(type: GraphQLOutputType, depth: number): string {
  const object = getNamedType(type);
  if (!isObjectType(object)) return '';
  const fields = Object.values(object.getFields()).flatMap(field => {
    if (!isObjectType(getNamedType(field.type))) return [field.name];
    return depth > 1 ? [`${field.name}${selectionOf(field.type, depth - 1)}`] : [];
  });
  return ` { __typename ${fields.join(' ')} }`;
}

function operationFor(kind: string, field: GraphQLField<unknown, unknown>, ids: readonly string[]): fc.Arbitrary<Document> {
  const values = fc.record(Object.fromEntries(field.args.map(({ name, type }) => [name, valueFor(name, type, ids)])), {
    requiredKeys: field.args.filter(({ type }) => isNonNullType(type)).map(({ name }) => name),
  });
  return fc.tuple(values, fc.integer({ min: 1, max: 3 })).map(([variables, depth]) => {
    const used = field.args.filter(({ name }) => name in variables);
    const declared = used.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
    const passed = used.map(({ name }) => `${name}: $${name}`).join(', ');
    const selection = selectionOf(field.type, depth);
    return { query: `${kind}${declared && ` (${declared})`} { ${field.name}${passed && `(${passed})`}${selection} }`, variables };
  });
}

/** Operations that fit the schema, with values that may not. What ends sessions of those who ask is left out. */
export function hostileOperation(schema: GraphQLSchema, ids: readonly string[]): fc.Arbitrary<Document> {
  const fields = rootFieldsOf(schema).filter(
    ({ name }) => !/signIn|signOut|switchOrganisation|Password|disableAccount|updateAccount/.test(name),
  );
  return fc.oneof(...fields.map(({ kind, field }) => operationFor(kind, field, ids)));
}

const TOKENS =
  '{ } ( ) [ ] : ! = | @ & $ ... "" """ # , query mutation subscription fragment on F true null 0 -1 1e9 1.5 "\\u0000" "\\ud800"'.split(
    ' ',
  );

/** Documents that are none: noise, tokens in any order, and good documents with a few characters wrong. */
function malformedDocument(schema: GraphQLSchema): fc.Arbitrary<string> {
  const names = Object.values(schema.getTypeMap()).flatMap(type => [
    type.name,
    ...(isObjectType(type) ? Object.keys(type.getFields()) : []),
  ]);
  const soup = fc.array(fc.oneof(fc.constantFrom(...TOKENS), fc.constantFrom(...names), fc.string({ maxLength: 5 })), { maxLength: 40 });
  const good = hostileOperation(schema, []).map(({ query }) => query);
  const wrong = fc
    .tuple(
      good,
      fc.array(fc.tuple(fc.nat(), fc.oneof(fc.constantFrom(...TOKENS), fc.string({ maxLength: 3 })), fc.nat(6)), {
        minLength: 1,
        maxLength: 4,
      }),
    )
    .map(([query, changes]) =>
      changes.reduce(
        (before, [at, put, gone]) => before.slice(0, at % before.length) + put + before.slice((at % before.length) + gone) || put,
        query,
      ),
    );
  const huge = fc.constantFrom(
    '{'.repeat(2000),
    '{ a '.repeat(400),
    `{ ${'portal { today } '.repeat(400)} }`,
    `{ portal(x: ${'['.repeat(900)}) }`,
    `"""${'x'.repeat(50_000)}`,
  );
  return fc.oneof(
    { weight: 3, arbitrary: wrong },
    { weight: 3, arbitrary: soup.map(tokens => tokens.join(' ')) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
    { weight: 1, arbitrary: huge },
  );
}

/** Bodies of requests, with documents that are none or with parts of the wrong shape. */
export function malformedBody(schema: GraphQLSchema): fc.Arbitrary<string> {
  const document = malformedDocument(schema);
  const sometimes = fc.option(junk, { nil: undefined, freq: 4 });
  const around = fc.record({
    query: fc.oneof({ weight: 4, arbitrary: document }, { weight: 1, arbitrary: junk }),
    variables: sometimes,
    operationName: sometimes,
    extensions: sometimes,
  });
  return fc.oneof(
    { weight: 8, arbitrary: document.map(query => JSON.stringify({ query })) },
    { weight: 3, arbitrary: around.map(body => JSON.stringify(body)) },
    { weight: 1, arbitrary: junk.map(body => JSON.stringify(body)) },
    { weight: 1, arbitrary: document },
    { weight: 1, arbitrary: fc.tuple(document, fc.nat()).map(([query, at]) => JSON.stringify({ query }).slice(0, at % 40)) },
  );
}
