import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { writeXlsx } from '../../server/spreadsheet/write-xlsx.ts';
import { type Counts, importLedger, ledgerOf, openLedger, renamedLedger } from '../support/contracts.ts';
import { openPortal, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';

/** A ledger with headings of the ministry's own: what they mean is said once, remembered, shown, changed and forgotten. */
let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

interface Column {
  cell: string;
  heading: string;
  example: string | null;
  state: string;
  field: string | null;
  guess: string | null;
  remembered: { id: string; version: number; field: string | null; mappedByName: string; mappedAt: string } | null;
}
interface Columns {
  headingLine: number;
  sheetName: string | null;
  columns: Column[];
  missingFields: string[];
  repeatedCells: string[][];
}
const COLUMNS = `headingLine sheetName missingFields repeatedCells
  columns { cell heading example state field guess remembered { id version field mappedByName mappedAt } }`;
const SAVE = `mutation ($input: SaveLedgerHeadingsInput!) { saveLedgerHeadings(input: $input) { ${COLUMNS} } }`;
const DRY_RUN = `query ($fileId: ID!) { contractImport(fileId: $fileId, first: 100) {
  newCount changedCount unchangedCount refusedCount unreadColumns { cell heading }
  rows { key status changes { field after } problems { code cell column } } } }`;

interface DryRun extends Counts {
  unreadColumns: { cell: string; heading: string }[];
  rows: {
    key: string;
    status: string;
    changes: { field: string; after: string }[];
    problems: { code: string; cell: string; column: string }[];
  }[];
}

const columnsOf = async (person: Person, fileId: string): Promise<Columns> =>
  (
    await person.expectData<{ ledgerLayout: Columns }>(`query ($fileId: ID!) { ledgerLayout(fileId: $fileId) { ${COLUMNS} } }`, {
      fileId,
    })
  ).ledgerLayout;
const dryRun = async (person: Person, fileId: string): Promise<DryRun> =>
  (await person.expectData<{ contractImport: DryRun }>(DRY_RUN, { fileId })).contractImport;
const column = ({ columns }: Columns, heading: string): Column => columns.find(one => one.heading === heading)!;

type Choice = [heading: string, field: string | null, version?: number];
const inputOf = (fileId: string, choices: Choice[]) => ({
  input: { fileId, headings: choices.map(([heading, field, version = 0]) => ({ heading, field, version })) },
});
const save = (person: Person, fileId: string, ...choices: Choice[]): Promise<{ saveLedgerHeadings: Columns }> =>
  person.expectData(SAVE, inputOf(fileId, choices));
const refused = (person: Person, fileId: string, ...choices: Choice[]) => person.expectRefusal(SAVE, inputOf(fileId, choices));

const csv = (...lines: string[]): Buffer => Buffer.from(`${lines.join('\r\n')}\r\n`);

/** Somebody who keeps a ledger of an organisation without contracts. */
const keeper = async (): Promise<Person> => (await portal.organisation(Role.BUDGET_OFFICER)).as(Role.BUDGET_OFFICER);

const MINISTRY = '8000012050001';
const RENAMED = { 契約番号: '整理番号', 件名: '案件名', 終了日: '契約満了日', 事業者: '契約の相手方', 金額: '契約金額', 更新: '起案者' };

describe('a ledger with headings of its own', () => {
  it.each(['csv', 'xlsx'] as const)(
    'is read like the one with known headings, once somebody has said what they mean (%s)',
    async format => {
      const { officer } = await openLedger(portal, format === 'csv' ? MINISTRY : '2000012020001');
      const corporateNumber = format === 'csv' ? MINISTRY : '2000012020001';
      const plain = await dryRun(officer, await officer.upload('ledger.csv', await ledgerOf(corporateNumber)));
      const bytes = await renamedLedger(corporateNumber, RENAMED, format);
      const fileId = await officer.upload(`台帳.${format}`, bytes);

      const asked = await columnsOf(officer, fileId);
      expect(asked.missingFields).toEqual(['number', 'title', 'endsOn']);
      expect(column(asked, '契約満了日')).toMatchObject({ cell: 'L1', state: 'UNDECIDED', field: null, guess: 'endsOn' });
      expect(column(asked, '契約の相手方')).toMatchObject({ guess: 'vendorName', example: expect.stringMatching(/サンプル/) });
      expect(column(asked, '整理番号').guess).toBe('number');
      expect(column(asked, '案件名').guess).toBe('title');
      expect(column(asked, '種別')).toMatchObject({ state: 'KNOWN', field: 'kind' });
      const early = await officer.expectRefusal(DRY_RUN, { fileId });
      expect(early).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', field: 'fileId', fault: 'HEADING_MISSING' } });

      const said: Choice[] = [
        ['整理番号', 'number'],
        ['案件名', 'title'],
        ['契約満了日', 'endsOn'],
        ['契約の相手方', 'vendorName'],
        ['契約金額', 'amount'],
        ['起案者', null],
      ];
      expect((await save(officer, fileId, ...said)).saveLedgerHeadings.missingFields).toEqual([]);
      const mapped = await dryRun(officer, fileId);
      expect(mapped).toMatchObject({ newCount: plain.newCount, refusedCount: plain.refusedCount });
      expect(mapped.unreadColumns).toEqual([{ cell: 'P1', heading: '起案者' }]);
      expect(mapped.rows.map(({ key, status }) => [key, status])).toEqual(plain.rows.map(({ key, status }) => [key, status]));
      // Faults name the heading that the person sees in the file.
      expect(new Set(mapped.rows.flatMap(({ problems }) => problems.map(one => one.column)))).toEqual(
        new Set(plain.rows.flatMap(({ problems }) => problems.map(one => RENAMED[one.column as keyof typeof RENAMED] ?? one.column))),
      );
      expect(await importLedger(officer, bytes, `台帳.${format}`)).toMatchObject({ newCount: plain.newCount, changedCount: 0 });

      // Next year's file, and the ledger as it is exported, both find the same contracts.
      const next = await officer.upload(`来年度.${format}`, bytes);
      expect((await columnsOf(officer, next)).columns.filter(({ state }) => state === 'UNDECIDED')).toEqual([]);
      expect(await importLedger(officer, bytes, `来年度.${format}`)).toMatchObject({
        newCount: 0,
        changedCount: 0,
        unchangedCount: plain.newCount,
      });
    },
  );

  it('says who said when what a heading means, to the own organisation alone', async () => {
    const organisation = await portal.organisation(Role.BUDGET_OFFICER, Role.SYSTEM_OWNER);
    const [first, colleague] = [organisation.as(Role.BUDGET_OFFICER), organisation.as(Role.SYSTEM_OWNER)];
    const lines = csv('契約番号,種別,件名,満期', 'C-1,運用,件名,2027-03-31');
    await save(first, await first.upload('a.csv', lines), ['満期', 'endsOn']);
    const again = await columnsOf(colleague, await colleague.upload('b.csv', lines));
    expect(column(again, '満期')).toMatchObject({ state: 'REMEMBERED', field: 'endsOn', remembered: { version: 1, field: 'endsOn' } });
    expect(Date.parse(column(again, '満期').remembered!.mappedAt)).toBeGreaterThan(0);
    const other = await keeper();
    expect(column(await columnsOf(other, await other.upload('c.csv', lines)), '満期').state).toBe('UNDECIDED');
  });

  it('lets go before what everybody calls it what the organisation calls it', async () => {
    const person = await keeper();
    const fileId = await person.upload('a.csv', csv('契約番号,種別,件名,終了日,実際の終期', 'C-1,運用,件名,2027-03-31,2028-03-31'));
    await save(person, fileId, ['終了日', null], ['実際の終期', 'endsOn']);
    const { rows, unreadColumns } = await dryRun(person, fileId);
    expect(rows[0]!.changes).toContainEqual({ field: 'endsOn', after: '2028-03-31' });
    expect(unreadColumns).toEqual([{ cell: 'D1', heading: '終了日' }]);
  });

  it('finds the headings below a title, and names columns without one as not read', async () => {
    const person = await keeper();
    const bytes = await writeXlsx({
      title: '台帳',
      sheets: [
        {
          name: '令和8年度',
          columns: ['No', '種類', '契約件名', '契約満了日', ''].map(heading => ({ heading })),
          rows: [['C-1', '運用', '件名', '令和9年3月31日', '手書きのメモ']],
        },
      ],
    });
    const asked = await columnsOf(person, await person.upload('a.xlsx', bytes));
    expect(asked).toMatchObject({ sheetName: '令和8年度', missingFields: ['number', 'kind', 'endsOn'] });
    expect(asked.columns.at(-1)).toMatchObject({ heading: '', state: 'UNNAMED', example: '手書きのメモ' });
    const titled = await person.upload(
      'b.csv',
      csv('契約台帳,,', '作成日,令和8年4月1日,', '番号,契約の種別,契約件名,期限', 'C-1,運用,件名,2027-03-31'),
    );
    expect(await columnsOf(person, titled)).toMatchObject({ headingLine: 3, columns: [{ cell: 'A3' }, {}, {}, {}] });
  });

  it('reads unit and basis that stand in the heading', async () => {
    const person = await keeper();
    const fileId = await person.upload(
      'a.csv',
      csv('契約番号,種別,件名,終了日,年間契約額（年額・千円）', 'C-1,運用,件名,2027-03-31,"1,980"'),
    );
    await save(person, fileId, ['年間契約額（年額・千円）', 'amount']);
    const { rows } = await dryRun(person, fileId);
    expect(rows[0]!.changes).toEqual(
      expect.arrayContaining([
        { field: 'amountYen', after: '1980000' },
        { field: 'amountBasis', after: 'PER_YEAR' },
      ]),
    );
    const against = await person.upload(
      'b.csv',
      csv('契約番号,種別,件名,終了日,金額（千円）,金額単位,金額区分', 'C-1,運用,件名,2027-03-31,5,円,年額'),
    );
    expect((await dryRun(person, against)).rows[0]!.problems).toMatchObject([{ code: 'MISMATCH', cell: 'F2', column: '金額単位' }]);
  });
});

describe('saying what headings mean', () => {
  const lines = csv('契約番号,種別,件名,満了日,終わり,満了日 ', 'C-1,運用,件名,2027-03-31,,');

  it('refuses with the place what cannot be', async () => {
    const person = await keeper();
    const fileId = await person.upload('a.csv', csv('契約番号,種別,件名,満了日,終わり', 'C-1,運用,件名,2027-03-31,'));
    const fields: [Choice[], string, RegExp][] = [
      [
        [
          ['満了日', 'endsOn'],
          ['終わり', 'endsOn'],
        ],
        'headings[1].field',
        /「満了日」（D1）と「終わり」（E1）.*「終了日」/,
      ],
      [[['満了日', 'ends']], 'headings[0].field', /台帳の項目にありません/],
      [
        [
          ['満了日', 'endsOn'],
          ['終わり', 'requestedYen'],
        ],
        'headings[1].field',
        /年度がない/,
      ],
      [[['ない見出し', 'endsOn']], 'headings[0].heading', /このファイルにありません/],
      [
        [
          ['満了日', 'endsOn'],
          ['満了日', null],
        ],
        'headings[1].heading',
        /2通り/,
      ],
      [[['満了日', null]], 'headings', /「終了日」/],
    ];
    for (const [choices, field, message] of fields) {
      const refusal = await refused(person, fileId, ...choices);
      expect([refusal.extensions.code, refusal.extensions['field'], refusal.message]).toEqual([
        'BAD_USER_INPUT',
        field,
        expect.stringMatching(message),
      ]);
    }
    expect((await person.expectData<{ ledgerHeadings: object }>('{ ledgerHeadings { totalCount } }')).ledgerHeadings).toEqual({
      totalCount: 0,
    });
  });

  it('refuses one heading that stands twice, in the form and in the dry run', async () => {
    const person = await keeper();
    const fileId = await person.upload('a.csv', lines);
    const refusal = await refused(person, fileId, ['満了日', 'endsOn']);
    expect(refusal.message).toContain('「満了日」（D1）と「満了日」（F1）');
    const known = await person.upload('b.csv', csv('契約番号,種別,件名,終了日,終了日', 'C-1,運用,件名,,'));
    expect((await columnsOf(person, known)).repeatedCells).toEqual([['D1', 'E1']]);
    expect(await person.expectRefusal(DRY_RUN, { fileId: known })).toMatchObject({ extensions: { fault: 'HEADING_DUPLICATED' } });
  });

  it('tells a late writer, takes the same again for nothing, and forgets what it is told to', async () => {
    const person = await keeper();
    const fileId = await person.upload('a.csv', csv('契約番号,種別,件名,終了日,予備', 'C-1,運用,件名,2027-03-31,x'));
    const { saveLedgerHeadings: first } = await save(person, fileId, ['予備', 'productName']);
    const { id } = column(first, '予備').remembered!;
    expect(column((await save(person, fileId, ['予備', 'productName'])).saveLedgerHeadings, '予備').remembered!.version).toBe(1);
    expect((await refused(person, fileId, ['予備', 'vendorName'])).extensions).toMatchObject({ code: 'CONFLICT', currentVersion: 1 });
    await save(person, fileId, ['予備', 'vendorName', 1]);
    const forget = 'mutation ($input: ForgetLedgerHeadingInput!) { forgetLedgerHeading(input: $input) { id heading } }';
    expect((await person.expectRefusal(forget, { input: { ledgerHeadingId: id, version: 1 } })).extensions.code).toBe('CONFLICT');
    const stranger = await keeper();
    expect((await stranger.expectRefusal(forget, { input: { ledgerHeadingId: id, version: 2 } })).extensions.code).toBe('NOT_FOUND');
    expect(await person.expectData(forget, { input: { ledgerHeadingId: id, version: 2 } })).toEqual({
      forgetLedgerHeading: { id, heading: '予備' },
    });
    expect(column(await columnsOf(person, fileId), '予備')).toMatchObject({ state: 'UNDECIDED', remembered: null });
    const { rows } = await portal.superuser.query<{ action: string }>(
      `select action from audit_entry where subject = 'ledger_heading' and subject_id = $1 order by at, id`,
      [id],
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'saveLedgerHeadings insert',
      'saveLedgerHeadings update',
      'forgetLedgerHeading delete',
    ]);
  });
});
