import type { Viewer } from '../access/viewer.ts';
import { Attestation, AttestationSubject } from '../attestation/entity.ts';
import type { Context } from '../context.ts';
import { InformationSystem } from '../information-system/entity.ts';
import { MonitoringTool } from '../monitoring/entity.ts';
import { mapMonitoringAlias } from '../monitoring/alias-service.ts';
import type { SystemMonitoringEntry } from '../monitoring/input.ts';
import { setSystemMonitoring } from '../monitoring/service.ts';
import { createMonitoringTool } from '../monitoring/tool-service.ts';
import { AliasKind, MonitoringState, NotifyChannel, ToolKind } from '../monitoring/terms.ts';
import { createUnificationPlan } from '../monitoring-coverage/service.ts';
import { MonitoringItem } from '../monitoring-item/entity.ts';
import { installCommonItems } from '../monitoring-item/install.ts';
import { createMonitoringItem } from '../monitoring-item/service.ts';
import { MonitoringLayer, MonitoringScope, WatchTarget } from '../monitoring-item/terms.ts';
import type { Organisation } from '../organisation/entity.ts';
import type { Act } from './act.ts';

const SUITE = '統合監視スイート（サンプル）';
const CLOUD = 'クラウド監視サービス（サンプル）';
const BOARD = 'ネットワーク監視盤（サンプル）';
const JOBS = 'ジョブ管理（サンプル）';
const HOUR_SECONDS = 3600;

const TOOLS: Readonly<Record<string, readonly [product: string, version: string, kind: ToolKind][]>> = {
  デジ庁: [
    [SUITE, '7.0', ToolKind.MONITORING],
    [CLOUD, '2026', ToolKind.MONITORING],
    [JOBS, '12', ToolKind.JOB],
  ],
  財務: [
    [SUITE, '6.2', ToolKind.MONITORING],
    [BOARD, '3.1', ToolKind.MONITORING],
  ],
};

/** Systems of which something is said: with which tool, how many items in ten, and who is told. Of others nothing is known. */
const WATCHED: readonly {
  organisation: string;
  code: string;
  product: string;
  share: number;
  target: string;
  confirmedDaysAgo?: number;
}[] = [
  {
    organisation: 'デジ庁',
    code: 'デジ-001',
    product: SUITE,
    share: 8,
    target: '旅費システム運用センター（サンプル）',
    confirmedDaysAgo: 20,
  },
  { organisation: 'デジ庁', code: 'デジ-002', product: CLOUD, share: 6, target: '文書管理ヘルプデスク（サンプル）', confirmedDaysAgo: 240 },
  { organisation: 'デジ庁', code: 'デジ-004', product: SUITE, share: 5, target: '電子申請 保守当番（サンプル）' },
  { organisation: '財務', code: '財務-001', product: SUITE, share: 6, target: '国有財産システム係（サンプル）' },
  { organisation: '財務', code: '財務-002', product: BOARD, share: 3, target: '統計公表 運用担当（サンプル）' },
];

const ALIASES: readonly [code: string, kind: AliasKind, text: string][] = [
  ['RES-CPU-HIGH', AliasKind.LABEL, 'CPU使用率監視'],
  ['RES-CPU-HIGH', AliasKind.KEY, 'system.cpu.util'],
  ['RES-MEM-HIGH', AliasKind.LABEL, 'メモリ使用率監視'],
  ['DATA-FS-USE', AliasKind.LABEL, 'ディスク使用率'],
  ['NW-REACH', AliasKind.LABEL, '死活監視（PING）'],
  ['NW-REACH', AliasKind.KEY, 'icmpping'],
];

/** The common catalogue, and two ministries that watch their systems with different tools, more or less well. */
export async function loadSampleMonitoring(act: Act, operator: Viewer, organisations: readonly Organisation[]): Promise<void> {
  await act(operator, context => installCommonItems(context));
  for (const organisation of organisations) {
    const tools = TOOLS[organisation.shortName];
    if (!tools) continue;
    await act({ ...operator, organisationId: organisation.id, name: '監視　担当（サンプル）' }, async context => {
      for (const [product, productVersion, kind] of tools) await createMonitoringTool(context, { product, productVersion, kind });
      for (const watched of WATCHED.filter(one => one.organisation === organisation.shortName)) await watch(context, watched);
      if (organisation.shortName === '財務') await watchOwnItem(context);
      const [target] = await context.em.find(MonitoringTool, { product: SUITE });
      await createUnificationPlan(context, {
        name: `${organisation.shortName} 監視ツール統一計画（サンプル）`,
        monitoringToolId: target!.id,
        note: '次の更改までに一つの製品で見る想定の、架空の計画です。',
      });
    });
  }
  await act(operator, async context => {
    await addOwnItem(context);
    for (const [code, kind, text] of ALIASES) {
      const item = await context.em.findOneOrFail(MonitoringItem, { code, scope: MonitoringScope.COMMON });
      await mapMonitoringAlias(context, { monitoringItemId: item.id, kind, text });
    }
  });
}

/** Says something of most common items, in turn: watched, in part, not, not applicable; and of every tenth nothing. */
async function watch(context: Context, { code, product, share, target, confirmedDaysAgo }: (typeof WATCHED)[number]): Promise<void> {
  const { em } = context;
  const system = await em.findOneOrFail(InformationSystem, { code });
  const tools = new Map((await em.find(MonitoringTool, {})).map(tool => [tool.product, tool.id]));
  const items = await em.find(MonitoringItem, { scope: MonitoringScope.COMMON }, { orderBy: { code: 'asc' } });
  const entries = items.flatMap((item, index): SystemMonitoringEntry[] => {
    const turn = (index * 7 + share) % 10;
    if (turn === 9) return [];
    const state =
      turn < share
        ? MonitoringState.MONITORED
        : ([MonitoringState.PARTLY, MonitoringState.NOT_MONITORED, MonitoringState.NOT_APPLICABLE] as const)[index % 3]!;
    const isWatched = state === MonitoringState.MONITORED || state === MonitoringState.PARTLY;
    const byJobs = item.metric.startsWith('job.') ? tools.get(JOBS) : undefined;
    return [
      {
        monitoringItemId: item.id,
        version: 0,
        state,
        reason: state === MonitoringState.NOT_APPLICABLE ? '該当する構成要素がないため（サンプル）' : null,
        monitoringToolId: isWatched ? (byJobs ?? tools.get(product)!) : null,
        // Each vendor has its own rhythm and its own idea of what is too much.
        intervalSeconds: isWatched ? item.intervalSeconds * (share % 2 && item.intervalSeconds <= HOUR_SECONDS ? 5 : 1) : null,
        thresholds: isWatched
          ? item.thresholds.map(one => ({ ...one, value: item.unit === '%' && share % 2 && one.value > 10 ? one.value - 5 : one.value }))
          : [],
        vendorLabel: isWatched && share % 2 ? `${item.name}監視` : null,
        escalationTarget: isWatched ? target : null,
        automationLevel: isWatched ? [1, 1, 2, 0][index % 4]! : null,
        notifyChannels: isWatched ? [NotifyChannel.MAIL, ...(index % 3 ? [] : [NotifyChannel.PHONE])] : [],
      },
    ];
  });
  await setSystemMonitoring(context, { systemId: system.id, entries });
  if (confirmedDaysAgo === undefined) return;
  em.create(Attestation, {
    subject: AttestationSubject.SYSTEM_MONITORING,
    subjectId: system.id,
    confirmedAt: new Date(Date.now() - confirmedDaysAgo * 86_400_000),
    confirmedByName: '監視　担当（サンプル）',
    content: {},
  });
  await em.flush();
}

/** An item that one tool alone watches, so that the plan to do without it has something left to solve. */
async function watchOwnItem(context: Context): Promise<void> {
  const { em } = context;
  const system = await em.findOneOrFail(InformationSystem, { code: '財務-002' });
  const item = await createMonitoringItem(context, {
    systemId: system.id,
    code: 'STAT-RELEASE-DELAY',
    layer: MonitoringLayer.BUSINESS_OPERATION,
    watchTarget: WatchTarget.OPERATION,
    name: '統計公表の遅れ（サンプル）',
    nameEn: 'Statistics published late (sample)',
    purpose: '公表予定時刻を過ぎると利用者への説明が要るため。',
    purposeEn: 'Publishing later than announced must be explained to users.',
    metric: 'statistics.release.delay',
    unit: 'min',
    intervalSeconds: 300,
    thresholds: [],
    profiles: [],
    systemClasses: [],
  });
  const board = await em.findOneOrFail(MonitoringTool, { product: BOARD });
  await setSystemMonitoring(context, {
    systemId: system.id,
    entries: [
      {
        monitoringItemId: item.id,
        version: 0,
        state: MonitoringState.MONITORED,
        monitoringToolId: board.id,
        intervalSeconds: 300,
        thresholds: [],
        escalationTarget: '統計公表 運用担当（サンプル）',
        automationLevel: 1,
        notifyChannels: [NotifyChannel.MAIL],
      },
    ],
  });
}

async function addOwnItem(context: Context): Promise<void> {
  const { em } = context;
  const system = await em.findOneOrFail(InformationSystem, { code: 'デジ-001' });
  const item = await createMonitoringItem(context, {
    systemId: system.id,
    code: 'TRV-SETTLE-WAIT',
    layer: MonitoringLayer.BUSINESS_OPERATION,
    watchTarget: WatchTarget.USAGE,
    name: '精算請求の滞留（サンプル）',
    nameEn: 'Claims waiting to be settled (sample)',
    purpose: '月末に審査が滞ると支払が遅れるため。',
    purposeEn: 'When checking falls behind at the end of a month, payment is late.',
    metric: 'travel.claims.waiting',
    unit: '{claim}',
    intervalSeconds: 3600,
    thresholds: [],
    profiles: [],
    systemClasses: [],
  });
  await mapMonitoringAlias(context, { monitoringItemId: item.id, kind: AliasKind.LABEL, text: '滞留件数' });
}
