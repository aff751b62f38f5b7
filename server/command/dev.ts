import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** `pnpm dev`: the server, started anew on each change, and the web with hot reload beside it. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const run = (...args: string[]): void => {
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
  child.once('exit', code => process.exit(code ?? 1));
  process.once('exit', () => child.kill());
};
run('--watch', '--import', '@oxc-node/core/register', 'server/main.ts');
run('node_modules/vite/bin/vite.js', 'web');
