import { parseArgs } from 'node:util';
import { runBenchmark } from './benchmark.ts';
import { runBrowserBenchmark } from './browser.ts';
import { budgetTable, runBudget } from './budget.ts';
import { browserTable } from './browser-table.ts';
import { installPostgraphile } from './install-postgraphile.ts';
import { coverageTable, runCoverage } from './coverage.ts';
import { logImportTable, runLogImport } from './log-import.ts';
import { BROWSER_SCALES, CONTRACTS, COVERAGE, LOG_ROWS, SCALES } from './scale.ts';
import { resultTable } from './table.ts';

/** `pnpm benchmark [--scale S|tiny] [--seconds n] [--repeats n] [--only server|browser|import|budget|coverage] [--rows n] [--ministries n]`: everything in one run, closed by its tables. */
async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      scale: { type: 'string', default: 'S' },
      seconds: { type: 'string' },
      repeats: { type: 'string' },
      only: { type: 'string' },
      rows: { type: 'string' },
      ministries: { type: 'string' },
    },
  });
  if (values.scale !== 'S' && values.scale !== 'tiny') throw new Error('--scale must be S or tiny.');
  if (!values.only || values.only === 'browser') {
    const browser = { ...BROWSER_SCALES[values.scale] };
    if (values.repeats) browser.repeats = Number(values.repeats);
    console.log(`\nScale ${values.scale}: ${browserTable(await runBrowserBenchmark(browser, text => console.log(text)))}\n`);
  }
  if (!values.only || values.only === 'import') {
    const result = await runLogImport(Number(values.rows ?? LOG_ROWS[values.scale]), text => console.log(text));
    console.log(`\n${logImportTable(result)}\n`);
    if (!result.equal) throw new Error('The portal knows something else than the plain table.');
  }
  if (!values.only || values.only === 'budget') {
    const result = await runBudget(Number(values.rows ?? CONTRACTS[values.scale]), Number(values.repeats ?? 15), text => console.log(text));
    console.log(`\n${budgetTable(result)}\n`);
    if (!result.equal) throw new Error('The budget view says something else than plain SQL.');
  }
  if (!values.only || values.only === 'coverage') {
    const result = await runCoverage(COVERAGE[values.scale], Number(values.repeats ?? 15), text => console.log(text));
    console.log(`\n${coverageTable(result)}\n`);
    if (!result.equal) throw new Error('The coverage of monitoring says something else than plain SQL.');
  }
  if (values.only && values.only !== 'server') return;
  const scale = { ...SCALES[values.scale] };
  if (values.seconds) scale.seconds = Number(values.seconds);
  if (values.ministries) scale.ministries = Number(values.ministries);
  if (values.repeats) scale.repeats = Number(values.repeats);
  installPostgraphile();
  const result = await runBenchmark(scale, text => console.log(text));
  console.log(`\nScale ${values.scale}, ${scale.ministries} ministries: ${resultTable(result)}`);
  if (result.rows.some(({ equal }) => !equal)) throw new Error('An answer of ours says something else than the limit.');
}

await run().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
