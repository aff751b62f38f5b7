import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Contract } from '../contract/entity.ts';
import type { Context } from '../context.ts';
import { load } from '../database/load.ts';
import { MarkChecklistPointInput } from './input.ts';
import { checklistsOfContracts } from './loader.ts';
import { markChecklistPoint } from './service.ts';
import { RenewalChecklist } from './type.ts';

/** What to go through before a renewal, of which the contract's own room does not know. */
@Resolver(() => Contract)
export class RenewalChecklistResolver {
  @Mutation(() => Contract, {
    description:
      'Marks one point of the checklist of a contract of the viewer’s organisation, or takes the mark back (S-20). BAD_USER_INPUT names the field; CONFLICT when somebody else marked it in the meantime.',
  })
  markChecklistPoint(
    @Arg('input', () => MarkChecklistPointInput) input: MarkChecklistPointInput,
    @Ctx() context: Context,
  ): Promise<Contract> {
    return markChecklistPoint(context, input);
  }

  @FieldResolver(() => RenewalChecklist, { description: 'For the renewal that comes next.' })
  renewalChecklist(@Root() { id }: Contract, @Ctx() context: Context): Promise<RenewalChecklist> {
    return load(context, checklistsOfContracts, id);
  }
}
