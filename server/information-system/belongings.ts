import { ref } from '@mikro-orm/core';
import { BelongingKind, type BelongingSource, readBelongings } from '../account/belongings.ts';
import { InformationSystem, SystemContact, SystemContactKind } from './entity.ts';
import { RECORD_JOINS } from './query.ts';

/** Systems that a person answers for. */
export const ownerSource: BelongingSource = {
  kind: BelongingKind.SYSTEM_OWNER,
  held: (em, accountIds, organisationId) =>
    readBelongings(
      em,
      BelongingKind.SYSTEM_OWNER,
      `select owner_id as "accountId", id as "subjectId", name as label, least(replacement_on, retires_on)::text as "dueOn"
       from information_system where owner_id = any (?::uuid[]) and tenant_id = ? order by code, id`,
      [`{${accountIds.join(',')}}`, organisationId],
    ),
  async pass(em, subjectId, from, to) {
    const system = await em.findOne(InformationSystem, { id: subjectId, owner: from });
    if (system) em.assign(system, { owner: ref(to), ownerlessSince: null });
  },
  async mark(em, accountId, gone) {
    for (const system of await em.find(InformationSystem, { owner: accountId }))
      system.ownerlessSince = gone ? (system.ownerlessSince ?? new Date()) : null;
  },
};

/** Systems that name a person among their contacts. By system, since a list of contacts is written anew with each change. */
export const contactSource: BelongingSource = {
  kind: BelongingKind.SYSTEM_CONTACT,
  held: (em, accountIds, organisationId) =>
    readBelongings(
      em,
      BelongingKind.SYSTEM_CONTACT,
      `select distinct contact.account_id as "accountId", system.id as "subjectId", system.name as label
       from system_contact contact join information_system system on system.id = contact.system_id
       where contact.account_id = any (?::uuid[]) and system.tenant_id = ? order by system.name`,
      [`{${accountIds.join(',')}}`, organisationId],
    ),
  async pass(em, subjectId, from, to) {
    const system = await em.findOneOrFail(InformationSystem, subjectId);
    const contacts = await em.find(SystemContact, { system });
    for (const contact of contacts.filter(one => one.account?.id === from.id)) {
      // A supplier's place is not taken by staff: the company stays, its person is for the successor to name.
      if (contact.kind === SystemContactKind.VENDOR) em.assign(contact, { account: null, personName: null, email: null });
      else em.assign(contact, { account: ref(to), personName: to.name, email: to.email ?? null });
    }
    system.vendorAccountIds = contacts.flatMap(({ account }) => account?.id ?? []);
  },
};

/** Systems that a person answers for and whose record waits to be confirmed. */
export const confirmationSource: BelongingSource = {
  kind: BelongingKind.CONFIRMATION,
  held: (em, accountIds, organisationId) =>
    readBelongings(
      em,
      BelongingKind.CONFIRMATION,
      `select system.owner_id as "accountId", system.id as "subjectId", system.name as label, confirmation.holds_until::text as "dueOn",
        false as binding
       from information_system system ${RECORD_JOINS}
       where system.owner_id = any (?::uuid[]) and system.tenant_id = ? and confirmation.state <> 'CONFIRMED' order by system.code, system.id`,
      [`{${accountIds.join(',')}}`, organisationId],
    ),
};
