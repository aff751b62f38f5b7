import { Field, ID, InputType, Int } from 'type-graphql';
import { CalendarDate } from '../scalars.ts';

@InputType()
class FeatureDescription {
  @Field(() => String)
  name!: string;

  @Field(() => String, { nullable: true })
  nameEn?: string | null;

  @Field(() => String, { description: '大分類' })
  majorGroup!: string;

  @Field(() => String, { nullable: true, description: '中分類' })
  middleGroup?: string | null;

  @Field(() => CalendarDate, { nullable: true })
  validFrom?: string | null;
}

@InputType()
export class CreateFeatureInput extends FeatureDescription {
  @Field(() => ID)
  systemId!: string;

  @Field(() => String, { description: 'Code (機能コード); stays as it is for good.' })
  code!: string;
}

@InputType({ description: 'A feature may move to another group; its code and its answers stay.' })
export class UpdateFeatureInput extends FeatureDescription {
  @Field(() => ID)
  featureId!: string;

  @Field(() => Int)
  version!: number;
}

@InputType()
export class RetireFeatureInput {
  @Field(() => ID)
  featureId!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => CalendarDate, { description: 'Last day offered.' })
  validTo!: string;

  @Field(() => String)
  reason!: string;
}
