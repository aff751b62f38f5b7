/** One sentence in both languages of the portal; Japanese is the first. */
export interface Text {
  ja: string;
  en: string;
}

export type Language = keyof Text;

/**
 * The language that a client asks for in `Accept-Language`: the first of Japanese and English that it names, else Japanese.
 * Weights are not read, because the portal itself always names exactly one.
 */
export function languageOf(header: string | undefined): Language {
  const wanted = header?.toLowerCase().match(/\b(ja|en)\b/);
  return wanted?.[1] === 'en' ? 'en' : 'ja';
}
