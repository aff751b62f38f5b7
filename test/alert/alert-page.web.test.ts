import { beforeAll, expect, it } from 'vitest';
import { openPortal, seen, seeText, viewer } from '../web-foundation/fixtures/portal-page.ts';

/** Who was told of which date, whether it arrived, and what is still to come. */
beforeAll(async () => void (await import('../../web/alert/AlertPage.vue')), 60_000);

const delivery = (id: string, change: object) => ({
  id,
  kind: 'CONTRACT_END',
  contractId: 'c1',
  label: 'K-1 文書管理',
  on: '2027-03-31',
  toldOn: '2026-10-02',
  recipientName: '会計 花子',
  state: 'SENT',
  settledAt: '2026-10-01T23:31:00Z',
  ...change,
});
const open = (deliveries: object[], ahead: object[]) =>
  openPortal('/alerts', {
    signedIn: viewer(['alertsAhead', 'alertDeliveries', 'contract']),
    answers: {
      AlertDeliveries: { alertDeliveries: { items: deliveries, nextCursor: null, totalCount: deliveries.length } },
      AlertsAhead: { alertsAhead: { items: ahead, nextCursor: null, totalCount: ahead.length } },
    } as never,
  });
const rows = (section: string) =>
  [...document.querySelectorAll(`[aria-labelledby=${section}] tbody tr`)].map(row => row.textContent?.replaceAll(/\s+/g, ' ').trim());

it('says what arrived, what failed, and who could not be told', async () => {
  await open(
    [
      delivery('1', {}),
      delivery('2', { state: 'REFUSED' }),
      delivery('3', { state: null, settledAt: null }),
      delivery('4', { kind: 'REQUEST_DUE', contractId: null, label: null, state: 'UNKNOWN' }),
    ],
    [],
  );
  await seen(() => rows('alert-deliveries')[0]);
  expect(rows('alert-deliveries')).toEqual([
    expect.stringMatching(/2026\/10\/02.*契約の終了 ?K-1 文書管理.*2027\/03\/31.*会計 花子.*送信済み/),
    expect.stringContaining('送信失敗'),
    expect.stringContaining('メールアドレスがなく、届いていません'),
    expect.stringMatching(/予算の要求期限.*送信できたか不明/),
  ]);
  expect(document.querySelector('a[href="/contracts/c1"]')).not.toBeNull();
  await seeText('これから知らせる期限はありません。');
});

it('says when what is told of next, an end that nobody knows loudly', async () => {
  await open(
    [],
    [
      { id: 'a', kind: 'CONTRACT_END_UNKNOWN', contractId: 'c1', label: 'K-1 文書管理', on: '2026-12-01', tellOn: '2026-12-01' },
      { id: 'b', kind: 'CONTRACT_NOTICE', contractId: 'c2', label: 'K-2 端末', on: '2027-01-31', tellOn: '2026-12-02' },
    ],
  );
  await seen(() => rows('alerts-ahead')[0]);
  expect(rows('alerts-ahead')).toEqual([
    expect.stringMatching(/2026\/12\/01.*終了日が不明の契約 ?K-1 文書管理.*終了日不明/),
    expect.stringMatching(/2026\/12\/02.*契約の通知期限 ?K-2 端末.*2027\/01\/31/),
  ]);
  await seeText('まだ誰にも通知していません。');
});
