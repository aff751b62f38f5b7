import { ref } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type Context, signedIn } from '../context.ts';
import { giveReason } from '../database/doors.ts';
import { requireDayOrder } from '../day-order.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../errors.ts';
import { dayBefore, today } from '../scalars.ts';
import { inVersion, requiredText } from '../validation.ts';
import { corporateNumber } from './corporate-number.ts';
import { Organisation, ORGANISATION_DAYS, OrganisationName, PortalOperator } from './entity.ts';
import type { CreateOrganisationInput, EndOrganisationInput, RenameOrganisationInput, UpdateOrganisationInput } from './input.ts';

/** Protocol order, and within one number the ministry before its agencies. */
export const PROTOCOL_ORDER = { protocolOrder: 'asc', createdAt: 'asc', id: 'asc' } as const;

/** A copy in protocol order. */
export const inProtocolOrder = (organisations: readonly Organisation[]): Organisation[] =>
  organisations.toSorted(
    (a, b) => a.protocolOrder - b.protocolOrder || a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1),
  );

/** Whether an organisation keeps this entry of the directory: its own, one directly below it, or any as operator of the portal. */
export async function isKeptBy(em: EntityManager, organisation: Organisation, keeperId: string): Promise<boolean> {
  return organisation.id === keeperId || organisation.parent?.id === keeperId || isOperator(em, keeperId);
}

/** Whether an organisation operates the portal. */
export async function isOperator(em: EntityManager, organisationId: string): Promise<boolean> {
  return (await em.count(PortalOperator, { organisationId })) > 0;
}

/** @throws ForbiddenError unless the viewer's organisation operates the portal */
export async function requireOperator({ em, viewer }: Pick<Context, 'em' | 'viewer'>, act: string): Promise<void> {
  if (!(await isOperator(em, signedIn({ viewer }).organisationId))) throw new ForbiddenError(act);
}

/**
 * The organisation as the caller last saw it, where the viewer may change it: its own, one directly below its own, or any for
 * the operator of the portal.
 */
async function findKept({ em, viewer }: Context, id: string, version: number, act: string): Promise<Organisation> {
  const organisation = inVersion('Organisation', id, await em.findOne(Organisation, id), version);
  if (await isKeptBy(em, organisation, viewer!.organisationId)) return organisation;
  throw new ForbiddenError(act);
}

/** @throws NotFoundError when there is no such organisation */
export async function findOrganisation({ em }: Pick<Context, 'em'>, id: string): Promise<Organisation> {
  const organisation = await em.findOne(Organisation, id);
  if (!organisation) throw new NotFoundError('Organisation', id);
  return organisation;
}

/**
 * Adds a ministry or agency to the directory.
 *
 * @throws InvalidInputError on a corporate number that does not check, or one that is taken, or a blank name
 */
export async function createOrganisation({ em }: Pick<Context, 'em'>, input: CreateOrganisationInput): Promise<Organisation> {
  const number = corporateNumber(input.corporateNumber);
  if (await em.count(Organisation, { corporateNumber: number })) {
    throw new InvalidInputError('corporateNumber', {
      ja: 'この法人番号の組織はすでに登録されています。',
      en: 'An organisation with this corporate number exists already.',
    });
  }
  const organisation = em.create(Organisation, {
    corporateNumber: number,
    name: requiredText('name', input.name),
    ...(await describe(em, input)),
  });
  await em.flush();
  return organisation;
}

/** @throws InvalidInputError on a blank name, a parent that does not exist or lies below it, or a start after its end */
export async function updateOrganisation(context: Context, input: UpdateOrganisationInput): Promise<Organisation> {
  const { em } = context;
  const organisation = await findKept(context, input.organisationId, input.version, 'updateOrganisation');
  const described = await describe(em, input, organisation);
  requireDayOrder(ORGANISATION_DAYS, { startsOn: described.startsOn, endsOn: organisation.endsOn }, key => key === 'startsOn');
  em.assign(organisation, described);
  await em.flush();
  return organisation;
}

/** Gives a new name from a day on and keeps the former one (F-012). */
export async function renameOrganisation(context: Context, input: RenameOrganisationInput): Promise<Organisation> {
  const { em } = context;
  const organisation = await findKept(context, input.organisationId, input.version, 'renameOrganisation');
  if (input.validFrom > today()) {
    throw new InvalidInputError('validFrom', {
      ja: '改称は、新しい名称になる日以後に登録してください。',
      en: 'Register a renaming on its first day or later.',
    });
  }
  if (organisation.startsOn && input.validFrom <= organisation.startsOn) {
    throw new InvalidInputError('validFrom', {
      ja: `改称は設置日（${organisation.startsOn}）より後の日付にしてください。`,
      en: `Choose a day after the first day of the organisation, ${organisation.startsOn}.`,
    });
  }
  await giveReason(em, requiredText('reason', input.reason, 2000));
  const { name, nameEn, shortName, kana, id } = organisation;
  em.create(OrganisationName, {
    tenantId: id,
    organisation: ref(organisation),
    name,
    nameEn,
    shortName,
    kana,
    validUntil: dayBefore(input.validFrom),
  });
  em.assign(organisation, {
    name: requiredText('name', input.name),
    nameEn: requiredText('nameEn', input.nameEn),
    shortName: requiredText('shortName', input.shortName, 40),
    kana: input.kana.trim(),
  });
  await em.flush();
  return organisation;
}

/**
 * Ends an organisation and names who takes over (F-012). Its data stays where it is.
 *
 * @throws InvalidInputError on a successor that is the organisation itself, or an end before its start
 */
export async function endOrganisation(context: Context, input: EndOrganisationInput): Promise<Organisation> {
  const { em } = context;
  const organisation = await findKept(context, input.organisationId, input.version, 'endOrganisation');
  if (input.successorId === organisation.id)
    throw new InvalidInputError('successorId', {
      ja: '承継先には別の組織を選んでください。',
      en: 'Choose another organisation as successor.',
    });
  requireDayOrder(ORGANISATION_DAYS, { startsOn: organisation.startsOn, endsOn: input.endsOn });
  await giveReason(em, requiredText('reason', input.reason, 2000));
  em.assign(organisation, {
    endsOn: input.endsOn,
    successor: input.successorId ? ref(await findOrganisation({ em }, input.successorId)) : null,
  });
  await em.flush();
  return organisation;
}

type Description = Pick<CreateOrganisationInput, 'nameEn' | 'shortName' | 'kana' | 'protocolOrder' | 'parentId' | 'startsOn'>;

async function describe(
  em: EntityManager,
  input: Description,
  self?: Organisation,
): Promise<Pick<Organisation, 'nameEn' | 'shortName' | 'kana' | 'protocolOrder' | 'parent' | 'startsOn'>> {
  const parent = input.parentId ? await findOrganisation({ em }, input.parentId) : null;
  for (let above: Organisation | null | undefined = parent; above && self; above = await above.parent?.load()) {
    if (above.id === self.id)
      throw new InvalidInputError('parentId', {
        ja: '自分自身や下位の組織を上位には選べません。',
        en: 'An organisation cannot be below itself.',
      });
  }
  if (!Number.isInteger(input.protocolOrder) || input.protocolOrder < 1 || input.protocolOrder > 9999) {
    throw new InvalidInputError('protocolOrder', {
      ja: '建制順は1から9999までの整数です。',
      en: 'The protocol order is a whole number from 1 to 9999.',
    });
  }
  return {
    nameEn: requiredText('nameEn', input.nameEn),
    shortName: requiredText('shortName', input.shortName, 40),
    kana: input.kana.trim(),
    protocolOrder: input.protocolOrder,
    parent: parent ? ref(parent) : null,
    startsOn: input.startsOn ?? null,
  };
}
