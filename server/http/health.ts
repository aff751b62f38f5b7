import type { FastifyInstance } from 'fastify';
import type { Doors } from '../database/doors.ts';

/** GET /livez: the process answers. GET /readyz: so does the database, through every login. */
export function serveHealth(app: FastifyInstance, doors: Doors): void {
  app.get('/livez', { logLevel: 'warn' }, async () => ({ status: 'ok' }));
  app.get('/readyz', { logLevel: 'warn' }, async (_request, reply) => {
    const checks = await Promise.all(
      Object.entries(doors).map(
        async ([name, orm]) =>
          [
            name,
            await orm.em
              .fork()
              .execute('select 1')
              .then(
                () => true,
                () => false,
              ),
          ] as const,
      ),
    );
    const failed = checks.filter(([, works]) => !works).map(([name]) => name);
    return failed.length ? reply.code(503).send({ status: 'unavailable', failed }) : { status: 'ok' };
  });
}
