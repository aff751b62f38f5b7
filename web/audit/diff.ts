/** One field of a record that was written, with its text before and after; null where there was or is none. */
export interface FieldChange {
  field: string;
  before: string | null;
  after: string | null;
}

/**
 * The fields in which two states of a record differ, in the order in which they stand in it.
 *
 * @param before JSON text of an object; null for a record that did not exist
 * @param after likewise; null for a record that is gone
 */
export function fieldChanges(before: string | null, after: string | null): FieldChange[] {
  const [old, fresh] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .map(field => ({ field, before: old.get(field) ?? null, after: fresh.get(field) ?? null }))
    .filter(change => change.before !== change.after);
}

function fieldsOf(json: string | null): Map<string, string | null> {
  if (json === null) return new Map();
  const value: unknown = JSON.parse(json);
  if (typeof value !== 'object' || value === null) return new Map([['', textOf(value)]]);
  return new Map(Object.entries(value).map(([field, each]) => [field, textOf(each)]));
}

/** Nothing and an empty text are the same to a reader. */
function textOf(value: unknown): string | null {
  if (value === null || value === '') return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
