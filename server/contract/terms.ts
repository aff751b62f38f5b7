import { registerEnumType } from 'type-graphql';

export enum ContractKind {
  LICENCE = 'LICENCE',
  SOFTWARE_MAINTENANCE = 'SOFTWARE_MAINTENANCE',
  HARDWARE_MAINTENANCE = 'HARDWARE_MAINTENANCE',
  OPERATION = 'OPERATION',
  CLOUD = 'CLOUD',
  DEVELOPMENT = 'DEVELOPMENT',
  LEASE = 'LEASE',
  NETWORK = 'NETWORK',
  OTHER = 'OTHER',
}
registerEnumType(ContractKind, {
  name: 'ContractKind',
  description: 'What is bought (種別).',
  valuesConfig: {
    LICENCE: { description: 'ライセンス' },
    SOFTWARE_MAINTENANCE: { description: 'ソフトウェア保守' },
    HARDWARE_MAINTENANCE: { description: 'ハードウェア保守' },
    OPERATION: { description: '運用' },
    CLOUD: { description: 'クラウド利用' },
    DEVELOPMENT: { description: '設計・開発' },
    LEASE: { description: '賃貸借 (リース)' },
    NETWORK: { description: '通信回線' },
    OTHER: { description: 'その他' },
  },
});

export enum MaintenanceStyle {
  PERIODIC = 'PERIODIC',
  SPOT = 'SPOT',
}
registerEnumType(MaintenanceStyle, {
  name: 'MaintenanceStyle',
  description: 'How maintenance is paid (S-06): by the period 定期保守, or by the call スポット保守.',
});

export enum EndKind {
  UNKNOWN = 'UNKNOWN',
  KNOWN = 'KNOWN',
  NONE = 'NONE',
}
registerEnumType(EndKind, {
  name: 'EndKind',
  description: 'What is known of the end of a contract. An unknown end is a risk and stands first in every list (F-062).',
  valuesConfig: {
    UNKNOWN: { description: 'Nobody has recorded it (不明).' },
    KNOWN: { description: 'There is a last day in force.' },
    NONE: { description: 'None was agreed (期間の定めなし).' },
  },
});

export enum AmountBasis {
  PER_YEAR = 'PER_YEAR',
  TOTAL = 'TOTAL',
  UNIT_PER_YEAR = 'UNIT_PER_YEAR',
  UNIT_TOTAL = 'UNIT_TOTAL',
}
registerEnumType(AmountBasis, {
  name: 'AmountBasis',
  description: 'What an amount is for (金額区分).',
  valuesConfig: {
    PER_YEAR: { description: 'A year (年額).' },
    TOTAL: { description: 'The whole term (総額).' },
    UNIT_PER_YEAR: { description: 'One of the quantity for a year (単価・年額).' },
    UNIT_TOTAL: { description: 'One of the quantity for the whole term (単価・総額).' },
  },
});

export enum CostClass {
  DEVELOPMENT = 'DEVELOPMENT',
  OPERATION = 'OPERATION',
  BOTH = 'BOTH',
}
registerEnumType(CostClass, {
  name: 'CostClass',
  description: 'Class of cost (経費区分).',
  valuesConfig: {
    DEVELOPMENT: { description: '整備経費' },
    OPERATION: { description: '運用等経費' },
    BOTH: { description: '整備経費と運用等経費: a part of the amount (`developmentYen`) is 整備経費, and the rest 運用等経費.' },
  },
});

export enum RenewalKind {
  NONE = 'NONE',
  TACIT = 'TACIT',
  BY_AGREEMENT = 'BY_AGREEMENT',
}
registerEnumType(RenewalKind, {
  name: 'RenewalKind',
  description: 'How a contract goes on after its end (更新).',
  valuesConfig: {
    NONE: { description: 'It does not; a new one is procured (なし).' },
    TACIT: { description: 'By itself, unless somebody gives notice in time (自動更新).' },
    BY_AGREEMENT: { description: 'When both agree in time (協議更新).' },
  },
});

export enum BillingMetric {
  CPU = 'CPU',
  CORE = 'CORE',
  USER = 'USER',
  SERVER = 'SERVER',
  FLAT = 'FLAT',
}
registerEnumType(BillingMetric, {
  name: 'BillingMetric',
  description: 'What the price is counted by (課金単位, S-05): CPU, core コア, user 利用者, server サーバ, or flat 定額.',
});
