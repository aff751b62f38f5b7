import { describe, expect, it } from 'vitest';
import { alerts, digitalAgency, fill, openPortal, press, seen, seeText, viewer } from '../web-foundation/fixtures/portal-page.ts';

const item = (code: string) => ({ id: code, code, name: `項目 ${code}`, nameEn: null, unit: '%', layer: 'NETWORK' });
const line = (id: string, state: string, change: object = {}) => ({
  id,
  position: 1,
  line: 7,
  path: ['監視表'],
  kind: 'LIST_ROW',
  label: `行 ${id}`,
  key: null,
  unit: '%',
  intervalSeconds: 300,
  intervalText: '5分',
  enabled: true,
  notTaken: null,
  state,
  mappedBy: null,
  score: null,
  suggestionReason: null,
  reason: null,
  decidedByName: null,
  thresholds: [{ name: 'busy', severity: 'WARNING', expression: '80以上' }],
  item: null,
  suggestedItem: null,
  ...change,
});
const LINES = [
  line('A', 'SUGGESTED', { suggestedItem: item('CPU'), score: 80, suggestionReason: '名称に共通する語：CPU' }),
  line('B', 'UNMAPPED', { enabled: false }),
  line('C', 'MAPPED', { item: item('DISK'), mappedBy: 'ALIAS' }),
  line('D', 'LEFT_OUT', { notTaken: 'RECORDING_RULE' }),
];
const PLAN = [
  {
    id: 'DISK',
    outcome: 'DIFFERENT',
    lineCount: 2,
    untakenThresholdCount: 1,
    needsEscalationTarget: false,
    item: item('DISK'),
    changes: [
      { field: 'intervalSeconds', before: '60', after: '300' },
      { field: 'thresholds', before: null, after: 'CRITICAL GE 90, WARNING GT 80 600s' },
    ],
  },
];
const PERMISSIONS = ['monitoringImports', 'decideMonitoringLines', 'applyMonitoringImport', 'monitoringTools'];

function openPage(permissions = PERMISSIONS, plan: object[] = PLAN) {
  return openPortal('/systems/travel/monitoring/import?import=made', {
    signedIn: viewer(permissions),
    answers: {
      MonitoringImportPage: { informationSystem: { id: 'travel', name: '旅費', nameEn: null, provider: { id: digitalAgency.id } } },
      ImportReview: {
        monitoringImport: {
          id: 'made',
          version: 4,
          fileName: '一覧.csv',
          format: 'LIST',
          formatVersion: null,
          passedOver: ['表紙'],
          importedAt: '2026-11-20T00:00:00Z',
          importedByName: '佐藤',
          appliedAt: null,
          appliedByName: null,
          system: { id: 'travel' },
          tool: { id: 'suite', product: '統合監視', productVersion: null },
          counts: { lineCount: 4, mappedCount: 1, suggestedCount: 1, unmappedCount: 1, leftOutCount: 1, switchedOffCount: 1 },
          plan,
        },
      },
      ImportLines: { monitoringImport: { id: 'made', lines: { items: LINES, nextCursor: null, totalCount: 4 } } },
      ItemChoices: (({ filter }: { filter: object }) => ({
        monitoringItems: { items: 'scope' in filter ? [item('CPU'), item('DISK')] : [item('OWN')], nextCursor: null },
      })) as never,
      DecideMonitoringLines: { decideMonitoringLines: { id: 'made' } },
      ApplyMonitoringImport: {
        applyMonitoringImport: { newCount: 0, changedCount: 1, unchangedCount: 0, keptCount: 0, switchedOffCount: 0 },
      },
    },
  });
}
const text = (selector: string) => document.querySelector(selector)!.textContent!.replace(/\s+/g, ' ').trim();
const rows = (caption: string) => {
  const table = [...document.querySelectorAll('table')].find(each => each.caption?.textContent?.trim() === caption)!;
  return [...table.querySelectorAll('tbody tr')].map(row => row.textContent!.replace(/\s+/g, ' ').trim());
};
const decided = { monitoringImportId: 'made', version: 4 };

it('adds the lines up, and says of each what it is and why', async () => {
  await openPage();
  await seeText('行 A');
  expect(text('[aria-label=行の内訳]').replaceAll(' ', '')).toBe(
    '全4行=候補あり1行+未対応1行+対応済み1行+対象外1行このうち1行は、ツール側で無効になっています。',
  );
  const [suggested, unmapped, mapped, out] = rows('ファイルの行');
  expect(suggested).toMatch(/7 行目 ／ 一覧の行 ／ 監視表.*5 分.*警告: 80以上.*候補あり\s?項目 CPU\s?名称に共通する語：CPU/);
  expect(unmapped).toMatch(/ツール側で無効.*未対応/);
  expect(mapped).toMatch(/対応済み\s?項目 DISK別名により結び付け済み/);
  expect(out).toMatch(/対象外\s?記録ルールは計算だけを行うため/);
  expect(out).not.toContain('判断を取り消す');
  await seeText('表紙');
});

it('says in words what applying would change, and what does not fit', async () => {
  await openPage();
  await seeText('まだ判断していない行が 2 行あります');
  expect(rows('反映の内容')[0]).toMatch(
    /既存と相違.*監視間隔: 1 分 → 5 分.*しきい値: 未登録 → 重大: ≥ 90 %、警告: > 80 %（10 分続いたとき）.*単位の合う一つの数にならないしきい値が 1 件/,
  );
});

describe('a person', () => {
  it('takes what is suggested, of the lines that have a suggestion', async () => {
    const { of } = await openPage();
    await press('表示中の候補 1 件をすべて採用');
    await seen(() => of('DecideMonitoringLines')[0]);
    expect(of('DecideMonitoringLines')[0]!.variables).toEqual({ input: { ...decided, lineIds: ['A'], decision: 'TAKE_SUGGESTION' } });
    await seen(() => of('ImportReview')[1] && of('ImportLines')[1]);
  });

  it('maps several lines to an item that is found by its name', async () => {
    const { of } = await openPage();
    await press('表示中の行をすべて選ぶ');
    await press('項目を選ぶ');
    await seeText('項目 OWN（ネットワーク、OWN）');
    await fill('項目を探す', 'disk');
    await fill('監視項目', 'DISK');
    document.querySelector<HTMLFormElement>('[role=dialog] form')!.requestSubmit();
    await seen(() => of('DecideMonitoringLines')[0]);
    // The line that can be no item is none of them.
    expect(of('DecideMonitoringLines')[0]!.variables).toEqual({
      input: { ...decided, lineIds: ['A', 'B', 'C'], decision: 'MAP', monitoringItemId: 'DISK' },
    });
  });

  it('replaces what is recorded only where that is ticked', async () => {
    const { of } = await openPage();
    await seeText('ファイルの内容で置き換える');
    await press('1 項目を反映する');
    await seeText('新規 0、変更 1');
    expect(of('ApplyMonitoringImport')[0]!.variables).toEqual({ input: { ...decided, escalationTarget: null, replaceItemIds: [] } });
    const label = [...document.querySelectorAll('label')].find(each => each.textContent?.startsWith('ファイルの内容で置き換える'))!;
    label.querySelector('input')!.click();
    await press('1 項目を反映する');
    await seen(() => of('ApplyMonitoringImport')[1]);
    expect(of('ApplyMonitoringImport')[1]!.variables).toMatchObject({ input: { replaceItemIds: ['DISK'] } });
  });

  it('says whom one tells before items are recorded that name nobody', async () => {
    const { of } = await openPage(PERMISSIONS, [{ ...PLAN[0], outcome: 'NEW', needsEscalationTarget: true }]);
    await press('1 項目を反映する');
    await seeText('「連絡先（エスカレーション先）」を入力してください。');
    expect(of('ApplyMonitoringImport')).toEqual([]);
    await fill('連絡先', '当番');
    await press('1 項目を反映する');
    await seen(() => of('ApplyMonitoringImport')[0]);
    expect(of('ApplyMonitoringImport')[0]!.variables).toMatchObject({ input: { escalationTarget: '当番', replaceItemIds: [] } });
  });

  it('who may decide and not apply is told who does', async () => {
    await openPage(PERMISSIONS.filter(name => name !== 'applyMonitoringImport'));
    await seeText('反映は、この情報システムの所管（PJMO）が行います。');
    expect(alerts()).toBe('');
  });
});
