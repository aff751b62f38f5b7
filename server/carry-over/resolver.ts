import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Account } from '../account/entity.ts';
import type { Context } from '../context.ts';
import { PAGE_SIZE, type Page, pageType } from '../database/page.ts';
import { InformationSystem } from '../information-system/entity.ts';
import { CarryOverItem } from './entity.ts';
import { CarryOverItemFilter, ChangeCarryOverItemInput, CloseCarryOverItemInput, RecordCarryOverItemInput } from './input.ts';
import { carryOverItems, changeCarryOverItem, closeCarryOverItem, recordCarryOverItem } from './service.ts';

const CarryOverItemPage = pageType(() => CarryOverItem, 'CarryOverItemPage');

@Resolver(() => CarryOverItem)
export class CarryOverItemResolver {
  @Query(() => CarryOverItemPage, {
    description: 'What the organisation carries over (継続調査事項, S-12): what has no date first, then the day that comes soonest.',
  })
  carryOverItems(
    @Arg('filter', () => CarryOverItemFilter, { nullable: true }) filter: CarryOverItemFilter | null,
    @Arg('first', () => Int, { defaultValue: PAGE_SIZE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: Context,
  ): Promise<Page<CarryOverItem>> {
    return carryOverItems(context, filter ?? {}, first, after);
  }

  @Mutation(() => CarryOverItem, { description: 'Writes down what must not be forgotten; it hangs on the viewer.' })
  recordCarryOverItem(
    @Arg('input', () => RecordCarryOverItemInput) input: RecordCarryOverItemInput,
    @Ctx() context: Context,
  ): Promise<CarryOverItem> {
    return recordCarryOverItem(context, input);
  }

  @Mutation(() => CarryOverItem, { description: 'Says it anew, for example once its day is known.' })
  changeCarryOverItem(
    @Arg('input', () => ChangeCarryOverItemInput) input: ChangeCarryOverItemInput,
    @Ctx() context: Context,
  ): Promise<CarryOverItem> {
    return changeCarryOverItem(context, input);
  }

  @Mutation(() => CarryOverItem, { description: 'Ends it with what became of it.' })
  closeCarryOverItem(
    @Arg('input', () => CloseCarryOverItemInput) input: CloseCarryOverItemInput,
    @Ctx() context: Context,
  ): Promise<CarryOverItem> {
    return closeCarryOverItem(context, input);
  }

  @FieldResolver(() => Account, { description: 'On whom it hangs (担当者).' })
  owner(@Root() { owner }: CarryOverItem): Promise<Account> {
    return owner.loadOrFail();
  }

  @FieldResolver(() => InformationSystem, { nullable: true, description: 'The system that it is about; null where it is about none.' })
  system(@Root() { system }: CarryOverItem): Promise<InformationSystem | null> | null {
    return system ? system.load() : null;
  }
}
