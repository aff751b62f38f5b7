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
  care: null,
  ...change,
});
const open = (deliveries: object[], ahead: object[], now: object[] = [], test: object | null = null) =>
  openPortal('/alerts', {
    signedIn: viewer(['alertsAhead', 'alertDeliveries', 'contract', 'acknowledgeAlert', 'sendAlertTest']),
    answers: {
      OpenAlerts: { openAlerts: { items: now, nextCursor: null, totalCount: now.length } },
      AlertDeliveries: { alertDeliveries: { items: deliveries, nextCursor: null, totalCount: deliveries.length } },
      AlertRules: { alertRules: [] },
      AlertTest: { alertTest: test },
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
      {
        id: 'a',
        kind: 'CONTRACT_END_UNKNOWN',
        contractId: 'c1',
        label: 'K-1 文書管理',
        on: '2026-12-01',
        source: null,
        tellOn: '2026-12-01',
        care: null,
      },
      {
        id: 'b',
        kind: 'CONTRACT_NOTICE',
        contractId: 'c2',
        label: 'K-2 端末',
        on: '2027-01-31',
        source: null,
        tellOn: '2026-12-02',
        care: null,
      },
    ],
  );
  await seen(() => rows('alerts-ahead')[0]);
  expect(rows('alerts-ahead')).toEqual([
    expect.stringMatching(/2026\/12\/01.*終了日が不明の契約 ?K-1 文書管理.*終了日不明/),
    expect.stringMatching(/2026\/12\/02.*契約の通知期限 ?K-2 端末.*2027\/01\/31/),
  ]);
  await seeText('まだ誰にも通知していません。');
});

it('is loud about what nobody takes care of, quiet about the rest, and says who does what with it', async () => {
  const care = {
    id: 'x',
    version: 1,
    holderName: '会計 次郎',
    isMine: false,
    isHandedOver: true,
    isInForce: true,
    byName: '会計 花子',
    actedAt: '2026-10-01T23:31:00Z',
    note: '稟議中',
  };
  const alert = (id: string, given: object | null) => ({
    id,
    kind: 'CONTRACT_END',
    contractId: id,
    label: `K-${id}`,
    on: '2027-03-31',
    source: null,
    care: given,
  });
  await open(
    [],
    [],
    [
      alert('1', null),
      alert('2', { ...care, isInForce: false }),
      alert('3', care),
      alert('4', { ...care, isMine: true }),
      alert('5', { ...care, isHandedOver: false }),
      alert('6', { ...care, holderName: null, isInForce: false }),
    ],
  );
  await seen(() => rows('alerts-open')[0]);
  expect(rows('alerts-open')).toEqual([
    expect.stringMatching(/K-1.*未確認.*確認済みにする.*引き継ぐ/),
    expect.stringMatching(/K-2.*未確認.*会計 花子 から 会計 次郎 へ.*担当の人が不在のため、未確認に戻りました。.*稟議中.*確認済みにする/),
    expect.stringMatching(/K-3.*引継ぎ済み.*会計 花子 から 会計 次郎 へ.*引き継ぐ.*取り消す/),
    expect.stringMatching(/K-4.*引き継がれました.*確認済みにする.*引き継ぐ.*取り消す/),
    expect.stringMatching(/K-5.*確認済み.*引き継ぐ.*取り消す/),
    expect.stringMatching(/K-6.*未確認.*会計 花子 が取り消しました.*確認済みにする/),
  ]);
});

it.each([
  ['SENT', { answer: '250 OK' }, /送信済み.*a@mail\.example へのメールを受け取りました.*250 OK/],
  ['REFUSED', { answer: '550 no such mailbox' }, /送信失敗.*届きませんでした.*550 no such mailbox/],
  [
    'QUEUED',
    { answer: '450 later', retriedAt: '2026-10-01T23:41:00Z' },
    /送信待ち.*自動でもう一度送ります.*450 later.*2026\/10\/02 08:41 にもう一度送ります/,
  ],
  ['QUEUED', { isDeliveryLate: true }, /送信待ち.*定期処理が動いていません/],
  ['UNKNOWN', { isDeliveryLate: true }, /送信できたか不明.*受信箱を確かめてください(?!.*定期処理が動いていません)/],
  ['CAPTURED', {}, /送信せず保存.*送られていません.*期限の通知も届きません/],
])('says of a test that is %s what that means', async (state, change, words) => {
  const test = {
    id: 't',
    address: 'a@mail.example',
    askedAt: '2026-10-01T23:31:00Z',
    state,
    settledAt: null,
    answer: null,
    attemptCount: 1,
  };
  await open([], [], [], { ...test, retriedAt: null, isDeliveryLate: false, ...change });
  const section = () => document.querySelector('[aria-labelledby=alert-test]')?.textContent?.replaceAll(/\s+/g, ' ') ?? '';
  await seen(() => words.test(section()) || undefined);
  expect(section()).toMatch(words);
});

it('names where an end of support is from, and who recorded it', async () => {
  const none = { text: null, byName: null, at: null, product: null, cycle: null, snapshotName: null, snapshotAsOf: null };
  const life = {
    ...none,
    kind: 'LIFE_CYCLE',
    product: 'PostgreSQL',
    cycle: '14',
    snapshotName: 'endoflife.date',
    snapshotAsOf: '2026-09-21',
  };
  const said = { ...none, kind: 'OVERRIDE', text: '販売元の通知' };
  const alert = (id: string, source: object) => ({
    id,
    kind: 'SUPPORT_END',
    contractId: id,
    label: id,
    on: '2027-03-31',
    source,
    care: null,
  });
  const later = { ...alert('4', life), tellOn: '2026-12-01' };
  await open([], [later], [alert('1', life), alert('2', { ...said, byName: '会計 花子', at: '2026-10-01T23:31:00Z' }), alert('3', said)]);
  await seen(() => rows('alerts-open')[2]);
  expect(rows('alerts-open')).toEqual([
    expect.stringContaining('2027/03/31根拠: PostgreSQL 14（endoflife.date 2026/09/21 時点）'),
    expect.stringContaining('根拠: 販売元の通知（会計 花子 が 2026/10/02 08:31 に記録）'),
    expect.stringContaining('根拠: 販売元の通知（記録した人は不明）'),
  ]);
  expect(rows('alerts-ahead')).toEqual([expect.stringContaining('根拠: PostgreSQL 14（endoflife.date 2026/09/21 時点）')]);
});
