import { expect, it } from 'vitest';
import { digitalAgency, fill, openPortal, press, seen, seeText, viewer } from '../web-foundation/fixtures/portal-page.ts';

const item = (code: string) => ({ id: code, code, name: `項目 ${code}`, nameEn: null });
const OUTLOOK = {
  toolCountBefore: 2,
  toolCountAfter: 1,
  knownItemCount: 5,
  movableCount: 1,
  remainingCount: 0,
  targetTool: { id: 'suite', product: '統合監視', productVersion: '7.0' },
  systems: [
    {
      id: 'suite:s1',
      alreadyCount: 4,
      unnamedToolCount: 3,
      system: { id: 's1', name: '旅費', nameEn: null },
      movable: [item('CPU')],
      remaining: [],
      closable: [],
    },
  ],
};
const PERMISSIONS = ['monitoringTools', 'unificationPlans', 'unificationPlan', 'createUnificationPlan'];

function openPage(path: string, permissions = PERMISSIONS) {
  return openPortal(path, {
    signedIn: viewer(permissions),
    answers: {
      MonitoringToolChoices: {
        monitoringTools: {
          items: [{ id: 'suite', product: '統合監視', productVersion: '7.0', kind: 'MONITORING', organisation: { id: digitalAgency.id } }],
          nextCursor: null,
        },
      },
      UnificationPreview: { unificationOutlook: OUTLOOK },
      UnificationPlans: { unificationPlans: { items: [], nextCursor: null, totalCount: 0 } },
      CreateUnificationPlan: { createUnificationPlan: { id: 'plan' } },
      UnificationPlanPage: {
        unificationPlan: {
          id: 'plan',
          version: 1,
          name: '統一計画',
          note: null,
          madeByName: '佐藤',
          madeAt: '2026-11-20T00:00:00Z',
          organisation: digitalAgency,
          outlook: OUTLOOK,
        },
      },
    },
  });
}

it('shows what one tool would mean before and after, and saves it as a plan', async () => {
  const { of } = await openPage('/monitoring/unification');
  await fill('統一先のツール', 'suite');
  await seeText('統合監視 7.0 に統一した場合');
  expect(of('UnificationPreview')[0]!.variables).toEqual({ toolId: 'suite' });
  expect([...document.querySelectorAll('main dd')].map(each => each.textContent)).toEqual(['2 種類', '1 種類', '5 件', '1 件', '0 件']);
  await press('保存する');
  await seeText('「計画名」を入力してください。');
  await fill('計画名', '統一計画');
  await press('保存する');
  await seen(() => location.pathname === '/monitoring/unification/plan');
  expect(of('CreateUnificationPlan')[0]!.variables).toEqual({ input: { name: '統一計画', note: null, monitoringToolId: 'suite' } });
});

it('offers nobody to save who may not', async () => {
  await openPage('/monitoring/unification?tool=suite', PERMISSIONS.slice(0, 3));
  await seeText('統合監視 7.0 に統一した場合');
  expect(document.querySelector('main form')).toBeNull();
});
