import type { FastifyInstance } from 'fastify';
import { languageOf } from '../language.ts';

/** Refuses what another site makes a browser send: a foreign `Origin`, or a browser that says the request comes from elsewhere. */
export function refuseForeignOrigins(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.method === 'GET' || request.method === 'HEAD') return;
    const { origin, host, 'sec-fetch-site': site } = request.headers;
    const foreign = (origin !== undefined && hostOf(origin) !== host) || site === 'cross-site' || site === 'same-site';
    if (!foreign) return;
    const text = { ja: '他のサイトからの要求は受け付けません。', en: 'Requests from other sites are refused.' };
    await reply.code(403).send({ code: 'FOREIGN_ORIGIN', message: text[languageOf(request.headers['accept-language'])] });
  });
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
