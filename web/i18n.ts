import { createI18n } from 'vue-i18n';

export type Language = 'ja' | 'en';
export const languages: readonly Language[] = ['ja', 'en'];

const STORED_AS = 'tanaoroshi.language';

/** Messages of each room under the room's name in camel case: `information-system/ja.json` is read as `informationSystem.…`. */
function messagesOf(files: Record<string, unknown>): Record<string, never> {
  return Object.fromEntries(
    Object.entries(files).map(([path, messages]) => {
      const room = path.split('/')[1]!.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
      return [room, messages as never];
    }),
  );
}

/** Japanese unless this browser has chosen English before. */
function storedLanguage(): Language {
  try {
    return localStorage.getItem(STORED_AS) === 'en' ? 'en' : 'ja';
  } catch {
    // Storage may be switched off by policy; the portal works without it.
    return 'ja';
  }
}

/** Keeps the choice of language for the next visit and tells the browser what the page is written in. */
export function rememberLanguage(language: Language): void {
  document.documentElement.lang = language;
  try {
    localStorage.setItem(STORED_AS, language);
  } catch {
    // As above.
  }
}

/** The portal's texts, made anew for each application so that tests do not share a language. */
export function createTexts(language: Language = storedLanguage()) {
  return createI18n({
    legacy: false,
    locale: language,
    fallbackLocale: 'ja',
    messages: {
      ja: messagesOf(import.meta.glob('./*/ja.json', { eager: true, import: 'default' })),
      en: messagesOf(import.meta.glob('./*/en.json', { eager: true, import: 'default' })),
    },
  });
}
