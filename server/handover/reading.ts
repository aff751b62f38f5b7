import { isPermitted } from '../access/permissions.ts';
import { BelongingKind } from '../account/belongings.ts';
import { type Context, signedIn } from '../context.ts';

const OF_CONTRACTS: readonly BelongingKind[] = [
  BelongingKind.CONTRACT_NOTICE,
  BelongingKind.CONTRACT_END,
  BelongingKind.LICENCE_END,
  BelongingKind.SUPPORT_END,
  BelongingKind.SUPPORT_END_UNKNOWN,
];

/** Whether the viewer may read what things of a kind are about: a hand-over tells nobody of contracts who may not read them. */
export const mayRead = (context: Context, kind: BelongingKind): boolean =>
  !OF_CONTRACTS.includes(kind) || isPermitted(signedIn(context).roles, 'Query.contract');
