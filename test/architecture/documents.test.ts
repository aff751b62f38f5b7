import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { root, runTool } from './tool.ts';

it('asks in the web only for what the schema offers', async () => {
  await runTool('gql.tada', ['check'], 'web');
});

it('commits the types that the schema makes: "pnpm generate" changes nothing in graphql-env.d.ts', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tanaoroshi-schema-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const fresh = join(folder, 'graphql-env.d.ts');
  await runTool('gql.tada', ['generate', 'output', '--output', fresh], 'web');
  expect(await readFile(join(root, 'schema/graphql-env.d.ts'), 'utf8')).toBe(await readFile(fresh, 'utf8'));
});
