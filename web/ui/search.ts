/** Text as searching sees it: width, case and the kind of kana make no difference. */
function foldForSearch(text: string): string {
  const narrow = text.normalize('NFKC').toLowerCase().trim();
  return narrow.replace(/[\u30a1-\u30f6]/g, katakana => String.fromCharCode(katakana.charCodeAt(0) - 0x60));
}

/** Whether one of the texts contains what is searched for; an empty search finds everything. */
export function found(search: string, ...texts: (string | null | undefined)[]): boolean {
  const wanted = foldForSearch(search);
  return texts.some(text => foldForSearch(text ?? '').includes(wanted));
}
