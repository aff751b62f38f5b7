import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { load } from '../database/load.ts';
import { PAGE_SIZE, type Page, pageType } from '../database/page.ts';
import { InformationSystem } from '../information-system/entity.ts';
import { informationSystemsByIds } from '../information-system/loader.ts';
import { MonitoringTool } from '../monitoring/entity.ts';
import { MonitoringItem } from '../monitoring-item/entity.ts';
import { monitoringItemsByIds } from '../monitoring-item/loader.ts';
import { Organisation } from '../organisation/entity.ts';
import { organisationsByIds } from '../organisation/loader.ts';
import { monitoringDifferencePage } from './difference-query.ts';
import { MonitoringCoverageFilter, MonitoringGapFilter } from './input.ts';
import { usesOfTools } from './loader.ts';
import { monitoringCoverage, monitoringGapPage, monitoringGrid, systemCoveragePage } from './query.ts';
import {
  MinistryCoverage,
  MonitoringCoverage,
  MonitoringDifference,
  MonitoringGap,
  MonitoringMatrix,
  MonitoringSetting,
  MonitoringToolUse,
  SystemCoverage,
  ToolSystem,
} from './type.ts';

const SystemCoveragePage = pageType(() => SystemCoverage, 'SystemCoveragePage');
const MonitoringGapPage = pageType(() => MonitoringGap, 'MonitoringGapPage');
const MonitoringDifferencePage = pageType(() => MonitoringDifference, 'MonitoringDifferencePage');

@Resolver(() => MonitoringCoverage)
export class MonitoringCoverageResolver {
  @Query(() => MonitoringCoverage, { description: 'How much of what is to be watched is watched, by ministry and layer.' })
  monitoringCoverage(
    @Arg('filter', () => MonitoringCoverageFilter, { nullable: true }) filter: MonitoringCoverageFilter | null,
    @Ctx() context: Context,
  ): Promise<MonitoringCoverage> {
    return monitoringCoverage(context, filter);
  }

  @Query(() => MonitoringMatrix, { description: 'The heatmap item × system, whole.' })
  async monitoringMatrix(
    @Arg('filter', () => MonitoringCoverageFilter, { nullable: true }) filter: MonitoringCoverageFilter | null,
    @Ctx() context: Context,
  ): Promise<MonitoringMatrix> {
    return { grid: await monitoringGrid(context, filter) };
  }
}

@Resolver(() => MinistryCoverage)
export class MinistryCoverageResolver {
  @FieldResolver(() => Organisation)
  organisation(@Root() { organisationId }: MinistryCoverage, @Ctx() context: Context): Promise<Organisation> {
    return load(context, organisationsByIds, organisationId);
  }
}

@Resolver(() => SystemCoverage)
export class SystemCoverageResolver {
  @Query(() => SystemCoveragePage, {
    description: 'Systems in operation by coverage, the least covered first; those to which nothing applies last.',
  })
  systemCoverages(
    @Arg('filter', () => MonitoringCoverageFilter, { nullable: true }) filter: MonitoringCoverageFilter | null,
    @Arg('first', () => Int, { defaultValue: PAGE_SIZE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: Context,
  ): Promise<Page<SystemCoverage>> {
    return systemCoveragePage(context, filter, first, after);
  }

  @FieldResolver(() => InformationSystem)
  system(@Root() { id }: SystemCoverage, @Ctx() context: Context): Promise<InformationSystem> {
    return load(context, informationSystemsByIds, id);
  }
}

@Resolver(() => MonitoringGap)
export class MonitoringGapResolver {
  @Query(() => MonitoringGapPage, {
    description: 'What is to be watched and is not, by weight of the profile; what nobody knows before what is known not to be watched.',
  })
  monitoringGaps(
    @Arg('filter', () => MonitoringGapFilter, { nullable: true }) filter: MonitoringGapFilter | null,
    @Arg('first', () => Int, { defaultValue: PAGE_SIZE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: Context,
  ): Promise<Page<MonitoringGap>> {
    return monitoringGapPage(context, filter, first, after);
  }

  @FieldResolver(() => InformationSystem)
  system(@Root() { systemId }: MonitoringGap, @Ctx() context: Context): Promise<InformationSystem> {
    return load(context, informationSystemsByIds, systemId);
  }

  @FieldResolver(() => MonitoringItem)
  item(@Root() { itemId }: MonitoringGap, @Ctx() context: Context): Promise<MonitoringItem> {
    return load(context, monitoringItemsByIds, itemId);
  }
}

@Resolver(() => MonitoringDifference)
export class MonitoringDifferenceResolver {
  @Query(() => MonitoringDifferencePage, { description: 'Items that systems watch with different thresholds or intervals, by code.' })
  monitoringDifferences(
    @Arg('filter', () => MonitoringCoverageFilter, { nullable: true }) filter: MonitoringCoverageFilter | null,
    @Arg('first', () => Int, { defaultValue: PAGE_SIZE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: Context,
  ): Promise<Page<MonitoringDifference>> {
    return monitoringDifferencePage(context, filter, first, after);
  }

  @FieldResolver(() => MonitoringItem)
  item(@Root() { id }: MonitoringDifference, @Ctx() context: Context): Promise<MonitoringItem> {
    return load(context, monitoringItemsByIds, id);
  }
}

@Resolver(() => MonitoringSetting)
export class MonitoringSettingResolver {
  @FieldResolver(() => [InformationSystem], { description: 'By code.' })
  systems(@Root() { systemIds }: MonitoringSetting, @Ctx() context: Context): Promise<InformationSystem[]> {
    return Promise.all(systemIds.map(id => load(context, informationSystemsByIds, id)));
  }
}

/** What a tool is used for as a field of the tool, whose own room counts nothing. */
@Resolver(() => MonitoringTool)
export class MonitoringToolUseResolver {
  @FieldResolver(() => MonitoringToolUse)
  use(@Root() { id }: MonitoringTool, @Ctx() context: Context): Promise<MonitoringToolUse> {
    return load(context, usesOfTools, id);
  }
}

@Resolver(() => ToolSystem)
export class ToolSystemResolver {
  @FieldResolver(() => InformationSystem)
  system(@Root() { systemId }: ToolSystem, @Ctx() context: Context): Promise<InformationSystem> {
    return load(context, informationSystemsByIds, systemId);
  }
}
