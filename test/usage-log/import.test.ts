import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { encodeCp932 } from '../../server/spreadsheet/cp932.ts';
import { writeXlsx } from '../../server/spreadsheet/write-xlsx.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { makeSystem } from '../support/survey.ts';

let portal: TestPortal;
let ministry: TestOrganisation;
let other: TestOrganisation;
let owner: Person;
let systemId: string;

beforeAll(async () => {
  portal = await openPortal();
  ministry = await portal.organisation(Role.SYSTEM_OWNER, Role.RESPONDENT, Role.PORTFOLIO_MANAGER);
  other = await portal.organisation(Role.SYSTEM_OWNER);
  owner = ministry.as(Role.SYSTEM_OWNER);
});
afterAll(() => portal.close());
beforeEach(async () => {
  systemId = (await makeSystem(owner, 2)).id;
});

const HEAD = '年月,機能ID,法人番号,利用件数,利用者数';
const file = (...rows: string[]): string => [HEAD, ...rows, ''].join('\r\n');
const json = (...rows: object[]): string => rows.map(row => `${JSON.stringify(row)}\n`).join('');

/** Every month that is known of the system: key, month, count and users. */
async function known(): Promise<string[]> {
  const { rows } = await portal.superuser.query<{ text: string }>(
    `select concat_ws(' ', k.key, o.name, to_char(make_date(l.fiscal_year, 4, 1) + make_interval(months => n - 1), 'YYYY-MM'), l.counts[n], coalesce(l.users[n]::text, '?')) as text
     from usage_log l join usage_log_key k on k.id = l.key_id join organisation o on o.id = l.organisation_id, generate_series(1, 12) n
     where k.system_id = $1 and l.counts[n] is not null`,
    [systemId],
  );
  return rows.map(({ text }) => text.replaceAll(ministry.name, 'own').replaceAll(other.name, 'other')).toSorted();
}

const refusals = (body: Record<string, unknown>): string[] =>
  (body['refused'] as { line: number; code: string; value: string }[]).map(({ line, code, value }) => `${line} ${code} ${value}`);

describe('what goes in', () => {
  it('is what the file says, and the same file again changes nothing', async () => {
    const log = file(
      `2025-04,F-1,${ministry.corporateNumber},24,12`,
      `2026-03,F-1,${other.corporateNumber},0,0`,
      `2025-05,login,${ministry.corporateNumber},7,`,
    );
    const first = await owner.importLog(systemId, log, { fileName: '利用ログ.csv' });
    expect(first.status, JSON.stringify(first.body)).toBe(200);
    expect(first.body).toMatchObject({
      dryRun: false,
      fileName: '利用ログ.csv',
      format: 'CSV',
      rowCount: 3,
      newCount: 3,
      changedCount: 0,
      unchangedCount: 0,
      repeatedCount: 0,
      refusedCount: 0,
      unmappedCount: 1,
      unmappedKeyCount: 1,
      unmappedKeys: [{ key: 'login', rowCount: 1, count: '7' }],
      months: ['2025-04', '2025-05', '2026-03'],
      refused: [],
    });
    const before = await known();
    expect(before).toEqual(['F-1 other 2026-03 0 0', 'F-1 own 2025-04 24 12', 'login own 2025-05 7 ?']);
    expect((await owner.importLog(systemId, log)).body).toMatchObject({ newCount: 0, changedCount: 0, unchangedCount: 3 });
    expect(await known()).toEqual(before);
  });

  it('replaces a month that is told otherwise, and leaves every other', async () => {
    await owner.importLog(systemId, file(`2025-04,F-1,${ministry.corporateNumber},24,12`, `2025-05,F-1,${ministry.corporateNumber},5,3`));
    const { body } = await owner.importLog(
      systemId,
      file(
        `2025-05,F-1,${ministry.corporateNumber},6,3`,
        `2025-06,F-1,${ministry.corporateNumber},1,1`,
        `2025-04,F-1,${ministry.corporateNumber},24,12`,
      ),
    );
    expect(body).toMatchObject({ newCount: 1, changedCount: 1, unchangedCount: 1 });
    expect(await known()).toEqual(['F-1 own 2025-04 24 12', 'F-1 own 2025-05 6 3', 'F-1 own 2025-06 1 1']);
  });

  it('keeps the users that a file does not tell of, and forgets those that it says are unknown', async () => {
    const { corporateNumber } = ministry;
    await owner.importLog(systemId, file(`2025-04,F-1,${corporateNumber},24,12`));
    const silent = await owner.importLog(systemId, `年月,機能ID,法人番号,利用件数\n2025-04,F-1,${corporateNumber},25\n`);
    expect(silent.body).toMatchObject({ changedCount: 1 });
    expect(await known()).toEqual(['F-1 own 2025-04 25 12']);
    expect((await owner.importLog(systemId, file(`2025-04,F-1,${corporateNumber},25,`))).body).toMatchObject({ changedCount: 1 });
    expect(await known()).toEqual(['F-1 own 2025-04 25 ?']);
    expect((await owner.importLog(systemId, file(`2025-04,F-1,${corporateNumber},25,`))).body).toMatchObject({
      changedCount: 0,
      unchangedCount: 1,
    });
  });

  it('is the same from CSV in either encoding, with tabs, from XLSX and from lines of JSON', async () => {
    const rows = [
      ['2025-04', '申請・受付', ministry.corporateNumber, '1,024', '12'],
      ['2025年5月', 'F-2', other.corporateNumber, '３', ''],
    ];
    const table = (delimiter: string): string =>
      [
        HEAD.replaceAll(',', delimiter),
        ...rows.map(row => row.map(cell => (cell.includes(delimiter) ? `"${cell}"` : cell)).join(delimiter)),
      ].join('\r\n');
    const sheet = { name: '利用ログ', columns: HEAD.split(',').map(heading => ({ heading })), rows };
    const objects = rows.map(([month, key, corporateNumber, count, users]) => ({
      month,
      key,
      corporateNumber,
      count,
      users: users ? Number(users) : null,
    }));
    const files: [format: string, bytes: string | Uint8Array][] = [
      ['CSV', table(',')],
      ['CSV', `\uFEFF${table(',')}\r\n`],
      ['CSV', encodeCp932(table(','))],
      ['CSV', Buffer.from(`\uFEFF${table('\t')}`, 'utf16le')],
      ['CSV', encodeCp932(table('\t').replaceAll('\r\n', '\r'))],
      ['XLSX', await writeXlsx({ title: '利用ログ', sheets: [sheet] })],
      ['JSON_LINES', json(...objects)],
      ['JSON_LINES', `\uFEFF${json(...objects).replaceAll('\n', '\r\n\r\n')}`],
    ];
    const told = ['F-2 other 2025-05 3 ?', '申請・受付 own 2025-04 1024 12'];
    for (const [index, [format, bytes]] of files.entries()) {
      const { body } = await owner.importLog(systemId, bytes, { fileName: '利用ログ' });
      expect(body, String(index)).toMatchObject({
        format,
        rowCount: 2,
        newCount: index === 0 ? 2 : 0,
        unchangedCount: index === 0 ? 0 : 2,
        refusedCount: 0,
      });
      expect(await known()).toEqual(told);
    }
  });

  it('is found below a title, under headings in either language, and past blank rows', async () => {
    const { body } = await owner.importLog(
      systemId,
      `利用ログ 令和7年度\n\nfeature code,Month,users,count,corporate number,note\nF-1,令和7年4月,2,9,${ministry.corporateNumber},x\n,,,,,\n\nF-2,202504,,1,${ministry.corporateNumber},"多行\nの備考"\n"F,3",2025/4,1,1,${ministry.corporateNumber},"5"" disk"`,
    );
    expect(body).toMatchObject({ rowCount: 3, newCount: 3, refusedCount: 0 });
    expect(await known()).toEqual(['F,3 own 2025-04 1 1', 'F-1 own 2025-04 9 2', 'F-2 own 2025-04 1 ?']);
  });

  it('stays out of the book in a dry run, which says the same', async () => {
    const log = file(
      `2025-04,F-1,${ministry.corporateNumber},24,12`,
      `2025-04,neu,${ministry.corporateNumber},1,1`,
      `2025-13,F-1,${ministry.corporateNumber},1,1`,
    );
    const { dryRun: _dry, ...tried } = (await owner.importLog(systemId, log, { dryRun: true })).body;
    expect(await known()).toEqual([]);
    const count = async (table: string): Promise<number> =>
      Number((await portal.superuser.query(`select count(*) from ${table} where system_id = $1`, [systemId])).rows[0].count);
    expect([await count('usage_log_key'), await count('usage_log_import')]).toEqual([0, 0]);
    const { dryRun: _real, ...done } = (await owner.importLog(systemId, log)).body;
    expect(done).toEqual(tried);
    expect([await count('usage_log_key'), await count('usage_log_import')]).toEqual([2, 1]);
  });

  it('is mapped by the code of a feature, a retired one too, and one that was added later', async () => {
    const log = file(`2025-04,F-1,${ministry.corporateNumber},1,1`, `2025-04,LATE,${ministry.corporateNumber},2,1`);
    const retired = await portal.superuser.query(`select set_config('app.tenant', $1, false)`, [ministry.id]);
    expect(retired.rowCount).toBe(1);
    await portal.superuser.query(
      `alter table feature disable trigger all; update feature set valid_to = '2020-03-31' where system_id = '${systemId}'; alter table feature enable trigger all`,
    );
    expect((await owner.importLog(systemId, log)).body).toMatchObject({ unmappedCount: 1, unmappedKeys: [{ key: 'LATE' }] });
    await owner.expectData('mutation ($input: CreateFeatureInput!) { createFeature(input: $input) { id } }', {
      input: { systemId, code: 'LATE', name: '後から', majorGroup: '申請' },
    });
    expect((await owner.importLog(systemId, log)).body).toMatchObject({ unmappedCount: 0, unmappedKeys: [], unchangedCount: 2 });
  });

  it('leaves an entry in the audit trail, with who and how much', async () => {
    await owner.importLog(systemId, file(`2025-04,F-1,${ministry.corporateNumber},24,12`));
    const { rows } = await portal.superuser.query(
      `select actor_name, action, after from audit_entry where subject = 'usage_log_import' and after ->> 'system_id' = $1`,
      [systemId],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ action: 'importUsageLog insert', after: { new_count: 1, file_name: 'log.csv' } });
    expect(rows[0].after.imported_by_name).toBe(rows[0].actor_name);
  });
});

describe('what is refused', () => {
  it('is told row by row with line, value, reason and remedy in the language of the reader; the rest goes in', async () => {
    const { corporateNumber } = ministry;
    const log = file(
      `2025-04,F-1,${corporateNumber},24,12`,
      `2025年13月,F-1,${corporateNumber},1,1`,
      `2999-04,F-1,${corporateNumber},1,1`,
      `2025-04,F-2,1234567890123,1,1`,
      `2025-04,F-2,${corporateNumber},-3,1`,
      `2025-04,F-2,${corporateNumber},1.5,約10`,
      `2025-04,,${corporateNumber},1,1`,
      `2025-05,${'x'.repeat(201)},${corporateNumber},1,1`,
      `2025-06,F-1`,
    );
    const { body } = await owner.importLog(systemId, log);
    expect(body).toMatchObject({ rowCount: 9, newCount: 1, refusedCount: 8 });
    expect(await known()).toEqual(['F-1 own 2025-04 24 12']);
    expect(refusals(body)).toEqual([
      '3 MONTH_UNREADABLE 2025年13月',
      '4 MONTH_IN_FUTURE 2999-04',
      '5 CORPORATE_NUMBER_UNKNOWN 1234567890123',
      '6 COUNT_UNREADABLE -3',
      '7 COUNT_UNREADABLE 1.5',
      '7 USERS_UNREADABLE 約10',
      '8 KEY_MISSING ',
      `9 KEY_TOO_LONG ${'x'.repeat(100)}`,
      '10 CORPORATE_NUMBER_UNKNOWN ',
      '10 COUNT_UNREADABLE ',
    ]);
    const refused = body['refused'] as Record<string, string>[];
    expect(refused[0]).toMatchObject({ column: '年月', message: '年月として読み取れません。' });
    expect(refused[0]!['remedy']).toContain('令和8年4月');
    expect(body['reasons']).toContainEqual(expect.objectContaining({ code: 'COUNT_UNREADABLE', count: 3 }));
    const english = (await owner.importLog(systemId, log, { dryRun: true, language: 'en' })).body['refused'] as Record<string, string>[];
    expect(english[2]).toMatchObject({ column: 'corporateNumber', message: 'No organisation has this corporate number.' });
  });

  it('is each of several rows that disagree on a month; those that agree are one', async () => {
    const { corporateNumber } = ministry;
    const { body } = await owner.importLog(
      systemId,
      file(
        `2025-04,F-1,${corporateNumber},24,12`,
        `2025-05,F-1,${corporateNumber},5,1`,
        `2025-04,F-1,${corporateNumber},25,12`,
        `2025-05,F-1,${corporateNumber},5,1`,
        `2025-04,F-2,${corporateNumber},1,`,
        `2025-04,F-2,${corporateNumber},1,1`,
      ),
    );
    expect(body).toMatchObject({ rowCount: 6, newCount: 1, repeatedCount: 1, refusedCount: 4, months: ['2025-05'] });
    expect(refusals(body)).toEqual(['2 ROWS_DISAGREE 24', '4 ROWS_DISAGREE 25', '6 ROWS_DISAGREE 1', '7 ROWS_DISAGREE 1']);
    expect(await known()).toEqual(['F-1 own 2025-05 5 1']);
  });

  it('is told in full for the first thousand rows, and counted beyond', async () => {
    const rows = Array.from({ length: 1500 }, (_, index) => `2025-04,F-${index},${ministry.corporateNumber},x,1`);
    const { body } = await owner.importLog(systemId, file(...rows, `2025-04,F-1,${ministry.corporateNumber},1,1`));
    expect(body).toMatchObject({ refusedCount: 1500, newCount: 1, reasons: [{ code: 'COUNT_UNREADABLE', count: 1500 }] });
    expect((body['refused'] as unknown[]).length).toBe(1000);
  });

  it('is a line that is no JSON object, and a value that is none', async () => {
    const row = { month: '2025-04', key: 'F-1', corporateNumber: Number(ministry.corporateNumber), count: 3 };
    const { body } = await owner.importLog(
      systemId,
      `${json(row)}{"month":\n[1]\n${json({ ...row, month: '2025-05', count: 3.5 }, { ...row, count: null, key: 'F-2' })}`,
    );
    expect(body).toMatchObject({ format: 'JSON_LINES', rowCount: 5, newCount: 1, refusedCount: 4 });
    expect(refusals(body)).toEqual(['2 NOT_JSON {"month":', '3 NOT_JSON [1]', '4 COUNT_UNREADABLE 3.5', '5 COUNT_UNREADABLE ']);
  });
});

describe('a file as a whole is refused, and nothing is kept', () => {
  it.each<[what: string, bytes: string | Uint8Array, code: string, says: string]>([
    ['without content', '', 'FILE_EMPTY', '内容がありません'],
    ['without the headings', '月,キー\n2025-04,F-1\n', 'HEADING_MISSING', '「年月」'],
    ['with a heading twice', `${HEAD},年月\n`, 'HEADING_DUPLICATED', '年月'],
    [
      'in an encoding that nobody can tell',
      Buffer.concat([Buffer.from(`${HEAD}\n`), Buffer.from('b5a1c7bd', 'hex')]),
      'ENCODING_UNKNOWN',
      '文字コード',
    ],
    ['with a quotation mark left open', `${HEAD}\n2025-04,"F-1,1,1\n`, 'FILE_DAMAGED', '引用符'],
    ['that Excel wrote before 2007', Buffer.from('d0cf11e0a1b11ae1d0cf11e0a1b11ae1', 'hex'), 'FILE_TYPE_UNKNOWN', '.xlsx'],
  ])('%s', async (_what, bytes, code, says) => {
    const { status, body } = await owner.importLog(systemId, bytes);
    expect({ status, code: body['code'] }).toEqual({ status: 400, code });
    expect(body['message']).toContain(says);
    expect(await known()).toEqual([]);
  });
});

describe('who may import', () => {
  it('is a system owner or a portfolio manager of the ministry that runs the system', async () => {
    const log = file(`2025-04,F-1,${ministry.corporateNumber},24,12`);
    expect((await ministry.as(Role.PORTFOLIO_MANAGER).importLog(systemId, log)).status).toBe(200);
    expect((await ministry.as(Role.RESPONDENT).importLog(systemId, log)).body).toMatchObject({ code: 'FORBIDDEN' });
    expect((await other.as(Role.SYSTEM_OWNER).importLog(systemId, log)).body).toMatchObject({ code: 'NOT_FOUND' });
    expect((await owner.importLog('not-an-id', log)).body).toMatchObject({ code: 'NOT_FOUND' });
  });
});

it('refuses a second import into a system while the first is under way', async () => {
  await portal.superuser.query('begin');
  await portal.superuser.query(`select pg_advisory_xact_lock(hashtextextended('usage log ' || $1, 0))`, [systemId]);
  const log = file(`2025-04,F-1,${ministry.corporateNumber},24,12`);
  expect(await owner.importLog(systemId, log)).toMatchObject({ status: 409, body: { code: 'CONFLICT' } });
  await portal.superuser.query('rollback');
  expect((await owner.importLog(systemId, log)).status).toBe(200);
});
