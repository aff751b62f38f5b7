/** Runs every test, or those whose path holds one of the given words, and closes with `N passed, N failed`. */
import { parseCLI, startVitest } from 'vitest/node';
import { browserPath } from './support/browser.ts';
import { CountingReporter } from './support/reporter.ts';

const counts = new CountingReporter();
try {
  // Found once, here, so that no two test workers install it at the same time.
  process.env['CHROMIUM_PATH'] = await browserPath();
  const { filter, options } = parseCLI(['vitest', 'run', ...process.argv.slice(2).filter(arg => arg !== '--')]);
  const vitest = await startVitest('test', filter, { ...options, watch: false, reporters: ['default', counts] });
  await vitest.close();
  // Failures outside any test file, such as that of a global setup, show in the exit code alone.
  if (process.exitCode && counts.failed === 0) counts.failed = 1;
} catch (error) {
  counts.failed++;
  console.error(error instanceof Error ? error.message : error);
}
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
// Whatever a test left open must not keep the run from ending.
process.stdout.write(`${counts.closingLine()}\n`, () => process.exit());
