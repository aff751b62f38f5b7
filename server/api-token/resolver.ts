import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Account } from '../account/entity.ts';
import { accountsByIds } from '../account/loader.ts';
import type { Context } from '../context.ts';
import { load } from '../database/load.ts';
import { PAGE_SIZE, type Page, pageType } from '../database/page.ts';
import { ApiToken } from './entity.ts';
import { IssueApiTokenInput, RevokeApiTokenInput } from './input.ts';
import { apiTokens, issueApiToken, revokeApiToken } from './service.ts';
import { IssuedApiToken } from './type.ts';

const ApiTokenPage = pageType(() => ApiToken, 'ApiTokenPage');

@Resolver(() => ApiToken)
export class ApiTokenResolver {
  @Query(() => ApiTokenPage, {
    description: 'Tokens of the viewer’s organisation, latest first: those of everybody to an administrator or auditor, else one’s own.',
  })
  apiTokens(
    @Arg('first', () => Int, { defaultValue: PAGE_SIZE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: Context,
  ): Promise<Page<ApiToken>> {
    return apiTokens(context, first, after);
  }

  @Mutation(() => IssuedApiToken, {
    description: 'Issues a token that acts for the viewer. Under an idempotency key, the same request gives the same token again.',
  })
  issueApiToken(@Arg('input', () => IssueApiTokenInput) input: IssueApiTokenInput, @Ctx() context: Context): Promise<IssuedApiToken> {
    return issueApiToken(context, input);
  }

  @Mutation(() => ApiToken, { description: 'Makes a token useless for good.' })
  revokeApiToken(@Arg('input', () => RevokeApiTokenInput) input: RevokeApiTokenInput, @Ctx() context: Context): Promise<ApiToken> {
    return revokeApiToken(context, input);
  }

  @FieldResolver(() => Account, {
    nullable: true,
    description: 'Person for whom it acts; null once that is nobody of the organisation any more.',
  })
  account(@Root() token: ApiToken, @Ctx() context: Context): Promise<Account | null> {
    return load(context, accountsByIds, token.account.id);
  }
}
