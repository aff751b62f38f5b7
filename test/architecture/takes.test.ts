import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * Every table of the portal can be taken along as CSV and XLSX (F-107). A table offers itself as a file, with every line of its list,
 * unless each page that shows it has a file of its own that says the same.
 */
const WEB = new URL('../../web/', import.meta.url).pathname;
const sources = new Map(
  globSync('**/*.{vue,ts}', { cwd: WEB, exclude: ['node_modules/**', 'dist/**'] }).map(name => [
    name,
    readFileSync(join(WEB, name), 'utf8'),
  ]),
);
const uses = (name: string): string[] =>
  [...(sources.get(name) ?? '').matchAll(/from '(\.[^']+\.vue)'/g)].map(([, path]) => relative(WEB, join(WEB, dirname(name), path!)));

/** Everything that a component draws. */
function drawnBy(name: string, found = new Set<string>()): Set<string> {
  if (found.has(name)) return found;
  found.add(name);
  for (const used of uses(name)) drawnBy(used, found);
  return found;
}

const pages = [...sources].flatMap(([name, source]) =>
  name.endsWith('routes.ts')
    ? [...source.matchAll(/import\('(\.[^']+\.vue)'\)/g)].map(([, path]) => relative(WEB, join(WEB, dirname(name), path!)))
    : [],
);
const pagesOf = (name: string) => pages.filter(page => drawnBy(page).has(name));
const hasFile = (page: string) => [...drawnBy(page)].some(name => sources.get(name)!.includes('<DownloadLinks'));

/** What draws tables for others. */
const MAKERS = ['ui/DataTable.vue', 'heatmap/grid/HeatGrid.vue'];
/** Tables without a file, and why. */
const WITHOUT: Record<string, string> = {
  'gallery/TableSamples.vue': 'samples of components for developers, no data of anybody',
};

const drawers = [...sources].filter(
  ([name, source]) => /<(DataTable|HeatGrid|table)\b/.test(source) && !MAKERS.includes(name) && !Object.hasOwn(WITHOUT, name),
);

describe('a table of the portal', () => {
  it('is found on the pages that are known to have one', () => {
    expect(pages.length).toBeGreaterThan(50);
    expect(drawers.length).toBeGreaterThan(50);
    expect(Object.keys(WITHOUT).filter(name => !sources.has(name))).toEqual([]);
  });

  it.each(drawers.map(([name]) => name))('of %s can be had as a file', name => {
    const source = sources.get(name)!;
    const shown = pagesOf(name);
    expect(shown, 'pages that show it').not.toEqual([]);
    const offers = /<DataTable\b/.test(source) && !source.includes(':taken="false"');
    expect(offers || source.includes('offerTake(') ? [] : shown.filter(page => !hasFile(page)), 'pages without a file of it').toEqual([]);
  });

  it.each([...sources].filter(([, source]) => source.includes('<LoadMore')).map(([name]) => name))(
    'of which %s shows the first lines alone gives every line into its file',
    name => {
      const drawn = [...drawnBy(name)].filter(each => drawers.some(([drawer]) => drawer === each));
      const shown = drawn.filter(each => !sources.get(each)!.includes(':taken="false"'));
      const whole = /\s:all\b|:complete=|\ball\(\)/.test(sources.get(name)!);
      expect(whole ? [] : shown, 'tables of which only the shown lines would be in the file').toEqual([]);
    },
  );
});
