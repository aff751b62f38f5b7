import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A server in a process of its own. */
export interface ChildServer {
  url: string;
  pid: number;
  stop: () => Promise<void>;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Starts a script of the repository as a process of its own and waits until it says where it listens.
 *
 * @param script path below the root of the repository
 * @throws Error with what it wrote, when it ends instead
 */
export async function startServer(script: string, environment: Record<string, string>): Promise<ChildServer> {
  const { PATH, HOME, TMPDIR } = process.env;
  const child = spawn(process.execPath, ['--import', '@oxc-node/core/register', script], {
    cwd: ROOT,
    // Nothing else of this process's environment may change how the servers run.
    env: { ...(PATH && { PATH }), ...(HOME && { HOME }), ...(TMPDIR && { TMPDIR }), NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>(done => child.once('exit', () => done()));
  const kill = (): boolean => child.kill('SIGTERM');
  process.once('exit', kill);
  let written = '';
  const url = await new Promise<string>((found, fail) => {
    const listen = (chunk: Buffer): void => {
      written = (written + chunk.toString()).slice(-4000);
      const address = /listens on (http:\S+)/.exec(written)?.[1];
      if (address) found(address);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    void ended.then(() => fail(new Error(`${script} ended before it listened:\n${written}`)));
  });
  return {
    url,
    pid: child.pid!,
    stop: async () => {
      process.off('exit', kill);
      kill();
      await ended;
    },
  };
}
