import { createHash } from 'node:crypto';
import type { ApolloServerPlugin } from '@apollo/server';
import { IsolationLevel } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { neededPermissions, passGate } from '../access/gate.ts';
import { checkOperation } from '../access/operation-check.ts';
import { successorOf, viewerOf } from '../access/session.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Context } from '../context.ts';
import { type Doors, ownDoor, portfolioDoor, recordAccess } from './doors.ts';
import { claimKey, keepAnswer } from './idempotency.ts';

/** Mutations that end one session and begin another: they write through the sign-in login and have no effect to repeat. */
const SESSION_MUTATIONS = ['signIn', 'signOut', 'switchOrganisation'];

/** Root fields that read what other ministries granted to cross-ministry roles. */
const ACROSS_MINISTRIES = [
  'informationSystems',
  'informationSystem',
  'surveyRounds',
  'surveyRound',
  'surveyHeatmap',
  'heatmapCell',
  'portfolioHeatmap',
  'portfolioLevels',
  'roundVerdicts',
  'featureVerdict',
  'portfolioVerdicts',
  'verdictEvidence',
  'featureDecisions',
  'featureDecision',
  'contracts',
  'contract',
  'budgetRequest',
  'budgetLines',
  'supportEnds',
  'expiryHeatmap',
  'expiryContracts',
  'systemMonitoring',
  'monitoringItem',
  'monitoringTools',
  'monitoringCoverage',
  'monitoringMatrix',
  'systemCoverages',
  'monitoringGaps',
  'monitoringDifferences',
  'unificationPlans',
  'unificationPlan',
  'unificationOutlook',
  'sharedProducts',
  'ministryBoard',
  'ministryOverview',
];

/**
 * The life of an operation: find out who asks, pass the gate, open the right door, and run everything in one transaction.
 *
 * A query reads one snapshot. A mutation has one root field; its effect, its audit records and its answer under the
 * idempotency key commit together before the answer leaves, and an error anywhere undoes them all. An answer that could not be committed is thrown, not given.
 */
export function unitOfWork(doors: Doors): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      let key: string | undefined;
      return {
        async didResolveOperation({ operation, document, schema, contextValue: context, request }) {
          if (!operation) return;
          // Whatever can be refused without knowing who asks is refused before the database hears of it.
          const variables = checkOperation(schema, document, operation, request.variables ?? {});
          const token = context.request.sessionToken;
          const requestHash = hashOf([request.query, request.operationName, request.variables]);
          context.viewer = token ? await viewerOf(context.signIn, token) : null;
          if (token && context.request.idempotencyKey && operation.operation === 'mutation') {
            context.successor = successorOf(token, `${context.request.idempotencyKey} ${requestHash}`);
            // Who lost the answer to a change of password lost the new cookie with it, and asks again with the former one.
            context.viewer ??= await viewerOf(context.signIn, context.successor);
          }
          const needed = neededPermissions(schema, document, operation, { signedIn: context.viewer !== null, variables });
          const [root] = needed;
          if (operation.operation === 'mutation' && SESSION_MUTATIONS.some(name => root === `Mutation.${name}`)) {
            passGate(context.viewer, [root!]);
            // Whoever the next session belongs to, it may read what every role may.
            passGate(
              { roles: [] },
              needed.filter(name => name !== root),
            );
            return;
          }
          passGate(context.viewer, needed);
          if (!context.viewer) return;
          if (operation.operation === 'query') {
            await beginQuery(doors, context, context.viewer, rootFields(needed));
            return;
          }
          context.em = ownDoor(doors, context.viewer, rootFields(needed).join(' '), context.request.requestId);
          await context.em.begin();
          if (!context.request.idempotencyKey) return;
          const replay = await claimKey(context.em, context.request.idempotencyKey, requestHash);
          if (replay === null) key = context.request.idempotencyKey;
          else await repeatAnswer(context, replay);
        },

        async responseForOperation({ contextValue: { replay }, response }) {
          return replay === undefined ? null : { http: response.http, body: { kind: 'single', singleResult: JSON.parse(replay) } };
        },

        async willSendResponse({ contextValue, response, operation }) {
          const { em, newSession, request } = contextValue;
          if (!em?.isInTransaction()) return;
          const result = response.body.kind === 'single' ? response.body.singleResult : undefined;
          const unexplained = result?.errors?.some(({ extensions }) => extensions?.['code'] === 'INTERNAL_SERVER_ERROR') ?? false;
          if (operation?.operation === 'query') {
            // A query has changed nothing: without this, everything it read would be compared with what is stored.
            em.clear();
            // What it read is read, whether or not the database is still there to be told that it ends.
            const lost = await rollBack(em);
            if (lost && unexplained) throw lost;
            return;
          }
          if (!result || result.errors?.length) {
            const lost = await rollBack(em);
            // Whatever a statement said of a connection that is gone, that it is gone is what the caller can act on.
            if (lost && unexplained) throw lost;
            // Undone is undone: no part of the answer may look as if it had happened.
            if (result) result.data = null;
            return;
          }
          try {
            if (key) await keepAnswer(em, key, withoutSecret(JSON.stringify(result), contextValue));
            await em.commit();
          } catch (error) {
            await rollBack(em);
            throw error;
          }
          if (newSession) request.setSession(newSession);
        },
      };
    },
  };
}

/** Gives the answer of the first time, and with it the cookie if that was the first time's doing. */
async function repeatAnswer(context: Context, answer: string): Promise<void> {
  context.replay = withSecret(answer, context);
  if (context.successor && (await viewerOf(context.signIn, context.successor))) context.newSession = context.successor;
}

/**
 * A secret that an answer gave is not kept with it: the request that is sent again tells it anew, see `successorOf`. What stands in its place
 * is nothing that anybody could have typed.
 */
const PLACE_OF_SECRET = '\\u0000secret\\u0000';
const withoutSecret = (answer: string, { successor }: Context): string =>
  successor ? answer.replaceAll(successor, PLACE_OF_SECRET) : answer;
const withSecret = (answer: string, { successor }: Context): string => (successor ? answer.replaceAll(PLACE_OF_SECRET, successor) : answer);

async function beginQuery(doors: Doors, context: Context, viewer: Viewer, fields: string[]): Promise<void> {
  const across = viewer.grantedOrganisationIds.length > 0 && fields.some(field => ACROSS_MINISTRIES.includes(field));
  if (across) await recordAccess(doors, viewer, fields, context.request.requestId);
  context.em = across ? portfolioDoor(doors, viewer, context.request.requestId) : ownDoor(doors, viewer, 'read', context.request.requestId);
  await context.em.begin({ readOnly: true, isolationLevel: IsolationLevel.REPEATABLE_READ });
}

/** Undoes the transaction and gives its connection back. One that is gone is undone by that, and the pool knows; answers what says so. */
async function rollBack(em: EntityManager): Promise<Error | undefined> {
  refuseLateStatements(em);
  return em.rollback().then(
    () => undefined,
    (error: Error) => error,
  );
}

/**
 * From here on the transaction takes no statement. An answer leaves as soon as one of its fields fails; what the others still ask
 * for would come after the rollback, in the transaction of whoever has the connection next. The rollback waits for what was asked before.
 */
function refuseLateStatements(em: EntityManager): void {
  const transaction = em.getTransactionContext<object>();
  if (transaction) Reflect.defineProperty(transaction, 'executeQuery', { value: refuse });
}

const refuse = (): Promise<never> => Promise.reject(new Error('The operation has been answered.'));

/** Root fields of an operation, wherever in it they stand. */
const rootFields = (needed: readonly string[]): string[] =>
  needed.flatMap(name => (/^(?:Query|Mutation)\./.test(name) ? [name.slice(name.indexOf('.') + 1)] : []));

const hashOf = (parts: unknown): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex');
