import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { PAGE_SIZE, type Page, pageType } from '../database/page.ts';
import { CalendarDate, today } from '../scalars.ts';
import { sharedProductPage } from './query.ts';
import { SharedProduct } from './type.ts';

const SharedProductPage = pageType(() => SharedProduct, 'SharedProductPage');

@Resolver()
export class JointRenewalResolver {
  @Query(() => SharedProductPage, {
    description:
      'Products that several organisations have under contract, with the month in which they could renew together (共同更新, F-070): those of most organisations first. Whoever reads one organisation alone is told of none.',
  })
  sharedProducts(
    @Arg('asOf', () => CalendarDate, { nullable: true, description: 'Null for today.' }) asOf: string | null,
    @Arg('first', () => Int, { defaultValue: PAGE_SIZE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() { em }: Context,
  ): Promise<Page<SharedProduct>> {
    return sharedProductPage(em, asOf ?? today(), first, after);
  }
}
