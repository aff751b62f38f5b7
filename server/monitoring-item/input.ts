import { Field, ID, InputType, Int } from 'type-graphql';
import { SystemClass, SystemProfile } from '../information-system/entity.ts';
import { CalendarDate } from '../scalars.ts';
import { MonitoringLayer, MonitoringScope, WatchTarget } from './terms.ts';
import { Threshold } from './type.ts';

@InputType()
export class MonitoringItemFilter {
  @Field(() => String, { nullable: true, description: 'Part of the code, a name or the metric.' })
  search?: string | null;

  @Field(() => MonitoringScope, { nullable: true })
  scope?: MonitoringScope | null;

  @Field(() => ID, { nullable: true, description: 'Own items of this system.' })
  systemId?: string | null;

  @Field(() => MonitoringLayer, { nullable: true })
  layer?: MonitoringLayer | null;

  @Field(() => WatchTarget, { nullable: true })
  watchTarget?: WatchTarget | null;

  @Field(() => SystemProfile, { nullable: true, description: 'Items that systems of this profile are to watch.' })
  profile?: SystemProfile | null;

  @Field(() => SystemClass, { nullable: true, description: 'Items that systems of this class are to watch.' })
  systemClass?: SystemClass | null;

  @Field(() => Boolean, { nullable: true, description: 'True for those that are retired as well.' })
  withRetired?: boolean | null;
}

@InputType()
class MonitoringItemContentInput {
  @Field(() => MonitoringLayer)
  layer!: MonitoringLayer;

  @Field(() => WatchTarget)
  watchTarget!: WatchTarget;

  @Field(() => String)
  name!: string;

  @Field(() => String, { nullable: true, description: 'A common item must have one.' })
  nameEn?: string | null;

  @Field(() => String)
  purpose!: string;

  @Field(() => String, { nullable: true, description: 'A common item must have one.' })
  purposeEn?: string | null;

  @Field(() => String)
  metric!: string;

  @Field(() => String, { description: 'In the symbols of UCUM, for example `%`, `s`, `GiBy`, `bit/s`, `{request}/min`, `1`.' })
  unit!: string;

  @Field(() => Int, { description: 'From 1 to 31,622,400, which is a year.' })
  intervalSeconds!: number;

  @Field(() => [Threshold], { description: '10 at most.' })
  thresholds!: Threshold[];

  @Field(() => [SystemProfile], { description: 'At least one for a common item; of no account for an item of one system.' })
  profiles!: SystemProfile[];

  @Field(() => [SystemClass], { description: 'At least one for a common item; of no account for an item of one system.' })
  systemClasses!: SystemClass[];
}

@InputType()
export class CreateMonitoringItemInput extends MonitoringItemContentInput {
  @Field(() => ID, {
    nullable: true,
    description: 'System whose own item it is; null for a common one, which is for the operator to make.',
  })
  systemId?: string | null;

  @Field(() => String, { description: 'Capital letters, digits and hyphens, for example `RES-CPU-HIGH`.' })
  code!: string;
}

@InputType()
export class UpdateMonitoringItemInput extends MonitoringItemContentInput {
  @Field(() => ID)
  monitoringItemId!: string;

  @Field(() => Int)
  version!: number;
}

@InputType()
export class RetireMonitoringItemInput {
  @Field(() => ID)
  monitoringItemId!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => CalendarDate, { nullable: true, description: 'Day from which it applies to no system; null takes that back.' })
  retiredOn?: string | null;
}

@InputType()
export class InstallCommonItemsInput {
  @Field(() => [String], { description: 'Codes of items that were changed here and are to be as shipped again; others keep their change.' })
  replaceCodes!: string[];
}
