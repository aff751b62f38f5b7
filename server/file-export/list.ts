import type { EntityManager } from '@mikro-orm/postgresql';
import { Feature } from '../feature/entity.ts';
import type { Words } from '../file-import/cells.ts';
import { CONTRACT_COLUMNS } from '../file-import/contract-columns.ts';
import { FEATURE_COLUMNS } from '../file-import/features.ts';
import { INFORMATION_SYSTEM_COLUMNS, SYSTEM_WORDS } from '../file-import/information-systems.ts';
import { ORGANISATION_COLUMNS } from '../file-import/organisations.ts';
import type { InformationSystem } from '../information-system/entity.ts';
import { systemsOf } from '../information-system/query.ts';
import type { Language } from '../language.ts';
import { Organisation } from '../organisation/entity.ts';
import { PROTOCOL_ORDER } from '../organisation/service.ts';
import type { TableColumn } from '../spreadsheet/find-table.ts';
import type { Query } from './address.ts';
import { systemFilterOf } from './system-query.ts';
import type { ExportTable } from './table.ts';

/** Headings that the import of the same list takes back, so that an export can be edited and returned. */
function headings(columns: readonly TableColumn<string>[], language: Language): string[] {
  return columns.map(({ headings }) => (language === 'ja' ? headings[0] : headings.at(-1)!));
}

/** The word that the import of the same list reads as this value; null for none. */
export function wordOf(words: Words, value: string | null | undefined, language: Language): string | null {
  const known = value ? words[value] : undefined;
  return (language === 'ja' ? known?.[0] : known?.at(-1)) ?? null;
}

export async function organisationList(em: EntityManager, language: Language): Promise<ExportTable> {
  const organisations = await em.find(Organisation, {}, { populate: ['parent'], orderBy: PROTOCOL_ORDER });
  const cells = (one: Organisation): Record<string, string | number | null> =>
    ({ ...one, parent: one.parent?.getEntity().corporateNumber ?? null }) as never;
  return tableOf(language === 'ja' ? '組織一覧' : 'Organisations', ORGANISATION_COLUMNS, language, organisations.map(cells));
}

/** The systems that the address lets through, in its order. */
export async function informationSystemList(em: EntityManager, query: Query, language: Language): Promise<ExportTable> {
  const { filter, sort } = systemFilterOf(query);
  const systems = await systemsOf(em, filter, sort);
  const providers = new Map((await em.find(Organisation, {})).map(({ id, corporateNumber }) => [id, corporateNumber]));
  const word = (name: keyof typeof SYSTEM_WORDS, value: string | null | undefined): string | null =>
    wordOf(SYSTEM_WORDS[name], value, language);
  const cells = systems.map(system => ({
    ...system,
    provider: providers.get(system.tenantId) ?? null,
    systemClass: word('systemClass', system.systemClass),
    profile: word('profile', system.profile),
    lifecycleState: word('lifecycleState', system.lifecycleState),
  }));
  return tableOf(language === 'ja' ? '情報システム一覧' : 'Systems', INFORMATION_SYSTEM_COLUMNS, language, cells as never);
}

export async function featureList(em: EntityManager, system: InformationSystem, language: Language): Promise<ExportTable> {
  const features = await em.find(Feature, { system }, { orderBy: { position: 'asc' } });
  return tableOf(`${system.name}${language === 'ja' ? '_機能一覧' : '_features'}`, FEATURE_COLUMNS, language, features as never);
}

/** Headings alone, to be filled in and imported. */
export function template(kind: 'organisations' | 'information-systems' | 'features' | 'contracts', language: Language): ExportTable {
  const columns: readonly TableColumn<string>[] = {
    organisations: ORGANISATION_COLUMNS,
    'information-systems': INFORMATION_SYSTEM_COLUMNS,
    features: FEATURE_COLUMNS,
    contracts: CONTRACT_COLUMNS,
  }[kind];
  return tableOf(kind, columns, language, []);
}

export function tableOf(
  title: string,
  columns: readonly TableColumn<string>[],
  language: Language,
  rows: Record<string, string | number | null>[],
): ExportTable {
  return { title, columns: headings(columns, language), rows: rows.map(row => columns.map(({ key }) => row[key] ?? null)) };
}
