import { SystemClass, SystemProfile } from '../../information-system/entity.ts';
import { MonitoringLayer, WatchTarget } from '../terms.ts';
import { alarm, DAY, HOUR, inLayer, MINUTE, type ShippedItem, warn } from './shipped-item.ts';

const { OPERATION, USAGE } = WatchTarget;
const { II, III } = SystemProfile;

/** Who runs its systems on a shared cloud has no machines of its own to look after. */
const WITH_MACHINES = [SystemClass.JOINT_PROJECT, SystemClass.MINISTRY];

/** Machines, and what connects them. */
export const INFRASTRUCTURE: readonly ShippedItem[] = [
  ...inLayer(MonitoringLayer.HARDWARE, [
    {
      code: 'HW-FAULT',
      watch: OPERATION,
      name: { ja: '機器の故障通知', en: 'Fault reported by a machine' },
      purpose: {
        ja: '機器が自ら知らせる故障を見逃すと、予備が残っているうちに直す機会を失います。',
        en: 'A fault that a machine reports itself is the chance to mend it while there is still a spare.',
      },
      metric: 'hw.errors',
      unit: '{fault}',
      every: 5 * MINUTE,
      thresholds: [alarm('GT', 0)],
      classes: WITH_MACHINES,
    },
    {
      code: 'HW-DISK-HEALTH',
      watch: OPERATION,
      name: { ja: 'ディスクの故障・予兆', en: 'Failed or failing disks' },
      purpose: {
        ja: '冗長構成の片方が壊れたまま気付かないと、次の故障でデータを失います。',
        en: 'With one disk of an array broken unnoticed, the next fault loses data.',
      },
      metric: 'hw.disk.failed',
      unit: '{disk}',
      every: 10 * MINUTE,
      thresholds: [alarm('GT', 0)],
      classes: WITH_MACHINES,
    },
    {
      code: 'HW-POWER',
      watch: OPERATION,
      name: { ja: '電源・無停電電源装置の状態', en: 'Power supplies and UPS' },
      purpose: {
        ja: '電源の冗長が失われた状態や電池の劣化は、停電が起きるまで表に出ません。',
        en: 'Lost redundancy of power or a worn battery stays hidden until the mains fail.',
      },
      metric: 'hw.power.not_ok',
      unit: '{unit}',
      every: 10 * MINUTE,
      thresholds: [alarm('GT', 0)],
      from: II,
      classes: WITH_MACHINES,
    },
    {
      code: 'HW-TEMPERATURE',
      watch: OPERATION,
      name: { ja: '機器の温度', en: 'Temperature of machines' },
      purpose: {
        ja: '空調の故障は複数の機器を同時に止めます。温度の上昇で先に気付けます。',
        en: 'Failed cooling stops many machines at once; a rise in temperature tells of it first.',
      },
      metric: 'hw.temperature',
      unit: 'Cel',
      every: 10 * MINUTE,
      thresholds: [warn('GT', 35, 10 * MINUTE), alarm('GT', 40)],
      from: II,
      classes: WITH_MACHINES,
    },
  ]),
  ...inLayer(MonitoringLayer.NETWORK, [
    {
      code: 'NW-REACH',
      watch: OPERATION,
      name: { ja: '機器への到達性', en: 'Reachability of hosts' },
      purpose: {
        ja: '応答しない機器を最初に切り分けるための、最も基本の監視です。',
        en: 'The most basic look: which host does not answer at all.',
      },
      metric: 'network.ping.failed',
      unit: '{time}',
      every: MINUTE,
      thresholds: [warn('GE', 1), alarm('GE', 3)],
    },
    {
      code: 'NW-LATENCY',
      watch: OPERATION,
      name: { ja: '通信の遅延', en: 'Network latency' },
      purpose: {
        ja: '画面が遅いとき、原因が通信か処理かを分けて考えられるようになります。',
        en: 'Tells a slow network from slow processing when screens are slow.',
      },
      metric: 'network.round_trip.duration',
      unit: 'ms',
      every: 5 * MINUTE,
      thresholds: [warn('GT', 200, 15 * MINUTE)],
      from: II,
    },
    {
      code: 'NW-LOSS',
      watch: OPERATION,
      name: { ja: 'パケット損失率', en: 'Packet loss' },
      purpose: {
        ja: '一部の通信だけが失われる状態は、止まるよりも見つけにくく利用者を困らせます。',
        en: 'A path that loses some packets troubles users and is harder to find than one that is down.',
      },
      metric: 'network.packet.loss',
      unit: '%',
      every: 5 * MINUTE,
      thresholds: [warn('GT', 1, 10 * MINUTE), alarm('GT', 5, 10 * MINUTE)],
      from: II,
    },
    {
      code: 'NW-BAND-HIGH',
      watch: USAGE,
      name: { ja: '回線の使用率', en: 'Use of the line' },
      purpose: {
        ja: '回線が埋まる前に、増速や時間の分散を検討できます。',
        en: 'Leaves time to widen the line or spread the load before it is full.',
      },
      metric: 'network.io.utilization',
      unit: '%',
      every: 5 * MINUTE,
      thresholds: [warn('GT', 70, 30 * MINUTE), alarm('GT', 90, 15 * MINUTE)],
    },
    {
      code: 'NW-IF-ERROR',
      watch: OPERATION,
      name: { ja: '通信機器のエラー数', en: 'Errors of network interfaces' },
      purpose: {
        ja: 'ケーブルや口の劣化は、エラーの増加として先に現れます。',
        en: 'Worn cables and ports show as a growing number of errors first.',
      },
      metric: 'network.interface.errors',
      unit: '{error}/min',
      every: 5 * MINUTE,
      thresholds: [warn('GT', 10, 15 * MINUTE)],
      classes: WITH_MACHINES,
    },
    {
      code: 'NW-REDUNDANCY',
      watch: OPERATION,
      name: { ja: '経路の冗長性', en: 'Redundancy of paths' },
      purpose: {
        ja: '片系で動き続けている状態は利用者には見えません。次の故障の前に戻します。',
        en: 'Users do not see that only one path is left. It is to be restored before the next fault.',
      },
      metric: 'network.path.available',
      unit: '{path}',
      every: 5 * MINUTE,
      thresholds: [alarm('LT', 2)],
      from: III,
    },
    {
      code: 'NW-DNS',
      watch: OPERATION,
      name: { ja: '名前解決', en: 'Name resolution' },
      purpose: {
        ja: '名前解決の失敗は、正常なシステムを全員から見えなくします。',
        en: 'When names do not resolve, nobody reaches a system that runs well.',
      },
      metric: 'dns.lookup.failed',
      unit: '{time}',
      every: 5 * MINUTE,
      thresholds: [alarm('GE', 2)],
    },
    {
      code: 'NW-CERT-EXPIRY',
      watch: OPERATION,
      name: { ja: 'サーバ証明書の残日数', en: 'Days left of server certificates' },
      purpose: {
        ja: '証明書の期限切れは予定できる停止です。更新の手続きに間に合うように知らせます。',
        en: 'An expired certificate is an outage that can be foreseen; the warning leaves time for the paperwork.',
      },
      metric: 'tls.certificate.remaining',
      unit: 'd',
      every: DAY,
      thresholds: [warn('LT', 45), alarm('LT', 14)],
    },
    {
      code: 'NW-LB-MEMBERS',
      watch: OPERATION,
      name: { ja: '負荷分散先の稼働数', en: 'Healthy members behind the load balancer' },
      purpose: {
        ja: '振り分け先が減ると、残りに負荷が集まり連鎖して止まることがあります。',
        en: 'With fewer members the rest take the load, and may fall one after the other.',
      },
      metric: 'load_balancer.member.healthy',
      unit: '%',
      every: MINUTE,
      thresholds: [warn('LT', 100, 5 * MINUTE), alarm('LE', 50)],
      from: II,
    },
    {
      code: 'NW-TIME-SYNC',
      watch: OPERATION,
      name: { ja: '時刻のずれ', en: 'Clock offset' },
      purpose: {
        ja: '時刻がずれると、記録の突合せや認証ができなくなります。',
        en: 'With clocks apart, logs cannot be compared and sign-in fails.',
      },
      metric: 'ntp.offset',
      unit: 's',
      every: HOUR,
      thresholds: [warn('GT', 1), alarm('GT', 60)],
    },
  ]),
];
