import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { PASSWORD } from '../support/open-portal.ts';
import { type BrowserPortal, openBrowserPortal } from '../support/open-browser.ts';
import { remindersOf } from '../reminder/reminders.ts';
import { makeFeature, makeSystem, openRound } from '../support/survey.ts';

/**
 * A ministry answers, not a person: the coordinator has a colleague answer a part, looks at the whole and submits; the runner
 * asks about two rows of it, and the ministry replies.
 */
const QUESTION = 'この行の回答の根拠は何ですか。';

let portal: BrowserPortal;
let roundId: string;
let ministryName: string;
let ministryId: string;
let coordinator: Page;
let colleague: Page;
let runner: Page;
beforeAll(async () => {
  portal = await openBrowserPortal();
  const [providing, ministry] = [await portal.organisation(), await portal.organisation()];
  const person = await portal.person(providing.id, 'runner', Role.PORTFOLIO_MANAGER);
  await portal.person(ministry.id, 'coordinator', Role.COORDINATOR);
  await portal.person(ministry.id, 'colleague', Role.RESPONDENT);
  const system = await makeSystem(person, 2, { name: '旅費等内部管理業務共通システム' });
  for (const code of ['G-1', 'G-2']) await makeFeature(person, system.id, code, { majorGroup: '精算' });
  ({ id: roundId } = await openRound(person, [ministry.id], system, { title: '旅費システムの棚卸し' }));
  ministryName = ministry.name;
  ministryId = ministry.id;
});
afterAll(() => portal.close());

const row = (page: Page, code: string): Locator => page.locator('main li[id^=feature-]').filter({ hasText: code });
async function choose(page: Page, code: string, level: string): Promise<void> {
  await row(page, code).getByRole('radio', { name: level }).check({ force: true });
  await row(page, code).getByText('保存しました').waitFor();
}

it('who has not submitted is reminded by hand; the ministry sees whom that reaches, what the mail says, and that nothing runs', async () => {
  await portal.person(ministryId, 'keeper', Role.ADMINISTRATOR);
  const { addresses, honour } = remindersOf(portal);
  await addresses(ministryId);
  runner = await portal.enter('runner');
  await runner.goto(`${portal.address}/survey-rounds/${roundId}`);
  await runner.getByRole('button', { name: '未提出の 1府省に催促する' }).click();
  const dialog = runner.getByRole('dialog');
  await dialog.getByText(ministryName).waitFor();
  await dialog.getByLabel(/メールに添える連絡/).fill('今週中にお願いします');
  await dialog.getByRole('button', { name: '未提出の 1府省に催促する' }).click();
  await runner.getByText(/最後の催促:/).waitFor();
  expect(await runner.getByRole('button', { name: /府省に催促する/ }).count()).toBe(0);
  await honour(ministryId, 0);

  const keeper = await portal.enter('keeper');
  await keeper.getByRole('heading', { name: /定期処理が動いていません/ }).waitFor();
  await keeper.getByRole('link', { name: '催促', exact: true }).click();
  const plan = keeper.getByRole('region', { name: /次の催促/ });
  await plan.getByText('2人に届きます', { exact: false }).waitFor();
  await plan.getByRole('row', { name: /担当 colleague.*colleague@mail\.example.*回答の提出/ }).waitFor();
  const runs = keeper.getByRole('region', { name: 'これまでの催促' });
  await runs.getByText('実施組織からの催促: 旅費システムの棚卸し').waitFor();
  await runs.getByRole('button', { name: /メールを見る/ }).click();
  await keeper.getByText('【棚卸し】回答提出のお願い: 旅費システムの棚卸し').first().click();
  await keeper.getByText('今週中にお願いします').first().waitFor();
});

it('a coordinator asks a colleague for a part by a link, who answers it and says so', async () => {
  coordinator = await portal.enter('coordinator');
  await coordinator.goto(`${portal.address}/survey-rounds/${roundId}/answer`);
  await coordinator.getByRole('link', { name: '取りまとめ' }).click();
  await coordinator.getByRole('heading', { level: 1, name: '旅費システムの棚卸し 取りまとめ' }).waitFor();
  await coordinator.getByRole('button', { name: '分担を依頼する' }).click();
  const dialog = coordinator.getByRole('dialog');
  await dialog.getByRole('combobox', { name: /担当者/ }).selectOption({ label: '担当 colleague' });
  await dialog.getByRole('checkbox', { name: '精算 をまとめて選ぶ' }).check();
  await dialog.getByLabel(/連絡事項/).fill('昨年度の実績で答えてください');
  await dialog.getByRole('button', { name: '分担を依頼する' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await coordinator.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await coordinator.getByRole('button', { name: /URL をコピー/ }).click();
  await coordinator.getByText('URL をコピーしました').waitFor();
  const link = await coordinator.evaluate<string>('navigator.clipboard.readText()');

  // Whoever follows the link signs in first, and comes to the part all the same.
  const context = await portal.browser.newContext({ locale: 'ja-JP', timezoneId: 'Asia/Tokyo', viewport: { width: 1280, height: 900 } });
  colleague = await context.newPage();
  await colleague.goto(link);
  await colleague.locator('input[autocomplete=username]').fill('colleague');
  await colleague.locator('input[type=password]').fill(PASSWORD);
  await colleague.locator('button[type=submit]').click();
  const part = colleague.getByRole('region', { name: '依頼された行' });
  await part.getByText('昨年度の実績で答えてください').waitFor();
  expect(await colleague.locator('main li[id^=feature-]').count()).toBe(2);
  await choose(colleague, 'G-1', '業務を全て遂行');
  await choose(colleague, 'G-2', '全く利用していない');
  await part.getByText('すべての行に回答しました').waitFor();
  await part.getByRole('button', { name: '回答済みにする' }).click();
  await colleague.getByRole('alertdialog').getByRole('button', { name: '回答済みにする' }).click();
  await part.getByText('回答済みにしました').waitFor();
});

it('the coordinator sees who has answered what, adds the rest and submits', async () => {
  await coordinator.reload();
  const part = coordinator.getByRole('row', { name: /担当 colleague/ });
  await part.getByText('回答済み', { exact: true }).first().waitFor();
  expect(await part.innerText()).toContain('担当 colleagueが');
  await coordinator.getByRole('link', { name: '回答', exact: true }).first().click();
  await choose(coordinator, 'F-1', '業務を全て遂行');
  await choose(coordinator, 'F-2', '全く利用していない');
  await coordinator.getByRole('link', { name: '取りまとめ' }).click();
  await coordinator.getByText('未回答や記入漏れはありません').waitFor();
  await coordinator.getByRole('button', { name: '承認して提出' }).click();
  await coordinator.getByRole('alertdialog').getByRole('button', { name: '承認して提出' }).click();
  await coordinator
    .getByText(/担当 coordinatorが提出しました/)
    .first()
    .waitFor();
});

it('the runner returns two rows with a question, the ministry replies and changes one, and the runner sees both', async () => {
  runner = await portal.enter('runner');
  await runner.goto(`${portal.address}/survey-rounds/${roundId}`);
  const target = runner.getByRole('row', { name: new RegExp(ministryName) });
  await target.getByRole('button', { name: /行を選んで差し戻す/ }).click();
  const dialog = runner.getByRole('dialog');
  await dialog.getByText('申請', { exact: true }).click();
  await dialog.getByRole('checkbox', { name: /F-2/ }).check();
  await dialog.getByText('精算', { exact: true }).click();
  await dialog.getByRole('checkbox', { name: /G-2/ }).check();
  await dialog.getByLabel(/質問/).fill(QUESTION);
  await dialog.getByRole('button', { name: '選んだ行を戻す' }).click();
  await target.getByText('差戻し中の行 2').waitFor();
  // Whoever has the form open sees it at once.
  await colleague.getByText('回答が必要な質問が 2 件あります').waitFor();
  await row(colleague, 'G-2').getByText(QUESTION).waitFor();

  await coordinator.goto(portal.address);
  await coordinator.getByRole('heading', { name: /差し戻された行 2\/4 行/ }).waitFor();
  await coordinator
    .getByRole('region', { name: '次にすること' })
    .getByRole('link', { name: /直して回答する/ })
    .click();
  await row(coordinator, 'F-2').getByText(QUESTION).waitFor();
  // What was not returned is not in the way.
  expect(await row(coordinator, 'F-1').count()).toBe(0);
  await choose(coordinator, 'F-2', '他の手段も併用');
  for (const [code, reply] of [
    ['F-2', '出張所では紙の様式も使うため改めました'],
    ['G-2', '概算払いの業務がありません'],
  ] as const) {
    await row(coordinator, code)
      .getByLabel(/質問への回答/)
      .fill(reply);
    await row(coordinator, code)
      .getByRole('button', { name: /回答を送る/ })
      .click();
    await row(coordinator, code).getByText(reply).waitFor();
  }
  await coordinator.getByRole('button', { name: '承認して提出' }).click();
  await coordinator.getByRole('alertdialog').getByRole('button', { name: '承認して提出' }).click();
  await coordinator
    .getByText(/担当 coordinatorが提出しました/)
    .first()
    .waitFor();

  await runner.goto(portal.address);
  await runner.getByRole('heading', { name: /回答があった質問 2 件/ }).waitFor();
  await runner
    .getByRole('region', { name: '次にすること' })
    .getByRole('link', { name: /回答を確かめる/ })
    .click();
  await target.getByRole('button', { name: /質問を見る/ }).click();
  await target.getByText('概算払いの業務がありません').waitFor();
  const changed = target.getByRole('article').filter({ hasText: 'F-2' });
  await changed.getByText('出張所では紙の様式も使うため改めました').waitFor();
  await changed.getByText('他の手段も併用').waitFor();
  for (const left of [1, 0]) {
    await target
      .getByRole('button', { name: /確認済みにする/ })
      .first()
      .click();
    await expect.poll(() => target.getByRole('button', { name: /確認済みにする/ }).count()).toBe(left);
  }
});
