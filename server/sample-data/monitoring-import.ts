import type { Viewer } from '../access/viewer.ts';
import { InformationSystem } from '../information-system/entity.ts';
import { MonitoringTool, SystemMonitoring } from '../monitoring/entity.ts';
import { MonitoringImportLine } from '../monitoring-import/entity.ts';
import { decideMonitoringLines } from '../monitoring-import/decide.ts';
import { parseMonitoringFile } from '../monitoring-import/parse-file.ts';
import { startMonitoringImport } from '../monitoring-import/start.ts';
import { LineDecision } from '../monitoring-import/terms.ts';
import type { Act } from './act.ts';

/** A supplier's list as it is handed over: its own names, its own units, one row that watches nothing common. */
const LIST = `監視項目,監視キー,単位,監視間隔,警告しきい値,異常しきい値,備考,有効
サーバCPU利用率（サンプル）,host.cpu.busy,%,5分,80以上,95以上,5分平均,
搭載メモリ使用率（サンプル）,host.mem.used,%,5分,85以上,95以上,,
/var ファイルシステム使用率（サンプル）,host.fs.var,%,15分,80以上,90以上,,
公開画面の応答時間（サンプル）,web.front.response,秒,1分,3秒を超える,10秒を超える,,
夜間バッチの異常終了（サンプル）,batch.night.failed,件,1日1回,,1以上,,
サーバ証明書の残日数（サンプル）,tls.days,日,1日1回,30以下,14以下,,
ＤＢ接続数（サンプル）,db.sessions,本,5分,200以上,,上限 250,
検索索引の再構築時間（サンプル）,search.reindex,分,週次,,,事業者の独自項目,
窓口プリンタの用紙残量（サンプル）,printer.paper,枚,1時間,,,独自項目,
旧系の死活監視（サンプル）,old.ping,,1分,,,旧サーバは廃止済み,無効
`;

/** A list that is half decided on: for somebody to go on with. */
export async function loadSampleMonitoringImport(act: Act, operator: Viewer): Promise<void> {
  const file = await parseMonitoringFile('監視項目一覧（サンプル）.csv', Buffer.from(LIST));
  await act(operator, async context => {
    const { em } = context;
    // A system that is watched already, so that the list meets what people have entered.
    const [row] = await em.find(
      SystemMonitoring,
      { tenantId: operator.organisationId, tool: { $ne: null } },
      { orderBy: { system: { code: 'desc' } }, limit: 1 },
    );
    const system = await em.findOneOrFail(InformationSystem, row!.system.id);
    const tool = await em.findOneOrFail(MonitoringTool, row!.tool!.id);
    const where = { systemId: system.id, toolId: tool.id, fileName: '監視項目一覧（サンプル）.csv' };
    const { import: made } = await startMonitoringImport(context, where, file);
    const out = await em.find(MonitoringImportLine, { import: made, key: 'old.ping' });
    await decideMonitoringLines(context, {
      monitoringImportId: made.id,
      version: made.version,
      lineIds: out.map(({ id }) => id),
      decision: LineDecision.LEAVE_OUT,
      reason: '旧系は廃止済みのため（サンプル）',
    });
  });
}
