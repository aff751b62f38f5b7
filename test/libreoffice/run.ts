/** `pnpm check:libreoffice`: workbooks of the portal, opened and saved by LibreOffice, come back with nothing refused. */
import { fileURLToPath } from 'node:url';
import { startVitest } from 'vitest/node';
import { libreOfficeVersion } from './libreoffice.ts';

try {
  console.log(libreOfficeVersion());
  const vitest = await startVitest('test', [], {
    config: fileURLToPath(new URL('vitest.config.ts', import.meta.url)),
    run: true,
    watch: false,
  });
  await vitest.close();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
process.exit();
