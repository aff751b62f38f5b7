/** As few letters as tell colleagues apart: the beginning of the family name, or initials where a name is Latin. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  if (!/^[a-z]/i.test(name)) return words[0]!.slice(0, 2);
  return words
    .slice(0, 2)
    .map(([first]) => first!.toUpperCase())
    .join('');
}
