import { defineConfig } from 'vitest/config';

/** The packages load the CommonJS entry of graphql; a second copy through its module entry would be "another realm". */
const oneGraphql = [{ find: /^graphql$/, replacement: 'graphql/index.js' }];

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        resolve: { alias: oneGraphql },
        // The checks of types read all of the project, twice as long where the server's tests run beside them on two slow cores.
        test: { name: 'architecture', include: ['test/architecture/**/*.test.ts'], testTimeout: 300_000, hookTimeout: 300_000 },
      },
      {
        resolve: { alias: oneGraphql },
        test: {
          name: 'server',
          // Each file has a database of its own. What the server itself is made of is loaded once per worker.
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'test/architecture/**', '**/*.web.test.ts', '**/*.browser.test.ts'],
          globalSetup: ['test/support/database.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: './web/vite.config.ts',
        root: import.meta.dirname,
        // The first page of a file has all of the portal transformed.
        test: { name: 'web', environment: 'happy-dom', include: ['test/**/*.web.test.ts'], testTimeout: 60_000 },
      },
      {
        resolve: { alias: oneGraphql },
        test: {
          name: 'browser',
          include: ['test/**/*.browser.test.ts'],
          globalSetup: ['test/support/portal.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // As patient as the browser is, which waits for a page and not for a second.
          expect: { poll: { timeout: 30_000, interval: 100 } },
          // After all others, so that what they wait for is a page and not a machine that is busy with something else.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
