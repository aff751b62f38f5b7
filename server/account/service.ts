import { randomUUID } from 'node:crypto';
import { ref, UniqueConstraintViolationException } from '@mikro-orm/core';
import { hashPassword, passwordMatches } from '../access/password.ts';
import { Role } from '../access/role.ts';
import { countAttempt, forgetAttempts, normaliseLogin } from '../access/sign-in.ts';
import { renewSession } from '../access/session.ts';
import { type Context, signedIn } from '../context.ts';
import { giveReason } from '../database/doors.ts';
import { type Page, readPage } from '../database/page.ts';
import { holding } from '../database/search.ts';
import { ConflictError, InvalidInputError, NotFoundError } from '../errors.ts';
import type { Organisation } from '../organisation/entity.ts';
import { findOrganisation, requireOperator } from '../organisation/service.ts';
import { blankToNull, emailAddress, inVersion, requiredText, requireOwn } from '../validation.ts';
import { administratorsOfOrganisations, rolesOfAccounts } from './loader.ts';
import { Account, Membership, ReadingGrant } from './entity.ts';
import type {
  AppointAdministratorInput,
  ChangePasswordInput,
  CreateAccountInput,
  DisableAccountInput,
  EnableAccountInput,
  GrantReadingInput,
  ResetPasswordInput,
  RevokeReadingInput,
  UpdateAccountInput,
} from './input.ts';

/**
 * Makes an account for a person of the viewer's organisation.
 *
 * @throws InvalidInputError on a user ID that is taken, no role, or a password that is too short
 */
export async function createAccount({ em }: Pick<Context, 'em'>, input: CreateAccountInput): Promise<Account> {
  const login = normaliseLogin(requiredText('login', input.login));
  const passwordHash = await hashPassword(input.initialPassword, 'initialPassword');
  const account = em.create(Account, {
    login,
    name: requiredText('name', input.name),
    department: blankToNull(input.department),
    email: emailAddress('email', blankToNull(input.email)),
    passwordSetAt: new Date(),
  });
  for (const role of atLeastOne(input.roles)) em.create(Membership, { account: ref(account), role });
  await em.flush().catch(refuseTakenLogin);
  await em.execute('insert into credential (account_id, password_hash) values (?, ?)', [account.id, passwordHash]);
  return account;
}

/**
 * Appoints the first administrator of an organisation; from then on it keeps its people itself.
 *
 * @throws ForbiddenError unless the viewer acts for an operator of the portal
 * @throws ConflictError when the organisation has an administrator
 * @throws InvalidInputError on a user ID that is taken or a password that is too short
 */
export async function appointAdministrator(context: Context, input: AppointAdministratorInput): Promise<Organisation> {
  const { em, signIn } = context;
  const organisation = await findOrganisation(context, input.organisationId);
  await requireOperator(context, 'appointAdministrator');
  const [present] = await administratorsOfOrganisations(signIn, [organisation.id]);
  if (present) {
    throw new ConflictError('Organisation', organisation.id, organisation.version, {
      ja: 'この組織にはすでに管理者がいます。利用者の登録はその管理者に依頼してください。',
      en: 'This organisation has an administrator already, who keeps its people.',
    });
  }
  const passwordHash = await hashPassword(input.initialPassword, 'initialPassword');
  const account = [
    randomUUID(),
    organisation.id,
    normaliseLogin(requiredText('login', input.login)),
    requiredText('name', input.name),
    blankToNull(input.department),
    emailAddress('email', blankToNull(input.email)),
  ];
  // Nothing is read back: what is written here lies behind the other organisation's wall at once.
  await em
    .execute(
      'insert into account (id, tenant_id, login, name, department, email, password_set_at) values (?, ?, ?, ?, ?, ?, now())',
      account,
    )
    .catch(refuseTakenLogin);
  await em.execute(`insert into membership (tenant_id, account_id, role) values (?, ?, 'ADMINISTRATOR')`, [organisation.id, account[0]]);
  await em.execute('insert into credential (account_id, password_hash) values (?, ?)', [account[0], passwordHash]);
  return organisation;
}

/** Whether a user ID is taken elsewhere lies behind a wall; only the attempt tells. */
function refuseTakenLogin(error: unknown): never {
  if (!(error instanceof UniqueConstraintViolationException)) throw error;
  throw new InvalidInputError('login', {
    ja: 'この利用者IDは使われています。別のIDにしてください。',
    en: 'This user ID is taken. Choose another one.',
  });
}

/** Staff of the viewer's organisation whose accounts are in use; suppliers are none. */
export async function colleagues(
  { em, viewer }: Context,
  search: string | null,
  first: number,
  after: string | null,
): Promise<Page<Account>> {
  const staff = await em.find(Membership, { tenantId: viewer!.organisationId, role: { $ne: Role.VENDOR } }, { fields: ['account'] });
  const pattern = holding(search);
  return readPage(em, Account, {
    where: {
      id: { $in: staff.map(({ account }) => account.id) },
      tenantId: viewer!.organisationId,
      disabledAt: null,
      ...(pattern && { $or: [{ name: { $ilike: pattern } }, { department: { $ilike: pattern } }] }),
    },
    orderBy: { name: 'asc', id: 'asc' },
    first,
    after,
  });
}

/**
 * A person of the viewer's organisation who can take something over.
 *
 * @throws InvalidInputError on `field` when the account is another organisation's, out of use, or a supplier's
 */
export async function ownStaff({ em, viewer }: Context, accountId: string, field: string): Promise<Account> {
  const account = await em.findOne(Account, { id: accountId, tenantId: viewer!.organisationId, disabledAt: null });
  const [roles = []] = account ? await rolesOfAccounts(em, [account.id]) : [];
  if (account && roles.some(role => role !== Role.VENDOR)) return account;
  throw new InvalidInputError(field, {
    ja: '自組織の職員で、アカウントが使用中の人を選んでください。',
    en: 'Choose a member of your organisation’s staff whose account is in use.',
  });
}

/** Changes name, department, mail address and the roles in the viewer's organisation. New roles count from the person's next request on. */
export async function updateAccount({ em, viewer }: Context, input: UpdateAccountInput): Promise<Account> {
  const account = inVersion('Account', input.accountId, await em.findOne(Account, input.accountId), input.version);
  const wanted = new Set(atLeastOne(input.roles));
  if (account.id === viewer?.accountId && !wanted.has(Role.ADMINISTRATOR)) {
    throw new InvalidInputError('roles', {
      ja: '自分の管理者の役割は外せません。別の管理者に依頼してください。',
      en: 'You cannot take your own administrator role away. Ask another administrator.',
    });
  }
  const present = await em.find(Membership, { account, tenantId: viewer!.organisationId });
  const changed = present.length !== wanted.size || present.some(({ role }) => !wanted.has(role));
  for (const membership of present) if (!wanted.delete(membership.role)) em.remove(membership);
  for (const role of wanted) em.create(Membership, { account: ref(account), role });
  if (account.tenantId === viewer!.organisationId)
    em.assign(account, {
      name: requiredText('name', input.name),
      department: blankToNull(input.department),
      email: emailAddress('email', blankToNull(input.email)),
    });
  await em.flush();
  // A changed role starts with a new session.
  if (changed && account.id !== viewer?.accountId) await em.execute('delete from session where account_id = ?', [account.id]);
  return account;
}

/** Shuts a person out at once; nothing that the person did is touched. */
export async function disableAccount({ em, viewer }: Context, input: DisableAccountInput): Promise<Account> {
  const account = inVersion('Account', input.accountId, await em.findOne(Account, input.accountId), input.version);
  requireOwn(viewer!, account, 'disableAccount');
  if (account.id === viewer?.accountId)
    throw new InvalidInputError('accountId', {
      ja: '自分自身は停止できません。別の管理者に依頼してください。',
      en: 'You cannot disable yourself. Ask another administrator.',
    });
  await giveReason(em, requiredText('reason', input.reason, 2000));
  account.disabledAt = new Date();
  await em.flush();
  await em.execute('delete from session where account_id = ?', [account.id]);
  return account;
}

export async function enableAccount({ em, viewer }: Context, input: EnableAccountInput): Promise<Account> {
  const account = inVersion('Account', input.accountId, await em.findOne(Account, input.accountId), input.version);
  requireOwn(viewer!, account, 'enableAccount');
  account.disabledAt = null;
  await em.flush();
  return account;
}

/** Sets a password for a person who lost it and ends the person's sessions. */
export async function resetPassword({ em, viewer }: Context, input: ResetPasswordInput): Promise<Account> {
  const account = await em.findOne(Account, input.accountId);
  if (!account) throw new NotFoundError('Account', input.accountId);
  requireOwn(viewer!, account, 'resetPassword');
  const passwordHash = await hashPassword(input.newPassword, 'newPassword');
  account.passwordSetAt = new Date();
  await em.flush();
  await em.execute('update credential set password_hash = ?, set_at = now() where account_id = ?', [passwordHash, account.id]);
  await em.execute('delete from session where account_id = ?', [account.id]);
  return account;
}

/**
 * Changes the viewer's own password, ends all other sessions and gives this one a new id.
 *
 * @throws InvalidInputError on a wrong current password, which counts as a failed sign-in and pauses like one, or a new one that is too short
 */
export async function changePassword(context: Context, input: ChangePasswordInput): Promise<void> {
  const { em, signIn } = context;
  const { accountId, organisationId } = signedIn(context);
  const account = await em.findOneOrFail(Account, accountId);
  // By a login of its own, hence for good: a guess stays counted although the refusal undoes everything else.
  const mayGoOn = await countAttempt(signIn, account.login);
  // Of two changes at once, the second is asked for the password that the first has set.
  await em.execute('select from credential where account_id = ? for update', [accountId]);
  const [credential] = await signIn.execute<{ hash: string }[]>('select password_hash as hash from credential where account_id = ?', [
    accountId,
  ]);
  if (!(await passwordMatches(input.currentPassword, credential?.hash ?? null)) || !mayGoOn) {
    throw new InvalidInputError('currentPassword', {
      ja: '現在のパスワードが違うか、続けて間違えたため一時的に受け付けていません。',
      en: 'The current password is wrong, or paused after failures in a row.',
    });
  }
  await forgetAttempts(signIn, account.login);
  const passwordHash = await hashPassword(input.newPassword, 'newPassword');
  await em.execute('update credential set password_hash = ?, set_at = now() where account_id = ?', [passwordHash, accountId]);
  context.newSession = await renewSession(em, accountId, organisationId, context.successor);
  // For the audit trail, when the account is of the organisation acted for.
  if (account.tenantId === organisationId) account.passwordSetAt = new Date();
  await em.flush();
}

/**
 * Lets the bearers of a role in another organisation read the viewer's organisation across ministries; drafts stay closed.
 *
 * @throws InvalidInputError on another role than PORTFOLIO_MANAGER and AUDITOR, the own organisation, or a grant that exists
 */
export async function grantReading(context: Context, input: GrantReadingInput): Promise<ReadingGrant> {
  const { em } = context;
  if (input.role !== Role.PORTFOLIO_MANAGER && input.role !== Role.AUDITOR) {
    throw new InvalidInputError('role', {
      ja: '許可できるのは PMO か監査担当です。',
      en: 'Only portfolio managers and auditors can be granted this.',
    });
  }
  const grantee = await findOrganisation(context, input.granteeOrganisationId);
  if (grantee.id === signedIn(context).organisationId)
    throw new InvalidInputError('granteeOrganisationId', { ja: '別の組織を選んでください。', en: 'Choose another organisation.' });
  if (await em.count(ReadingGrant, { tenantId: signedIn(context).organisationId, grantee, role: input.role, revokedAt: null })) {
    throw new InvalidInputError('granteeOrganisationId', { ja: 'すでに許可されています。', en: 'This is granted already.' });
  }
  const grant = em.create(ReadingGrant, { grantee: ref(grantee), role: input.role });
  await em.flush();
  return grant;
}

/** Takes a grant back; it counts from the next request on. */
export async function revokeReading({ em, viewer }: Context, input: RevokeReadingInput): Promise<ReadingGrant> {
  const grant = await em.findOne(ReadingGrant, { id: input.grantId, revokedAt: null });
  if (!grant) throw new NotFoundError('ReadingGrant', input.grantId);
  requireOwn(viewer!, grant, 'revokeReading');
  await giveReason(em, requiredText('reason', input.reason, 2000));
  grant.revokedAt = new Date();
  await em.flush();
  return grant;
}

function atLeastOne(roles: Role[]): Role[] {
  if (!roles.length)
    throw new InvalidInputError('roles', {
      ja: '役割を1つ以上選んでください。使わせない場合はアカウントを停止します。',
      en: 'Choose at least one role. To shut somebody out, disable the account.',
    });
  return [...new Set(roles)];
}
