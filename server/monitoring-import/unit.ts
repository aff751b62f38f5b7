interface Unit {
  dimension: string;
  /** How many of the smallest of its dimension it is; null where tools do not agree, as on MB. */
  factor: number | null;
}

const TABLE: readonly (readonly [dimension: string, factor: number | null, ...names: string[]])[] = [
  ['share', 1, '%', 'percent', 'pct', 'パーセント'],
  ['share', 100, 'ratio', '1', '割合'],
  ['data', 1, 'by', 'byte', 'bytes', 'バイト'],
  ['data', null, 'kb', 'mb', 'gb', 'tb'],
  ...multiples('data', 1, ['by'], ''),
  ['data per time', 1, 'bps', 'bit/s', 'bits/s'],
  ['data per time', 8, 'by/s', 'bytes/s', 'byte/s'],
  ...multiples('data per time', 1, ['bit', 'bps'], '/s'),
  ...multiples('data per time', 8, ['by'], '/s'),
  ['time', 0.001, 'ms', 'ミリ秒'],
  ['time', 1, 's', 'sec', 'secs', 'second', 'seconds', '秒', 'uptime'],
  ['time', 60, 'min', '分'],
  ['time', 3600, 'h', '時間'],
  ['time', 86_400, 'd', 'day', 'days', '日'],
  ['time', 604_800, 'wk', '週'],
  ['per time', 1, '1/s', '/s', 'r/s', 'w/s', 'rps', 'qps', 'tps', 'iops', '件/秒', '回/秒'],
  ['temperature', 1, 'cel', '°c', '℃', 'c', 'celsius', '度'],
  ['frequency', 1, 'hz', 'hertz'],
  ['voltage', 1, 'v', 'volt', 'volts', 'ボルト'],
  ['count', 1, 'count', '件', '個', '回', '台', '人', '本', '件数', '回数', '行'],
];

/** UCUM tells thousands from 1024s. */
function multiples(dimension: string, factor: number, units: readonly string[], end: string): (readonly [string, number, string])[] {
  return ['k', 'm', 'g', 't'].flatMap((prefix, index) =>
    units.flatMap(unit => [
      [dimension, factor * 1000 ** (index + 1), `${prefix}${unit}${unit === 'bps' ? '' : end}`] as const,
      [dimension, factor * 1024 ** (index + 1), `${prefix}i${unit}${unit === 'bps' ? '' : end}`] as const,
    ]),
  );
}

/** In one width and case; B is bytes and b is bits, which is all that case tells. */
const plainOf = (text: string): string => {
  const plain = text.normalize('NFKC').trim();
  return (plain === 'B' ? 'By' : plain === 'Bps' ? 'By/s' : plain).toLowerCase();
};

const UNITS = new Map(
  TABLE.flatMap(([dimension, factor, ...names]) => names.map((name): [string, Unit] => [plainOf(name), { dimension, factor }])),
);

/** What tools and lists write, as UCUM: for the unit of an item that is made of a line. */
const SYMBOLS: Readonly<Record<string, string>> = {
  by: 'By',
  'by/s': 'By/s',
  bps: 'bit/s',
  ratio: '1',
  percent: '%',
  bytes: 'By',
  seconds: 's',
  uptime: 's',
  秒: 's',
  分: 'min',
  日: 'd',
  時間: 'h',
  '°c': 'Cel',
};

function unitOf(text: string | null): Unit | null {
  const plain = plainOf(text ?? '');
  if (/^\{[^{}]*\}$/.test(plain)) return { dimension: 'count', factor: 1 };
  if (/^\{[^{}]*\}\/s$/.test(plain)) return { dimension: 'per time', factor: 1 };
  return UNITS.get(plain) ?? null;
}

/** What a unit measures, however it is written; null when it is none that is known. */
export const dimensionOf = (unit: string | null): string | null => unitOf(unit)?.dimension ?? null;

/** What a number in one unit is multiplied with to be in the other; null when that cannot be told. */
export function factorBetween(from: string | null, to: string | null): number | null {
  if (from !== null && from.normalize('NFKC').trim() === to) return 1;
  const [one, other] = [unitOf(from), unitOf(to)];
  if (!one?.factor || !other?.factor || one.dimension !== other.dimension) return null;
  return one.factor / other.factor;
}

/** The symbol in UCUM of what a tool writes; the text as it is where none is known. */
export const symbolOf = (unit: string): string => SYMBOLS[plainOf(unit)] ?? unit.trim();
