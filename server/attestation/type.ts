import { Field, ObjectType } from 'type-graphql';
import { CalendarDate } from '../scalars.ts';
import { AttestationState } from './entity.ts';

@ObjectType({ description: 'How a record stands with its confirmation (記載内容の確認).' })
export class Confirmation {
  @Field(() => AttestationState)
  state!: AttestationState;

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'Day of the latest confirmation in Asia/Tokyo (確認日); null when there was none.',
  })
  confirmedOn!: string | null;

  @Field(() => String, { nullable: true, description: 'Who confirmed it last.' })
  confirmedByName!: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Last day on which the confirmation holds; due from the day after.' })
  holdsUntil!: string | null;
}
