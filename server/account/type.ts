import { Field, Int, ObjectType } from 'type-graphql';
import { Role } from '../access/role.ts';
import { Organisation } from '../organisation/entity.ts';
import { CalendarDate } from '../scalars.ts';
import { Account } from './entity.ts';

@ObjectType({ description: 'What everybody may know of the portal.' })
export class Portal {
  @Field(() => CalendarDate, { description: 'Today in Asia/Tokyo.' })
  today!: string;

  @Field(() => Boolean, { description: 'Whether the portal holds sample data (サンプル) and nothing real.' })
  sampleData!: boolean;

  @Field(() => Int, { description: 'Fewest characters of a password.' })
  passwordMinLength!: number;
}

@ObjectType('Membership', { description: 'An organisation that the viewer may act for, and as what.' })
export class MembershipOfViewer {
  @Field(() => Organisation)
  organisation!: Organisation;

  @Field(() => [Role])
  roles!: Role[];
}

@ObjectType('Viewer', { description: 'Who asks: the person, the organisation acted for, and what may be done there.' })
export class ViewerType {
  @Field(() => Account)
  account!: Account;

  @Field(() => Organisation, { description: 'Organisation acted for now.' })
  organisation!: Organisation;

  @Field(() => [Role], { description: 'Roles in that organisation.' })
  roles!: Role[];

  @Field(() => [MembershipOfViewer], { description: 'Every organisation that this person may act for.' })
  memberships!: MembershipOfViewer[];

  @Field(() => [Organisation], { description: 'Organisations that granted cross-ministry reading to these roles (横断閲覧).' })
  readableOrganisations!: Organisation[];

  @Field(() => [String], {
    description: 'Names of the queries and mutations that may be used now, besides upload, download:… and import:….',
  })
  permissions!: string[];
}
