import { Field, ID, InputType, Int } from 'type-graphql';
import { MonitoringLayer, WatchTarget } from '../monitoring-item/terms.ts';
import { LineDecision } from './terms.ts';

@InputType({ description: 'What the lines do not say of the items that are made of them.' })
export class OwnItemInput {
  @Field(() => MonitoringLayer)
  layer!: MonitoringLayer;

  @Field(() => WatchTarget)
  watchTarget!: WatchTarget;

  @Field(() => String, { description: 'Why it matters to this system (監視する理由).' })
  purpose!: string;
}

@InputType()
export class DecideMonitoringLinesInput {
  @Field(() => ID)
  monitoringImportId!: string;

  @Field(() => Int, { description: 'Version of the import.' })
  version!: number;

  @Field(() => [ID], { description: 'Lines of the import, from 1 to 5,000.' })
  lineIds!: string[];

  @Field(() => LineDecision)
  decision!: LineDecision;

  @Field(() => ID, { nullable: true, description: 'For MAP.' })
  monitoringItemId?: string | null;

  @Field(() => String, { nullable: true, description: 'For LEAVE_OUT.' })
  reason?: string | null;

  @Field(() => OwnItemInput, { nullable: true, description: 'For MAKE_OWN.' })
  ownItem?: OwnItemInput | null;
}

@InputType()
export class ApplyMonitoringImportInput {
  @Field(() => ID)
  monitoringImportId!: string;

  @Field(() => Int, { description: 'Version of the import.' })
  version!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Who of this system is told (エスカレーション先), where that is not recorded yet. Needed when an item has none.',
  })
  escalationTarget?: string | null;

  @Field(() => [ID], { description: 'Items whose earlier entries the file replaces; entries of all others stay as they are.' })
  replaceItemIds!: string[];
}
