import { Arg, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { load } from '../database/load.ts';
import { InformationSystem } from '../information-system/entity.ts';
import { informationSystemsByIds } from '../information-system/loader.ts';
import { Feature } from './entity.ts';
import { CreateFeatureInput, RetireFeatureInput, UpdateFeatureInput } from './input.ts';
import { featureCountsOfSystems, type FeatureRow, featuresOfSystems } from './loader.ts';
import { createFeature, retireFeature, updateFeature } from './service.ts';

@Resolver(() => Feature)
export class FeatureResolver {
  @Mutation(() => Feature, { description: 'Adds a feature at the end of the list.' })
  createFeature(@Arg('input', () => CreateFeatureInput) input: CreateFeatureInput, @Ctx() context: Context): Promise<Feature> {
    return createFeature(context, input);
  }

  @Mutation(() => Feature)
  updateFeature(@Arg('input', () => UpdateFeatureInput) input: UpdateFeatureInput, @Ctx() context: Context): Promise<Feature> {
    return updateFeature(context, input);
  }

  @Mutation(() => Feature, { description: 'Ends a feature on a day; earlier answers stay.' })
  retireFeature(@Arg('input', () => RetireFeatureInput) input: RetireFeatureInput, @Ctx() context: Context): Promise<Feature> {
    return retireFeature(context, input);
  }

  @FieldResolver(() => InformationSystem)
  system(@Root() { system }: FeatureRow, @Ctx() context: Context): Promise<InformationSystem> {
    return load(context, informationSystemsByIds, system.id);
  }
}

/** Features as a field of the system, whose own room does not know of them. */
@Resolver(() => InformationSystem)
export class InformationSystemFeaturesResolver {
  @FieldResolver(() => [Feature], { description: 'All features in the order of the list, retired ones included.' })
  features(@Root() system: InformationSystem, @Ctx() context: Context): Promise<FeatureRow[]> {
    return load(context, featuresOfSystems, system.id);
  }

  @FieldResolver(() => Int, { description: 'Features offered today.' })
  featureCount(@Root() system: InformationSystem, @Ctx() context: Context): Promise<number> {
    return load(context, featureCountsOfSystems, system.id);
  }
}
