import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { MailServer } from '../support/mail-server.ts';
import type { TestPortal } from '../support/open-portal.ts';

const SCHEDULER = fileURLToPath(new URL('scheduler-process.ts', import.meta.url));

/** Schedulers of a portal as processes of their own, which can be killed at any point of a letter. */
export function killableScheduler(portal: TestPortal, mail: MailServer) {
  const children: ChildProcess[] = [];
  function start(): ChildProcess {
    const child = spawn(process.execPath, ['--import', '@oxc-node/core/register', SCHEDULER], {
      env: { ...process.env, TEST_LOGINS: JSON.stringify(portal.logins), TEST_SMTP_URL: `smtp://127.0.0.1:${mail.port}?tls=none` },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    children.push(child);
    return child;
  }
  return {
    start,
    /** Starts a scheduler, kills it at the point that `at` waits for, and waits until it is gone. */
    killed: async (at: (kill: () => void) => MailServer['hooks']): Promise<void> => {
      const child = start();
      const gone = once(child, 'exit');
      mail.hooks = at(() => void child.kill('SIGKILL'));
      expect(await gone).toEqual([null, 'SIGKILL']);
      mail.hooks = {};
    },
    stop: () => children.forEach(child => child.kill('SIGKILL')),
  };
}
