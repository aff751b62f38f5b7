import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Account } from '../account/entity.ts';
import { accountsByIds } from '../account/loader.ts';
import type { Context } from '../context.ts';
import { load } from '../database/load.ts';
import { PAGE_SIZE, type Page, pageType, readPage } from '../database/page.ts';
import { featureCountsOfSystems } from '../feature/loader.ts';
import { InformationSystem } from '../information-system/entity.ts';
import { Organisation } from '../organisation/entity.ts';
import { organisationsByIds } from '../organisation/loader.ts';
import { SurveyFeature, SurveyRound, SurveyRoundEvent, SurveyRoundState } from './entity.ts';
import { CreateSurveyRoundInput, SurveyRoundFilter, UpdateSurveyRoundInput } from './input.ts';
import { eventsOfRounds, roundsOfSystems, surveyFeatureCountsOfRounds, surveyFeaturesOfRounds } from './loader.ts';
import { createSurveyRound, findSurveyRound, updateSurveyRound } from './service.ts';

const SurveyRoundPage = pageType(() => SurveyRound, 'SurveyRoundPage');

@Resolver(() => SurveyRound)
export class SurveyRoundResolver {
  @Query(() => SurveyRoundPage, { description: 'Rounds that the viewer runs or is asked in, latest fiscal year first.' })
  surveyRounds(
    @Arg('filter', () => SurveyRoundFilter, { nullable: true }) filter: SurveyRoundFilter | null,
    @Arg('first', () => Int, { defaultValue: PAGE_SIZE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() { em }: Context,
  ): Promise<Page<SurveyRound>> {
    const { systemId, state, fiscalYear, systemClass, profile } = filter ?? {};
    const system = {
      ...(systemId && { id: systemId }),
      ...(systemClass && { systemClass: systemClass === 'UNKNOWN' ? null : systemClass }),
      ...(profile && { profile: profile === 'UNKNOWN' ? null : profile }),
    };
    return readPage(em, SurveyRound, {
      where: {
        ...(Object.keys(system).length && { system }),
        ...(state && { state }),
        ...(fiscalYear && { fiscalYear }),
      },
      orderBy: { fiscalYear: 'desc', createdAt: 'desc', id: 'desc' },
      first,
      after,
    });
  }

  @Query(() => SurveyRound)
  surveyRound(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<SurveyRound> {
    return findSurveyRound(context, id);
  }

  @Mutation(() => SurveyRound, { description: 'Prepares a round about a system that the viewer’s organisation provides.' })
  createSurveyRound(
    @Arg('input', () => CreateSurveyRoundInput) input: CreateSurveyRoundInput,
    @Ctx() context: Context,
  ): Promise<SurveyRound> {
    return createSurveyRound(context, input);
  }

  @Mutation(() => SurveyRound, { description: 'Changes a round that has not been opened.' })
  updateSurveyRound(
    @Arg('input', () => UpdateSurveyRoundInput) input: UpdateSurveyRoundInput,
    @Ctx() context: Context,
  ): Promise<SurveyRound> {
    return updateSurveyRound(context, input);
  }

  @FieldResolver(() => InformationSystem)
  system(@Root() round: SurveyRound): Promise<InformationSystem> {
    return round.system.loadOrFail();
  }

  @FieldResolver(() => Organisation, { description: 'Organisation that runs the round (実施組織).' })
  runner(@Root() round: SurveyRound, @Ctx() context: Context): Promise<Organisation> {
    return load(context, organisationsByIds, round.tenantId);
  }

  @FieldResolver(() => Account, {
    nullable: true,
    description: 'Who is in charge of the round (担当者); null to other organisations, and when nobody is.',
  })
  responsible(@Root() { responsible }: SurveyRound, @Ctx() context: Context): Promise<Account | null> | null {
    return responsible ? load(context, accountsByIds, responsible.id) : null;
  }

  @FieldResolver(() => [SurveyFeature], {
    description: 'Features frozen at opening, later additions last; empty before the round is opened.',
  })
  features(@Root() round: SurveyRound, @Ctx() context: Context): Promise<SurveyFeature[]> {
    return load(context, surveyFeaturesOfRounds, round.id);
  }

  @FieldResolver(() => Int, { description: 'Features in the round; before it is opened, features that the system offers today.' })
  featureCount(@Root() round: SurveyRound, @Ctx() context: Context): Promise<number> {
    return round.state === SurveyRoundState.DRAFT
      ? load(context, featureCountsOfSystems, round.system.id)
      : load(context, surveyFeatureCountsOfRounds, round.id);
  }

  @FieldResolver(() => [SurveyRoundEvent], { description: 'History of states, earliest first (履歴).' })
  events(@Root() round: SurveyRound, @Ctx() context: Context): Promise<SurveyRoundEvent[]> {
    return load(context, eventsOfRounds, round.id);
  }
}

/** Rounds as a field of the system, whose own room does not know of them. */
@Resolver(() => InformationSystem)
export class InformationSystemRoundsResolver {
  @FieldResolver(() => [SurveyRound], { description: 'Rounds about the system, latest fiscal year first.' })
  rounds(@Root() system: InformationSystem, @Ctx() context: Context): Promise<SurveyRound[]> {
    return load(context, roundsOfSystems, system.id);
  }
}
