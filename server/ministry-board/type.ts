import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { LifecycleState, OwnerState, SystemClass, SystemProfile } from '../information-system/entity.ts';
import { SystemRecord } from '../information-system/type.ts';
import { Organisation } from '../organisation/entity.ts';
import { CalendarDate } from '../scalars.ts';
import { SurveyRoundState } from '../survey-round/entity.ts';

export enum DueKind {
  SURVEY = 'SURVEY',
  CONFIRMATION = 'CONFIRMATION',
  REPLACEMENT = 'REPLACEMENT',
  RETIREMENT = 'RETIREMENT',
}
registerEnumType(DueKind, {
  name: 'DueKind',
  description:
    'What a system has a date for: answers to its open survey 回答期限, the end of a confirmation 確認の期限, its replacement 更改予定日, its retirement 廃止予定日.',
});

@ObjectType({ description: 'The nearest date of a system (次の期日). A date that has passed with its matter still open stays.' })
export class DueDate {
  @Field(() => DueKind)
  kind!: DueKind;

  @Field(() => CalendarDate)
  on!: string;
}

@ObjectType({ description: 'The latest survey about a system.' })
export class BoardSurvey {
  @Field(() => ID)
  roundId!: string;

  @Field(() => SurveyRoundState)
  state!: SurveyRoundState;

  @Field(() => CalendarDate)
  dueOn!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Ministries that have submitted; null to other organisations, who do not see all of them.',
  })
  submittedCount!: number | null;

  @Field(() => Int)
  targetCount!: number;
}

@ObjectType({ description: 'One system on the board of its ministry.' })
export class BoardSystem {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  code!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, { nullable: true })
  nameEn!: string | null;

  @Field(() => SystemClass, { nullable: true, description: 'Null when unknown.' })
  systemClass!: SystemClass | null;

  @Field(() => SystemProfile, { nullable: true, description: 'Null when unknown.' })
  profile!: SystemProfile | null;

  @Field(() => LifecycleState)
  lifecycleState!: LifecycleState;

  @Field(() => SystemRecord)
  record!: SystemRecord;

  @Field(() => OwnerState)
  ownerState!: OwnerState;

  @Field(() => String, { nullable: true, description: 'Who answers for the record; null to other organisations.' })
  ownerName!: string | null;

  @Field(() => BoardSurvey, { nullable: true, description: 'Null when there was none.' })
  survey!: BoardSurvey | null;

  @Field(() => DueDate, { nullable: true, description: 'Null when no date is known.' })
  next!: DueDate | null;
}

@ObjectType({
  description:
    'Every system of one ministry with how its record, its confirmation, its survey and its owner stand (府省の状況, S-74). For the ministry itself, and for cross-ministry roles that it granted reading.',
})
export class MinistryBoard {
  @Field(() => Organisation)
  organisation!: Organisation;

  @Field(() => Int, { description: 'Months for which confirmations hold in this ministry.' })
  confirmationMonths!: number;

  @Field(() => [BoardSystem], { description: 'What is not known or not confirmed first, then the least complete, then by identifier.' })
  systems!: BoardSystem[];
}

@ObjectType({ description: 'The systems of one ministry in numbers.' })
export class MinistrySummary {
  @Field(() => Organisation)
  organisation!: Organisation;

  @Field(() => Int)
  systemCount!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Share of the required fields of all its systems that are there, from 0 to 1; null without systems.',
  })
  completenessRatio!: number | null;

  @Field(() => Int, { description: 'Systems in whose record something is missing.' })
  incompleteCount!: number;

  @Field(() => Int, { description: 'Systems whose record nobody ever confirmed (未確認).' })
  neverConfirmedCount!: number;

  @Field(() => Int, { description: 'Systems whose confirmation has expired (要確認).' })
  confirmationDueCount!: number;

  @Field(() => Int)
  confirmedCount!: number;

  @Field(() => Int, { description: 'Systems, retired ones apart, that nobody answers for (責任者未登録).' })
  noOwnerCount!: number;

  @Field(() => Int, { description: 'Systems whose owner has left with nobody in the owner’s place (担当者不在).' })
  ownerLeftCount!: number;

  @Field(() => Int)
  unknownClassCount!: number;

  @Field(() => Int)
  unknownProfileCount!: number;

  @Field(() => Int, { description: 'Systems whose latest survey takes answers now.' })
  openSurveyCount!: number;

  @Field(() => DueDate, { nullable: true, description: 'The nearest date of all its systems.' })
  next!: DueDate | null;
}

@ObjectType({ description: 'The viewer’s ministry and those that granted it reading, in protocol order, each in numbers.' })
export class MinistryOverview {
  @Field(() => [MinistrySummary])
  ministries!: MinistrySummary[];
}
