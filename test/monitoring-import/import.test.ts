import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { countStatements } from '../support/count-statements.ts';
import { entry, makeItem, makeTool, setMonitoring } from '../support/monitoring.ts';
import { apply, APPLY, decide, DECIDE, type ImportMade, importFile, readImport } from '../support/monitoring-import.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { csv, makeSystem } from '../support/survey.ts';

let portal: TestPortal;
let items: Record<'cpu' | 'disk' | 'certificate', { id: string; code: string }>;
let ministry: TestOrganisation;
let owner: Person;
let systemId: string;
let toolId: string;

const HEADINGS = '監視項目,監視キー,単位,監視間隔,しきい値,重要度,有効';
const LIST = csv(
  HEADINGS,
  'CPU使用率,sys.cpu,%,5分,90%以上,重大,',
  'ディスク使用率,sys.disk,%,1時間,80以上,,',
  '帳票の印刷枚数,app.print,枚,毎日,,,',
  '証明書の期限,,日,毎日,30以下,警告,無効',
  ',,,,,,',
  ',,%,5分,名前のない行,,',
);

beforeAll(async () => {
  portal = await openPortal();
  const common = (name: string, nameEn: string, unit: string) => makeItem(portal.operator, { name, nameEn, unit, metric: `x.${nameEn}` });
  items = {
    cpu: await common('CPU使用率', 'CPU utilization', '%'),
    disk: await common('ディスクの使用率', 'Disk space used', '%'),
    certificate: await common('証明書の有効期限', 'Expiry of the certificate', 'd'),
  };
}, 60_000);
afterAll(() => portal.close());

beforeEach(async () => {
  // What one test maps would be known to the next.
  await portal.superuser.query('truncate monitoring_alias');
  ministry = await portal.organisation(Role.SYSTEM_OWNER, Role.AUDITOR);
  owner = ministry.as(Role.SYSTEM_OWNER);
  systemId = (await makeSystem(owner, 0)).id;
  toolId = await makeTool(owner, '監視ツールA');
});

const statesOf = ({ lines }: ImportMade) => lines.items.map(({ label, state }) => [label, state]);

describe('a file that is imported', () => {
  it('is kept whole: each line is mapped, suggested, unmapped or left out, and the counts add up', async () => {
    const made = await importFile(owner, systemId, toolId, '監視項目.csv', LIST);
    expect(made).toMatchObject({ fileName: '監視項目.csv', format: 'LIST', formatVersion: null });
    expect(statesOf(made)).toEqual([
      ['CPU使用率', 'SUGGESTED'],
      ['ディスク使用率', 'SUGGESTED'],
      ['帳票の印刷枚数', 'UNMAPPED'],
      ['証明書の期限', 'SUGGESTED'],
      ['', 'LEFT_OUT'],
    ]);
    expect(made.counts).toEqual({
      lineCount: 5,
      mappedCount: 0,
      suggestedCount: 3,
      unmappedCount: 1,
      leftOutCount: 1,
      switchedOffCount: 1,
    });
    const [first] = made.lines.items;
    expect(first).toMatchObject({
      suggestedItem: { code: items.cpu.code },
      suggestionReason: expect.stringContaining('名称に共通する語') as string,
    });
    expect((await readImport(owner, made.id, 'en')).lines.items[0]!.suggestionReason).toContain('words in both names: cpu');
    expect(made.plan).toEqual([]);
    const { monitoringImports } = await owner.expectData<{ monitoringImports: { items: { id: string }[] } }>(
      'query ($systemId: ID!) { monitoringImports(systemId: $systemId) { totalCount items { id system { id } tool { id } } } }',
      { systemId },
    );
    expect(monitoringImports).toEqual({ totalCount: 1, items: [{ id: made.id, system: { id: systemId }, tool: { id: toolId } }] });
  });

  it('takes as many statements to read with many lines as with few', async () => {
    const [few, many] = [2, 40].map(count =>
      csv(
        HEADINGS,
        ...Array.from({ length: count }, (_, index) => `${index % 2 ? 'CPU使用率' : 'ディスク使用率'} ${index},key.${index},%,5分,,,`),
      ),
    );
    const statements = async (fileName: string, text: Uint8Array): Promise<number> => {
      const { id } = await importFile(owner, systemId, toolId, fileName, text);
      return countStatements(portal, () => readImport(owner, id));
    };
    const before = await statements('few.csv', few!);
    expect(await statements('many.csv', many!)).toBe(before);
  });

  it('is the same import when it comes again, and changes nothing', async () => {
    const made = await importFile(owner, systemId, toolId, 'a.csv', LIST);
    const again = await owner.importMonitoring(systemId, toolId, 'b.csv', LIST);
    expect(again).toMatchObject({ status: 200, body: { monitoringImportId: made.id, isNew: false, lineCount: 5 } });
    expect(await readImport(owner, made.id)).toEqual(made);
  });

  it.each([
    ['rules.yaml', 'groups:\n\t- name: a', 'FILE_DAMAGED', '2 行目'],
    ['a.csv', '名前\r\nx\r\n', 'HEADING_MISSING', '「監視項目」'],
    ['a.pdf', '%PDF', 'FILE_TYPE_UNKNOWN', 'Zabbix'],
    ['a.yaml', '', 'FILE_EMPTY', '監視項目を含む'],
  ])('is refused with place and remedy: %s', async (fileName, text, code, words) => {
    const { status, body } = await owner.importMonitoring(systemId, toolId, fileName, text);
    expect([status, body['code']]).toEqual([400, code]);
    expect(body['message']).toContain(words);
  });

  it('is taken by whoever keeps the system, for a tool of the own ministry', async () => {
    const rival = await portal.organisation(Role.SYSTEM_OWNER);
    const stranger = rival.as(Role.SYSTEM_OWNER);
    const theirs = await makeTool(stranger, '他省のツール');
    const send = async (person: Person, tool = toolId) => {
      const { status, body } = await person.importMonitoring(systemId, tool, 'a.csv', LIST);
      return [status, body['code']];
    };
    expect(await send(stranger)).toEqual([404, 'NOT_FOUND']);
    expect(await send(ministry.as(Role.AUDITOR))).toEqual([403, 'FORBIDDEN']);
    expect(await send(owner, theirs)).toEqual([404, 'NOT_FOUND']);
    const made = await importFile(owner, systemId, toolId, 'a.csv', LIST);
    const query = 'query ($id: ID!) { monitoringImport(id: $id) { id } }';
    expect((await stranger.expectRefusal(query, { id: made.id })).extensions.code).toBe('NOT_FOUND');
  });
});

describe('a decision on lines', () => {
  let made: ImportMade;
  beforeEach(async () => {
    made = await importFile(owner, systemId, toolId, 'a.csv', LIST);
  });

  it('takes suggestions, many at once, and is remembered for the next system', async () => {
    const after = await decide(owner, made, ['CPU使用率', 'ディスク使用率'], { decision: 'TAKE_SUGGESTION' });
    expect(after.counts).toMatchObject({ mappedCount: 2, suggestedCount: 1 });
    expect(after.lines.items[0]).toMatchObject({ item: { code: items.cpu.code }, mappedBy: 'PERSON' });
    const second = (await makeSystem(owner, 0)).id;
    const next = await importFile(owner, second, toolId, 'b.csv', csv(HEADINGS, 'プロセッサの忙しさ,sys.cpu,,,,,'));
    expect(next.lines.items[0]).toMatchObject({ state: 'MAPPED', item: { code: items.cpu.code }, mappedBy: 'ALIAS' });
    // Another ministry profits too, save from what is one system's own.
    const other = (await portal.organisation(Role.SYSTEM_OWNER)).as(Role.SYSTEM_OWNER);
    const theirs = await importFile(
      other,
      (await makeSystem(other, 0)).id,
      await makeTool(other, 'B'),
      'c.csv',
      csv(HEADINGS, 'x,sys.disk,,,,,'),
    );
    expect(theirs.lines.items[0]).toMatchObject({ state: 'MAPPED', item: { code: items.disk.code } });
  });

  it('chooses another item, and what was remembered before goes', async () => {
    const wrong = await decide(owner, made, ['CPU使用率'], { decision: 'MAP', monitoringItemId: items.disk.id });
    const right = await decide(owner, wrong, ['CPU使用率'], { decision: 'MAP', monitoringItemId: items.cpu.id });
    expect(right.lines.items[0]!.item).toEqual({ code: items.cpu.code });
    const next = await importFile(owner, (await makeSystem(owner, 0)).id, toolId, 'b.csv', csv(HEADINGS, 'x,sys.cpu,,,,,'));
    expect(next.lines.items[0]!.item).toEqual({ code: items.cpu.code });
  });

  it('makes items of this system alone', async () => {
    const after = await decide(owner, made, ['帳票の印刷枚数'], {
      decision: 'MAKE_OWN',
      ownItem: { layer: 'APPLICATION', watchTarget: 'USAGE', purpose: '用紙の手配のため。' },
    });
    expect(after.lines.items[2]).toMatchObject({ state: 'MAPPED', item: { code: 'OWN-001' } });
    const { monitoringItems } = await owner.expectData<{ monitoringItems: { items: object[] } }>(
      `query ($filter: MonitoringItemFilter) { monitoringItems(filter: $filter) { items { name metric intervalSeconds scope } } }`,
      { filter: { systemId } },
    );
    expect(monitoringItems.items).toEqual([
      { name: '帳票の印刷枚数', metric: 'app.print', intervalSeconds: 86_400, scope: 'SYSTEM_SPECIFIC' },
    ]);
  });

  it('gives items of the system codes that no common one has either', async () => {
    await makeItem(portal.operator, { code: 'OWN-002', name: '紙の残量', nameEn: 'Paper left', unit: '1', metric: 'x.paper' });
    const after = await decide(owner, made, ['CPU使用率', '帳票の印刷枚数'], {
      decision: 'MAKE_OWN',
      ownItem: { layer: 'APPLICATION', watchTarget: 'USAGE', purpose: '手配のため。' },
    });
    expect(after.lines.items.flatMap(({ item }) => item?.code ?? [])).toEqual(['OWN-001', 'OWN-003']);
  });

  it('leaves out with a reason, is taken back, and is not asked again of the next file', async () => {
    const out = await decide(owner, made, ['証明書の期限'], { decision: 'LEAVE_OUT', reason: '外部が監視' });
    expect(out.lines.items[3]).toMatchObject({ state: 'LEFT_OUT', reason: '外部が監視' });
    const next = await importFile(owner, systemId, toolId, 'b.csv', csv(HEADINGS, '証明書の期限,,,,,,'));
    expect(next.lines.items[0]).toMatchObject({ state: 'LEFT_OUT', reason: '外部が監視' });
    const back = await decide(owner, out, ['証明書の期限'], { decision: 'REOPEN' });
    expect(back.lines.items[3]).toMatchObject({ state: 'SUGGESTED', reason: null, decidedByName: null });
  });

  it.each([
    ['without lines', [], { decision: 'TAKE_SUGGESTION' }, 'lineIds', '1行以上'],
    ['on a line without a suggestion', ['帳票の印刷枚数'], { decision: 'TAKE_SUGGESTION' }, 'lineIds', '4 行目「帳票の印刷枚数」'],
    ['on a line that can be no item', [''], { decision: 'LEAVE_OUT', reason: 'x' }, 'lineIds', '7 行目'],
    ['without a reason', ['CPU使用率'], { decision: 'LEAVE_OUT' }, 'reason', '入力'],
    ['without an item', ['CPU使用率'], { decision: 'MAP' }, 'monitoringItemId', '固有の項目'],
    ['without what an own item needs', ['CPU使用率'], { decision: 'MAKE_OWN' }, 'ownItem', '監視する理由'],
  ])('is refused %s', async (_, labels, input, field, words) => {
    const lineIds = made.lines.items.filter(({ label }) => (labels as string[]).includes(label)).map(({ id }) => id);
    const refusal = await owner.expectRefusal(DECIDE, { input: { monitoringImportId: made.id, version: made.version, lineIds, ...input } });
    expect(refusal.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
    expect(refusal.message).toContain(words);
  });

  it('is for whoever may, of the own ministry, and starts from what was seen', async () => {
    const input = { monitoringImportId: made.id, version: made.version, lineIds: [made.lines.items[0]!.id], decision: 'TAKE_SUGGESTION' };
    const stranger = (await portal.organisation(Role.SYSTEM_OWNER)).as(Role.SYSTEM_OWNER);
    expect((await stranger.expectRefusal(DECIDE, { input })).extensions.code).toBe('NOT_FOUND');
    expect((await ministry.as(Role.AUDITOR).expectRefusal(DECIDE, { input })).extensions.code).toBe('FORBIDDEN');
    await owner.expectData(DECIDE, { input });
    expect((await owner.expectRefusal(DECIDE, { input })).extensions).toMatchObject({ code: 'CONFLICT', currentVersion: made.version + 1 });
  });
});

describe('an import that is applied', () => {
  const ROW = `query ($systemId: ID!) { systemMonitoring(systemId: $systemId) { lines { item { code } state
    row { version vendorLabel toolKey intervalSeconds escalationTarget tool { product } thresholds { comparison value severity forSeconds } } } } }`;
  const rowOf = async (code: string): Promise<Record<string, unknown>> => {
    const { systemMonitoring } = await owner.expectData<{
      systemMonitoring: { lines: { item: { code: string }; state: string; row: object }[] };
    }>(ROW, {
      systemId,
    });
    const { state, row } = systemMonitoring.lines.find(({ item }) => item.code === code)!;
    return { state, ...row };
  };
  const mapped = async (): Promise<ImportMade> =>
    decide(owner, await importFile(owner, systemId, toolId, 'a.csv', LIST), ['CPU使用率', 'ディスク使用率', '証明書の期限'], {
      decision: 'TAKE_SUGGESTION',
    });

  it('records what the lines say, asks once whom to tell, and says what is switched off', async () => {
    const made = await mapped();
    expect(made.plan.map(({ item, outcome, needsEscalationTarget }) => [item.code, outcome, needsEscalationTarget])).toEqual([
      [items.cpu.code, 'NEW', true],
      [items.disk.code, 'NEW', true],
      [items.certificate.code, 'SWITCHED_OFF', false],
    ]);
    const input = { monitoringImportId: made.id, version: made.version, replaceItemIds: [] };
    const refusal = await owner.expectRefusal(APPLY, { input });
    expect(refusal.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'escalationTarget' });
    const applied = await apply(owner, made, '運用当番');
    expect(applied).toMatchObject({ newCount: 2, changedCount: 0, unchangedCount: 0, keptCount: 0, switchedOffCount: 1 });
    expect(await rowOf(items.cpu.code)).toEqual({
      state: 'MONITORED',
      version: 1,
      vendorLabel: 'CPU使用率',
      toolKey: 'sys.cpu',
      intervalSeconds: 300,
      escalationTarget: '運用当番',
      tool: { product: '監視ツールA' },
      thresholds: [{ comparison: 'GE', value: 90, severity: 'CRITICAL', forSeconds: null }],
    });
    expect(await rowOf(items.certificate.code)).toMatchObject({ state: 'UNKNOWN' });
  });

  it('changes nothing the second time', async () => {
    const applied = await apply(owner, await mapped(), '運用当番');
    const again = await apply(owner, applied.import, null);
    expect(again).toMatchObject({ newCount: 0, changedCount: 0, unchangedCount: 2, keptCount: 0 });
    expect(again.import).toEqual(applied.import);
    expect(await rowOf(items.cpu.code)).toMatchObject({ version: 1 });
  });

  it('fills in what nobody had said, and replaces what somebody had only where a person says so', async () => {
    const made = await mapped();
    await setMonitoring(
      owner,
      systemId,
      entry(items.cpu.id, 'PARTLY', { escalationTarget: '課長', intervalSeconds: 300 }),
      entry(items.disk.id, 'MONITORED', { vendorLabel: '手で入れた名前' }),
    );
    const before = await readImport(owner, made.id);
    expect(before.plan.map(({ item, outcome, changes }) => [item.code, outcome, changes.map(({ field }) => field)])).toEqual([
      [items.cpu.code, 'FILLED', ['tool', 'vendorLabel', 'toolKey', 'thresholds']],
      [items.disk.code, 'DIFFERENT', ['tool', 'vendorLabel', 'toolKey', 'intervalSeconds', 'thresholds']],
      [items.certificate.code, 'SWITCHED_OFF', []],
    ]);
    expect(before.plan[1]!.changes[1]).toEqual({ field: 'vendorLabel', before: '手で入れた名前', after: 'ディスク使用率' });
    const kept = await apply(owner, before, null);
    expect(kept).toMatchObject({ newCount: 0, changedCount: 1, keptCount: 1 });
    expect(await rowOf(items.cpu.code)).toMatchObject({ state: 'PARTLY', toolKey: 'sys.cpu', escalationTarget: '課長' });
    expect(await rowOf(items.disk.code)).toMatchObject({ vendorLabel: '手で入れた名前', toolKey: null });
    const replaced = await apply(owner, kept.import, null, [items.disk.id]);
    expect(replaced).toMatchObject({ changedCount: 1, keptCount: 0, unchangedCount: 1 });
    expect(await rowOf(items.disk.code)).toMatchObject({
      vendorLabel: 'ディスク使用率',
      toolKey: 'sys.disk',
      escalationTarget: '運用当番',
    });
    const wrong = { monitoringImportId: made.id, version: replaced.import.version, replaceItemIds: [items.cpu.id] };
    expect((await owner.expectRefusal(APPLY, { input: wrong })).extensions).toMatchObject({ field: 'replaceItemIds' });
  });

  it('leaves in the audit trail who imported, decided and applied it', async () => {
    const { import: applied } = await apply(owner, await mapped(), '運用当番');
    const { rows } = await portal.superuser.query<{ action: string; actor: string }>(
      `select distinct action, actor_name as actor from audit_entry where subject = 'monitoring_import' and subject_id = $1 order by 1`,
      [applied.id],
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'applyMonitoringImport update',
      'decideMonitoringLines update',
      'importMonitoring insert',
    ]);
    expect(new Set(rows.map(({ actor }) => actor)).size).toBe(1);
  });

  it('is for whoever may, of the own ministry, and starts from what was seen', async () => {
    const made = await mapped();
    const input = { monitoringImportId: made.id, version: made.version, escalationTarget: 'x', replaceItemIds: [] };
    const stranger = (await portal.organisation(Role.SYSTEM_OWNER)).as(Role.SYSTEM_OWNER);
    expect((await stranger.expectRefusal(APPLY, { input })).extensions.code).toBe('NOT_FOUND');
    expect((await ministry.as(Role.AUDITOR).expectRefusal(APPLY, { input })).extensions.code).toBe('FORBIDDEN');
    const stale = { ...input, version: made.version - 1 };
    expect((await owner.expectRefusal(APPLY, { input: stale })).extensions).toMatchObject({
      code: 'CONFLICT',
      currentVersion: made.version,
    });
  });
});
