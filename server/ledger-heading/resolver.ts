import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { PAGE_SIZE, type Page, pageType } from '../database/page.ts';
import { LedgerHeading } from './entity.ts';
import { ForgetLedgerHeadingInput } from './input.ts';
import { forgetLedgerHeading, ledgerHeadingPage } from './service.ts';

const LedgerHeadingPage = pageType(() => LedgerHeading, 'LedgerHeadingPage');

@Resolver(() => LedgerHeading)
export class LedgerHeadingResolver {
  @Query(() => LedgerHeadingPage, {
    description: 'What the viewer’s organisation said that headings of its ledger mean (覚えている見出しの読み方, F-088), latest first.',
  })
  ledgerHeadings(
    @Arg('first', () => Int, { defaultValue: PAGE_SIZE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: Context,
  ): Promise<Page<LedgerHeading>> {
    return ledgerHeadingPage(context, first, after);
  }

  @Mutation(() => LedgerHeading, { description: 'Forgets what a heading means (読み方を忘れる); the next file that has it asks again.' })
  forgetLedgerHeading(
    @Arg('input', () => ForgetLedgerHeadingInput) input: ForgetLedgerHeadingInput,
    @Ctx() context: Context,
  ): Promise<LedgerHeading> {
    return forgetLedgerHeading(context, input);
  }
}
