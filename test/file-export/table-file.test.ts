import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { readSpreadsheet } from '../../server/spreadsheet/read-spreadsheet.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import { Person } from '../support/person.ts';

/** A table that a page shows becomes a file as every export is one. */
let portal: TestPortal;
let ministry: TestOrganisation;
beforeAll(async () => {
  portal = await openPortal();
  ministry = await portal.organisation(Role.ADMINISTRATOR);
});
afterAll(() => portal.close());

const TABLE = {
  title: 'アカウント',
  columns: ['氏名', '件数'],
  rows: [['総務　花子', 1200] as unknown[], ['二行\n目', null]],
  format: 'csv',
};
const take = (change: object = {}, headers?: Record<string, string>) =>
  ministry.as(Role.ADMINISTRATOR).takeTable({ ...TABLE, ...change }, headers);

describe('a table of a page', () => {
  it.each(['csv', 'xlsx'])('is written as %s with its headings, texts and figures', async format => {
    const { status, bytes, headers } = await take({ format });
    expect(status).toBe(200);
    expect(decodeURIComponent(String(headers['content-disposition']))).toContain(`アカウント.${format}`);
    expect(headers['cache-control']).toBe('no-store');
    const { sheets } = await readSpreadsheet(`a.${format}`, bytes);
    expect(sheets[0]!.rows.map(({ cells }) => cells.slice(0, 2))).toEqual([['氏名', '件数'], ['総務　花子', '1200'], ['二行\n目']]);
  });

  it.each(['csv', 'xlsx'])('says below it in %s what it was narrowed to and when it was taken, guarded too', async format => {
    const { bytes } = await take({ format, notes: ['状態: 無効', '=1+1'] });
    const { sheets } = await readSpreadsheet(`a.${format}`, bytes);
    const lines = sheets[0]!.rows.map(({ cells }) => cells[0] ?? '');
    expect(lines.slice(3).filter(Boolean)).toEqual(['状態: 無効', expect.stringMatching(/^'?=1\+1$/)]);
  });

  it('is CP932 when asked for', async () => {
    const { bytes, headers } = await take({ encoding: 'cp932' });
    expect(headers['content-type']).toContain('Shift_JIS');
    expect([...bytes.subarray(0, 4)]).toEqual([0x8e, 0x81, 0x96, 0xbc]);
  });

  it('lets no text become a formula, be it a heading', async () => {
    const { bytes } = await take({ columns: ['=A', '+B'], rows: [['=HYPERLINK("http://example.test")', '@SUM(1)']], notes: ['=1+1'] });
    expect(bytes.toString().replace('\uFEFF', '')).not.toMatch(/(?:^|,|\n)"?[=+@-]/);
  });

  it.each([
    ['title', { title: '' }],
    ['title', { title: 'あ'.repeat(201) }],
    ['columns', { columns: [] }],
    ['columns', { columns: 'A' }],
    ['columns', { columns: Array(101).fill('A') }],
    ['rows', { rows: Array(50_001).fill([]) }],
    ['rows', { rows: {} }],
    ['2', { rows: [['A', 1], ['B']] }],
    ['1', { rows: [[{ formula: '1' }, 1]] }],
    ['1', { rows: [['A'.repeat(32_768), 1]] }],
    ['notes', { notes: [1] }],
    ['notes', { notes: Array(101).fill('A') }],
    ['format', { format: 'xls' }],
    ['encoding', { encoding: 'utf-16' }],
  ])('is refused where its %s does not fit, and says so in the language of the reader', async (place, change) => {
    const language = { 'x-requested-with': 'tanaoroshi', 'accept-language': 'en' };
    const { status, bytes } = await take(change, language);
    expect(status).toBe(400);
    expect(JSON.parse(bytes.toString())).toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringContaining(place) });
  });

  it('is refused to a form of another site, to nobody, and beyond 16 MB', async () => {
    expect((await take({}, {})).status).toBe(400);
    expect((await take({}, { 'x-requested-with': 'tanaoroshi', origin: 'http://elsewhere.example' })).status).toBe(403);
    expect((await new Person(portal.app).takeTable(TABLE)).status).toBe(401);
    expect((await take({ title: 'A'.repeat(17 * 1024 * 1024) })).status).toBe(413);
  });
});
