import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BrowserPortal, openBrowserPortal } from '../support/open-browser.ts';

let portal: BrowserPortal;
let page: Page;
beforeAll(async () => {
  portal = await openBrowserPortal({ sampleData: true });
  page = await portal.enter('pmo@digital.example');
});
afterAll(() => portal.close());

const search = (): Record<string, string> => Object.fromEntries(new URL(page.url()).searchParams);
/** Whether the cell in the focus is in sight, and what it says. */
const focused = (): Promise<string | null> => page.locator('.heatmap-cell:focus').getAttribute('aria-label');

describe('the lenses on the use of a year', () => {
  it('change places with a press, keep what narrows them, and come back by their address', async () => {
    await page.goto(`${portal.address}/portfolio`);
    await page.locator('.heatmap-parts').first().waitFor();
    await page.getByLabel('システムの分類').selectOption('DIGITAL_AGENCY');
    await page.getByRole('link', { name: '府省 × 利用状況' }).click();
    await page
      .getByText(/提出 \d+\/\d+ 件/)
      .first()
      .waitFor();
    expect(search()).toEqual({ class: 'DIGITAL_AGENCY', by: 'MINISTRY' });
    const lines = await page.locator('tbody tr .heatmap-name').allInnerTexts();
    const address = page.url();

    const colleague = await page.context().newPage();
    await colleague.goto(address);
    await colleague
      .getByText(/提出 \d+\/\d+ 件/)
      .first()
      .waitFor();
    expect(await colleague.locator('tbody tr .heatmap-name').allInnerTexts()).toEqual(lines);
    expect(await colleague.getByLabel('システムの分類').inputValue()).toBe('DIGITAL_AGENCY');
    await colleague.close();
  });

  it('are printed with their figures, with what narrows them, and without what is for the screen', async () => {
    await page.goto(`${portal.address}/portfolio?year=2025&by=PROFILE&class=DIGITAL_AGENCY`);
    await page.locator('.heatmap-figure').first().waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.print-only').first().innerText()).toMatch(
      /見方: プロファイル × 利用状況 ／ 年度: 令和7年度（2025年度） ／ システムの分類: ①.* 印刷/,
    );
    expect(await page.locator('.heatmap-figure > span').first().isVisible()).toBe(true);
    for (const name of ['印刷', 'この表示のリンクをコピー']) expect(await page.getByRole('button', { name }).isVisible()).toBe(false);
    await page.emulateMedia({ media: null });
    expect(await page.getByRole('button', { name: '印刷' }).isVisible()).toBe(true);
  });

  it('lead with the keyboard from a profile to its systems, to the survey, and back again', async () => {
    await page.goto(`${portal.address}/portfolio?by=PROFILE`);
    await page.locator('tbody .heatmap-cell').first().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.locator('tbody th a').first().waitFor();
    expect(search()).toMatchObject({ by: 'SYSTEM', profile: expect.any(String) });
    await page.locator('tbody .heatmap-cell').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/survey-rounds\/[0-9a-f-]{36}\/heatmap$/);
    await page.goBack();
    await page.goBack();
    await page.waitForURL(/\/portfolio\?by=PROFILE$/);
    await page
      .getByText(/提出 \d+\/\d+ 件/)
      .first()
      .waitFor();
    expect(await page.locator('[aria-current=page]').allInnerTexts()).toContain('プロファイル × 利用状況');
  });
});

describe('the overview of a survey', () => {
  let path: string;
  beforeAll(async () => {
    await page.goto(`${portal.address}/portfolio`);
    path = (await page.locator('tbody th a').first().getAttribute('href'))!;
  });

  it('says in words how much of each level there is, and can be passed over', async () => {
    await page.goto(`${portal.address}${path}/overview`);
    await page.locator('.heatmap-cell').first().waitFor();
    expect(await page.getByText(/\d+ 機能 × \d+ 機関。業務を全て遂行 \d/).count()).toBe(1);
    await page.getByRole('link', { name: '全体図を飛ばして表へ' }).press('Enter');
    await page.keyboard.press('Tab');
    expect(await focused()).toMatch(/、.+、(業務を全て遂行|他の手段も併用|全く利用していない|未回答|対象外)$/);
  });

  it('takes the table to the place of the keyboard', async () => {
    const canvas = page.locator('.overview-canvas');
    await canvas.focus();
    for (let times = 0; times < 3; times++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    const said = await page.locator('section p[role=status]').innerText();
    await page.keyboard.press('Enter');
    await page.locator('.heatmap-cell:focus').waitFor();
    expect(await focused()).toBe(said);
  });

  it('takes the table to where it is pressed, also when it is enlarged and moved', async () => {
    const canvas = page.locator('.overview-canvas');
    /** A point of the canvas in the window, wherever the page has scrolled to. */
    const point = async (x: number, y: number): Promise<[number, number]> => {
      await canvas.evaluate(element =>
        (element as unknown as { scrollIntoView: (to: object) => void }).scrollIntoView({ block: 'center' }),
      );
      const box = (await canvas.boundingBox())!;
      return [box.x + x, box.y + y];
    };
    const pressAt = async (x: number, y: number): Promise<string> => {
      await page.mouse.move(...(await point(x, y)));
      const pointed = await page.locator('.overview-place').innerText();
      await page.mouse.down();
      await page.mouse.up();
      await page.locator('.heatmap-cell:focus').waitFor();
      expect(await focused()).toBe(pointed);
      return pointed;
    };
    const before = await pressAt(40, 40);
    for (let times = 0; times < 3; times++) await page.getByRole('button', { name: '拡大' }).click();
    await page.mouse.move(...(await point(300, 200)));
    await page.mouse.down();
    await page.mouse.move(...(await point(200, 20)), { steps: 5 });
    await page.mouse.up();
    expect(await pressAt(40, 40)).not.toBe(before);
  });
});
