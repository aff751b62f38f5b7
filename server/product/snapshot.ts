import { createHash } from 'node:crypto';
import type { Text } from '../language.ts';

/** A snapshot of product life cycles as its file has it. A thread of its own reads it, so this file stands alone. */
export interface Snapshot {
  source: SnapshotSource;
  products: SnapshotProduct[];
}

export interface SnapshotSource {
  name: string;
  /** Where the data is kept, without a protocol. */
  address: string;
  /** What it is called there, for example a commit. */
  revision: string;
  /** Day of that revision: what is known later is not in the file. */
  asOf: string;
  licence: string;
}

export interface SnapshotProduct {
  slug: string;
  title: string;
  category: string;
  /** What else it is called, and its identifiers (CPE, purl and others). */
  names: string[];
  cycles: SnapshotCycle[];
  /** Tells whether anything of the product differs from another snapshot. */
  digest: string;
}

/** An end: a day, ENDED (on an unknown day), NONE_ANNOUNCED, or null when the source says nothing. */
export type SnapshotEnd = string | null;

export interface SnapshotCycle {
  cycle: string;
  label: string;
  releasedOn: string | null;
  end: SnapshotEnd;
  activeSupportEnd: SnapshotEnd;
  extendedSupportEnd: SnapshotEnd;
}

export interface SnapshotFault {
  /** Product and cycle that the fault is in; null where it is in the file as a whole. */
  product: string | null;
  cycle: string | null;
  text: Text;
}

export const SNAPSHOT_LIMITS = { bytes: 8 * 1024 * 1024, products: 5000, cycles: 2000, names: 1000, characters: 300, faults: 100 } as const;

type Raw = Record<string, unknown>;

/**
 * Reads a snapshot file. Each fault names its product and cycle; a snapshot with faults is not to be used.
 *
 * Keys that the format does not know are passed over: the source adds to it from time to time.
 */
export function readSnapshot(bytes: Uint8Array): { snapshot: Snapshot | null; faults: SnapshotFault[] } {
  const faults: SnapshotFault[] = [];
  const refused = (ja: string, en: string) => ({ snapshot: null, faults: [{ product: null, cycle: null, text: { ja, en } }] });
  let file: Raw;
  try {
    file = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Raw;
  } catch {
    return refused(
      'JSONとして読み取れません。UTF-8のJSONファイルをそのまま選んでください。',
      'This cannot be read as JSON. Choose the JSON file (UTF-8) as it came.',
    );
  }
  if (file?.['format'] !== 1 || !Array.isArray(file['products']))
    return refused(
      'ライフサイクル情報のファイルではありません（format は 1、products は一覧が必要です）。',
      'This is no file of life cycles: it needs `format` 1 and a list `products`.',
    );
  const source = sourceOf(file['source']);
  if (!source)
    return refused(
      '出典（source）に name、repository、commit、commitDate（YYYY-MM-DD）、licence が必要です。',
      'The source needs name, repository, commit, commitDate (YYYY-MM-DD) and licence.',
    );
  const raws = file['products'] as Raw[];
  if (raws.length === 0 || raws.length > SNAPSHOT_LIMITS.products)
    return refused(
      `製品は1件から${SNAPSHOT_LIMITS.products}件までです（${raws.length}件ありました）。`,
      `There may be from 1 to ${SNAPSHOT_LIMITS.products} products; there are ${raws.length}.`,
    );
  const products = raws.map((raw, index) => productOf(raw, index, faults));
  const slugs = new Set<string>();
  for (const { slug } of products) {
    if (slugs.has(slug))
      faults.push({ product: slug, cycle: null, text: { ja: '同じ製品が2回出てきます。', en: 'The product stands here twice.' } });
    slugs.add(slug);
  }
  return { snapshot: { source, products }, faults: faults.slice(0, SNAPSHOT_LIMITS.faults) };
}

function sourceOf(raw: unknown): SnapshotSource | null {
  const given = (raw ?? {}) as Raw;
  const [name, address, revision, asOf, licence] = ['name', 'repository', 'commit', 'commitDate', 'licence'].map(key => given[key]);
  const texts = [name, address, revision, asOf, licence];
  if (!texts.every(isText) || !isDay(asOf)) return null;
  return { name, address, revision, asOf, licence } as SnapshotSource;
}

function productOf(raw: Raw, index: number, faults: SnapshotFault[]): SnapshotProduct {
  const slug = isText(raw?.['id']) ? raw['id'] : `#${index + 1}`;
  const fault = (ja: string, en: string, cycle: string | null = null): void => {
    // A file that is wrong everywhere need not be told everything.
    if (faults.length < SNAPSHOT_LIMITS.faults) faults.push({ product: slug, cycle, text: { ja, en } });
  };
  if (!isText(raw?.['id'])) fault('id がありません。', 'It has no `id`.');
  const title = isText(raw?.['title']) ? raw['title'] : '';
  if (!title) fault(`title がないか、${SNAPSHOT_LIMITS.characters}文字を超えています。`, 'It has no `title`, or one that is too long.');
  const identifiers = Object.values((raw?.['identifiers'] ?? {}) as Record<string, unknown>);
  const names = [raw?.['aliases'] ?? [], ...identifiers].flat();
  if (names.length > SNAPSHOT_LIMITS.names || !names.every(isText))
    fault('別名か識別子が正しくありません。', 'An alias or identifier is wrong.');
  const raws = Array.isArray(raw?.['cycles']) ? (raw['cycles'] as Raw[]) : [];
  if (raws.length === 0 || raws.length > SNAPSHOT_LIMITS.cycles)
    fault(`バージョン系列は1件から${SNAPSHOT_LIMITS.cycles}件までです。`, `There may be from 1 to ${SNAPSHOT_LIMITS.cycles} cycles.`);
  const cycles = raws.slice(0, SNAPSHOT_LIMITS.cycles).map((one, at) => cycleOf(one, at, fault));
  const seen = new Set<string>();
  for (const { cycle } of cycles) {
    if (seen.has(cycle)) fault('同じ系列が2回出てきます。', 'The cycle stands here twice.', cycle);
    seen.add(cycle);
  }
  const category = isText(raw?.['category']) ? raw['category'] : '';
  const content = { slug, title, category, names: names.filter(isText), cycles };
  return { ...content, digest: createHash('sha256').update(JSON.stringify(content)).digest('base64') };
}

function cycleOf(raw: Raw, at: number, fault: (ja: string, en: string, cycle: string) => void): SnapshotCycle {
  const cycle = isText(raw?.['cycle']) ? raw['cycle'] : `#${at + 1}`;
  if (!isText(raw?.['cycle'])) fault('cycle がありません。', 'It has no `cycle`.', cycle);
  const end = (key: string): SnapshotEnd => {
    const value = raw?.[key];
    if (value === undefined || value === null) return null;
    if (value === true) return 'ENDED';
    if (value === false) return 'NONE_ANNOUNCED';
    if (isDay(value)) return value;
    fault(
      `${key} は実在する日付（YYYY-MM-DD）、true、false のいずれかです。`,
      `${key} is a day that exists (YYYY-MM-DD), true or false.`,
      cycle,
    );
    return null;
  };
  const released = raw?.['releaseDate'] ?? null;
  if (released !== null && !isDay(released))
    fault('releaseDate は実在する日付（YYYY-MM-DD）です。', 'releaseDate is a day that exists (YYYY-MM-DD).', cycle);
  return {
    cycle,
    label: isText(raw?.['label']) ? raw['label'] : cycle,
    releasedOn: isDay(released) ? released : null,
    end: end('eol'),
    activeSupportEnd: end('support'),
    extendedSupportEnd: end('extendedSupport'),
  };
}

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= SNAPSHOT_LIMITS.characters;

function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const instant = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(value);
}
