/** A spreadsheet as LibreOffice writes it into one XML file, changed as somebody changes it who types into cells. */

const CELL = /<table:table-cell\b([^>]*?)(?:\/>|>.*?<\/table:table-cell>)/gs;

/** Types texts into cells of the row that holds `code`; the key is the column, from 0. */
export function typed(document: string, code: string, texts: Record<number, string>): string {
  const row = [...document.matchAll(/<table:table-row\b.*?<\/table:table-row>/gs)].find(([text]) =>
    text.includes(`<text:p>${code}</text:p>`),
  );
  if (!row) throw new Error(`No row holds ${code}`);
  const cells = [...row[0].matchAll(CELL)].flatMap(([cell, attributes = '']) => {
    const times = Number(/number-columns-repeated="(\d+)"/.exec(attributes)?.[1] ?? 1);
    // The empty cells far right of the table stay one element.
    return times > 100 ? [cell] : Array.from({ length: times }, () => cell.replace(/ table:number-columns-repeated="\d+"/, ''));
  });
  const filled = cells.map((cell, column) => (texts[column] === undefined ? cell : withText(cell, texts[column])));
  const start = row[0].indexOf('>') + 1;
  return document.replace(row[0], () => `${row[0].slice(0, start)}${filled.join('')}</table:table-row>`);
}

function withText(cell: string, text: string): string {
  const attributes = (/<table:table-cell\b([^>]*?)\/?>/.exec(cell)?.[1] ?? '').replaceAll(/ (?:office|calcext):[\w-]+="[^"]*"/g, '');
  const value = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<table:table-cell${attributes} office:value-type="string" calcext:value-type="string"><text:p>${value}</text:p></table:table-cell>`;
}
