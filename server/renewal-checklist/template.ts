import { registerEnumType } from 'type-graphql';
import type { Text } from '../language.ts';

export enum ChecklistPointCode {
  REPORT_DAILY = 'REPORT_DAILY',
  REPORT_IMPROVEMENT = 'REPORT_IMPROVEMENT',
  REPORT_INCIDENT = 'REPORT_INCIDENT',
  STAFF_ENTRY = 'STAFF_ENTRY',
  STAFF_STRUCTURE = 'STAFF_STRUCTURE',
  STAFF_CHANGE = 'STAFF_CHANGE',
  SECURITY_PATTERN = 'SECURITY_PATTERN',
  SECURITY_UPDATE = 'SECURITY_UPDATE',
  SECURITY_LIST = 'SECURITY_LIST',
  EMERGENCY_RESTORE = 'EMERGENCY_RESTORE',
  EMERGENCY_SECURITY = 'EMERGENCY_SECURITY',
  DOCUMENT_MANUAL = 'DOCUMENT_MANUAL',
  DOCUMENT_HISTORY = 'DOCUMENT_HISTORY',
  DOCUMENT_PLATFORM = 'DOCUMENT_PLATFORM',
  DOCUMENT_CONFIGURATION = 'DOCUMENT_CONFIGURATION',
  NETWORK_CHANGE = 'NETWORK_CHANGE',
  INCIDENT_ROLE = 'INCIDENT_ROLE',
  CONTACTS = 'CONTACTS',
}

/** One point that an operation contract should settle. */
export interface ChecklistPoint {
  code: ChecklistPointCode;
  major: Text;
  middle: Text;
  text: Text;
  /** Only where the contract needs it; not counted as open. */
  optional: boolean;
}

/** Which edition of the points a mark was made by; a later one may have others. */
export const TEMPLATE = '参考9-1';

const MANAGEMENT: Text = { ja: '業務管理関係', en: 'Management of the work' };
const REQUIREMENTS: Text = { ja: '作業要件関係', en: 'Work that is required' };
const IF_NEEDED: Text = { ja: '必要な場合', en: 'If needed' };
const REPORTS: Text = { ja: '報告内容と書式', en: 'Reports and their forms' };
const STAFF: Text = { ja: '要員管理', en: 'Staff of the supplier' };
const SECURITY: Text = { ja: '情報セキュリティ関連作業', en: 'Security work' };
const EMERGENCY: Text = { ja: '緊急対応', en: 'Emergencies' };
const DOCUMENTS: Text = { ja: 'ドキュメント保守', en: 'Keeping documents' };
const COOPERATION: Text = { ja: '契約時の要件化', en: 'As the contract requires' };

const point = (code: ChecklistPointCode, major: Text, middle: Text, ja: string, en: string): ChecklistPoint => ({
  code,
  major,
  middle,
  text: { ja, en },
  optional: major === IF_NEEDED,
});

/** What operation contracts tend to forget (忘れ物チェックリスト, S-20), in the order of the guidebook. */
export const CHECKLIST: readonly ChecklistPoint[] = [
  point(ChecklistPointCode.REPORT_DAILY, MANAGEMENT, REPORTS, '日報・月報', 'Daily and monthly reports'),
  point(ChecklistPointCode.REPORT_IMPROVEMENT, MANAGEMENT, REPORTS, '業務改善提案書', 'Proposals of improvements'),
  point(
    ChecklistPointCode.REPORT_INCIDENT,
    MANAGEMENT,
    REPORTS,
    'インシデントの報告（基盤・業務AP・セキュリティ）',
    'Incidents: platform, application, security',
  ),
  point(ChecklistPointCode.STAFF_ENTRY, MANAGEMENT, STAFF, '入館証の名簿と手続', 'List and procedure of entry passes'),
  point(
    ChecklistPointCode.STAFF_STRUCTURE,
    MANAGEMENT,
    STAFF,
    '体制表（真の会社名が必須）',
    'Who works, with the true name of each company',
  ),
  point(ChecklistPointCode.STAFF_CHANGE, MANAGEMENT, STAFF, '要員交代の協議・承認の手順', 'How a change of staff is agreed and approved'),
  point(ChecklistPointCode.SECURITY_PATTERN, REQUIREMENTS, SECURITY, 'シグニチャ・パターンの更新', 'Updates of signatures and patterns'),
  point(
    ChecklistPointCode.SECURITY_UPDATE,
    REQUIREMENTS,
    SECURITY,
    'OS・ミドルウェア・言語の脆弱性に対する更新（想定頻度も）',
    'Updates against vulnerabilities of OS, middleware and languages, and how often they are expected',
  ),
  point(
    ChecklistPointCode.SECURITY_LIST,
    REQUIREMENTS,
    SECURITY,
    'ブラックリスト・ホワイトリストの登録',
    'Entries in lists of what is blocked and allowed',
  ),
  point(ChecklistPointCode.EMERGENCY_RESTORE, REQUIREMENTS, EMERGENCY, 'バックアップからのリストア', 'Restoring from backups'),
  point(
    ChecklistPointCode.EMERGENCY_SECURITY,
    REQUIREMENTS,
    EMERGENCY,
    '定期作業以外の緊急のセキュリティ作業',
    'Urgent security work outside the routine',
  ),
  point(ChecklistPointCode.DOCUMENT_MANUAL, REQUIREMENTS, DOCUMENTS, '運用手順書', 'Operation manuals'),
  point(
    ChecklistPointCode.DOCUMENT_HISTORY,
    REQUIREMENTS,
    DOCUMENTS,
    '保守・修理の結果と履歴',
    'Results and history of maintenance and repairs',
  ),
  point(ChecklistPointCode.DOCUMENT_PLATFORM, REQUIREMENTS, DOCUMENTS, '基盤工事図書', 'Drawings of work on the platform'),
  point(
    ChecklistPointCode.DOCUMENT_CONFIGURATION,
    REQUIREMENTS,
    DOCUMENTS,
    'アプリケーションの構成管理情報',
    'Configuration of the application',
  ),
  point(
    ChecklistPointCode.NETWORK_CHANGE,
    IF_NEEDED,
    COOPERATION,
    'ネットワークの増設・設定変更',
    'Extending and reconfiguring the network',
  ),
  point(
    ChecklistPointCode.INCIDENT_ROLE,
    IF_NEEDED,
    COOPERATION,
    'セキュリティインシデント時の役割（情報連携、CSIRT への報告と支援の待機）',
    'Role in a security incident: sharing information, reporting to the CSIRT, standing by to help',
  ),
  point(ChecklistPointCode.CONTACTS, IF_NEEDED, COOPERATION, '関係する事業者との連絡', 'Contacts with the other suppliers'),
];

registerEnumType(ChecklistPointCode, {
  name: 'ChecklistPointCode',
  description: 'A point of the checklist of what operation contracts tend to forget (忘れ物チェックリスト, 参考9-1).',
  valuesConfig: Object.fromEntries(CHECKLIST.map(({ code, text }) => [code, { description: `${text.en} (${text.ja}).` }])),
});

/** Points that a renewal has to settle. */
export const REQUIRED_COUNT = CHECKLIST.filter(({ optional }) => !optional).length;
