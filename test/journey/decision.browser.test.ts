import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { today } from '../../server/scalars.ts';
import { type BrowserPortal, openBrowserPortal } from '../support/open-browser.ts';
import type { TestOrganisation } from '../support/open-portal.ts';
import { csv, makeSystem, openRound } from '../support/survey.ts';

/**
 * From a contradiction to a decision: what a ministry answers and what its log says do not agree. The manager asks, the ministry replies,
 * the manager decides; and what was decided on stays as it was when the log is corrected later.
 */
let portal: BrowserPortal;
let ministry: TestOrganisation;
let systemId: string;
let roundId: string;
let manager: Page;
let coordinator: Page;

/** The twelve months before this one, YYYY-MM, earliest first. */
const MONTHS = Array.from({ length: 12 }, (_, index) => {
  const [year, month] = today().split('-').map(Number) as [number, number];
  const count = year * 12 + month - 1 - 12 + index;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
});

/** A year of the log: F-1 was used so often in the first month and never since, F-2 ten times a month. */
const logFile = (uses: number): { name: string; mimeType: string; buffer: Buffer } => ({
  name: '利用ログ.csv',
  mimeType: 'text/csv',
  buffer: csv(
    '年月,機能ID,法人番号,利用件数,利用者数',
    ...MONTHS.flatMap((month, index) => [
      `${month},F-1,${ministry.corporateNumber},${index ? 0 : uses},${index ? 0 : 5}`,
      `${month},F-2,${ministry.corporateNumber},10,2`,
    ]),
  ),
});

beforeAll(async () => {
  portal = await openBrowserPortal();
  const providing = await portal.organisation();
  ministry = await portal.organisation();
  const person = await portal.person(providing.id, 'manager', Role.PORTFOLIO_MANAGER);
  await portal.person(ministry.id, 'coordinator', Role.COORDINATOR);
  ({ id: systemId } = await makeSystem(person, 2, { name: '旅費等内部管理業務共通システム', userIds: [ministry.id] }));
  ({ id: roundId } = await openRound(person, [ministry.id], { id: systemId, version: 1 }, { title: '旅費システムの棚卸し' }));
  manager = await portal.enter('manager');
  coordinator = await portal.enter('coordinator');
});
afterAll(() => portal.close());

const row = (code: string): Locator => coordinator.locator('main li[id^=feature-]').filter({ hasText: code });
async function choose(code: string, level: string): Promise<void> {
  await row(code).getByRole('radio', { name: level }).check({ force: true });
  await row(code).getByText('保存しました').waitFor();
}
async function importLog(uses: number): Promise<void> {
  await manager.goto(`${portal.address}/systems/${systemId}/usage-logs`);
  await manager.locator('input[type=file]').setInputFiles(logFile(uses));
  await manager.getByRole('button', { name: '取り込む', exact: true }).click();
  await manager.getByText('「利用ログ.csv」を取り込みました').waitFor();
}

it('a ministry that says "not used" is shown that its own log says otherwise, before it submits', async () => {
  await importLog(37);
  await coordinator.goto(`${portal.address}/survey-rounds/${roundId}/answer`);
  await row('F-1').getByText('貴府省のログ 37件 / 12か月').waitFor();
  await choose('F-1', '全く利用していない');
  await row('F-1').getByText('貴府省のログでは12か月に37件の利用があります。').waitFor();
  await row('F-1')
    .getByLabel(/ログとの相違の理由/)
    .fill('試行で使っただけです');
  await choose('F-2', '業務を全て遂行');
  await coordinator.getByRole('button', { name: '承認して提出' }).click();
  await coordinator.getByRole('alertdialog').getByRole('button', { name: '承認して提出' }).click();
  await coordinator
    .getByText(/担当 coordinatorが提出しました/)
    .first()
    .waitFor();
  expect(await row('F-1').getByText('貴府省のログでは').count()).toBe(1);
});

it('the manager sees why nothing can be said yet, asks, and the ministry replies', async () => {
  await manager.goto(`${portal.address}/verdicts`);
  await manager.getByText('判定保留（矛盾）').first().waitFor();
  await manager.getByRole('link', { name: '機能F-1' }).click();
  await manager.getByRole('heading', { level: 1, name: '機能F-1' }).waitFor();
  await manager.getByText(/ログには利用があります/).waitFor();
  await manager
    .getByRole('button', { name: /開く・質問する/ })
    .first()
    .click();
  const panel = manager.getByRole('dialog');
  await panel.getByText('ログとの相違の理由: 試行で使っただけです').waitFor();
  await panel.getByLabel(/^質問/).fill('ログに37件ありますが、どの業務の利用ですか。');
  await panel.getByRole('button', { name: '質問を送る' }).click();
  await panel.getByText('ログに37件ありますが').waitFor();

  await coordinator.reload();
  await row('F-1')
    .getByLabel(/質問への回答/)
    .fill('昨年度の試行で使い、以後は使っていません。');
  await row('F-1')
    .getByRole('button', { name: /回答を送る/ })
    .click();
  await row('F-1').getByText('昨年度の試行で使い').waitFor();

  await manager.reload();
  await manager
    .getByRole('button', { name: /開く・質問する/ })
    .first()
    .click();
  await expect.poll(() => manager.getByRole('dialog').innerText()).toContain('昨年度の試行で使い');
  await manager.keyboard.press('Escape');
});

it('the decision keeps the evidence that it rests on, and says when that is no longer what holds', async () => {
  await manager.getByRole('button', { name: '決定を提案する' }).click();
  const dialog = manager.getByRole('dialog');
  await dialog.getByRole('radio', { name: '廃止' }).check({ force: true });
  await dialog.getByRole('radio', { name: '次期更改' }).check({ force: true });
  await dialog.getByLabel(/理由/).fill('試行で使われただけで、業務では使われていない');
  await dialog.getByRole('button', { name: '決定を提案する' }).click();
  await manager.getByRole('heading', { level: 1, name: /廃止: 機能F-1/ }).waitFor();
  await manager.getByText('提案時から変化なし').waitFor();
  const beside = manager.getByRole('table', { name: '提案時といまの根拠' });
  const uses = beside.getByRole('row', { name: /^利用ログ/ });
  expect((await uses.innerText()).match(/37/g)).toHaveLength(2);
  const address = manager.url();

  // The provider corrects the log: the 37 were a test.
  await importLog(0);
  await manager.goto(address);
  await manager.getByText('提案時: 判定保留（矛盾） → 現在: 廃止候補 A').first().waitFor();
  const [frozen, now] = (await uses.getByRole('cell').allInnerTexts()).slice(-2);
  expect(frozen).toContain('37');
  expect(now).not.toContain('37');
});
