import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { AttestationState } from '../attestation/entity.ts';
import { MonitoringState } from '../monitoring/terms.ts';
import { MonitoringLayer } from '../monitoring-item/terms.ts';
import { Threshold } from '../monitoring-item/type.ts';
import { PackedJson } from '../scalars.ts';

@ObjectType({
  description:
    'How much of what is to be watched is watched (網羅率, F-018). Counts pairs of a system and an item that applies to it; systems that are not in operation yet, or not any more, are left out.',
})
export class CoverageFigures {
  @Field(() => Int, { description: 'Pairs that are to be watched: all that apply, but for those that a system said do not concern it.' })
  applicableCount!: number;

  @Field(() => Int)
  monitoredCount!: number;

  @Field(() => Int, { description: 'Watched on some parts only. Shown, and not counted as watched.' })
  partlyCount!: number;

  @Field(() => Int)
  notMonitoredCount!: number;

  @Field(() => Int, { description: 'Of which nobody knows or has said anything. They count as applicable and not as watched.' })
  unknownCount!: number;

  @Field(() => Int, { description: 'Said not to concern the system, with a reason; outside `applicableCount`.' })
  notApplicableCount!: number;

  @Field(() => Float, {
    nullable: true,
    description: '`monitoredCount` / `applicableCount`, from 0 to 1; null where nothing applies, which is not 1.',
  })
  coverageRatio!: number | null;

  @Field(() => Int, { description: 'Of the pairs watched wholly or partly, those at automation level 1 or above (S-54).' })
  automatedCount!: number;

  @Field(() => Int, { description: 'Of the pairs watched wholly or partly, those whose automation level is unknown.' })
  automationUnknownCount!: number;
}

@ObjectType()
export class LayerCoverage {
  @Field(() => MonitoringLayer)
  layer!: MonitoringLayer;

  @Field(() => CoverageFigures)
  figures!: CoverageFigures;
}

@ObjectType({ description: 'Coverage of the systems that one organisation provides, a row of the heatmap layer × ministry.' })
export class MinistryCoverage {
  organisationId!: string;

  @Field(() => Int, { description: 'Systems in operation.' })
  systemCount!: number;

  @Field(() => Int, { description: 'Of which the profile is unknown, so that items of every profile are asked of them.' })
  unknownProfileCount!: number;

  @Field(() => Int, { description: 'Tools of the kind MONITORING with which anything is watched (監視ツール数, F-020).' })
  toolCount!: number;

  @Field(() => CoverageFigures)
  figures!: CoverageFigures;

  @Field(() => [LayerCoverage], { description: 'Layers in which anything applies, from the ground up.' })
  layers!: LayerCoverage[];
}

@ObjectType({ description: 'Coverage of everything that the viewer may read (網羅率).' })
export class MonitoringCoverage {
  @Field(() => CoverageFigures)
  figures!: CoverageFigures;

  @Field(() => [LayerCoverage], { description: 'Layers in which anything applies, from the ground up.' })
  layers!: LayerCoverage[];

  @Field(() => [MinistryCoverage], {
    description: 'Organisations with a system in operation, in protocol order.',
  })
  ministries!: MinistryCoverage[];
}

@ObjectType({ description: 'Coverage of one system.' })
export class SystemCoverage {
  @Field(() => ID, { description: 'That of the system.' })
  id!: string;

  @Field(() => CoverageFigures)
  figures!: CoverageFigures;

  @Field(() => [LayerCoverage], { description: 'Layers in which anything applies, from the ground up.' })
  layers!: LayerCoverage[];

  @Field(() => Int, { description: 'Tools of the kind MONITORING with which anything of it is watched.' })
  toolCount!: number;

  @Field(() => AttestationState, { description: 'How its list stands with its confirmation by the owner (F-011).' })
  confirmation!: AttestationState;
}

@ObjectType({ description: 'Something that a system is to watch and does not, or of which nobody knows (監視の抜け, F-018).' })
export class MonitoringGap {
  @Field(() => ID, { description: 'Stable within the list.' })
  id!: string;

  systemId!: string;
  itemId!: string;

  @Field(() => MonitoringState, { description: 'UNKNOWN, NOT_MONITORED or PARTLY.' })
  state!: MonitoringState;

  @Field(() => Int, {
    description:
      'Weight by the profile of the system: I 1, II 2, III 4, IV 8. A profile that is unknown weighs 8 as well, since it may be IV.',
  })
  weight!: number;
}

@ObjectType({ description: 'The heatmap item × system over the common items (監視項目×情報システム, F-076).' })
export class MonitoringMatrix {
  @Field(() => PackedJson, {
    description:
      '{ "items": [[id, code, name, nameEn, layer], …] by layer and code, "systems": [[id, code, name, nameEn, organisationId, profile, states], …] in protocol order of their providers, then by code }. states has one character per item: M monitored, P partly, N not monitored, X not applicable, U unknown, - does not apply to such a system. Own items of systems are in the lists of the systems.',
  })
  grid!: string;
}

@ObjectType({ description: 'Systems that watch an item in the same way.' })
export class MonitoringSetting {
  @Field(() => ID, { description: 'Stable within the list.' })
  id!: string;

  @Field(() => Int, { nullable: true, description: 'Null when unknown.' })
  intervalSeconds!: number | null;

  @Field(() => [Threshold])
  thresholds!: Threshold[];

  systemIds!: string[];
}

@ObjectType({ description: 'An item that systems watch with different thresholds or intervals (F-023).' })
export class MonitoringDifference {
  @Field(() => ID, { description: 'That of the item.' })
  id!: string;

  @Field(() => Boolean)
  isIntervalDifferent!: boolean;

  @Field(() => Boolean)
  areThresholdsDifferent!: boolean;

  @Field(() => [MonitoringSetting], { description: 'The one that most systems have first.' })
  settings!: MonitoringSetting[];
}

@ObjectType({ description: 'How much of one system a tool watches.' })
export class ToolSystem {
  @Field(() => ID, { description: 'Stable within the list.' })
  id!: string;

  systemId!: string;

  @Field(() => Int, { description: 'Items that it watches there, wholly or partly.' })
  itemCount!: number;
}

@ObjectType({ description: 'What a tool is used for (ツールの利用状況, F-020).' })
export class MonitoringToolUse {
  @Field(() => Int)
  systemCount!: number;

  @Field(() => Int, { description: 'Different items that it watches anywhere, wholly or partly.' })
  itemCount!: number;

  @Field(() => [ToolSystem], { description: 'The system of which it watches most first.' })
  systems!: ToolSystem[];
}

@ObjectType({ description: 'What a plan means for one system.' })
export class UnificationSystem {
  @Field(() => ID, { description: 'Stable within the plan.' })
  id!: string;

  systemId!: string;
  movableIds!: string[];
  remainingIds!: string[];
  closableIds!: string[];

  @Field(() => Int, { description: 'Items that the target watches there already.' })
  alreadyCount!: number;

  @Field(() => Int, { description: 'Items that are watched there with a tool that nobody named: to be cleared up first.' })
  unnamedToolCount!: number;
}

@ObjectType({
  description: 'What one tool in place of all of its kind would mean for the organisation that has it (統一の効果, 事例9-2, F-020).',
})
export class UnificationOutlook {
  targetToolId!: string;

  @Field(() => Int, { description: 'Tools of the kind of the target with which anything is watched now.' })
  toolCountBefore!: number;

  @Field(() => Int, {
    description:
      'Tools left when everything has moved that can: the target, and each tool that keeps an item which the target is not known to watch.',
  })
  toolCountAfter!: number;

  @Field(() => Int, {
    description: 'Different items that the target watches on some system that the viewer may read, in any version of the product.',
  })
  knownItemCount!: number;

  @Field(() => Int, { description: 'Pairs of system and item that other tools watch and the target is known to be able to.' })
  movableCount!: number;

  @Field(() => Int, { description: 'Pairs that other tools watch and the target watches nowhere: what remains to be solved.' })
  remainingCount!: number;

  @Field(() => [UnificationSystem], {
    description: 'Systems of which something would change or is to be cleared up, the most remaining first.',
  })
  systems!: UnificationSystem[];
}
