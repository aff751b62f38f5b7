import { Field, ID, InputType, Int } from 'type-graphql';
import { Threshold } from '../monitoring-item/type.ts';
import { AliasKind, MonitoringState, NotifyChannel, ToolKind } from './terms.ts';

@InputType()
export class CreateMonitoringToolInput {
  @Field(() => String, { description: 'Together with the version unique within the organisation.' })
  product!: string;

  @Field(() => String, { nullable: true })
  productVersion?: string | null;

  @Field(() => String, { nullable: true })
  vendorName?: string | null;

  @Field(() => ToolKind)
  kind!: ToolKind;
}

@InputType()
export class UpdateMonitoringToolInput extends CreateMonitoringToolInput {
  @Field(() => ID)
  monitoringToolId!: string;

  @Field(() => Int)
  version!: number;
}

@InputType({ description: 'What a system does about one item; the whole of it, so that what is left out is empty afterwards.' })
export class SystemMonitoringEntry {
  @Field(() => ID, { description: 'A common item, or one of the system itself.' })
  monitoringItemId!: string;

  @Field(() => Int, { description: 'Version of what was said before; 0 when nothing was.' })
  version!: number;

  @Field(() => MonitoringState)
  state!: MonitoringState;

  @Field(() => String, { nullable: true, description: 'Must be given for NOT_APPLICABLE.' })
  reason?: string | null;

  @Field(() => ID, { nullable: true })
  monitoringToolId?: string | null;

  @Field(() => String, { nullable: true })
  method?: string | null;

  @Field(() => Int, { nullable: true })
  intervalSeconds?: number | null;

  @Field(() => [Threshold], { description: '10 at most, in the unit of the item.' })
  thresholds!: Threshold[];

  @Field(() => String, { nullable: true })
  vendorLabel?: string | null;

  @Field(() => String, { nullable: true })
  toolKey?: string | null;

  @Field(() => String, { nullable: true, description: 'Must be given for MONITORED and PARTLY.' })
  escalationTarget?: string | null;

  @Field(() => Int, { nullable: true, description: 'From 0 to 3.' })
  automationLevel?: number | null;

  @Field(() => [NotifyChannel])
  notifyChannels!: NotifyChannel[];
}

@InputType()
export class SetSystemMonitoringInput {
  @Field(() => ID)
  systemId!: string;

  @Field(() => [SystemMonitoringEntry], { description: 'All of them or none; 500 at most, each item once.' })
  entries!: SystemMonitoringEntry[];
}

@InputType()
export class ConfirmSystemMonitoringInput {
  @Field(() => ID)
  systemId!: string;

  @Field(() => Int, { description: 'Revision of the list that the person has looked through.' })
  revision!: number;
}

@InputType()
export class MonitoringAliasFilter {
  @Field(() => ID, { nullable: true, description: 'Aliases of this item.' })
  monitoringItemId?: string | null;

  @Field(() => AliasKind, { nullable: true })
  kind?: AliasKind | null;

  @Field(() => String, { nullable: true, description: 'Part of the text.' })
  search?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'True for those that were taken back as well.' })
  withWithdrawn?: boolean | null;
}

@InputType()
export class MapMonitoringAliasInput {
  @Field(() => ID)
  monitoringItemId!: string;

  @Field(() => AliasKind)
  kind!: AliasKind;

  @Field(() => String, { description: 'As a vendor or a tool has it. Width, case and space make no difference.' })
  text!: string;
}

@InputType()
export class WithdrawMonitoringAliasInput {
  @Field(() => ID)
  monitoringAliasId!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => String, { description: 'Why it does not hold.' })
  reason!: string;
}
