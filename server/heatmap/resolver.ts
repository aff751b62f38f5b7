import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { CalendarDate, PackedJson } from '../scalars.ts';
import { SurveyRound } from '../survey-round/entity.ts';
import { CloseSurveyRoundInput, PublishSurveyRoundInput, ReopenSurveyRoundInput } from '../survey-round/input.ts';
import { PortfolioAxis, PortfolioFilter } from './input.ts';
import { portfolioGrid, portfolioLines } from './portfolio-query.ts';
import { findSurveyRound } from '../survey-round/service.ts';
import { heatmapCell } from './cell.ts';
import { surveyAxes } from './query.ts';
import { closeSurveyRound, publishSurveyRound, reopenSurveyRound } from './round-end.ts';
import { sharesOf, summaryOf, surveyHeatmap } from './service.ts';
import { HeatmapCell, PortfolioHeatmap, PortfolioLevels, SurveyHeatmap, SurveySummary } from './type.ts';

const AS_OF =
  'As it stood at 24:00 Asia/Tokyo of that day, by the submissions of that time. An asked ministry sees no day before the publication of all rows.';

@Resolver(() => SurveyHeatmap)
export class SurveyHeatmapResolver {
  @Query(() => SurveyHeatmap, { description: 'Feature × ministry heatmap of a round (S-10 c).' })
  surveyHeatmap(
    @Arg('roundId', () => ID) roundId: string,
    @Arg('asOf', () => CalendarDate, { nullable: true, description: AS_OF }) asOf: string | null,
    @Ctx() context: Context,
  ): ReturnType<typeof surveyHeatmap> {
    return surveyHeatmap(context, roundId, asOf);
  }

  @Query(() => HeatmapCell, { description: 'What stands behind one cell: answer, comment, who, when.' })
  heatmapCell(
    @Arg('roundId', () => ID) roundId: string,
    @Arg('featureId', () => ID, { description: 'Id of the feature in the round.' }) featureId: string,
    @Arg('organisationId', () => ID) organisationId: string,
    @Arg('asOf', () => CalendarDate, { nullable: true, description: AS_OF }) asOf: string | null,
    @Ctx() context: Context,
  ): Promise<HeatmapCell> {
    return heatmapCell(context, roundId, featureId, organisationId, asOf);
  }

  @Query(() => PortfolioHeatmap, { description: 'System × ministry heatmap of a fiscal year (S-74).' })
  async portfolioHeatmap(
    @Arg('fiscalYear', () => Int) fiscalYear: number,
    @Arg('filter', () => PortfolioFilter, { nullable: true }) filter: PortfolioFilter | null,
    @Ctx() { em }: Context,
  ): Promise<PortfolioHeatmap> {
    return { fiscalYear, grid: await portfolioGrid(em, fiscalYear, filter ?? {}) };
  }

  @Query(() => PortfolioLevels, { description: 'Use in a fiscal year by ministry, system, profile or class (S-74).' })
  async portfolioLevels(
    @Arg('fiscalYear', () => Int) fiscalYear: number,
    @Arg('by', () => PortfolioAxis) by: PortfolioAxis,
    @Arg('filter', () => PortfolioFilter, { nullable: true }) filter: PortfolioFilter | null,
    @Ctx() { em }: Context,
  ): Promise<PortfolioLevels> {
    return { fiscalYear, by, lines: await portfolioLines(em, fiscalYear, by, filter ?? {}) };
  }

  @Mutation(() => SurveyRound, { description: 'Ends the time for answers (締切) and keeps the heatmap as it stands.' })
  closeSurveyRound(@Arg('input', () => CloseSurveyRoundInput) input: CloseSurveyRoundInput, @Ctx() context: Context): Promise<SurveyRound> {
    return closeSurveyRound(context, input);
  }

  @Mutation(() => SurveyRound, { description: 'Takes answers again until a new day (再開).' })
  reopenSurveyRound(
    @Arg('input', () => ReopenSurveyRoundInput) input: ReopenSurveyRoundInput,
    @Ctx() context: Context,
  ): Promise<SurveyRound> {
    return reopenSurveyRound(context, input);
  }

  @Mutation(() => SurveyRound, { description: 'Publishes a closed round to the ministries that were asked (公表).' })
  publishSurveyRound(
    @Arg('input', () => PublishSurveyRoundInput) input: PublishSurveyRoundInput,
    @Ctx() context: Context,
  ): Promise<SurveyRound> {
    return publishSurveyRound(context, input);
  }

  @FieldResolver(() => SurveyRound)
  round(@Root() { roundId }: SurveyHeatmap, @Ctx() context: Context): Promise<SurveyRound> {
    return findSurveyRound(context, roundId);
  }

  @FieldResolver(() => PackedJson)
  axes(@Root() { roundId }: SurveyHeatmap, @Ctx() { em }: Context): Promise<string> {
    return surveyAxes(em, roundId);
  }

  @FieldResolver(() => PackedJson, { nullable: true })
  async shares(@Root() { roundId, asOfDay }: SurveyHeatmap, @Ctx() { em }: Context): Promise<string | null> {
    return asOfDay ? null : sharesOf(em, roundId);
  }

  @FieldResolver(() => SurveySummary, { description: 'Counts and lists over what the viewer sees.' })
  summary(@Root() { grid }: SurveyHeatmap, @Ctx() context: Context): Promise<SurveySummary> {
    return summaryOf(context, grid);
  }
}
