import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { type Context, signedIn } from '../context.ts';
import { load } from '../database/load.ts';
import { PAGE_SIZE, type Page, pageType, readPage } from '../database/page.ts';
import { InformationSystem } from '../information-system/entity.ts';
import { MonitoringItem } from '../monitoring-item/entity.ts';
import { monitoringItemsByIds } from '../monitoring-item/loader.ts';
import { Organisation } from '../organisation/entity.ts';
import { organisationsByIds } from '../organisation/loader.ts';
import { mapMonitoringAlias, withdrawMonitoringAlias } from './alias-service.ts';
import { MonitoringAlias, MonitoringTool, SystemMonitoring } from './entity.ts';
import {
  ConfirmSystemMonitoringInput,
  CreateMonitoringToolInput,
  MapMonitoringAliasInput,
  MonitoringAliasFilter,
  SetSystemMonitoringInput,
  UpdateMonitoringToolInput,
  WithdrawMonitoringAliasInput,
} from './input.ts';
import { aliasesOfItems, toolsByIds } from './loader.ts';
import { monitoringAliasPage, systemMonitoringList } from './query.ts';
import { confirmSystemMonitoring, findWatchedSystem, setSystemMonitoring } from './service.ts';
import { createMonitoringTool, updateMonitoringTool } from './tool-service.ts';
import { SystemMonitoringLine, SystemMonitoringList } from './type.ts';

const MonitoringToolPage = pageType(() => MonitoringTool, 'MonitoringToolPage');
const MonitoringAliasPage = pageType(() => MonitoringAlias, 'MonitoringAliasPage');

@Resolver(() => SystemMonitoringList)
export class SystemMonitoringListResolver {
  @Query(() => SystemMonitoringList, { description: 'What a system does about every item that it is to watch.' })
  async systemMonitoring(@Arg('systemId', () => ID) systemId: string, @Ctx() context: Context): Promise<SystemMonitoringList> {
    return systemMonitoringList(context.em, await findWatchedSystem(context, systemId));
  }

  @Mutation(() => SystemMonitoringList, { description: 'Says what a system does about items, many at once: all of it or none.' })
  async setSystemMonitoring(
    @Arg('input', () => SetSystemMonitoringInput) input: SetSystemMonitoringInput,
    @Ctx() context: Context,
  ): Promise<SystemMonitoringList> {
    return systemMonitoringList(context.em, await setSystemMonitoring(context, input));
  }

  @Mutation(() => SystemMonitoringList, { description: 'Says that the list is right as it stands. Changes nothing in it.' })
  async confirmSystemMonitoring(
    @Arg('input', () => ConfirmSystemMonitoringInput) input: ConfirmSystemMonitoringInput,
    @Ctx() context: Context,
  ): Promise<SystemMonitoringList> {
    return systemMonitoringList(context.em, await confirmSystemMonitoring(context, input));
  }

  @FieldResolver(() => InformationSystem)
  system(@Root() { system }: SystemMonitoringList): InformationSystem {
    return system;
  }
}

@Resolver(() => SystemMonitoringLine)
export class SystemMonitoringLineResolver {
  @FieldResolver(() => MonitoringItem)
  item(@Root() { itemId }: SystemMonitoringLine, @Ctx() context: Context): Promise<MonitoringItem> {
    return load(context, monitoringItemsByIds, itemId);
  }

  @FieldResolver(() => SystemMonitoring, { nullable: true, description: 'What was said; null when nothing was.' })
  row(@Root() { row }: SystemMonitoringLine): SystemMonitoring | null {
    return row;
  }
}

@Resolver(() => SystemMonitoring)
export class SystemMonitoringResolver {
  @FieldResolver(() => MonitoringTool, { nullable: true, description: 'Null when unknown.' })
  async tool(@Root() { tool }: SystemMonitoring, @Ctx() context: Context): Promise<MonitoringTool | null> {
    return tool ? load(context, toolsByIds, tool.id) : null;
  }
}

@Resolver(() => MonitoringTool)
export class MonitoringToolResolver {
  @Query(() => MonitoringToolPage, { description: 'Tools with which systems are operated (運用管理ツール), by product.' })
  monitoringTools(
    @Arg('first', () => Int, { defaultValue: PAGE_SIZE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() { em }: Context,
  ): Promise<Page<MonitoringTool>> {
    return readPage(em, MonitoringTool, { where: {}, orderBy: { product: 'asc', id: 'asc' }, first, after });
  }

  @Mutation(() => MonitoringTool, { description: 'Adds a tool of the viewer’s organisation.' })
  createMonitoringTool(
    @Arg('input', () => CreateMonitoringToolInput) input: CreateMonitoringToolInput,
    @Ctx() context: Context,
  ): Promise<MonitoringTool> {
    return createMonitoringTool(context, input);
  }

  @Mutation(() => MonitoringTool)
  updateMonitoringTool(
    @Arg('input', () => UpdateMonitoringToolInput) input: UpdateMonitoringToolInput,
    @Ctx() context: Context,
  ): Promise<MonitoringTool> {
    return updateMonitoringTool(context, input);
  }

  @FieldResolver(() => Organisation, { description: 'Organisation that has it (府省).' })
  organisation(@Root() { tenantId }: MonitoringTool, @Ctx() context: Context): Promise<Organisation> {
    return load(context, organisationsByIds, tenantId);
  }
}

@Resolver(() => MonitoringAlias)
export class MonitoringAliasResolver {
  @Query(() => MonitoringAliasPage, { description: 'What vendors and tools call the items of the catalogue (別名).' })
  monitoringAliases(
    @Arg('filter', () => MonitoringAliasFilter, { nullable: true }) filter: MonitoringAliasFilter | null,
    @Arg('first', () => Int, { defaultValue: PAGE_SIZE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() { em }: Context,
  ): Promise<Page<MonitoringAlias>> {
    return monitoringAliasPage(em, filter, first, after);
  }

  @Mutation(() => MonitoringAlias, { description: 'Says that a vendor or a tool calls an item so; of a common item for every ministry.' })
  mapMonitoringAlias(
    @Arg('input', () => MapMonitoringAliasInput) input: MapMonitoringAliasInput,
    @Ctx() context: Context,
  ): Promise<MonitoringAlias> {
    return mapMonitoringAlias(context, input);
  }

  @Mutation(() => MonitoringAlias, { description: 'Takes an alias back, which stays to be read.' })
  withdrawMonitoringAlias(
    @Arg('input', () => WithdrawMonitoringAliasInput) input: WithdrawMonitoringAliasInput,
    @Ctx() context: Context,
  ): Promise<MonitoringAlias> {
    return withdrawMonitoringAlias(context, input);
  }

  @FieldResolver(() => MonitoringItem)
  item(@Root() { item }: MonitoringAlias, @Ctx() context: Context): Promise<MonitoringItem> {
    return load(context, monitoringItemsByIds, item.id);
  }

  @FieldResolver(() => Organisation, { description: 'Organisation that mapped it.' })
  organisation(@Root() { tenantId }: MonitoringAlias, @Ctx() context: Context): Promise<Organisation> {
    return load(context, organisationsByIds, tenantId);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Who mapped it; null for people of other organisations.' })
  mappedByName(@Root() alias: MonitoringAlias, @Ctx() context: Context): string | null {
    return alias.tenantId === signedIn(context).organisationId ? alias.mappedByName : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Who took it back; null while it holds, and for people of other organisations.',
  })
  withdrawnByName(@Root() alias: MonitoringAlias, @Ctx() context: Context): string | null {
    return alias.tenantId === signedIn(context).organisationId ? (alias.withdrawnByName ?? null) : null;
  }
}

/** Aliases as a field of the item, whose own room knows of none. */
@Resolver(() => MonitoringItem)
export class MonitoringItemAliasesResolver {
  @FieldResolver(() => [MonitoringAlias], { description: 'What vendors and tools call it, as far as it holds and the viewer may see it.' })
  aliases(@Root() { id }: MonitoringItem, @Ctx() context: Context): Promise<MonitoringAlias[]> {
    return load(context, aliasesOfItems, id);
  }
}
