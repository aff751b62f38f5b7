import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { type BrowserPortal, openBrowserPortal } from '../support/open-browser.ts';
import { makeSystem } from '../support/survey.ts';

/**
 * Case 9-12 of the guidebook: an officer moves, and what the officer had in mind was forgotten with it. Here the officer's
 * system gains what its record lacks, is confirmed, grows old, and passes to a successor who has to say so.
 */
let portal: BrowserPortal;
let systemId: string;
let officer: Page;
beforeAll(async () => {
  portal = await openBrowserPortal();
  const { organisationId } = portal.operator;
  const person = await portal.person(organisationId, 'officer-a', Role.SYSTEM_OWNER);
  await portal.person(organisationId, 'officer-b', Role.SYSTEM_OWNER);
  ({ id: systemId } = await makeSystem(person, 1, { name: '国家資格台帳（試験）', description: '台帳' }));
  officer = await portal.enter('officer-a');
});
afterAll(() => portal.close());

const panel = (page: Page) => page.getByRole('region', { name: '台帳の記載の状態' });
const share = async (page: Page): Promise<number> =>
  Number(await panel(page).getByRole('progressbar', { name: '充足率' }).getAttribute('aria-valuenow'));

it('a named missing field leads to where it is filled in, and filling it in raises completeness', async () => {
  await officer.goto(`${portal.address}/systems/${systemId}`);
  await panel(officer).getByText('未確認').first().waitFor();
  const before = await share(officer);
  await panel(officer).getByRole('link', { name: 'システムプロファイル' }).click();
  const profile = officer.getByRole('combobox', { name: /システムプロファイル/ });
  await profile.waitFor();
  await expect.poll(() => officer.evaluate<string>('document.activeElement.tagName')).toBe('SELECT');
  await profile.selectOption({ index: 3 });
  await officer.locator('form button[type=submit]').click();
  await officer.waitForURL(`${portal.address}/systems/${systemId}`);
  await expect.poll(() => share(officer)).toBe(before + 1);
  expect(await panel(officer).getByRole('link', { name: 'システムプロファイル' }).count()).toBe(0);

  await panel(officer).getByRole('link', { name: '責任者', exact: true }).click();
  const dialog = officer.getByRole('dialog');
  await dialog.getByRole('combobox').selectOption({ label: '担当 officer-a' });
  await dialog.getByRole('button', { name: '保存する' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await expect.poll(() => share(officer)).toBe(before + 2);
});

it('one press confirms the record, time makes it old, and it asks again', async () => {
  await panel(officer).getByRole('button', { name: '記載内容は正しい' }).click();
  await panel(officer).getByText('確認済み').first().waitFor();
  await portal.superuser.query(`update attestation set confirmed_at = now() - interval '200 days' where subject_id = $1`, [systemId]);
  await officer.reload();
  await expect.poll(() => panel(officer).getByText('要確認', { exact: true }).count()).toBe(1);
});

it('the officer writes down the patch whose time nobody knows, and it stands before everybody', async () => {
  await officer.goto(`${portal.address}/carry-overs`);
  await officer.getByRole('button', { name: '継続調査事項を登録する' }).first().click();
  const dialog = officer.getByRole('dialog');
  await dialog.locator('button[type=submit]').click();
  await dialog.getByText('「内容」を入力してください').first().waitFor();
  await dialog.getByLabel(/内容/).fill('OS の更新と同時にミドルウェアへ修正プログラムを適用する');
  await dialog.getByLabel(/情報システム/).selectOption({ label: '国家資格台帳（試験）' });
  await dialog.locator('button[type=submit]').click();
  await dialog.waitFor({ state: 'hidden' });
  const row = officer.getByRole('row', { name: /修正プログラム/ });
  await row.getByText('日付未定').waitFor();
  await row.getByText('担当 officer-a', { exact: true }).waitFor();
  expect(await row.getByRole('link', { name: '国家資格台帳（試験）' }).count()).toBe(1);
});

it('the officer cannot be shut out before somebody takes over, and the successor sees it until all is taken', async () => {
  const administrator = await portal.enter('operator');
  await administrator.goto(`${portal.address}/people`);
  const row = administrator.getByRole('row', { name: /officer-a/ });
  await row.getByRole('button', { name: /停止する/ }).click();
  const warning = administrator.getByRole('alertdialog');
  await warning.getByText('この人しか持っていないものが').waitFor();
  await warning.getByText('国家資格台帳（試験）').first().waitFor();
  await warning.getByRole('link', { name: '先に引継ぎを始める' }).click();
  await administrator.getByRole('heading', { level: 1, name: /担当 officer-a/ }).waitFor();
  await administrator.getByRole('combobox', { name: /後任/ }).selectOption({ label: '担当 officer-b' });
  await administrator.getByLabel(/異動日/).fill('2027-03-31');
  await administrator.getByLabel(/引継ぎ事項/).fill('OS 更新時に修正プログラムを当てること（日付未定）');
  await administrator.locator('form button[type=submit]').click();
  await administrator.getByText('担当 officer-b さんの受領を待っています').waitFor();

  const successor = await portal.enter('officer-b');
  await successor.getByRole('heading', { name: /引継ぎ 未受領 \d+\/\d+ 件/ }).waitFor();
  await successor.getByRole('link', { name: /読んで受け取る/ }).click();
  await successor.getByText('OS 更新時に修正プログラムを当てること（日付未定）').waitFor();
  await successor
    .getByRole('checkbox', { name: /国家資格台帳/ })
    .first()
    .check();
  await successor.getByRole('button', { name: /選んだ 1 件を受け取る/ }).click();
  await successor
    .getByText(/^.* 受領$/)
    .first()
    .waitFor();

  // Case 9-12: B takes the important points over in one go, and cannot let the patch slip with them.
  await successor.getByText('継続調査事項が 1 件あります').waitFor();
  expect(await successor.getByRole('checkbox', { name: /修正プログラムを適用/ }).count()).toBe(0);

  // Half taken is not taken: it still waits before everybody.
  await administrator.goto(portal.address);
  await administrator.getByRole('heading', { name: '後任の受領を待っている引継ぎ 1 件' }).waitFor();
  await successor.getByRole('button', { name: 'すべて受け取る' }).click();
  await successor.getByText('「すべて読みました」に印を付けてください').waitFor();
  await successor.getByRole('checkbox', { name: /すべて読みました/ }).check();
  await successor.getByRole('button', { name: 'すべて受け取る' }).click();
  await successor.getByText('残り 1 件').waitFor();
  await administrator.goto(portal.address);
  await administrator.getByRole('heading', { name: '後任の受領を待っている引継ぎ 1 件' }).waitFor();
  await successor.getByRole('button', { name: /^読んで受け取る.*修正プログラムを適用/ }).press('Enter');
  await successor.getByText('受領済み').first().waitFor();
  await successor.goto(portal.address);
  await successor.getByRole('heading', { level: 1 }).waitFor();
  await successor.getByRole('heading', { name: '次にすること' }).waitFor();
  await expect.poll(() => successor.getByText('引継ぎ 未受領').count()).toBe(0);

  await successor.goto(`${portal.address}/systems/${systemId}`);
  await successor.getByText('担当 officer-b').first().waitFor();
  // A year on, the patch is still there, with B in charge; it leaves the list with what became of it, and stays on record.
  await successor.goto(`${portal.address}/carry-overs?owned=1`);
  const patch = successor.getByRole('row', { name: /修正プログラム/ });
  await patch.getByText('担当 officer-b', { exact: true }).waitFor();
  await patch.getByRole('button', { name: /完了にする/ }).click();
  const closing = successor.getByRole('alertdialog');
  await closing.locator('button[type=submit]').click();
  await closing.getByText(/入力してください/).waitFor();
  await closing.getByLabel(/結果/).fill('OS の更新と同じ日に適用した');
  await closing.locator('button[type=submit]').click();
  await successor.getByText('当てはまる継続調査事項がありません。').waitFor();
  await successor.getByLabel('完了したものも表示').check();
  await patch.getByText('OS の更新と同じ日に適用した').waitFor();
  await administrator.goto(`${portal.address}/people`);
  await row.getByRole('button', { name: /停止する/ }).click();
  await warning.getByLabel('理由').fill('異動のため');
  await warning.getByRole('button', { name: '停止する' }).click();
  await row.getByText('停止中').waitFor();
  // The history stays for whoever asks.
  await administrator.goto(`${portal.address}/handovers`);
  await administrator.getByRole('row', { name: /officer-a.*officer-b.*受領済み/ }).waitFor();
});

it('what is left by force stands on the board as without anybody', async () => {
  const successor = await portal.signIn('officer-b');
  const { rows } = await portal.superuser.query<{ version: number }>('select version from account where id = $1', [successor.accountId]);
  await portal.operator.expectData('mutation ($input: DisableAccountInput!) { disableAccount(input: $input) { id } }', {
    input: { accountId: successor.accountId, version: rows[0]!.version, reason: '急な異動', withoutHandover: true },
  });
  const administrator = await portal.enter('operator');
  await administrator.goto(`${portal.address}/ministries?owner=LEFT`);
  const row = administrator.getByRole('row', { name: /国家資格台帳/ });
  await expect.poll(() => row.getByText('担当者不在').count()).toBe(1);
  await administrator.goto(`${portal.address}/handovers`);
  await administrator.getByRole('heading', { name: /担当者不在のもの/ }).waitFor();
});
