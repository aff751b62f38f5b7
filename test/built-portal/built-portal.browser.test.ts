import { glob, readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

const ASSETS = new URL('../../web/dist/assets/', import.meta.url).pathname;

it('is built as people get it: without what helps developers, which makes it five times as large', async () => {
  const scripts = await Array.fromAsync(glob('*.js', { cwd: ASSETS }));
  expect(scripts.length).toBeGreaterThan(10);
  const texts = await Promise.all(scripts.map(async script => [script, await readFile(`${ASSETS}${script}`, 'utf8')] as const));
  // What Vue says to developers, and where in its file each text of the portal stands.
  expect(texts.filter(([, text]) => /\[Vue warn\]|loc:\{start:\{line/.test(text)).map(([script]) => script)).toEqual([]);
});
