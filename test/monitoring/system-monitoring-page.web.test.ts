import { describe, expect, it } from 'vitest';
import { alerts, digitalAgency, field, fill, openPortal, press, seen, seeText, viewer } from '../web-foundation/fixtures/portal-page.ts';

const item = (code: string, layer: string, change: object = {}) => ({
  id: code,
  code,
  name: `項目 ${code}`,
  nameEn: null,
  scope: 'COMMON',
  layer,
  watchTarget: 'OPERATION',
  purpose: '止まると困るため',
  purposeEn: null,
  metric: 'metric',
  unit: '%',
  intervalSeconds: 60,
  thresholds: [{ comparison: 'GT', value: 90, severity: 'CRITICAL', forSeconds: 300 }],
  ...change,
});
const row = (state: string, change: object = {}) => ({
  version: 3,
  state,
  reason: null,
  method: null,
  intervalSeconds: 300,
  thresholds: [{ comparison: 'GT', value: 95.5, severity: 'WARNING', forSeconds: null }],
  vendorLabel: 'CPU監視',
  toolKey: null,
  escalationTarget: '運用センター',
  automationLevel: 1,
  notifyChannels: ['MAIL'],
  tool: { id: 'suite', product: '統合監視', productVersion: '7.0' },
  ...change,
});
const line = (code: string, layer: string, said: ReturnType<typeof row> | null, applies = true) => ({
  id: `line-${code}`,
  applies,
  state: said?.state ?? 'UNKNOWN',
  item: item(code, layer),
  row: said,
});
const LINES = [
  line('NET', 'NETWORK', null),
  line('CPU', 'OS_MIDDLEWARE', row('MONITORED')),
  line('DISK', 'OS_MIDDLEWARE', row('NOT_MONITORED', { escalationTarget: null, tool: null })),
  line('GPU', 'OS_MIDDLEWARE', row('NOT_APPLICABLE', { reason: '該当する機器がない' })),
  line('OLD', 'OS_MIDDLEWARE', row('MONITORED'), false),
];
const PERMISSIONS = ['systemMonitoring', 'monitoringTools', 'setSystemMonitoring', 'confirmSystemMonitoring'];

function openPage({ path = '', permissions = PERMISSIONS, provider = digitalAgency.id, change = {} } = {}) {
  return openPortal(`/systems/travel/monitoring${path}`, {
    signedIn: viewer(permissions),
    answers: {
      SystemMonitoringPage: {
        systemMonitoring: {
          revision: 9,
          isProfileUnknown: false,
          isClassUnknown: false,
          system: { id: 'travel', name: '旅費システム', nameEn: null, provider: { id: provider } },
          confirmation: { state: 'DUE', confirmedOn: '2025-10-01', confirmedByName: '佐藤', holdsUntil: '2026-10-01' },
          lines: LINES,
          ...change,
        },
      },
      MonitoringToolChoices: {
        monitoringTools: {
          items: [
            { id: 'suite', product: '統合監視', productVersion: '7.0', kind: 'MONITORING', organisation: { id: digitalAgency.id } },
            { id: 'other', product: '他省のツール', productVersion: null, kind: 'MONITORING', organisation: { id: 'other' } },
          ],
          nextCursor: null,
        },
      },
      SetSystemMonitoring: { setSystemMonitoring: { revision: 10 } },
      ConfirmSystemMonitoring: { confirmSystemMonitoring: { revision: 9 } },
    },
  });
}
const rows = () =>
  [...document.querySelectorAll('main section:not([aria-label]) tbody tr')].map(each => each.textContent!.replace(/\s+/g, ' ').trim());

it('says what is watched of what applies, and what is unknown apart from what is known not to be', async () => {
  await openPage();
  await seeText('監視しているか不明な項目が 1 件あります');
  expect(document.querySelector('[role=progressbar]')?.getAttribute('aria-valuetext')).toBe('1/3（33.3%）');
  expect(rows()).toHaveLength(5);
  expect(rows()[1]).toMatch(/統合監視 7\.0.*5 分.*推奨は 1 分.*警告: > 95\.5 %.*1: 自動で測り、知らせる.*CPU監視.*運用センター.*メール/);
  expect(rows()[3]).toContain('該当する機器がない');
  expect([...document.querySelectorAll('main h2')].map(each => each.textContent!.replace(/\s+/g, ' ').trim())).toContain(
    '対象ではないが記録のある項目 1 件',
  );
});

it('shows the gaps alone, by the address', async () => {
  await openPage({ path: '?state=GAPS' });
  await seeText('5 件中 2 件を表示しています');
  expect(rows().map(text => text.match(/項目 \w+/)?.[0])).toEqual(['項目 NET', '項目 DISK']);
});

it('says loudly that the profile is unknown', async () => {
  await openPage({ change: { isProfileUnknown: true } });
  await seeText('システムプロファイルが未登録のため');
  expect(document.querySelector('main')!.textContent).not.toContain('システムの分類が未登録のため');
});

it('confirms the revision that stands on the page', async () => {
  const { of } = await openPage();
  await press('この一覧の内容で正しいと確認する');
  await seen(() => of('ConfirmSystemMonitoring')[0]);
  expect(of('ConfirmSystemMonitoring')[0]!.variables).toEqual({ input: { systemId: 'travel', revision: 9 } });
  await seen(() => of('SystemMonitoringPage')[1]);
});

it('offers nothing to change in a system of another organisation', async () => {
  await openPage({ provider: 'other' });
  await seeText('項目 NET');
  expect([...document.querySelectorAll('main button')].map(each => each.textContent?.trim())).not.toContain(
    'この一覧の内容で正しいと確認する',
  );
  expect(document.querySelectorAll('main input[type=checkbox]')).toHaveLength(0);
});

it('asks nothing of tools and confirmation for a supplier, who may not see them', async () => {
  const { of } = await openPage({ permissions: ['systemMonitoring'], change: { confirmation: undefined } });
  await seeText('項目 NET');
  expect(of('SystemMonitoringPage')[0]!.variables).toEqual({ systemId: 'travel', staff: false });
  expect(of('MonitoringToolChoices')).toEqual([]);
});

describe('one item', () => {
  const edit = async (name: string) => {
    await seeText(name);
    const button = [...document.querySelectorAll<HTMLElement>('main button')].find(each => each.textContent?.includes(`編集（${name}）`));
    button!.click();
    await seeText('について、この情報システムの監視のしかたを記録します');
  };
  const choose = async (state: string) => {
    const radio = await seen(() => document.querySelector<HTMLInputElement>(`[role=dialog] input[type=radio][value=${state}]`));
    radio.click();
  };

  it('is saved with all that was recorded of it, in the version that was seen', async () => {
    const { of } = await openPage();
    await edit('項目 CPU');
    await fill('監視間隔', '２');
    await press('保存する');
    await seen(() => of('SetSystemMonitoring')[0]);
    expect(of('SetSystemMonitoring')[0]!.variables).toEqual({
      input: {
        systemId: 'travel',
        entries: [
          {
            monitoringItemId: 'CPU',
            version: 3,
            state: 'MONITORED',
            reason: null,
            monitoringToolId: 'suite',
            method: null,
            intervalSeconds: 120,
            thresholds: [{ comparison: 'GT', value: 95.5, severity: 'WARNING', forSeconds: null }],
            vendorLabel: 'CPU監視',
            toolKey: null,
            escalationTarget: '運用センター',
            automationLevel: 1,
            notifyChannels: ['MAIL'],
          },
        ],
      },
    });
  });

  it('offers whom the system tells, and takes the recommended thresholds on a press', async () => {
    const { of } = await openPage();
    await edit('項目 NET');
    await choose('MONITORED');
    expect((await field('連絡先')).value).toBe('運用センター');
    await press('推奨のしきい値を入れる');
    await press('保存する');
    await seen(() => of('SetSystemMonitoring')[0]);
    expect(of('SetSystemMonitoring')[0]!.variables).toMatchObject({
      input: {
        entries: [{ version: 0, state: 'MONITORED', thresholds: [{ comparison: 'GT', value: 90, severity: 'CRITICAL', forSeconds: 300 }] }],
      },
    });
  });

  it('is not put out of scope without a reason', async () => {
    const { of } = await openPage();
    await edit('項目 NET');
    await choose('NOT_APPLICABLE');
    await press('保存する');
    await seen(() => alerts().includes('「理由」を入力してください。'));
    expect(of('SetSystemMonitoring')).toEqual([]);
  });
});

describe('many items at once', () => {
  const tick = async (name: string) => {
    await seeText(name);
    const label = [...document.querySelectorAll('label')].find(each => each.textContent?.includes(`${name} を選ぶ`));
    label!.querySelector('input')!.click();
  };

  /** The filter above the list has a field of the same name. */
  const chooseState = async (state: string) => {
    const select = await seen(() => document.querySelector<HTMLSelectElement>('[role=dialog] select'));
    select.value = state;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  };

  it('take what was filled in and keep the rest', async () => {
    const { of } = await openPage();
    await tick('項目 CPU');
    await tick('項目 DISK');
    await press('選んだ 2 件をまとめて編集');
    await chooseState('PARTLY');
    await fill('連絡先', '当番');
    await press('保存する');
    await seen(() => of('SetSystemMonitoring')[0]);
    expect(of('SetSystemMonitoring')[0]!.variables).toMatchObject({
      input: {
        entries: [
          { monitoringItemId: 'CPU', state: 'PARTLY', escalationTarget: '当番', monitoringToolId: 'suite', vendorLabel: 'CPU監視' },
          { monitoringItemId: 'DISK', state: 'PARTLY', escalationTarget: '当番', monitoringToolId: null, intervalSeconds: 300 },
        ],
      },
    });
  });

  it('are not called watched while one of them names nobody to tell', async () => {
    const { of } = await openPage();
    await tick('項目 NET');
    await press('選んだ 1 件をまとめて編集');
    await chooseState('MONITORED');
    await press('保存する');
    await seen(() => alerts().includes('監視する 1 件の項目に連絡先がありません'));
    expect(of('SetSystemMonitoring')).toEqual([]);
  });
});
