import type { Browser, BrowserContext, Page } from 'playwright-core';
import { buildPortal, builtIsFresh, noteBuild } from '../../server/command/build.ts';
import { launchBrowser } from '../support/browser.ts';
import { type BrowserDataset, generateBrowserData } from './browser-data.ts';
import { type ChildServer, startServer } from './child-server.ts';
import { openDatabase } from './portal-data.ts';
import type { BrowserScale } from './scale.ts';
import { frameTimes, paintedAfterData, timeToPaint, watchPaint, workClock } from './browser-probes.ts';

/** Something that a person does, and how long it took each time. */
export interface BrowserRow {
  title: string;
  cells: number;
  /** In milliseconds; one for each time, or each frame. */
  times: number[];
  /** The same until the lines out of sight were drawn too, in milliseconds. Null where everything is in sight. */
  all: number[] | null;
  /** Of that, work of the page's main thread, in milliseconds: the same however busy the machine is. Null where it was not told apart. */
  work: number[] | null;
  /** What is to be reached, in milliseconds, and by which of them. */
  goal: { at: 'p50' | 'p95'; ms: number };
}

export interface BrowserResult {
  rows: BrowserRow[];
  browserVersion: string;
  /** JavaScript heap of the overview with all of its cells, in bytes. */
  heapBytes: number;
}

const SIZE = { width: 1200, height: 700 };

/** Opens both surveys in a browser without a window, from a real portal over generated data, and measures what a person waits for. */
export async function runBrowserBenchmark(scale: BrowserScale, say: (text: string) => void): Promise<BrowserResult> {
  if (!(await builtIsFresh())) {
    say('Building the portal …');
    buildPortal();
    await noteBuild();
  }
  say('Generating the surveys for the browser …');
  const database = await openDatabase(superuser => generateBrowserData(superuser, scale));
  let server: ChildServer | undefined;
  let browser: Browser | undefined;
  try {
    server = await startServer('server/main.ts', { DATA_FOLDER: database.dataFolder, PORT: '0', LOG_LEVEL: 'warn', SAMPLE_DATA: 'false' });
    browser = await launchBrowser();
    const context = await browser.newContext({ viewport: SIZE, locale: 'ja-JP', timezoneId: 'Asia/Tokyo', reducedMotion: 'reduce' });
    await context.addCookies([{ name: 'tanaoroshi_session', value: database.dataset.token, url: server.url }]);
    const table = await measureTable(context, server, database.dataset, scale, say);
    const { rows, heapBytes } = await measureOverview(context, server, database.dataset, scale, say);
    return { rows: [...table, ...rows], browserVersion: browser.version(), heapBytes };
  } finally {
    await browser?.close();
    await server?.stop();
    await database.stop();
  }
}

/** The table of one survey: what is pressed, and how long until the frame that shows it. */
async function measureTable(
  context: BrowserContext,
  { url }: ChildServer,
  { tableRoundId }: BrowserDataset,
  { table, repeats }: BrowserScale,
  say: (text: string) => void,
): Promise<BrowserRow[]> {
  const page = await context.newPage();
  const worked = await workClock(page);
  const rows: BrowserRow[] = [];
  for (const { title, before: ready, act } of TABLE_ACTS) {
    say(`Table, ${title} …`);
    // Each act begins with the whole table.
    await page.goto(`${url}/survey-rounds/${tableRoundId}/heatmap`);
    await page.locator('.heatmap-cell').first().waitFor();
    if (ready) await timeToPaint(page, ready, 0);
    const [times, all, work]: [number[], number[], number[]] = [[], [], []];
    for (let repeat = 0; repeat < repeats; repeat++) {
      const before = await worked();
      const time = await timeToPaint(page, act, repeat);
      times.push(time.seen);
      all.push(time.all);
      work.push((await worked()) - before);
    }
    rows.push({ title: `table: ${title}`, cells: table.features * table.ministries, times, all, work, goal: { at: 'p95', ms: 100 } });
  }
  await page.close();
  return rows;
}

/** Written as text for the page, which knows neither types nor tests; `turn` counts the repeats. */
const TABLE_ACTS: { title: string; before?: string; act: string }[] = [
  {
    title: 'filter by group',
    act: `const box = [...document.querySelectorAll('[role=search] select')].find(each => [...each.options].some(({ text }) => text === '大分類0'));
      box.selectedIndex = turn % 2 ? 0 : 1; box.dispatchEvent(new Event('change', { bubbles: true }))`,
  },
  {
    title: 'sort by a level',
    // Who presses a heading has it in sight.
    before: `document.querySelector('.heatmap thead th[aria-sort]').scrollIntoView({ block: 'nearest', inline: 'center' })`,
    act: `document.querySelector('.heatmap thead th[aria-sort]').click()`,
  },
  { title: 'scroll by a page', act: `document.querySelector('.heatmap-scroll').scrollTop += 600` },
  { title: 'collapse or unfold a group', act: `document.querySelector('.heatmap tbody th[aria-expanded]').click()` },
];

/** The overview of the government-wide survey, and the table of the same size below it. */
async function measureOverview(
  context: BrowserContext,
  { url }: ChildServer,
  { overviewRoundId }: BrowserDataset,
  { overview, repeats, frames }: BrowserScale,
  say: (text: string) => void,
): Promise<Pick<BrowserResult, 'rows' | 'heapBytes'>> {
  const cells = overview.features * overview.ministries;
  say('Overview, first paint …');
  const first: number[] = [];
  let page: Page | undefined;
  for (let repeat = 0; repeat < Math.max(1, Math.ceil(repeats / 2)); repeat++) {
    await page?.close();
    page = await context.newPage();
    await watchPaint(page);
    await page.goto(`${url}/survey-rounds/${overviewRoundId}/heatmap/overview`);
    await page.locator('.heatmap-cell').first().waitFor();
    first.push(await paintedAfterData(page));
  }
  say('Overview, pan …');
  const canvas = `document.querySelector('.overview-canvas')`;
  await page!.locator('.overview-canvas').focus();
  for (let step = 0; step < 4; step++) await page!.keyboard.press('+');
  const worked = await workClock(page!);
  const beforePan = await worked();
  const pan = await frameTimes(
    page!,
    frames,
    `const way = frame % 120 < 60 ? 9 : -9;
     ${canvas}.dispatchEvent(new WheelEvent('wheel', { deltaX: way, deltaY: way / 3, bubbles: true, cancelable: true }))`,
  );
  const panWork = ((await worked()) - beforePan) / frames;
  say('Table of the overview, scroll …');
  const [scroll, scrollAll, scrollWork]: [number[], number[], number[]] = [[], [], []];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const before = await worked();
    const time = await timeToPaint(
      page!,
      `const box = document.querySelector('.heatmap-scroll'); box.scrollTop += 600; box.scrollLeft += 900`,
      repeat,
    );
    scroll.push(time.seen);
    scrollAll.push(time.all);
    scrollWork.push((await worked()) - before);
  }
  const heapBytes = await heapOf(page!);
  await page!.close();
  return {
    rows: [
      { title: 'overview: first paint after the data', cells, times: first, all: null, work: null, goal: { at: 'p50', ms: 500 } },
      { title: 'overview: a frame of a pan', cells, times: pan, all: null, work: [panWork], goal: { at: 'p95', ms: 20 } },
      {
        title: 'table of the overview: scroll both ways',
        cells,
        times: scroll,
        all: scrollAll,
        work: scrollWork,
        goal: { at: 'p95', ms: 100 },
      },
    ],
    heapBytes,
  };
}

async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize;
}
