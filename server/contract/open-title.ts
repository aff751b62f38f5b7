const CONCEALED = { ja: '（非公開）', en: '(withheld)' } as const;

/** Numbers of releases stand alone or right behind a name: 1.26, 24.04, v9, R2. */
const DOTTED = /(?<![\p{L}\p{N}])[vV]?\d+(?:\.\d+)+[a-z0-9-]*/gu;

/** Part of a longer word in Latin letters is no name: Go in Google. */
const bounded = (name: string): string =>
  `${/^[a-z0-9]/i.test(name) ? '(?<![A-Za-z0-9])' : ''}${RegExp.escape(name)}${/[a-z0-9]$/i.test(name) ? '(?![A-Za-z])' : ''}`;

/**
 * Titles of contracts without what they tell of how systems are built: names of products, with the release behind them, and numbers of
 * releases. Which release a ministry runs invites attacks, and titles often say it. What no list of names has stays, so a person reads
 * them before they are published.
 *
 * @param names of products, as ledger or life cycles write them
 */
export function openTitles(names: readonly string[], language: 'ja' | 'en'): (title: string) => string {
  const known = [...new Set(names.map(name => name.normalize('NFKC').trim()).filter(name => name.length > 1))]
    // The longest first, or "Windows Server" would leave "Server" behind.
    .toSorted((one, other) => other.length - one.length);
  const named = known.length
    ? new RegExp(String.raw`(?:${known.map(bounded).join('|')})(?:[\s_-]*(?:[vVrR]|Ver\.?|バージョン)?\s*\d[\w.]*)?`, 'giu')
    : null;
  const concealed = CONCEALED[language];
  return title => {
    const text = title.normalize('NFKC');
    const open = (named ? text.replace(named, concealed) : text).replaceAll(DOTTED, concealed);
    // A title that tells nothing stays as it was written.
    return open === text
      ? title
      : open.replaceAll(new RegExp(String.raw`${RegExp.escape(concealed)}(?:\s*${RegExp.escape(concealed)})+`, 'g'), concealed);
  };
}
