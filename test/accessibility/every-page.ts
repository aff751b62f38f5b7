import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { settled } from '../support/settled.ts';
import { violations } from './axe.ts';
import { namelessControls, walk } from './keyboard.ts';
import { pageNames, PortalVisits } from './visits.ts';

/**
 * Every page of the portal with the sample data. Each is opened once and put through everything, since opening takes longest: axe finds
 * nothing in either language, a phone need not scroll sideways, and the Tab key reaches, shows and names every control. The pages are
 * halved, so that two are looked at side by side.
 */
export function checkEveryPage(half: 'first' | 'second'): void {
  let visits: PortalVisits;
  beforeAll(async () => {
    visits = await PortalVisits.begin();
  }, 120_000);
  afterAll(() => visits.close());

  const middle = Math.ceil(pageNames.length / 2);
  const names = half === 'first' ? pageNames.slice(0, middle) : pageNames.slice(middle);
  it.each(names)('%s has no barrier to axe in either language, to a phone, or to the keyboard alone', async name => {
    for (const visit of visits.of(name)) {
      const page = await visits.open(visit);
      expect(await faultsOf(page, 'ja'), visit.path).toEqual([]);
      // A table has a file: at the end of the page, or of its own beside it.
      expect((await page.locator('main table:visible').count()) > 0 && !(await page.locator(FILES).count()), visit.path).toBe(false);
      const { faults, stopCount } = await walk(page);
      expect([...faults, ...(await namelessControls(page))], visit.path).toEqual([]);
      expect(stopCount, visit.path).toBeGreaterThan(0);
      expect(await faultsOf(page, 'en'), visit.path).toEqual([]);
    }
  });
}

const FILES = 'section[data-takes], a[download][href^="/download/"]';

async function faultsOf(page: Page, language: 'ja' | 'en'): Promise<object[]> {
  await page.locator(`header button[lang=${language}]`).click();
  await settled(page);
  expect(await page.evaluate('document.documentElement.lang')).toBe(language);
  const found = await violations(page);
  const width = await widthOnPhone(page);
  return width > PHONE.width ? [...found, { id: 'phone-scrolls-sideways', width }] : found;
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
