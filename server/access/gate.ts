import {
  type DocumentNode,
  getDirectiveValues,
  getNamedType,
  GraphQLIncludeDirective,
  type GraphQLSchema,
  GraphQLSkipDirective,
  isInterfaceType,
  isObjectType,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { ForbiddenError, UnauthenticatedError } from '../errors.ts';
import { isPermitted } from './permissions.ts';
import type { Viewer } from './viewer.ts';

/** Who asks with what, as far as it decides which fields of a document are executed at all. */
interface Asking {
  signedIn: boolean;
  /** As coerced, with defaults. */
  variables: Record<string, unknown>;
}

/**
 * Entries of the permission table that an operation needs, as `Type.field`: a root field before the fields below it. What
 * `@include` and `@skip` leave out is not needed.
 */
export function neededPermissions(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  { signedIn, variables }: Asking,
): string[] {
  const fragments = new Map(
    document.definitions.flatMap(node => (node.kind === 'FragmentDefinition' ? [[node.name.value, node] as const] : [])),
  );
  const needed = new Set<string>();
  const collect = (typeName: string, { selections }: SelectionSetNode): void => {
    const type = schema.getType(typeName);
    for (const selection of selections) {
      if (isLeftOut(selection, variables)) continue;
      if (selection.kind === 'FragmentSpread') {
        const fragment = fragments.get(selection.name.value)!;
        collect(fragment.typeCondition.name.value, fragment.selectionSet);
      } else if (selection.kind === 'InlineFragment') {
        collect(selection.typeCondition?.name.value ?? typeName, selection.selectionSet);
      } else if (!selection.name.value.startsWith('__') && (isObjectType(type) || isInterfaceType(type))) {
        needed.add(`${typeName}.${selection.name.value}`);
        const field = type.getFields()[selection.name.value]!;
        // "Who am I?" has an answer for a stranger too: null, whatever is asked below it.
        if (selection.name.value === 'viewer' && !signedIn) continue;
        if (selection.selectionSet) collect(getNamedType(field.type).name, selection.selectionSet);
      }
    }
  };
  collect(schema.getRootType(operation.operation)!.name, operation.selectionSet);
  return [...needed];
}

function isLeftOut(selection: SelectionNode, variables: Record<string, unknown>): boolean {
  return (
    getDirectiveValues(GraphQLSkipDirective, selection, variables)?.['if'] === true ||
    getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.['if'] === false
  );
}

/**
 * Lets an operation pass only if its viewer may use every field in it; nothing has been read by then.
 *
 * @throws UnauthenticatedError when nobody is signed in and a field asks for somebody
 * @throws ForbiddenError naming the first field that the viewer's roles may not use
 */
export function passGate(viewer: Pick<Viewer, 'roles'> | null, needed: readonly string[]): void {
  const refused = needed.find(name => !isPermitted(viewer?.roles ?? null, name));
  if (refused === undefined) return;
  throw viewer ? new ForbiddenError(refused) : new UnauthenticatedError();
}
