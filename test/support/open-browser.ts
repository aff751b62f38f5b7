import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { SAMPLE_PASSWORD } from '../../server/sample-data/accounts.ts';
import { launchBrowser } from './browser.ts';
import { openPortal, PASSWORD, type TestPortal } from './open-portal.ts';
import { watchQueries } from './settled.ts';

interface Entering {
  /** Of the window, in pixels. */
  width?: number;
  language?: 'ja' | 'en';
}

/** A portal that listens, and a browser to use it with. */
export interface BrowserPortal extends TestPortal {
  address: string;
  browser: Browser;
  /** A browser of its own for one person, signed in and on the first page. */
  enter(login: string, options?: Entering & { password?: string }): Promise<Page>;
}

export async function openBrowserPortal(options: Parameters<typeof openPortal>[0] = {}): Promise<BrowserPortal> {
  const [portal, browser] = await Promise.all([openPortal(options), launchBrowser()]);
  await portal.app.listen({ port: 0, host: '127.0.0.1' });
  const address = `http://127.0.0.1:${(portal.app.server.address() as AddressInfo).port}`;
  return {
    ...portal,
    address,
    browser,
    enter: (login, { password = options.sampleData ? SAMPLE_PASSWORD : PASSWORD, ...rest } = {}) =>
      enter(browser, address, login, password, rest),
    close: async () => {
      await browser.close();
      await portal.close();
    },
  };
}

/** Signs in as a person would, and fails on whatever the page reports as an error. */
async function enter(
  browser: Browser,
  address: string,
  login: string,
  password: string,
  { width = 1280, language = 'ja' }: Entering,
): Promise<Page> {
  const context = await browser.newContext({
    locale: language === 'ja' ? 'ja-JP' : 'en-US',
    timezoneId: 'Asia/Tokyo',
    viewport: { width, height: 900 },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  watchQueries(page);
  page.on('pageerror', error => {
    throw error;
  });
  await page.goto(`${address}/sign-in`);
  if (language === 'en') await page.getByRole('button', { name: 'English' }).click();
  await page.locator('input[autocomplete=username]').fill(login);
  await page.locator('input[type=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.waitForURL(`${address}/`);
  return page;
}
