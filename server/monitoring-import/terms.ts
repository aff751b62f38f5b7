import { registerEnumType } from 'type-graphql';
import { MonitoringFileFormat, MonitoringLineKind, NotTakenReason } from './line.ts';

registerEnumType(MonitoringFileFormat, {
  name: 'MonitoringFileFormat',
  description: 'What a file of monitoring items is.',
  valuesConfig: {
    ZABBIX: { description: 'An export of templates or hosts of Zabbix.' },
    PROMETHEUS: { description: 'Rules of Prometheus.' },
    LIST: { description: 'A list, as CSV or Excel workbook (一覧表).' },
  },
});

registerEnumType(MonitoringLineKind, {
  name: 'MonitoringLineKind',
  description:
    'What a line of such a file is: of Zabbix an item アイテム, an item prototype アイテムのプロトタイプ, a discovery rule ディスカバリルール, a web scenario ウェブシナリオ, or a trigger of nothing else in the file トリガー; of Prometheus an alerting rule アラートルール or a recording rule 記録ルール; or a row of a list 一覧の行.',
});

registerEnumType(NotTakenReason, {
  name: 'MonitoringNotTakenReason',
  description:
    'Why a line can be no monitoring item: a recording rule only computes 記録ルールは計算のみ, it has no name 名前がない, or its name or key is too long 長すぎる.',
});

export enum ImportLineState {
  MAPPED = 'MAPPED',
  SUGGESTED = 'SUGGESTED',
  UNMAPPED = 'UNMAPPED',
  LEFT_OUT = 'LEFT_OUT',
}
registerEnumType(ImportLineState, {
  name: 'MonitoringImportLineState',
  description: 'What is known of a line of an imported file. Every line has exactly one.',
  valuesConfig: {
    MAPPED: { description: 'It is an item of the catalogue, by an alias or because a person said so (対応済み).' },
    SUGGESTED: { description: 'It is like an item; a person is to decide (候補あり).' },
    UNMAPPED: { description: 'It is like none; a person is to decide (未対応).' },
    LEFT_OUT: { description: 'It is no item, for the reason given (対象外).' },
  },
});

export enum MappedBy {
  ALIAS = 'ALIAS',
  PERSON = 'PERSON',
}
registerEnumType(MappedBy, {
  name: 'MonitoringMappedBy',
  description: 'How a line came to its item: by an alias that somebody mapped before 別名, or by a person here 担当者.',
});

export enum LineDecision {
  TAKE_SUGGESTION = 'TAKE_SUGGESTION',
  MAP = 'MAP',
  MAKE_OWN = 'MAKE_OWN',
  LEAVE_OUT = 'LEAVE_OUT',
  REOPEN = 'REOPEN',
}
registerEnumType(LineDecision, {
  name: 'MonitoringLineDecision',
  description: 'What a person says of lines of an import.',
  valuesConfig: {
    TAKE_SUGGESTION: { description: 'Each is the item that it is like (候補を採用). Every one of them must have a suggestion.' },
    MAP: { description: 'All are the item `monitoringItemId` (項目を選ぶ).' },
    MAKE_OWN: { description: 'Each becomes an item of this system alone (固有の項目にする), by `ownItem`.' },
    LEAVE_OUT: { description: 'None is an item, for the reason `reason` (対象外にする).' },
    REOPEN: { description: 'Take back what was said; what aliases and suggestions say today holds again (判断を取り消す).' },
  },
});

export enum ImportOutcome {
  NEW = 'NEW',
  FILLED = 'FILLED',
  DIFFERENT = 'DIFFERENT',
  UNCHANGED = 'UNCHANGED',
  SWITCHED_OFF = 'SWITCHED_OFF',
}
registerEnumType(ImportOutcome, {
  name: 'MonitoringImportOutcome',
  description: 'What applying an import does with an item of the system.',
  valuesConfig: {
    NEW: { description: 'Nothing was known; it will be recorded as monitored (新規).' },
    FILLED: { description: 'What was not known will be filled in; nothing that was said changes (補完).' },
    DIFFERENT: { description: 'Something else was said before: it stays, unless the item is named in `replaceItemIds` (既存と相違).' },
    UNCHANGED: { description: 'It says what is known already (変更なし).' },
    SWITCHED_OFF: { description: 'Each of its lines is switched off in the tool, so nothing is recorded (ツール側で無効).' },
  },
});
