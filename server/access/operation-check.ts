import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getArgumentValues,
  getNamedType,
  GraphQLError,
  type GraphQLDirective,
  type GraphQLField,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { RefusedRequestError } from '../errors.ts';
import { checkValue, coerceVariables, refusal } from './given-values.ts';

/** What one request may cost: a value 1, an object 2, each level below it 1.3 times as much, a page as often as it has items. */
const MAX_COST = 20_000;
const COST = { value: 1, object: 2, below: 1.3 };

/**
 * Looks at everything that an operation was given, and at what it would cost, before anybody asks who sent it.
 *
 * @returns the variables as the schema takes them
 * @throws RefusedRequestError naming the value that cannot be taken, or because the operation costs too much
 */
export function checkOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  given: Record<string, unknown>,
): Record<string, unknown> {
  const variables = coerceVariables(schema, operation, given);
  const cost = new OperationCheck(schema, document, variables).cost(schema.getRootType(operation.operation)!.name, operation.selectionSet);
  if (cost <= MAX_COST) return variables;
  const text = {
    ja: '一度に求めるデータが多すぎます。項目か1ページの件数を減らすか、分けて送ってください。',
    en: 'This asks for too much at once. Ask for fewer fields or a smaller page, or split it.',
  };
  throw new RefusedRequestError('TOO_LARGE', text, { limit: 'cost' });
}

class OperationCheck {
  private readonly schema: GraphQLSchema;
  private readonly variables: Record<string, unknown>;
  private readonly fragments: Map<string, FragmentDefinitionNode>;
  /** Each fragment is looked at once, however often it is spread. */
  private readonly costs = new Map<FragmentDefinitionNode, number>();

  constructor(schema: GraphQLSchema, { definitions }: DocumentNode, variables: Record<string, unknown>) {
    this.schema = schema;
    this.variables = variables;
    this.fragments = new Map(definitions.flatMap(node => (node.kind === 'FragmentDefinition' ? [[node.name.value, node]] : [])));
  }

  /** Cost of what is selected on a type. */
  cost(type: string, { selections }: SelectionSetNode): number {
    return selections.reduce((sum, selection) => sum + this.costOf(type, selection), 0);
  }

  private costOf(typeName: string, selection: SelectionNode): number {
    for (const directive of selection.directives ?? []) this.argumentsOf(this.schema.getDirective(directive.name.value)!, directive);
    if (selection.kind === 'FragmentSpread') return this.costOfFragment(this.fragments.get(selection.name.value)!);
    if (selection.kind === 'InlineFragment') return this.cost(selection.typeCondition?.name.value ?? typeName, selection.selectionSet);
    const type = this.schema.getType(typeName);
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[selection.name.value] : undefined;
    // What is left is __typename.
    if (!field) return COST.value;
    const { first } = this.argumentsOf(field, selection);
    if (!selection.selectionSet) return COST.value;
    const below = this.cost(getNamedType(field.type).name, selection.selectionSet);
    return (COST.object + COST.below * below) * (typeof first === 'number' ? first : 1);
  }

  private costOfFragment(fragment: FragmentDefinitionNode): number {
    const known = this.costs.get(fragment);
    if (known !== undefined) return known;
    const cost = this.cost(fragment.typeCondition.name.value, fragment.selectionSet);
    this.costs.set(fragment, cost);
    return cost;
  }

  /** The arguments of a field or directive, with what variables and defaults put in. */
  private argumentsOf(
    definition: GraphQLField<unknown, unknown> | GraphQLDirective,
    node: FieldNode | DirectiveNode,
  ): Record<string, unknown> {
    const values = this.coercedArguments(definition, node);
    for (const { name, type } of definition.args) checkValue([name], type, values[name]);
    return values;
  }

  private coercedArguments(
    definition: GraphQLField<unknown, unknown> | GraphQLDirective,
    node: FieldNode | DirectiveNode,
  ): Record<string, unknown> {
    try {
      return getArgumentValues(definition, node, this.variables);
    } catch (error) {
      // A variable that may be null passes validation where it has a default, and yet may be null.
      const value = error instanceof GraphQLError ? error.nodes?.[0] : undefined;
      const argument = node.arguments?.find(each => each.value === value);
      if (!argument) throw error;
      throw refusal(argument.name.value, { ja: '値が必要です。null は渡せません。', en: 'A value is needed; null is none.' });
    }
  }
}
