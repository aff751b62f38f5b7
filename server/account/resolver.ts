import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { PASSWORD_MIN_LENGTH } from '../access/password.ts';
import { isPermitted, permissions } from '../access/permissions.ts';
import { Role } from '../access/role.ts';
import { endSession, startSession, viewerOf } from '../access/session.ts';
import { signIn } from '../access/sign-in.ts';
import type { Viewer } from '../access/viewer.ts';
import { type Context, signedIn } from '../context.ts';
import { load } from '../database/load.ts';
import { PAGE_SIZE, type Page, pageType, readPage } from '../database/page.ts';
import { ForbiddenError } from '../errors.ts';
import { Organisation } from '../organisation/entity.ts';
import { organisationsByIds } from '../organisation/loader.ts';
import { today } from '../scalars.ts';
import { Account, ReadingGrant } from './entity.ts';
import {
  AppointAdministratorInput,
  ChangePasswordInput,
  CreateAccountInput,
  GrantReadingInput,
  ResetPasswordInput,
  RevokeReadingInput,
  SignInInput,
  UpdateAccountInput,
} from './input.ts';
import { administratorsOfOrganisations, rolesOfAccounts } from './loader.ts';
import {
  appointAdministrator,
  changePassword,
  colleagues,
  createAccount,
  grantReading,
  resetPassword,
  revokeReading,
  updateAccount,
} from './service.ts';
import { MembershipOfViewer, Portal, ViewerType } from './type.ts';

const AccountPage = pageType(() => Account, 'AccountPage');
const ColleaguePage = pageType(() => Account, 'ColleaguePage');

@Resolver()
export class SessionResolver {
  @Query(() => Portal)
  portal(@Ctx() { sampleData }: Context): Portal {
    return { today: today(), sampleData, passwordMinLength: PASSWORD_MIN_LENGTH };
  }

  @Query(() => ViewerType, { nullable: true, description: 'Who asks; null when nobody is signed in.' })
  viewer(@Ctx() { viewer }: Context): Viewer | null {
    return viewer;
  }

  @Mutation(() => ViewerType, {
    description: 'Starts a session, kept in a cookie. Unknown, wrong and paused answer alike (SIGN_IN_REFUSED).',
  })
  async signIn(@Arg('input', () => SignInInput) { login, password }: SignInInput, @Ctx() context: Context): Promise<Viewer> {
    const token = await signIn(context.signIn, login, password, context.request.address);
    return enter(context, token);
  }

  @Mutation(() => Boolean, { description: 'Ends the session.' })
  async signOut(@Ctx() { request, signIn }: Context): Promise<boolean> {
    if (request.sessionToken) await endSession(signIn, request.sessionToken);
    request.setSession(null);
    return true;
  }

  @Mutation(() => ViewerType, { description: 'Acts for another organisation of one’s own from now on, in a new session.' })
  async switchOrganisation(@Arg('organisationId', () => ID) organisationId: string, @Ctx() context: Context): Promise<Viewer> {
    const { accountId } = signedIn(context);
    const [membership] = await context.signIn.execute('select from membership where account_id = ? and tenant_id = ? limit 1', [
      accountId,
      organisationId,
    ]);
    if (!membership) throw new ForbiddenError('switchOrganisation');
    const token = await startSession(context.signIn, accountId, organisationId);
    await endSession(context.signIn, context.request.sessionToken!);
    return enter(context, token);
  }

  @Mutation(() => ViewerType, { description: 'Changes one’s own password; ends all other sessions.' })
  async changePassword(@Arg('input', () => ChangePasswordInput) input: ChangePasswordInput, @Ctx() context: Context): Promise<Viewer> {
    await changePassword(context, input);
    return signedIn(context);
  }
}

/** Goes on as the person of a session that has just begun. */
async function enter(context: Context, token: string): Promise<Viewer> {
  context.request.setSession(token);
  context.viewer = await viewerOf(context.signIn, token);
  context.em = context.openOwnDoor(signedIn(context));
  return signedIn(context);
}

@Resolver(() => ViewerType)
export class ViewerResolver {
  @FieldResolver(() => Account)
  account(@Root() { accountId }: Viewer, @Ctx() { em }: Context): Promise<Account> {
    return em.findOneOrFail(Account, accountId);
  }

  @FieldResolver(() => Organisation)
  organisation(@Root() { organisationId }: Viewer, @Ctx() context: Context): Promise<Organisation> {
    return load(context, organisationsByIds, organisationId);
  }

  @FieldResolver(() => [MembershipOfViewer])
  async memberships(@Root() { accountId }: Viewer, @Ctx() context: Context): Promise<MembershipOfViewer[]> {
    // Memberships elsewhere lie behind the walls of the other organisations, so the sign-in login names them.
    const rows = await context.signIn.execute<{ organisationId: string; roles: Role[] }[]>(
      `select tenant_id as "organisationId", array_agg(role order by role) as roles from membership where account_id = ? group by tenant_id order by tenant_id`,
      [accountId],
    );
    return Promise.all(
      rows.map(async ({ organisationId, roles }) => ({ organisation: await load(context, organisationsByIds, organisationId), roles })),
    );
  }

  @FieldResolver(() => [Organisation])
  readableOrganisations(@Root() { grantedOrganisationIds }: Viewer, @Ctx() context: Context): Promise<Organisation[]> {
    return Promise.all(grantedOrganisationIds.map(id => load(context, organisationsByIds, id)));
  }

  @FieldResolver(() => [String])
  permissions(@Root() { roles }: Viewer): string[] {
    return Object.keys(permissions)
      .filter(name => /^(Query|Mutation)\.|^upload$|^(download|import):/.test(name) && isPermitted(roles, name))
      .map(name => name.replace(/^(Query|Mutation)\./, ''));
  }
}

@Resolver(() => Account)
export class AccountResolver {
  @Query(() => AccountPage, { description: 'People of the viewer’s organisation, by name.' })
  accounts(
    @Arg('first', () => Int, { defaultValue: PAGE_SIZE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() { em }: Context,
  ): Promise<Page<Account>> {
    return readPage(em, Account, { where: {}, orderBy: { name: 'asc', id: 'asc' }, first, after });
  }

  @Query(() => ColleaguePage, {
    description: 'Staff of the viewer’s organisation whose accounts are in use, by name: those who can be put in charge of something.',
  })
  async colleagues(
    @Arg('search', () => String, { nullable: true, description: 'Part of the name or the division.' }) search: string | null,
    @Arg('first', () => Int, { defaultValue: PAGE_SIZE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: Context,
  ): Promise<Page<Account>> {
    return colleagues(context, search, first, after);
  }

  @Query(() => [ReadingGrant], { description: 'Grants given by the viewer’s organisation and to it, latest first.' })
  readingGrants(@Ctx() { em }: Context): Promise<ReadingGrant[]> {
    return em.find(ReadingGrant, {}, { orderBy: { grantedAt: 'desc' } });
  }

  @Mutation(() => Account)
  createAccount(@Arg('input', () => CreateAccountInput) input: CreateAccountInput, @Ctx() context: Context): Promise<Account> {
    return createAccount(context, input);
  }

  @Mutation(() => Organisation, { description: 'Appoints the first administrator of an organisation. For the operator of the portal.' })
  appointAdministrator(
    @Arg('input', () => AppointAdministratorInput) input: AppointAdministratorInput,
    @Ctx() context: Context,
  ): Promise<Organisation> {
    return appointAdministrator(context, input);
  }

  @Mutation(() => Account, { description: 'Changes name, department, mail address and roles.' })
  updateAccount(@Arg('input', () => UpdateAccountInput) input: UpdateAccountInput, @Ctx() context: Context): Promise<Account> {
    return updateAccount(context, input);
  }

  @Mutation(() => Account, { description: 'Sets a password for a person who lost it.' })
  resetPassword(@Arg('input', () => ResetPasswordInput) input: ResetPasswordInput, @Ctx() context: Context): Promise<Account> {
    return resetPassword(context, input);
  }

  @Mutation(() => ReadingGrant, { description: 'Opens the viewer’s organisation to cross-ministry readers of another one.' })
  grantReading(@Arg('input', () => GrantReadingInput) input: GrantReadingInput, @Ctx() context: Context): Promise<ReadingGrant> {
    return grantReading(context, input);
  }

  @Mutation(() => ReadingGrant)
  revokeReading(@Arg('input', () => RevokeReadingInput) input: RevokeReadingInput, @Ctx() context: Context): Promise<ReadingGrant> {
    return revokeReading(context, input);
  }

  @FieldResolver(() => [Role], { description: 'Roles in the viewer’s organisation (役割).' })
  roles(@Root() account: Account, @Ctx() context: Context): Promise<Role[]> {
    return load(context, rolesOfAccounts, account.id);
  }
}

@Resolver(() => ReadingGrant)
export class ReadingGrantResolver {
  @FieldResolver(() => Organisation, { description: 'Organisation that may be read.' })
  organisation(@Root() grant: ReadingGrant, @Ctx() context: Context): Promise<Organisation> {
    return load(context, organisationsByIds, grant.tenantId);
  }

  @FieldResolver(() => Organisation, { description: 'Organisation whose people may read.' })
  grantee(@Root() grant: ReadingGrant): Promise<Organisation> {
    return grant.grantee.loadOrFail();
  }
}

/** Whether an organisation has people of its own yet, as a field of the organisation, whose room does not know of accounts. */
@Resolver(() => Organisation)
export class OrganisationAdministratorResolver {
  @FieldResolver(() => Boolean, {
    description: 'Whether somebody keeps the people of the organisation; until then the operator may appoint one.',
  })
  hasAdministrator(@Root() organisation: Organisation, @Ctx() context: Context): Promise<boolean> {
    return load({ ...context, em: context.signIn }, administratorsOfOrganisations, organisation.id);
  }
}
