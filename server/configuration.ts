import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { addressOf, parseSmtpUrl, type SmtpServer } from './mail/smtp.ts';

const postgresUrl = z.string().regex(/^postgres(ql)?:\/\/[^/]+\/.+/, 'must be postgresql://user:password@host:port/database');
const smtpUrl = z
  .string()
  .refine(
    text => /^smtps?:\/\/[^/?\s]+\/?(?:\?tls=none)?$/.test(text) && URL.canParse(text),
    'must be smtp://user:password@host:port or smtps://…, with ?tls=none to do without TLS',
  );
const sender = z
  .string()
  .refine(text => /^[^\s@<>]+@[^\s@<>]+$/.test(addressOf(text)), 'must be a mail address, or a name and a mail address in <>');
const flag = z.enum(['true', 'false']).transform(text => text === 'true');

const variables = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  TRUST_PROXY: flag.default(false),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  DATA_FOLDER: z
    .string()
    .min(1)
    .default(fileURLToPath(new URL('../var', import.meta.url))),
  SAMPLE_DATA: flag.optional(),
  DATABASE_OWNER_URL: postgresUrl.optional(),
  DATABASE_APP_URL: postgresUrl.optional(),
  DATABASE_PORTFOLIO_URL: postgresUrl.optional(),
  DATABASE_SIGN_IN_URL: postgresUrl.optional(),
  SMTP_URL: smtpUrl.optional(),
  MAIL_FROM: sender.optional(),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(100).default(10),
});

/** A server is named whole or not at all: half of its connections would be another database's. */
function missingConnections(given: Record<string, string | undefined>): string[] {
  const needed = ['DATABASE_APP_URL', 'DATABASE_PORTFOLIO_URL', 'DATABASE_SIGN_IN_URL'];
  if (![...needed, 'DATABASE_OWNER_URL'].some(name => given[name])) return [];
  return needed.filter(name => !given[name]);
}

/** Mail needs a sender, and an address of the portal to lead back to. */
function missingForMail(given: Record<string, string | undefined>): string[] {
  return given['SMTP_URL'] ? ['MAIL_FROM', 'PUBLIC_URL'].filter(name => !given[name]) : [];
}

/** How the portal runs, from environment variables. */
export interface Configuration {
  port: number;
  host: string;
  /** Address that people use; decides whether cookies travel over HTTPS only. */
  publicUrl: string | undefined;
  /** Whether a proxy in front may tell the address of the client. */
  trustProxy: boolean;
  logLevel: string;
  /** Where the embedded database keeps its data. */
  dataFolder: string;
  sampleData: boolean;
  /** Connection URLs of a real server; null for the embedded one. `owner` is only needed to migrate. */
  database: { owner: string | undefined; app: string; portfolio: string; signIn: string } | null;
  poolSize: number;
  /** Where reminders are sent; null where they stay in the portal, to be looked at and not to be sent. */
  mail: { server: SmtpServer; from: string } | null;
}

/**
 * Reads the configuration.
 *
 * @throws Error that lists every faulty variable with what it must be
 */
export function readConfiguration(environment: NodeJS.ProcessEnv): Configuration {
  // An empty variable means the same as none: container files often leave them so.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const { data, error } = variables.safeParse(given);
  const faults = [
    ...(error?.issues.map(({ path, message }) => `- ${path.join('.')}: ${message}`) ?? []),
    ...missingConnections(given).map(name => `- ${name}: is missing; name all connections of a server, or none for the embedded database`),
    ...missingForMail(given).map(name => `- ${name}: is missing; mail that SMTP_URL is for cannot be sent without it`),
  ];
  if (!data || faults.length)
    throw new Error(`The configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.join('\n')}`);
  const database = data.DATABASE_APP_URL
    ? {
        owner: data.DATABASE_OWNER_URL,
        app: data.DATABASE_APP_URL,
        portfolio: data.DATABASE_PORTFOLIO_URL!,
        signIn: data.DATABASE_SIGN_IN_URL!,
      }
    : null;
  return {
    port: data.PORT,
    host: data.HOST,
    publicUrl: data.PUBLIC_URL,
    trustProxy: data.TRUST_PROXY,
    logLevel: data.LOG_LEVEL,
    dataFolder: data.DATA_FOLDER,
    // Real servers hold real data; samples come there only when asked for.
    sampleData: data.SAMPLE_DATA ?? !database,
    database,
    poolSize: data.DATABASE_POOL_SIZE,
    mail: data.SMTP_URL ? { server: parseSmtpUrl(data.SMTP_URL), from: data.MAIL_FROM! } : null,
  };
}
