import { randomUUID } from 'node:crypto';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Configuration } from '../configuration.ts';
import type { Doors } from '../database/doors.ts';
import type { Login } from '../database/start-database.ts';
import type { Pace } from '../live/hub.ts';
import { portalSchema } from '../schema.ts';
import { serveCalendar } from './calendar.ts';
import { serveDownloads } from './download.ts';
import { serveGraphql } from './graphql.ts';
import { serveHealth } from './health.ts';
import { BODY_LIMIT } from './limits.ts';
import { serveLifeCycles } from './life-cycles.ts';
import { serveMonitoringImports } from './monitoring-import.ts';
import { serveLive } from './live.ts';
import { servePortal } from './portal-files.ts';
import { limitReceivingTime } from './receiving-time.ts';
import { answerErrors } from './rest.ts';
import { refuseForeignOrigins } from './same-origin.ts';
import { serveTableFiles } from './table-file.ts';
import { serveUpload } from './upload.ts';
import { serveUsageLogs } from './usage-log.ts';

interface Settings extends Pick<Configuration, 'publicUrl' | 'trustProxy' | 'logLevel' | 'sampleData'> {
  /** Login that hears of changes in the database; for nobody, so it reads no row. */
  listenAs: Login;
  livePace?: Partial<Pace>;
  /** Whether reminders stay in the portal, since no mail server is named. */
  mailIsCaptured?: boolean;
}

/** The HTTP server of the portal, ready to listen. */
export async function createPortal(doors: Doors, settings: Settings): Promise<FastifyInstance> {
  const { publicUrl, trustProxy, logLevel, sampleData, listenAs, livePace, mailIsCaptured = true } = settings;
  const secure = publicUrl?.startsWith('https:') ?? false;
  const app = Fastify({
    logger: { level: logLevel, redact: ['req.headers.cookie', 'req.headers.authorization'] },
    genReqId: () => randomUUID(),
    trustProxy,
    bodyLimit: BODY_LIMIT,
    // Each route has its own, see `limitReceivingTime`; headers have that of Node.
    requestTimeout: 0,
  });
  // JSON and files are all that is ever sent; a form of another site cannot send either.
  app.removeContentTypeParser('text/plain');
  app.addHook('onSend', async (request, reply) => void reply.header('x-request-id', request.id));
  limitReceivingTime(app);
  refuseForeignOrigins(app);
  answerErrors(app);
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: [`'self'`],
        scriptSrc: [`'self'`],
        styleSrc: [`'self'`, `'unsafe-inline'`],
        imgSrc: [`'self'`, 'data:'],
        fontSrc: [`'self'`, 'data:'],
        connectSrc: [`'self'`],
        objectSrc: [`'none'`],
        frameAncestors: [`'none'`],
        upgradeInsecureRequests: secure ? [] : null,
      },
    },
    strictTransportSecurity: secure,
  });
  await app.register(compress, { encodings: ['zstd', 'br', 'gzip'] });
  await app.register(cookie);
  serveHealth(app, doors);
  await serveGraphql(app, { schema: await portalSchema(), doors, sampleData, mailIsCaptured, secureCookies: secure });
  await serveUpload(app, doors);
  await serveUsageLogs(app, doors);
  await serveLifeCycles(app, doors);
  await serveMonitoringImports(app, doors);
  serveDownloads(app, doors, publicUrl);
  serveTableFiles(app, doors);
  serveCalendar(app, doors, publicUrl);
  serveLive(app, doors, listenAs, livePace);
  await servePortal(app);
  return app;
}
