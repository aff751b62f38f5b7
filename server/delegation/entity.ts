import type { Opt, Ref } from '@mikro-orm/core';
import { Check, Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Account } from '../account/entity.ts';
import { AnswerSheet } from '../answer/entity.ts';
import { VersionedEntity } from '../database/tenant-entity.ts';
import { wall } from '../database/wall.ts';
import { CalendarDate, DateTime } from '../scalars.ts';

@ObjectType({
  description:
    'A part of a ministry’s answers that a colleague or a bureau is asked to give (分担, F-028, S-57). The ministry’s own affair: nobody else sees it.',
})
@Entity({
  tableName: 'delegation',
  ...wall({
    parents: {
      sheet_id: ['answer_sheet', 'same tenant'],
      account_id: ['account', 'visible', { or: 'delegation.account_id is null' }],
    },
    granted: false,
  }),
})
@Check({ name: 'delegation_delegate_check', expression: 'num_nonnulls(account_id, bureau) = 1' })
export class Delegation extends VersionedEntity {
  @ManyToOne({ entity: () => AnswerSheet, ref: true, index: true })
  sheet!: Ref<AnswerSheet>;

  /** Features of the round that are asked for. */
  @Property({ type: 'array', columnType: 'uuid[]' })
  surveyFeatureIds!: string[];

  /** Colleague who is asked; null where a bureau is. */
  @ManyToOne({ entity: () => Account, ref: true, index: true, nullable: true, deleteRule: 'no action' })
  account?: Ref<Account> | null;

  @Field(() => String, { nullable: true, description: 'Bureau or division that is asked (局・課); null where a colleague is.' })
  @Property({ type: 'text', nullable: true })
  bureau?: string | null;

  @Field(() => String, { nullable: true, description: 'What the delegate should know (連絡事項).' })
  @Property({ type: 'text', nullable: true })
  note?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Last day inside the ministry (府省内の期限).' })
  @Property({ type: 'date', nullable: true })
  dueOn?: string | null;

  @Field(() => String, { description: 'Who asked, or has taken over from whoever did.' })
  @Property({ type: 'text' })
  askedByName!: string;

  /** Account of that person; null where it is not known. */
  @Property({ type: 'uuid', index: true, nullable: true })
  askedById?: string | null;

  @Field(() => DateTime)
  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  askedAt!: Opt<Date>;

  @Field(() => DateTime, { nullable: true, description: 'When the delegate said that it is answered (回答済み).' })
  @Property({ type: 'timestamptz', nullable: true })
  doneAt?: Date | null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  doneByName?: string | null;

  @Field(() => String, { nullable: true, description: 'Why rows were left open; null when none was.' })
  @Property({ type: 'text', nullable: true })
  openRowReason?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was taken back (取消し); null while it stands.' })
  @Property({ type: 'timestamptz', nullable: true })
  takenBackAt?: Date | null;
}
