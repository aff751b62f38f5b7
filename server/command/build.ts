import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { glob, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MARK = fileURLToPath(new URL('../../web/dist/.built-from', import.meta.url));

/** Whether web/dist was built from what web/ and the lock file hold now. */
export async function builtIsFresh(): Promise<boolean> {
  return (await readFile(MARK, 'utf8').catch(() => '')) === (await fingerprint());
}

/** Builds web/ into web/dist: for people, whoever asks for it. A test run would have it built for developers, five times as large. */
export function buildPortal(): void {
  const vite = fileURLToPath(new URL('../../node_modules/vite/bin/vite.js', import.meta.url));
  execFileSync(process.execPath, [vite, 'build', 'web', '--logLevel', 'warn'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
}

/** Notes what web/dist was built from. */
export async function noteBuild(): Promise<void> {
  await writeFile(MARK, await fingerprint());
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  const files = await Array.fromAsync(
    glob(['web/**/*.{vue,ts,css,json,html,svg}', 'schema/graphql-env.d.ts', 'pnpm-lock.yaml'], {
      cwd: ROOT,
      exclude: ['web/dist/**', 'web/node_modules/**'],
    }),
  );
  for (const file of files.sort()) hash.update(file).update(await readFile(`${ROOT}/${file}`));
  return hash.digest('hex');
}
