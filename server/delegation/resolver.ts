import { Arg, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import { Account } from '../account/entity.ts';
import { accountsByIds } from '../account/loader.ts';
import { type Answer, AnswerSheet } from '../answer/entity.ts';
import { answersOfSheets } from '../answer/loader.ts';
import { type Context, signedIn } from '../context.ts';
import { load } from '../database/load.ts';
import { DateTime } from '../scalars.ts';
import { SurveyFeature } from '../survey-round/entity.ts';
import { surveyFeaturesOfRounds } from '../survey-round/loader.ts';
import { asks } from './delegate.ts';
import { Delegation } from './entity.ts';
import { ChangeDelegationInput, DelegateRowsInput, FinishDelegationInput, TakeBackDelegationInput } from './input.ts';
import { delegationsOfSheets, peopleWhoAnswer } from './loader.ts';
import { changeDelegation, delegateRows, finishDelegation, takeBackDelegation } from './service.ts';

@Resolver(() => Delegation)
export class DelegationResolver {
  @Mutation(() => Delegation, { description: 'Asks a colleague or a bureau of the ministry for a part of its answers (分担の依頼).' })
  delegateRows(@Arg('input', () => DelegateRowsInput) input: DelegateRowsInput, @Ctx() context: Context): Promise<Delegation> {
    return delegateRows(context, input);
  }

  @Mutation(() => Delegation, { description: 'Changes who is asked for what until when.' })
  changeDelegation(@Arg('input', () => ChangeDelegationInput) input: ChangeDelegationInput, @Ctx() context: Context): Promise<Delegation> {
    return changeDelegation(context, input);
  }

  @Mutation(() => Delegation, { description: 'Takes a delegation back; what was answered stays.' })
  takeBackDelegation(
    @Arg('input', () => TakeBackDelegationInput) input: TakeBackDelegationInput,
    @Ctx() context: Context,
  ): Promise<Delegation> {
    return takeBackDelegation(context, input);
  }

  @Mutation(() => Delegation, { description: 'Says that a part is answered (回答済み).' })
  finishDelegation(@Arg('input', () => FinishDelegationInput) input: FinishDelegationInput, @Ctx() context: Context): Promise<Delegation> {
    return finishDelegation(context, input);
  }

  @FieldResolver(() => [SurveyFeature], { description: 'Rows that are asked for, in the order of the features.' })
  async features(@Root() delegation: Delegation, @Ctx() context: Context): Promise<SurveyFeature[]> {
    const { round } = await delegation.sheet.loadOrFail();
    const wanted = new Set(delegation.surveyFeatureIds);
    return (await load(context, surveyFeaturesOfRounds, round.id)).filter(({ id }) => wanted.has(id));
  }

  @FieldResolver(() => Account, { nullable: true, description: 'Colleague who is asked; null where a bureau is.' })
  account(@Root() { account }: Delegation, @Ctx() context: Context): Promise<Account | null> | null {
    return account ? load(context, accountsByIds, account.id) : null;
  }

  @FieldResolver(() => Int)
  featureCount(@Root() { surveyFeatureIds }: Delegation): number {
    return surveyFeatureIds.length;
  }

  @FieldResolver(() => Int, { description: 'Rows with a level.' })
  async answeredCount(@Root() delegation: Delegation, @Ctx() context: Context): Promise<number> {
    return (await answersTo(context, delegation)).length;
  }

  @FieldResolver(() => DateTime, { nullable: true, description: 'When a row of it was last answered.' })
  async lastAnsweredAt(@Root() delegation: Delegation, @Ctx() context: Context): Promise<Date | null> {
    const instants = (await answersTo(context, delegation)).map(({ answeredAt }) => answeredAt);
    return instants.toSorted((one, other) => other.getTime() - one.getTime())[0] ?? null;
  }

  @FieldResolver(() => [String], { description: 'Names of those who answered its rows.' })
  async answeredByNames(@Root() delegation: Delegation, @Ctx() context: Context): Promise<string[]> {
    return [...new Set((await answersTo(context, delegation)).map(({ answeredByName }) => answeredByName))];
  }

  @FieldResolver(() => Boolean, { description: 'Whether it asks the viewer: by name, or by the division that the account is in.' })
  asksViewer(@Root() { account, bureau }: Delegation, @Ctx() context: Context): boolean {
    return asks({ accountId: account?.id ?? null, bureau: bureau ?? null }, signedIn(context));
  }
}

/** Answers with a level in the rows of a part. */
async function answersTo(context: Context, { sheet, surveyFeatureIds }: Delegation): Promise<Answer[]> {
  const wanted = new Set(surveyFeatureIds);
  return (await load(context, answersOfSheets, sheet.id)).filter(({ level, surveyFeature }) => level && wanted.has(surveyFeature.id));
}

/** Parts as fields of the sheet, whose own room does not know of them. */
@Resolver(() => AnswerSheet)
export class AnswerSheetDelegationsResolver {
  @FieldResolver(() => [Delegation], {
    description: 'Parts that colleagues and bureaus are asked for, earliest first; those taken back last.',
  })
  async delegations(@Root() sheet: AnswerSheet, @Ctx() context: Context): Promise<Delegation[]> {
    const all = await load(context, delegationsOfSheets, sheet.id);
    return [...all.filter(({ takenBackAt }) => !takenBackAt), ...all.filter(({ takenBackAt }) => takenBackAt)];
  }

  @FieldResolver(() => [Account], { description: 'People of the ministry who may be asked for a part.' })
  colleagues(@Ctx() context: Context): Promise<Account[]> {
    return peopleWhoAnswer(context.em, signedIn(context).organisationId);
  }
}
