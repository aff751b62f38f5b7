import { registerEnumType } from 'type-graphql';

export enum MonitoringScope {
  COMMON = 'COMMON',
  SYSTEM_SPECIFIC = 'SYSTEM_SPECIFIC',
}
registerEnumType(MonitoringScope, {
  name: 'MonitoringScope',
  description: 'Whether an item is watched on every system that it applies to, or on one alone (S-02).',
  valuesConfig: {
    COMMON: { description: 'In the catalogue of all ministries; the operator of the portal keeps it (共通).' },
    SYSTEM_SPECIFIC: { description: 'Of one system; whoever provides the system keeps it (固有).' },
  },
});

export enum MonitoringLayer {
  HARDWARE = 'HARDWARE',
  NETWORK = 'NETWORK',
  OS_MIDDLEWARE = 'OS_MIDDLEWARE',
  APPLICATION = 'APPLICATION',
  SECURITY = 'SECURITY',
  BUSINESS_OPERATION = 'BUSINESS_OPERATION',
}
registerEnumType(MonitoringLayer, {
  name: 'MonitoringLayer',
  description:
    'Where an item is watched (層, S-55): hardware ハードウェア, network ネットワーク, OS and middleware OS・ミドルウェア, application アプリケーション, security セキュリティ, or business operation 業務運用.',
});

export enum WatchTarget {
  OPERATION = 'OPERATION',
  USAGE = 'USAGE',
  SECURITY = 'SECURITY',
  INCONSISTENT_DATA = 'INCONSISTENT_DATA',
}
registerEnumType(WatchTarget, {
  name: 'WatchTarget',
  description: 'What monitoring is to find out (監視の対象, 表9-1, S-30).',
  valuesConfig: {
    OPERATION: { description: 'Whether it runs (稼働状況).' },
    USAGE: { description: 'How much of it is used (利用状況).' },
    SECURITY: { description: 'Whether it is safe (情報セキュリティ).' },
    INCONSISTENT_DATA: { description: 'Whether its data fit together (不整合データ).' },
  },
});

export enum ThresholdComparison {
  GT = 'GT',
  GE = 'GE',
  LT = 'LT',
  LE = 'LE',
  EQ = 'EQ',
  NE = 'NE',
}
registerEnumType(ThresholdComparison, {
  name: 'ThresholdComparison',
  description: 'How the measured value stands to the threshold when it is passed: > GT, ≥ GE, < LT, ≤ LE, = EQ, ≠ NE.',
});

export enum ThresholdSeverity {
  WARNING = 'WARNING',
  CRITICAL = 'CRITICAL',
}
registerEnumType(ThresholdSeverity, {
  name: 'ThresholdSeverity',
  description: 'What passing a threshold means: look into it soon 警告, or at once 重大.',
});

export enum ShippedItemState {
  MISSING = 'MISSING',
  NEWER = 'NEWER',
  EDITED = 'EDITED',
}
registerEnumType(ShippedItemState, {
  name: 'ShippedItemState',
  description: 'What the common set that ships with the portal has to offer for a code.',
  valuesConfig: {
    MISSING: { description: 'The catalogue has no such item.' },
    NEWER: { description: 'The set has a newer version, and nobody changed the item here.' },
    EDITED: { description: 'The set says something else, and the item was changed here: replaced only when its code is named.' },
  },
});
