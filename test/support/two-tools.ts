import { Role } from '../../server/access/role.ts';
import { writeCsv } from '../../server/spreadsheet/write-csv.ts';
import { makeItem, makeTool } from './monitoring.ts';
import type { TestOrganisation, TestPortal } from './open-portal.ts';
import type { Person } from './person.ts';
import { makeSystem } from './survey.ts';

/** Case 9-2 of the guidebook: two systems of one ministry, which are watched with two tools whose lists look different. */
export interface TwoTools {
  ministry: TestOrganisation;
  owner: Person;
  /** Codes of the catalogue's items. */
  codes: Record<'cpu' | 'memory' | 'disk' | 'response' | 'certificate', string>;
  systems: [counter: string, tax: string];
  tools: [suite: string, board: string];
}

export async function openTwoTools(portal: TestPortal): Promise<TwoTools> {
  const made = async (name: string, nameEn: string, unit: string): Promise<string> =>
    (await makeItem(portal.operator, { name, nameEn, unit, metric: nameEn })).code;
  const codes = {
    cpu: await made('CPU使用率', 'CPU utilization', '%'),
    memory: await made('メモリ使用率', 'Memory utilization', '%'),
    disk: await made('ディスク使用率', 'Disk space used', '%'),
    response: await made('応答時間', 'Response time', 's'),
    certificate: await made('証明書の有効期限', 'Expiry of the certificate', 'd'),
  };
  const ministry = await portal.organisation(Role.SYSTEM_OWNER);
  const owner = ministry.as(Role.SYSTEM_OWNER);
  return {
    ministry,
    owner,
    codes,
    systems: [(await makeSystem(owner, 0, { name: '窓口受付システム' })).id, (await makeSystem(owner, 0, { name: '課税システム' })).id],
    tools: [await makeTool(owner, '統合監視'), await makeTool(owner, '監視盤')],
  };
}

const item = (name: string, key: string, units: string, more = ''): string =>
  `        - name: '${name}'\n          key: '${key}'\n          units: '${units}'\n${more}`;

/** What watches the counter, as Zabbix gives it. */
export const COUNTER_TEMPLATE = `zabbix_export:
  version: '7.0'
  templates:
    - template: counter
      name: 窓口受付（見本）
      items:
${item('CPU utilization', 'system.cpu.util', '%', "          triggers: [{expression: 'min(/counter/system.cpu.util,5m)>{$CPU.MAX}', name: busy, priority: HIGH}]\n")}${item('Memory utilization', 'vm.memory.util', '%')}${item('Tickets printed', 'counter.tickets', '')}      discovery_rules:
        - name: Disks
          key: vfs.fs.discovery
          item_prototypes:
            - name: '{#FSNAME}: Space utilization'
              key: 'vfs.fs.size[{#FSNAME},pused]'
              units: '%'
      macros: [{macro: '{$CPU.MAX}', value: '85'}]
`;

/** What watches taxation, as its supplier lists it. */
export const TAX_LIST = writeCsv(
  {
    columns: ['監視項目', '単位', '監視間隔', '異常しきい値', '備考'],
    rows: [
      ['ＣＰＵの使用率', '％', '10分', '95以上', ''],
      ['ファイルシステム使用率', '%', '30分', '90%以上', ''],
      ['サーバ証明書の期限', '日', '1日1回', '14以下', ''],
      ['帳票の印刷枚数', '枚', '', '', '業務用'],
    ],
  },
  'cp932',
).bytes;
