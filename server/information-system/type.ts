import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Confirmation } from '../attestation/type.ts';
import { SystemField } from './record-rule.ts';

@ObjectType({
  description: 'How well the record of a system is kept: how much of it is there (充足率), and whether it was confirmed (記載内容の確認).',
})
export class SystemRecord {
  @Field(() => Int, { description: 'Fields that the record should have in its state; see SystemField for the rule.' })
  requiredCount!: number;

  @Field(() => Float, { description: 'Share of those that are there, from 0 to 1. Every field weighs the same.' })
  completenessRatio!: number;

  @Field(() => [SystemField], { description: 'Those that are missing, in the order of the rule.' })
  missing!: SystemField[];

  @Field(() => Confirmation)
  confirmation!: Confirmation;
}

@ObjectType({ description: 'One field of a system that is not what it was when the record was last confirmed.' })
export class SystemChange {
  @Field(() => String, {
    description: 'Name of the field, as in InformationSystem; contacts, owner and users stand for the whole of each.',
  })
  field!: string;

  @Field(() => String, { nullable: true, description: 'As confirmed; null when it was empty.' })
  before!: string | null;

  @Field(() => String, { nullable: true, description: 'As it is now; null when it is empty.' })
  after!: string | null;
}
