import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { Contract } from '../contract/entity.ts';
import { load } from '../database/load.ts';
import { PAGE_SIZE, type Page, pageType } from '../database/page.ts';
import { Feature } from '../feature/entity.ts';
import { CalendarDate, fiscalYearOf } from '../scalars.ts';
import { SurveyRound } from '../survey-round/entity.ts';
import { FeatureVerdict } from '../verdict/type.ts';
import { DayState, DecisionState, FeatureDecision, FeatureDecisionEvent, firstDayOf } from './entity.ts';
import { ChangeDecisionInput, CommentOnDecisionInput, MoveDecisionInput, ProposeDecisionInput } from './input.ts';
import {
  contractsOfDecisions,
  currentVerdicts,
  decisionsOfContracts,
  effectiveDays,
  eventsOfDecisions,
  openDecisionsOfFeatures,
} from './loader.ts';
import { changeDecision, commentOnDecision, decisions, findDecision, moveDecision, proposeDecision } from './service.ts';
import { FrozenEvidence } from './type.ts';

const FeatureDecisionPage = pageType(() => FeatureDecision, 'FeatureDecisionPage');

@Resolver(() => FeatureDecision)
export class FeatureDecisionResolver {
  @Query(() => FeatureDecisionPage, { description: 'Decisions about features, latest first (決定一覧).' })
  featureDecisions(
    @Arg('states', () => [DecisionState]) states: DecisionState[],
    @Arg('systemId', () => ID, { nullable: true }) systemId: string | null,
    @Arg('first', () => Int, { defaultValue: PAGE_SIZE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: Context,
  ): Promise<Page<FeatureDecision>> {
    return decisions(context, { states, systemId }, first, after);
  }

  @Query(() => FeatureDecision)
  featureDecision(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<FeatureDecision> {
    return findDecision(context, id);
  }

  @Mutation(() => FeatureDecision, { description: 'Proposes what is to become of a feature; the evidence is frozen as it is (S-10 f).' })
  proposeDecision(
    @Arg('input', () => ProposeDecisionInput) input: ProposeDecisionInput,
    @Ctx() context: Context,
  ): Promise<FeatureDecision> {
    return proposeDecision(context, input);
  }

  @Mutation(() => FeatureDecision, { description: 'Changes the terms of an open decision, for a reason.' })
  changeDecision(@Arg('input', () => ChangeDecisionInput) input: ChangeDecisionInput, @Ctx() context: Context): Promise<FeatureDecision> {
    return changeDecision(context, input);
  }

  @Mutation(() => FeatureDecision, { description: 'Takes a decision to its next state, or withdraws it, for a reason.' })
  moveDecision(@Arg('input', () => MoveDecisionInput) input: MoveDecisionInput, @Ctx() context: Context): Promise<FeatureDecision> {
    return moveDecision(context, input);
  }

  @Mutation(() => FeatureDecision, { description: 'Adds a comment to a decision.' })
  commentOnDecision(
    @Arg('input', () => CommentOnDecisionInput) input: CommentOnDecisionInput,
    @Ctx() context: Context,
  ): Promise<FeatureDecision> {
    return commentOnDecision(context, input);
  }

  @FieldResolver(() => Feature)
  feature(@Root() { feature }: FeatureDecision): Promise<Feature> {
    return feature.loadOrFail();
  }

  @FieldResolver(() => SurveyRound, { description: 'The round that the decision rests on.' })
  round(@Root() { round }: FeatureDecision): Promise<SurveyRound> {
    return round.loadOrFail();
  }

  @FieldResolver(() => FrozenEvidence)
  frozen(@Root() { evidence }: FeatureDecision): FrozenEvidence {
    const { responseFloorPercent, shrinkPercent, windowMonths } = evidence;
    // What was frozen first has its thresholds beside the verdict alone.
    const verdict = { ...evidence.verdict, responseFloorPercent, shrinkPercent, windowMonths };
    return { ...evidence, verdict, frozenAt: new Date(evidence.frozenAt) };
  }

  @FieldResolver(() => CalendarDate, {
    nullable: true,
    description: 'When it takes effect; follows what it waits for, and is null without a day, for which `dayState` has the cause.',
  })
  async effectiveOn(@Root() { id }: FeatureDecision, @Ctx() context: Context): Promise<string | null> {
    return (await load(context, effectiveDays, id)).day;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'Fiscal year (年度) in which it first tells, by the year of its April: that of `effectiveOn`, or where that is a last day, of the day after; null without a day.',
  })
  async effectiveFiscalYear(@Root() { id, opportunity }: FeatureDecision, @Ctx() context: Context): Promise<number | null> {
    const { day } = await load(context, effectiveDays, id);
    return day === null ? null : fiscalYearOf(firstDayOf(opportunity, day));
  }

  @FieldResolver(() => DayState)
  async dayState(@Root() { id }: FeatureDecision, @Ctx() context: Context): Promise<DayState> {
    return (await load(context, effectiveDays, id)).state;
  }

  @FieldResolver(() => Contract, {
    nullable: true,
    description:
      'The contract whose end, licence, hardware or renewal it waits for; null for other opportunities, and while `dayState` is HIDDEN.',
  })
  contract(@Root() { id }: FeatureDecision, @Ctx() context: Context): Promise<Contract | null> {
    return load(context, contractsOfDecisions, id);
  }

  @FieldResolver(() => FeatureVerdict, {
    nullable: true,
    description:
      'What the latest round of the system says by now, to compare with what was frozen; null where that does not list the feature.',
  })
  current(@Root() { id }: FeatureDecision, @Ctx() context: Context): Promise<FeatureVerdict | null> {
    return load(context, currentVerdicts, id);
  }

  @FieldResolver(() => [FeatureDecisionEvent], { description: 'Steps and comments, earliest first.' })
  events(@Root() { id }: FeatureDecision, @Ctx() context: Context): Promise<FeatureDecisionEvent[]> {
    return load(context, eventsOfDecisions, id);
  }
}

/** Decisions as a field of the verdict, whose own room does not know of them. */
@Resolver(() => FeatureVerdict)
export class FeatureVerdictDecisionResolver {
  @FieldResolver(() => FeatureDecision, { nullable: true, description: 'The open decision about the feature.' })
  decision(@Root() { featureId }: FeatureVerdict, @Ctx() context: Context): Promise<FeatureDecision | null> {
    return load(context, openDecisionsOfFeatures, featureId);
  }
}

/** Decisions as a field of the contract, whose own room does not know of them. */
@Resolver(() => Contract)
export class ContractDecisionsResolver {
  @FieldResolver(() => [FeatureDecision], {
    description:
      'What is to happen at its end, at that of its licence or its hardware, or at its renewal (S-70), latest first; what was withdrawn is left out.',
  })
  decisions(@Root() { id }: Contract, @Ctx() context: Context): Promise<FeatureDecision[]> {
    return load(context, decisionsOfContracts, id);
  }
}
