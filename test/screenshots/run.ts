/**
 * Takes the screenshots of README.md from a running portal with the sample data: `pnpm start` first, then `pnpm screenshots`,
 * with the address as argument when it is not the usual one.
 */
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { SAMPLE_PASSWORD } from '../../server/sample-data/accounts.ts';
import { fiscalYearOf, today } from '../../server/scalars.ts';
import { launchBrowser } from '../support/browser.ts';
import { settled } from '../support/settled.ts';

const address = process.argv[2] ?? 'http://127.0.0.1:4000';
const file = (name: string): string => fileURLToPath(new URL(`${name}.png`, import.meta.url));

/** The fiscal year of the rounds that are published. */
const lastYear = fiscalYearOf(today()) - 1;

const browser = await launchBrowser();
try {
  const respondent = await signedIn('respondent@soumu.example', { width: 1280, height: 900 });
  await followRound(respondent, '文書管理システム', '/answer');
  await toRows(respondent);
  await respondent.screenshot({ path: file('answer') });
  const phone = await signedIn('respondent@soumu.example', { width: 375, height: 800 });
  await followRound(phone, '文書管理システム', '/answer');
  await toRows(phone);
  await phone.screenshot({ path: file('answer-phone') });

  const manager = await signedIn('pmo@digital.example', { width: 1280, height: 900 });
  await manager.screenshot({ path: file('home') });
  await followRound(manager, '文書管理システム', '');
  await manager.screenshot({ path: file('survey-round') });
  await followRound(manager, '旅費等内部管理業務システム', '/heatmap');
  await manager.locator('table').first().scrollIntoViewIfNeeded();
  await manager.screenshot({ path: file('heatmap'), fullPage: true });
  await manager.goto(`${address}/portfolio`);
  await ready(manager);
  await manager.screenshot({ path: file('portfolio') });
  await manager.goto(`${address}/verdicts?year=${lastYear}`);
  await ready(manager);
  await manager.screenshot({ path: file('verdicts') });
} finally {
  await browser.close();
}

async function signedIn(login: string, viewport: { width: number; height: number }): Promise<Page> {
  const context = await browser.newContext({ locale: 'ja-JP', timezoneId: 'Asia/Tokyo', viewport });
  const page = await context.newPage();
  await page.goto(`${address}/sign-in`);
  await page.getByLabel('利用者ID').fill(login);
  await page.getByLabel('パスワード').fill(SAMPLE_PASSWORD);
  await page.getByRole('button', { name: 'サインイン' }).click();
  await page.waitForURL(`${address}/`);
  await ready(page);
  return page;
}

/** Goes to a part of the round about a system, by the link that a person would follow. */
async function followRound(page: Page, system: string, part: string): Promise<void> {
  await page.goto(`${address}/survey-rounds`);
  const link = page.getByRole('link', { name: new RegExp(system) }).first();
  const path = await link.getAttribute('href');
  await page.goto(`${address}${path}${part}`);
  await ready(page);
}

/** Scrolls a form to its first rows. */
async function toRows(page: Page): Promise<void> {
  await page.locator('main li[id^=feature-]').first().waitFor();
  await page.mouse.wheel(0, 1100);
  await page.waitForTimeout(300);
}

/** A page that has its heading, has asked for what it shows, and has it. */
async function ready(page: Page): Promise<void> {
  await page.waitForTimeout(500);
  await settled(page);
  await page.evaluate('document.fonts.ready.then(() => undefined)');
}
