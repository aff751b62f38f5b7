import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { GLYPHS, LOOKS } from '../../web/survey-round/level.ts';
import type { Look } from '../../web/survey-round/level.ts';

/**
 * The five looks, each with the colour of most of its ground and of its sign, as look.css has them. The sheet is read, so that a
 * change of it is tried here too.
 */
const sheet = readFileSync('web/survey-round/look.css', 'utf8');
const theme = readFileSync('web/node_modules/@digital-go-jp/tailwind-theme-plugin/dist/v4.css', 'utf8');

type Rgb = [red: number, green: number, blue: number];
function colour(token: string): Rgb {
  const value = new RegExp(`--${token}:\\s*([^;]+);`).exec(theme)?.[1]?.trim() ?? '';
  const alias = /^var\(--([\w-]+)\)/.exec(value)?.[1];
  if (alias) return colour(alias);
  const hex = /^#([0-9a-f]{6})$/i.exec(value)?.[1] ?? (/^#([0-9a-f]{3})$/i.exec(value)?.[1] ?? '').replace(/./g, '$&$&');
  if (hex.length !== 6) throw new Error(`${token} is ${JSON.stringify(value)}`);
  return [0, 2, 4].map(at => Number.parseInt(hex.slice(at, at + 2), 16) / 255) as Rgb;
}
function look(name: Look): { ground: Rgb; sign: Rgb } {
  const rule = new RegExp(`^\\.look-${name} \\{([^}]*)\\}`, 'm').exec(sheet)![1]!;
  const of = (property: string) => colour(new RegExp(`(?:^|\\s)${property}:[^;]*?var\\(--([\\w-]+)\\)`).exec(rule)![1]!);
  return { ground: of('background'), sign: of('color') };
}

const linear = ([...rgb]: Rgb): Rgb => rgb.map(part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)) as Rgb;
const luminance = (rgb: Rgb): number => {
  const [red, green, blue] = linear(rgb);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
function contrast(one: Rgb, other: Rgb): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** How eyes that lack one kind of cone see a colour (Viénot 1999 for the first two, Brettel 1997 as one plane for the third), linear. */
const EYES = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.11238, 0.88762, 0],
    [0.11238, 0.88762, 0],
    [0.00401, -0.00401, 1],
  ],
  deuteranopia: [
    [0.29275, 0.70725, 0],
    [0.29275, 0.70725, 0],
    [-0.02234, 0.02234, 1],
  ],
  tritanopia: [
    [1, 0.14461, -0.14461],
    [0, 0.85924, 0.14076],
    [0, 0.85924, 0.14076],
  ],
} as const;
function seenBy(eyes: keyof typeof EYES, rgb: Rgb): Rgb {
  const from = linear(rgb);
  return EYES[eyes].map(row => {
    const part = Math.min(1, Math.max(0, row[0] * from[0] + row[1] * from[1] + row[2] * from[2]));
    return part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055;
  }) as Rgb;
}

it('has a sign of its own for each look', () => {
  expect(new Set(LOOKS.map(name => GLYPHS[name])).size).toBe(LOOKS.length);
});

it.each(Object.keys(EYES) as (keyof typeof EYES)[])('keeps each sign readable on its ground to eyes with %s', eyes => {
  for (const name of LOOKS) {
    const { ground, sign } = look(name);
    expect(contrast(seenBy(eyes, ground), seenBy(eyes, sign)), name).toBeGreaterThanOrEqual(4.5);
  }
});

it.each(Object.keys(EYES) as (keyof typeof EYES)[])(
  'keeps the three levels apart by brightness alone, as grey print does, to eyes with %s',
  eyes => {
    const [full, other, not] = (['FULLY_USED', 'USED_WITH_OTHER_MEANS', 'NOT_USED'] as const).map(name => seenBy(eyes, look(name).ground));
    expect(contrast(full!, other!)).toBeGreaterThanOrEqual(3);
    expect(contrast(other!, not!)).toBeGreaterThanOrEqual(1.8);
    expect(contrast(full!, not!)).toBeGreaterThanOrEqual(7);
  },
);

it('tells what has no level apart by more than its ground: unanswered is hatched and ruled, not asked is grey and thin', () => {
  const rule = (name: Look) => new RegExp(`^\\.look-${name} \\{([^}]*)\\}`, 'm').exec(sheet)![1]!;
  expect(rule('UNANSWERED')).toMatch(/repeating-linear-gradient[\s\S]*box-shadow: inset 0 0 0 2px/);
  expect(contrast(colour('color-orange-900'), look('NOT_USED').ground)).toBeGreaterThanOrEqual(3);
  expect(rule('NOT_ASSIGNED')).toContain('font-weight: 400');
  expect(rule('NOT_ASSIGNED')).not.toContain('box-shadow');
});
