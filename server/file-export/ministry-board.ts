import { LedgerDateKind, type LedgerDates } from '../expiry/ledger-type.ts';
import { SYSTEM_WORDS } from '../file-import/information-systems.ts';
import type { Language, Text } from '../language.ts';
import type { MinistryBoard, MinistrySummary } from '../ministry-board/type.ts';
import { type ExportTable, say } from './table.ts';

const CONFIRMATION: Record<string, Text> = {
  NEVER: { ja: '未確認', en: 'Never confirmed' },
  DUE: { ja: '要確認', en: 'To be confirmed again' },
  CONFIRMED: { ja: '確認済み', en: 'Confirmed' },
};
const OWNER: Record<string, Text> = {
  NONE: { ja: '未登録', en: 'Not recorded' },
  LEFT: { ja: '担当者不在', en: 'Has left' },
  IN_PLACE: { ja: '登録あり', en: 'In place' },
};
const SURVEY: Record<string, Text> = {
  DRAFT: { ja: '準備中', en: 'In preparation' },
  OPEN: { ja: '回答受付中', en: 'Open' },
  CLOSED: { ja: '締切', en: 'Closed' },
  PUBLISHED: { ja: '公表済み', en: 'Published' },
};
const DUE: Record<string, Text> = {
  SURVEY: { ja: '調査の回答期限', en: 'Survey due' },
  CONFIRMATION: { ja: '記載内容の確認の期限', en: 'Confirmation ends' },
  REPLACEMENT: { ja: '更改予定日', en: 'Replacement' },
  RETIREMENT: { ja: '廃止予定日', en: 'Retirement' },
};
const LEDGER: Record<LedgerDateKind, Text> = {
  [LedgerDateKind.CONTRACT_NOTICE]: { ja: '契約の通知期限', en: 'Notice due' },
  [LedgerDateKind.CONTRACT_END]: { ja: '契約の終了', en: 'Contract ends' },
  [LedgerDateKind.LICENCE_END]: { ja: 'ライセンスの終了', en: 'Licence ends' },
  [LedgerDateKind.SUPPORT_END]: { ja: 'サポートの終了', en: 'Support ends' },
  [LedgerDateKind.PLANNED_STOP]: { ja: '利用停止の予定', en: 'Planned stop' },
};
const MISSING: Record<string, Text> = {
  DESCRIPTION: { ja: '説明', en: 'Description' },
  SYSTEM_CLASS: { ja: 'システムの分類', en: 'Class' },
  PROFILE: { ja: 'システムプロファイル', en: 'Profile' },
  PLANNED_ON: { ja: '計画した日', en: 'Planned on' },
  OPERATION_STARTS_ON: { ja: '運用開始日', en: 'Operation starts' },
  REPLACEMENT_ON: { ja: '更改予定日', en: 'Replacement' },
  REPLACEMENT_OR_RETIREMENT_ON: { ja: '更改予定日または廃止予定日', en: 'Replacement or retirement' },
  RETIRES_ON: { ja: '廃止日', en: 'Retired on' },
  OWNER: { ja: '責任者', en: 'Owner' },
  PJMO: { ja: 'PJMOの連絡先', en: 'PJMO contact' },
  OPERATING_DIVISION: { ja: '業務実施部門の連絡先', en: 'Operating division contact' },
  SECURITY_OFFICER: { ja: '情報システムセキュリティ責任者', en: 'Security officer' },
  FEATURES: { ja: '機能の一覧', en: 'Features' },
  USERS: { ja: '利用する機関', en: 'Users' },
};

/** Per cent without a fraction, rounded down: only what is whole is shown as 100. */
const percent = (ratio: number): number => Math.floor(ratio * 100);

/**
 * The board of a ministry as a table; what is unknown is said in words. Dates of contracts are left
 * out where there are of no system, as for those who may not read contracts.
 */
export function ministryBoardTable(
  { organisation, systems }: MinistryBoard,
  ledger: ReadonlyMap<string, LedgerDates>,
  language: Language,
): ExportTable {
  const unknown = say(language, '未登録', 'Unknown');
  const word = (name: keyof typeof SYSTEM_WORDS, value: string | null): string => {
    const words: readonly string[] | undefined = value ? (SYSTEM_WORDS[name] as Record<string, readonly string[]>)[value] : undefined;
    return (language === 'ja' ? words?.[0] : words?.at(-1)) ?? unknown;
  };
  return {
    title: `${say(language, organisation.name, organisation.nameEn)}${say(language, '_情報システムの状況', '_systems')}`,
    columns: [
      say(language, '情報システムID', 'Identifier'),
      say(language, '情報システム名', 'System'),
      say(language, 'システムの分類', 'Class'),
      say(language, 'システムプロファイル', 'Profile'),
      say(language, '状態', 'State'),
      say(language, '充足率（％）', 'Completeness (%)'),
      say(language, '足りない項目', 'Missing'),
      say(language, '記載内容の確認', 'Confirmation'),
      say(language, '確認日', 'Confirmed on'),
      say(language, '確認者', 'Confirmed by'),
      say(language, '責任者', 'Owner'),
      say(language, '責任者名', 'Name of the owner'),
      say(language, '調査の状態', 'Survey'),
      say(language, '次の期日', 'Next date'),
      say(language, '期日の内容', 'What is due'),
      ...(ledger.size
        ? [
            say(language, '契約等の次の期日', 'Next date of contracts'),
            say(language, '契約等の期日の内容', 'What of contracts is due'),
            say(language, '契約', 'Contract'),
            say(language, '契約等の期日を過ぎている（件）', 'Dates of contracts passed'),
            say(language, '契約等の終了日が不明（件）', 'Ends of contracts unknown'),
          ]
        : []),
    ],
    rows: systems.map(system => [
      system.code,
      language === 'en' ? (system.nameEn ?? system.name) : system.name,
      word('systemClass', system.systemClass),
      word('profile', system.profile),
      word('lifecycleState', system.lifecycleState),
      percent(system.record.completenessRatio),
      system.record.missing.map(field => MISSING[field]![language]).join(say(language, '、', ', ')),
      CONFIRMATION[system.record.confirmation.state]![language],
      system.record.confirmation.confirmedOn,
      system.record.confirmation.confirmedByName,
      OWNER[system.ownerState]![language],
      system.ownerName,
      system.survey ? SURVEY[system.survey.state]![language] : say(language, '未実施', 'None yet'),
      system.next?.on ?? unknown,
      system.next && DUE[system.next.kind]![language],
      ...(ledger.size ? ledgerCells(ledger.get(system.id)!, language) : []),
    ]),
    frozenColumns: 2,
  };
}

function ledgerCells({ next, pastCount, unknownCount }: LedgerDates, language: Language): (string | number | null)[] {
  return [next && next.on, next && LEDGER[next.kind][language], next && next.contractName, pastCount, unknownCount];
}

/** All readable ministries in numbers as a table. */
export function ministryOverviewTable(ministries: readonly MinistrySummary[], language: Language): ExportTable {
  return {
    title: say(language, '府省別の情報システムの状況', 'Systems_by_ministry'),
    columns: [
      say(language, '府省名', 'Ministry'),
      say(language, '情報システム数', 'Systems'),
      say(language, '充足率（％）', 'Completeness (%)'),
      say(language, '足りない項目がある', 'Incomplete'),
      CONFIRMATION['NEVER']![language],
      CONFIRMATION['DUE']![language],
      CONFIRMATION['CONFIRMED']![language],
      say(language, '責任者未登録', 'Without an owner'),
      say(language, '担当者不在', 'Owner has left'),
      say(language, '分類未登録', 'Class unknown'),
      say(language, 'プロファイル未登録', 'Profile unknown'),
      say(language, '回答受付中の調査', 'Open surveys'),
      say(language, '次の期日', 'Next date'),
      say(language, '期日の内容', 'What is due'),
    ],
    rows: ministries.map(one => [
      say(language, one.organisation.name, one.organisation.nameEn),
      one.systemCount,
      one.completenessRatio === null ? say(language, '該当なし', 'No systems') : percent(one.completenessRatio),
      one.incompleteCount,
      one.neverConfirmedCount,
      one.confirmationDueCount,
      one.confirmedCount,
      one.noOwnerCount,
      one.ownerLeftCount,
      one.unknownClassCount,
      one.unknownProfileCount,
      one.openSurveyCount,
      one.next?.on ?? null,
      one.next && DUE[one.next.kind]![language],
    ]),
    frozenColumns: 1,
  };
}
