/**
 * `pnpm check:monitoring-files <folder>`: whatever the files of a folder watch is accounted for. Each YAML and CSV is read by the
 * portal and counted another way; the first difference ends the check with an error.
 */
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { COMMON_SET } from '../../server/monitoring-item/common-set/common-set.ts';
import { readMonitoringFile } from '../../server/monitoring-import/read-file.ts';
import { SuggestionIndex } from '../../server/monitoring-import/suggestion.ts';
import { countExport, countRecords, countRules, type LineCount } from './independent-count.ts';

const [folder] = process.argv.slice(2).filter(argument => argument !== '--');
if (!folder) {
  console.error('Name the folder that holds the files: pnpm check:monitoring-files <folder>');
  process.exit(1);
}

/** The common items that the portal ships with, before anybody has mapped anything. */
const catalogue = new SuggestionIndex(
  COMMON_SET.map(({ code, name, nameEn, metric, unit }) => ({ id: code, name, nameEn, metric, unit, knownKeys: [] })),
);

const names = (await readdir(folder)).filter(name => /\.(?:ya?ml|csv)$/i.test(name)).toSorted();
if (names.length === 0) console.error(`No YAML and no CSV in ${folder}.`);
let differences = names.length === 0 ? 1 : 0;
for (const name of names) differences += await check(join(folder, name));
console.log(differences === 0 ? 'Everything is accounted for.' : `${differences} differences.`);
process.exit(differences === 0 ? 0 : 1);

/** How many figures of a file differ. */
async function check(path: string): Promise<number> {
  const bytes = await readFile(path);
  const file = await readMonitoringFile(basename(path), bytes);
  const counted = countOf(basename(path), bytes.toString());
  const expected = Object.values(counted.entries).reduce((sum, count) => sum + count, 0);
  const triggers = file.lines.filter(({ kind }) => kind === 'TRIGGER').length;
  const lines = file.lines.length - triggers;
  const placed = new Set(file.lines.flatMap(({ thresholds }) => thresholds.map(({ name, expression }) => `${name}\n${expression}`))).size;
  const figures = [
    ['lines', lines, expected],
    ...(file.format === 'ZABBIX' ? [['triggers', placed, counted.triggers] as const] : []),
  ] as const;
  const suggested = file.lines.filter(line => !line.notTaken && line.kind !== 'DISCOVERY_RULE' && catalogue.suggest(line)).length;
  const leftOut = file.lines.filter(({ notTaken }) => notTaken).length;
  console.log(`${basename(path)}: ${JSON.stringify(counted.entries)}`);
  console.log(`  0 mapped + ${suggested} suggested + ${file.lines.length - suggested - leftOut} unmapped + ${leftOut} left out`);
  for (const [what, found, wanted] of figures)
    console.log(`  ${what}: ${found} by the portal, ${wanted} counted${found === wanted ? '' : '  ← differs'}`);
  return figures.filter(([, found, wanted]) => found !== wanted).length;
}

function countOf(name: string, text: string): LineCount {
  if (/\.csv$/i.test(name)) return countRecords(text);
  return /^\s*"?zabbix_export/m.test(text) ? countExport(text) : countRules(text);
}
