import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import fastifyApollo from '@as-integrations/fastify';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Context } from '../context.ts';
import { type Doors, ownDoor } from '../database/doors.ts';
import { unitOfWork } from '../database/unit-of-work.ts';
import { languageOf } from '../language.ts';
import { sessionToken, setSessionCookie } from './cookie.ts';
import { formatError, inLanguage } from './errors.ts';
import { refuseOtherRequests } from './graphql-request.ts';
import { documentLimits, parseOptions } from './limits.ts';

interface Options {
  schema: GraphQLSchema;
  doors: Doors;
  sampleData: boolean;
  mailIsCaptured: boolean;
  secureCookies: boolean;
}

/** Serves the API on POST /graphql, with every limit checked before anything is executed. */
export async function serveGraphql(
  app: FastifyInstance,
  { schema, doors, sampleData, mailIsCaptured, secureCookies }: Options,
): Promise<void> {
  const limits = documentLimits();
  const format = formatError(app.log);
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    parseOptions,
    validationRules: limits.validationRules,
    formatError: format,
    plugins: [
      ...limits.plugins,
      // It would watch each field of each row, to say in the end what is said below for every answer.
      ApolloServerPluginCacheControlDisabled(),
      answerInLanguage(unitOfWork(doors), format),
    ],
  });
  await apollo.start();
  app.addHook('onClose', () => apollo.stop());
  const context = async (request: FastifyRequest, reply: FastifyReply): Promise<Context> => {
    void reply.header('cache-control', 'no-store');
    return {
      request: {
        requestId: request.id,
        address: request.ip,
        language: languageOf(request.headers['accept-language']),
        sessionToken: sessionToken(request),
        idempotencyKey: request.headers['idempotency-key'] as string | undefined,
        setSession: token => setSessionCookie(reply, token, secureCookies),
      },
      viewer: null,
      // Nobody is known yet, so no door is open; unitOfWork opens the right one.
      em: undefined as unknown as EntityManager,
      signIn: doors.signIn.em.fork() as EntityManager,
      openOwnDoor: viewer => ownDoor(doors, viewer, 'signIn', request.id),
      sampleData,
      mailIsCaptured,
      loaders: new Map(),
    };
  };
  await app.register(async api => {
    refuseOtherRequests(api);
    await api.register(fastifyApollo(apollo), { path: '/graphql', method: ['POST'], context });
  });
}

/** Turns the errors that are left at the end into the language of the request. What fails even then is answered like the rest. */
function answerInLanguage(inner: ApolloServerPlugin<Context>, format: ReturnType<typeof formatError>): ApolloServerPlugin<Context> {
  return {
    async requestDidStart(start) {
      const listener = (await inner.requestDidStart!(start)) ?? {};
      return {
        ...listener,
        async willSendResponse(ending) {
          const { response, contextValue } = ending;
          await listener.willSendResponse?.(ending).catch((error: unknown) => {
            response.body = { kind: 'single', singleResult: { data: null, errors: [format({ message: '' }, error)] } };
            response.http.status = 500;
          });
          if (response.body.kind !== 'single' || !response.body.singleResult.errors) return;
          const { language, requestId } = contextValue.request;
          const errors = inLanguage(response.body.singleResult.errors, language, requestId);
          response.body.singleResult.errors = errors;
          if (errors.some(({ extensions }) => extensions?.['code'] === 'UNAVAILABLE')) response.http.status = 503;
        },
      };
    },
  };
}
