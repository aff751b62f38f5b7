import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/** A field of an object type of the schema, under the name that the permission table gives it. */
export interface SchemaField {
  /** `Type.field`. */
  name: string;
  type: string;
  field: GraphQLField<unknown, unknown>;
}

/** Every field of every object type, queries and mutations included. */
export function fieldsOf(schema: GraphQLSchema): SchemaField[] {
  return Object.values(schema.getTypeMap()).flatMap(type =>
    isObjectType(type) && !type.name.startsWith('__')
      ? Object.values(type.getFields()).map(field => ({ name: `${type.name}.${field.name}`, type: type.name, field }))
      : [],
  );
}

/** Chooses the value of an id by the name of its argument or input field; undefined means any id. */
export type Ids = (name: string) => string | undefined;

/** What an ID field is filled with when nobody chose one: an id that nothing has. */
export const ABSENT_ID = '00000000-0000-4000-8000-000000000000';

/** The least that the schema takes as this argument or input field. */
function valueOf(name: string, type: GraphQLInputType, ids: Ids): unknown {
  if (isNonNullType(type)) return valueOf(name, type.ofType, ids);
  if (isListType(type)) return [valueOf(name.replace(/s$/, ''), type.ofType, ids)];
  if (isInputObjectType(type)) return required(Object.values(type.getFields()), ids);
  if (isEnumType(type)) return type.getValues()[0]!.name;
  switch (type.name) {
    case 'ID':
      return ids(name) ?? ABSENT_ID;
    case 'Int':
      return name === 'first' ? 10 : name === 'fiscalYear' ? 2027 : 1;
    case 'Float':
      return 1;
    case 'Boolean':
      return false;
    case 'CalendarDate':
      return '2026-12-01';
    default:
      return 'x';
  }
}

interface Named {
  name: string;
  type: GraphQLInputType;
}

/** The required ones, and besides those that the chooser of ids knows. */
function required(fields: readonly Named[], ids: Ids): Record<string, unknown> {
  const wanted = fields.filter(({ name, type }) => isNonNullType(type) || (getNamedType(type).name === 'ID' && ids(name) !== undefined));
  return Object.fromEntries(wanted.map(({ name, type }) => [name, valueOf(name, type, ids)]));
}

export interface Document {
  query: string;
  variables: Record<string, unknown>;
}

/** An operation on one root field with the least arguments it takes. `selection` stands below the root field. */
export function operationOn(
  kind: 'query' | 'mutation',
  field: GraphQLField<unknown, unknown>,
  selection?: string,
  ids: Ids = () => undefined,
): Document {
  const variables = required(field.args, ids);
  const used = field.args.filter(({ name }) => name in variables);
  const declared = used.map(({ name, type }: GraphQLArgument) => `$${name}: ${String(type)}`).join(', ');
  const passed = used.map(({ name }) => `${name}: $${name}`).join(', ');
  const below = isObjectType(getNamedType(field.type)) ? ` { ${selection ?? '__typename'} }` : '';
  return { query: `${kind}${declared && ` (${declared})`} { ${field.name}${passed && `(${passed})`}${below} }`, variables };
}

/** The root fields of the schema. */
export function rootFieldsOf(schema: GraphQLSchema): { kind: 'query' | 'mutation'; name: string; field: GraphQLField<unknown, unknown> }[] {
  return (['query', 'mutation'] as const).flatMap(kind => {
    const root = kind === 'query' ? schema.getQueryType()! : schema.getMutationType()!;
    return Object.values(root.getFields()).map(field => ({ kind, name: `${root.name}.${field.name}`, field }));
  });
}
