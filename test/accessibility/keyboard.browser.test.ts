import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageNames, PortalVisits } from './visits.ts';

/** Every page of the portal by the Tab key alone: each control is reached, seen while it has the focus, and has a name. */
let visits: PortalVisits;

beforeAll(async () => {
  visits = await PortalVisits.begin({ initScript: fileURLToPath(new URL('keyboard-walk.js', import.meta.url)) });
}, 120_000);
afterAll(() => visits.close());

describe('the keyboard alone reaches, shows and names every control', () => {
  it.each(pageNames)('%s', async name => {
    for (const visit of visits.of(name)) {
      const page = await visits.open(visit, 'ja');
      const { faults, stopCount } = await walk(page);
      expect([...faults, ...(await namelessControls(page))], visit.path).toEqual([]);
      expect(stopCount, visit.path).toBeGreaterThan(0);
    }
  });
});

it('finds a control that is not reached, one whose focus does not show, one that lies covered, and one without a name', async () => {
  const page = await visits.open(visits.of('sign-in')[0]!, 'ja');
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

/** Presses Tab until it comes round, however many controls there are; once more where some came or went meanwhile, as on a page that still loads. */
async function walk(page: Page, again = 2): Promise<{ faults: string[]; stopCount: number }> {
  await page.evaluate('keyboardWalk.begin()');
  const controlCount = await page.evaluate<number>('keyboardWalk.controlCount()');
  const most = controlCount + 50;
  for (let pressed = 0; pressed < most; pressed++) {
    await page.keyboard.press('Tab');
    if (pressed % 10 === 9 && (await page.evaluate<boolean>('keyboardWalk.isRound()'))) break;
  }
  if (again > 0 && (await page.evaluate<number>('keyboardWalk.controlCount()')) !== controlCount) return walk(page, again - 1);
  return page.evaluate('({ faults: keyboardWalk.faults(), stopCount: keyboardWalk.stopCount() })');
}

const NAMED_ROLES = new Set(
  'button link textbox searchbox combobox listbox checkbox radio switch slider spinbutton tab menuitem DisclosureTriangle'.split(' '),
);

interface AccessibleNode {
  ignored: boolean;
  role?: { value: string };
  name?: { value: string };
  properties?: { name: string; value: { value: unknown } }[];
}

/** Controls without a name in what the browser tells assistive technology. */
async function namelessControls(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: AccessibleNode[] };
  await session.detach();
  return nodes
    .filter(({ ignored, role, name }) => !ignored && NAMED_ROLES.has(role?.value ?? '') && !name?.value.trim())
    .map(({ role }) => `without a name: ${role!.value}`);
}
