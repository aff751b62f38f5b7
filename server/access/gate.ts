import {
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { ForbiddenError, UnauthenticatedError } from '../errors.ts';
import { isPermitted } from './permissions.ts';
import type { Viewer } from './viewer.ts';

/** Entries of the permission table that an operation needs: its root fields first, then every field below them. */
export function neededPermissions(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): string[] {
  const needed = new Set<string>();
  const types = new TypeInfo(schema);
  const fragments = document.definitions.filter(definition => definition.kind === 'FragmentDefinition');
  for (const root of [operation, ...fragments]) {
    visit(
      root,
      visitWithTypeInfo(types, {
        Field(node) {
          const parent = types.getParentType();
          if (parent && !node.name.value.startsWith('__')) needed.add(`${parent.name}.${node.name.value}`);
          return isCompositeType(getNamedType(types.getType())) ? undefined : false;
        },
      }),
    );
  }
  return [...needed];
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
