import type { Opt, Ref } from '@mikro-orm/core';
import { Check, Entity, Enum, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Account } from '../account/entity.ts';
import { TenantEntity, VersionedEntity } from '../database/tenant-entity.ts';
import { ME, wall } from '../database/wall.ts';
import { CalendarDate, DateTime } from '../scalars.ts';
import { SurveyRound } from '../survey-round/entity.ts';

export enum MatterKind {
  SHEET_DUE = 'SHEET_DUE',
  SHEET_RETURNED = 'SHEET_RETURNED',
  ROW_QUESTION = 'ROW_QUESTION',
  DELEGATION = 'DELEGATION',
  CONFIRMATION = 'CONFIRMATION',
  HANDOVER = 'HANDOVER',
  CONTRACT_END_UNKNOWN = 'CONTRACT_END_UNKNOWN',
  CONTRACT_NOTICE = 'CONTRACT_NOTICE',
  PROCUREMENT_START = 'PROCUREMENT_START',
  CONTRACT_END = 'CONTRACT_END',
  LICENCE_END = 'LICENCE_END',
  SUPPORT_END = 'SUPPORT_END',
  PLANNED_STOP = 'PLANNED_STOP',
  REQUEST_CUTOFF = 'REQUEST_CUTOFF',
  REQUEST_DUE = 'REQUEST_DUE',
  CALENDAR_END = 'CALENDAR_END',
  TEST = 'TEST',
}
registerEnumType(MatterKind, {
  name: 'MatterKind',
  description:
    'What a person is reminded of: a survey to answer 回答の提出, an answer sheet that was returned 差戻し, a question about a row 質問, rows that the person was asked for 分担, a record to confirm 記載内容の確認, a hand-over to take 引継ぎ; and of a date (F-058 to F-061): a contract whose end nobody knows 終了日不明, the last day to give notice 解約・更新の通知期限, the day to begin a procurement 調達開始, the last day of a contract 契約終了, of a licence ライセンス終了, of the supplier’s support サポート終了, the organisation’s own stop 利用停止予定, the internal cut-off 省内締切 and the deadline 要求期限 of a budget request; that the own calendar falls silent since its token ends カレンダー購読の終了; or a mail that somebody sends to try whether mails arrive テスト送信.',
});

/** People who may be mailed at once until the organisation says otherwise. */
const DEFAULT_PERSON_LIMIT = 200;

@ObjectType({ description: 'How an organisation reminds its people (催促のルール, F-034, F-035, F-095).' })
@Entity({ tableName: 'reminder_rule', ...wall({ granted: false }) })
@Unique({ properties: ['tenantId'] })
@Check({
  name: 'reminder_rule_numbers_check',
  expression:
    'coordinator_after_days >= 1 and coordinator_after_days <= 60 and manager_after_days >= 1 and manager_after_days <= 60 and person_limit >= 1 and person_limit <= 100000',
})
export class ReminderRule extends VersionedEntity {
  @Field(() => Int, {
    nullable: true,
    description:
      'Days after which the coordinator learns of what is still undone, counted from the due day, or from the first reminder where there is none; 3 until somebody says otherwise, null for never.',
  })
  @Property({ type: 'integer', nullable: true, default: 3 })
  coordinatorAfterDays?: Opt<number> | null = 3;

  @Field(() => Int, {
    nullable: true,
    description: 'The same for the portfolio management office of the organisation (PMO); 7 until somebody says otherwise.',
  })
  @Property({ type: 'integer', nullable: true, default: 7 })
  managerAfterDays?: Opt<number> | null = 7;

  @Field(() => Int, { description: 'People who may be mailed at once; more, and the mails wait for somebody to release them.' })
  @Property({ type: 'integer', default: DEFAULT_PERSON_LIMIT })
  personLimit: Opt<number> = DEFAULT_PERSON_LIMIT;
}

/** The runner of a round asks ministries that have not submitted to be reminded. Each of them reminds its own people, behind its own wall. */
@Entity({
  tableName: 'reminder_request',
  ...wall({
    readers: `${ME} = any (organisation_ids)`,
    parents: { round_id: ['survey_round', 'same tenant'] },
    granted: false,
  }),
})
@Unique({ properties: ['round', 'askedOn'] })
export class ReminderRequest extends TenantEntity {
  @ManyToOne({ entity: () => SurveyRound, ref: true, index: true })
  round!: Ref<SurveyRound>;

  /** Ministries that had not submitted then. */
  @Property({ type: 'array', columnType: 'uuid[]' })
  organisationIds!: string[];

  /** What the runner says besides; null for nothing. */
  @Property({ type: 'text', nullable: true })
  note?: string | null;

  /** Day in Asia/Tokyo: a round is reminded of by hand once a day. */
  @Property({ type: 'date' })
  askedOn!: string;

  @Property({ type: 'timestamptz' })
  askedAt!: Date;

  @Property({ type: 'text' })
  askedByName!: string;
}

export enum ReminderRunState {
  HELD = 'HELD',
  RELEASED = 'RELEASED',
  DROPPED = 'DROPPED',
  OVERTAKEN = 'OVERTAKEN',
}
registerEnumType(ReminderRunState, {
  name: 'ReminderRunState',
  description: 'Whether the mails of a run may go out.',
  valuesConfig: {
    HELD: { description: 'More people than allowed: waits for somebody to release or drop it (保留中).' },
    RELEASED: { description: 'Goes out, or has gone (送信).' },
    DROPPED: { description: 'Somebody decided that it does not go out (取りやめ).' },
    OVERTAKEN: { description: 'Nobody decided until the next day; the next run tells what is still undone (翌日分に統合).' },
  },
});

@ObjectType({
  description: 'The reminders that one organisation sent at one time (催促の実行): each morning, or because a runner asked by hand.',
})
@Entity({ tableName: 'reminder_run', ...wall({ granted: false }) })
@Unique({ properties: ['tenantId', 'madeOn', 'cause'] })
export class ReminderRun extends VersionedEntity {
  @Field(() => CalendarDate)
  @Property({ type: 'date' })
  madeOn!: string;

  /** DAILY, the id of the request, or TEST with an id of its own. */
  @Property({ type: 'text' })
  cause!: string;

  @Field(() => ReminderRunState)
  @Enum({ items: () => ReminderRunState })
  state!: ReminderRunState;

  @Field(() => Int, { description: 'People who get a mail.' })
  @Property({ type: 'integer' })
  personCount!: number;

  @Field(() => Int, { description: 'People who should be told and have no mail address (連絡できない人).' })
  @Property({ type: 'integer' })
  unreachableCount!: number;

  @Field(() => Int, { description: 'People who could be mailed at once then.' })
  @Property({ type: 'integer' })
  personLimit!: number;

  @Field(() => DateTime)
  @Property({ type: 'timestamptz' })
  madeAt!: Date;

  @Field(() => String, { nullable: true, description: 'Who released or dropped it; null where nobody had to.' })
  @Property({ type: 'text', nullable: true })
  decidedByName?: string | null;

  @Field(() => DateTime, { nullable: true })
  @Property({ type: 'timestamptz', nullable: true })
  decidedAt?: Date | null;
}

export enum MailState {
  HELD = 'HELD',
  QUEUED = 'QUEUED',
  SENDING = 'SENDING',
  SENT = 'SENT',
  REFUSED = 'REFUSED',
  UNKNOWN = 'UNKNOWN',
  CAPTURED = 'CAPTURED',
  DROPPED = 'DROPPED',
}
registerEnumType(MailState, {
  name: 'MailState',
  description: 'Where a mail stands.',
  valuesConfig: {
    HELD: { description: 'Waits for somebody to release it (保留中).' },
    QUEUED: { description: 'Waits to be sent (送信待ち).' },
    SENDING: { description: 'Is being handed to the mail server (送信中).' },
    SENT: { description: 'The mail server took it (送信済み).' },
    REFUSED: { description: 'The mail server does not take it (送信失敗).' },
    UNKNOWN: { description: 'Unknown whether it was sent: its end was on the way and no answer came (送信できたか不明).' },
    CAPTURED: { description: 'No mail server is named: it stays in the portal (送信せず保存).' },
    DROPPED: { description: 'Does not go out (取りやめ).' },
  },
});

@ObjectType({ description: 'One mail to one person: everything that the person is reminded of that day (催促メール, F-093).' })
@Entity({
  tableName: 'reminder_mail',
  ...wall({
    parents: { run_id: ['reminder_run', 'same tenant'], account_id: ['account', 'visible'] },
    granted: false,
  }),
})
@Unique({ properties: ['run', 'account'] })
@Index({ properties: ['tenantId', 'state'] })
export class ReminderMail extends TenantEntity {
  @ManyToOne({ entity: () => ReminderRun, ref: true, index: true })
  run!: Ref<ReminderRun>;

  @ManyToOne({ entity: () => Account, ref: true, index: true })
  account!: Ref<Account>;

  @Field(() => String, { description: 'Mail address as it was then.' })
  @Property({ type: 'text' })
  address!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  subject!: string;

  @Field(() => String, { description: 'Plain text, Japanese with a short English part below.' })
  @Property({ type: 'text' })
  body!: string;

  @Field(() => MailState)
  @Enum({ items: () => MailState })
  state!: MailState;

  @Field(() => Int, { description: 'How often it was tried.' })
  @Property({ type: 'integer', default: 0 })
  attemptCount: Opt<number> = 0;

  /** Not before then; moves on with each failure that may pass. */
  @Property({ type: 'timestamptz' })
  dueAt!: Date;

  /** The try that has it in hand. A later try takes it over, and the earlier one then cannot end its letter any more. */
  @Property({ type: 'uuid', nullable: true })
  claim?: string | null;

  @Property({ type: 'timestamptz', nullable: true })
  claimedAt?: Date | null;

  /** When the try was let past the point from which the mail server may have it. */
  @Property({ type: 'timestamptz', nullable: true })
  endedAt?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it came to its present end; null while it has none.' })
  @Property({ type: 'timestamptz', nullable: true })
  settledAt?: Date | null;

  @Field(() => String, { nullable: true, description: 'What the mail server said, or why it could not be asked.' })
  @Property({ type: 'text', nullable: true })
  answer?: string | null;
}

/**
 * That one person is told of one matter on one occasion: the record that keeps anybody from being told twice. Written together
 * with the mail that tells it; without one while the person has no mail address.
 */
@Entity({
  tableName: 'reminder',
  ...wall({
    parents: {
      account_id: ['account', 'visible'],
      mail_id: ['reminder_mail', 'same tenant', { or: 'reminder.mail_id is null' }],
    },
    granted: false,
  }),
})
@Unique({ properties: ['tenantId', 'account', 'kind', 'subjectId', 'anchorOn', 'occasion'] })
export class Reminder extends TenantEntity {
  @ManyToOne({ entity: () => Account, ref: true, index: true })
  account!: Ref<Account>;

  @ManyToOne({ entity: () => ReminderMail, ref: true, nullable: true, index: true, deleteRule: 'no action' })
  mail?: Ref<ReminderMail> | null;

  @Enum({ items: () => MatterKind })
  kind!: MatterKind;

  /** What it is about, by its kind: the round, the question, the delegation, the system, the hand-over. */
  @Property({ type: 'uuid' })
  subjectId!: string;

  /** Day that the occasions count from: the due day, or the day the matter arose. A new one begins anew. */
  @Property({ type: 'date' })
  anchorOn!: string;

  @Property({ type: 'text' })
  occasion!: string;

  @Property({ type: 'date' })
  toldOn!: string;
}
