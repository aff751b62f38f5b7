import type { EntityManager } from '@mikro-orm/postgresql';
import { type Belonging, BelongingKind, type BelongingSource, readBelongings, roleSource } from '../account/belongings.ts';
import { sheetSource } from '../answer/belongings.ts';
import { delegationSource, givenDelegationSource } from '../delegation/belongings.ts';
import { carryOverSource } from '../carry-over/belongings.ts';
import { contractDateSources } from '../contract/belongings.ts';
import { confirmationSource, contactSource, ownerSource } from '../information-system/belongings.ts';
import { askedQuestionSource, questionSource } from '../row-question/belongings.ts';
import { supportOfSystems } from '../expiry/support.ts';
import { InformationSystem } from '../information-system/entity.ts';
import { today } from '../scalars.ts';
import { roundSource } from '../survey-round/belongings.ts';

/** Files that a person uploaded and did not import within the week. The successor cannot open them, but learns that they wait. */
const importSource: BelongingSource = {
  kind: BelongingKind.OPEN_IMPORT,
  held: (em, accountIds, organisationId) =>
    readBelongings(
      em,
      BelongingKind.OPEN_IMPORT,
      `select account_id as "accountId", id as "subjectId", file_name as label, false as binding from uploaded_file
       where account_id = any (?::uuid[]) and tenant_id = ? and uploaded_at > now() - interval '7 days' order by uploaded_at`,
      [`{${accountIds.join(',')}}`, organisationId],
    ),
};

/** Ends of the vendor's support of what is under contract for the systems that a person answers for, known or not. */
const supportSource: BelongingSource = {
  kind: BelongingKind.SUPPORT_END,
  async held(em, accountIds, organisationId) {
    const systems = await em.find(InformationSystem, { owner: { $in: [...accountIds] }, tenantId: organisationId });
    const ownerOf = new Map(systems.map(({ id, owner }) => [id, owner!.id]));
    const supports = await supportOfSystems(em, [...ownerOf.keys()], today());
    // A contract for several systems of one person is one thing to that person.
    const one = new Map(
      supports.map(({ systemId, contractId, label, on, isUnknown }) => {
        const accountId = ownerOf.get(systemId)!;
        const kind = isUnknown ? BelongingKind.SUPPORT_END_UNKNOWN : BelongingKind.SUPPORT_END;
        return [`${accountId} ${contractId}`, { accountId, kind, subjectId: contractId, label, dueOn: on, binding: false }] as const;
      }),
    );
    const isUnknown = (held: Belonging): number => (held.kind === BelongingKind.SUPPORT_END_UNKNOWN ? 1 : 0);
    return [...one.values()].toSorted((a, b) => isUnknown(a) - isUnknown(b) || (a.dueOn ?? '').localeCompare(b.dueOn ?? ''));
  },
};

/** Everything that can hang on a person, in the order in which a list shows it. Each room tells of its own. */
export const SOURCES: readonly BelongingSource[] = [
  carryOverSource,
  ownerSource,
  contactSource,
  roundSource,
  confirmationSource,
  ...contractDateSources,
  supportSource,
  sheetSource,
  delegationSource,
  givenDelegationSource,
  questionSource,
  askedQuestionSource,
  importSource,
  roleSource,
];

/** What hangs on these people of an organisation: one statement for each kind, however many there are. */
export async function heldBy(em: EntityManager, accountIds: readonly string[], organisationId: string): Promise<Belonging[]> {
  const held: Belonging[] = [];
  if (accountIds.length) for (const source of SOURCES) held.push(...(await source.held(em, accountIds, organisationId)));
  return held;
}
