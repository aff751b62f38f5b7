import type { Page } from 'playwright-core';

/** Waits until a page has its heading and asks for nothing more: no query is under way and none follows, and nothing says that it loads. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(
    // Streams stay open for as long as the page does, so what is open on the network tells nothing.
    `new Promise(done => {
      const asked = () => performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/graphql')).length;
      const before = asked();
      setTimeout(() => done(!document.querySelector('main .animate-spin, main [aria-busy=true]') && asked() === before), 120);
    })`,
  );
}
