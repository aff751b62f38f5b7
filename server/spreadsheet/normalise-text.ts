/** Text as it is compared: one form for each width (NFKC), no space at the ends, one space for each run of white space. */
export function normaliseText(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, ' ').trim();
}

/** Text as headings and labels are compared: width, white space and case make no difference. */
export function normaliseHeading(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();
}
