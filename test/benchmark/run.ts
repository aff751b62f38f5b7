import { parseArgs } from 'node:util';
import { runBenchmark } from './benchmark.ts';
import { runBrowserBenchmark } from './browser.ts';
import { browserTable } from './browser-table.ts';
import { installPostgraphile } from './install-postgraphile.ts';
import { BROWSER_SCALES, SCALES } from './scale.ts';
import { resultTable } from './table.ts';

/** `pnpm benchmark [--scale S|tiny] [--seconds n] [--repeats n] [--only server|browser]`: everything in one run, closed by its tables. */
async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      scale: { type: 'string', default: 'S' },
      seconds: { type: 'string' },
      repeats: { type: 'string' },
      only: { type: 'string' },
    },
  });
  if (values.scale !== 'S' && values.scale !== 'tiny') throw new Error('--scale must be S or tiny.');
  if (values.only !== 'server') {
    const browser = { ...BROWSER_SCALES[values.scale] };
    if (values.repeats) browser.repeats = Number(values.repeats);
    console.log(`\nScale ${values.scale}: ${browserTable(await runBrowserBenchmark(browser, text => console.log(text)))}\n`);
  }
  if (values.only === 'browser') return;
  const scale = { ...SCALES[values.scale] };
  if (values.seconds) scale.seconds = Number(values.seconds);
  if (values.repeats) scale.repeats = Number(values.repeats);
  installPostgraphile();
  const result = await runBenchmark(scale, text => console.log(text));
  console.log(`\nScale ${values.scale}: ${resultTable(result)}`);
  if (result.rows.some(({ equal }) => !equal)) throw new Error('An answer of ours says something else than the limit.');
}

await run().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
