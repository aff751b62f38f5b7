import { Field, ID, InputType, Int } from 'type-graphql';
import { Role } from '../access/role.ts';
import { AlertKind } from './kind.ts';

@InputType()
export class AcknowledgeAlertInput {
  @Field(() => ID, { description: 'Id of an open alert, or of one that is still ahead.' })
  alertId!: string;

  @Field(() => Int, { description: 'Version of the care that was seen; 0 where there was none.' })
  version!: number;

  @Field(() => String, { nullable: true, description: '500 characters at most.' })
  note?: string | null;
}

@InputType()
export class HandOverAlertInput extends AcknowledgeAlertInput {
  @Field(() => ID, { description: 'Who is to take care of it, of `alertTakers`.' })
  toAccountId!: string;
}

@InputType()
export class ReleaseAlertInput extends AcknowledgeAlertInput {}

@InputType()
export class SetAlertRuleInput {
  @Field(() => AlertKind)
  kind!: AlertKind;

  @Field(() => Int, { description: 'Version of the rule that was seen; 0 while the organisation has set none.' })
  version!: number;

  @Field(() => [Int], {
    nullable: true,
    description:
      'Days before the date on which people are told: up to 20, each from 1 to 1,000 or 0 for the day itself, none twice. Null for those of the portal; an end that nobody knows has no other.',
  })
  leadDays?: number[] | null;

  @Field(() => [Role], { description: 'Who is told; none of RESPONDENT, COORDINATOR and VENDOR, who have nothing to do with the ledger.' })
  roles!: Role[];

  @Field(() => Boolean, {
    description: 'Whether the owners of the systems that the contract is for are told too. Means nothing for a budget request.',
  })
  tellsOwners!: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      'Only to tell nobody of this kind (誰にも知らせない), which the pages of alerts then say loudly: why, 500 characters at most.',
  })
  silentReason?: string | null;
}
