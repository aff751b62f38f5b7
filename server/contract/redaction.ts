import type { Contract } from './entity.ts';

type Guarded = Pick<Contract, 'tenantId' | 'productVersion' | 'productIdentifier' | 'documentUrls'>;

/** Whether what tells how a ministry's systems are built is withheld from a viewer: whoever did not sign the contract. */
export const isRedactedFor = ({ tenantId }: Pick<Contract, 'tenantId'>, organisationId: string): boolean => tenantId !== organisationId;

/** What of a contract tells how systems are built, as far as an organisation may read it (F-087). */
export function asSeenFrom(
  organisationId: string,
  contract: Guarded,
): { productVersion: string | null; productIdentifier: string | null; documentUrls: readonly string[] } {
  if (isRedactedFor(contract, organisationId)) return { productVersion: null, productIdentifier: null, documentUrls: [] };
  const { productVersion = null, productIdentifier = null, documentUrls } = contract;
  return { productVersion, productIdentifier, documentUrls };
}
