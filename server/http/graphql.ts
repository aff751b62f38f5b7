import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import fastifyApollo from '@as-integrations/fastify';
import { ApolloArmor } from '@escape.tech/graphql-armor';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { FastifyInstance } from 'fastify';
import { type GraphQLSchema, GraphQLError, type ValidationRule } from 'graphql';
import type { Context } from '../context.ts';
import { type Doors, ownDoor } from '../database/doors.ts';
import { unitOfWork } from '../database/unit-of-work.ts';
import { languageOf } from '../language.ts';
import { sessionToken, setSessionCookie } from './cookie.ts';
import { formatError, inLanguage } from './errors.ts';

interface Options {
  schema: GraphQLSchema;
  doors: Doors;
  sampleData: boolean;
  secureCookies: boolean;
}

/** Serves the API on POST /graphql, with every limit checked before anything is executed. */
export async function serveGraphql(app: FastifyInstance, { schema, doors, sampleData, secureCookies }: Options): Promise<void> {
  const limits = new ApolloArmor({
    maxDepth: { n: 8, flattenFragments: true },
    maxAliases: { n: 15 },
    maxDirectives: { n: 10 },
    costLimit: { maxCost: 20_000, objectCost: 2, scalarCost: 1, depthCostFactor: 1.3, flattenFragments: true },
    blockFieldSuggestion: { enabled: true },
    // Apollo's own token limit below does this without turning some documents into server errors.
    maxTokens: { enabled: false },
  }).protect();
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    parseOptions: { maxTokens: 1000 },
    validationRules: [...limits.validationRules, oneMutationField],
    formatError: formatError(app.log),
    plugins: [
      ...(limits.plugins as ApolloServerPlugin<Context>[]),
      // It would watch each field of each row, to say in the end what is said below for every answer.
      ApolloServerPluginCacheControlDisabled(),
      answerInLanguage,
      unitOfWork(doors),
    ],
  });
  await apollo.start();
  app.addHook('onClose', () => apollo.stop());
  await app.register(fastifyApollo(apollo), {
    path: '/graphql',
    method: ['POST'],
    context: async (request, reply): Promise<Context> => {
      void reply.header('cache-control', 'no-store');
      const key = request.headers['idempotency-key'];
      const context: Context = {
        request: {
          requestId: request.id,
          address: request.ip,
          language: languageOf(request.headers['accept-language']),
          sessionToken: sessionToken(request),
          idempotencyKey: typeof key === 'string' && key.length <= 200 ? key : undefined,
          setSession: token => setSessionCookie(reply, token, secureCookies),
        },
        viewer: null,
        // Nobody is known yet, so no door is open; unitOfWork opens the right one.
        em: undefined as unknown as EntityManager,
        signIn: doors.signIn.em.fork() as EntityManager,
        openOwnDoor: viewer => ownDoor(doors, viewer, 'signIn', request.id),
        sampleData,
        loaders: new Map(),
      };
      return context;
    },
  });
}

/** A mutation has one root field, so that it either happened or did not. */
const oneMutationField: ValidationRule = context => ({
  OperationDefinition(node) {
    const [first, ...others] = node.selectionSet.selections;
    // A fragment could hold several.
    if (node.operation === 'mutation' && (others.length || first?.kind !== 'Field')) {
      context.reportError(new GraphQLError('A mutation has exactly one root field.', { nodes: node }));
    }
  },
});

const answerInLanguage: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async willSendResponse({ response, contextValue: { request } }) {
        if (response.body.kind !== 'single' || !response.body.singleResult.errors) return;
        response.body.singleResult.errors = inLanguage(response.body.singleResult.errors, request.language, request.requestId);
      },
    };
  },
};
