import type { Browser, Page } from 'playwright-core';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SAMPLE_PASSWORD } from '../../server/sample-data/accounts.ts';
import { launchBrowser } from '../support/browser.ts';
import { PortalProcess } from '../support/portal-process.ts';

/** Somebody answers while the server is killed: whatever the page showed as saved is there, the rest goes up afterwards. */
const LEVELS = ['業務を全て遂行', '他の手段も併用', '全く利用していない'] as const;
const KEYS = ['FULLY_USED', 'USED_WITH_OTHER_MEANS', 'NOT_USED'] as const;

let portal: PortalProcess;
let browser: Browser;
beforeAll(async () => {
  [portal, browser] = await Promise.all([PortalProcess.begin(), launchBrowser()]);
}, 90_000);
afterAll(async () => {
  await browser.close();
  await portal.remove();
});

it('loses nothing that was shown as saved when the server is killed in the middle of answering', async () => {
  const page = await respondent();
  await page.goto(`${portal.address}/survey-rounds`);
  const round = await page
    .getByRole('link', { name: /文書管理システム/ })
    .first()
    .getAttribute('href');
  await page.goto(`${portal.address}${round}/answer`);
  const rows = page.locator('main li[id^=feature-]');
  await rows.first().waitFor();
  const codes = (await rows.allInnerTexts()).map(text => /[A-Z]{3}-\d\d-\d\d/.exec(text)![0]);
  // Only rows that hold no answer yet: choosing what is chosen already saves nothing.
  const open = (await rows.allInnerTexts()).flatMap((text, row) => (text.includes('未回答') ? [row] : []));
  const chosen = new Map<string, (typeof KEYS)[number]>();
  const answer = async (index: number, choice: number): Promise<void> => {
    await rows.nth(index).getByRole('radio', { name: LEVELS[choice]! }).check({ force: true });
    chosen.set(codes[index]!, KEYS[choice]!);
  };

  let killed = false;
  const killing = wait(900)
    .then(() => portal.end('SIGKILL'))
    .then(() => (killed = true));
  let index = 0;
  // Answers go on after the kill, as a person who does not know of it would.
  for (let more = 4; index < open.length && (more > 0 || !killed); index++) {
    if (killed) more--;
    await answer(open[index]!, index % 3);
    await wait(120);
  }
  await killing;
  const shownAsSaved: string[] = [];
  const answered = open.slice(0, index);
  for (const row of answered) if ((await rows.nth(row).innerText()).includes('保存しました')) shownAsSaved.push(codes[row]!);
  expect(shownAsSaved.length).toBeGreaterThan(0);
  expect(shownAsSaved.length).toBeLessThan(answered.length);
  await page.getByText('保存できていません').first().waitFor();

  await portal.start();
  const stored = await levelsInDatabase(page, round!);
  for (const code of shownAsSaved) expect(stored.get(code), `${code} was shown as saved`).toBe(chosen.get(code));

  for (const row of answered) await rows.nth(row).getByText('保存しました').waitFor({ timeout: 60_000 });
  const after = await levelsInDatabase(page, round!);
  for (const [code, level] of chosen) expect(after.get(code), code).toBe(level);
});

it('stops in order on SIGTERM', async () => {
  expect(await portal.end('SIGTERM')).toBe(0);
});

async function respondent(): Promise<Page> {
  const context = await browser.newContext({ locale: 'ja-JP', timezoneId: 'Asia/Tokyo', viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${portal.address}/sign-in`);
  await page.locator('input[autocomplete=username]').fill('respondent@soumu.example');
  await page.locator('input[type=password]').fill(SAMPLE_PASSWORD);
  await page.locator('button[type=submit]').click();
  await page.waitForURL(`${portal.address}/`);
  return page;
}

/** Levels by feature code, asked anew with the session of the page. */
async function levelsInDatabase(page: Page, round: string): Promise<Map<string, string | null>> {
  const response = await page.request.post(`${portal.address}/graphql`, {
    data: {
      query: 'query ($id: ID!) { answerSheet(roundId: $id) { answers { level feature { code } } } }',
      variables: { id: round.split('/').at(-1) },
    },
  });
  const { data } = (await response.json()) as { data: { answerSheet: { answers: { level: string | null; feature: { code: string } }[] } } };
  return new Map(data.answerSheet.answers.map(({ level, feature }) => [feature.code, level]));
}
