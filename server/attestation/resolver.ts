import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { AttestationRule } from './entity.ts';
import { SetAttestationRuleInput } from './input.ts';
import { attestationRule, setAttestationRule } from './service.ts';

@Resolver(() => AttestationRule)
export class AttestationRuleResolver {
  @Query(() => AttestationRule, { description: 'For how long confirmations hold in the viewer’s organisation.' })
  attestationRule(@Ctx() context: Context): Promise<AttestationRule> {
    return attestationRule(context);
  }

  @Mutation(() => AttestationRule, { description: 'Says for how long confirmations hold in the viewer’s organisation.' })
  setAttestationRule(
    @Arg('input', () => SetAttestationRuleInput) input: SetAttestationRuleInput,
    @Ctx() context: Context,
  ): Promise<AttestationRule> {
    return setAttestationRule(context, input);
  }
}
