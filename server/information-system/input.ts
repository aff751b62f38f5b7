import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { AttestationState } from '../attestation/entity.ts';
import { CalendarDate } from '../scalars.ts';
import { LifecycleState, SystemClass, SystemContactKind, SystemProfile } from './entity.ts';
import { SystemField } from './record-rule.ts';

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

export enum SystemSort {
  CODE = 'CODE',
  COMPLETENESS = 'COMPLETENESS',
  CONFIRMATION = 'CONFIRMATION',
}
registerEnumType(SystemSort, {
  name: 'SystemSort',
  description: 'Order of a list of systems, within equals by identifier.',
  valuesConfig: {
    COMPLETENESS: { description: 'The least complete record first.' },
    CONFIRMATION: { description: 'Never confirmed first, then by the day until which the confirmation holds.' },
  },
});

@InputType()
export class InformationSystemFilter {
  @Field(() => String, { nullable: true, description: 'Part of the name or the identifier.' })
  search?: string | null;

  @Field(() => ID, { nullable: true })
  providerId?: string | null;

  @Field(() => ProfileSought, { nullable: true })
  profile?: ProfileSought | null;

  @Field(() => ClassSought, { nullable: true })
  systemClass?: ClassSought | null;

  @Field(() => LifecycleState, { nullable: true })
  lifecycleState?: LifecycleState | null;

  @Field(() => SystemField, { nullable: true, description: 'Systems in whose record this is missing.' })
  missing?: SystemField | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether anything is missing in the record.' })
  incomplete?: boolean | null;

  @Field(() => AttestationState, { nullable: true })
  confirmation?: AttestationState | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the viewer answers for the system (責任者).' })
  ownedByViewer?: boolean | null;
}

@InputType()
export class CreateInformationSystemInput {
  @Field(() => String, { description: 'Identifier (情報システムID), unique within the organisation.' })
  code!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, { nullable: true })
  nameEn?: string | null;

  @Field(() => String, { nullable: true })
  description?: string | null;

  @Field(() => SystemClass, { nullable: true })
  systemClass?: SystemClass | null;

  @Field(() => SystemProfile, { nullable: true })
  profile?: SystemProfile | null;

  @Field(() => LifecycleState)
  lifecycleState!: LifecycleState;

  @Field(() => CalendarDate, { nullable: true })
  plannedOn?: string | null;

  @Field(() => CalendarDate, { nullable: true })
  operationStartsOn?: string | null;

  @Field(() => CalendarDate, { nullable: true })
  replacementOn?: string | null;

  @Field(() => CalendarDate, { nullable: true })
  retiresOn?: string | null;

  @Field(() => [ID], { description: 'Organisations that use it; the whole set.' })
  userIds!: string[];
}

@InputType()
export class UpdateInformationSystemInput extends CreateInformationSystemInput {
  @Field(() => ID)
  systemId!: string;

  @Field(() => Int)
  version!: number;
}

@InputType()
export class SystemContactInput {
  @Field(() => SystemContactKind)
  kind!: SystemContactKind;

  @Field(() => String)
  unit!: string;

  @Field(() => String, { nullable: true })
  personName?: string | null;

  @Field(() => String, { nullable: true })
  email?: string | null;

  @Field(() => ID, { nullable: true, description: 'Account of the person; a supplier sees the systems that name its account.' })
  accountId?: string | null;
}

@InputType()
export class SetSystemContactsInput {
  @Field(() => ID)
  systemId!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => [SystemContactInput], { description: 'The whole list, in the order to show.' })
  contacts!: SystemContactInput[];
}

@InputType()
export class SetSystemOwnerInput {
  @Field(() => ID)
  systemId!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => ID, { nullable: true, description: 'Account of one of the organisation’s own staff; null for nobody.' })
  accountId?: string | null;
}

@InputType()
export class ConfirmInformationSystemInput {
  @Field(() => ID)
  systemId!: string;

  @Field(() => Int, { description: 'Version that was looked at.' })
  version!: number;
}
