import type { Browser, Locator, Page } from 'playwright-core';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SAMPLE_PASSWORD } from '../../server/sample-data/accounts.ts';
import { launchBrowser } from '../support/browser.ts';
import { PortalProcess } from '../support/portal-process.ts';

/**
 * Three people of one ministry answer one form at once, while the server is killed and restarted, and while one of them is
 * offline for a minute: no answer is lost, and every conflict is shown to somebody who then chooses.
 */
const LEVELS = ['業務を全て遂行', '他の手段も併用', '全く利用していない'] as const;
const KEYS = ['FULLY_USED', 'USED_WITH_OTHER_MEANS', 'NOT_USED'] as const;
const PEOPLE = ['respondent@soumu.example', 'coordinator@soumu.example', 'admin@soumu.example'];

let portal: PortalProcess;
let browser: Browser;
let pages: Page[];
let round: string;
/** Everything that anybody has chosen, by feature code: whatever is stored in the end must be among it. */
let wishes: Map<string, Set<string>>;

beforeAll(async () => {
  [portal, browser] = await Promise.all([PortalProcess.begin(), launchBrowser()]);
  pages = await Promise.all(PEOPLE.map(enter));
  await letAdministratorAnswer(pages[2]!);
  await pages[0]!.goto(`${portal.address}/survey-rounds`);
  const link = pages[0]!.getByRole('link', { name: /文書管理システム/ }).first();
  round = (await link.getAttribute('href'))!;
  for (const page of pages) {
    await page.goto(`${portal.address}${round}/answer`);
    await rowsOf(page).first().waitFor();
  }
  wishes = new Map();
  // Each of them sees the two others.
  for (const page of pages) await people(page).nth(1).waitFor({ timeout: 60_000 });
}, 240_000);
afterAll(async () => {
  await browser.close();
  await portal.remove();
});

it('loses no answer of three people and shows every conflict when the server is killed among them', { timeout: 240_000 }, async () => {
  const [one, two, three] = pages as [Page, Page, Page];
  // Seen by the others without a reload, with who it was.
  const choice = await choose(one, 0, 0);
  await rowsOf(two)
    .nth(0)
    .getByText(/回答\s一郎.*更新/)
    .waitFor();
  expect(await checked(two, 0)).toBe(choice);

  const killing = wait(600).then(() => portal.end('SIGKILL'));
  // Rows of their own, before and after the kill …
  await Promise.all([
    (async () => {
      for (const row of [1, 2, 3]) await choose(one, row, row % 3).then(() => wait(300));
    })(),
    (async () => {
      for (const row of [4, 5, 6]) await choose(two, row, row % 3).then(() => wait(300));
    })(),
    (async () => {
      for (const row of [7, 8, 9]) await choose(three, row, row % 3).then(() => wait(300));
    })(),
  ]);
  await killing;
  // … and one row in which all three want something else, with nobody to hear of it.
  for (const [level, page] of pages.entries()) await choose(page, 10, level);
  for (const page of pages) await page.getByText('サーバーから応答がありません').first().waitFor({ timeout: 30_000 });

  await portal.start();
  // One of the three is first; both others are shown what stands there now, and choose.
  await expect.poll(conflictCount, { timeout: 90_000 }).toBe(2);
  await chooseMine(await withConflict());
  await expect.poll(conflictCount, { timeout: 60_000 }).toBe(1);
  await chooseTheirs(await withConflict());
  await everythingIsSaved();
  await sameEverywhere(11);
});

it('sends up in order what one of them answered during a minute without a network', { timeout: 240_000 }, async () => {
  const [one, two, three] = pages as [Page, Page, Page];
  await people(one).nth(1).waitFor({ timeout: 60_000 });
  const offlineSince = performance.now();
  await three.context().setOffline(true);
  await three.getByText('この端末がネットワークにつながっていません').waitFor();
  for (const row of [13, 11, 12]) await choose(three, row, row % 3);
  // The same row, changed by a colleague meanwhile; and different parts of one row.
  await choose(one, 13, 2);
  await rowsOf(two).nth(13).getByText('更新').waitFor();
  await choose(one, 14, 0);
  await comment(three, 14, '年に1回だけ使う');
  expect(await three.getByText('送信待ち 4 件').isVisible()).toBe(true);
  await choose(two, 15, 1);

  await wait(Math.max(0, 60_000 - (performance.now() - offlineSince)));
  // Whoever left without a word is not shown any more.
  await expect.poll(() => people(one).count(), { timeout: 15_000 }).toBe(1);
  await three.context().setOffline(false);
  await expect.poll(conflictCount, { timeout: 60_000 }).toBe(1);
  expect(await withConflict()).toBe(three);
  await chooseTheirs(three);
  await everythingIsSaved();
  await rowsOf(three).nth(14).getByText('変更と合わせました').waitFor();
  await sameEverywhere(16);
  expect((await answers(one)).get(await codeOf(one, 14))).toMatchObject({ level: 'FULLY_USED', comment: '年に1回だけ使う' });
  // As it was answered: the row in conflict first, so it says nothing of its time; then the others.
  const at = async (row: number) => Date.parse((await answers(one)).get(await codeOf(one, row))!.answeredAt);
  expect(await at(11)).toBeLessThanOrEqual(await at(12));
  expect(await at(12)).toBeLessThanOrEqual(await at(14));
});

it(
  'keeps what was answered offline although the page was closed, and stops in order under open streams',
  { timeout: 180_000 },
  async () => {
    const [one, , three] = pages as [Page, Page, Page];
    await three.context().setOffline(true);
    await choose(three, 16, 2);
    await three.getByText('送信待ち 1 件').waitFor();
    await three.close({ runBeforeUnload: false });
    await one.context().setOffline(false);
    const again = await three.context().newPage();
    await again.context().setOffline(false);
    await again.goto(`${portal.address}${round}/answer`);
    await rowsOf(again).nth(16).getByText('保存しました').waitFor({ timeout: 60_000 });
    expect((await answers(again)).get(await codeOf(again, 16))?.level).toBe('NOT_USED');
    await people(again).first().waitFor();
    expect(await portal.end('SIGTERM')).toBe(0);
  },
);

const rowsOf = (page: Page): Locator => page.locator('main li[id^=feature-]');
const people = (page: Page): Locator => page.getByRole('group', { name: '開いている人' }).getByRole('listitem');
const conflicts = (page: Page): Locator => page.getByRole('button', { name: '現在の回答を残す' });
const conflictCount = async (): Promise<number> =>
  (await Promise.all(pages.map(page => conflicts(page).count()))).reduce((a, b) => a + b, 0);

async function enter(login: string): Promise<Page> {
  const context = await browser.newContext({
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.on('pageerror', error => {
    throw error;
  });
  await page.goto(`${portal.address}/sign-in`);
  await page.locator('input[autocomplete=username]').fill(login);
  await page.locator('input[type=password]').fill(SAMPLE_PASSWORD);
  await page.locator('button[type=submit]').click();
  await page.waitForURL(`${portal.address}/`);
  return page;
}

async function ask<Data>(page: Page, query: string, variables: object = {}): Promise<Data> {
  const response = await page.request.post(`${portal.address}/graphql`, { data: { query, variables } });
  const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

/** The sample ministry has one respondent; its administrator answers along. */
async function letAdministratorAnswer(page: Page): Promise<void> {
  const { viewer } = await ask<{ viewer: { account: { id: string; version: number; name: string } } }>(
    page,
    '{ viewer { account { id version name } } }',
  );
  const { id: accountId, version, name } = viewer.account;
  await ask(page, 'mutation ($input: UpdateAccountInput!) { updateAccount(input: $input) { id } }', {
    input: { accountId, version, name, roles: ['ADMINISTRATOR', 'RESPONDENT'] },
  });
}

async function codeOf(page: Page, row: number): Promise<string> {
  return /[A-Z]{3}-\d\d-\d\d/.exec(await rowsOf(page).nth(row).innerText())![0];
}

/** Chooses a level in a row, or the next one where it stands so already. Answers which. */
async function choose(page: Page, row: number, wanted: number): Promise<number> {
  const code = await codeOf(page, row);
  const choice = (await checked(page, row)) === wanted ? (wanted + 1) % 3 : wanted;
  await rowsOf(page).nth(row).getByRole('radio', { name: LEVELS[choice]! }).check({ force: true });
  wishes.set(code, (wishes.get(code) ?? new Set()).add(KEYS[choice]!));
  return choice;
}

async function comment(page: Page, row: number, text: string): Promise<void> {
  await rowsOf(page).nth(row).getByRole('button', { name: 'コメントを書く' }).click();
  await page.keyboard.type(text);
}

async function checked(page: Page, row: number): Promise<number> {
  const states = await Promise.all(LEVELS.map(name => rowsOf(page).nth(row).getByRole('radio', { name }).isChecked()));
  return states.indexOf(true);
}

async function withConflict(): Promise<Page> {
  for (const page of pages) if (await conflicts(page).count()) return page;
  throw new Error('Nobody is shown a conflict.');
}
const chooseMine = (page: Page): Promise<void> => page.getByRole('button', { name: 'あなたの入力を残す' }).first().click();
const chooseTheirs = (page: Page): Promise<void> => conflicts(page).first().click();

/** Nobody has anything left that the server does not know. */
async function everythingIsSaved(): Promise<void> {
  const open = async (page: Page): Promise<number> =>
    (await page.getByText('保存できていません').count()) +
    (await page.getByText('保存しています').count()) +
    (await conflicts(page).count());
  await expect.poll(async () => Promise.all(pages.map(open)), { timeout: 60_000 }).toEqual([0, 0, 0]);
}

interface Stored {
  level: (typeof KEYS)[number] | null;
  comment: string | null;
  answeredAt: string;
}
async function answers(page: Page): Promise<Map<string, Stored>> {
  const { answerSheet } = await ask<{ answerSheet: { answers: (Stored & { feature: { code: string } })[] } }>(
    page,
    'query ($id: ID!) { answerSheet(roundId: $id) { answers { level comment answeredAt feature { code } } } }',
    { id: round.split('/').at(-1) },
  );
  return new Map(answerSheet.answers.map(answer => [answer.feature.code, answer]));
}

/** The first rows hold what somebody chose, everybody's single wish above all, and all three pages show just that. */
async function sameEverywhere(rows: number): Promise<void> {
  const stored = await answers(pages[0]!);
  for (const [code, wanted] of wishes) {
    const level = stored.get(code)?.level;
    expect(wanted.has(String(level)), `${code} holds ${level}, wanted ${[...wanted].join(' or ')}`).toBe(true);
  }
  for (const page of pages) {
    for (let row = 0; row < rows; row++) {
      const level = stored.get(await codeOf(page, row))?.level;
      await expect.poll(() => checked(page, row), { timeout: 30_000 }).toBe(level ? KEYS.indexOf(level) : -1);
    }
  }
}
