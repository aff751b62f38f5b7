import { ref } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type Context, signedIn } from '../context.ts';
import { isCorporateNumber } from '../organisation/corporate-number.ts';
import { Organisation, OrganisationName } from '../organisation/entity.ts';
import { isOperator } from '../organisation/service.ts';
import { dayBefore, today } from '../scalars.ts';
import type { TableColumn } from '../spreadsheet/find-table.ts';
import type { UploadedFile } from '../uploaded-file/entity.ts';
import { type PlannedRow, plannedRow, refuseRepeated, requireNoneRefused, RowReader, tableOf } from './plan.ts';

type Key = 'corporateNumber' | 'name' | 'nameEn' | 'shortName' | 'kana' | 'protocolOrder' | 'parent';

/** Columns of a list of organisations; the first name of each stands in exports and templates. */
export const ORGANISATION_COLUMNS: readonly (TableColumn<Key> & { headings: readonly [string, ...string[]] })[] = [
  { key: 'corporateNumber', headings: ['法人番号', 'Corporate number'], required: true },
  { key: 'name', headings: ['府省名', '組織名', '名称', 'Name'], required: true },
  { key: 'nameEn', headings: ['英語名', 'English name'], required: true },
  { key: 'protocolOrder', headings: ['建制順', 'Protocol order'], required: true },
  { key: 'shortName', headings: ['略称', 'Short name'] },
  { key: 'kana', headings: ['よみがな', 'ふりがな', 'Reading'] },
  { key: 'parent', headings: ['上位組織の法人番号', 'Corporate number of parent'] },
];

interface Content extends Record<string, unknown> {
  corporateNumber: string;
  name: string;
  nameEn: string;
  shortName: string | undefined;
  kana: string | undefined;
  protocolOrder: number;
  parent: string | null | undefined;
}

/** What the file would change in the directory. Columns that it lacks change nothing. */
export async function planOrganisations(context: Context, file: UploadedFile): Promise<PlannedRow<Content>[]> {
  const { em } = context;
  const own = signedIn(context).organisationId;
  const keepsAll = await isOperator(em, own);
  const table = tableOf(file, ORGANISATION_COLUMNS);
  const present = new Map(
    (await em.find(Organisation, {}, { populate: ['parent'] })).map(organisation => [organisation.corporateNumber, organisation]),
  );
  const inFile = new Set(table.rows.map(row => new RowReader(row, ORGANISATION_COLUMNS).plain('corporateNumber')));
  const rows = table.rows.map(row => {
    const reader = new RowReader(row, ORGANISATION_COLUMNS);
    const corporateNumber = reader.plain('corporateNumber');
    if (!isCorporateNumber(corporateNumber)) {
      reader.refuse(
        'corporateNumber',
        'CORPORATE_NUMBER',
        { ja: '法人番号の桁数か検査数字が正しくありません。', en: 'Length or check digit of the corporate number is wrong.' },
        {
          ja: '国税庁の法人番号公表サイトで確認し、13桁で入れてください。',
          en: 'Look up the 13 digits on the National Tax Agency’s site.',
        },
      );
    }
    const order = reader.plain('protocolOrder');
    if (!/^[1-9]\d{0,3}$/.test(order)) {
      reader.refuse(
        'protocolOrder',
        'NUMBER',
        { ja: '建制順が1から9999の整数ではありません。', en: 'The protocol order is not a whole number from 1 to 9999.' },
        { ja: '整数で入れてください。', en: 'Fill in a whole number.' },
      );
    }
    const parent = table.keys.has('parent') ? reader.plain('parent') || null : undefined;
    if (parent && !present.has(parent) && !inFile.has(parent)) {
      reader.refuse(
        'parent',
        'PARENT_UNKNOWN',
        { ja: '上位組織が登録されておらず、このファイルにもありません。', en: 'The parent is neither registered nor in this file.' },
        { ja: '上位組織の行を加えるか、法人番号を直してください。', en: 'Add a row for the parent, or correct the number.' },
      );
    }
    const known = present.get(corporateNumber) ?? null;
    const name = reader.required('name');
    const content: Content = {
      corporateNumber,
      name,
      nameEn: reader.required('nameEn'),
      shortName: reader.text('shortName', 40) || (known ? undefined : name),
      kana: table.keys.has('kana') ? reader.text('kana') : undefined,
      protocolOrder: Number(order),
      parent,
    };
    const shown = known && { ...known, parent: known.parent?.getEntity().corporateNumber ?? null };
    const base = { line: row.line, key: corporateNumber, label: name, faults: reader.faults };
    const planned = plannedRow(base, shown, content);
    const keeper = known ? [known.id, known.parent?.id] : [present.get(parent ?? '')?.id];
    if (!planned.content || keepsAll || keeper.includes(own)) return planned;
    reader.refuse(
      'corporateNumber',
      'NOT_KEPT',
      {
        ja: 'この組織を登録・変更できるのは、上位の府省か運営組織です。',
        en: 'The ministry above it or the operator keeps this organisation.',
      },
      { ja: 'この行を除くか、運営組織に依頼してください。', en: 'Leave this row out, or ask the operator.' },
    );
    return plannedRow(base, shown, content);
  });
  refuseRepeated(rows, ORGANISATION_COLUMNS[0]!.headings[0]);
  return rows;
}

/** Writes the plan, all of it or nothing. A changed name becomes a renaming from today on, so the former one is kept. */
export async function importOrganisations(context: Context, file: UploadedFile): Promise<PlannedRow<unknown>[]> {
  const { em } = context;
  const rows = await planOrganisations(context, file);
  requireNoneRefused(rows);
  const organisations = new Map((await em.find(Organisation, {})).map(organisation => [organisation.corporateNumber, organisation]));
  const present = new Map(organisations);
  const writing = rows.flatMap(({ content }) => content ?? []);
  for (const { parent, ...content } of writing) {
    const known = organisations.get(content.corporateNumber);
    const { shortName = known?.shortName ?? content.name, kana = known?.kana ?? '', ...rest } = content;
    if (!known) {
      // A ministry may add what stands below it from the start, and nothing else.
      const above = present.get(parent ?? '');
      organisations.set(content.corporateNumber, em.create(Organisation, { ...rest, shortName, kana, parent: above ? ref(above) : null }));
      continue;
    }
    if (known.name !== content.name) keepFormerName(em, known);
    em.assign(known, { ...rest, shortName, kana });
  }
  // Parents may stand below their agencies in the file, so rows come first and ties after.
  await em.flush();
  for (const { corporateNumber, parent } of writing) {
    if (parent !== undefined) organisations.get(corporateNumber)!.parent = parent ? ref(organisations.get(parent)!) : null;
  }
  await em.flush();
  return rows;
}

function keepFormerName(em: EntityManager, organisation: Organisation): void {
  const { id, name, nameEn, shortName, kana } = organisation;
  em.create(OrganisationName, {
    tenantId: id,
    organisation: ref(organisation),
    name,
    nameEn,
    shortName,
    kana,
    validUntil: dayBefore(today()),
  });
}
