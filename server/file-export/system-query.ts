import { AttestationState } from '../attestation/entity.ts';
import { LifecycleState } from '../information-system/entity.ts';
import { ClassSought, type InformationSystemFilter, ProfileSought, SystemSort } from '../information-system/input.ts';
import { SystemField } from '../information-system/record-rule.ts';
import { chosen, chosenId, type Query } from './address.ts';

/** What of the record is missing, or that anything is. */
export const GapSought = { ...SystemField, ANY: 'ANY' } as const;

/** What the page of systems shows, by its address. */
export function systemFilterOf(query: Query): { filter: InformationSystemFilter; sort: SystemSort } {
  const missing = chosen(query, 'missing', GapSought);
  return {
    filter: {
      search: query['search'] || null,
      providerId: chosenId(query, 'provider'),
      systemClass: chosen(query, 'class', ClassSought),
      profile: chosen(query, 'profile', ProfileSought),
      lifecycleState: chosen(query, 'state', LifecycleState),
      incomplete: missing === 'ANY' ? true : null,
      missing: missing === 'ANY' ? null : missing,
      confirmation: chosen(query, 'confirmation', AttestationState),
      ownedByViewer: query['owned'] ? true : null,
    },
    sort: chosen(query, 'sort', SystemSort) ?? SystemSort.CODE,
  };
}
