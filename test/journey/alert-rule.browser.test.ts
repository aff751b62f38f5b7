import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { type BrowserPortal, openBrowserPortal } from '../support/open-browser.ts';
import { settled } from '../support/settled.ts';

/** A budget officer sets with the keyboard when whom is told of a kind of date, and sees loudly what nobody is told of. */
let portal: BrowserPortal;
let page: Page;

beforeAll(async () => {
  portal = await openBrowserPortal();
  const ministry = await portal.organisation();
  await portal.person(ministry.id, 'officer', Role.BUDGET_OFFICER);
  page = await portal.enter('officer');
  await page.goto(`${portal.address}/alerts`);
  await settled(page);
});
afterAll(() => portal.close());

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
