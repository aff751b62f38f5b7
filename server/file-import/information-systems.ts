import { type Context, signedIn } from '../context.ts';
import { InformationSystem, LifecycleState, SYSTEM_DAYS, SystemClass, SystemProfile } from '../information-system/entity.ts';
import { findOrganisation } from '../organisation/service.ts';
import type { TableColumn } from '../spreadsheet/find-table.ts';
import type { UploadedFile } from '../uploaded-file/entity.ts';
import { dayOf, fixedWord } from './cells.ts';
import { type PlannedRow, plannedRow, refuseRepeated, requireNoneRefused, RowReader, tableOf } from './plan.ts';

type DayKey = 'plannedOn' | 'operationStartsOn' | 'replacementOn' | 'retiresOn';
type Key = 'code' | 'provider' | 'name' | 'nameEn' | 'description' | 'systemClass' | 'profile' | 'lifecycleState' | DayKey;

/** Columns of a list of systems. */
export const INFORMATION_SYSTEM_COLUMNS: readonly TableColumn<Key>[] = [
  { key: 'code', headings: ['情報システムID', 'System ID'], required: true },
  { key: 'name', headings: ['情報システム名', 'Name'], required: true },
  { key: 'provider', headings: ['府省法人番号', '法人番号', 'Corporate number'] },
  { key: 'nameEn', headings: ['英語名', 'English name'] },
  { key: 'description', headings: ['概要', 'Description'] },
  { key: 'systemClass', headings: ['システム区分', 'Class'] },
  { key: 'profile', headings: ['システムプロファイル', 'Profile'] },
  { key: 'lifecycleState', headings: ['ライフサイクル', 'Lifecycle'] },
  { key: 'plannedOn', headings: ['計画決定日', 'Planned on'] },
  { key: 'operationStartsOn', headings: ['運用開始日', 'Operation starts on'] },
  { key: 'replacementOn', headings: ['更改予定日', 'Replacement on'] },
  { key: 'retiresOn', headings: ['廃止予定日', 'Retires on'] },
];

/** Words for the fixed values, in both languages, besides the value itself. */
export const SYSTEM_WORDS = {
  systemClass: {
    [SystemClass.DIGITAL_AGENCY]: ['①デジタル庁システム', 'デジタル庁システム', '①', 'Digital Agency'],
    [SystemClass.JOINT_PROJECT]: [
      '②デジタル庁・各府省共同プロジェクト型システム',
      'デジタル庁・各府省共同プロジェクト型システム',
      '②',
      'Joint project',
    ],
    [SystemClass.MINISTRY]: ['③各府省システム', '各府省システム', '③', 'Ministry'],
  },
  profile: { [SystemProfile.I]: ['I'], [SystemProfile.II]: ['II'], [SystemProfile.III]: ['III'], [SystemProfile.IV]: ['IV'] },
  lifecycleState: {
    [LifecycleState.PLANNED]: ['計画中', 'Planned'],
    [LifecycleState.IN_OPERATION]: ['運用中', 'In operation'],
    [LifecycleState.BEING_REPLACED]: ['更改中', 'Being replaced'],
    [LifecycleState.RETIRED]: ['廃止', 'Retired'],
  },
} as const;

type Content = Record<string, unknown> & { code: string; name: string };

/** What the file would change among the systems of the viewer's organisation. Columns that it lacks change nothing. */
export async function planInformationSystems(context: Context, file: UploadedFile): Promise<PlannedRow<Content>[]> {
  const { em } = context;
  const table = tableOf(file, INFORMATION_SYSTEM_COLUMNS);
  const own = await findOrganisation(context, signedIn(context).organisationId);
  const present = new Map((await em.find(InformationSystem, { tenantId: own.id })).map(system => [system.code, system]));
  const rows = table.rows.map(row => {
    const reader = new RowReader(row, INFORMATION_SYSTEM_COLUMNS);
    const code = reader.required('code', 100);
    const provider = reader.plain('provider');
    if (provider && provider !== own.corporateNumber) {
      reader.refuse(
        'provider',
        'OTHER_ORGANISATION',
        { ja: `自組織（${own.name}）以外のシステムです。`, en: `This system is not of your organisation (${own.nameEn}).` },
        { ja: 'この行を除き、その組織の担当者が取り込んでください。', en: 'Leave this row out; somebody of that organisation imports it.' },
      );
    }
    const word = <Name extends keyof typeof SYSTEM_WORDS>(name: Name): string | null | undefined =>
      table.keys.has(name) ? fixedWord(reader, name, SYSTEM_WORDS[name]) : undefined;
    const day = (name: DayKey): string | null | undefined => (table.keys.has(name) ? dayOf(reader, name) : undefined);
    const optional = (name: 'nameEn' | 'description'): string | null | undefined =>
      table.keys.has(name) ? reader.text(name, name === 'description' ? 4000 : 200) || null : undefined;
    const content: Content = {
      code,
      name: reader.required('name'),
      nameEn: optional('nameEn'),
      description: optional('description'),
      systemClass: word('systemClass'),
      profile: word('profile'),
      // A system without a state would be one that nobody knows to run; new ones run unless the file says otherwise.
      lifecycleState: word('lifecycleState') ?? (present.has(code) ? undefined : LifecycleState.IN_OPERATION),
      plannedOn: day('plannedOn'),
      operationStartsOn: day('operationStartsOn'),
      replacementOn: day('replacementOn'),
      retiresOn: day('retiresOn'),
    };
    reader.daysInOrder(SYSTEM_DAYS, present.get(code) ?? null, content);
    return plannedRow(
      { line: row.line, key: code, label: content.name, faults: reader.faults },
      (present.get(code) as unknown as Record<string, unknown>) ?? null,
      content,
    );
  });
  refuseRepeated(rows, INFORMATION_SYSTEM_COLUMNS[0]!.headings[0]);
  return rows;
}

/** Writes the plan, all of it or nothing. */
export async function importInformationSystems(context: Context, file: UploadedFile): Promise<PlannedRow<unknown>[]> {
  const { em } = context;
  const rows = await planInformationSystems(context, file);
  requireNoneRefused(rows);
  const present = new Map(
    (await em.find(InformationSystem, { tenantId: signedIn(context).organisationId })).map(system => [system.code, system]),
  );
  for (const { content } of rows) {
    if (!content) continue;
    const said = Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined)) as Partial<InformationSystem>;
    const known = present.get(content.code);
    if (known) em.assign(known, said);
    else em.create(InformationSystem, said as never);
  }
  await em.flush();
  return rows;
}
