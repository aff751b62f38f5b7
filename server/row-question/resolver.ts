import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Role } from '../access/role.ts';
import { AnswerSheet } from '../answer/entity.ts';
import { openRowsOf } from '../answer/row-lock.ts';
import { QuestionSide, RowQuestion } from '../answer/row-question-entity.ts';
import { SurveyTarget } from '../answer/type.ts';
import { type Context, signedIn } from '../context.ts';
import { load } from '../database/load.ts';
import { PAGE_SIZE, type Page, pageType, readPage } from '../database/page.ts';
import { Organisation } from '../organisation/entity.ts';
import { organisationsByIds } from '../organisation/loader.ts';
import { SurveyFeature } from '../survey-round/entity.ts';
import {
  AskAboutRowInput,
  AskColleaguesInput,
  CloseQuestionInput,
  ReplyToQuestionInput,
  ReturnRowsInput,
  SendBackRowsInput,
} from './input.ts';
import { questionsOfSheets } from './loader.ts';
import { askAboutRow, askColleagues, closeQuestion, replyToQuestion, returnRows, sendBackRows, sheetAskedAbout } from './service.ts';

const RowQuestionPage = pageType(() => RowQuestion, 'RowQuestionPage');

@Resolver(() => RowQuestion)
export class RowQuestionResolver {
  @Query(() => RowQuestionPage, { description: 'Questions about rows of one ministry’s answers, latest first.' })
  async rowQuestions(
    @Arg('roundId', () => ID) roundId: string,
    @Arg('organisationId', () => ID, {
      nullable: true,
      description: 'Ministry that was asked by the runner; left out: all of the viewer’s own.',
    })
    organisationId: string | null,
    @Arg('featureId', () => ID, { nullable: true, description: 'Id of a feature in the round: only about this row.' })
    featureId: string | null,
    @Arg('first', () => Int, { defaultValue: PAGE_SIZE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: Context,
  ): Promise<Page<RowQuestion>> {
    const sheet = await sheetAskedAbout(context, roundId, organisationId ?? null);
    return readPage(context.em, RowQuestion, {
      where: { sheet: sheet.id, ...(featureId && { surveyFeature: featureId }), ...(organisationId && { side: QuestionSide.RUNNER }) },
      orderBy: { askedAt: 'desc', id: 'desc' },
      first,
      after,
    });
  }

  @Mutation(() => RowQuestion, { description: 'Asks a ministry about one row of what it submitted; the row stays locked.' })
  askAboutRow(@Arg('input', () => AskAboutRowInput) input: AskAboutRowInput, @Ctx() context: Context): Promise<RowQuestion> {
    return askAboutRow(context, input);
  }

  @Mutation(() => SurveyTarget, {
    description: 'Returns single rows of a submission, each with a question (行の差戻し); the others stay locked.',
  })
  returnRows(@Arg('input', () => ReturnRowsInput) input: ReturnRowsInput, @Ctx() context: Context): Promise<AnswerSheet> {
    return returnRows(context, input);
  }

  @Mutation(() => RowQuestion, { description: 'Asks the respondents about one row, inside the ministry.' })
  askColleagues(@Arg('input', () => AskColleaguesInput) input: AskColleaguesInput, @Ctx() context: Context): Promise<RowQuestion> {
    return askColleagues(context, input);
  }

  @Mutation(() => AnswerSheet, {
    description: 'Gives single rows back to the respondents, each with a question, inside the ministry; the others stay locked for them.',
  })
  sendBackRows(@Arg('input', () => SendBackRowsInput) input: SendBackRowsInput, @Ctx() context: Context): Promise<AnswerSheet> {
    return sendBackRows(context, input);
  }

  @Mutation(() => RowQuestion, { description: 'Answers a question in words.' })
  replyToQuestion(@Arg('input', () => ReplyToQuestionInput) input: ReplyToQuestionInput, @Ctx() context: Context): Promise<RowQuestion> {
    return replyToQuestion(context, input);
  }

  @Mutation(() => RowQuestion, { description: 'Takes note of a reply, or takes the question back (確認済み). For whoever asked.' })
  closeQuestion(@Arg('input', () => CloseQuestionInput) input: CloseQuestionInput, @Ctx() context: Context): Promise<RowQuestion> {
    return closeQuestion(context, input);
  }

  @FieldResolver(() => SurveyFeature)
  feature(@Root() question: RowQuestion): Promise<SurveyFeature> {
    return question.surveyFeature.loadOrFail();
  }

  @FieldResolver(() => Organisation, { description: 'Ministry that is asked.' })
  organisation(@Root() question: RowQuestion, @Ctx() context: Context): Promise<Organisation> {
    return load(context, organisationsByIds, question.tenantId);
  }
}

const waitsForReply = ({ reply, closedAt }: RowQuestion): boolean => !reply && !closedAt;

/** Questions as fields of the sheet, whose own room does not know of them. */
@Resolver(() => AnswerSheet)
export class AnswerSheetQuestionsResolver {
  @FieldResolver(() => [RowQuestion], { description: 'Questions about its rows in the order of the features, earliest first.' })
  questions(@Root() sheet: AnswerSheet, @Ctx() context: Context): Promise<RowQuestion[]> {
    return load(context, questionsOfSheets, sheet.id);
  }

  @FieldResolver(() => Int, {
    description: 'Questions that wait for a reply of the viewer: the runner’s, and for respondents those of the coordinator.',
  })
  async waitingQuestionCount(@Root() sheet: AnswerSheet, @Ctx() context: Context): Promise<number> {
    const responds = signedIn(context).roles.includes(Role.RESPONDENT);
    const questions = await load(context, questionsOfSheets, sheet.id);
    return questions.filter(question => waitsForReply(question) && (responds || question.side === QuestionSide.RUNNER)).length;
  }

  @FieldResolver(() => [ID], {
    nullable: true,
    description: 'Ids of the features whose answers the viewer may change while single rows stand returned; null where no row is locked.',
  })
  async openRowIds(@Root() sheet: AnswerSheet, @Ctx() context: Context): Promise<string[] | null> {
    const open = await openRowsOf(context.em, sheet, signedIn(context).roles);
    return open && [...open];
  }
}

/** The same, as the runner of the round sees them: its own questions alone, also where it is asked itself. */
@Resolver(() => SurveyTarget)
export class SurveyTargetQuestionsResolver {
  @FieldResolver(() => [RowQuestion], { description: 'The runner’s questions about its rows, in the order of the features.' })
  questions(@Root() sheet: AnswerSheet, @Ctx() context: Context): Promise<RowQuestion[]> {
    return runnersQuestions(context, sheet);
  }

  @FieldResolver(() => Int, { description: 'Questions that wait for the ministry’s reply.' })
  async waitingQuestionCount(@Root() sheet: AnswerSheet, @Ctx() context: Context): Promise<number> {
    return (await runnersQuestions(context, sheet)).filter(waitsForReply).length;
  }

  @FieldResolver(() => Int, { description: 'Questions with a reply that nobody has taken note of yet.' })
  async repliedQuestionCount(@Root() sheet: AnswerSheet, @Ctx() context: Context): Promise<number> {
    return (await runnersQuestions(context, sheet)).filter(({ reply, closedAt }) => reply && !closedAt).length;
  }

  @FieldResolver(() => Int, { description: 'Rows that stand returned; 0 also while the whole sheet does.' })
  async returnedRowCount(@Root() sheet: AnswerSheet, @Ctx() context: Context): Promise<number> {
    const standing = (await runnersQuestions(context, sheet)).filter(({ returned, cameBackAt }) => returned && !cameBackAt);
    return new Set(standing.map(({ surveyFeature }) => surveyFeature.id)).size;
  }
}

async function runnersQuestions(context: Context, sheet: AnswerSheet): Promise<RowQuestion[]> {
  return (await load(context, questionsOfSheets, sheet.id)).filter(({ side }) => side === QuestionSide.RUNNER);
}
