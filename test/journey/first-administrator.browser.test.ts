import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BrowserPortal, openBrowserPortal } from '../support/open-browser.ts';

/** A ministry joins: the operator enters it and appoints its administrator, who signs in and adds a colleague. */
let portal: BrowserPortal;
beforeAll(async () => {
  portal = await openBrowserPortal();
});
afterAll(() => portal.close());

it('lets a new ministry keep its own people', async () => {
  const operator = await portal.enter('operator');
  await operator.goto(`${portal.address}/organisations/new`);
  await operator.getByLabel('法人番号').first().fill('2000012020001');
  await operator.getByLabel('名称（日本語）').fill('総務省');
  await operator.getByLabel('ふりがな').fill('そうむしょう');
  await operator.getByLabel('略称').fill('総務');
  await operator
    .getByLabel('英語名')
    .or(operator.getByLabel('名称（英語）'))
    .first()
    .fill('Ministry of Internal Affairs and Communications');
  await operator.getByLabel('建制順').fill('15');
  await operator.locator('main form button[type=submit]').click();
  await operator.getByRole('button', { name: '最初の管理者を登録' }).click();
  const dialog = operator.getByRole('dialog');
  await dialog.getByLabel('氏名').fill('総務　管理');
  await dialog.getByLabel('利用者ID').fill('admin@soumu');
  await dialog.getByLabel('最初のパスワード').fill('handed over in person');
  await dialog.getByRole('button', { name: '最初の管理者を登録' }).click();
  await dialog.waitFor({ state: 'hidden' });
  // Once is enough: from now on the ministry keeps its people itself.
  await operator.getByRole('button', { name: '最初の管理者を登録' }).waitFor({ state: 'hidden' });

  const administrator = await portal.enter('admin@soumu', { password: 'handed over in person' });
  await administrator.goto(`${portal.address}/people/new`);
  await administrator.getByLabel('氏名').fill('回答　一郎');
  await administrator.getByLabel('利用者ID').fill('ichiro@soumu');
  await administrator.getByRole('checkbox', { name: /回答者/ }).check();
  await administrator.getByLabel('最初のパスワード').fill('another first password');
  await administrator.locator('main form button[type=submit]').click();
  await administrator.getByText('ichiro@soumu').waitFor();

  const respondent = await portal.enter('ichiro@soumu', { password: 'another first password' });
  expect(await respondent.locator('header').innerText()).toContain('総務省');
});
