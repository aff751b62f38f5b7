import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { portalSchema } from '../schema.ts';

const FILE = fileURLToPath(new URL('../../schema/schema.graphql', import.meta.url));

/** The schema as schema/schema.graphql holds it: sorted, so that moving a resolver changes no line. */
export async function printedSchema(): Promise<string> {
  return `${printSchema(lexicographicSortSchema(await portalSchema()))}\n`;
}

if (import.meta.main) await writeFile(FILE, await printedSchema());
