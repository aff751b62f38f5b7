import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { type BrowserPortal, openBrowserPortal } from '../support/open-browser.ts';

/**
 * The main job from end to end, with the files as ministries really returned them: organisations, a system and its features
 * go in, 21 ministries are asked, 19 answer (two of them by their own people, the others by mail to the coordinator of the
 * round), and the heatmap shows what is in `expected.json`.
 */
const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/survey-travel/${name}`, import.meta.url));

interface Expected {
  answersPerFile: Record<string, number>;
  levelsAfterRefusingUnrecognised: Record<'FULLY_USED' | 'USED_WITH_OTHER_MEANS' | 'NOT_USED', number>;
  unrecognisedValues: [ministry: string, code: string, value: string][];
  unknownFeatureCodes: [ministry: string, code: string][];
  blankCells: number;
  featuresNotUsedByEveryAnsweringMinistry: string[];
  featuresWithExactlyOneUserMinistry: string[];
  featuresUsedWithOtherMeansSomewhere: number;
  ministriesWithoutAnswer: string[];
}

const OWN_PEOPLE = ['国税庁.csv', '財務省.xlsx'];

let portal: BrowserPortal;
let expected: Expected;
let manager: Page;
let roundPath: string;
const seen = { refused: [] as [string, string, string][], unknown: [] as [string, string][], blank: 0 };

beforeAll(async () => {
  expected = JSON.parse(await readFile(fixture('expected.json'), 'utf8')) as Expected;
  portal = await openBrowserPortal();
  const { organisationId } = portal.operator;
  await portal.person(organisationId, 'pmo', Role.PORTFOLIO_MANAGER, Role.SYSTEM_OWNER);
});
afterAll(() => portal.close());

it('the administrator imports the ministries, and importing them again changes nothing', async () => {
  const page = await portal.enter('operator');
  await page.goto(`${portal.address}/organisations/import`);
  await upload(page, fixture('ministries.csv'));
  await page.getByRole('button', { name: '新規 20 件' }).click();
  await expectShown(page, '取り込みました');

  await page.getByRole('button', { name: '別のファイルを取り込む' }).click();
  await upload(page, fixture('ministries.csv'));
  await expectShown(page, '今の内容と同じです');
  await page.context().close();
});

it('the portfolio manager registers the system and imports its 90 features', async () => {
  manager = await portal.enter('pmo');
  await manager.goto(`${portal.address}/systems/new`);
  await manager.getByLabel('情報システム名（日本語）').fill('旅費等内部管理業務システム（サンプル）');
  await manager.getByLabel('情報システムID').fill('デジ-001');
  await manager.getByRole('checkbox', { name: '財務省' }).waitFor();
  for (const box of await manager.getByRole('checkbox').all()) await box.check();
  await manager.locator('form button[type=submit]').click();
  await manager.waitForURL(/\/systems\/[0-9a-f-]{36}/);
  const systemPath = new URL(manager.url()).pathname;

  await manager.goto(`${portal.address}${systemPath}/features/import`);
  await upload(manager, fixture('features.csv'));
  await manager.getByRole('button', { name: '新規 90 件' }).click();
  await expectShown(manager, '取り込みました');
});

it('the portfolio manager asks 21 ministries', async () => {
  await manager.goto(`${portal.address}/survey-rounds/new`);
  const system = manager.getByRole('combobox', { name: /情報システム/ });
  await system.selectOption((await system.getByRole('option', { name: /旅費等内部管理業務システム/ }).getAttribute('value'))!);
  await manager.getByText('90 件の機能が登録されています').waitFor();
  await manager.getByLabel('調査名').fill('旅費システム 機能利用状況調査');
  const due = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10);
  await manager.getByLabel('回答期限').fill(due);
  await manager.getByRole('button', { name: /このシステムを利用する 21 機関を選ぶ/ }).click();
  await manager.getByRole('button', { name: '下書きを保存する' }).click();
  await manager.waitForURL(/\/survey-rounds\/[0-9a-f-]{36}$/);
  roundPath = new URL(manager.url()).pathname;
  await manager.getByRole('button', { name: '受付を開始' }).click();
  await manager.getByRole('alertdialog').getByText('機能 90 件について、21 機関に回答を求めます').waitFor();
  await manager.getByRole('alertdialog').getByRole('button', { name: '受付を開始' }).click();
  await expectShown(manager, '回答を受け付けています');
});

it.each(OWN_PEOPLE)('people of the ministry upload %s, look at what was refused, and the coordinator submits', async file => {
  const ministry = file.split('.')[0]!;
  const id = await organisationId(ministry);
  await portal.person(id, `respondent-${ministry}`, Role.RESPONDENT);
  await portal.person(id, `coordinator-${ministry}`, Role.COORDINATOR);

  const respondent = await portal.enter(`respondent-${ministry}`);
  await respondent.goto(`${portal.address}${roundPath}/answer/import`);
  await upload(respondent, fixture(`answers/${file}`));
  await noteProblems(respondent, ministry);
  await agreeToLeaveOut(respondent);
  await respondent.locator('form button[type=submit]').click();
  await respondent.getByRole('heading', { name: '取り込みました' }).waitFor();
  await respondent.goto(`${portal.address}${roundPath}/answer`);
  await respondent.getByRole('button', { name: '確認を依頼', exact: true }).click();
  await respondent.getByRole('alertdialog').getByRole('button', { name: '確認を依頼' }).click();
  await respondent.getByText('取りまとめ担当者の承認を待っています').waitFor();
  await respondent.context().close();

  const coordinator = await portal.enter(`coordinator-${ministry}`);
  await coordinator.goto(`${portal.address}${roundPath}/answer`);
  await coordinator.getByRole('button', { name: '承認して提出' }).click();
  const dialog = coordinator.getByRole('alertdialog');
  const reason = dialog.getByLabel('未回答のまま提出する理由');
  if (await reason.count()) await reason.fill('担当部局に照会中のため');
  await dialog.getByRole('button', { name: '承認して提出' }).click();
  await expectShown(coordinator, '提出後は変更できません');
  await coordinator.context().close();
});

it('the portfolio manager registers the files that the other ministries sent back', { timeout: 240_000 }, async () => {
  for (const file of Object.keys(expected.answersPerFile).filter(name => !OWN_PEOPLE.includes(name))) {
    const ministry = file.split('.')[0]!;
    await manager.goto(`${portal.address}${roundPath}/register/${await organisationId(ministry)}`);
    await upload(manager, fixture(`answers/${file}`));
    await noteProblems(manager, ministry);
    const reason = manager.getByLabel('未回答のまま提出する理由');
    if (await reason.count()) await reason.fill('返送されたファイルで空欄または判読できない値');
    await agreeToLeaveOut(manager);
    await manager.getByRole('button', { name: `${ministry}の提出として登録する` }).click();
    await expectShown(manager, '取り込みました');
  }
});

it('the screens named every refused value, unknown code and blank cell', () => {
  expect(inOrder(seen.refused)).toEqual(inOrder(expected.unrecognisedValues));
  expect(inOrder(seen.unknown)).toEqual(inOrder(expected.unknownFeatureCodes));
  expect(seen.blank).toBe(expected.blankCells);
});

it('the heatmap shows the numbers of the survey, and two ministries as unanswered', async () => {
  await manager.goto(`${portal.address}${roundPath}/heatmap`);
  const main = manager.locator('main');
  await main.getByText('19/21').waitFor();
  const text = await main.innerText();
  for (const count of Object.values(expected.levelsAfterRefusingUnrecognised)) expect(text).toContain(count.toLocaleString('ja-JP'));
  expect(text).toContain(`どの機関も利用していない機能 ${expected.featuresNotUsedByEveryAnsweringMinistry.length} 件`);
  expect(text).toContain(`一つの機関だけが利用している機能 ${expected.featuresWithExactlyOneUserMinistry.length} 件`);
  expect(text).toContain(`他の手段が併用されている機能 ${expected.featuresUsedWithOtherMeansSomewhere} 件`);
  expect(text).toMatch(/まだ提出していない機関が 2 あります/);
  for (const ministry of expected.ministriesWithoutAnswer) expect(text).toContain(ministry);
});

it('the API gives the same numbers', async () => {
  const person = await portal.signIn('pmo');
  const codes = (features: { code: string }[]): string[] => features.map(({ code }) => code);
  const { surveyHeatmap } = await person.expectData<{
    surveyHeatmap: {
      summary: Record<string, number> & Record<'unusedFeatures' | 'singleUserFeatures' | 'otherMeansFeatures', { code: string }[]>;
    };
  }>(
    `query ($id: ID!) { surveyHeatmap(roundId: $id) { summary {
      fullyUsedCount usedWithOtherMeansCount notUsedCount unansweredCount submittedCount targetCount
      unusedFeatures { code } singleUserFeatures { code } otherMeansFeatures { code } } } }`,
    { id: roundPath.split('/').at(-1) },
  );
  const { summary } = surveyHeatmap;
  const { FULLY_USED, USED_WITH_OTHER_MEANS, NOT_USED } = expected.levelsAfterRefusingUnrecognised;
  expect(summary).toMatchObject({
    fullyUsedCount: FULLY_USED,
    usedWithOtherMeansCount: USED_WITH_OTHER_MEANS,
    notUsedCount: NOT_USED,
    submittedCount: 19,
    targetCount: 21,
  });
  expect(summary['unansweredCount']).toBe(21 * 90 - FULLY_USED - USED_WITH_OTHER_MEANS - NOT_USED);
  expect(codes(summary.unusedFeatures)).toEqual(expected.featuresNotUsedByEveryAnsweringMinistry);
  expect(codes(summary.singleUserFeatures)).toEqual(expected.featuresWithExactlyOneUserMinistry);
  expect(summary.otherMeansFeatures).toHaveLength(expected.featuresUsedWithOtherMeansSomewhere);
});

it('a cell of the heatmap opens who answered what', async () => {
  await manager.goto(`${portal.address}${roundPath}/heatmap`);
  const row = manager.locator('tr', { hasText: 'TRV-01-04' });
  await row.waitFor();
  const headers = await manager.locator('thead th').allInnerTexts();
  const column = headers.findIndex(header => header.replaceAll(/\s/g, '').startsWith('国税庁'));
  expect(column).toBeGreaterThan(0);
  await row.locator('th, td').nth(column).click();
  const panel = manager.getByRole('dialog');
  await panel.getByText('紙の台帳').waitFor();
  expect(await panel.innerText()).toContain('他の手段も併用');
  await manager.keyboard.press('Escape');
  await panel.waitFor({ state: 'hidden' });
});

const inOrder = (rows: string[][]): string[] => rows.map(row => row.join(' ')).toSorted();

/** Waits until the text stands on the page, and fails when it does not come. */
async function expectShown(page: Page, text: string): Promise<void> {
  await expect.poll(() => page.getByText(text).first().isVisible(), { timeout: 15_000 }).toBe(true);
}

async function upload(page: Page, file: string): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByText('まだ何も変わっていません').waitFor();
}

/** Writes down what the preview shows as refused and blank. */
async function noteProblems(page: Page, ministry: string): Promise<void> {
  // What a file has none of, such as blank rows, is not offered as a filter.
  const count = async (status: string): Promise<number> => {
    const filter = page.getByRole('group', { name: '表示する行' }).getByRole('button', { name: new RegExp(`^${status}`) });
    const label = (await filter.count()) ? await filter.innerText() : '0 行';
    return Number(/([\d,]+) 行/.exec(label)![1]!.replace(',', ''));
  };
  seen.blank += await count('空欄');
  const refused = await count('取り込めない');
  if (!refused) return;
  await page
    .getByRole('group', { name: '表示する行' })
    .getByRole('button', { name: /^取り込めない/ })
    .click();
  const rows = page.getByRole('table').getByRole('row').filter({ hasText: '取り込めない' });
  await expect.poll(() => rows.count()).toBe(refused);
  for (const text of await rows.allInnerTexts()) {
    const code = /TRV-\d\d-\d\d/.exec(text)![0];
    const value = /入力されている値: 「(.*?)」/.exec(text)![1]!;
    if (value === code) seen.unknown.push([ministry, code]);
    else seen.refused.push([ministry, code, value]);
  }
}

async function agreeToLeaveOut(page: Page): Promise<void> {
  const box = page.getByRole('checkbox', { name: /行を除いて取り込む/ });
  if (await box.count()) await box.check();
}

const ids = new Map<string, string>();
async function organisationId(name: string): Promise<string> {
  if (!ids.size) {
    const { organisations } = await portal.operator.expectData<{ organisations: { items: { id: string; name: string }[] } }>(
      '{ organisations { items { id name } } }',
    );
    for (const organisation of organisations.items) ids.set(organisation.name, organisation.id);
  }
  return ids.get(name)!;
}
