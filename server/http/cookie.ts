import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SESSION_HOURS } from '../access/session.ts';

const NAME = 'tanaoroshi_session';

export const sessionToken = (request: FastifyRequest): string | undefined => request.cookies[NAME];

/** Gives the browser a session, or takes it away. Scripts cannot read it, other sites cannot send it along with a POST. */
export function setSessionCookie(reply: FastifyReply, token: string | null, secure: boolean): void {
  const attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  if (token) void reply.setCookie(NAME, token, { ...attributes, maxAge: SESSION_HOURS * 3600 });
  else void reply.clearCookie(NAME, attributes);
}
