import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { load } from '../database/load.ts';
import { PAGE_SIZE, type Page, pageType } from '../database/page.ts';
import { Feature } from '../feature/entity.ts';
import { featuresOfSystems } from '../feature/loader.ts';
import { InformationSystem } from '../information-system/entity.ts';
import { UsageLogImport, UsageLogKey } from './entity.ts';
import { MapUsageLogKeyInput } from './input.ts';
import { coverageOfSystems, usesOfKeys } from './query.ts';
import { mapUsageLogKey, usageLogImports, usageLogKeys } from './service.ts';
import { suggestionFor } from './suggestion.ts';
import { FeatureSuggestion, UsageLogCoverage, UsageLogKeyState, UsageLogKeyUse } from './type.ts';

const UsageLogKeyPage = pageType(() => UsageLogKey, 'UsageLogKeyPage');
const UsageLogImportPage = pageType(() => UsageLogImport, 'UsageLogImportPage');

@Resolver(() => UsageLogKey)
export class UsageLogKeyResolver {
  @Query(() => UsageLogKeyPage, {
    description: 'Keys under which the logs of a system count use, unmapped ones first and those with the most uses before others.',
  })
  usageLogKeys(
    @Arg('systemId', () => ID) systemId: string,
    @Arg('state', () => UsageLogKeyState, { nullable: true }) state: UsageLogKeyState | null,
    @Arg('first', () => Int, { defaultValue: PAGE_SIZE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: Context,
  ): Promise<Page<UsageLogKey>> {
    return usageLogKeys(context, systemId, state, first, after);
  }

  @Query(() => UsageLogImportPage, { description: 'Imports of usage logs into a system, latest first.' })
  usageLogImports(
    @Arg('systemId', () => ID) systemId: string,
    @Arg('first', () => Int, { defaultValue: PAGE_SIZE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: Context,
  ): Promise<Page<UsageLogImport>> {
    return usageLogImports(context, systemId, first, after);
  }

  @Mutation(() => UsageLogKey, {
    description: 'Says once and for all what a key stands for; with neither feature nor reason, takes back what was said.',
  })
  mapUsageLogKey(@Arg('input', () => MapUsageLogKeyInput) input: MapUsageLogKeyInput, @Ctx() context: Context): Promise<UsageLogKey> {
    return mapUsageLogKey(context, input);
  }

  @FieldResolver(() => UsageLogKeyState)
  state(@Root() { feature, ignoredReason }: UsageLogKey): UsageLogKeyState {
    return feature ? UsageLogKeyState.MAPPED : ignoredReason == null ? UsageLogKeyState.UNMAPPED : UsageLogKeyState.IGNORED;
  }

  @FieldResolver(() => Feature, { nullable: true, description: 'The feature that it stands for.' })
  async feature(@Root() key: UsageLogKey, @Ctx() context: Context): Promise<unknown> {
    if (!key.feature) return null;
    const features = await load(context, featuresOfSystems, key.system.id);
    return features.find(({ id }) => id === key.feature!.id) ?? null;
  }

  @FieldResolver(() => UsageLogKeyUse)
  use(@Root() key: UsageLogKey, @Ctx() context: Context): Promise<UsageLogKeyUse> {
    return load(context, usesOfKeys, key.id);
  }

  @FieldResolver(() => FeatureSuggestion, {
    nullable: true,
    description: 'A feature whose code is like an unmapped key; null when none is.',
  })
  async suggestion(@Root() key: UsageLogKey, @Ctx() context: Context): Promise<unknown> {
    if (key.feature || key.ignoredReason != null) return null;
    return suggestionFor(key.key, await load(context, featuresOfSystems, key.system.id));
  }
}

/** Logs as a field of the system, whose own room does not know of them. */
@Resolver(() => InformationSystem)
export class InformationSystemUsageLogResolver {
  @FieldResolver(() => UsageLogCoverage, { description: 'How far its usage logs tell of its features (利用ログ).' })
  usageLogCoverage(@Root() system: InformationSystem, @Ctx() context: Context): Promise<UsageLogCoverage> {
    return load(context, coverageOfSystems, system.id);
  }
}
