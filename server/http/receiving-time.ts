import type { FastifyInstance } from 'fastify';

/** A request has arrived whole by then. */
const LONGEST_RECEIVING = 60_000;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether the body may take as long as it needs; the route itself looks at whether it comes. */
    takesLong?: boolean;
  }
}

/** Hangs up on those who send slowly, so that they hold no connection. The server itself knows one time for all routes. */
export function limitReceivingTime(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ raw, routeOptions }) => {
    if (routeOptions.config.takesLong || raw.complete) return;
    const timer = setTimeout(() => {
      if (!raw.complete) raw.destroy();
    }, LONGEST_RECEIVING);
    raw.once('close', () => clearTimeout(timer));
  });
}
