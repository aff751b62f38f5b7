import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Contract } from '../contract/entity.ts';
import { checkPageSize, pageOfList } from '../database/page.ts';
import { type LedgerProduct, type LedgerProductPage, LedgerProductStanding } from './ledger-type.ts';
import { isOfSoftware, supportEndsOf } from './loader.ts';
import { ProductMapping } from './entity.ts';
import { ProductMatch } from './match.ts';
import { foldName } from './name.ts';
import { SupportEndState, type VendorSupportEnd } from './type.ts';

export interface LedgerWish {
  search: string | null;
  standing: LedgerProductStanding | null;
  first: number;
  after: string | null;
}

interface Line {
  contract: Contract;
  end: VendorSupportEnd;
}

/**
 * Every product and version of a ledger once, with what it is matched to: what nobody knows first, then what is past support, then what
 * no list has, then what ends soonest. Behind them, in the same order, what contracts are about that have all ended.
 */
export async function ledgerProducts(em: EntityManager, tenantId: string, asOf: string, wish: LedgerWish): Promise<LedgerProductPage> {
  checkPageSize(wish.first);
  const contracts = await em.find(Contract, { tenantId }, { orderBy: { number: 'asc' } });
  const ends = await supportEndsOf(em, contracts, asOf);
  const lines = contracts
    .map((contract, place): Line => ({ contract, end: ends[place]! }))
    .filter(line => isOfSoftware(line.contract, line.end));
  const said = new Map((await em.find(ProductMapping, { tenantId })).map(mapping => [mapping.name, mapping]));
  const all = [...Map.groupBy(lines, ({ contract }) => keyOf(contract))].map(([key, of]) =>
    productOf(key, of, said.get(foldName(of[0]!.contract.productName ?? '')) ?? null, asOf),
  );
  const sought = foldName(wish.search ?? '');
  const found = all.filter(
    product => (!wish.standing || product.standing === wish.standing) && (!sought || wordsOf(product).some(word => word.includes(sought))),
  );
  const count = (standing: LedgerProductStanding): number => all.filter(product => product.standing === standing).length;
  return {
    ...pageOfList(found.toSorted(byUrgency), wish.first, wish.after),
    matchedCount: count(LedgerProductStanding.MATCHED),
    unknownCount: count(LedgerProductStanding.UNKNOWN),
    notListedCount: count(LedgerProductStanding.NOT_LISTED),
  };
}

const keyOf = ({ productName, productVersion, productIdentifier }: Contract): string =>
  JSON.stringify([productName, productVersion, productIdentifier].map(text => foldName(text ?? '')));

const wordsOf = ({ productName, productVersion, productIdentifier, product }: LedgerProduct): string[] =>
  [`${productName ?? ''}${productVersion ?? ''}`, productIdentifier, product?.title, product?.slug].map(text => foldName(text ?? ''));

function productOf(key: string, lines: readonly Line[], said: ProductMapping | null, asOf: string): LedgerProduct {
  const { contract } = lines[0]!;
  // What a person recorded in one contract is that contract's; here stands what the life cycle says for all of them.
  const { match, product, cycle, snapshotAsOf } = lines[0]!.end;
  const { state, on } = cycle?.end ?? { state: SupportEndState.UNKNOWN, on: null };
  return {
    id: createHash('sha256').update(key).digest('base64url'),
    productName: contract.productName || null,
    productVersion: contract.productVersion || null,
    productIdentifier: contract.productIdentifier || null,
    contracts: lines.map(line => line.contract).slice(0, SHOWN),
    contractCount: lines.length,
    endedCount: lines.filter(line => line.contract.endsOn != null && line.contract.endsOn < asOf).length,
    overrideCount: lines.filter(line => line.contract.supportEndsOn != null).length,
    standing: cycle
      ? LedgerProductStanding.MATCHED
      : match === ProductMatch.NOT_LISTED
        ? LedgerProductStanding.NOT_LISTED
        : LedgerProductStanding.UNKNOWN,
    match,
    product,
    cycle,
    state,
    endsOn: on,
    isPast: state === SupportEndState.ENDED || (on !== null && on < asOf),
    said,
    snapshotAsOf,
  };
}

/** The others are found in the list of contracts. */
const SHOWN = 3;

const RANKS: Record<LedgerProductStanding, number> = { UNKNOWN: 0, NOT_LISTED: 2, MATCHED: 3 };

function rankOf({ standing, state, isPast, endedCount, contractCount }: LedgerProduct): number {
  const rank = isPast ? 1 : state === SupportEndState.NONE_ANNOUNCED ? 4 : RANKS[standing];
  return endedCount === contractCount ? rank + 5 : rank;
}

function byUrgency(one: LedgerProduct, other: LedgerProduct): number {
  const keys = [one, other].map(
    product => `${rankOf(product)} ${product.endsOn ?? ''} ${product.productName ?? ''} ${product.productVersion ?? ''} ${product.id}`,
  );
  return keys[0]! < keys[1]! ? -1 : 1;
}
