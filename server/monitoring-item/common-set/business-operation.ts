import { SystemProfile } from '../../information-system/entity.ts';
import { MonitoringLayer, WatchTarget } from '../terms.ts';
import { alarm, DAY, HOUR, inLayer, MONTH, QUARTER, type ShippedItem, warn, WEEK } from './shipped-item.ts';

const { OPERATION, USAGE } = WatchTarget;
const { II, III } = SystemProfile;

/** The work of operation (表9-1) as something that is watched: upkeep, support of users, data for reports, and what was done after a failure. */
export const BUSINESS_OPERATION: readonly ShippedItem[] = inLayer(MonitoringLayer.BUSINESS_OPERATION, [
  {
    code: 'OPS-BACKUP',
    watch: OPERATION,
    name: { ja: 'バックアップの成否', en: 'Backups done' },
    purpose: {
      ja: '失敗したバックアップに気付くのは、必要になったときでは遅すぎます。',
      en: 'That a backup failed must not be found out when it is needed.',
    },
    metric: 'backup.last_success.age',
    unit: 'h',
    every: HOUR,
    thresholds: [warn('GT', 26), alarm('GT', 50)],
  },
  {
    code: 'OPS-RESTORE-TEST',
    watch: OPERATION,
    name: { ja: '復元の試験', en: 'Restoring tried out' },
    purpose: {
      ja: '戻せることを確かめていないバックアップは、あるとは言えません。',
      en: 'A backup that was never restored cannot be counted on.',
    },
    metric: 'backup.restore_test.age',
    unit: 'd',
    every: QUARTER,
    thresholds: [warn('GT', 184), alarm('GT', 366)],
  },
  {
    code: 'OPS-FAILOVER-TEST',
    watch: OPERATION,
    name: { ja: '切替え・災害対策の訓練', en: 'Failover and disaster drills' },
    purpose: {
      ja: '手順と要員が今も通用するかを、平時に確かめます。',
      en: 'Whether steps and people still work is tried in quiet times.',
    },
    metric: 'continuity.drill.age',
    unit: 'd',
    every: QUARTER,
    thresholds: [warn('GT', 366)],
    from: III,
  },
  {
    code: 'OPS-RELEASE',
    watch: OPERATION,
    name: { ja: 'リリースの成否と切戻し', en: 'Releases that failed or were undone' },
    purpose: {
      ja: '障害の多くは変更の後に起きます。変更と障害を並べて見られるようにします。',
      en: 'Most failures follow a change; this puts the two side by side.',
    },
    metric: 'release.failed',
    unit: '{release}',
    every: DAY,
    thresholds: [warn('GT', 0)],
  },
  {
    code: 'OPS-PLANNED-STOP',
    watch: OPERATION,
    name: { ja: '計画停止の超過', en: 'Planned stops that took longer' },
    purpose: {
      ja: '予告した時刻に再開できないことを、利用者より先に知ります。',
      en: 'That a system will not be back when announced is known before users find out.',
    },
    metric: 'maintenance.overrun',
    unit: 'min',
    every: DAY,
    thresholds: [alarm('GT', 0)],
  },
  {
    code: 'OPS-DATA-FIX',
    watch: OPERATION,
    name: { ja: 'データ補正の件数', en: 'Corrections of data' },
    purpose: {
      ja: '手作業の補正が繰り返されるなら、元の処理を直すべきです。',
      en: 'Where the same is corrected by hand again and again, the cause wants mending.',
    },
    metric: 'data.correction.count',
    unit: '{correction}/mo',
    every: MONTH,
  },
  {
    code: 'OPS-SLA',
    watch: OPERATION,
    name: { ja: 'サービスレベルの達成率', en: 'Service level reached' },
    purpose: {
      ja: '契約で約束した水準を、事業者の報告任せにせず確かめます。',
      en: 'What the contract promises is checked, and not left to the supplier’s report.',
    },
    metric: 'service.level.attainment',
    unit: '%',
    every: MONTH,
    thresholds: [warn('LT', 100)],
    from: II,
  },
  {
    code: 'OPS-RECOVERY-TIME',
    watch: OPERATION,
    name: { ja: '障害の復旧時間', en: 'Time to recover from failures' },
    purpose: {
      ja: 'プロファイルに応じた復旧の目標に届いているかを見ます。',
      en: 'Whether recovery is as quick as the profile asks for.',
    },
    metric: 'incident.recovery.duration',
    unit: 'h',
    every: MONTH,
  },
  {
    code: 'OPS-INCIDENT-COUNT',
    watch: OPERATION,
    name: { ja: '障害・ヒヤリハットの件数', en: 'Failures and near misses' },
    purpose: {
      ja: '小さな異常を多く拾うことが、大きな障害を防ぐ手掛かりになります。',
      en: 'Many small oddities noted are the clue that prevents the large failure.',
    },
    metric: 'incident.count',
    unit: '{incident}/mo',
    every: WEEK,
  },
  {
    code: 'SUP-INQUIRY',
    watch: USAGE,
    name: { ja: '問合せの件数と内容', en: 'Questions of users' },
    purpose: {
      ja: '同じ問合せが続くところは、画面や手引きの直しどころです。',
      en: 'Where the same is asked again, a screen or a guide wants mending.',
    },
    metric: 'support.inquiry.count',
    unit: '{inquiry}/wk',
    every: WEEK,
  },
  {
    code: 'SUP-BACKLOG',
    watch: OPERATION,
    name: { ja: '未回答の問合せ', en: 'Questions not yet answered' },
    purpose: {
      ja: '待たせている利用者の数を見て、窓口の体制を見直します。',
      en: 'How many users wait says whether the desk has enough people.',
    },
    metric: 'support.inquiry.waiting',
    unit: '{inquiry}',
    every: DAY,
    thresholds: [warn('GT', 20)],
  },
  {
    code: 'SUP-USER-KEEPING',
    watch: OPERATION,
    name: { ja: '利用者情報の登録・削除の遅れ', en: 'Users added and removed late' },
    purpose: {
      ja: '異動の後すぐ使えること、去った人が使えないことの両方を守ります。',
      en: 'New staff can work at once, and those who left cannot.',
    },
    metric: 'support.account_request.age',
    unit: 'd',
    every: DAY,
    thresholds: [warn('GT', 3)],
  },
  {
    code: 'REP-DATA',
    watch: USAGE,
    name: { ja: '運用実績データの提出', en: 'Data of operation handed in' },
    purpose: {
      ja: '報告書だけでなく元のデータを受け取り、更改時の構成の検討に使います。',
      en: 'Not reports alone but the data itself, for sizing at the next replacement.',
    },
    metric: 'report.data.age',
    unit: 'd',
    every: MONTH,
    thresholds: [warn('GT', 40)],
  },
]);
