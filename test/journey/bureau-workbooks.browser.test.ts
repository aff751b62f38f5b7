import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { readSpreadsheet } from '../../server/spreadsheet/read-spreadsheet.ts';
import { writeXlsx } from '../../server/spreadsheet/write-xlsx.ts';
import { type BrowserPortal, openBrowserPortal } from '../support/open-browser.ts';
import { openRound } from '../support/survey.ts';

/** Three bureaus of a ministry fill in copies of its form; the coordinator brings them together and decides where two differ. */
const [FULL, ALONGSIDE, NOT_USED] = ['業務を全て遂行', '他の手段も併用', '全く利用していない'];
const FILLED: Record<string, Record<string, string>> = {
  大臣官房: { 'F-1': FULL!, 'F-2': FULL! },
  財政局: { 'F-2': NOT_USED!, 'F-3': ALONGSIDE! },
  情報局: { 'F-1': FULL!, 'F-4': NOT_USED! },
};

let portal: BrowserPortal;
let folder: string;
beforeAll(async () => {
  portal = await openBrowserPortal();
  folder = await mkdtemp(join(tmpdir(), 'bureau-workbooks-'));
});
afterAll(async () => {
  await portal.close();
  await rm(folder, { recursive: true, force: true });
});

/** A copy of the form as a bureau returns it, with its name and its answers. */
async function returned(form: Uint8Array, bureau: string): Promise<string> {
  const { sheets } = await readSpreadsheet('form.xlsx', form);
  const rows = sheets[0]!.rows.map(({ cells }) => {
    if (cells[1] === '部局名') return [...cells.slice(0, 2), bureau];
    const level = FILLED[bureau]![cells[1] ?? ''];
    return level ? [...cells.slice(0, 5), level] : cells;
  });
  const path = join(folder, `${bureau}.xlsx`);
  await writeFile(path, await writeXlsx({ title: '回答票', sheets: [{ name: '回答票', before: rows, columns: [], rows: [] }] }));
  return path;
}

it('merges three workbooks, shows the one conflict, and writes what was chosen', async () => {
  const runner = await portal.organisation(Role.PORTFOLIO_MANAGER);
  const ministry = await portal.organisation(Role.RESPONDENT);
  const round = await openRound(runner.as(Role.PORTFOLIO_MANAGER), [ministry.id], 4);
  await portal.person(ministry.id, 'coordinator', Role.COORDINATOR);
  const { bytes } = await ministry.as(Role.RESPONDENT).download(`answer-form/${round.id}.xlsx?lang=ja`);
  const paths: string[] = [];
  for (const bureau of Object.keys(FILLED)) paths.push(await returned(bytes, bureau));

  const page = await portal.enter('coordinator');
  await page.goto(`${portal.address}/survey-rounds/${round.id}/answer/import`);
  await page.locator('input[type=file]').setInputFiles(paths);
  await page.getByRole('heading', { name: '3 個のファイルを合わせた内容を確かめる' }).waitFor();
  const conflict = page.getByRole('group', { name: /F-2/ });
  expect(await conflict.getByRole('radio').count()).toBe(2);
  expect(await page.getByRole('table').innerText()).toContain('空欄のファイル');

  await page.getByRole('button', { name: /を取り込む$/ }).click();
  await page.getByText('どの回答を採るか選んでください').waitFor();
  await conflict.getByRole('radio', { name: /全く利用していない — 財政局\.xlsx（財政局）/ }).check();
  await page.getByText('すべて選びました。').waitFor();
  await page.getByRole('button', { name: '新規 4 件・変更 0 件を取り込む' }).click();
  await page.getByRole('heading', { name: '取り込みました' }).waitFor();

  const { answerSheet } = await ministry
    .as(Role.RESPONDENT)
    .expectData<{ answerSheet: { answers: object[] } }>(
      'query ($id: ID!) { answerSheet(roundId: $id) { answers { level feature { code } } } }',
      { id: round.id },
    );
  expect(answerSheet.answers).toEqual(
    ['FULLY_USED', 'NOT_USED', 'USED_WITH_OTHER_MEANS', 'NOT_USED'].map((level, index) => ({ level, feature: { code: `F-${index + 1}` } })),
  );
});
