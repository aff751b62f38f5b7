import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { PAGE_SIZE, type Page, pageType } from '../database/page.ts';
import { alertDeliveries, alertsAhead } from './alert-log.ts';
import { AlertAhead, AlertDelivery, AlertTest } from './alert-type.ts';
import { alertTest, sendAlertTest } from './test-mail.ts';

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

  @Query(() => AlertTest, {
    nullable: true,
    description: 'What became of the mail with which the viewer last tried today whether mails arrive; null where there was none.',
  })
  alertTest(@Ctx() context: Context): Promise<AlertTest | null> {
    return alertTest(context);
  }

  @Mutation(() => AlertTest, {
    description:
      'Sends a mail to the viewer’s own address by the way of all others and notes it in the delivery log as a test; once a minute and ten times a day at most. What becomes of it, `alertTest` says.',
  })
  sendAlertTest(@Ctx() context: Context): Promise<AlertTest> {
    return sendAlertTest(context);
  }
}
