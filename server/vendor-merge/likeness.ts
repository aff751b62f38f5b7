import { normaliseHeading } from '../spreadsheet/normalise-text.ts';

/** What says of which kind a company is, and stands before its name as often as behind it. */
const LEGAL_FORMS =
  /株式会社|有限会社|合同会社|合資会社|合名会社|一般社団法人|一般財団法人|公益社団法人|公益財団法人|独立行政法人|\((?:株|有|同|資|名|社|財|独)\)|co\.?,?ltd\.?|corporation|inc\.?$|,?ltd\.?$|,?llc\.?$|k\.?k\.?$/gu;

/** A name without what is written in several ways: width, case, white space, signs, the form of the company and where it stands. */
export function bareName(name: string): string {
  const folded = normaliseHeading(name);
  const bare = folded.replaceAll(LEGAL_FORMS, '').replaceAll(/[^\p{L}\p{N}]/gu, '');
  // Hiragana and katakana are one script to whoever types a name from memory.
  const kana = [...(bare || folded)].map(letter =>
    letter >= 'ぁ' && letter <= 'ゖ' ? String.fromCodePoint(letter.codePointAt(0)! + 0x60) : letter,
  );
  return kana.join('');
}

interface Named {
  name: string;
  otherNames: readonly string[];
  corporateNumber?: string | null;
}

/** Groups of two or more that share a bare name. Those of different corporate numbers are different companies, whatever they are called. */
export function likelySame<Vendor extends Named>(vendors: readonly Vendor[]): Vendor[][] {
  const byName = new Map<string, Set<Vendor>>();
  for (const vendor of vendors)
    for (const name of [vendor.name, ...vendor.otherNames]) {
      const key = bareName(name);
      byName.set(key, (byName.get(key) ?? new Set()).add(vendor));
    }
  const groups = [...byName.values()].filter(group => {
    const numbers = new Set([...group].flatMap(({ corporateNumber }) => corporateNumber ?? []));
    const unnumbered = [...group].filter(({ corporateNumber }) => !corporateNumber).length;
    return group.size > 1 && (unnumbered > 0 || numbers.size < group.size);
  });
  const seen = new Set<string>();
  return groups.flatMap(group => {
    const members = vendors.filter(vendor => group.has(vendor));
    const key = members.map(({ name }) => name).join('\n');
    if (seen.has(key)) return [];
    seen.add(key);
    return [members];
  });
}
