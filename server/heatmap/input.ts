import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import { SystemClass, SystemProfile } from '../information-system/entity.ts';

/** A class of systems to look for; one that was never recorded can be looked for as well. */
export const ClassSought = { ...SystemClass, UNKNOWN: 'UNKNOWN' } as const;
export type ClassSought = (typeof ClassSought)[keyof typeof ClassSought];
registerEnumType(ClassSought, {
  name: 'ClassSought',
  description: 'A class of systems (システム区分), or those of which none is recorded.',
});

export const ProfileSought = { ...SystemProfile, UNKNOWN: 'UNKNOWN' } as const;
export type ProfileSought = (typeof ProfileSought)[keyof typeof ProfileSought];
registerEnumType(ProfileSought, {
  name: 'ProfileSought',
  description: 'A system profile (システムプロファイル), or systems of which none is recorded.',
});

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
