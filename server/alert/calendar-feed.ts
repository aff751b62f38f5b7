import { createHash } from 'node:crypto';
import type { Language, Text } from '../language.ts';
import { daysAfter } from '../scalars.ts';
import { type AlertDate, sourceInWords } from './dates.ts';
import { AlertKind } from './kind.ts';

/** What a day in the calendar is called. An unknown end has no day and stands in none. */
const NAMES: Record<Exclude<AlertKind, AlertKind.CONTRACT_END_UNKNOWN>, Text> = {
  CONTRACT_NOTICE: { ja: '契約の通知期限', en: 'Last day to give notice' },
  PROCUREMENT_START: { ja: '調達開始', en: 'Procurement to begin' },
  CONTRACT_END: { ja: '契約終了', en: 'Contract ends' },
  LICENCE_END: { ja: 'ライセンス終了', en: 'Licence ends' },
  SUPPORT_END: { ja: 'サポート終了', en: 'Support ends' },
  PLANNED_STOP: { ja: '利用停止予定', en: 'Planned stop' },
  REQUEST_CUTOFF: { ja: '予算要求の省内締切', en: 'Internal cut-off of the budget request' },
  REQUEST_DUE: { ja: '予算の要求期限', en: 'Deadline of the budget request' },
};
const ENDS: Text = { ja: 'このカレンダーの購読が終わる日', en: 'This calendar ends' };
const RENEW: Text = {
  ja: 'この日のあとは期限が表示されません。ポータルで新しいカレンダー用アドレスを発行し、登録し直してください。',
  en: 'Nothing is shown after this day. Issue a new address in the portal and subscribe to that.',
};
const SOURCE: Text = { ja: '根拠', en: 'Source' };
const CALENDAR_NAME: Text = { ja: '棚卸しポータル 契約と予算要求', en: 'Tanaoroshi: contracts and budget requests' };

interface Feed {
  organisationId: string;
  language: Language;
  publicUrl: string | undefined;
  now: Date;
  /** The calendar itself: its last day, after which nothing comes any more. */
  end: { tokenId: string; name: string; on: string };
}

/**
 * The dates as an iCalendar text (RFC 5545): one all-day event for each, without alarm, under a UID that stays when the date moves,
 * so that calendars move the event in place of adding one. On its last day the calendar says that it ends.
 */
export function calendarFeed(dates: readonly AlertDate[], { organisationId, language, publicUrl, now, end }: Feed): string {
  const stamp = now.toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const links = (path: string): string[] => (publicUrl ? [`URL:${new URL(path, publicUrl).href}`] : []);
  const event = (uid: string, on: string, summary: string, rest: readonly string[]): string[] => [
    'BEGIN:VEVENT',
    `UID:${uid}.${organisationId}@tanaoroshi`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${packed(on)}`,
    `DTEND;VALUE=DATE:${packed(daysAfter(on, 1))}`,
    `SUMMARY:${escaped(summary)}`,
    ...rest,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
  const events = dates.flatMap(({ kind, path, label, on, source }) =>
    kind === AlertKind.CONTRACT_END_UNKNOWN
      ? []
      : event(`${kind.toLowerCase()}${path.replaceAll('/', '.')}${stepOf(kind, label)}`, on, `${NAMES[kind][language]}: ${label}`, [
          ...(source ? [`DESCRIPTION:${escaped(`${SOURCE[language]}: ${sourceInWords(source, language)}`)}`] : []),
          ...links(path),
        ]),
  );
  const ending = event(`calendar_end.${end.tokenId}`, end.on, `${ENDS[language]}: ${end.name}`, [
    `DESCRIPTION:${escaped(RENEW[language])}`,
    ...links('/api-tokens?for=calendar'),
  ]);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Tanaoroshi//Contracts and budget requests//JA',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(CALENDAR_NAME[language])}`,
    ...events,
    ...ending,
    'END:VCALENDAR',
  ];
  return lines.map(line => `${folded(line)}\r\n`).join('');
}

/** A request has several cut-offs, told apart by their names. */
const stepOf = (kind: AlertKind, label: string): string =>
  kind === AlertKind.REQUEST_CUTOFF ? `.${createHash('sha256').update(label).digest('hex').slice(0, 12)}` : '';

const packed = (day: string): string => day.replaceAll('-', '');

const escaped = (text: string): string => text.replaceAll(/[\\;,]/g, String.raw`\$&`).replaceAll(/\r\n|[\r\n]/g, String.raw`\n`);

const LINE_BYTES = 75;

/** No line is longer than 75 bytes; the rest goes on in the next one after a space, and no character is cut in two. */
function folded(line: string): string {
  let text = '';
  let bytes = 0;
  for (const character of line) {
    const length = Buffer.byteLength(character);
    if (bytes + length > LINE_BYTES) {
      text += '\r\n ';
      bytes = 1;
    }
    text += character;
    bytes += length;
  }
  return text;
}
