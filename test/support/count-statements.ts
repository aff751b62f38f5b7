import { vi } from 'vitest';
import type { TestPortal } from './open-portal.ts';

/** How many statements the portal sends to the database while something is done, through whichever login. */
export async function countStatements({ doors }: TestPortal, act: () => Promise<unknown>): Promise<number> {
  const spies = Object.values(doors).map(orm => vi.spyOn(orm.config.getLogger(), 'logQuery'));
  try {
    await act();
    return spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
