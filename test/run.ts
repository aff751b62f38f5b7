/** Runs every test, or those whose path holds one of the given words, and closes with `N passed, N failed`. */
import { parseCLI, startVitest } from 'vitest/node';
import { browserPath } from './support/browser.ts';
import { CountingReporter } from './support/reporter.ts';

process.exitCode = await run(process.argv.slice(2));

async function run(args: string[]): Promise<number> {
  try {
    // Found once, here, so that no two test workers install it at the same time.
    process.env['CHROMIUM_PATH'] = await browserPath();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.log('0 passed, 1 failed');
    return 1;
  }
  const { filter, options } = parseCLI(['vitest', 'run', ...args.filter(arg => arg !== '--')]);
  const counts = new CountingReporter();
  const vitest = await startVitest('test', filter, { ...options, watch: false, reporters: ['default', counts] });
  await vitest.close();
  console.log(counts.closingLine());
  return counts.failed > 0 || counts.passed === 0 ? 1 : 0;
}
