/** One condition of a list, which stands in the address under its key. */
export interface FilterField<Key extends string = string> {
  key: Key;
  label: string;
  /**
   * `select` chooses one of the options. `check` is '1' when ticked. `search` is a text that counts once it is sent.
   * Left out, it is a select.
   */
  kind?: 'select' | 'check' | 'search';
  options?: readonly { value: string; label: string }[];
  /** What choosing nothing ('') is called; all, when left out. Null where one of the options is always chosen. */
  first?: string | null;
  /** Takes the room of two fields, for long names. */
  wide?: boolean;
}

/** Each condition as the form shows it, for the paper; one that narrows nothing has no value. */
export function filterConditions<Key extends string>(
  fields: readonly FilterField<Key>[],
  params: Readonly<Record<Key, string>>,
  ticked: string,
): (readonly [name: string, value: string | undefined])[] {
  return fields.map(({ key, label, kind = 'select', options = [], first }) => {
    const value = params[key];
    if (kind === 'check') return [label, value ? ticked : undefined] as const;
    if (kind === 'search') return [label, value] as const;
    return [label, options.find(option => option.value === value)?.label ?? (value || first || undefined)] as const;
  });
}
