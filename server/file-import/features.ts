import { ref } from '@mikro-orm/core';
import type { Context } from '../context.ts';
import { Feature, FEATURE_DAYS } from '../feature/entity.ts';
import { findOwnSystem, nextPosition } from '../feature/service.ts';
import type { InformationSystem } from '../information-system/entity.ts';
import type { TableColumn } from '../spreadsheet/find-table.ts';
import type { UploadedFile } from '../uploaded-file/entity.ts';
import { dayOf } from './cells.ts';
import { type PlannedRow, plannedRow, refuseRepeated, requireNoneRefused, RowReader, tableOf } from './plan.ts';

type Key = 'code' | 'majorGroup' | 'middleGroup' | 'name' | 'nameEn' | 'validFrom' | 'validTo';

/** Columns of a feature list. */
export const FEATURE_COLUMNS: readonly TableColumn<Key>[] = [
  { key: 'code', headings: ['機能コード', '機能ID', 'Feature code'], required: true },
  { key: 'majorGroup', headings: ['大分類', 'Major group'], required: true },
  { key: 'middleGroup', headings: ['中分類', 'Middle group'] },
  { key: 'name', headings: ['機能名', 'Feature'], required: true },
  { key: 'nameEn', headings: ['英語名', 'English name'] },
  { key: 'validFrom', headings: ['提供開始日', 'Valid from'] },
  { key: 'validTo', headings: ['提供終了日', 'Valid to'] },
];

type Content = Record<string, unknown> & { code: string; name: string; majorGroup: string };

async function plan(context: Context, file: UploadedFile, system: InformationSystem): Promise<PlannedRow<Content>[]> {
  const table = tableOf(file, FEATURE_COLUMNS);
  const present = new Map((await context.em.find(Feature, { system })).map(feature => [feature.code, feature]));
  const rows = table.rows.map(row => {
    const reader = new RowReader(row, FEATURE_COLUMNS);
    const optional = (key: 'middleGroup' | 'nameEn'): string | null | undefined =>
      table.keys.has(key) ? reader.text(key) || null : undefined;
    const day = (key: 'validFrom' | 'validTo'): string | null | undefined => (table.keys.has(key) ? dayOf(reader, key) : undefined);
    reader.required('code', 100);
    const code = reader.plain('code');
    const content: Content = {
      code,
      name: reader.required('name'),
      nameEn: optional('nameEn'),
      majorGroup: reader.required('majorGroup'),
      middleGroup: optional('middleGroup'),
      validFrom: day('validFrom'),
      validTo: day('validTo'),
    };
    reader.daysInOrder(FEATURE_DAYS, present.get(code) ?? null, content);
    return plannedRow(
      { line: row.line, key: code, label: content.name, faults: reader.faults },
      (present.get(code) as unknown as Record<string, unknown>) ?? null,
      content,
    );
  });
  refuseRepeated(rows, FEATURE_COLUMNS[0]!.headings[0]);
  return rows;
}

/** What the file would change in the feature list of a system of the viewer's organisation. Features it does not name stay. */
export async function planFeatures(context: Context, file: UploadedFile, systemId: string): Promise<PlannedRow<unknown>[]> {
  return plan(context, file, await findOwnSystem(context, systemId, 'importFeatures'));
}

/** Writes the plan, all of it or nothing. New features come after those that are there, in the order of the file. */
export async function importFeatures(context: Context, file: UploadedFile, systemId: string): Promise<PlannedRow<unknown>[]> {
  const { em } = context;
  const system = await findOwnSystem(context, systemId, 'importFeatures');
  const rows = await plan(context, file, system);
  requireNoneRefused(rows);
  const present = new Map((await em.find(Feature, { system })).map(feature => [feature.code, feature]));
  let position = await nextPosition(em, system);
  for (const { content } of rows) {
    if (!content) continue;
    const said = Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined)) as Partial<Feature>;
    const known = present.get(content.code);
    if (known) em.assign(known, said);
    else em.create(Feature, { ...(said as Feature), system: ref(system), position: position++ });
  }
  await em.flush();
  return rows;
}
