import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Account } from '../account/entity.ts';
import { CalendarDate } from '../scalars.ts';
import { DisableAccountInput, EnableAccountInput } from '../account/input.ts';
import type { Context } from '../context.ts';
import { load } from '../database/load.ts';
import { PAGE_SIZE, type Page, pageType } from '../database/page.ts';
import { dismiss, readmit } from './departure.ts';
import { Handover, HandoverItem, HandoverState } from './entity.ts';
import { AcknowledgeHandoverInput, StartHandoverInput, WithdrawHandoverInput } from './input.ts';
import { mayRead } from './reading.ts';
import { itemsOfHandovers } from './loader.ts';
import { acknowledgeHandover, belongings, findHandover, handovers, startHandover, stateOf, withdrawHandover } from './service.ts';
import { Belongings, LABEL } from './type.ts';

const HandoverPage = pageType(() => Handover, 'HandoverPage');

@Resolver(() => Handover)
export class HandoverResolver {
  @Query(() => HandoverPage, {
    description:
      'Hand-overs from or to the viewer; for administrators, portfolio managers and auditors all of the organisation. Latest first.',
  })
  handovers(
    @Arg('pendingOnly', () => Boolean, { defaultValue: false }) pendingOnly: boolean,
    @Arg('first', () => Int, { defaultValue: PAGE_SIZE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: Context,
  ): Promise<Page<Handover>> {
    return handovers(context, pendingOnly, first, after);
  }

  @Query(() => Handover)
  handover(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<Handover> {
    return findHandover(context, id);
  }

  @Query(() => Belongings, {
    description: 'What hangs on a person. Without one: what hangs on people whose accounts are out of use, and so on nobody (担当者不在).',
  })
  belongings(@Arg('accountId', () => ID, { nullable: true }) accountId: string | null, @Ctx() context: Context): Promise<Belongings> {
    return belongings(context, accountId);
  }

  @Mutation(() => Handover, { description: 'Starts a hand-over with the list of all that hangs on the person who leaves.' })
  startHandover(@Arg('input', () => StartHandoverInput) input: StartHandoverInput, @Ctx() context: Context): Promise<Handover> {
    return startHandover(context, input);
  }

  @Mutation(() => Handover, { description: 'Takes items over, as the successor; what can pass, passes now.' })
  acknowledgeHandover(
    @Arg('input', () => AcknowledgeHandoverInput) input: AcknowledgeHandoverInput,
    @Ctx() context: Context,
  ): Promise<Handover> {
    return acknowledgeHandover(context, input);
  }

  @Mutation(() => Handover, { description: 'Ends a pending hand-over, for a reason.' })
  withdrawHandover(@Arg('input', () => WithdrawHandoverInput) input: WithdrawHandoverInput, @Ctx() context: Context): Promise<Handover> {
    return withdrawHandover(context, input);
  }

  @Mutation(() => Account, { description: 'Shuts a person out at once; refused while something would be without anybody, unless forced.' })
  disableAccount(@Arg('input', () => DisableAccountInput) input: DisableAccountInput, @Ctx() context: Context): Promise<Account> {
    return dismiss(context, input);
  }

  @Mutation(() => Account)
  enableAccount(@Arg('input', () => EnableAccountInput) input: EnableAccountInput, @Ctx() context: Context): Promise<Account> {
    return readmit(context, input);
  }

  @FieldResolver(() => HandoverState)
  state(@Root() handover: Handover): HandoverState {
    return stateOf(handover);
  }

  @FieldResolver(() => Account, { description: 'Who leaves (前任).' })
  from(@Root() handover: Handover): Promise<Account> {
    return handover.from.loadOrFail();
  }

  @FieldResolver(() => Account, { description: 'Who takes over (後任).' })
  to(@Root() handover: Handover): Promise<Account> {
    return handover.to.loadOrFail();
  }

  @FieldResolver(() => [HandoverItem], { description: 'The list, in its order.' })
  items(@Root() handover: Handover, @Ctx() context: Context): Promise<HandoverItem[]> {
    return load(context, itemsOfHandovers, handover.id);
  }
}

@Resolver(() => HandoverItem)
export class HandoverItemResolver {
  @FieldResolver(() => String, { nullable: true, description: LABEL })
  label(@Root() item: HandoverItem, @Ctx() context: Context): string | null {
    return mayRead(context, item.kind) ? item.label : null;
  }

  @FieldResolver(() => CalendarDate, {
    nullable: true,
    description: 'Day by which something is to be done about it; null when there is none.',
  })
  dueOn(@Root() item: HandoverItem, @Ctx() context: Context): string | null {
    return mayRead(context, item.kind) ? (item.dueOn ?? null) : null;
  }
}
