import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { repositoryFiles, root, runTool } from './tool.ts';

it('imports in one direction only', async () => {
  await runTool('depcruise', [
    '--config',
    '.dependency-cruiser.mjs',
    '--output-type',
    'err-long',
    'server',
    'web',
    'migrations',
    'schema',
    'test',
  ]);
});

it('has no file, export or dependency that nothing uses', async () => {
  await runTool('knip', ['--no-progress', '--treat-config-hints-as-errors']);
});

it('keeps the top level to its fixed names', async () => {
  const fixed = ['server', 'web', 'schema', 'migrations', 'test', 'package.json', 'tsconfig.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml'];
  const optional = ['README.md', 'LICENSE', 'CONTRIBUTING.md', 'Dockerfile', 'Containerfile', 'compose.yaml'];
  const names = new Set((await repositoryFiles()).map(path => path.split('/')[0]!));
  const others = [...names].filter(
    name => ![...fixed, ...optional].includes(name) && !name.startsWith('.') && !/\.config\.(?:ts|js|mjs)$/.test(name),
  );
  expect(others).toEqual([]);
});

it('names no folder of one machine', async () => {
  const machinePath = /(?<![\w.~-])\/(?:home|Users|work|workspace)\/[\w.-]+|(?<![\w.~-])\/root\/|[A-Z]:\\Users\\/;
  const found: string[] = [];
  for (const path of (await repositoryFiles()).filter(isText)) {
    const lines = (await readFile(join(root, path), 'utf8')).split('\n');
    lines.forEach((line, index) => machinePath.test(line) && found.push(`${path}:${index + 1}: ${line.trim()}`));
  }
  expect(found).toEqual([]);
});

/** Whether a file is written by people, going by its name. */
function isText(path: string): boolean {
  return !/\.(?:xlsx|csv|png|jpg|ico|woff2|zip)$/.test(path);
}
