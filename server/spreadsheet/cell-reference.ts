/** The letters above a column in Excel: 0 is A, 26 is AA. */
export function columnLetters(index: number): string {
  const last = String.fromCodePoint(65 + (index % 26));
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last;
}

/** The position of a column given by its letters: A is 0; -1 for no letters. */
export function columnIndex(letters: string): number {
  return [...letters.toUpperCase()].reduce((index, letter) => (index + 1) * 26 + (letter.codePointAt(0) ?? 65) - 65, -1);
}

/** A cell as Excel names it: line 12 and column 2 are C12. */
export function cellReference(line: number, index: number): string {
  return `${columnLetters(index)}${line}`;
}
