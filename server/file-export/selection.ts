import { InvalidInputError } from '../errors.ts';

/** A line or column of a table as a view shows it: the places that it stands for, several where they are taken together. */
export interface Shown {
  places: number[];
  together: boolean;
}

const ENTRY = /^(\*?)(\d{1,6}(?:-\d{1,6})?(?:_\d{1,6}(?:-\d{1,6})?)*)$/;

/**
 * Reads which lines a view shows, in its order: places from 0 and ranges between commas, such as `0-5,9,7`. What follows an
 * asterisk is taken together in one line: `*0-3_8`. Without a text, all lines one by one.
 *
 * @throws InvalidInputError on `field` for what cannot be read, or a place that is not there
 */
export function selectionOf(field: string, text: string | undefined, count: number): Shown[] {
  if (text === undefined || text === '') return Array.from({ length: count }, (_, place) => ({ places: [place], together: false }));
  const shown = text.split(',').flatMap((entry): Shown[] => {
    const [, star, parts] = ENTRY.exec(entry) ?? refuse(field);
    const places = parts!.split('_').flatMap(part => {
      const [from, to = from] = part.split('-').map(Number) as [number, number?];
      if (from > to! || to! >= count) refuse(field);
      return Array.from({ length: to! - from + 1 }, (_, step) => from + step);
    });
    return star ? [{ places, together: true }] : places.map(place => ({ places: [place], together: false }));
  });
  // A view shows nothing twice, so whoever asks for more than there is does not come from one.
  if (shown.reduce((sum, { places }) => sum + places.length, 0) > count * 3) refuse(field);
  return shown;
}

function refuse(field: string): never {
  throw new InvalidInputError(field, {
    ja: '表示している行と列を読み取れません。ヒートマップの画面を開き直して、もう一度ダウンロードしてください。',
    en: 'The lines of the view cannot be read. Open the heatmap again and download once more.',
  });
}
