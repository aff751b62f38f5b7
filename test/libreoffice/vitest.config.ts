import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The check with LibreOffice, which is no part of the default tests: few machines have it. */
export default defineConfig({
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['test/libreoffice/**/*.libreoffice.ts'],
    globalSetup: ['test/support/database.ts'],
    testTimeout: 180_000,
    hookTimeout: 120_000,
  },
});
