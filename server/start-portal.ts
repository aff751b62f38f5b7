import type { FastifyInstance } from 'fastify';
import type { Configuration } from './configuration.ts';
import type { Doors } from './database/doors.ts';
import type { Logins } from './database/start-database.ts';
import { checkDatabase } from './database/startup-check.ts';
import { LOGINS } from './database/wall.ts';
import { createPortal } from './http/portal.ts';
import { startScheduler } from './job/scheduler.ts';
import { migrationNames } from '../migrations/index.ts';
import { connect } from './orm.ts';
import { reminderJobs } from './reminder/jobs.ts';
import type { EntityManager } from '@mikro-orm/postgresql';

/** Opens the doors to a database whose wall holds. */
export async function openDoors(logins: Logins, poolSize: number): Promise<Doors & { close: () => Promise<void> }> {
  const [app, portfolio, signIn] = await Promise.all([
    connect(logins.app, poolSize),
    connect(logins.portfolio, poolSize),
    connect(logins.signIn, poolSize),
  ]);
  const doors = { app, portfolio, signIn };
  const close = async (): Promise<void> => void (await Promise.all(Object.values(doors).map(orm => orm.close())));
  try {
    for (const door of ['app', 'portfolio', 'signIn'] as const)
      await checkDatabase(doors[door].em.fork() as EntityManager, LOGINS[door], migrationNames);
  } catch (error) {
    await close();
    throw error;
  }
  return { ...doors, close };
}

/** The portal over a database, not yet listening, with its jobs at work; closing it ends them and closes its connections. */
export async function startPortal(logins: Logins, configuration: Configuration): Promise<FastifyInstance> {
  const { close, ...doors } = await openDoors(logins, configuration.poolSize);
  const portal = await createPortal(doors, { ...configuration, mailIsCaptured: !configuration.mail, listenAs: logins.app });
  // The last hook comes first: the jobs end before their connections do.
  portal.addHook('onClose', close);
  portal.addHook('onClose', await startScheduler({ doors, login: logins.app, jobs: reminderJobs(doors, configuration), log: portal.log }));
  return portal;
}
