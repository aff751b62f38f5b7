/** Values of macros by name, context included, as in `{$LOAD.MAX}` or `{$LOAD.MAX:"db"}`. */
export type Macros = ReadonlyMap<string, string>;

/** An item that an expression names. */
export interface ItemReference {
  /** Technical name of the template or host; empty where the expression is of its own. */
  host: string;
  key: string;
  /** Where it stands in the expression, in UTF-16 units. */
  start: number;
  end: number;
  /** How it reads without the host. */
  text: string;
}

const MACRO = /\{\$([A-Z0-9_.]+)(?::("(?:[^"\\]|\\.)*"|\{#[^{}]*\}|[^{}]*))?\}/g;

/** Text with each macro replaced whose value is known: that of its context, else the one without. A value may name macros again. */
export function withMacros(text: string, macros: Macros, depth = 0): string {
  if (depth > 5) return text;
  return text.replace(MACRO, (macro, name: string, context: string | undefined) => {
    const bare = context?.replace(/^"(.*)"$/s, '$1').replaceAll('\\"', '"');
    const value = (bare === undefined ? undefined : macros.get(`${name}:${bare}`)) ?? macros.get(name);
    return value === undefined ? macro : withMacros(value, macros, depth + 1);
  });
}

/** The name under which `Macros` holds a macro; null when it is none. */
export function macroName(macro: string): string | null {
  const [whole, name, context] = new RegExp(MACRO.source).exec(macro) ?? [];
  if (whole !== macro || name === undefined) return null;
  return context === undefined ? name : `${name}:${context.replace(/^"(.*)"$/s, '$1').replaceAll('\\"', '"')}`;
}

/** The items of an expression in the order in which they stand: `/host/key` since 5.4, `{host:key.function()}` before. */
export function referencesIn(expression: string): ItemReference[] {
  const found: ItemReference[] = [];
  for (const match of expression.matchAll(/\(\s*\/([^/()]*)\/|\{([^{}:#$][^{}:]*):(?=[\w.\-[])/g)) {
    const start = match[1] === undefined ? match.index : expression.indexOf('/', match.index);
    const keyStart = match.index + match[0].length;
    const end = keyEnd(expression, keyStart);
    const text = expression.slice(keyStart, end);
    if (text === '') continue;
    const before54 = match[1] === undefined;
    // Where the key has no parameters, the function follows it without a border.
    const key = before54 && !text.endsWith(']') ? text.replace(/\.\w+$/, '') : text;
    const closing = before54 ? functionEnd(expression, end) : end;
    found.push({
      host: match[1] ?? match[2] ?? '',
      key,
      start,
      end: closing,
      text: before54 ? expression.slice(keyStart, closing).replace(/\}$/, '') : key,
    });
  }
  return found;
}

/** An expression as people read it: macros replaced, items without the host. Macros inside keys stay, since they may hold passwords. */
export function readable(expression: string, macros: Macros): string {
  let text = '';
  let from = 0;
  for (const reference of referencesIn(expression)) {
    if (reference.start < from) continue;
    text += withMacros(expression.slice(from, reference.start), macros) + reference.text;
    from = reference.end;
  }
  return (text + withMacros(expression.slice(from), macros)).replaceAll(/\s+/g, ' ').trim();
}

/** Where a key ends that begins at `from`: its name, then parameters in brackets, which nest and may be quoted. */
function keyEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && /[\w.\-{}#$]/.test(text[at]!)) {
    // The brace that ends an old expression belongs to no macro.
    if (text[at] === '}' && !text.slice(from, at).includes('{')) break;
    at++;
  }
  if (text[at] !== '[') return at;
  let depth = 0;
  let quoted = false;
  for (; at < text.length; at++) {
    const character = text[at]!;
    if (quoted && character === '\\') at++;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && character === '[') depth++;
    else if (!quoted && character === ']' && --depth === 0) return at + 1;
  }
  return text.length;
}

/** Where the function of an old expression ends, with the brace that closes it. */
function functionEnd(text: string, from: number): number {
  let quoted = false;
  let macros = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '"' && text[at - 1] !== '\\') quoted = !quoted;
    else if (!quoted && text[at] === '{') macros++;
    else if (!quoted && text[at] === '}' && macros-- === 0) return at + 1;
  }
  return text.length;
}
