import { LifecycleState, SystemClass, SystemProfile } from '../information-system/entity.ts';

/** A made-up system; features by major group, each as 中分類: names. */
export interface SampleSystem {
  code: string;
  prefix: string;
  name: string;
  nameEn: string;
  description: string;
  systemClass: SystemClass;
  profile: SystemProfile | null;
  lifecycleState: LifecycleState;
  operationStartsOn: string | null;
  retiresOn: string | null;
  features: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

const shared = { systemClass: SystemClass.DIGITAL_AGENCY, lifecycleState: LifecycleState.IN_OPERATION, retiresOn: null };

export const SAMPLE_SYSTEMS: readonly SampleSystem[] = [
  {
    ...shared,
    code: 'デジ-001',
    prefix: 'TRV',
    name: '旅費等内部管理業務システム（サンプル）',
    nameEn: 'Travel expense system (sample)',
    description: '出張の申請から精算までを各府省が共通で行うシステムという想定の、架空のシステムです。',
    profile: SystemProfile.II,
    operationStartsOn: '2019-04-01',
    features: {
      出張計画: {
        伺い: ['出張伺い作成', '出張伺い承認', '出張伺い差戻し', '出張命令簿出力'],
        変更: ['出張日程変更', '出張取消', '随行者一括登録'],
      },
      '経路・運賃計算': {
        経路: ['経路検索', '最安経路比較', '定期区間控除'],
        運賃: ['運賃自動計算', '航空賃見積登録', '車賃計算', '日当計算', '宿泊料定額計算'],
      },
      手配: { 交通: ['切符手配依頼', '航空券手配依頼', 'レンタカー手配依頼'], 宿泊: ['宿泊手配依頼', '宿泊先一覧'] },
      精算: {
        請求: ['精算請求作成', '領収書添付', '概算払請求', '追給・返納計算'],
        審査: ['精算審査', '精算差戻し', '支払データ作成', '支払通知'],
      },
      管理: { 統計: ['出張実績集計', '部局別集計', '年度更新'], 設定: ['利用者登録', '代理者設定', 'お知らせ掲載', '操作ログ照会'] },
    },
  },
  {
    ...shared,
    code: 'デジ-002',
    prefix: 'DOC',
    name: '文書管理システム（サンプル）',
    nameEn: 'Document management system (sample)',
    description: '起案、決裁、保存、移管を行う想定の、架空のシステムです。',
    profile: SystemProfile.III,
    operationStartsOn: '2021-01-04',
    features: {
      起案: { 作成: ['起案文書作成', '様式呼出し', '添付ファイル登録'], 回議: ['回議ルート設定', '合議', '代決', '後閲'] },
      決裁: { 電子決裁: ['電子決裁', '一括決裁', '差戻し', '決裁状況照会'] },
      保存: { 分類: ['行政文書ファイル作成', '保存期間設定', '分類変更'], 検索: ['全文検索', '属性検索', '保存した検索条件'] },
      移管: { 廃棄: ['廃棄協議', '移管目録作成', '保存期間延長'] },
    },
  },
  {
    ...shared,
    code: 'デジ-003',
    prefix: 'HRM',
    name: '人事・給与関係業務システム（サンプル）',
    nameEn: 'Personnel and payroll system (sample)',
    description: '人事異動、給与、勤務時間の管理を行う想定の、架空のシステムです。',
    systemClass: SystemClass.JOINT_PROJECT,
    profile: null,
    operationStartsOn: '2016-04-01',
    retiresOn: '2029-03-31',
    features: {
      人事: { 異動: ['発令案作成', '発令通知', '人事記録照会'], 評価: ['目標設定', '評価入力', '評価集計'] },
      給与: { 計算: ['給与計算', '年末調整', '諸手当認定'], 支給: ['支給明細照会', '振込データ作成'] },
      勤務時間: { 届出: ['休暇申請', '超過勤務命令', '出勤簿照会'] },
    },
  },
  {
    ...shared,
    code: 'デジ-004',
    prefix: 'APL',
    name: '電子申請受付システム（サンプル）',
    nameEn: 'Electronic application system (sample)',
    description: '申請の受付から審査結果の通知までを行う想定の、架空のシステムです。',
    profile: SystemProfile.III,
    operationStartsOn: '2023-10-02',
    features: {
      受付: { 申請: ['申請様式管理', '申請受付', '添付書類確認', '手数料納付確認'], 通知: ['受付通知', '補正依頼'] },
      審査: { 進行: ['担当割当', '審査記録', '他府省照会'], 結果: ['結果通知', '交付書類作成'] },
      統計: { 集計: ['処理期間集計', '滞留一覧', 'オンライン利用率'] },
    },
  },
];
