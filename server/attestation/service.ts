import type { EntityManager } from '@mikro-orm/postgresql';
import { type Context, signedIn } from '../context.ts';
import { ConflictError, InvalidInputError } from '../errors.ts';
import { Attestation, AttestationRule, type AttestationSubject, DEFAULT_MONTHS, MOST_MONTHS } from './entity.ts';
import type { SetAttestationRuleInput } from './input.ts';

/** Notes that the viewer says a record is right as it stands now. */
export function attest({ em, viewer }: Context, subject: AttestationSubject, subjectId: string, content: Attestation['content']): void {
  em.create(Attestation, { subject, subjectId, content, confirmedByName: viewer!.name });
}

/** The latest confirmation of a record; null when there was none. */
export function latestAttestation(em: EntityManager, subject: AttestationSubject, subjectId: string): Promise<Attestation | null> {
  return em.findOne(Attestation, { subject, subjectId }, { orderBy: { confirmedAt: 'desc' } });
}

/** The rule of the viewer's organisation, in version 0 while it has not said anything. */
export async function attestationRule({ em, viewer }: Context): Promise<AttestationRule> {
  const rule = await em.findOne(AttestationRule, { tenantId: viewer!.organisationId });
  return rule ?? Object.assign(new AttestationRule(), { id: viewer!.organisationId, months: DEFAULT_MONTHS, version: 0 });
}

/**
 * Says for how long confirmations hold in the viewer's organisation. Counts at once, for earlier confirmations too.
 *
 * @throws InvalidInputError on `months` unless it is from 1 to 36
 * @throws ConflictError when somebody changed the rule meanwhile
 */
export async function setAttestationRule(context: Context, { months, version }: SetAttestationRuleInput): Promise<AttestationRule> {
  const { em } = context;
  if (months < 1 || months > MOST_MONTHS) {
    throw new InvalidInputError('months', {
      ja: `有効期間は 1 か月から ${MOST_MONTHS} か月までの間にしてください。`,
      en: `Choose from 1 to ${MOST_MONTHS} months.`,
    });
  }
  const { organisationId } = signedIn(context);
  const rule = await em.findOne(AttestationRule, { tenantId: organisationId });
  if ((rule?.version ?? 0) !== version) throw new ConflictError('AttestationRule', rule?.id ?? organisationId, rule?.version ?? 0);
  const changed = rule ? em.assign(rule, { months }) : em.create(AttestationRule, { months });
  await em.flush();
  return changed;
}
