import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { load } from '../database/load.ts';
import { InformationSystem } from '../information-system/entity.ts';
import { SurveyRound } from '../survey-round/entity.ts';
import { changesOfSystems } from './change-query.ts';
import { RoundChange } from './change-type.ts';
import { VerdictRule } from './entity.ts';
import { SetVerdictRuleInput } from './input.ts';
import {
  featureVerdict,
  latestPublishedYear,
  portfolioVerdicts,
  roundChange,
  roundVerdicts,
  setVerdictRule,
  verdictEvidence,
  verdictRule,
} from './service.ts';
import { FeatureVerdict, FeatureVerdictPage, RetireGrade, Verdict, VerdictEvidence } from './type.ts';

@Resolver(() => FeatureVerdict)
export class FeatureVerdictResolver {
  @Query(() => [FeatureVerdict], { description: 'Every feature of a round with its verdict, in the order of the round (S-10 e, f).' })
  roundVerdicts(@Arg('roundId', () => ID) roundId: string, @Ctx() context: Context): Promise<FeatureVerdict[]> {
    return roundVerdicts(context, roundId);
  }

  @Query(() => FeatureVerdict, { description: 'One feature of a round with its verdict.' })
  featureVerdict(
    @Arg('roundId', () => ID) roundId: string,
    @Arg('featureId', () => ID, { description: 'Id of the feature in the round.' }) featureId: string,
    @Ctx() context: Context,
  ): Promise<FeatureVerdict> {
    return featureVerdict(context, roundId, featureId);
  }

  @Query(() => FeatureVerdictPage, {
    description:
      'Features of all systems by the verdicts of a fiscal year, of each system by its latest round: retirement candidates by grade, then the others by how many ministries and uses they concern (R2).',
  })
  portfolioVerdicts(
    @Arg('fiscalYear', () => Int) fiscalYear: number,
    @Arg('verdicts', () => [Verdict], { description: 'Which to list.' }) verdicts: Verdict[],
    @Arg('grades', () => [RetireGrade], { nullable: true, description: 'Of the retirement candidates, those of these grades alone.' })
    grades: RetireGrade[] | null | undefined,
    @Arg('systemId', () => ID, { nullable: true }) systemId: string | null | undefined,
    @Arg('first', () => Int, { defaultValue: 100 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<FeatureVerdictPage> {
    return portfolioVerdicts(context, {
      fiscalYear,
      verdicts,
      grades: grades ?? null,
      systemId: systemId ?? null,
      first,
      after: after ?? null,
    });
  }

  @Query(() => Int, {
    nullable: true,
    description: 'The latest fiscal year of which a round is published (公表); null while there is none.',
  })
  latestPublishedYear(@Ctx() context: Context): Promise<number | null> {
    return latestPublishedYear(context);
  }

  @Query(() => [VerdictEvidence], { description: 'Answer and log of each ministry for one feature of a round, in protocol order.' })
  verdictEvidence(
    @Arg('roundId', () => ID) roundId: string,
    @Arg('featureId', () => ID, { description: 'Id of the feature in the round.' }) featureId: string,
    @Ctx() context: Context,
  ): Promise<VerdictEvidence[]> {
    return verdictEvidence(context, roundId, featureId);
  }
}

/** Thresholds as a field of the round, whose own room does not know of verdicts. */
@Resolver(() => SurveyRound)
export class SurveyRoundVerdictRuleResolver {
  @FieldResolver(() => VerdictRule, { description: 'Thresholds by which its features are judged.' })
  verdictRule(@Root() { id }: SurveyRound, @Ctx() context: Context): Promise<VerdictRule> {
    return verdictRule(context, id);
  }

  @Mutation(() => VerdictRule, { description: 'Changes the thresholds of a round, with a reason that is kept.' })
  setVerdictRule(@Arg('input', () => SetVerdictRuleInput) input: SetVerdictRuleInput, @Ctx() context: Context): Promise<VerdictRule> {
    return setVerdictRule(context, input);
  }
}

@Resolver(() => RoundChange)
export class RoundChangeResolver {
  @Query(() => RoundChange, {
    nullable: true,
    description: 'What changed since the round before about the same system, by ministry; null for a round that was never opened.',
  })
  roundChange(@Arg('roundId', () => ID) roundId: string, @Ctx() context: Context): Promise<RoundChange | null> {
    return roundChange(context, roundId);
  }
}

/** Changes as a field of the system, whose own room does not know of rounds. */
@Resolver(() => InformationSystem)
export class InformationSystemChangesResolver {
  @FieldResolver(() => [RoundChange], { description: 'What changed from round to round, latest first.' })
  roundChanges(@Root() { id }: InformationSystem, @Ctx() context: Context): Promise<RoundChange[]> {
    return load(context, changesOfSystems, id);
  }
}
