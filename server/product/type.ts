import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Contract } from '../contract/entity.ts';
import { InformationSystem } from '../information-system/entity.ts';
import { CalendarDate } from '../scalars.ts';
import { Product } from './entity.ts';
import { ProductMatch } from './match.ts';

export enum SupportEndState {
  DATED = 'DATED',
  ENDED = 'ENDED',
  NONE_ANNOUNCED = 'NONE_ANNOUNCED',
  UNKNOWN = 'UNKNOWN',
}
registerEnumType(SupportEndState, {
  name: 'SupportEndState',
  valuesConfig: {
    DATED: { description: 'The last day is known.' },
    ENDED: { description: 'It has ended; the day is not known.' },
    NONE_ANNOUNCED: { description: 'The vendor has announced no end, which is no promise that there is none.' },
    UNKNOWN: { description: 'Nothing is known of it.' },
  },
});

export enum SupportEndSource {
  OVERRIDE = 'OVERRIDE',
  LIFE_CYCLE = 'LIFE_CYCLE',
  UNKNOWN = 'UNKNOWN',
}
registerEnumType(SupportEndSource, {
  name: 'SupportEndSource',
  valuesConfig: {
    OVERRIDE: { description: 'A person recorded it in the contract, with a source; it goes before everything else.' },
    LIFE_CYCLE: { description: 'From the snapshot of life cycles in force.' },
    UNKNOWN: { description: 'From nowhere: see how the line was not matched.' },
  },
});

@ObjectType({ description: 'An end of support, as the source has it.' })
export class LifeCycleEnd {
  @Field(() => SupportEndState)
  state!: SupportEndState;

  @Field(() => CalendarDate, { nullable: true, description: 'Last day; given exactly when the state is DATED.' })
  on!: string | null;
}

@ObjectType({ description: 'A release cycle of a product (バージョン系列). Its three ends are kept apart.' })
export class ProductCycle {
  @Field(() => String)
  cycle!: string;

  @Field(() => String)
  label!: string;

  @Field(() => CalendarDate, { nullable: true })
  releasedOn!: string | null;

  @Field(() => LifeCycleEnd, { description: 'End of support, security fixes included (サポート終了).' })
  end!: LifeCycleEnd;

  @Field(() => LifeCycleEnd, { description: 'End of active support: from then on security fixes alone (メインストリームサポート終了).' })
  activeSupportEnd!: LifeCycleEnd;

  @Field(() => LifeCycleEnd, { description: 'End of support that is paid for besides (延長サポート終了).' })
  extendedSupportEnd!: LifeCycleEnd;
}

@ObjectType({
  description: 'When the vendor’s support of what a contract is about ends (サポート終了), and how that is known (F-008, F-071).',
})
export class VendorSupportEnd {
  @Field(() => SupportEndState)
  state!: SupportEndState;

  @Field(() => CalendarDate, { nullable: true, description: 'Last day of support; given exactly when the state is DATED.' })
  endsOn!: string | null;

  @Field(() => Boolean, { description: 'Whether support has ended.' })
  isPast!: boolean;

  @Field(() => SupportEndSource)
  source!: SupportEndSource;

  @Field(() => String, { nullable: true, description: 'What a person named as the source; given exactly for OVERRIDE.' })
  sourceText!: string | null;

  @Field(() => ProductMatch, { description: 'How the line was matched with a life cycle, or why not, even where a person overruled it.' })
  match!: ProductMatch;

  @Field(() => Product, { nullable: true, description: 'Product that was matched; null when none was, or in another organisation’s line.' })
  product!: Product | null;

  @Field(() => ProductCycle, {
    nullable: true,
    description: 'Cycle that was matched; null when none was, or in another organisation’s line.',
  })
  cycle!: ProductCycle | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Day of the snapshot in force; null when there is none.' })
  snapshotAsOf!: string | null;
}

@ObjectType({
  description:
    'How far the support of what a system runs on reaches, from its contracts that have not ended. Of other organisations’ systems levels and days alone are shown, and no versions (F-087).',
})
export class SystemSupportEnd {
  /** Id of the system. */
  @Field(() => ID)
  id!: string;

  @Field(() => InformationSystem)
  system!: InformationSystem;

  @Field(() => SupportEndState, { description: 'Of the contract whose support ends, or ended, first.' })
  state!: SupportEndState;

  @Field(() => CalendarDate, { nullable: true })
  endsOn!: string | null;

  @Field(() => Boolean)
  isPast!: boolean;

  @Field(() => Contract, { nullable: true, description: 'That contract; null in another organisation’s line.' })
  contract!: Contract | null;

  @Field(() => Int, { description: 'Contracts of software that have not ended.' })
  contractCount!: number;

  @Field(() => Int, { description: 'Of these, such whose support has ended.' })
  pastCount!: number;

  @Field(() => Int, { description: 'Of these, such of whose support nothing is known.' })
  unknownCount!: number;
}
