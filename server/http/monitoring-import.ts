import type { FastifyInstance } from 'fastify';
import { type Doors, ownDoor } from '../database/doors.ts';
import { InvalidInputError, NotFoundError } from '../errors.ts';
import { findOwnSystem } from '../feature/service.ts';
import { FILE_LIMITS } from '../monitoring-import/line.ts';
import { countsOfImports } from '../monitoring-import/loader.ts';
import { readMonitoringFile } from '../monitoring-import/read-file.ts';
import { startMonitoringImport } from '../monitoring-import/start.ts';
import { UUID } from '../uuid.ts';
import { fileNameOf, permittedViewer, requireOwnPage } from './rest.ts';

const ACTION = 'importMonitoring';

/**
 * POST /monitoring-imports/<system id>?monitoringToolId=<tool id> takes a file of monitoring items as the body, reads it off the main thread and
 * keeps its lines with what is known of them. `X-File-Name`, percent-encoded, names the file. Answers the import and its counts.
 */
export async function serveMonitoringImports(app: FastifyInstance, doors: Doors): Promise<void> {
  await app.register(async scope => {
    scope.removeAllContentTypeParsers();
    // What is inside decides, and a thread of its own reads it.
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: FILE_LIMITS.bytes }, (_request, body, done) => done(null, body));
    scope.post<{ Params: { systemId: string }; Querystring: { monitoringToolId?: string } }>(
      '/monitoring-imports/:systemId',
      async (request, reply) => {
        const viewer = await permittedViewer(doors, request, 'import:monitoring');
        requireOwnPage(request);
        const { systemId } = request.params;
        const { monitoringToolId: toolId = '' } = request.query;
        const fileName = fileNameOf(request);
        if (!UUID.test(systemId)) throw new NotFoundError('InformationSystem', systemId);
        if (!UUID.test(toolId)) throw new NotFoundError('MonitoringTool', toolId);
        if (!fileName)
          throw new InvalidInputError('X-File-Name', {
            ja: 'X-File-Name でファイル名を送ってください。',
            en: 'Name the file in X-File-Name.',
          });
        await findOwnSystem({ em: ownDoor(doors, viewer, ACTION, request.id), viewer }, systemId, ACTION);
        const file = await readMonitoringFile(fileName, Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
        const em = ownDoor(doors, viewer, ACTION, request.id);
        const answer = await em.transactional(async inner => {
          const own = inner as typeof em;
          const started = await startMonitoringImport({ em: own, viewer }, { systemId, toolId, fileName }, file);
          const [counts] = await countsOfImports(own, [started.import.id]);
          return { monitoringImportId: started.import.id, isNew: started.isNew, ...counts };
        });
        return reply
          .code(answer.isNew ? 201 : 200)
          .header('cache-control', 'no-store')
          .send(answer);
      },
    );
  });
}
