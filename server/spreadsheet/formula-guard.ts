/**
 * Keeps text in a CSV from being taken for a formula, in a way that can be undone.
 *
 * The rule: text that begins with a formula sign, be there apostrophes before it or not, is written with one more apostrophe;
 * reading takes one away from text that begins with apostrophes and a formula sign. So `=1` is written `'=1` and `'=1` is
 * written `''=1`, and each reads back as itself. Other apostrophes, as in `'tis`, stay untouched.
 */
const FORMULA_SIGN = '[=+\\-@\\t\\r＝＋－＠]';
const MAY_BECOME_FORMULA = new RegExp(`^'*${FORMULA_SIGN}`);
const GUARDED = new RegExp(`^'+${FORMULA_SIGN}`);

/** Whether a spreadsheet program might calculate the text instead of showing it. */
export function looksLikeFormula(text: string): boolean {
  return MAY_BECOME_FORMULA.test(text);
}

export function guardFormula(text: string): string {
  return MAY_BECOME_FORMULA.test(text) ? `'${text}` : text;
}

export function unguardFormula(text: string): string {
  return GUARDED.test(text) ? text.slice(1) : text;
}
