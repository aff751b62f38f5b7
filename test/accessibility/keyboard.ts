import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

/** File that a page runs before its own scripts, so that the Tab key can be followed on it. */
export const KEYBOARD_WALK = fileURLToPath(new URL('keyboard-walk.js', import.meta.url));

/** Presses Tab until it comes round, however many controls there are; once more where some came or went meanwhile, as on a page that still loads. */
export async function walk(page: Page, again = 2): Promise<{ faults: string[]; stopCount: number }> {
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
export async function namelessControls(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: AccessibleNode[] };
  await session.detach();
  return nodes
    .filter(({ ignored, role, name }) => !ignored && NAMED_ROLES.has(role?.value ?? '') && !name?.value.trim())
    .map(({ role }) => `without a name: ${role!.value}`);
}
