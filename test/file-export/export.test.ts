import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { readSpreadsheet } from '../../server/spreadsheet/read-spreadsheet.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import { backdate, correct, fillInAndSubmit, inDays, makeFeature, makeSystem, openRound } from '../support/survey.ts';

let portal: TestPortal;
let owner: TestOrganisation;
let ministry: TestOrganisation;
beforeAll(async () => {
  portal = await openPortal();
  owner = await portal.organisation(Role.PORTFOLIO_MANAGER);
  ministry = await portal.organisation(Role.COORDINATOR);
});
afterAll(() => portal.close());

const pmo = () => owner.as(Role.PORTFOLIO_MANAGER);
const ministryName = () => ministry.name;
const IMPORTS = {
  organisations:
    'query ($fileId: ID!) { result: organisationImport(fileId: $fileId) { newCount changedCount refusedCount unchangedCount } }',
  'information-systems':
    'query ($fileId: ID!) { result: informationSystemImport(fileId: $fileId) { newCount changedCount refusedCount unchangedCount } }',
  features:
    'query ($fileId: ID!, $systemId: ID!) { result: featureImport(fileId: $fileId, systemId: $systemId) { newCount changedCount refusedCount unchangedCount } }',
};

/** What somebody sees who opens a downloaded file: its name and its cells. */
async function open(path: string, person = pmo()) {
  const { status, bytes, headers } = await person.download(path);
  expect(status).toBe(200);
  const name = decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(String(headers['content-disposition']))![1]!);
  const { sheets } = await readSpreadsheet(name, bytes);
  return { name, bytes, headers, cells: sheets[0]!.rows.map(row => row.cells) };
}

describe('an export as CSV', () => {
  it('is UTF-8 with a byte order mark and CR LF, under a Japanese name', async () => {
    const system = await makeSystem(pmo(), 2, { name: '旅費システム' });
    const { name, bytes, headers } = await open(`features/${system.id}.csv?lang=ja`);
    expect(name).toBe('旅費システム_機能一覧.csv');
    expect(headers['content-type']).toContain('utf-8');
    const text = bytes.toString();
    expect(text.startsWith('\uFEFF機能コード,大分類,')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('is CP932 when asked for', async () => {
    const system = await makeSystem(pmo(), 1);
    const { bytes, headers, cells } = await open(`features/${system.id}.csv?lang=ja&encoding=cp932`);
    expect(headers['content-type']).toContain('Shift_JIS');
    expect([...bytes.subarray(0, 4)]).toEqual([0x8b, 0x40, 0x94, 0x5c]);
    expect(cells[0]?.[0]).toBe('機能コード');
  });

  it('lets no text become a formula, and gives it back as it was', async () => {
    const system = await makeSystem(pmo(), 0);
    await makeFeature(pmo(), system.id, 'A', { name: '=HYPERLINK("http://example.test")' });
    await makeFeature(pmo(), system.id, 'B', { name: '+81-3' });
    const { bytes, cells } = await open(`features/${system.id}.csv?lang=ja`);
    expect(bytes.toString()).not.toMatch(/(?:^|,|\n)"?[=+]/);
    expect(cells.slice(1).map(row => row[3])).toEqual(['=HYPERLINK("http://example.test")', '+81-3']);
  });

  it('speaks the language that is asked for', async () => {
    const system = await makeSystem(pmo(), 1, { name: '旅費システム' });
    const { name, cells } = await open(`features/${system.id}.csv?lang=en`);
    expect(name).toBe('旅費システム_features.csv');
    expect(cells[0]).toEqual(['Feature code', 'Major group', 'Middle group', 'Feature', 'English name', 'Valid from', 'Valid to']);
  });
});

describe.each(['csv', 'xlsx'])('an export as %s', format => {
  it.each(['ja', 'en'])('in %s is taken back without a change', async lang => {
    const system = await makeSystem(pmo(), 0, {
      nameEn: 'Travel',
      description: '概要、\n二行目',
      profile: 'II',
      systemClass: 'JOINT_PROJECT',
      lifecycleState: 'BEING_REPLACED',
      operationStartsOn: '2020-04-01',
      retiresOn: '2030-03-31',
    });
    await makeFeature(pmo(), system.id, 'A', { name: '=1+1', nameEn: 'Sum', middleGroup: '中分類', validFrom: '2026-04-01' });
    await makeFeature(pmo(), system.id, '007');
    for (const [list, document] of Object.entries(IMPORTS)) {
      const { name, bytes, cells } = await open(`${list}${list === 'features' ? `/${system.id}` : ''}.${format}?lang=${lang}`);
      const fileId = await pmo().upload(name, bytes);
      const { result } = await pmo().expectData<{ result: object }>(document, {
        fileId,
        ...(list === 'features' && { systemId: system.id }),
      });
      expect(result).toEqual({ newCount: 0, changedCount: 0, refusedCount: 0, unchangedCount: cells.length - 1 });
    }
  });

  it.each(Object.keys(IMPORTS))('as a template for %s has the headings that its import wants', async list => {
    const system = await makeSystem(pmo(), 0);
    const { name, bytes, cells } = await open(`template/${list}.${format}?lang=ja`);
    expect(cells).toHaveLength(1);
    const fileId = await pmo().upload(name, bytes);
    const document = IMPORTS[list as keyof typeof IMPORTS];
    const { result } = await pmo().expectData<{ result: object }>(document, {
      fileId,
      ...(list === 'features' && { systemId: system.id }),
    });
    expect(result).toEqual({ newCount: 0, changedCount: 0, refusedCount: 0, unchangedCount: 0 });
  });
});

describe('the heatmap as a file', () => {
  it.each(['csv', 'xlsx'])('says in words what each cell means and counts them: %s', async format => {
    const survey = await openRound(pmo(), [ministry.id, owner.id], 3, { title: '令和8年度調査' });
    await fillInAndSubmit(ministry.as(Role.COORDINATOR), survey, '01.');
    const { name, cells } = await open(`heatmap/${survey.id}.${format}?lang=ja`);
    expect(name).toBe(`令和8年度調査_利用状況一覧.${format}`);
    const [headings, ...rows] = cells;
    const at = (heading: string): number => headings!.indexOf(heading);
    expect(rows.map(row => [row[at(ministry.name)], row[at(owner.name)], row[at('未回答（府省数）')]])).toEqual([
      ['業務を全て遂行', '未回答', '1'],
      ['他の手段も併用', '未回答', '1'],
      ['未回答', '未回答', '2'],
    ]);
  });

  it('has the lines of the view in its order, and what is taken together with its counts', async () => {
    const survey = await openRound(pmo(), [ministry.id, owner.id], 3);
    await fillInAndSubmit(ministry.as(Role.COORDINATOR), survey, '01.');
    const { cells } = await open(`heatmap/${survey.id}.csv?lang=ja&rows=2,*0-1&columns=1,*0_1`);
    const [headings, ...rows] = cells;
    const figures = ['未回答（府省数）', '回答率（%）', 'ばらつき（0〜1）'].map(heading => headings!.indexOf(heading));
    // In the order of the directory the runner comes first: it was made before the ministry.
    expect(headings!.slice(4, 6)).toEqual([ministry.name, `${owner.name} + ${ministry.name}`]);
    expect(rows.map(row => [row[0], row[3], row[4], row[5], ...figures.map(at => row[at] ?? '')])).toEqual([
      ['F-3', '機能F-3', '未回答', '未回答 2', '3', '0', ''],
      ['', '（2 件の合計）', '業務を全て遂行 1、他の手段も併用 1', '業務を全て遂行 1、他の手段も併用 1、未回答 2', '2', '66.7', '0.631'],
    ]);
  });

  it.each(['rows=3', 'rows=1-0', 'columns=0,x', 'columns=*', 'asOf=2026-02-30', 'asOf=soon'])(
    'is refused with a remedy for a view that cannot be: %s',
    async query => {
      const survey = await openRound(pmo(), [ministry.id], 3);
      const { status, bytes } = await pmo().download(`heatmap/${survey.id}.csv?${query}`);
      expect(status).toBe(400);
      expect(JSON.parse(bytes.toString())).toMatchObject({ code: 'BAD_USER_INPUT', message: expect.any(String) });
    },
  );

  it('is the one of a day when a day is asked for, and says so in its name', async () => {
    const survey = await openRound(pmo(), [ministry.id], 2, { title: '時点調査' });
    await fillInAndSubmit(ministry.as(Role.COORDINATOR), survey, '02');
    await correct(pmo(), ministry.as(Role.COORDINATOR), survey, 1, '0');
    await backdate(portal, survey.id, { opened: 9, submitted: [8, 2] });
    const { name, cells } = await open(`heatmap/${survey.id}.xlsx?lang=ja&asOf=${inDays(-5)}`);
    expect(name).toBe(`時点調査_利用状況一覧_${inDays(-5)}.xlsx`);
    expect(cells.slice(1).map(row => row[4])).toEqual(['業務を全て遂行', '全く利用していない']);
  });

  it('of a fiscal year has a row for each system and ministry that was asked', async () => {
    const system = await makeSystem(pmo(), 2, { name: '年度システム' });
    const survey = await openRound(pmo(), [ministry.id, owner.id], system, { fiscalYear: 2040 });
    await fillInAndSubmit(ministry.as(Role.COORDINATOR), survey, '0.');
    const { name, cells } = await open('portfolio/2040.csv?lang=ja');
    expect(name).toBe('2040年度_システム別利用状況.csv');
    expect(cells.slice(1).map(([system, ofClass, profile, , ...rest]) => [system, ofClass, profile, ...rest])).toEqual([
      ['年度システム', '不明', '不明', owner.name, '未提出', '', '', '', '2', '2'],
      ['年度システム', '不明', '不明', ministry.name, '提出済み', '1', '0', '0', '1', '2'],
    ]);
  });

  it('of a fiscal year by one axis has counts and shares of what was submitted, and what was not submitted apart', async () => {
    const system = await makeSystem(pmo(), 4, { name: '重要システム', systemClass: 'JOINT_PROJECT', profile: 'III' });
    const survey = await openRound(pmo(), [ministry.id, owner.id], system, { fiscalYear: 2041 });
    await openRound(pmo(), [owner.id], 1, { fiscalYear: 2041 });
    await fillInAndSubmit(ministry.as(Role.COORDINATOR), survey, '001.');
    const { name, cells } = await open('portfolio/2041.csv?lang=ja&by=CLASS');
    expect(name).toBe('2041年度_システム区分別_利用状況.csv');
    expect(cells.slice(1)).toEqual([
      ['不明', '1', '1', '1', '0', '0', '', '0', '', '0', '', '0', '', '1'],
      ['②デジタル庁・各府省共同プロジェクト型システム', '1', '2', '2', '1', '2', '50', '1', '25', '0', '0', '1', '25', '4'],
    ]);
    const narrowed = await open(`portfolio/2041.xlsx?lang=en&by=MINISTRY&profile=III&system=${system.id}&ministry=${ministry.id}`);
    expect(narrowed.cells.slice(1)).toHaveLength(1);
    expect((await open('portfolio/2041.csv?class=UNKNOWN')).cells.slice(1)).toHaveLength(1);
  });
});

describe('a download', () => {
  it.each([
    'heatmap/00000000-0000-4000-8000-000000000000.csv',
    'features/x.csv',
    'portfolio/26.csv',
    'portfolio/2026.csv?by=COLOUR',
    'portfolio/2026.csv?ministry=1',
    'nothing.csv',
    'organisations.pdf',
  ])('of what is not there answers 404: %s', async path => {
    const { status, bytes } = await pmo().download(path);
    expect(status).toBe(404);
    expect(JSON.parse(bytes.toString())).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('two rounds beside each other as a file', () => {
  it('hold what each was in both, what only one asked about, and what has changed alone when that is asked for', async () => {
    const system = await makeSystem(pmo(), 2);
    const first = await openRound(pmo(), [ministry.id], system, { title: '昨年度', fiscalYear: 2025 });
    await fillInAndSubmit(ministry.as(Role.COORDINATOR), first, '02');
    await makeFeature(pmo(), system.id, 'F-3');
    const second = await openRound(pmo(), [ministry.id, owner.id], system, { title: '今年度' });
    await fillInAndSubmit(ministry.as(Role.COORDINATOR), second, '000');
    const { name, cells } = await open(`heatmap/${second.id}.csv?lang=ja&with=${first.id}`);
    expect(name).toBe('今年度_前回との比較.csv');
    expect(cells[0]!.slice(3)).toEqual(['機能名', '府省名', '昨年度', '今年度', '変化']);
    const facts = cells.slice(1).map(row => [row[0], row[4] === ministryName() ? 'asked' : 'new', ...row.slice(5)]);
    const [full, not, none, open_] = ['業務を全て遂行', '全く利用していない', '調査対象外', '未回答'];
    expect(facts).toHaveLength(6);
    expect(facts).toContainEqual(['F-1', 'asked', full, full, '変わらず']);
    expect(facts).toContainEqual(['F-2', 'asked', not, full, '変化あり']);
    expect(facts).toContainEqual(['F-3', 'asked', none, full, '変化あり']);
    expect(facts).toContainEqual(['F-1', 'new', none, open_, '変化あり']);
    const changed = await open(`heatmap/${second.id}.xlsx?lang=ja&with=${first.id}&changed=on`);
    expect(changed.cells).toHaveLength(6);
  });

  it('are of one system, and both the viewer’s to see', async () => {
    const [one, other] = [await openRound(pmo(), [ministry.id], 1), await openRound(pmo(), [ministry.id], 1)];
    expect((await pmo().download(`heatmap/${one.id}.csv?with=${other.id}`)).status).toBe(404);
    expect((await pmo().download(`heatmap/${one.id}.csv?with=nonsense`)).status).toBe(404);
  });
});
