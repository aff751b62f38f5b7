import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pageNames, PortalVisits } from './visits.ts';

/**
 * Every page of the portal in one language, with the sample data: axe finds nothing, and a phone need not scroll sideways. Each language is a
 * file of its own, so that both are looked at side by side.
 */
export function checkEveryPage(language: 'ja' | 'en'): void {
  let visits: PortalVisits;
  beforeAll(async () => {
    visits = await PortalVisits.begin();
  }, 120_000);
  afterAll(() => visits.close());

  it.each(pageNames)('axe finds nothing on %s, and a phone need not scroll it sideways', async name => {
    const found: unknown[] = [];
    for (const visit of visits.of(name)) {
      const page = await visits.open(visit, language);
      found.push(...(await violations(page)).map(violation => ({ visit, ...violation })));
      expect(await widthOnPhone(page), visit.path).toBeLessThanOrEqual(PHONE.width);
    }
    expect(found).toEqual([]);
  });
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe says against the page. It runs in the page itself, which has no frames; going around them takes five times as long. */
async function violations(page: Page): Promise<object[]> {
  expect(page.frames()).toHaveLength(1);
  await page.evaluate(axe.source);
  return page.evaluate<object[]>(
    // What passes is told of one element, not of every one: that took most of the time of a large table.
    `axe.run({ runOnly: ${JSON.stringify(TAGS)}, resultTypes: ['violations'] }).then(({ violations }) =>
      violations.map(({ id, nodes }) => ({ id, nodes: nodes.slice(0, 3).map(({ html, failureSummary }) => ({ html, failureSummary })) })))`,
  );
}

const DESK = { width: 1280, height: 900 };
const PHONE = { width: 375, height: 900 };

/** How wide the page is in the window of a phone. */
async function widthOnPhone(page: Page): Promise<number> {
  await page.setViewportSize(PHONE);
  // Two frames, after which the page has been laid out anew.
  const width = await page.evaluate<number>(
    'new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(document.documentElement.scrollWidth))))',
  );
  await page.setViewportSize(DESK);
  return width;
}
