import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloArmor } from '@escape.tech/graphql-armor';
import { GraphQLError, type ValidationRule } from 'graphql';
import type { Context } from '../context.ts';
import { PortalError, RefusedRequestError } from '../errors.ts';
import type { Text } from '../language.ts';

/** Bytes of a request to the API. */
export const BODY_LIMIT = 256 * 1024;

/** How large a document may be, before anything of it is executed. */
const LIMITS = { tokens: 1000, depth: 8, aliases: 15, directives: 10 } as const;

export const parseOptions = { maxTokens: LIMITS.tokens };

const NAMES: Record<keyof typeof LIMITS, Text> = {
  tokens: { ja: 'トークン', en: 'tokens' },
  depth: { ja: '深さ', en: 'levels of depth' },
  aliases: { ja: '別名', en: 'aliases' },
  directives: { ja: 'ディレクティブ', en: 'directives' },
};

/** A document past one of its limits. */
export function tooLarge(limit: keyof typeof LIMITS): RefusedRequestError {
  const text = {
    ja: `文書が大きすぎます。${NAMES[limit].ja}は${LIMITS[limit].toLocaleString('ja')}までです。分けて送ってください。`,
    en: `The document is too large: at most ${LIMITS[limit].toLocaleString('en')} ${NAMES[limit].en}. Split it.`,
  };
  return new RefusedRequestError('TOO_LARGE', text, { limit });
}

/** Rules that a document is held to besides those of GraphQL itself. */
export function documentLimits(): { validationRules: ValidationRule[]; plugins: ApolloServerPlugin<Context>[] } {
  const rule = (limit: 'depth' | 'aliases' | 'directives') => ({
    n: LIMITS[limit],
    propagateOnRejection: false,
    onReject: [(context: { reportError: (error: GraphQLError) => void } | null) => context?.reportError(tooLarge(limit))],
  });
  const { validationRules, plugins } = new ApolloArmor({
    maxDepth: { ...rule('depth'), flattenFragments: true },
    maxAliases: rule('aliases'),
    maxDirectives: rule('directives'),
    // Told by the values of variables too, so the unit of work sees to it.
    costLimit: { enabled: false },
    blockFieldSuggestion: { enabled: true },
    // The parser does this without turning some documents into server errors.
    maxTokens: { enabled: false },
  }).protect();
  return { validationRules: [...validationRules, servedOperation], plugins: plugins as ApolloServerPlugin<Context>[] };
}

/** A mutation has one root field, so that it either happened or did not. Nothing can be subscribed to. */
const servedOperation: ValidationRule = context => ({
  OperationDefinition(node) {
    if (!context.getSchema().getRootType(node.operation)) {
      const text = { ja: 'この API に subscription はありません。', en: 'This API has no subscriptions.' };
      context.reportError(new PortalError(text, { code: 'BAD_REQUEST' }, 400, node));
    }
    const [first, ...others] = node.selectionSet.selections;
    // A fragment could hold several.
    if (node.operation === 'mutation' && (others.length || first?.kind !== 'Field')) {
      const text = {
        ja: 'mutation の最上位の項目は1つだけです（フラグメントは使えません）。分けて送ってください。',
        en: 'A mutation has exactly one root field, and it is no fragment. Split it.',
      };
      context.reportError(new PortalError(text, { code: 'TOO_LARGE', limit: 'root fields' }, 400, node));
    }
  },
});
