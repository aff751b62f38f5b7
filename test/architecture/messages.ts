import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { repositoryFiles, root } from './tool.ts';

/** Text of each message of the portal by its full key; `web/information-system/ja.json` holds those under `informationSystem`. */
export async function messagesIn(language: 'ja' | 'en'): Promise<Map<string, string>> {
  const messages = new Map<string, string>();
  for (const path of await repositoryFiles(`web/*/${language}.json`)) {
    const room = basename(dirname(path)).replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
    collect(messages, room, JSON.parse(await readFile(join(root, path), 'utf8')));
  }
  return messages;
}

/** Anything but text and groups of texts is taken for an empty text, which is a fault. */
function collect(messages: Map<string, string>, key: string, value: unknown): void {
  if (typeof value === 'object' && value !== null) {
    for (const [name, child] of Object.entries(value)) collect(messages, `${key}.${name}`, child);
  } else {
    messages.set(key, typeof value === 'string' ? value : '');
  }
}

/** The sources of the portal by path. Comments are blank, so that what people write to each other is not taken for the portal's words. */
export async function webSources(): Promise<Map<string, string>> {
  const sources = new Map<string, string>();
  for (const path of await repositoryFiles('web/*.ts', 'web/*.vue')) {
    sources.set(path, withoutComments(await readFile(join(root, path), 'utf8')));
  }
  return sources;
}

/** Lines keep their numbers. `://` begins no comment. */
function withoutComments(text: string): string {
  const blank = (comment: string) => comment.replace(/[^\n]/g, ' ');
  return text.replace(/<!--[^]*?-->|\/\*[^]*?\*\/|(?<!:)\/\/.*$/gm, blank);
}

/** A place in a source that names a message. Parts that are known only while running stand as `*` in the key. */
export interface KeyUse {
  place: string;
  key: string;
}

/**
 * Every naming of a message: what is given to `t`, `te` or `keypath`, and every other text that begins with the name of
 * a room that has messages, as the keys in a table do. In double quotes stand the expressions of templates, not texts.
 */
export function keyUses(sources: Map<string, string>, rooms: ReadonlySet<string>): KeyUse[] {
  const naming = /(\bte?\(\s*|\bkeypath=)?(?:(['"])([\w-]+(?:\.[\w-]+)+)\2|`([^`\s]*?\$\{[^`]*)`)/g;
  const uses: KeyUse[] = [];
  for (const [path, source] of sources) {
    for (const { 1: called, 2: quote, 3: plain, 4: composed = '', index } of source.matchAll(naming)) {
      const key = plain ?? composed.replace(/\$\{[^}]*\}/g, '*');
      const room = /^([\w-]+)\./.exec(key)?.[1];
      if (called || (quote !== '"' && room !== undefined && rooms.has(room))) uses.push({ place: `${path}:${lineAt(source, index)}`, key });
    }
  }
  return uses;
}

/** Any letter that only Japanese writes. */
export const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

/** Lines of the sources that hold Japanese. */
export function japaneseLines(sources: Map<string, string>): string[] {
  return [...sources].flatMap(([path, source]) =>
    source.split('\n').flatMap((line, index) => (japanese.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
  );
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
