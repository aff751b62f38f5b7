import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { openPostbox } from '../../server/mail/smtp.ts';
import { remindersOf } from '../reminder/reminders.ts';
import { type BrowserPortal, openBrowserPortal } from '../support/open-browser.ts';
import { MailServer } from '../support/mail-server.ts';
import { settled } from '../support/settled.ts';

/** A budget officer sets with the keyboard when whom is told of a kind of date, and sees loudly what nobody is told of. */
let portal: BrowserPortal;
let server: MailServer;
let ministryId: string;
let page: Page;

beforeAll(async () => {
  [portal, server] = await Promise.all([openBrowserPortal(), MailServer.begin()]);
  const ministry = await portal.organisation();
  ministryId = ministry.id;
  await portal.person(ministry.id, 'officer', Role.BUDGET_OFFICER);
  await remindersOf(portal).addresses(ministryId);
  page = await portal.enter('officer');
  await page.goto(`${portal.address}/alerts`);
  await settled(page);
});
afterAll(async () => {
  await server.close();
  await portal.close();
});

const row = (kind: string): Locator =>
  page
    .getByRole('table', { name: '期限の通知ルール' })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: kind, exact: true }) });
const dialog = (): Locator => page.getByRole('dialog');
/** Moves on with the Tab key until something has the focus. */
async function tabTo(target: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if (await target.evaluate(element => element.matches(':focus'))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('The Tab key does not lead there.');
}

it('sets lead times and recipients by keyboard, is told what is wrong, and finds who set it after a reload', async () => {
  await page.getByRole('link', { name: '期限の通知ルール' }).press('Enter');
  await page.getByRole('heading', { level: 1, name: '期限の通知ルール' }).waitFor();
  expect(await row('契約の終了').innerText()).toMatch(/577日前、180日前、90日前、30日前、7日前[\s\S]*既定/);
  await tabTo(row('契約の終了').getByRole('button', { name: /変更する/ }));
  await page.keyboard.press('Enter');
  await dialog().waitFor();
  await tabTo(dialog().getByRole('radio').first());
  await page.keyboard.press('ArrowDown');
  await tabTo(dialog().getByRole('textbox', { name: /期限の何日前に知らせるか/ }));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('６００、 577 600');
  await page.keyboard.press('Enter');
  await dialog().getByText('「600」が重なっています。1つにしてください。').first().waitFor();
  await tabTo(dialog().getByRole('textbox', { name: /期限の何日前に知らせるか/ }));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('30, ６００、 577');
  await tabTo(dialog().getByRole('checkbox', { name: /全体管理（PMO）/ }));
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await page.getByText('通知ルールを保存しました。').first().waitFor();
  await page.reload();
  await settled(page);
  expect(await row('契約の終了').innerText()).toMatch(
    /600日前、577日前、30日前[\s\S]*予算担当、全体管理（PMO）[\s\S]*組織で設定[\s\S]*最終変更: /,
  );
});

it('says loudly on both pages that nobody is told of a kind, which wants a reason', async () => {
  await row('利用停止の予定')
    .getByRole('button', { name: /変更する/ })
    .press('Enter');
  await tabTo(dialog().getByRole('checkbox', { name: /誰にも知らせない/ }));
  await page.keyboard.press('Space');
  await dialog().getByRole('button', { name: '保存' }).press('Enter');
  await dialog()
    .getByText(/知らせない理由.*入力してください/)
    .first()
    .waitFor();
  await dialog()
    .getByLabel(/知らせない理由/)
    .fill('停止の予定は別の台帳で見ている');
  await dialog().getByRole('button', { name: '保存' }).press('Enter');
  const loud = page.getByRole('region', { name: /誰にも知らせていない期限の種類が 1 件あります/ });
  await loud.getByText('理由: 停止の予定は別の台帳で見ている').waitFor();
  await page.getByRole('link', { name: '期限の通知', exact: true }).first().press('Enter');
  await page.getByRole('heading', { level: 1, name: '期限の通知', exact: true }).waitFor();
  await loud.getByText('利用停止の予定').waitFor();
  expect(await loud.innerText()).toContain('最終変更: ');
});

it('sends a test to the own address by keyboard, says that it arrived without a reload, and that it failed and why', async () => {
  const deliver = () =>
    remindersOf(portal).send([ministryId], () => openPostbox(server.settings, 'Tanaoroshi <portal@portal.example>'), new Date());
  const section = page.getByRole('region', { name: 'テスト送信' });
  await tabTo(section.getByRole('button', { name: '自分にテストを送る' }));
  await page.keyboard.press('Enter');
  await section.getByText('への送信を待っています。').waitFor();
  await deliver();
  await section.getByText('メールサーバーが').waitFor();
  expect(server.arrived.map(({ subject }) => subject)).toEqual(['【棚卸し】テスト送信']);
  const log = page.getByRole('table', { name: '通知の履歴' }).getByRole('row').filter({ hasText: 'テスト送信' });
  await log.getByText('送信済み').waitFor();
  // Too early for another one.
  await page.keyboard.press('Enter');
  await section.getByText('テスト送信は60秒以上あけてください。').waitFor();
  await portal.superuser.query(`update reminder_run set made_at = made_at - interval '2 minutes' where tenant_id = $1`, [ministryId]);
  server.hooks.onRecipient = () => Object.assign(new Error('no such mailbox'), { responseCode: 550 });
  await page.keyboard.press('Enter');
  await section.getByText('への送信を待っています。').waitFor();
  await deliver();
  await section.getByText('no such mailbox').waitFor();
  expect(await section.innerText()).toContain('送信失敗');
  await log.getByText('送信失敗').waitFor();
});
