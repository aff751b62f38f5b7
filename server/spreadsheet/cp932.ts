import iconv from 'iconv-lite';

/** Characters that Windows code page 932 has under another code point: the one that reads the same to a person. */
const TWINS: Readonly<Record<string, string>> = {
  '\u00A2': '￠',
  '\u00A3': '￡',
  '\u00A5': '￥',
  '\u00A6': '￤',
  '\u00AC': '￢',
  '\u2014': '―',
  '\u2016': '∥',
  '\u203E': '￣',
  '\u2212': '－',
  '\u301C': '～',
};
/** The geta mark, which Japanese printers put where a character is missing. */
const MISSING = '〓';

/** Text as it can be written in CP932; adds to `replaced` each character for which a geta mark had to stand in. */
export function fitCp932(text: string, replaced: Set<string>): string {
  return text.replaceAll(/[^\u0000-\u007F]/gu, character => {
    const twin = TWINS[character] ?? character;
    if (canBeWritten(twin)) return twin;
    replaced.add(character);
    return MISSING;
  });
}

/** The bytes of text that `fitCp932` has made fit. */
export function encodeCp932(text: string): Uint8Array {
  return iconv.encode(text, 'cp932');
}

const written = new Map<string, boolean>();

function canBeWritten(character: string): boolean {
  const known = written.get(character);
  if (known !== undefined) return known;
  // Counts only if it reads back as itself with the decoder that browsers and this portal use.
  const fits = new TextDecoder('shift_jis').decode(iconv.encode(character, 'cp932')) === character;
  written.set(character, fits);
  return fits;
}
