import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { contractInput } from '../support/contracts.ts';
import { type BrowserPortal, openBrowserPortal } from '../support/open-browser.ts';
import { settled } from '../support/settled.ts';
import { inDays } from '../support/survey.ts';

/** A budget officer takes care of one date and hands another one over, and a colleague finds it on the start page. */
let portal: BrowserPortal;
let officer: Page;
let colleague: Page;

beforeAll(async () => {
  portal = await openBrowserPortal();
  const ministry = await portal.organisation();
  const person = await portal.person(ministry.id, 'officer', Role.BUDGET_OFFICER);
  await portal.person(ministry.id, 'colleague', Role.SYSTEM_OWNER);
  for (const [number, title] of [
    ['K-1', '文書管理'],
    ['K-2', '端末の保守'],
  ])
    await person.expectData('mutation ($input: CreateContractInput!) { createContract(input: $input) { id } }', {
      input: contractInput({ number, title, endsOn: inDays(100), renewalKind: 'TACIT' }),
    });
  officer = await portal.enter('officer');
  colleague = await portal.enter('colleague');
});
afterAll(() => portal.close());

const row = (page: Page, contract: string, table = '知らせている期限'): Locator =>
  page
    .getByRole('table', { name: table })
    .getByRole('row')
    .filter({ has: page.getByText(contract) });
async function open(page: Page, path: string): Promise<void> {
  await page.goto(`${portal.address}${path}`);
  await settled(page);
}

it('acknowledges a date with a note, by keyboard, and finds it so after a reload', async () => {
  await open(officer, '/alerts');
  await row(officer, 'K-1').getByText('未確認', { exact: true }).waitFor();
  await row(officer, 'K-1').getByRole('button', { name: '確認済みにする' }).focus();
  await officer.keyboard.press('Enter');
  const dialog = officer.getByRole('dialog');
  await dialog.getByLabel(/メモ/).fill('更新の稟議中');
  await dialog.getByRole('button', { name: '確認済みにする' }).press('Enter');
  await officer.getByText('確認済みにしました。').first().waitFor();
  await open(officer, '/alerts');
  expect(await row(officer, 'K-1').innerText()).toMatch(/確認済み[\s\S]*メモ: 更新の稟議中/);
  expect(await row(officer, 'K-1').getByRole('button', { name: '確認済みにする' }).count()).toBe(0);
  // What nobody takes care of comes first.
  expect(
    await officer.getByRole('table', { name: '知らせている期限' }).getByRole('rowheader').filter({ hasText: 'K-' }).allInnerTexts(),
  ).toEqual([expect.stringContaining('K-2'), expect.stringContaining('K-1')]);
});

it('hands a date over, which wants a person, and the colleague finds it on the start page and acknowledges it', async () => {
  await row(officer, 'K-2').getByRole('button', { name: '引き継ぐ' }).click();
  const dialog = officer.getByRole('dialog');
  await dialog.getByRole('button', { name: '引き継ぐ' }).click();
  await dialog
    .getByText(/引継ぎ先.*選んでください/)
    .first()
    .waitFor();
  await dialog.getByLabel(/引継ぎ先/).selectOption({ index: 1 });
  await dialog.getByRole('button', { name: '引き継ぐ' }).click();
  await row(officer, 'K-2').getByText('引継ぎ済み', { exact: true }).waitFor();

  await open(colleague, '/');
  await colleague.getByRole('heading', { name: '同僚から引き継がれた期限 1 件' }).waitFor();
  await open(colleague, '/alerts');
  await row(colleague, 'K-2').getByText('引き継がれました', { exact: true }).waitFor();
  await row(colleague, 'K-2').getByRole('link').click();
  // The table of the page left behind has the same name and the same button.
  await colleague.getByRole('heading', { level: 1, name: '端末の保守' }).waitFor();
  const panel = colleague.getByRole('table', { name: '知らせている期限' });
  await panel.getByRole('button', { name: '確認済みにする' }).click();
  await colleague.getByRole('dialog').getByRole('button', { name: '確認済みにする' }).click();
  await panel.getByText('確認済み', { exact: true }).waitFor();
  await open(colleague, '/');
  expect(await colleague.getByText('同僚から引き継がれた期限').count()).toBe(0);
});
