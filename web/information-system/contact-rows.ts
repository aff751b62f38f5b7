import type { ResultOf } from '../graphql.ts';
import type { SystemContactDetail } from './system.graphql.ts';
import type { ContactKind } from './useSystemTerms.ts';

/** A contact as it is typed; `key` tells the rows apart while they have no id. */
export interface ContactRow {
  key: string;
  kind: ContactKind;
  unit: string;
  personName: string;
  email: string;
  /** Account of the portal that stands behind the contact; kept as it is, since it is not chosen here. */
  accountId: string | null;
}

let madeCount = 0;

/** An empty row with a key that no other row has. */
export function newContactRow(): ContactRow {
  madeCount += 1;
  return { key: `contact-${madeCount}`, kind: 'PJMO', unit: '', personName: '', email: '', accountId: null };
}

/** The contacts as rows to type in. */
export function contactRows(contacts: readonly ResultOf<typeof SystemContactDetail>[]): ContactRow[] {
  return contacts.map(({ kind, unit, personName, email, account }) => ({
    ...newContactRow(),
    kind,
    unit,
    personName: personName ?? '',
    email: email ?? '',
    accountId: account?.id ?? null,
  }));
}

/** Rows without a unit or with an address that no mail can reach, each fault by the id of its field; rows are numbered from 1. */
export function contactFaults(
  rows: readonly ContactRow[],
  message: (fault: 'missingUnit' | 'email', number: number) => string,
): { id: string; message: string }[] {
  return rows.flatMap(({ key, unit, email }, index) => [
    ...(unit.trim() ? [] : [{ id: `${key}-unit`, message: message('missingUnit', index + 1) }]),
    ...(/^$|^[^\s@]+@[^\s@]+$/.test(email.trim()) ? [] : [{ id: `${key}-email`, message: message('email', index + 1) }]),
  ]);
}

/** The rows as the API takes them. */
export function contactInput(rows: readonly ContactRow[]) {
  return rows.map(({ kind, unit, personName, email, accountId }) => ({
    kind,
    unit: unit.trim(),
    personName: personName.trim() || null,
    email: email.trim() || null,
    accountId,
  }));
}
