import { beforeAll, expect, it } from 'vitest';
import { readLeadTimes } from '../../web/alert/leadTimes.ts';
import { openPortal, seen, seeText, viewer } from '../web-foundation/fixtures/portal-page.ts';

/** The rules as they stand, what the portal has and what the organisation chose, and loudly what reaches nobody. */
beforeAll(async () => void (await import('../../web/alert/AlertRulePage.vue')), 60_000);

const rule = (kind: string, change: object) => ({
  id: kind,
  kind,
  version: 0,
  isUsual: true,
  leadDays: null,
  usualLeadDays: [60, 0],
  usualSlowLeadDays: null,
  roles: ['BUDGET_OFFICER'],
  tellsOwners: true,
  isSilent: false,
  silentReason: null,
  bearerCount: 2,
  reachableCount: 1,
  changedByName: null,
  changedAt: null,
  ...change,
});
const changed = { version: 3, isUsual: false, changedByName: '会計 花子', changedAt: '2026-10-01T23:31:00Z' };

it('says when whom is told, by which rule, who set it, and loudly what nobody hears of', async () => {
  await openPortal('/alerts/rules', {
    signedIn: viewer(['alertRules', 'alertsAhead', 'setAlertRule']),
    answers: {
      AlertRules: {
        alertRules: [
          rule('CONTRACT_END_UNKNOWN', { usualLeadDays: [0] }),
          rule('CONTRACT_END', { usualSlowLeadDays: [365, 60] }),
          rule('LICENCE_END', { ...changed, leadDays: [1000, 1], roles: ['AUDITOR'], bearerCount: 0, reachableCount: 0 }),
          rule('SUPPORT_END', { ...changed, roles: ['PORTFOLIO_MANAGER'], tellsOwners: false, reachableCount: 0 }),
          rule('PLANNED_STOP', { ...changed, roles: [], bearerCount: 0, reachableCount: 0 }),
          rule('REQUEST_DUE', { ...changed, isSilent: true, silentReason: '別の台帳で管理' }),
        ],
      },
    } as never,
  });
  const rows = () => [...document.querySelectorAll('tbody tr')].map(row => row.textContent?.replaceAll(/\s+/g, ' ').trim());
  await seen(() => rows()[0]);
  expect(rows()).toEqual([
    expect.stringMatching(/終了日が不明の契約.*毎月1日.*所管者本人、予算担当.*2人、うちメールが届く人 1人.*既定.*変更する/),
    expect.stringMatching(/契約の終了.*60日前、当日.*運用・ハードウェア保守の契約: 365日前、60日前/),
    expect.stringMatching(/ライセンスの終了.*1000日前、1日前.*所管者本人、監査担当.*この役割の人がいません.*組織で設定.*会計 花子/),
    expect.stringMatching(/サポートの終了.*全体管理（PMO）.*この役割の 2人にメールアドレスがありません/),
    expect.stringMatching(/利用停止の予定.*所管者本人.*所管者がいない契約は PMO に知らせます/),
    expect.stringMatching(/予算の要求期限.*知らせません.*誰にも知らせません.*通知なし.*会計 花子/),
  ]);
  await seeText('誰にも知らせていない期限の種類が 1 件あります');
  await seeText('理由: 別の台帳で管理');
});

it.each([
  ['577, 180、 30', { days: [577, 180, 30] }],
  ['０ １０００', { days: [0, 1000] }],
  ['', { fault: 'none' }],
  ['1001', { fault: 'notDays', part: '1001' }],
  ['-3', { fault: 'notDays', part: '-3' }],
  ['30日', { fault: 'notDays', part: '30日' }],
  ['30 7 030', { fault: 'doubled', part: '030' }],
  [Array.from({ length: 21 }, (_, days) => days).join(), { fault: 'many' }],
])('reads %j as %j', (text, read) => {
  expect(readLeadTimes(text)).toEqual(read);
});
