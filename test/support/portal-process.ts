import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url));

/** The portal as a process of its own, on its embedded database with the sample data, as a user starts it. */
export class PortalProcess {
  readonly address: string;
  private readonly port: number;
  private readonly folder: string;
  private child: ChildProcess | undefined;

  private constructor(port: number, folder: string) {
    this.port = port;
    this.folder = folder;
    this.address = `http://127.0.0.1:${port}`;
  }

  static async begin(): Promise<PortalProcess> {
    const portal = new PortalProcess(await freePort(), await mkdtemp(join(tmpdir(), 'portal-process-')));
    await portal.start();
    return portal;
  }

  /** Starts it, the first time or again, and waits until it is ready. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, ['--import', '@oxc-node/core/register', MAIN], {
      env: { ...process.env, PORT: String(this.port), DATA_FOLDER: this.folder, LOG_LEVEL: 'warn' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.child = child;
    let log = '';
    child.stderr!.on('data', (chunk: Buffer) => (log += chunk.toString()));
    for (let tries = 0; tries < 600; tries++) {
      if (child.exitCode !== null) throw new Error(`The portal ended with ${child.exitCode}:\n${log}`);
      if (
        await fetch(`${this.address}/readyz`).then(
          ({ ok }) => ok,
          () => false,
        )
      )
        return;
      await wait(100);
    }
    throw new Error(`The portal was not ready within a minute:\n${log}`);
  }

  /** Sends a signal and waits for the end; answers the exit code, null after SIGKILL. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    const ended = once(this.child!, 'exit') as Promise<[number | null]>;
    this.child!.kill(signal);
    return (await ended)[0];
  }

  /** Ends everything, the database that outlived a killed server too. */
  async remove(): Promise<void> {
    if (this.child?.exitCode === null && this.child.signalCode === null) await this.end('SIGTERM');
    const pid = await readFile(join(this.folder, 'postgres', 'postmaster.pid'), 'utf8').then(
      text => Number(text.split('\n')[0]),
      () => null,
    );
    if (pid) process.kill(pid, 'SIGINT');
    for (let tries = 0; pid && tries < 100 && isRunning(pid); tries++) await wait(50);
    await rm(this.folder, { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
