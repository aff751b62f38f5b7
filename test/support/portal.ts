import { builtIsFresh, buildPortal, noteBuild } from '../../server/command/build.ts';
import setUpDatabase from './database.ts';
import type { TestProject } from 'vitest/node';

/** What browser tests need: a database server, and the portal built from what web/ holds now. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  if (!(await builtIsFresh())) {
    buildPortal();
    await noteBuild();
  }
  return setUpDatabase(project);
}
