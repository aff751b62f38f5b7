import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { load } from '../database/load.ts';
import { PAGE_SIZE, type Page, pageType } from '../database/page.ts';
import { ReminderMail, ReminderRule, ReminderRun } from './entity.ts';
import { DecideReminderRunInput, RemindMinistriesInput, SetReminderRuleInput } from './input.ts';
import { causesOfRuns, mailCountsOfRuns, recipientNames } from './loader.ts';
import { isTest } from './occasion.ts';
import {
  dropReminders,
  portalJobs,
  releaseReminders,
  reminderMails,
  reminderPlan,
  reminderRuns,
  remindMinistries,
  roundReminder,
  sendMailAgain,
  setReminderRule,
} from './service.ts';
import { MailCount, PortalJobs, ReminderPlan, RoundReminder } from './type.ts';

const ReminderRunPage = pageType(() => ReminderRun, 'ReminderRunPage');
const ReminderMailPage = pageType(() => ReminderMail, 'ReminderMailPage');

@Resolver(() => ReminderRun)
export class ReminderResolver {
  @Query(() => ReminderPlan, { description: 'What the next run of reminders would tell whom in the viewer’s organisation.' })
  reminderPlan(@Ctx() context: Context): Promise<ReminderPlan> {
    return reminderPlan(context);
  }

  @Query(() => ReminderRunPage, { description: 'Runs of reminders in the viewer’s organisation, latest first.' })
  reminderRuns(
    @Arg('first', () => Int, { defaultValue: PAGE_SIZE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: Context,
  ): Promise<Page<ReminderRun>> {
    return reminderRuns(context, first, after);
  }

  @Query(() => ReminderMailPage, { description: 'Mails of one run, by address.' })
  reminderMails(
    @Arg('runId', () => ID) runId: string,
    @Arg('first', () => Int, { defaultValue: PAGE_SIZE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: Context,
  ): Promise<Page<ReminderMail>> {
    return reminderMails(context, runId, first, after);
  }

  @Query(() => PortalJobs, { description: 'Whether the jobs of the portal run, whichever process runs them.' })
  portalJobs(@Ctx() context: Context): Promise<PortalJobs> {
    return portalJobs(context);
  }

  @Query(() => RoundReminder, { description: 'What reminding the ministries of an own round by hand would do.' })
  roundReminder(@Arg('roundId', () => ID) roundId: string, @Ctx() context: Context): Promise<RoundReminder> {
    return roundReminder(context, roundId);
  }

  @Mutation(() => ReminderRule, { description: 'Says how the viewer’s organisation reminds its people.' })
  setReminderRule(@Arg('input', () => SetReminderRuleInput) input: SetReminderRuleInput, @Ctx() context: Context): Promise<ReminderRule> {
    return setReminderRule(context, input);
  }

  @Mutation(() => ReminderRun, { description: 'Lets the mails of a held run go out.' })
  releaseReminders(
    @Arg('input', () => DecideReminderRunInput) input: DecideReminderRunInput,
    @Ctx() context: Context,
  ): Promise<ReminderRun> {
    return releaseReminders(context, input);
  }

  @Mutation(() => ReminderRun, { description: 'Drops the mails of a held run.' })
  dropReminders(@Arg('input', () => DecideReminderRunInput) input: DecideReminderRunInput, @Ctx() context: Context): Promise<ReminderRun> {
    return dropReminders(context, input);
  }

  @Mutation(() => ReminderMail, {
    description: 'Sends a mail again that was refused, or of which it is unknown whether it was sent. Its Message-ID stays.',
  })
  sendMailAgain(@Arg('mailId', () => ID) mailId: string, @Ctx() context: Context): Promise<ReminderMail> {
    return sendMailAgain(context, mailId);
  }

  @Mutation(() => RoundReminder, {
    description: 'Has the ministries that have not submitted to an own round reminded, each by itself; once a day.',
  })
  remindMinistries(
    @Arg('input', () => RemindMinistriesInput) input: RemindMinistriesInput,
    @Ctx() context: Context,
  ): Promise<RoundReminder> {
    return remindMinistries(context, input);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Title of the round whose runner asked for it by hand; null for the run of each morning and for tests.',
  })
  askedForRound(@Root() run: ReminderRun, @Ctx() context: Context): Promise<string | null> {
    return load(context, causesOfRuns, run.cause);
  }

  @FieldResolver(() => Boolean, { description: 'Whether somebody made it to try whether mails arrive (テスト送信).' })
  isTest(@Root() { cause }: ReminderRun): boolean {
    return isTest(cause);
  }

  @FieldResolver(() => [MailCount], { description: 'Mails by where they stand; states that there are some in.' })
  mails(@Root() run: ReminderRun, @Ctx() context: Context): Promise<MailCount[]> {
    return load(context, mailCountsOfRuns, run.id);
  }
}

@Resolver(() => ReminderMail)
export class ReminderMailResolver {
  @FieldResolver(() => String, { description: 'Name of the person it is for.' })
  recipientName(@Root() mail: ReminderMail, @Ctx() context: Context): Promise<string> {
    return load(context, recipientNames, mail.account.id);
  }
}
