import { MatterKind } from './entity.ts';
import { daysBetween } from './occasion.ts';
import type { Notice } from './plan.ts';

/** Matters of one kind that a mail names; of more it says how many, and where. */
const NAMED = 10;

/** Kinds in the order of a mail, with their headings. */
const HEADINGS: Record<MatterKind, { ja: string; en: string }> = {
  CONTRACT_END_UNKNOWN: { ja: '終了日が不明の契約（予算要求から漏れるおそれ）', en: 'contracts whose end nobody knows' },
  CONTRACT_NOTICE: { ja: '契約の通知期限', en: 'last days to give notice' },
  PROCUREMENT_START: { ja: '調達の開始', en: 'procurements to begin' },
  CONTRACT_END: { ja: '契約の終了', en: 'contracts that end' },
  LICENCE_END: { ja: 'ライセンスの終了', en: 'licences that end' },
  SUPPORT_END: { ja: 'サポートの終了', en: 'ends of support' },
  PLANNED_STOP: { ja: '利用停止の予定', en: 'planned stops' },
  REQUEST_CUTOFF: { ja: '予算要求の省内締切', en: 'internal cut-offs of budget requests' },
  REQUEST_DUE: { ja: '予算の要求期限', en: 'deadlines of budget requests' },
  SHEET_RETURNED: { ja: '差し戻された回答', en: 'answer sheets returned' },
  SHEET_DUE: { ja: '回答の提出', en: 'surveys to answer' },
  DELEGATION: { ja: '分担を依頼された行', en: 'rows you were asked for' },
  ROW_QUESTION: { ja: '行への質問', en: 'questions about rows' },
  CONFIRMATION: { ja: '記載内容の確認', en: 'records to confirm' },
  HANDOVER: { ja: '引継ぎの受領', en: 'hand-overs to take' },
  CALENDAR_END: { ja: 'カレンダー購読の終了（発行し直すまで期限が表示されなくなります）', en: 'calendars that fall silent' },
  TEST: { ja: 'テスト送信', en: 'test mails' },
};

export interface Digest {
  subject: string;
  text: string;
}

interface Addressee {
  name: string;
  organisation: string;
}

/**
 * The one mail that a person gets on a day: Japanese, with a short English part below, since the portal knows of no language that a
 * person prefers.
 *
 * @param publicUrl address of the portal; without one, the mail says where to look instead of leading there
 */
export function digestOf(
  notices: readonly Notice[],
  { name, organisation }: Addressee,
  day: string,
  publicUrl: string | undefined,
): Digest {
  const groups = (Object.keys(HEADINGS) as MatterKind[]).flatMap(kind => {
    const found = notices.filter(({ matter }) => matter.kind === kind);
    return found.length ? [{ kind, found }] : [];
  });
  const lines = [`${organisation}`, `${name} 様`, '', '棚卸しポータルで、次の対応をお待ちしています。', ''];
  for (const { kind, found } of groups) {
    lines.push(`■ ${HEADINGS[kind].ja}（${found.length}件）`);
    for (const one of merged(found).slice(0, NAMED)) lines.push(...linesOf(one, day, publicUrl));
    if (merged(found).length > NAMED) lines.push(`・ほか ${merged(found).length - NAMED}件`);
    lines.push('');
  }
  lines.push(
    'すでに対応済みの場合は、行き違いをご容赦ください。',
    'このメールは棚卸しポータルが自動で送っています。返信は届きません。',
    ...(publicUrl ? [publicUrl] : []),
    '',
    '----',
    `Waiting for you in the Tanaoroshi portal: ${groups.map(({ kind, found }) => `${HEADINGS[kind].en} (${found.length})`).join(', ')}.`,
    'This mail is sent automatically; answers to it are not read.',
  );
  return { subject: `【棚卸し】対応のお願い ${notices.length}件（${inWords(day)}）`, text: `${lines.join('\n')}\n` };
}

/** Several notices of the same name and place are one line: the questions of a round, for example. */
function merged(notices: readonly Notice[]): { notice: Notice; count: number }[] {
  const byPlace = Map.groupBy(notices, ({ matter, heldBy, handedOver }) =>
    [matter.path, matter.label, matter.dueOn, heldBy.join(), handedOver?.byName].join('\n'),
  );
  return [...byPlace.values()].map(found => ({ notice: found[0]!, count: found.length }));
}

function linesOf(
  { notice: { matter, heldBy, handedOver }, count }: { notice: Notice; count: number },
  day: string,
  publicUrl: string | undefined,
): string[] {
  const due = matter.dueOn
    ? `（${matter.leadDays ? '' : '期限 '}${inWords(matter.dueOn)}、${leftInWords(daysBetween(day, matter.dueOn))}）`
    : '';
  const held = heldBy.length
    ? [`  まだ対応されていません。担当: ${heldBy.slice(0, 3).join('、')}${heldBy.length > 3 ? ` ほか${heldBy.length - 3}名` : ''}`]
    : [];
  return [
    `・${matter.label}${count > 1 ? ` ${count}件` : ''}${due}`,
    ...held,
    ...(matter.source ? [`  根拠: ${matter.source}`] : []),
    ...(handedOver ? [`  ${handedOver.byName}さんから引き継がれました。${handedOver.note ? `「${handedOver.note}」` : ''}`] : []),
    ...(publicUrl ? [`  ${new URL(matter.path, publicUrl).href}`] : []),
  ];
}

const leftInWords = (days: number): string => (days > 0 ? `あと${days}日` : days === 0 ? '本日まで' : `${-days}日超過`);

/** A day as officials write it, 令和8年11月27日. */
const inWords = (day: string): string =>
  new Intl.DateTimeFormat('ja-JP-u-ca-japanese', { era: 'long', year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );

/** The mail about one round whose runner asks by hand. */
export function requestDigest(
  { title, dueOn, roundId, note, askedBy }: { title: string; dueOn: string; roundId: string; note: string | null; askedBy: string },
  { name, organisation }: Addressee,
  day: string,
  publicUrl: string | undefined,
): Digest {
  const lines = [
    organisation,
    `${name} 様`,
    '',
    `「${title}」の回答がまだ提出されていません（期限 ${inWords(dueOn)}、${leftInWords(daysBetween(day, dueOn))}）。ご対応をお願いします。`,
    ...(publicUrl ? [new URL(`/survey-rounds/${roundId}/answer`, publicUrl).href] : []),
    ...(note ? ['', `実施組織（${askedBy}）からの連絡:`, note] : ['', `依頼元: ${askedBy}`]),
    '',
    'このメールは棚卸しポータルが送っています。返信は届きません。',
    '',
    '----',
    'The answers of your ministry to this survey have not been submitted yet. Please see to it in the Tanaoroshi portal.',
  ];
  return { subject: `【棚卸し】回答提出のお願い: ${title}`, text: `${lines.join('\n')}\n` };
}

/** The mail with which somebody tries whether mails arrive. */
export function testDigest({ name, organisation }: Addressee, now: Date): Digest {
  const at = new Intl.DateTimeFormat('ja-JP', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Asia/Tokyo' }).format(now);
  const lines = [
    organisation,
    `${name} 様`,
    '',
    'これはテスト送信です。対応は必要ありません。',
    `${at} に、あなたの操作で棚卸しポータルから送られました。`,
    'このメールが届いていれば、期限の通知も同じ経路で届きます。',
    '',
    '----',
    'This is a test that you sent from the Tanaoroshi portal. Nothing is to be done. Alerts reach you the same way.',
  ];
  return { subject: '【棚卸し】テスト送信', text: `${lines.join('\n')}\n` };
}
