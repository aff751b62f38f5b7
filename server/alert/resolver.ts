import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { Contract } from '../contract/entity.ts';
import { load } from '../database/load.ts';
import { PAGE_SIZE, type Page, pageType } from '../database/page.ts';
import { AcknowledgeAlertInput, HandOverAlertInput, ReleaseAlertInput, SetAlertRuleInput } from './input.ts';
import { openAlerts, openAlertsOfContracts } from './open.ts';
import { alertRules, setAlertRule } from './rule-service.ts';
import { acknowledgeAlert, alertTakers, handOverAlert, releaseAlert } from './service.ts';
import { AlertCare, AlertRuleInForce, AlertTaker, OpenAlert } from './type.ts';

const AlertTakerPage = pageType(() => AlertTaker, 'AlertTakerPage');
const OpenAlertPage = pageType(() => OpenAlert, 'OpenAlertPage');

@Resolver()
export class AlertResolver {
  @Query(() => OpenAlertPage, {
    description:
      'Dates of the viewer’s organisation that people are being told of now: first those that nobody takes care of, then the nearest.',
  })
  openAlerts(
    @Arg('first', () => Int, { defaultValue: PAGE_SIZE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: Context,
  ): Promise<Page<OpenAlert>> {
    return openAlerts(context, first, after);
  }

  @Query(() => AlertTakerPage, { description: 'Who can take care of a date in the viewer’s organisation, by name.' })
  alertTakers(
    @Arg('search', () => String, { nullable: true, description: 'Part of a name or department.' }) search: string | null,
    @Arg('first', () => Int, { defaultValue: PAGE_SIZE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: Context,
  ): Promise<Page<AlertTaker>> {
    return alertTakers(context, search, first, after);
  }

  @Query(() => [AlertRuleInForce], {
    description: 'When the viewer’s organisation tells whom of its dates, one rule for each kind, the most urgent kind first.',
  })
  alertRules(@Ctx() context: Context): Promise<AlertRuleInForce[]> {
    return alertRules(context);
  }

  @Mutation(() => AlertRuleInForce, {
    description:
      'Says when the viewer’s organisation tells whom of one kind of date. Counts from the next run of mails on; whoever knows of a date is not told again for it.',
  })
  setAlertRule(@Arg('input', () => SetAlertRuleInput) input: SetAlertRuleInput, @Ctx() context: Context): Promise<AlertRuleInForce> {
    return setAlertRule(context, input);
  }

  @Mutation(() => AlertCare, {
    description: 'Says that the viewer has seen a date and takes care of it (確認済みにする); nobody else is told of that day any more.',
  })
  acknowledgeAlert(@Arg('input', () => AcknowledgeAlertInput) input: AcknowledgeAlertInput, @Ctx() context: Context): Promise<AlertCare> {
    return acknowledgeAlert(context, input);
  }

  @Mutation(() => AlertCare, { description: 'Hands a date over to a colleague (引き継ぐ), who is told by the next mails.' })
  handOverAlert(@Arg('input', () => HandOverAlertInput) input: HandOverAlertInput, @Ctx() context: Context): Promise<AlertCare> {
    return handOverAlert(context, input);
  }

  @Mutation(() => AlertCare, { description: 'Takes an acknowledgement or a hand-over back (取り消す); all are told of the date again.' })
  releaseAlert(@Arg('input', () => ReleaseAlertInput) input: ReleaseAlertInput, @Ctx() context: Context): Promise<AlertCare> {
    return releaseAlert(context, input);
  }
}

/** Alerts as a field of the contract, whose own room does not know of them. */
@Resolver(() => Contract)
export class ContractAlertsResolver {
  @FieldResolver(() => [OpenAlert], {
    description: 'Dates of it that people are being told of now; none of a contract of another organisation than the viewer’s.',
  })
  openAlerts(@Root() { id }: Contract, @Ctx() context: Context): Promise<OpenAlert[]> {
    return load(context, openAlertsOfContracts, id);
  }
}
