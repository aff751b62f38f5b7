/** Text as searching sees it: width, case, the kind of kana and the kind of dash make no difference. */
function foldForSearch(text: string): string {
  const narrow = text.normalize('NFKC').toLowerCase().trim();
  return (
    narrow
      .replace(/[\u30a1-\u30f6]/g, katakana => String.fromCharCode(katakana.charCodeAt(0) - 0x60))
      // An input method turns the hyphen of a code into a long vowel.
      .replace(/[‐‑‒–—―−ー]/g, '-')
  );
}

/** Whether each word of the search is in one of the texts; an empty search finds everything. */
export function found(search: string, ...texts: (string | null | undefined)[]): boolean {
  const sought = foldForSearch(search);
  if (!sought) return true;
  const folded = texts.map(text => foldForSearch(text ?? ''));
  return sought.split(/\s+/).every(word => folded.some(text => text.includes(word)));
}
