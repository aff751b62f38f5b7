import { Field, ID, InputType, Int } from 'type-graphql';
import { Role } from '../access/role.ts';

@InputType()
export class SignInInput {
  @Field(() => String, { description: 'User ID (利用者ID); case and width do not matter.' })
  login!: string;

  @Field(() => String)
  password!: string;
}

@InputType()
export class ChangePasswordInput {
  @Field(() => String)
  currentPassword!: string;

  @Field(() => String, { description: 'Twelve characters at least.' })
  newPassword!: string;
}

@InputType()
export class CreateAccountInput {
  @Field(() => String)
  login!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, { nullable: true })
  department?: string | null;

  @Field(() => String, { nullable: true, description: 'Mail address for reminders; without one the person cannot be reached.' })
  email?: string | null;

  @Field(() => [Role], { description: 'One at least.' })
  roles!: Role[];

  @Field(() => String, { description: 'Twelve characters at least; hand it over in person.' })
  initialPassword!: string;
}

@InputType({ description: 'The first administrator of an organisation that has none yet.' })
export class AppointAdministratorInput {
  @Field(() => ID)
  organisationId!: string;

  @Field(() => String)
  login!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, { nullable: true })
  department?: string | null;

  @Field(() => String, { nullable: true, description: 'Mail address for reminders; without one the person cannot be reached.' })
  email?: string | null;

  @Field(() => String, { description: 'Twelve characters at least; hand it over in person.' })
  initialPassword!: string;
}

@InputType()
export class UpdateAccountInput {
  @Field(() => ID)
  accountId!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => String)
  name!: string;

  @Field(() => String, { nullable: true })
  department?: string | null;

  @Field(() => String, { nullable: true, description: 'Mail address for reminders; without one the person cannot be reached.' })
  email?: string | null;

  @Field(() => [Role], { description: 'In the viewer’s organisation. One at least; to shut somebody out, disable the account.' })
  roles!: Role[];
}

@InputType()
export class DisableAccountInput {
  @Field(() => ID)
  accountId!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => String)
  reason!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Disables the account although something that only this person has was not handed over; it then shows as without anybody.',
  })
  withoutHandover!: boolean;
}

@InputType()
export class EnableAccountInput {
  @Field(() => ID)
  accountId!: string;

  @Field(() => Int)
  version!: number;
}

@InputType()
export class ResetPasswordInput {
  @Field(() => ID)
  accountId!: string;

  @Field(() => String, { description: 'Twelve characters at least; hand it over in person.' })
  newPassword!: string;
}

@InputType()
export class GrantReadingInput {
  @Field(() => ID, { description: 'Organisation whose people may read.' })
  granteeOrganisationId!: string;

  @Field(() => Role, { description: 'PORTFOLIO_MANAGER or AUDITOR.' })
  role!: Role;
}

@InputType()
export class RevokeReadingInput {
  @Field(() => ID)
  grantId!: string;

  @Field(() => String)
  reason!: string;
}
