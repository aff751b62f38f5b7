import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { type BrowserPortal, openBrowserPortal } from '../support/open-browser.ts';

/** What somebody meets who opens the portal for the first time. */
let portal: BrowserPortal;
beforeAll(async () => {
  portal = await openBrowserPortal();
}, 60_000);
afterAll(() => portal.close());

describe('the guide', () => {
  it.each(Object.values(Role))('leads a %s to pages that it may open', async role => {
    await portal.person(portal.operator.organisationId, `new-${role.toLowerCase()}`, role);
    const page = await portal.enter(`new-${role.toLowerCase()}`);
    const steps = page.getByRole('region', { name: 'はじめての方へ' }).getByRole('listitem').getByRole('link');
    await steps.first().waitFor();
    for (const target of new Set(await steps.evaluateAll(links => links.map(link => (link as unknown as { href: string }).href)))) {
      await page.goto(target);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await page.getByRole('heading', { level: 1 }).innerText(), target).not.toContain('権限がありません');
    }
    await page.context().close();
  });

  it('greets once, stays away when put away, and can be read again', async () => {
    await portal.person(portal.operator.organisationId, 'newcomer', Role.RESPONDENT);
    const page = await portal.enter('newcomer');
    const welcome = page.getByRole('region', { name: 'はじめての方へ' });
    await expect.poll(() => welcome.getByRole('listitem').count()).toBe(3);
    await welcome.getByRole('button', { name: 'この案内を閉じる' }).click();
    await page.reload();
    await page.getByRole('heading', { name: 'ホーム' }).waitFor();
    expect(await welcome.count()).toBe(0);
    await page.getByRole('link', { name: '使い方' }).click();
    await page.getByText('保存のボタンはどこにありますか。').click();
    expect(await page.getByText('選んだときや入力をやめたときに自動で保存し').isVisible()).toBe(true);
    await page.context().close();
  });
});

describe('the glossary', () => {
  it('finds a term by its English name and by either kana, and says when there is none', async () => {
    const page = await portal.enter('operator');
    await page.goto(`${portal.address}/glossary`);
    const search = page.getByRole('searchbox', { name: '用語を探す' });
    const terms = () => page.locator('dl dt').allInnerTexts();
    await search.fill('protocol order');
    await expect.poll(terms).toEqual([expect.stringContaining('建制順')]);
    await search.fill('らいふさいくる');
    await expect.poll(terms).toEqual([expect.stringContaining('Lifecycle'), expect.stringContaining('製品のライフサイクル')]);
    expect(new URL(page.url()).searchParams.get('q')).toBe('らいふさいくる');
    await search.fill('ない言葉');
    await page.getByText('当てはまる用語がありません。').waitFor();
    await page.context().close();
  });

  it('explains a term where it stands, by the keyboard alone', async () => {
    const page = await portal.enter('operator');
    await page.goto(`${portal.address}/organisations/${portal.operator.organisationId}`);
    const tip = page.getByRole('button', { name: '建制順 の説明を開く' });
    await tip.focus();
    await page.keyboard.press('Enter');
    const explanation = page.getByRole('dialog', { name: '建制順' });
    await explanation.getByText('府省を並べるときの公式の順番です。').waitFor();
    expect(await explanation.getByText('Protocol order').getAttribute('lang')).toBe('en');
    await page.keyboard.press('Escape');
    await expect.poll(() => explanation.count()).toBe(0);
    expect(
      await tip.evaluate(button => button === (globalThis as unknown as { document: { activeElement: unknown } }).document.activeElement),
    ).toBe(true);
    await tip.click();
    await explanation.getByRole('link').click();
    await page.waitForURL(/\/glossary#protocolOrder$/);
    await expect.poll(() => page.locator('#protocolOrder').isVisible()).toBe(true);
    await page.context().close();
  });
});
