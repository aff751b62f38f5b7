import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { printedSchema } from '../../server/command/generate.ts';
import { root } from './tool.ts';

it('commits the schema that the code makes: "pnpm generate" changes nothing in schema.graphql', async () => {
  expect(await readFile(join(root, 'schema/schema.graphql'), 'utf8')).toBe(await printedSchema());
});
