import { expect, it } from 'vitest';
import { openPortal, press, seen, seeText, viewer } from '../web-foundation/fixtures/portal-page.ts';

const ITEM = {
  id: 'cpu',
  version: 1,
  code: 'OS-CPU',
  name: 'CPU使用率',
  nameEn: 'CPU utilisation',
  scope: 'COMMON',
  layer: 'OS_MIDDLEWARE',
  watchTarget: 'OPERATION',
  purpose: '遅くなる前に気づくため',
  purposeEn: null,
  metric: 'system.cpu.utilization',
  unit: '%',
  intervalSeconds: 60,
  thresholds: [],
  profiles: [],
  systemClasses: [],
  retiredOn: null,
  system: null,
  aliases: [],
};

/** A catalogue that is empty until the common items are added. */
async function openEmpty(permissions: string[], path = '/monitoring/items') {
  let items: object[] = [];
  return openPortal(path, {
    signedIn: viewer(['monitoringItems', ...permissions]),
    answers: {
      CataloguePage: () => ({ monitoringItems: { items, nextCursor: null, totalCount: items.length } }),
      InstallCommonItems: () => {
        items = [ITEM];
        return { installCommonItems: { addedCount: 1 } };
      },
    },
  });
}

it('offers the common items where there are none, and shows them once they are added', async () => {
  const { of } = await openEmpty(['installCommonItems']);
  await seeText('監視項目がまだありません');
  await press('標準の監視項目を用意する');
  await seeText('CPU使用率');
  await seeText('監視項目を 1 件登録しました');
  expect(await seen(() => of('InstallCommonItems')[0])).toBeDefined();
});

it('offers them neither to who may not add them, nor where a filter finds nothing', async () => {
  await openEmpty([]);
  await seeText('監視項目がまだありません');
  expect(document.querySelector('main')!.textContent).not.toContain('標準の監視項目を用意する');
  await openEmpty(['installCommonItems'], '/monitoring/items?search=x');
  await seeText('条件に当てはまる項目がありません');
  expect(document.querySelector('main')!.textContent).not.toContain('標準の監視項目を用意する');
});
