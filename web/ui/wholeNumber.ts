/**
 * The whole number that was typed, in half- or full-width digits and with or without separators; null when it is none.
 *
 * @param most digits, at most 15
 */
export function wholeNumber(text: string, most = 9): number | null {
  const digits = text.normalize('NFKC').replace(/[\s,]/g, '');
  return /^\d+$/.test(digits) && digits.length <= most ? Number(digits) : null;
}
