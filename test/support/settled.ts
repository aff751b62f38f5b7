import type { Page, Request } from 'playwright-core';

interface Queries {
  underWay: Set<Request>;
  /** How many were ever asked. */
  count: number;
}
const known = new WeakMap<Page, Queries>();

/** From here on it is known which queries of a page are under way; a slow one looks like none from within. */
export function watchQueries(page: Page): Queries {
  const watched = known.get(page);
  if (watched) return watched;
  const queries: Queries = { underWay: new Set(), count: 0 };
  known.set(page, queries);
  page.on('request', request => {
    // A new document leaves its forerunner's queries without an end.
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) queries.underWay.clear();
    // Streams stay open for as long as the page does, so what is open besides queries tells nothing.
    if (!request.url().endsWith('/graphql')) return;
    queries.underWay.add(request);
    queries.count++;
  });
  page.on('requestfinished', request => void queries.underWay.delete(request));
  page.on('requestfailed', request => void queries.underWay.delete(request));
  return queries;
}

/** Waits until a page has its heading and asks for nothing more: no query is under way and none follows, and nothing says that it loads. */
export async function settled(page: Page): Promise<void> {
  const queries = watchQueries(page);
  await page.locator('h1').first().waitFor();
  let before: number;
  do {
    before = queries.count;
    await page.waitForFunction(
      `new Promise(done => setTimeout(() => done(!document.querySelector('main .animate-spin, main [aria-busy=true]')), 120))`,
    );
  } while (queries.count !== before || queries.underWay.size);
}
