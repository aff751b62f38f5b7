import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from '../language.ts';

/** Refuses what another site makes a browser send, unless it only reads what the browser will not show to that site. */
export function refuseForeignOrigins(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') await refuseIfForeign(request, reply);
  });
}

/** Refuses a request with a foreign `Origin`, or of a browser that says it comes from elsewhere. Answers whether it did. */
export async function refuseIfForeign(request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
  const { origin, host, 'sec-fetch-site': site } = request.headers;
  const foreign = (origin !== undefined && hostOf(origin) !== host) || site === 'cross-site' || site === 'same-site';
  if (!foreign) return false;
  const text = { ja: '他のサイトからの要求は受け付けません。', en: 'Requests from other sites are refused.' };
  await reply.code(403).send({ code: 'FOREIGN_ORIGIN', message: text[languageOf(request.headers['accept-language'])] });
  return true;
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
