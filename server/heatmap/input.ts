import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import { ClassSought, ProfileSought } from '../information-system/input.ts';

export enum PortfolioAxis {
  SYSTEM = 'SYSTEM',
  MINISTRY = 'MINISTRY',
  PROFILE = 'PROFILE',
  CLASS = 'CLASS',
}
registerEnumType(PortfolioAxis, { name: 'PortfolioAxis', description: 'What the use of a fiscal year is counted by.' });

@InputType({ description: 'Which part of the portfolio is counted; what is left out narrows nothing.' })
export class PortfolioFilter {
  @Field(() => ClassSought, { nullable: true })
  systemClass?: ClassSought | null;

  @Field(() => ProfileSought, { nullable: true })
  profile?: ProfileSought | null;

  @Field(() => ID, { nullable: true, description: 'The ministry that was asked.' })
  organisationId?: string | null;

  @Field(() => ID, { nullable: true })
  systemId?: string | null;
}
