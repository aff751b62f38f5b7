import { Field, ID, InputType, Int } from 'type-graphql';
import { MonitoringState } from '../monitoring/terms.ts';
import { MonitoringLayer, MonitoringScope, WatchTarget } from '../monitoring-item/terms.ts';

@InputType()
export class MonitoringCoverageFilter {
  @Field(() => ID, { nullable: true, description: 'Systems that this organisation provides.' })
  organisationId?: string | null;

  @Field(() => ID, { nullable: true })
  systemId?: string | null;

  @Field(() => ID, { nullable: true })
  monitoringItemId?: string | null;

  @Field(() => MonitoringLayer, { nullable: true })
  layer?: MonitoringLayer | null;

  @Field(() => WatchTarget, { nullable: true })
  watchTarget?: WatchTarget | null;

  @Field(() => MonitoringScope, { nullable: true })
  scope?: MonitoringScope | null;
}

@InputType()
export class MonitoringGapFilter extends MonitoringCoverageFilter {
  @Field(() => MonitoringState, { nullable: true, description: 'UNKNOWN, NOT_MONITORED or PARTLY; all of them when left out.' })
  gap?: MonitoringState | null;
}

@InputType()
export class CreateUnificationPlanInput {
  @Field(() => String)
  name!: string;

  @Field(() => ID, { description: 'Tool of the viewer’s organisation that is to watch everything.' })
  monitoringToolId!: string;

  @Field(() => String, { nullable: true })
  note?: string | null;
}

@InputType()
export class UpdateUnificationPlanInput extends CreateUnificationPlanInput {
  @Field(() => ID)
  unificationPlanId!: string;

  @Field(() => Int)
  version!: number;
}
