import { Field, ID, InputType, Int } from 'type-graphql';

@InputType({ description: 'What a key stands for: a feature, or none with a reason. With neither, nobody has said.' })
export class MapUsageLogKeyInput {
  @Field(() => ID)
  keyId!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => ID, { nullable: true, description: 'Feature of the same system.' })
  featureId?: string | null;

  @Field(() => String, { nullable: true, description: 'Why the key stands for no feature (対象外の理由).' })
  ignoredReason?: string | null;
}
