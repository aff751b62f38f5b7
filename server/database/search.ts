/** Pattern for `ilike` of what holds a text that somebody looks for, whatever its width; null when they look for nothing. */
export function holding(sought: string | null | undefined): string | null {
  const text = sought?.normalize('NFKC').trim();
  return text ? `%${text.replaceAll(/[%_\\]/g, '\\$&')}%` : null;
}
