import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { load } from '../database/load.ts';
import { PAGE_SIZE, type Page, pageType, readPage } from '../database/page.ts';
import { InformationSystem } from '../information-system/entity.ts';
import { informationSystemsByIds } from '../information-system/loader.ts';
import { MonitoringTool } from '../monitoring/entity.ts';
import { MonitoringItem } from '../monitoring-item/entity.ts';
import { monitoringItemsByIds } from '../monitoring-item/loader.ts';
import { Organisation } from '../organisation/entity.ts';
import { organisationsByIds } from '../organisation/loader.ts';
import { UnificationPlan } from './entity.ts';
import { CreateUnificationPlanInput, UpdateUnificationPlanInput } from './input.ts';
import { outlookOf } from './outlook.ts';
import { createUnificationPlan, findMonitoringTool, findUnificationPlan, updateUnificationPlan } from './service.ts';
import { UnificationOutlook, UnificationSystem } from './type.ts';

const UnificationPlanPage = pageType(() => UnificationPlan, 'UnificationPlanPage');

@Resolver(() => UnificationPlan)
export class UnificationPlanResolver {
  @Query(() => UnificationPlanPage, { description: 'Plans to watch the systems of an organisation with one tool, by name.' })
  unificationPlans(
    @Arg('first', () => Int, { defaultValue: PAGE_SIZE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() { em }: Context,
  ): Promise<Page<UnificationPlan>> {
    return readPage(em, UnificationPlan, { where: {}, orderBy: { name: 'asc', id: 'asc' }, first, after });
  }

  @Query(() => UnificationPlan)
  unificationPlan(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<UnificationPlan> {
    return findUnificationPlan(context, id);
  }

  @Mutation(() => UnificationPlan, { description: 'Saves a plan of the viewer’s organisation.' })
  createUnificationPlan(
    @Arg('input', () => CreateUnificationPlanInput) input: CreateUnificationPlanInput,
    @Ctx() context: Context,
  ): Promise<UnificationPlan> {
    return createUnificationPlan(context, input);
  }

  @Mutation(() => UnificationPlan)
  updateUnificationPlan(
    @Arg('input', () => UpdateUnificationPlanInput) input: UpdateUnificationPlanInput,
    @Ctx() context: Context,
  ): Promise<UnificationPlan> {
    return updateUnificationPlan(context, input);
  }

  @FieldResolver(() => Organisation, { description: 'Organisation whose plan it is (府省).' })
  organisation(@Root() { tenantId }: UnificationPlan, @Ctx() context: Context): Promise<Organisation> {
    return load(context, organisationsByIds, tenantId);
  }

  @FieldResolver(() => MonitoringTool, { description: 'Tool that is to watch everything.' })
  targetTool(@Root() { targetTool }: UnificationPlan): Promise<MonitoringTool> {
    return targetTool.loadOrFail();
  }

  @FieldResolver(() => UnificationOutlook, { description: 'What it means as things stand now.' })
  async outlook(@Root() { targetTool }: UnificationPlan, @Ctx() context: Context): Promise<UnificationOutlook> {
    return outlookOf(context, await targetTool.loadOrFail());
  }
}

@Resolver(() => UnificationOutlook)
export class UnificationOutlookResolver {
  @Query(() => UnificationOutlook, { description: 'What a plan with this tool would mean, before one is saved.' })
  async unificationOutlook(
    @Arg('monitoringToolId', () => ID) monitoringToolId: string,
    @Ctx() context: Context,
  ): Promise<UnificationOutlook> {
    return outlookOf(context, await findMonitoringTool(context, monitoringToolId));
  }

  @FieldResolver(() => MonitoringTool)
  targetTool(@Root() { targetToolId }: UnificationOutlook, @Ctx() context: Context): Promise<MonitoringTool> {
    return findMonitoringTool(context, targetToolId);
  }
}

@Resolver(() => UnificationSystem)
export class UnificationSystemResolver {
  @FieldResolver(() => InformationSystem)
  system(@Root() { systemId }: UnificationSystem, @Ctx() context: Context): Promise<InformationSystem> {
    return load(context, informationSystemsByIds, systemId);
  }

  @FieldResolver(() => [MonitoringItem], { description: 'Watched there with other tools, and by the target elsewhere: can move.' })
  movable(@Root() { movableIds }: UnificationSystem, @Ctx() context: Context): Promise<MonitoringItem[]> {
    return itemsOf(context, movableIds);
  }

  @FieldResolver(() => [MonitoringItem], {
    description: 'Watched there with other tools, and by the target nowhere: remains to be solved.',
  })
  remaining(@Root() { remainingIds }: UnificationSystem, @Ctx() context: Context): Promise<MonitoringItem[]> {
    return itemsOf(context, remainingIds);
  }

  @FieldResolver(() => [MonitoringItem], {
    description: 'Not watched there or unknown, and watched by the target elsewhere: a gap that the plan could close.',
  })
  closable(@Root() { closableIds }: UnificationSystem, @Ctx() context: Context): Promise<MonitoringItem[]> {
    return itemsOf(context, closableIds);
  }
}

const itemsOf = (context: Context, ids: readonly string[]): Promise<MonitoringItem[]> =>
  Promise.all(ids.map(id => load(context, monitoringItemsByIds, id)));
