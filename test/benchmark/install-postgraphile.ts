import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const INSTALLED = `${FOLDER}node_modules/postgraphile/package.json`;

/** Version of PostGraphile that is installed beside the benchmark, or null when it is not. */
export function installedPostgraphile(): string | null {
  return existsSync(INSTALLED) ? (JSON.parse(readFileSync(INSTALLED, 'utf8')) as { version: string }).version : null;
}

/** Installs PostGraphile when it is missing: the benchmark alone needs it, so the workspace does not bring it. */
export function installPostgraphile(): void {
  if (installedPostgraphile()) return;
  console.log('Installing PostGraphile for comparison, below test/benchmark alone …');
  execFileSync('npx', ['-y', 'pnpm@12', 'install', '--ignore-workspace', '--frozen-lockfile', '--silent'], {
    cwd: FOLDER,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
}
