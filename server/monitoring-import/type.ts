import { Field, ID, Int, ObjectType } from 'type-graphql';
import { MonitoringItem } from '../monitoring-item/entity.ts';
import { MonitoringImport } from './entity.ts';
import { ImportOutcome } from './terms.ts';

@ObjectType({ description: 'How many lines of an import stand where. Mapped, suggested, unmapped and left out add up to all.' })
export class ImportLineCounts {
  @Field(() => Int, { description: 'All lines of the file.' })
  lineCount!: number;

  @Field(() => Int)
  mappedCount!: number;

  @Field(() => Int)
  suggestedCount!: number;

  @Field(() => Int)
  unmappedCount!: number;

  @Field(() => Int)
  leftOutCount!: number;

  @Field(() => Int, { description: 'Of all lines, those that are switched off in the tool (無効).' })
  switchedOffCount!: number;
}

@ObjectType({ description: 'One value that an import would change.' })
export class MonitoringImportChange {
  @Field(() => String, { description: 'Name of the field in the API.' })
  field!: string;

  @Field(() => String, { nullable: true, description: 'What is recorded; null when nothing is.' })
  before!: string | null;

  @Field(() => String, { nullable: true, description: 'What the file says.' })
  after!: string | null;
}

@ObjectType({ description: 'What applying an import would do with one item of the system: a dry run, nothing is written.' })
export class MonitoringImportPlanRow {
  @Field(() => ID, { description: 'That of the item.' })
  id!: string;

  @Field(() => MonitoringItem)
  item!: MonitoringItem;

  @Field(() => ImportOutcome)
  outcome!: ImportOutcome;

  @Field(() => [MonitoringImportChange])
  changes!: MonitoringImportChange[];

  @Field(() => Int, { description: 'Lines of the file that are this item. The first that is switched on says label, key and interval.' })
  lineCount!: number;

  @Field(() => Int, {
    description: 'Of the thresholds of these lines, those that are no single number in the unit of the item; they stay with the lines.',
  })
  untakenThresholdCount!: number;

  @Field(() => Boolean, { description: 'Whether nobody is recorded yet whom one tells, so that applying needs to know.' })
  needsEscalationTarget!: boolean;
}

@ObjectType({ description: 'An import as it was applied, and how many items it touched.' })
export class AppliedMonitoringImport {
  @Field(() => MonitoringImport)
  import!: MonitoringImport;

  @Field(() => Int, { description: 'Items of which nothing was known before.' })
  newCount!: number;

  @Field(() => Int, { description: 'Items of which something was filled in or replaced.' })
  changedCount!: number;

  @Field(() => Int)
  unchangedCount!: number;

  @Field(() => Int, { description: 'Items of which something else was said before, and stays.' })
  keptCount!: number;

  @Field(() => Int, { description: 'Items whose lines are all switched off.' })
  switchedOffCount!: number;
}
