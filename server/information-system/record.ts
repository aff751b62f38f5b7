import { ref } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Account } from '../account/entity.ts';
import { ownStaff } from '../account/service.ts';
import { AttestationSubject } from '../attestation/entity.ts';
import { attest, latestAttestation } from '../attestation/service.ts';
import { type Context, signedIn } from '../context.ts';
import { Organisation } from '../organisation/entity.ts';
import { inProtocolOrder } from '../organisation/service.ts';
import { inVersion, requireOwn } from '../validation.ts';
import { InformationSystem, SystemContact } from './entity.ts';
import type { ConfirmInformationSystemInput, SetSystemOwnerInput } from './input.ts';
import type { SystemChange } from './type.ts';

/**
 * Says that the record of a system of the viewer's organisation is right as it stands (F-011).
 *
 * @throws ConflictError when the record is no longer the one that the viewer has seen
 */
export async function confirmInformationSystem(context: Context, input: ConfirmInformationSystemInput): Promise<InformationSystem> {
  const { em } = context;
  const system = inVersion('InformationSystem', input.systemId, await em.findOne(InformationSystem, input.systemId), input.version);
  requireOwn(signedIn(context), system, 'confirmInformationSystem');
  attest(context, AttestationSubject.INFORMATION_SYSTEM, system.id, await contentOf(em, system));
  await em.flush();
  return system;
}

/**
 * Names the one person who answers for a system, or nobody.
 *
 * @throws InvalidInputError on `accountId` unless it is one of the organisation's own staff whose account is in use
 */
export async function setSystemOwner(context: Context, input: SetSystemOwnerInput): Promise<InformationSystem> {
  const { em } = context;
  const system = inVersion('InformationSystem', input.systemId, await em.findOne(InformationSystem, input.systemId), input.version);
  requireOwn(signedIn(context), system, 'setSystemOwner');
  const owner = input.accountId ? await ownStaff(context, input.accountId, 'accountId') : null;
  em.assign(system, { owner: owner && ref(owner), ownerlessSince: null });
  await em.flush();
  return system;
}

/**
 * What is not as it was when the record was last confirmed, in the order of the form; empty when it never was. Null for people
 * of other organisations, who do not see all that was confirmed.
 */
export async function changesSinceConfirmation({ em, viewer }: Context, system: InformationSystem): Promise<SystemChange[] | null> {
  if (system.tenantId !== viewer!.organisationId) return null;
  const confirmed = await latestAttestation(em, AttestationSubject.INFORMATION_SYSTEM, system.id);
  if (!confirmed) return [];
  return Object.entries(await contentOf(em, system)).flatMap(([field, after]) => {
    const before = confirmed.content[field] ?? null;
    return before === after ? [] : [{ field, before, after }];
  });
}

/** The record of a system as text, field by field, with names in place of ids so that it can be read later. */
export async function contentOf(em: EntityManager, system: InformationSystem): Promise<Record<string, string | null>> {
  const { code, name, nameEn, description, systemClass, profile, lifecycleState, plannedOn, operationStartsOn, replacementOn, retiresOn } =
    system;
  const users = inProtocolOrder(await em.find(Organisation, { id: { $in: system.userIds } }));
  const contacts = await em.find(SystemContact, { system }, { orderBy: { position: 'asc' } });
  const listed = (lines: string[]): string | null => lines.join('\n') || null;
  return {
    code,
    name,
    nameEn: nameEn ?? null,
    description: description ?? null,
    systemClass: systemClass ?? null,
    profile: profile ?? null,
    lifecycleState,
    plannedOn: plannedOn ?? null,
    operationStartsOn: operationStartsOn ?? null,
    replacementOn: replacementOn ?? null,
    retiresOn: retiresOn ?? null,
    owner: (system.owner && (await em.findOne(Account, system.owner.id))?.name) ?? null,
    users: listed(users.map(one => one.name)),
    contacts: listed(contacts.map(({ kind, unit, personName, email }) => [kind, unit, personName, email].filter(Boolean).join(' '))),
  };
}
