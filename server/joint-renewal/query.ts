import type { EntityManager } from '@mikro-orm/postgresql';
import { RENEWAL_JOINS } from '../budget/renewal.ts';
import { Contract } from '../contract/entity.ts';
import { EndKind } from '../contract/terms.ts';
import { checkPageSize, type Page, pageOfList } from '../database/page.ts';
import { productIndexes } from '../product/loader.ts';
import type { ProductLine } from '../product/match.ts';
import { foldName } from '../product/name.ts';
import { canJoin, jointMonth, monthsUntil } from './joint-month.ts';
import { JointPart, type SharedProduct } from './type.ts';

interface Line extends Required<ProductLine> {
  id: string;
  tenantId: string;
  endKind: EndKind;
  endsOn: string | null;
  yearlyYen: number | null;
}

type JointRenewal = Pick<SharedProduct, 'jointMonth' | 'togetherCount'>;

/** What is told of every product; of those on the page alone it is worked out how they can be renewed together. */
type Summary = Omit<SharedProduct, 'contracts' | keyof JointRenewal> & { lines: Line[] };

/**
 * Products that at least two organisations have under contracts that have not ended: those of most organisations first, of these those
 * that cost most. Contracts are read whole for the page alone.
 */
export async function sharedProductPage(
  em: EntityManager,
  asOf: string,
  first: number,
  after: string | null,
): Promise<Page<SharedProduct>> {
  checkPageSize(first);
  const { items: shown, ...page } = pageOfList(await sharedProducts(em, asOf), first, after);
  const ids = shown.flatMap(({ lines }) => lines.map(({ id }) => id));
  const byId = new Map((await em.find(Contract, { id: { $in: ids } })).map(contract => [contract.id, contract]));
  return {
    ...page,
    items: shown.map(({ lines, ...product }) => {
      const renewal = jointRenewalOf(lines);
      const contracts = lines.toSorted(byEnd).map(line => ({ contract: byId.get(line.id)!, ...partOf(line, renewal.jointMonth) }));
      return { ...product, ...renewal, contracts };
    }),
  };
}

async function sharedProducts(em: EntityManager, asOf: string): Promise<Summary[]> {
  const rows = await em.execute<(Omit<Line, 'yearlyYen'> & { yearlyYen: string | null })[]>(
    `select c.id, c.tenant_id as "tenantId", c.product_name as "productName", c.product_version as "productVersion",
       c.product_identifier as "productIdentifier", c.end_kind as "endKind", c.ends_on::text as "endsOn", cost.yearly as "yearlyYen"
     from contract c ${RENEWAL_JOINS}
     where (c.product_name <> '' or c.product_identifier <> '') and (c.ends_on is null or c.ends_on >= ?::date) order by c.id`,
    [asOf],
  );
  const lines = rows.map((row): Line => ({ ...row, yearlyYen: row.yearlyYen === null ? null : Number(row.yearlyYen) }));
  const indexOf = await productIndexes(em, lines);
  const named = lines.map(line => {
    const { product } = indexOf(line.tenantId).match(line);
    const name = foldName(line.productName ?? '') || foldName(line.productIdentifier ?? '');
    return { line, key: product ? `product:${product.slug}` : `name:${name}`, title: product?.title ?? null };
  });
  return [...Map.groupBy(named, ({ key }) => key)]
    .map(([id, of]) =>
      summaryOf(
        id,
        of[0]!.title,
        of.map(({ line }) => line),
      ),
    )
    .filter(({ organisationCount }) => organisationCount > 1)
    .toSorted(
      (one, other) => other.organisationCount - one.organisationCount || other.yearlyYen - one.yearlyYen || (one.id < other.id ? -1 : 1),
    );
}

function summaryOf(id: string, title: string | null, lines: Line[]): Summary {
  return {
    id,
    name: title ?? mostUsedName(lines),
    organisationCount: new Set(lines.map(({ tenantId }) => tenantId)).size,
    contractCount: lines.length,
    yearlyYen: lines.reduce((sum, { yearlyYen }) => sum + (yearlyYen ?? 0), 0),
    unknownAmountCount: lines.filter(({ yearlyYen }) => yearlyYen === null).length,
    unknownEndCount: lines.filter(({ endKind }) => endKind === EndKind.UNKNOWN).length,
    lines,
  };
}

function jointRenewalOf(lines: readonly Line[]): JointRenewal {
  const endings = lines.flatMap(({ tenantId, endsOn }) => (endsOn === null ? [] : [{ organisationId: tenantId, endsOn }]));
  const month = jointMonth(endings);
  const together = month === null ? [] : endings.filter(({ endsOn }) => canJoin(endsOn, month));
  return { jointMonth: month, togetherCount: new Set(together.map(({ organisationId }) => organisationId)).size };
}

/** Ledgers write one name in several ways. */
function mostUsedName(lines: readonly Line[]): string {
  const names = Map.groupBy(lines, ({ productName, productIdentifier }) => productName || productIdentifier!);
  return [...names].toSorted(([one, of], [other, than]) => than.length - of.length || (one < other ? -1 : 1))[0]![0];
}

function partOf({ endKind, endsOn }: Line, month: string | null): { part: JointPart; monthsToJoint: number | null } {
  if (endsOn === null) return { part: endKind === EndKind.NONE ? JointPart.NO_END : JointPart.UNKNOWN_END, monthsToJoint: null };
  if (month === null) return { part: JointPart.NO_MONTH, monthsToJoint: null };
  const monthsToJoint = monthsUntil(endsOn, month);
  if (monthsToJoint < 0) return { part: JointPart.LATER, monthsToJoint };
  return { part: canJoin(endsOn, month) ? JointPart.TOGETHER : JointPart.EARLIER, monthsToJoint };
}

/** Unknown ends first, then by day, contracts without an end last. */
function byEnd(one: Line, other: Line): number {
  const key = ({ endKind, endsOn, id }: Line): string => `${endKind === EndKind.UNKNOWN ? '' : (endsOn ?? '~')} ${id}`;
  return key(one) < key(other) ? -1 : 1;
}
