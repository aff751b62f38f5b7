import type { Page, Request } from 'playwright-core';

const underWay = new WeakMap<Page, Set<Request>>();

/** From here on it is known which queries of a page are under way; a slow one looks like none from within. */
export function watchQueries(page: Page): Set<Request> {
  const known = underWay.get(page);
  if (known) return known;
  const asked = new Set<Request>();
  underWay.set(page, asked);
  page.on('request', request => {
    // A new document leaves its forerunner's queries without an end.
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) asked.clear();
    if (request.url().endsWith('/graphql')) asked.add(request);
  });
  page.on('requestfinished', request => void asked.delete(request));
  page.on('requestfailed', request => void asked.delete(request));
  return asked;
}

/** Waits until a page has its heading and asks for nothing more: no query is under way and none follows, and nothing says that it loads. */
export async function settled(page: Page): Promise<void> {
  const asked = watchQueries(page);
  await page.locator('h1').first().waitFor();
  do {
    await page.waitForFunction(
      // Streams stay open for as long as the page does, so what is open on the network tells nothing.
      `new Promise(done => {
        const asked = () => performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/graphql')).length;
        const before = asked();
        setTimeout(() => done(!document.querySelector('main .animate-spin, main [aria-busy=true]') && asked() === before), 120);
      })`,
    );
  } while (asked.size);
}
