import {
  coerceInputValue,
  getNamedType,
  type GraphQLInputType,
  type GraphQLSchema,
  isInputObjectType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
  valueFromAST,
} from 'graphql';
import { PAGE_SIZE } from '../database/page.ts';
import { type PortalError, RefusedRequestError } from '../errors.ts';
import type { Text } from '../language.ts';
import { UUID } from '../uuid.ts';

/** Whole numbers that mean the same wherever they are given, from and to. */
const BOUNDS: Record<string, readonly [number, number]> = { first: [1, PAGE_SIZE], fiscalYear: [1, 2999] };

/**
 * The variables of an operation as the schema takes them, defaults filled in.
 *
 * @throws RefusedRequestError naming what is missing or misshapen
 */
export function coerceVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Record<string, unknown>,
): Record<string, unknown> {
  const entries = variableDefinitions.flatMap(({ variable, type: node, defaultValue }): [string, unknown][] => {
    const name = variable.name.value;
    // A document that was validated has no variable of another type.
    const type = typeFromAST(schema, node as never) as GraphQLInputType;
    if (Object.hasOwn(given, name))
      return [[name, coerceInputValue(given[name], type, (path, _value, error) => misshapen([name, ...path], error))]];
    if (defaultValue) return [[name, valueFromAST(defaultValue, type)]];
    if (isNonNullType(type)) throw refusal(name, MISSING);
    return [];
  });
  return Object.fromEntries(entries);
}

function misshapen(path: (string | number)[], error: Error): never {
  const { text = MISSHAPEN } = error as Partial<PortalError>;
  throw refusal(nameOf(path), text);
}

/**
 * Refuses values that fit their type and yet cannot be meant: ids that are none, texts that no database keeps, numbers out
 * of bounds. `path` begins with the name of the argument.
 *
 * @throws RefusedRequestError naming the value
 */
export function checkValue(path: (string | number)[], type: GraphQLInputType, value: unknown): void {
  if (value === null || value === undefined) return;
  if (isNonNullType(type)) return checkValue(path, type.ofType as GraphQLInputType, value);
  if (isListType(type)) {
    for (const [index, item] of (value as unknown[]).entries()) checkValue([...path, index], type.ofType as GraphQLInputType, item);
  } else if (isInputObjectType(type)) {
    for (const field of Object.values(type.getFields())) {
      checkValue([...path, field.name], field.type, (value as Record<string, unknown>)[field.name]);
    }
  } else {
    checkLeaf(path, getNamedType(type).name, value);
  }
}

function checkLeaf(path: (string | number)[], type: string, value: unknown): void {
  const fault = type === 'ID' ? idFault(value) : typeof value === 'string' ? textFault(value) : numberFault(String(path.at(-1)), value);
  if (fault) throw refusal(nameOf(path), fault);
}

function idFault(value: unknown): Text | undefined {
  if (UUID.test(String(value))) return undefined;
  return {
    ja: 'ID の形が正しくありません。一覧から開き直してください。',
    en: 'This is not an id. Open it again from its list.',
  };
}

function textFault(value: string): Text | undefined {
  if (!value.includes('\0') && value.isWellFormed()) return undefined;
  return {
    ja: '保存できない文字（NUL など）が含まれています。取り除いてください。',
    en: 'The text has a character that cannot be stored, such as NUL. Remove it.',
  };
}

function numberFault(name: string, value: unknown): Text | undefined {
  const bounds = BOUNDS[name];
  if (!bounds || typeof value !== 'number') return undefined;
  const [least, most] = bounds;
  if (value >= least && value <= most) return undefined;
  return {
    ja: `${name} は ${least} から ${most} までの整数にしてください。`,
    en: `${name} must be a whole number from ${least} to ${most}.`,
  };
}

const MISSING: Text = { ja: '値がありません。', en: 'The value is missing.' };
const MISSHAPEN: Text = {
  ja: '値の形が違うか、必要な項目が足りません。スキーマの型を確認してください。',
  en: 'The value does not fit its type, or lacks something. See the schema.',
};

/** A value that cannot be taken; the text begins with its name, so that it can stand alone. */
export function refusal(name: string, { ja, en }: Text): RefusedRequestError {
  return new RefusedRequestError('BAD_USER_INPUT', { ja: `${name}: ${ja}`, en: `${name}: ${en}` }, { field: name });
}

/** Fields of the one input of a mutation go by their own names, as everywhere. */
const nameOf = (path: (string | number)[]): string => (path[0] === 'input' && path.length > 1 ? path.slice(1) : path).join('.');
