import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Confirmation } from '../attestation/type.ts';
import type { InformationSystem } from '../information-system/entity.ts';
import type { SystemMonitoring } from './entity.ts';
import { MonitoringState } from './terms.ts';

@ObjectType({ description: 'One item in the list of a system.' })
export class SystemMonitoringLine {
  @Field(() => ID, { description: 'Stable within the list.' })
  id!: string;

  itemId!: string;

  @Field(() => Boolean, {
    description:
      'Whether the system is to watch it: common items by profile and class, all while these are unknown; its own items always. False for what it watches, or once said something of, beyond that.',
  })
  applies!: boolean;

  @Field(() => MonitoringState, { description: 'UNKNOWN where nobody has said anything.' })
  state!: MonitoringState;

  row!: SystemMonitoring | null;
}

@ObjectType({ description: 'What a system does about every item that it is to watch (監視一覧, F-017), and what it watches besides.' })
export class SystemMonitoringList {
  system!: InformationSystem;

  @Field(() => Boolean, { description: 'The profile of the system is unknown, so that items of every profile are in the list.' })
  isProfileUnknown!: boolean;

  @Field(() => Boolean, { description: 'The class of the system is unknown, so that items of every class are in the list.' })
  isClassUnknown!: boolean;

  @Field(() => Int, { description: 'Grows with each change of the list; a confirmation names the one that was looked through.' })
  revision!: number;

  @Field(() => [SystemMonitoringLine], { description: 'What applies first, by layer, then by code.' })
  lines!: SystemMonitoringLine[];

  @Field(() => Confirmation, { description: 'How the list stands with its confirmation by the owner (F-011).' })
  confirmation!: Confirmation;
}
