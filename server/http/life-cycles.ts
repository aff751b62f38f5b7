import type { FastifyInstance } from 'fastify';
import { type Doors, ownDoor } from '../database/doors.ts';
import { languageOf } from '../language.ts';
import { readSnapshotFile } from '../product/read-snapshot.ts';
import { requireOperator } from '../organisation/service.ts';
import { importLifeCycles } from '../product/import.ts';
import { lossesBy } from '../product/loss.ts';
import { SNAPSHOT_LIMITS } from '../product/snapshot.ts';
import { dryRunOf, permittedViewer, readAs, requireOwnPage } from './rest.ts';

const PERMISSION = 'import:life-cycles';

/**
 * POST /life-cycles?dryRun=true|false takes a snapshot of product life cycles as the body and answers a report. With
 * `allowOlder=true` it may be older than the one in force.
 */
export async function serveLifeCycles(app: FastifyInstance, doors: Doors): Promise<void> {
  await app.register(async scope => {
    scope.removeAllContentTypeParsers();
    // What is inside decides, and a thread of its own reads it.
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: SNAPSHOT_LIMITS.bytes }, (_request, body, done) => done(null, body));
    scope.post<{ Querystring: { dryRun?: string; allowOlder?: string } }>('/life-cycles', async (request, reply) => {
      const viewer = await permittedViewer(doors, request, PERMISSION);
      requireOwnPage(request);
      const dryRun = dryRunOf(request.query.dryRun);
      const em = ownDoor(doors, viewer, 'importLifeCycles', request.id);
      await requireOperator({ em, viewer }, PERMISSION);
      const read = await readSnapshotFile(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
      const readable = [viewer.organisationId, ...viewer.grantedOrganisationIds];
      const coming = read.snapshot?.products;
      const lost = coming
        ? await readAs(doors, request, viewer, PERMISSION, reader => lossesBy(reader, coming, readable.length))
        : { losses: [], readCount: readable.length };
      const options = {
        lost,
        dryRun,
        allowOlder: request.query.allowOlder === 'true',
        language: languageOf(request.headers['accept-language']),
      };
      const report = await em.transactional(inner => importLifeCycles({ em: inner as typeof em, viewer }, read, options));
      return reply.header('cache-control', 'no-store').send(report);
    });
  });
}
