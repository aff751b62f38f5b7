import { expect, it } from 'vitest';
import { japanese, japaneseLines, keyUses, messagesIn, webSources } from './messages.ts';

const [ja, en, sources] = await Promise.all([messagesIn('ja'), messagesIn('en'), webSources()]);
const uses = keyUses(sources, new Set([...ja.keys()].map(key => key.split('.')[0]!)));

it('says everything in Japanese and in English', () => {
  expect([...en.keys()].filter(key => !ja.has(key))).toEqual([]);
  expect([...ja.keys()].filter(key => !en.has(key))).toEqual([]);
});

it('has no empty message', () => {
  const empty = (messages: Map<string, string>) => [...messages].filter(([, text]) => !text.trim()).map(([key]) => key);
  expect({ ja: empty(ja), en: empty(en) }).toEqual({ ja: [], en: [] });
});

it('tells the same in both languages: a message takes the same values', () => {
  const values = (text = '') => [...new Set(text.match(/\{\w+\}/g))].sort().join(' ');
  const differing = [...ja].filter(([key, text]) => en.has(key) && values(text) !== values(en.get(key)));
  expect(differing.map(([key, text]) => `${key}: "${text}" and "${en.get(key)}"`)).toEqual([]);
});

it('writes English messages in English', () => {
  // The portal's name and the way to the Japanese pages are for those who cannot read English.
  const own = /棚卸し|日本語/g;
  expect([...en].filter(([, text]) => japanese.test(text.replace(own, '')))).toEqual([]);
});

it('names only messages that exist', () => {
  const missing = uses.filter(({ key }) => ![...ja.keys()].some(each => pattern(key).test(each)));
  expect(missing.map(({ place, key }) => `${place}: ${key}`)).toEqual([]);
});

it('has no message that nothing names', () => {
  const linked = [...ja.values(), ...en.values()].flatMap(text => [...text.matchAll(/@(?:\.\w+)?:([\w.]+)/g)].map(match => match[1]!));
  const named = [...uses.map(({ key }) => key), ...linked].map(pattern);
  expect([...ja.keys()].filter(key => !named.some(each => each.test(key)))).toEqual([]);
});

it('keeps Japanese in the message files', () => {
  // How Japanese writes a date is grammar, not a message.
  sources.delete('web/ui/format.ts');
  expect(japaneseLines(sources)).toEqual([]);
});

/** Matches the keys that a key with `*` for its open parts may stand for. */
function pattern(key: string): RegExp {
  return new RegExp(`^${key.replaceAll('.', '\\.').replaceAll('*', '[^.]+')}$`);
}
