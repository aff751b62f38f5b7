import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BrowserPortal, openBrowserPortal } from '../support/open-browser.ts';
import { settled } from '../support/settled.ts';
import { KEYBOARD_WALK, namelessControls, walk } from './keyboard.ts';

let portal: BrowserPortal;
beforeAll(async () => {
  portal = await openBrowserPortal();
});
afterAll(() => portal.close());

it('finds a control that is not reached, one whose focus does not show, one that lies covered, and one without a name', async () => {
  const page = await portal.browser.newPage();
  await page.addInitScript({ path: KEYBOARD_WALK });
  await page.goto(`${portal.address}/sign-in`);
  await settled(page);
  await page.locator('main').evaluate(
    (main, html) => void ((main as unknown as { innerHTML: string }).innerHTML = html),
    `<p><button tabindex="-1">unreached</button><button style="outline: none; box-shadow: none">unmarked</button></p>
     <p style="position: relative"><button>covered</button><span style="position: absolute; inset: -1rem; background: white"></span></p>
     <p><button></button></p>`,
  );
  const { faults } = await walk(page);
  expect([...faults, ...(await namelessControls(page))]).toEqual([
    'focus not marked: button "unmarked"',
    'focus out of sight: button "covered"',
    'not reached: button "unreached"',
    'without a name: button',
  ]);
});
