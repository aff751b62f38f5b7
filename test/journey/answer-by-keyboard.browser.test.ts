import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import type { Person } from '../support/person.ts';
import { type BrowserPortal, openBrowserPortal } from '../support/open-browser.ts';
import { PASSWORD } from '../support/open-portal.ts';
import { changeSheet, csv, makeSystem, openRound, type RoundMade, SAVE_ANSWERS } from '../support/survey.ts';

/**
 * The keyboard alone, from sign-in to hand-in: a respondent answers 100 features, with other means and their name, a comment,
 * a search, many rows at once and taking that back, and what is left as in the last round. What is stored is asked of the API.
 */
const COUNT = 100;
const LEVELS = ['FULLY_USED', 'USED_WITH_OTHER_MEANS', 'NOT_USED'] as const;

interface Stored {
  level: string | null;
  otherMeans: string | null;
  comment: string | null;
  carryOver: string | null;
}

let portal: BrowserPortal;
let respondent: Person;
let survey: RoundMade;
let page: Page;

beforeAll(async () => {
  portal = await openBrowserPortal();
  const runner = await portal.organisation(Role.PORTFOLIO_MANAGER);
  const ministry = await portal.organisation(Role.COORDINATOR);
  respondent = await portal.person(ministry.id, 'kaito', Role.RESPONDENT);
  const pmo = runner.as(Role.PORTFOLIO_MANAGER);
  const system = await makeSystem(pmo, 0);
  const rows = Array.from(
    { length: COUNT },
    (_, index) => `K-${String(index + 1).padStart(3, '0')},${index < 60 ? '申請' : '精算'},機能${index + 1}`,
  );
  const fileId = await pmo.upload('features.csv', csv('機能コード,大分類,機能名', ...rows));
  await pmo.expectData('mutation ($input: ImportFeaturesInput!) { importFeatures(input: $input) { newCount } }', {
    input: { systemId: system.id, fileId },
  });
  const past = await openRound(pmo, [ministry.id], system, { fiscalYear: 2025, title: '前回の調査' });
  const coordinator = ministry.as(Role.COORDINATOR);
  await coordinator.expectData(SAVE_ANSWERS, {
    input: { roundId: past.id, answers: past.features.map(({ id: featureId }) => ({ featureId, level: 'NOT_USED', version: 0 })) },
  });
  await changeSheet(coordinator, 'submitAnswerSheet', past.id);
  survey = await openRound(pmo, [ministry.id], system, { fiscalYear: 2026, title: '今回の調査' });
  const context = await portal.browser.newContext({ locale: 'ja-JP', timezoneId: 'Asia/Tokyo', viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
  // Whatever presses a mouse button fails the test.
  await page.addInitScript(`addEventListener('pointerdown', () => { throw new Error('The mouse was used.'); }, true)`);
  page.on('pageerror', error => {
    throw error;
  });
});
afterAll(() => portal.close());

it('signs in and goes to the sheet', async () => {
  await page.goto(portal.address);
  await tabTo('利用者ID');
  await page.keyboard.type('kaito');
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'ホーム' }).or(page.locator('main h1')).first().waitFor();
  await page
    .getByRole('link', { name: /今回の調査/ })
    .first()
    .waitFor();
  await tabTo(/\/answer$/);
  await page.keyboard.press('Enter');
  await page.locator('main li[id^=feature-]').first().waitFor();
  expect(await page.locator('main li[id^=feature-]').count()).toBe(COUNT);
});

it('answers by digits, names other means, and comments', async () => {
  await page.keyboard.press('Control+Home');
  await tabTo(/^機能を探す/);
  await page.keyboard.press('Enter');
  expect(await code()).toBe('K-001');
  for (let index = 0; index < 40; index++) await page.keyboard.press(String((index % 3) + 1));
  expect(await code()).toBe('K-041');

  await page.keyboard.press('2');
  await page.keyboard.press('Enter');
  await page.keyboard.type('紙の台帳 123');
  await page.keyboard.press('Enter');
  expect(await code()).toBe('K-042');

  await page.keyboard.press('1');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('c');
  await page.keyboard.type('年に1回だけ、c と 3');
  await page.keyboard.press('Escape');
  expect(await code()).toBe('K-042');
  await saved();
  const stored = await answers();
  for (let index = 0; index < 40; index++) expect(stored[index]).toMatchObject({ level: LEVELS[index % 3], otherMeans: null });
  expect(stored[40]).toMatchObject({ level: 'USED_WITH_OTHER_MEANS', otherMeans: '紙の台帳 123' });
  expect(stored[41]).toMatchObject({ level: 'FULLY_USED', comment: '年に1回だけ、c と 3' });
  expect(stored[42]?.level ?? null).toBeNull();
});

it('finds a row by search and answers it', async () => {
  await page.keyboard.press('/');
  await page.keyboard.type('Ｋー０９９');
  await page.getByText('1 件', { exact: true }).waitFor();
  await page.keyboard.press('Enter');
  expect(await code()).toBe('K-099');
  await page.keyboard.press('3');
  await page.keyboard.press('/');
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('main li[id^=feature-]').count()).toBe(COUNT);
  await saved();
  expect((await answers())[98]).toMatchObject({ level: 'NOT_USED' });
});

it('fills a group after a preview, and takes that back after it was saved', async () => {
  const before = await answers();
  await page.keyboard.press('Enter');
  await tabTo(/^まとめて回答\s*精算/);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await tabTo('● 業務を全て遂行');
  await page.keyboard.press('Space');
  await dialog.getByText('39 行に回答します。回答済みの 1 行は変えません。').waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('39 行に「業務を全て遂行」と回答しました。').waitFor();
  await saved();
  expect((await answers()).filter(({ level }) => level === 'FULLY_USED')).toHaveLength(
    before.filter(({ level }) => level === 'FULLY_USED').length + 39,
  );
  await page.keyboard.press('Control+z');
  await page.getByText('39 行を元に戻しました。').waitFor();
  await saved();
  expect(levels(await answers())).toEqual(levels(before));
});

it('answers the rest as in the last round, confirms it, and hands in', async () => {
  await page.keyboard.press('Control+Home');
  await tabTo(/^未回答の 57 行を前回と同じにする/);
  await page.keyboard.press('Enter');
  await page.getByText('57 行に「前回と同じ」と回答しました。').waitFor();
  await saved();
  const taken = (await answers()).filter(({ carryOver }) => carryOver === 'UNCONFIRMED');
  expect(taken).toHaveLength(57);
  expect(new Set(taken.map(({ level }) => level))).toEqual(new Set(['NOT_USED']));

  // One row by its key, the others in one act.
  await tabTo(/^機能を探す/);
  await page.keyboard.type('K-043');
  await page.getByText('1 件', { exact: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('5');
  await page.keyboard.press('/');
  await page.keyboard.press('Escape');
  await tabTo(/^表示中の 56 行を確認済みにする/, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.getByText('56 行を確認済みにしました。').waitFor();
  await saved();
  expect((await answers()).filter(({ carryOver }) => carryOver === 'CONFIRMED')).toHaveLength(57);

  await tabTo(/^確認を依頼$/);
  await page.keyboard.press('Enter');
  await page.getByRole('alertdialog').waitFor();
  await tabTo(/^確認を依頼$/);
  await page.keyboard.press('Enter');
  await page.getByText('取りまとめ担当者の承認を待っています').waitFor();
  const { answerSheet } = await respondent.expectData<{
    answerSheet: { state: string; answeredCount: number; findings: { kind: string }[] };
  }>('query ($id: ID!) { answerSheet(roundId: $id) { state answeredCount findings { kind } } }', { id: survey.id });
  expect(answerSheet).toMatchObject({ state: 'HANDED_IN', answeredCount: COUNT });
  // Thirteen of the first forty are used with other means that nobody named.
  expect(answerSheet.findings.map(({ kind }) => kind)).toEqual(Array.from({ length: 13 }, () => 'OTHER_MEANS_MISSING'));
});

const levels = (stored: Stored[]): (string | null)[] => stored.map(({ level }) => level);

/** What the API has stored, in the order of the features; a row that nobody touched is open. */
async function answers(): Promise<Stored[]> {
  const { answerSheet } = await respondent.expectData<{ answerSheet: { answers: (Stored & { feature: { code: string } })[] } }>(
    'query ($id: ID!) { answerSheet(roundId: $id) { answers { level otherMeans comment carryOver feature { code } } } }',
    { id: survey.id },
  );
  const byCode = new Map(answerSheet.answers.map(answer => [answer.feature.code, answer]));
  return survey.features.map(({ code: named }) => byCode.get(named) ?? { level: null, otherMeans: null, comment: null, carryOver: null });
}

/** Presses Tab until the control with this name, or the link to this page, has the focus. */
async function tabTo(name: string | RegExp, key = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press(key);
    const said = await page.evaluate<string>(
      `(() => { const e = document.activeElement; const label = e.labels?.[0]?.textContent ?? e.getAttribute('aria-label') ?? (e === document.body ? '' : e.textContent); return label.trim() + (e.href ?? ''); })()`,
    );
    if (typeof name === 'string' ? said.startsWith(name) : name.test(said)) return;
  }
  throw new Error(`The ${key} key does not lead to ${String(name)}.`);
}

/** Code of the feature whose row has the focus. */
const code = (): Promise<string> => page.evaluate(`/K-\\d+/.exec(document.activeElement.closest('li')?.textContent ?? '')?.[0] ?? ''`);

/** Waits until nothing is on its way any more. */
async function saved(): Promise<void> {
  await expect
    .poll(() => page.evaluate<number>(`Object.keys(localStorage).filter(key => key.includes('.answer.')).length`), { timeout: 30_000 })
    .toBe(0);
}
