import type { FastifyInstance } from 'fastify';
import type { Configuration } from './configuration.ts';
import type { Doors } from './database/doors.ts';
import type { Logins } from './database/start-database.ts';
import { checkDatabase } from './database/startup-check.ts';
import { LOGINS } from './database/wall.ts';
import { createPortal } from './http/portal.ts';
import { migrationNames } from '../migrations/index.ts';
import { connect } from './orm.ts';
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

/** The portal over a database, not yet listening; closing it closes its connections. */
export async function startPortal(logins: Logins, configuration: Configuration): Promise<FastifyInstance> {
  const { close, ...doors } = await openDoors(logins, configuration.poolSize);
  const portal = await createPortal(doors, { ...configuration, listenAs: logins.app });
  portal.addHook('onClose', close);
  return portal;
}
