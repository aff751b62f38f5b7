import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { type BrowserPortal, openBrowserPortal } from '../support/open-browser.ts';
import type { TestOrganisation } from '../support/open-portal.ts';
import { backdate, correct, fillInAndSubmit, inDays, makeFeature, makeSystem, openRound, type RoundMade } from '../support/survey.ts';

/**
 * A manager at work in the heatmap. Six features in two groups, four ministries; of the round of last year and this year's:
 *
 *            A   B   C   D      A   B   C   D(not submitted)
 *   F-1 出張 0   0   0   0      0   0   0        no change
 *   F-2 出張 0   1   2   2      0   1   2        highest variation this year
 *   F-3 出張 2   2   2   2      2   2   0        C: 2 → 0
 *   F-4 精算 0   0   1   1      1   0   1        A: 0 → 1
 *   F-5 精算 0   .   2   0      0   2   2        B: . → 2
 *   F-6 精算 (new this year)    0   0   0
 */
const LAST_YEAR = ['00200', '0120.', '02212', '02210'];
const THIS_YEAR = ['002100', '012020', '020120'];

let portal: BrowserPortal;
let ministries: TestOrganisation[];
let last: RoundMade;
let now: RoundMade;
let page: Page;
const manager = () => portal.signIn('manager');

beforeAll(async () => {
  portal = await openBrowserPortal();
  const runner = await portal.person(portal.operator.organisationId, 'manager', Role.PORTFOLIO_MANAGER);
  ministries = [];
  for (let number = 0; number < 4; number++) ministries.push(await portal.organisation(Role.COORDINATOR));
  const ids = ministries.map(({ id }) => id);
  // The last one is an agency of the first: so the columns have a family to fold.
  await portal.superuser.query('update organisation set parent_id = $1 where id = $2', [ids[0], ids[3]]);
  const system = await makeSystem(runner, 0, { name: '旅費システム' });
  const feature = (number: number) =>
    makeFeature(runner, system.id, `F-${number}`, { name: `機能${number}`, majorGroup: number < 4 ? '出張' : '精算' });
  for (let number = 1; number <= 5; number++) await feature(number);
  last = await openRound(runner, ids, system, { title: '前年度調査', fiscalYear: 2025 });
  for (const [place, levels] of LAST_YEAR.entries()) await submit(place, last, levels);
  await feature(6);
  now = await openRound(runner, ids, system, { title: '今年度調査', fiscalYear: 2026 });
  for (const [place, levels] of THIS_YEAR.entries()) await submit(place, now, levels);
  page = await portal.enter('manager');
}, 240_000);
afterAll(() => portal.close());

const submit = (place: number, round: RoundMade, levels: string) => fillInAndSubmit(ministries[place]!.as(Role.COORDINATOR), round, levels);
async function open(query = '', round = now): Promise<void> {
  await page.goto(`${portal.address}/survey-rounds/${round.id}/heatmap${query}`);
  await page.locator('table').waitFor();
}
const codes = () => page.locator('.heatmap-row .heatmap-code').allInnerTexts();
const expectSoon = <Value>(look: () => Promise<Value>) => expect.poll(look, { timeout: 10_000 });
const query = () => Object.fromEntries(new URL(page.url()).searchParams);
const cellOf = (code: string, place: number) => page.locator('.heatmap-row', { hasText: code }).locator('.heatmap-cell').nth(place);
/** Puts the focus where the Tab key comes into the grid: its first cell. */
const enterGrid = () => page.locator('table [tabindex="0"]').focus();
/** What the browser tells a screen reader of the cell in the focus. */
const focusedName = () =>
  page.evaluate(
    () => (globalThis as unknown as { document: { activeElement: { ariaLabel: string | null } } }).document.activeElement.ariaLabel,
  );

describe('order and groups', () => {
  it('sorts by variation from the heading of the column, and the link gives the same view again', async () => {
    await open();
    await page.getByRole('columnheader', { name: 'ばらつき' }).click();
    await expectSoon(codes).toEqual(['F-2', 'F-3', 'F-4', 'F-5', 'F-1', 'F-6']);
    expect(query()).toEqual({ sort: 'variation' });
    expect(await page.getByRole('columnheader', { name: 'ばらつき' }).getAttribute('aria-sort')).toBe('descending');
    expect(await page.locator('.heatmap-row').first().locator('.heatmap-edge').last().innerText()).toBe('1.00 (3\u202f/\u202f4)');
    await page.reload();
    await expectSoon(codes).toEqual(['F-2', 'F-3', 'F-4', 'F-5', 'F-1', 'F-6']);
    await page.getByRole('button', { name: '条件と並びを元に戻す' }).click();
    await expectSoon(codes).toEqual(['F-1', 'F-2', 'F-3', 'F-4', 'F-5', 'F-6']);
    expect(query()).toEqual({});
  });

  it('folds a group from the keyboard to its row of shares', async () => {
    await open();
    await enterGrid();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await expectSoon(codes).toEqual(['F-4', 'F-5', 'F-6']);
    expect(query()).toEqual({ fold: 'g0' });
    await page.keyboard.press('ArrowRight');
    expect(await focusedName()).toBe(`出張、${ministries[0]!.name}、業務を全て遂行 67%、全く利用していない 33%`);
    expect(await page.getByRole('rowheader', { name: /出張/ }).getAttribute('aria-expanded')).toBe('false');
  });

  it('takes a ministry together with its agency in one column that says so', async () => {
    await open('?tree=parent');
    const heads = () => page.locator('thead th[data-place]').evaluateAll(all => all.slice(0, 4).map(each => each.textContent ?? ''));
    expect((await heads())[1]).toContain(ministries[3]!.name);
    await page.locator('thead th[data-place="0"]').click();
    await page.getByRole('menuitem', { name: '外局と合計する' }).click();
    await expectSoon(async () => (await heads())[0]).toContain(`${ministries[0]!.name}（外局を含む 2 機関の合計）`);
    expect((await heads())[0]).toContain('うち未提出 1');
    const label = await cellOf('F-1', 0).getAttribute('aria-label');
    expect(label).toContain('業務を全て遂行 50%、未回答 50%');
  });

  it('moves a row and a column by keyboard and menu, and keeps both in the address', async () => {
    await open('?by=flat');
    await enterGrid();
    for (const key of ['ArrowDown', 'ArrowRight', 'Control+Shift+ArrowUp']) await page.keyboard.press(key);
    await expectSoon(codes).toEqual(['F-2', 'F-1', 'F-3', 'F-4', 'F-5', 'F-6']);
    await expectSoon(focusedName).toBe(`機能2、${ministries[1]!.name}、他の手段も併用`);
    await page.keyboard.press('Control+Shift+ArrowLeft');
    await expectSoon(async () => cellOf('F-2', 0).getAttribute('aria-label')).toContain(ministries[1]!.name);
    await page.locator('thead th[data-place="3"]').click();
    await page.getByRole('menuitem', { name: '左端へ動かす' }).click();
    await expectSoon(async () => cellOf('F-2', 0).getAttribute('aria-label')).toContain(ministries[3]!.name);
    expect(query()).toMatchObject({ sort: 'hand', rows: '1.0.2-5', csort: 'hand' });
    await page.reload();
    await expectSoon(codes).toEqual(['F-2', 'F-1', 'F-3', 'F-4', 'F-5', 'F-6']);
    expect(await cellOf('F-2', 0).getAttribute('aria-label')).toContain(ministries[3]!.name);
  });

  it('downloads the lines and columns that are shown, in their order', async () => {
    await open('?sort=variation&level=NOT_USED&orgs=' + [ministries[1]!, ministries[0]!].map(({ id }) => id.slice(0, 8)).join('.'));
    await expectSoon(codes).toEqual(['F-5', 'F-3']);
    const link = page.getByRole('link', { name: /CSV.*表示中の表のダウンロード/ }).first();
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    const { createReadStream } = await import('node:fs');
    const text = (await createReadStream(await download.path()).toArray()).join('');
    const [head, ...lines] = text.replace('\uFEFF', '').trim().split('\r\n');
    expect(head!.split(',').slice(4, 6)).toEqual([ministries[0]!.name, ministries[1]!.name]);
    expect(lines.map(line => line.split(',')[0])).toEqual(['F-5', 'F-3']);
  });
});

describe('the keyboard', () => {
  it('Enter opens a cell, Esc closes it and gives the focus back', async () => {
    await open();
    await enterGrid();
    for (const key of ['Control+End', 'Home', 'Control+Home', 'ArrowRight', 'ArrowDown']) await page.keyboard.press(key);
    await expectSoon(focusedName).toBe(`機能1、${ministries[1]!.name}、業務を全て遂行`);
    await page.keyboard.press('ArrowDown');
    await expectSoon(focusedName).toBe(`機能2、${ministries[1]!.name}、他の手段も併用`);
    await page.keyboard.press('Enter');
    const panel = page.getByRole('dialog');
    await panel.getByText('表計算').waitFor();
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'hidden' });
    await expectSoon(focusedName).toBe(`機能2、${ministries[1]!.name}、他の手段も併用`);
  });

  it('tells screen readers feature, ministry and level as the name of each cell', async () => {
    await open();
    expect(await page.getByRole('gridcell', { name: `機能3、${ministries[2]!.name}、業務を全て遂行`, exact: true }).count()).toBe(1);
    const snapshot = await page.getByRole('row', { name: /機能5/ }).ariaSnapshot();
    expect(snapshot).toContain(`gridcell "機能5、${ministries[1]!.name}、全く利用していない"`);
    expect(snapshot).toContain(`gridcell "機能5、${ministries[3]!.name}、未回答"`);
  });
});

describe('a cell that stands for several', () => {
  const panel = () => page.getByRole('dialog');
  const said = async () => (await panel().innerText()).replaceAll(/\s+/g, ' ');

  it('says from the keyboard how often each level is in a group, and by which features, and unfolds it', async () => {
    await open('?fold=g0');
    await enterGrid();
    await page.keyboard.press('Enter');
    await panel().getByText(`${ministries[0]!.name} ／ 3 機能 × 1 機関`).waitFor();
    expect(await said()).toMatch(
      /^出張 .*業務を全て遂行 2 マス 67% .*他の手段も併用 0 マス .*全く利用していない 1 マス 33% .*未回答 0 マス/,
    );
    await panel().locator('summary', { hasText: '全く利用していない' }).press('Enter');
    await panel().getByText('F-3 機能3').waitFor();
    await panel().getByRole('button', { name: 'グループを開く' }).press('Enter');
    await expectSoon(codes).toEqual(['F-1', 'F-2', 'F-3', 'F-4', 'F-5', 'F-6']);
    expect(query()).toEqual({});
    await expectSoon(focusedName).toBe(`出張、${ministries[0]!.name}、業務を全て遂行 67%、全く利用していない 33%`);
  });

  it('says which ministries are in a column of several, loudly which are silent, and shows them apart', async () => {
    await open(`?tree=parent&cfold=${ministries[0]!.id.slice(0, 8)}`);
    await cellOf('F-1', 0).click();
    await panel().getByText('1 機能 × 2 機関').waitFor();
    expect(await said()).toContain(`まだ提出していない機関が 1 あります: ${ministries[3]!.name}`);
    await panel().locator('summary', { hasText: '未回答' }).press('Enter');
    await panel().getByRole('listitem').getByText(ministries[3]!.name, { exact: true }).waitFor();
    await panel().getByRole('button', { name: '外局と分ける' }).click();
    await expectSoon(focusedName).toBe(`機能1、${ministries[0]!.name}、業務を全て遂行`);
    expect(query()).toEqual({ tree: 'parent' });
  });
});

describe('a survey too large to be drawn whole', () => {
  /** The features of the round, each so many times: no test has the time to make so many. */
  const TIMES = 300;
  beforeAll(async () => {
    await page.route('**/graphql', async route => {
      const response = await route.fetch();
      const json = (await response.json()) as { data?: { surveyHeatmap?: { grid?: string } } };
      if (json.data?.surveyHeatmap?.grid) json.data.surveyHeatmap.grid = manyTimes(json.data.surveyHeatmap.grid);
      await route.fulfill({ response, json });
    });
    await open();
  });
  afterAll(() => page.unroute('**/graphql'));

  function manyTimes(packed: string): string {
    const { features, organisations } = JSON.parse(packed) as { features: unknown[][]; organisations: unknown[][] };
    const times = [...Array(TIMES).keys()];
    return JSON.stringify({
      features: times.flatMap(time => features.map(([id, code, ...rest]) => [`${time}-${String(id)}`, `${String(code)}-${time}`, ...rest])),
      organisations: organisations.map(each => each.with(5, (each[5] as string | null)?.repeat(TIMES) ?? null)),
    });
  }
  const lines = () => page.locator('tbody tr:not(.heatmap-gap)');

  it('draws lines that are all as high as those are counted that are not drawn', async () => {
    expect(await page.locator('table').getAttribute('aria-rowcount')).toBe(String(6 * TIMES + 2 + 5 + 1));
    expect(await lines().count()).toBeLessThan(40);
    const heights = await lines().evaluateAll(all => all.map(line => (line as unknown as { offsetHeight: number }).offsetHeight));
    expect([...new Set(heights)]).toHaveLength(1);
  });

  it('has lines wherever one scrolls to, down to the foot', async () => {
    await page.evaluate(`document.querySelector('.heatmap-scroll').scrollIntoView()`);
    for (const share of [0.5, 0.2, 1]) {
      await page.locator('.heatmap-scroll').evaluate((box, to) => {
        const scrolled = box as unknown as { scrollTop: number; scrollHeight: number };
        scrolled.scrollTop = scrolled.scrollHeight * to;
      }, share);
      // Whatever is seen of the table, from the head down, is a line.
      await expectSoon(() =>
        page.evaluate<string[]>(`(() => {
          const box = document.querySelector('.heatmap-scroll').getBoundingClientRect();
          const head = document.querySelector('thead th').getBoundingClientRect();
          const seen = [];
          for (let y = head.bottom + 5; y < Math.min(box.bottom, innerHeight) - 5; y += 20)
            seen.push(document.elementFromPoint(box.left + 100, y)?.closest('tr')?.className ?? 'none');
          return seen.filter(each => each === 'none' || each === 'heatmap-gap');
        })()`),
      ).toEqual([]);
    }
    await page.locator('tfoot tr').first().waitFor();
  });

  it('shows all of one group when filtered, in lines as even as before, and the whole again', async () => {
    const heights = () =>
      lines().evaluateAll(all => [...new Set(all.map(line => (line as unknown as { offsetHeight: number }).offsetHeight))]);
    const before = await heights();
    await page.getByLabel('大分類', { exact: true }).selectOption('精算');
    // Of a group the lines follow when the browser is idle, until it can find every one of them.
    await expectSoon(() => lines().count()).toBe(3 * TIMES + 1);
    expect(await heights()).toEqual(before);
    expect((await codes()).filter(code => /^F-[456]-/.test(code))).toHaveLength(3 * TIMES);
    await page.getByLabel('大分類', { exact: true }).selectOption('すべて');
    await expectSoon(() => lines().count()).toBeLessThan(40);
    expect(await heights()).toEqual(before);
    await page.evaluate(`document.querySelector('.heatmap-scroll').scrollTop = 0`);
    await expectSoon(async () => (await codes())[0]).toBe('F-1-0');
  });
});

it('compares two rounds: what has changed, from what to what, and how often', async () => {
  await open();
  await page.getByText('機関の並べ方・時点・他の調査との比較').click();
  await page.getByLabel('比べる調査').selectOption({ label: '令和7年度（2025年度） 前年度調査' });
  const summary = page.getByRole('region', { name: '「前年度調査」から「今年度調査」への変化' });
  // 5 features × 4 ministries are in both; D has submitted nothing this year, so its five answers have become unanswered.
  await summary.getByText('20 マス中 8 マスが変わりました').waitFor();
  const counted = (await summary.getByRole('listitem').allInnerTexts()).map(text => text.replaceAll(/\s+/g, ' ').trim());
  expect(counted.toSorted()).toEqual(
    [
      '●→？ 業務を全て遂行 → 未回答: 2 マス',
      '○→？ 全く利用していない → 未回答: 2 マス',
      '◐→？ 他の手段も併用 → 未回答: 1 マス',
      '●→◐ 業務を全て遂行 → 他の手段も併用: 1 マス',
      '○→● 全く利用していない → 業務を全て遂行: 1 マス',
      '？→○ 未回答 → 全く利用していない: 1 マス',
    ].toSorted(),
  );
  await summary.getByText('この調査だけにある機能 1 件: 機能6').waitFor();
  expect(await cellOf('F-3', 2).getAttribute('data-sign')).toBe('○→●');
  expect(await cellOf('F-3', 2).getAttribute('aria-label')).toContain('全く利用していない から 業務を全て遂行 に変わった');
  // The silent ministry answered all five features last year; the sixth was not there to change.
  await page.getByLabel('変わった機能だけを表示').check();
  await expectSoon(codes).toEqual(['F-1', 'F-2', 'F-3', 'F-4', 'F-5']);
  expect(query()).toEqual({ with: last.id, changed: 'on' });
});

it('shows a published state as it stood on a day, before a correction and after it', async () => {
  await correct(await manager(), ministries[0]!.as(Role.COORDINATOR), last, 2, '0');
  await backdate(portal, last.id, { opened: 20, submitted: [15, 5] });
  await open(`?asof=${inDays(-10)}`, last);
  expect(await cellOf('F-3', 0).getAttribute('aria-label')).toContain('全く利用していない');
  await page.getByText('24 時の時点').first().waitFor();
  await cellOf('F-3', 0).click();
  const panel = page.getByRole('dialog');
  await panel.getByText('第 2 回提出').waitFor();
  expect(await panel.innerText()).toMatch(/24 時の時点[\s\S]*第 1 回提出[\s\S]*再確認のお願い/);
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: '今の状態に戻す' }).click();
  await expectSoon(async () => cellOf('F-3', 0).getAttribute('aria-label')).toContain('業務を全て遂行');
});

it('prints all of it in words and signs, without what is for the screen', async () => {
  await open('?sort=variation&text=on');
  const pdf = await page.pdf({ preferCSSPageSize: true });
  // A4, landscape, in points.
  expect(pdf.toString('latin1')).toMatch(/MediaBox\s*\[0 0 84[12](\.\d+)? 59[45](\.\d+)?\]/);
  await page.emulateMedia({ media: 'print' });
  const text = await page.locator('main').innerText();
  expect(text).toContain('時点');
  expect(text).toContain('並べ方: ばらつきが大きい順');
  expect(text).toContain('併用');
  expect(await page.getByRole('button', { name: '印刷' }).isVisible()).toBe(false);
  const { width, scrollWidth } = await page.locator('.heatmap-scroll').evaluate(box => {
    const { clientWidth, scrollWidth: all } = box as unknown as { clientWidth: number; scrollWidth: number };
    return { width: clientWidth, scrollWidth: all };
  });
  expect(scrollWidth).toBeLessThanOrEqual(width);
  await page.emulateMedia({ media: null });
});
