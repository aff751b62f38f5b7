import { Arg, Ctx, FieldResolver, Float, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { Contract } from '../contract/entity.ts';
import { findContract } from '../contract/service.ts';
import { load } from '../database/load.ts';
import { callCostOf, entitlementOf, quantityChange, spotAlternative } from './arithmetic.ts';
import { adviceFacts, featureUseOfContracts } from './loader.ts';
import { checkUnits, checkYen } from './service.ts';
import { ContractAdvice, ContractFeatureUse, QuantityChange, SpotAlternative } from './type.ts';

/** What a contract's figures suggest, of which its own room does not know. */
@Resolver(() => Contract)
export class ContractAdviceResolver {
  @Query(() => QuantityChange, {
    nullable: true,
    description:
      'What another number of billed units would cost and save (S-05); null while amount or number is unknown, or the price is flat. BAD_USER_INPUT names the field that is out of bounds.',
  })
  async simulateQuantityChange(
    @Arg('contractId', () => ID) contractId: string,
    @Arg('quantity', () => Int, { description: 'Billed units from then on, 0 or more.' }) quantity: number,
    @Arg('oneOffYen', () => Float, { defaultValue: 0, description: 'Whole yen that the change itself costs once.' }) oneOffYen: number,
    @Ctx() context: Context,
  ): Promise<QuantityChange | null> {
    checkUnits('quantity', quantity);
    checkYen('oneOffYen', oneOffYen);
    await findContract(context, contractId);
    return quantityChange(await load(context, adviceFacts, contractId), quantity, oneOffYen);
  }

  @Query(() => SpotAlternative, {
    nullable: true,
    description:
      'What maintenance would cost by the call (S-06); null unless it is paid by the period, and while amount or calls are unknown. BAD_USER_INPUT names the field that is out of bounds.',
  })
  async simulateSpotMaintenance(
    @Arg('contractId', () => ID) contractId: string,
    @Arg('yenPerCall', () => Float, { description: 'Whole yen of one call.' }) yenPerCall: number,
    @Ctx() context: Context,
  ): Promise<SpotAlternative | null> {
    checkYen('yenPerCall', yenPerCall);
    await findContract(context, contractId);
    return spotAlternative(await load(context, adviceFacts, contractId), yenPerCall);
  }

  @FieldResolver(() => ContractAdvice)
  async advice(@Root() { id }: Contract, @Ctx() context: Context): Promise<ContractAdvice> {
    const facts = await load(context, adviceFacts, id);
    return { callCost: callCostOf(facts), entitlement: entitlementOf(facts) };
  }

  @FieldResolver(() => [ContractFeatureUse], {
    description: 'How far the features of its systems are used, in the order of `systems`.',
  })
  featureUse(@Root() { id }: Contract, @Ctx() context: Context): Promise<ContractFeatureUse[]> {
    return load(context, featureUseOfContracts, id);
  }
}
