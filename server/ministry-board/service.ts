import type { Context } from '../context.ts';
import { NotFoundError } from '../errors.ts';
import type { ClassSought, ProfileSought } from '../information-system/input.ts';
import { Organisation } from '../organisation/entity.ts';
import { findOrganisation } from '../organisation/service.ts';
import { boardOf, confirmationMonthsOf, summariesOf } from './query.ts';
import type { MinistryBoard, MinistrySummary } from './type.ts';

/**
 * The board of one ministry.
 *
 * @throws NotFoundError unless it is the viewer's own or one that granted it reading: the few systems of another one that the
 * viewer sees as their user would look like all that it has
 */
export async function ministryBoard({ em, viewer }: Pick<Context, 'em' | 'viewer'>, organisationId: string): Promise<MinistryBoard> {
  if (![viewer!.organisationId, ...viewer!.grantedOrganisationIds].includes(organisationId))
    throw new NotFoundError('MinistryBoard', organisationId);
  return {
    organisation: await findOrganisation({ em }, organisationId),
    confirmationMonths: await confirmationMonthsOf(em, organisationId),
    systems: await boardOf(em, organisationId),
  };
}

/** The viewer's ministry and those that granted it reading, each in numbers, in protocol order. */
export async function ministrySummaries(
  { em, viewer }: Pick<Context, 'em' | 'viewer'>,
  systemClass: ClassSought | null = null,
  profile: ProfileSought | null = null,
): Promise<MinistrySummary[]> {
  const ids = [...new Set([viewer!.organisationId, ...viewer!.grantedOrganisationIds])];
  const organisations = new Map((await em.find(Organisation, { id: { $in: ids } })).map(one => [one.id, one]));
  return (await summariesOf(em, ids, systemClass, profile)).map(({ organisationId, nextKind, nextOn, ...counts }) => ({
    ...counts,
    organisation: organisations.get(organisationId)!,
    next: nextKind && { kind: nextKind, on: nextOn },
  }));
}
