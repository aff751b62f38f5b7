import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { openPortal, PASSWORD, type TestPortal } from './open-portal.ts';

/** A portal that listens, and a browser to use it with. */
export interface BrowserPortal extends TestPortal {
  address: string;
  browser: Browser;
  /** A browser of its own for one person, signed in and on the first page. */
  enter(login: string, options?: { width?: number; language?: 'ja' | 'en' }): Promise<Page>;
}

export async function openBrowserPortal(): Promise<BrowserPortal> {
  const [portal, browser] = await Promise.all([openPortal(), launchBrowser()]);
  await portal.app.listen({ port: 0, host: '127.0.0.1' });
  const address = `http://127.0.0.1:${(portal.app.server.address() as AddressInfo).port}`;
  return {
    ...portal,
    address,
    browser,
    enter: (login, options) => enter(browser, address, login, options),
    close: async () => {
      await browser.close();
      await portal.close();
    },
  };
}

/** Signs in as a person would, and fails on whatever the page reports as an error. */
export async function enter(
  browser: Browser,
  address: string,
  login: string,
  { width = 1280, language = 'ja' }: { width?: number; language?: 'ja' | 'en' } = {},
): Promise<Page> {
  const context = await browser.newContext({
    locale: language === 'ja' ? 'ja-JP' : 'en-US',
    timezoneId: 'Asia/Tokyo',
    viewport: { width, height: 900 },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.on('pageerror', error => {
    throw error;
  });
  await page.goto(`${address}/sign-in`);
  if (language === 'en') await page.getByRole('button', { name: 'English' }).click();
  await page.locator('input[autocomplete=username]').fill(login);
  await page.locator('input[type=password]').fill(PASSWORD);
  await page.locator('button[type=submit]').click();
  await page.waitForURL(`${address}/`);
  return page;
}
