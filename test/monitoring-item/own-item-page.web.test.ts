import { expect, it } from 'vitest';
import { alerts, digitalAgency, fill, openPortal, press, seen, seeText, viewer } from '../web-foundation/fixtures/portal-page.ts';

const ITEM = {
  id: 'wait',
  version: 2,
  code: 'TRV-WAIT',
  name: '精算請求の滞留',
  nameEn: null,
  scope: 'SYSTEM_SPECIFIC',
  layer: 'BUSINESS_OPERATION',
  watchTarget: 'USAGE',
  purpose: '支払が遅れるため',
  purposeEn: null,
  metric: 'travel.claims.waiting',
  unit: '{claim}',
  intervalSeconds: 3600,
  thresholds: [],
  profiles: [],
  systemClasses: [],
  retiredOn: null,
  system: { id: 'travel', name: '旅費システム', nameEn: null, provider: { id: digitalAgency.id } },
  aliases: [],
  versions: [],
};
const PERMISSIONS = ['monitoringItem', 'systemMonitoring', 'createMonitoringItem', 'updateMonitoringItem', 'retireMonitoringItem'];

function openItem(change: object = {}) {
  return openPortal('/monitoring/items/wait', {
    signedIn: viewer(PERMISSIONS),
    answers: {
      ItemPage: { monitoringItem: { ...ITEM, ...change } },
      UpdateMonitoringItem: { updateMonitoringItem: { id: 'wait' } },
      RetireMonitoringItem: { retireMonitoringItem: { id: 'wait' } },
    },
  });
}

it('is changed with all that it said, in the version that was seen', async () => {
  const { of } = await openItem();
  await press('編集');
  await fill('項目名', '精算の滞留');
  await fill('推奨間隔', '2');
  await press('保存する');
  await seen(() => of('UpdateMonitoringItem')[0]);
  const { nameEn, layer, watchTarget, purpose, purposeEn, metric, unit, thresholds } = ITEM;
  expect(of('UpdateMonitoringItem')[0]!.variables).toEqual({
    input: {
      monitoringItemId: 'wait',
      version: 2,
      name: '精算の滞留',
      intervalSeconds: 7200,
      profiles: [],
      systemClasses: [],
      nameEn,
      layer,
      watchTarget,
      purpose,
      purposeEn,
      metric,
      unit,
      thresholds,
    },
  });
});

it('is retired from today on, and taken up again', async () => {
  const first = await openItem();
  await press('廃止する');
  await seeText('この項目を今日から対象にしませんか');
  document.querySelector<HTMLFormElement>('[role=alertdialog] form')!.requestSubmit();
  await seen(() => first.of('RetireMonitoringItem')[0]);
  expect(first.of('RetireMonitoringItem')[0]!.variables).toEqual({
    input: { monitoringItemId: 'wait', version: 2, retiredOn: '2026-11-23' },
  });
  const second = await openItem({ retiredOn: '2026-11-01' });
  await press('廃止を取り消す');
  await seeText('この項目の廃止を取り消しますか');
  document.querySelector<HTMLFormElement>('[role=alertdialog] form')!.requestSubmit();
  await seen(() => second.of('RetireMonitoringItem')[0]);
  expect(second.of('RetireMonitoringItem')[0]!.variables).toMatchObject({ input: { retiredOn: null } });
});

it.each([
  ['a common item', { system: null, scope: 'COMMON' }],
  ['an item of a system of others', { system: { ...ITEM.system, provider: { id: 'other' } } }],
])('cannot be changed as %s', async (_, change) => {
  await openItem(change);
  await seeText('TRV-WAIT');
  expect([...document.querySelectorAll('main button')].map(each => each.textContent?.trim())).not.toContain('編集');
});

it('is added to the list of its system, and asks for what is missing', async () => {
  const { of } = await openPortal('/systems/travel/monitoring', {
    signedIn: viewer(PERMISSIONS),
    answers: {
      SystemMonitoringPage: {
        systemMonitoring: {
          revision: 0,
          isProfileUnknown: false,
          isClassUnknown: false,
          system: { id: 'travel', name: '旅費システム', nameEn: null, provider: { id: digitalAgency.id } },
          lines: [],
        },
      },
      CreateMonitoringItem: { createMonitoringItem: { id: 'new' } },
    },
  });
  await press('固有の項目を足す');
  await press('保存する');
  await seen(() => alerts().includes('「監視項目コード」を入力してください。'));
  for (const [label, value] of [
    ['監視項目コード', 'TRV-NEW'],
    ['項目名', '新しい項目'],
    ['層', 'APPLICATION'],
    ['監視の対象', 'OPERATION'],
    ['理由', '止まると困る'],
    ['測定するもの', 'travel.new'],
    ['単位', '1'],
  ])
    await fill(label!, value!);
  await press('保存する');
  await seen(() => of('CreateMonitoringItem')[0]);
  expect(of('CreateMonitoringItem')[0]!.variables).toMatchObject({
    input: { systemId: 'travel', code: 'TRV-NEW', layer: 'APPLICATION', watchTarget: 'OPERATION', unit: '1', intervalSeconds: 60 },
  });
});
