/** The whole number that was typed, in half- or full-width digits and with or without separators; null when it is none. */
export function wholeNumber(text: string): number | null {
  const digits = text.normalize('NFKC').replace(/[\s,]/g, '');
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
}
