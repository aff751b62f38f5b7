import type { TakenCell } from './takes.ts';

/** What is pressed or filled in is no part of what a cell says, nor is what a screen reader is not to hear. */
const UNSAID = 'button, select, input, textarea, svg, [aria-hidden="true"], .data-table-label';

/**
 * What a cell says, as text: each line that the reader sees becomes a line, and what is said to screen readers in place of a colour
 * or a bar is said here too.
 */
export function takenText(cell: Element): string {
  const lines: string[] = [''];
  const add = (text: string) => (lines[lines.length - 1] += text);
  function walk(parent: Element) {
    for (const node of parent.childNodes) {
      if (node instanceof Text) add(node.data.replaceAll(/\s+/g, ' '));
      if (!(node instanceof Element) || node.matches(UNSAID)) continue;
      const { display } = getComputedStyle(node);
      if (display === 'none') continue;
      // A term and what is said of it make one line.
      const inline = display.startsWith('inline') || node.matches('.sr-only, dd');
      if (inline) add(' ');
      else lines.push('');
      walk(node);
      if (node.matches('dt')) add(':');
      else if (inline) add(' ');
      else lines.push('');
    }
  }
  walk(cell);
  return lines
    .map(line => line.replaceAll(/\s+/g, ' ').trim())
    .filter(line => line !== '')
    .join('\n');
}

/** A figure with separators becomes a number again, so that a spreadsheet can add it up. */
export function takenFigure(text: string): TakenCell {
  return /^[-−]?\d{1,3}(,\d{3})*(\.\d+)?$/.test(text) ? Number(text.replaceAll(',', '').replace('−', '-')) : text;
}
