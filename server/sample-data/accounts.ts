import { Role } from '../access/role.ts';

/** One password for all, because none of them guards anything. Printed at start-up. */
export const SAMPLE_PASSWORD = 'sample-portal-password';

export interface SampleAccount {
  /** Short name of the organisation. */
  organisation: string;
  login: string;
  name: string;
  department: string;
  roles: Role[];
  /** Without a mail address, so that the portal has somebody to point at who cannot be reached. */
  unreachable?: boolean;
  /** What the account is good for, shown at start-up. */
  shown?: string;
}

export const SAMPLE_ADMINISTRATOR = { login: 'admin@digital.example', name: '管理　太郎（サンプル）', password: SAMPLE_PASSWORD };

export const SAMPLE_ACCOUNTS: readonly SampleAccount[] = [
  {
    organisation: 'デジ庁',
    login: 'pmo@digital.example',
    name: '全体　花子（サンプル）',
    department: '府省全体管理組織（PMO）',
    roles: [Role.PORTFOLIO_MANAGER],
    shown: 'デジタル庁 PMO / portfolio manager',
  },
  {
    organisation: 'デジ庁',
    login: 'pjmo@digital.example',
    name: '推進　次郎（サンプル）',
    department: '共通システム担当（PJMO）',
    roles: [Role.SYSTEM_OWNER],
  },
  {
    organisation: 'デジ庁',
    login: 'former@digital.example',
    name: '前任　七子（サンプル）',
    department: '共通システム担当（PJMO）',
    roles: [Role.SYSTEM_OWNER],
  },
  {
    organisation: 'デジ庁',
    login: 'coordinator@digital.example',
    name: '庁内　三郎（サンプル）',
    department: '総務企画',
    roles: [Role.COORDINATOR, Role.RESPONDENT],
    unreachable: true,
  },
  {
    organisation: 'デジ庁',
    login: 'auditor@digital.example',
    name: '監査　良子（サンプル）',
    department: '監査担当',
    roles: [Role.AUDITOR],
    shown: 'デジタル庁 監査 / auditor',
  },
  {
    organisation: 'デジ庁',
    login: 'budget@digital.example',
    name: '会計　五郎（サンプル）',
    department: '会計担当',
    roles: [Role.BUDGET_OFFICER],
  },
  {
    organisation: 'デジ庁',
    login: 'vendor@supplier.example',
    name: '保守　六子（サンプル）',
    department: '株式会社サンプル情報',
    roles: [Role.VENDOR],
    shown: '事業者 / vendor',
  },
  {
    organisation: '総務',
    login: 'respondent@soumu.example',
    name: '回答　一郎（サンプル）',
    department: '大臣官房会計課',
    roles: [Role.RESPONDENT],
    shown: '総務省 回答担当 / respondent',
  },
  {
    organisation: '総務',
    login: 'coordinator@soumu.example',
    name: '取纏　二子（サンプル）',
    department: '大臣官房企画課',
    roles: [Role.COORDINATOR],
    shown: '総務省 取りまとめ担当 / coordinator',
  },
  {
    organisation: '総務',
    login: 'admin@soumu.example',
    name: '庶務　三子（サンプル）',
    department: '大臣官房企画課',
    roles: [Role.ADMINISTRATOR],
  },
  {
    organisation: '財務',
    login: 'coordinator@zaimu.example',
    name: '取纏　四郎（サンプル）',
    department: '大臣官房会計課',
    roles: [Role.COORDINATOR, Role.RESPONDENT],
  },
  {
    organisation: '国税庁',
    login: 'coordinator@kokuzei.example',
    name: '取纏　五子（サンプル）',
    department: '長官官房',
    roles: [Role.COORDINATOR, Role.RESPONDENT],
  },
];
