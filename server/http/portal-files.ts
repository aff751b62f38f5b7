import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import statics from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const FOLDER = fileURLToPath(new URL('../../web/dist', import.meta.url));

/** Serves the built portal; every path that is not a file opens its page in the browser. */
export async function servePortal(app: FastifyInstance): Promise<void> {
  if (!existsSync(FOLDER)) return;
  await app.register(statics, {
    root: FOLDER,
    wildcard: false,
    // Names of assets carry a hash of their content, so they never change; the page that names them may.
    setHeaders: (reply, path) =>
      void reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'),
  });
  app.get('/*', (request, reply) =>
    request.headers.accept?.includes('text/html')
      ? reply.sendFile('index.html')
      : reply.code(404).send({ code: 'NOT_FOUND', message: 'Not found' }),
  );
}
