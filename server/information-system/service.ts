import { ref } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Account } from '../account/entity.ts';
import { type Context, signedIn } from '../context.ts';
import { requireDayOrder } from '../day-order.ts';
import { InvalidInputError, NotFoundError } from '../errors.ts';
import { Organisation } from '../organisation/entity.ts';
import { blankToNull, inVersion, emailAddress, limitedText, requiredText, requireOwn } from '../validation.ts';
import { InformationSystem, SYSTEM_DAYS, SystemContact } from './entity.ts';
import type { CreateInformationSystemInput, SetSystemContactsInput, UpdateInformationSystemInput } from './input.ts';

/** @throws NotFoundError when the viewer sees no such system */
export async function findInformationSystem({ em }: Pick<Context, 'em'>, id: string): Promise<InformationSystem> {
  const system = await em.findOne(InformationSystem, id);
  if (!system) throw new NotFoundError('InformationSystem', id);
  return system;
}

/**
 * Adds a system that the viewer's organisation provides.
 *
 * @throws InvalidInputError on an identifier that is taken, a blank name, dates out of order, or a user that does not exist
 */
export async function createInformationSystem(context: Context, input: CreateInformationSystemInput): Promise<InformationSystem> {
  const { em } = context;
  const code = await freeCode(context, input.code);
  const system = em.create(InformationSystem, { code, ...description(input), userIds: await existing(em, input.userIds) });
  await em.flush();
  return system;
}

/** Changes a system of the viewer's organisation and the set of its users. */
export async function updateInformationSystem(context: Context, input: UpdateInformationSystemInput): Promise<InformationSystem> {
  const { em } = context;
  const system = inVersion('InformationSystem', input.systemId, await em.findOne(InformationSystem, input.systemId), input.version);
  requireOwn(signedIn(context), system, 'updateInformationSystem');
  const code = input.code.trim() === system.code ? system.code : await freeCode(context, input.code);
  em.assign(system, { code, ...description(input), userIds: await existing(em, input.userIds) });
  await em.flush();
  return system;
}

/**
 * Writes down who plays which part for a system (S-57). Replaces the whole list.
 *
 * @throws InvalidInputError on a blank unit, or an account that the viewer's organisation does not have
 */
export async function setSystemContacts(context: Context, input: SetSystemContactsInput): Promise<InformationSystem> {
  const { em } = context;
  const system = inVersion('InformationSystem', input.systemId, await em.findOne(InformationSystem, input.systemId), input.version);
  requireOwn(signedIn(context), system, 'setSystemContacts');
  const accountIds = input.contacts.flatMap(({ accountId }) => accountId ?? []);
  const accounts = new Map((await em.find(Account, { id: { $in: accountIds } })).map(account => [account.id, account]));
  for (const former of await em.find(SystemContact, { system })) em.remove(former);
  await em.flush();
  input.contacts.forEach((contact, position) => {
    const account = contact.accountId ? accounts.get(contact.accountId) : null;
    if (account === undefined)
      throw new InvalidInputError(`contacts[${position}].accountId`, {
        ja: 'この利用者は自組織にいません。',
        en: 'Your organisation has no such account.',
      });
    em.create(SystemContact, {
      system: ref(system),
      kind: contact.kind,
      unit: requiredText(`contacts[${position}].unit`, contact.unit),
      personName: limitedText('personName', blankToNull(contact.personName), 200),
      email: emailAddress(`contacts[${position}].email`, blankToNull(contact.email)),
      account: account ? ref(account) : null,
      position,
    });
  });
  em.assign(system, { vendorAccountIds: accountIds });
  await em.flush();
  // The list is part of the system as people see it, so a late writer is told.
  await em.execute('update information_system set version = version + 1 where id = ?', [system.id]);
  await em.refresh(system);
  return system;
}

async function freeCode(context: Context, wanted: string): Promise<string> {
  const code = requiredText('code', wanted, 100);
  if (await context.em.count(InformationSystem, { tenantId: signedIn(context).organisationId, code })) {
    throw new InvalidInputError('code', { ja: 'この情報システムIDは使われています。', en: 'This identifier is taken.' });
  }
  return code;
}

function description(input: CreateInformationSystemInput): Omit<CreateInformationSystemInput, 'code' | 'userIds'> {
  const { plannedOn = null, operationStartsOn = null, replacementOn = null, retiresOn = null } = input;
  requireDayOrder(SYSTEM_DAYS, { plannedOn, operationStartsOn, replacementOn, retiresOn });
  return {
    name: requiredText('name', input.name),
    nameEn: limitedText('nameEn', blankToNull(input.nameEn), 200),
    description: limitedText('description', blankToNull(input.description), 4000),
    systemClass: input.systemClass ?? null,
    profile: input.profile ?? null,
    lifecycleState: input.lifecycleState,
    plannedOn,
    operationStartsOn,
    replacementOn,
    retiresOn,
  };
}

async function existing(em: EntityManager, organisationIds: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(organisationIds)];
  if ((await em.count(Organisation, { id: { $in: wanted } })) < wanted.length) {
    throw new InvalidInputError('userIds', { ja: '利用組織に存在しない組織があります。', en: 'One of the users does not exist.' });
  }
  return wanted;
}
