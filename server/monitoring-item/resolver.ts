import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { type Context, signedIn } from '../context.ts';
import { load } from '../database/load.ts';
import { PAGE_SIZE, type Page, pageType } from '../database/page.ts';
import { InformationSystem } from '../information-system/entity.ts';
import { MonitoringItem, MonitoringItemVersion } from './entity.ts';
import {
  CreateMonitoringItemInput,
  InstallCommonItemsInput,
  MonitoringItemFilter,
  RetireMonitoringItemInput,
  UpdateMonitoringItemInput,
} from './input.ts';
import { commonSet, installCommonItems } from './install.ts';
import { versionsOfItems } from './loader.ts';
import { monitoringItemPage } from './query.ts';
import { createMonitoringItem, findMonitoringItem, retireMonitoringItem, updateMonitoringItem } from './service.ts';
import { CommonSet, CommonSetInstallation } from './type.ts';

const MonitoringItemPage = pageType(() => MonitoringItem, 'MonitoringItemPage');

@Resolver(() => MonitoringItem)
export class MonitoringItemResolver {
  @Query(() => MonitoringItemPage, { description: 'The catalogue of what is watched (監視項目カタログ), by code.' })
  monitoringItems(
    @Arg('filter', () => MonitoringItemFilter, { nullable: true }) filter: MonitoringItemFilter | null,
    @Arg('first', () => Int, { defaultValue: PAGE_SIZE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() { em }: Context,
  ): Promise<Page<MonitoringItem>> {
    return monitoringItemPage(em, filter, first, after);
  }

  @Query(() => MonitoringItem)
  monitoringItem(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<MonitoringItem> {
    return findMonitoringItem(context, id);
  }

  @Query(() => CommonSet, { description: 'What the common set that ships with the portal would add to the catalogue, or change in it.' })
  commonSet(@Ctx() context: Context): Promise<CommonSet> {
    return commonSet(context);
  }

  @Mutation(() => MonitoringItem, { description: 'Adds an item of one system, or as the operator of the portal a common one.' })
  createMonitoringItem(
    @Arg('input', () => CreateMonitoringItemInput) input: CreateMonitoringItemInput,
    @Ctx() context: Context,
  ): Promise<MonitoringItem> {
    return createMonitoringItem(context, input);
  }

  @Mutation(() => MonitoringItem, { description: 'Changes what an item says; what it said before is kept as a version.' })
  updateMonitoringItem(
    @Arg('input', () => UpdateMonitoringItemInput) input: UpdateMonitoringItemInput,
    @Ctx() context: Context,
  ): Promise<MonitoringItem> {
    return updateMonitoringItem(context, input);
  }

  @Mutation(() => MonitoringItem, { description: 'Lets an item apply to no system any more from a day on, or takes that back.' })
  retireMonitoringItem(
    @Arg('input', () => RetireMonitoringItemInput) input: RetireMonitoringItemInput,
    @Ctx() context: Context,
  ): Promise<MonitoringItem> {
    return retireMonitoringItem(context, input);
  }

  @Mutation(() => CommonSetInstallation, {
    description: 'Adds what the catalogue lacks of the common set, and takes its newer versions. For the operator of the portal alone.',
  })
  installCommonItems(
    @Arg('input', () => InstallCommonItemsInput) { replaceCodes }: InstallCommonItemsInput,
    @Ctx() context: Context,
  ): Promise<CommonSetInstallation> {
    return installCommonItems(context, replaceCodes);
  }

  @FieldResolver(() => InformationSystem, { nullable: true, description: 'System whose own item it is; null for a common one.' })
  async system(@Root() item: MonitoringItem): Promise<InformationSystem | null> {
    return item.system ? item.system.loadOrFail() : null;
  }

  @FieldResolver(() => [MonitoringItemVersion], { description: 'What it said in each version, the present one first.' })
  versions(@Root() item: MonitoringItem, @Ctx() context: Context): Promise<MonitoringItemVersion[]> {
    return load(context, versionsOfItems, item.id);
  }
}

@Resolver(() => MonitoringItemVersion)
export class MonitoringItemVersionResolver {
  @FieldResolver(() => String, { nullable: true, description: 'Who wrote it; null for people of other organisations.' })
  changedByName(@Root() version: MonitoringItemVersion, @Ctx() context: Context): string | null {
    return version.tenantId === signedIn(context).organisationId ? version.changedByName : null;
  }
}
