import type { Viewer } from '../access/viewer.ts';
import { normaliseText } from '../spreadsheet/normalise-text.ts';

/** Whom a part is asked of: a person, or everybody in a division. */
interface Delegate {
  accountId: string | null;
  bureau: string | null;
}

/** Whether a part asks a person: by name, or by the division that the account is in. */
export function asks({ accountId, bureau }: Delegate, viewer: Pick<Viewer, 'accountId' | 'department'>): boolean {
  if (accountId) return accountId === viewer.accountId;
  return Boolean(viewer.department && bureau && normaliseText(viewer.department) === normaliseText(bureau));
}
