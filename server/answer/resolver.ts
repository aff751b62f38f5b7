import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { type Context, signedIn } from '../context.ts';
import { load } from '../database/load.ts';
import { Organisation } from '../organisation/entity.ts';
import { organisationsByIds } from '../organisation/loader.ts';
import { inProtocolOrder } from '../organisation/service.ts';
import { SurveyFeature, SurveyRound } from '../survey-round/entity.ts';
import { AddSurveyFeaturesInput, AddSurveyTargetsInput, OpenSurveyRoundInput } from '../survey-round/input.ts';
import { surveyFeatureCountsOfRounds, surveyFeaturesOfRounds } from '../survey-round/loader.ts';
import { addSurveyFeatures, addSurveyTargets, openSurveyRound } from './distribution.ts';
import { Answer, AnswerSheet, Submission } from './entity.ts';
import { findingsOf } from './finding.ts';
import {
  HandInAnswerSheetInput,
  OpenAnswerSheetInput,
  ReturnSubmissionInput,
  SaveAnswerInput,
  SaveAnswersInput,
  SendBackAnswerSheetInput,
  SubmitAnswerSheetInput,
} from './input.ts';
import {
  answersOfFeatures,
  answersOfSheets,
  coordinatorsOfOrganisations,
  sheetsOfRounds,
  submissionsOfSheets,
  submittedCountsOfRounds,
} from './loader.ts';
import {
  findOwnSheet,
  handInAnswerSheet,
  openAnswerSheet,
  returnSubmission,
  saveAnswer,
  saveAnswers,
  sendBackAnswerSheet,
  submitAnswerSheet,
} from './service.ts';
import { previousRoundsOfSheets } from './previous-round.ts';
import { AnswerFinding, PreviousRound, SavedAnswer, SavedAnswers, SheetUsage, SurveyTarget } from './type.ts';
import { usageOfSheets } from './usage.ts';

@Resolver(() => AnswerSheet)
export class AnswerSheetResolver {
  @Query(() => AnswerSheet, { description: 'The sheet of the viewer’s ministry in a round.' })
  answerSheet(@Arg('roundId', () => ID) roundId: string, @Ctx() context: Context): Promise<AnswerSheet> {
    return findOwnSheet(context, roundId);
  }

  @Mutation(() => SurveyRound, { description: 'Opens a round: freezes its feature list and lays out the sheets.' })
  openSurveyRound(@Arg('input', () => OpenSurveyRoundInput) input: OpenSurveyRoundInput, @Ctx() context: Context): Promise<SurveyRound> {
    return openSurveyRound(context, input);
  }

  @Mutation(() => SurveyRound, { description: 'Adds features to an open round; ministries that have submitted are asked again.' })
  addSurveyFeatures(
    @Arg('input', () => AddSurveyFeaturesInput) input: AddSurveyFeaturesInput,
    @Ctx() context: Context,
  ): Promise<SurveyRound> {
    return addSurveyFeatures(context, input);
  }

  @Mutation(() => SurveyRound, { description: 'Asks further ministries in an open round.' })
  addSurveyTargets(@Arg('input', () => AddSurveyTargetsInput) input: AddSurveyTargetsInput, @Ctx() context: Context): Promise<SurveyRound> {
    return addSurveyTargets(context, input);
  }

  @Mutation(() => AnswerSheet, { description: 'Notes that the ministry has opened its sheet.' })
  openAnswerSheet(@Arg('input', () => OpenAnswerSheetInput) input: OpenAnswerSheetInput, @Ctx() context: Context): Promise<AnswerSheet> {
    return openAnswerSheet(context, input);
  }

  @Mutation(() => SavedAnswer, { description: 'Saves one answer; it is in the database when this answers.' })
  saveAnswer(@Arg('input', () => SaveAnswerInput) input: SaveAnswerInput, @Ctx() context: Context): Promise<SavedAnswer> {
    return saveAnswer(context, input);
  }

  @Mutation(() => SavedAnswers, {
    description:
      'Saves up to 1,000 answers in one transaction. What somebody else changed meanwhile is left as it is and named; the others are saved.',
  })
  saveAnswers(@Arg('input', () => SaveAnswersInput) input: SaveAnswersInput, @Ctx() context: Context): Promise<SavedAnswers> {
    return saveAnswers(context, input);
  }

  @Mutation(() => AnswerSheet, { description: 'Passes the sheet to the coordinator for approval (確認依頼).' })
  handInAnswerSheet(
    @Arg('input', () => HandInAnswerSheetInput) input: HandInAnswerSheetInput,
    @Ctx() context: Context,
  ): Promise<AnswerSheet> {
    return handInAnswerSheet(context, input);
  }

  @Mutation(() => AnswerSheet, { description: 'Gives the sheet back to the respondents, inside the ministry.' })
  sendBackAnswerSheet(
    @Arg('input', () => SendBackAnswerSheetInput) input: SendBackAnswerSheetInput,
    @Ctx() context: Context,
  ): Promise<AnswerSheet> {
    return sendBackAnswerSheet(context, input);
  }

  @Mutation(() => AnswerSheet, { description: 'Approves and submits the answers of the ministry (提出).' })
  submitAnswerSheet(
    @Arg('input', () => SubmitAnswerSheetInput) input: SubmitAnswerSheetInput,
    @Ctx() context: Context,
  ): Promise<AnswerSheet> {
    return submitAnswerSheet(context, input);
  }

  @Mutation(() => SurveyTarget, { description: 'Returns a submission to its ministry with a reason (差戻し).' })
  returnSubmission(@Arg('input', () => ReturnSubmissionInput) input: ReturnSubmissionInput, @Ctx() context: Context): Promise<AnswerSheet> {
    return returnSubmission(context, input);
  }

  @FieldResolver(() => SurveyRound)
  round(@Root() sheet: AnswerSheet): Promise<SurveyRound> {
    return sheet.round.loadOrFail();
  }

  @FieldResolver(() => Organisation)
  organisation(@Root() sheet: AnswerSheet, @Ctx() context: Context): Promise<Organisation> {
    return load(context, organisationsByIds, sheet.tenantId);
  }

  @FieldResolver(() => Int, { description: 'Features that the round asks about.' })
  featureCount(@Root() sheet: AnswerSheet, @Ctx() context: Context): Promise<number> {
    return load(context, surveyFeatureCountsOfRounds, sheet.round.id);
  }

  @FieldResolver(() => [Answer], {
    description: 'Answers given so far, in the order of the features; those of the named features alone where some are named.',
  })
  answers(
    @Root() sheet: AnswerSheet,
    @Ctx() context: Context,
    @Arg('featureIds', () => [ID], { nullable: true }) featureIds?: string[] | null,
  ): Promise<Answer[]> {
    return featureIds ? answersOfFeatures(context.em, sheet.id, featureIds) : load(context, answersOfSheets, sheet.id);
  }

  @FieldResolver(() => [AnswerFinding], { description: 'What to look at before submitting, in the order of the features.' })
  async findings(@Root() sheet: AnswerSheet, @Ctx() context: Context): Promise<AnswerFinding[]> {
    return findingsOf(
      await load(context, surveyFeaturesOfRounds, sheet.round.id),
      await load(context, answersOfSheets, sheet.id),
      await load(context, usageOfSheets, sheet.id),
    );
  }

  @FieldResolver(() => PreviousRound, {
    nullable: true,
    description: 'What the ministry submitted in its last round about the same system; null when there was none.',
  })
  previousRound(@Root() sheet: AnswerSheet, @Ctx() context: Context): Promise<PreviousRound | null> {
    return load(context, previousRoundsOfSheets, sheet.id);
  }

  @FieldResolver(() => SheetUsage, {
    nullable: true,
    description:
      'How often the ministry used the features by the logs of the system; null where there are none up to the end of the round.',
  })
  usage(@Root() sheet: AnswerSheet, @Ctx() context: Context): Promise<SheetUsage | null> {
    return load(context, usageOfSheets, sheet.id);
  }

  @FieldResolver(() => [Submission], { description: 'What was handed over, newest first.' })
  submissions(@Root() sheet: AnswerSheet, @Ctx() context: Context): Promise<Submission[]> {
    return load(context, submissionsOfSheets, sheet.id);
  }
}

@Resolver(() => Answer)
export class AnswerResolver {
  @FieldResolver(() => SurveyFeature)
  feature(@Root() answer: Answer): Promise<SurveyFeature> {
    return answer.surveyFeature.loadOrFail();
  }
}

@Resolver(() => Submission)
export class SubmissionResolver {
  @FieldResolver(() => Int, { description: 'Features with a level.' })
  answeredCount(@Root() submission: Submission): number {
    return submission.fullyUsedCount + submission.usedWithOtherMeansCount + submission.notUsedCount;
  }
}

@Resolver(() => SurveyTarget)
export class SurveyTargetResolver {
  @FieldResolver(() => Organisation)
  organisation(@Root() sheet: AnswerSheet, @Ctx() context: Context): Promise<Organisation> {
    return load(context, organisationsByIds, sheet.tenantId);
  }

  @FieldResolver(() => Int)
  featureCount(@Root() sheet: AnswerSheet, @Ctx() context: Context): Promise<number> {
    return load(context, surveyFeatureCountsOfRounds, sheet.round.id);
  }

  @FieldResolver(() => Boolean, { description: 'False when nobody there can submit; somebody must name a coordinator.' })
  hasCoordinator(@Root() sheet: AnswerSheet, @Ctx() context: Context): Promise<boolean> {
    return load({ ...context, em: context.signIn }, coordinatorsOfOrganisations, sheet.tenantId);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the runner registered a file that the ministry sent back (代理登録).' })
  async registeredOnBehalf(@Root() sheet: AnswerSheet, @Ctx() context: Context): Promise<boolean> {
    return (await load(context, submissionsOfSheets, sheet.id))[0]?.onBehalf ?? false;
  }
}

/** Sheets as fields of the round, whose own room does not know of them. */
@Resolver(() => SurveyRound)
export class SurveyRoundSheetsResolver {
  @FieldResolver(() => [SurveyTarget], { description: 'Asked ministries in protocol order (建制順); an asked ministry sees itself alone.' })
  targets(@Root() round: SurveyRound, @Ctx() context: Context): Promise<AnswerSheet[]> {
    return load(context, sheetsOfRounds, round.id);
  }

  @FieldResolver(() => [Organisation], {
    description: 'Organisations chosen to be asked, in protocol order; also while the round is a draft.',
  })
  async targetOrganisations(@Root() round: SurveyRound, @Ctx() context: Context): Promise<Organisation[]> {
    return inProtocolOrder(await Promise.all(round.targetIds.map(id => load(context, organisationsByIds, id))));
  }

  @FieldResolver(() => Int)
  targetCount(@Root() round: SurveyRound): number {
    return round.targetIds.length;
  }

  @FieldResolver(() => Int, { description: 'Ministries whose submission stands. For an asked ministry: 1 or 0, its own.' })
  submittedCount(@Root() round: SurveyRound, @Ctx() context: Context): Promise<number> {
    return load(context, submittedCountsOfRounds, round.id);
  }

  @FieldResolver(() => AnswerSheet, { nullable: true, description: 'Sheet of the viewer’s organisation; null when it is not asked.' })
  async ownSheet(@Root() round: SurveyRound, @Ctx() context: Context): Promise<AnswerSheet | null> {
    const own = signedIn(context).organisationId;
    return (await load(context, sheetsOfRounds, round.id)).find(({ tenantId }) => tenantId === own) ?? null;
  }
}
