import { registerEnumType } from 'type-graphql';

export enum ToolKind {
  MONITORING = 'MONITORING',
  JOB = 'JOB',
  CONFIG = 'CONFIG',
}
registerEnumType(ToolKind, {
  name: 'MonitoringToolKind',
  description:
    'What a tool of operations does (運用管理システムの種類, S-55): it watches システム監視, runs jobs ジョブ管理, or keeps the configuration 構成管理.',
});

export enum MonitoringState {
  MONITORED = 'MONITORED',
  PARTLY = 'PARTLY',
  NOT_MONITORED = 'NOT_MONITORED',
  NOT_APPLICABLE = 'NOT_APPLICABLE',
  UNKNOWN = 'UNKNOWN',
}
registerEnumType(MonitoringState, {
  name: 'MonitoringState',
  description: 'Whether a system watches an item (監視状況, F-018, F-025).',
  valuesConfig: {
    MONITORED: { description: 'It is watched (監視している).' },
    PARTLY: { description: 'It is watched on some parts only; shown, and not counted as watched (一部のみ監視).' },
    NOT_MONITORED: { description: 'It is not watched (監視していない).' },
    NOT_APPLICABLE: { description: 'The system has nothing of the kind, for the reason given; not counted at all (対象外).' },
    UNKNOWN: { description: 'Nobody knows, or nobody has said; a gap until somebody does (不明, S-65).' },
  },
});

export enum NotifyChannel {
  MAIL = 'MAIL',
  SMS = 'SMS',
  PHONE = 'PHONE',
  SCREEN = 'SCREEN',
  TICKET = 'TICKET',
}
registerEnumType(NotifyChannel, {
  name: 'NotifyChannel',
  description:
    'How people are told (通知手段, S-54): mail メール, SMS, phone 電話, a screen that somebody watches 監視画面, a ticket チケット.',
});

export enum AliasKind {
  LABEL = 'LABEL',
  KEY = 'KEY',
}
registerEnumType(AliasKind, {
  name: 'MonitoringAliasKind',
  description:
    'What an alias stands for: the name that a vendor gives an item 事業者の項目名, or the key that a tool knows it by ツールのキー.',
});

/** Levels of automation (S-54), which are counted and not named in the database. */
export const MOST_AUTOMATION = 3;
