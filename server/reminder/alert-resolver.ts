import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { PAGE_SIZE, type Page, pageType } from '../database/page.ts';
import { alertDeliveries, alertsAhead } from './alert-log.ts';
import { AlertAhead, AlertDelivery } from './alert-type.ts';

const AlertDeliveryPage = pageType(() => AlertDelivery, 'AlertDeliveryPage');
const AlertAheadPage = pageType(() => AlertAhead, 'AlertAheadPage');

@Resolver()
export class AlertLogResolver {
  @Query(() => AlertDeliveryPage, { description: 'Whom the viewer’s organisation told of which date of its ledger, latest first.' })
  alertDeliveries(
    @Arg('first', () => Int, { defaultValue: PAGE_SIZE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: Context,
  ): Promise<Page<AlertDelivery>> {
    return alertDeliveries(context, first, after);
  }

  @Query(() => AlertAheadPage, { description: 'Dates of which people are still to be told, the one told next first.' })
  alertsAhead(
    @Arg('first', () => Int, { defaultValue: PAGE_SIZE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: Context,
  ): Promise<Page<AlertAhead>> {
    return alertsAhead(context, first, after);
  }
}
