/**
 * Takes the screenshots of README.md from a running portal with the sample data: `pnpm start` first, then `pnpm screenshots`,
 * with the address as argument when it is not the usual one.
 */
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { SAMPLE_PASSWORD } from '../../server/sample-data/accounts.ts';
import { launchBrowser } from '../support/browser.ts';
import { settled } from '../support/settled.ts';

const address = process.argv[2] ?? 'http://127.0.0.1:4000';
const file = (name: string): string => fileURLToPath(new URL(`${name}.png`, import.meta.url));

const browser = await launchBrowser();
try {
  const respondent = await signedIn('respondent@soumu.example', { width: 1280, height: 900 });
  await followRound(respondent, '文書管理システム', '/answer');
  await respondent.screenshot({ path: file('answer') });
  const phone = await signedIn('respondent@soumu.example', { width: 375, height: 800 });
  await followRound(phone, '文書管理システム', '/answer');
  await phone.screenshot({ path: file('answer-phone') });

  const manager = await signedIn('pmo@digital.example', { width: 1280, height: 900 });
  await manager.screenshot({ path: file('home') });
  await followRound(manager, '文書管理システム', '');
  await manager.screenshot({ path: file('survey-round') });
  await followRound(manager, '旅費等内部管理業務システム', '/heatmap');
  await manager.locator('table').first().scrollIntoViewIfNeeded();
  await manager.screenshot({ path: file('heatmap'), fullPage: true });
  await manager.goto(`${address}/portfolio`);
  await settled(manager);
  await manager.screenshot({ path: file('portfolio') });
  await manager.goto(`${address}/verdicts`);
  await settled(manager);
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
  await settled(page);
  return page;
}

/** Goes to a part of the round about a system, by the link that a person would follow. */
async function followRound(page: Page, system: string, part: string): Promise<void> {
  await page.goto(`${address}/survey-rounds`);
  const link = page.getByRole('link', { name: new RegExp(system) }).first();
  const path = await link.getAttribute('href');
  await page.goto(`${address}${path}${part}`);
  await settled(page);
}
