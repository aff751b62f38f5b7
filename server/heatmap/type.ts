import { Field, Int, ObjectType } from 'type-graphql';
import { CarryOver, UsageLevel } from '../answer/entity.ts';
import { Organisation } from '../organisation/entity.ts';
import { DateTime, PackedJson } from '../scalars.ts';
import { SurveyFeature } from '../survey-round/entity.ts';
import { PortfolioAxis } from './input.ts';

@ObjectType({ description: 'Counts over the latest submissions of a round. Unanswered counts as nothing but unanswered.' })
export class SurveySummary {
  @Field(() => Int)
  fullyUsedCount!: number;

  @Field(() => Int)
  usedWithOtherMeansCount!: number;

  @Field(() => Int)
  notUsedCount!: number;

  @Field(() => Int, { description: 'Cells of asked ministries without a level, those of ministries that have not submitted included.' })
  unansweredCount!: number;

  @Field(() => Int, { description: 'Ministries with a submission.' })
  submittedCount!: number;

  @Field(() => Int)
  targetCount!: number;

  @Field(() => [SurveyFeature], { description: 'Features that every ministry which answered does not use at all (誰も使っていない機能).' })
  unusedFeatures!: SurveyFeature[];

  @Field(() => [SurveyFeature], { description: 'Features that exactly one ministry uses (利用府省が1つの機能).' })
  singleUserFeatures!: SurveyFeature[];

  @Field(() => [SurveyFeature], { description: 'Features that at least one ministry uses alongside other means.' })
  otherMeansFeatures!: SurveyFeature[];
}

@ObjectType({ description: 'Feature × ministry heatmap of a round (S-10 c), as far as the viewer may see it.' })
export class SurveyHeatmap {
  roundId!: string;

  /** Day whose end was asked for; null for the grid as it is. */
  asOfDay!: string | null;

  @Field(() => PackedJson, {
    description:
      '{ "features": [[id, code, name, nameEn, majorGroup, middleGroup], …] by position, "organisations": [[id, name, nameEn, shortName, state, levels], …] in protocol order }. levels has one character per position: 0 fully used, 1 alongside other means, 2 not used, . unanswered; null while nothing was submitted.',
  })
  grid!: string;

  @Field(() => PackedJson, {
    description:
      '{ "features": [feature id, …] by position, the same in each round about the system, "parents": [[organisationId, parentId, name, nameEn, shortName], …] of the asked organisations that stand below another }.',
  })
  axes!: string;

  @Field(() => PackedJson, {
    nullable: true,
    description:
      'Per feature position [fully used, with other means, not used] over all ministries, without names; null unless the runner published them, and for an earlier day.',
  })
  shares!: string | null;

  @Field(() => DateTime, {
    description: 'When the grid was true: now for an open round, the closing for a closed one, 24:00 of the day that was asked for.',
  })
  asOf!: Date;
}

@ObjectType({ description: 'What one submission of a ministry says about one feature.' })
export class CellSubmission {
  @Field(() => Int, { description: 'Counts from 1 within the ministry.' })
  number!: number;

  @Field(() => DateTime)
  submittedAt!: Date;

  @Field(() => String)
  submittedByName!: string;

  @Field(() => Boolean, { description: 'True when the runner registered a file that the ministry sent back (代理登録).' })
  onBehalf!: boolean;

  @Field(() => UsageLevel, { nullable: true, description: 'Null: left open, or the feature was not asked about then.' })
  level!: UsageLevel | null;

  @Field(() => String, { nullable: true })
  otherMeans!: string | null;

  @Field(() => String, { nullable: true })
  comment!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it holds although the log of the ministry says otherwise.' })
  logNote!: string | null;

  @Field(() => String, { nullable: true })
  answeredByName!: string | null;

  @Field(() => DateTime, { nullable: true })
  answeredAt!: Date | null;

  @Field(() => DateTime, { nullable: true })
  returnedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was returned (差戻し理由).' })
  returnedReason!: string | null;
}

@ObjectType({
  description: 'One cell of the heatmap with what stands behind it. Texts and names are for the runner and the ministry itself.',
})
export class HeatmapCell {
  @Field(() => SurveyFeature)
  feature!: SurveyFeature;

  @Field(() => Organisation)
  organisation!: Organisation;

  @Field(() => UsageLevel, { nullable: true, description: 'Null: unanswered, or nothing submitted.' })
  level!: UsageLevel | null;

  @Field(() => String, { nullable: true })
  otherMeans!: string | null;

  @Field(() => String, { nullable: true })
  comment!: string | null;

  @Field(() => CarryOver, { nullable: true, description: 'Whether it was taken over from the round before; null when it was given anew.' })
  carryOver!: CarryOver | null;

  @Field(() => String, { nullable: true })
  answeredByName!: string | null;

  @Field(() => DateTime, { nullable: true })
  answeredAt!: Date | null;

  @Field(() => String, { nullable: true })
  submittedByName!: string | null;

  @Field(() => DateTime, { nullable: true })
  submittedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why the ministry left rows open.' })
  openRowReason!: string | null;

  @Field(() => [CellSubmission], {
    description: 'All submissions of the ministry, latest first, whatever day was asked for; for the runner and the ministry itself.',
  })
  history!: CellSubmission[];
}

@ObjectType({ description: 'System × ministry heatmap of a fiscal year by share of each level (S-74).' })
export class PortfolioHeatmap {
  @Field(() => Int)
  fiscalYear!: number;

  @Field(() => PackedJson, {
    description:
      '{ "systems": [[systemId, name, roundId, roundTitle, systemClass, profile, nameEn], …] where class and profile are null when unknown, "organisations": [[id, name, nameEn, shortName], …] in protocol order, "cells": one string per system with a part per organisation, separated by ; }. A part is "full,other,not,features", "?,features" while nothing was submitted, "-" when not asked.',
  })
  grid!: string;
}

@ObjectType({ description: 'How often each level was given in a fiscal year, counted by one axis (S-74).' })
export class PortfolioLevels {
  @Field(() => Int)
  fiscalYear!: number;

  @Field(() => PortfolioAxis)
  by!: PortfolioAxis;

  @Field(() => PackedJson, {
    description:
      '[[key, name, nameEn, detail, systems, organisations, sheets, submittedSheets, full, other, not, unanswered, notSubmitted], …]. The key is an id, a profile or a class, null where that is unknown, which comes first; names are null for profiles and classes. detail is the round of a system and the short name of a ministry. The last five count features: the three levels and open rows of submissions, and all features of sheets that were not submitted, which belong to no share.',
  })
  lines!: string;
}
