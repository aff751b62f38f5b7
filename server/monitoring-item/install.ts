import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '../context.ts';
import { InvalidInputError } from '../errors.ts';
import { requireOperator } from '../organisation/service.ts';
import { COMMON_SET } from './common-set/common-set.ts';
import type { ShippedItem } from './common-set/shipped-item.ts';
import { contentOf, type ItemContent } from './content.ts';
import { MonitoringItem } from './entity.ts';
import { noteVersion } from './service.ts';
import { MonitoringScope, ShippedItemState } from './terms.ts';
import type { CommonSet, CommonSetInstallation, ShippedItemOffer } from './type.ts';

/** Where an item of the set stands to the catalogue; null when they say the same. */
interface Standing {
  shipped: ShippedItem;
  item: MonitoringItem | null;
  state: ShippedItemState | null;
}

const digestOf = (item: ItemContent): string =>
  createHash('sha256')
    .update(JSON.stringify(contentOf(item)))
    .digest('hex');

async function standings(em: EntityManager): Promise<Standing[]> {
  const items = new Map((await em.find(MonitoringItem, { scope: MonitoringScope.COMMON })).map(item => [item.code, item]));
  return COMMON_SET.map(shipped => {
    const item = items.get(shipped.code) ?? null;
    if (!item) return { shipped, item, state: ShippedItemState.MISSING };
    const present = digestOf(item as ItemContent);
    if (present === digestOf(shipped)) return { shipped, item, state: null };
    return { shipped, item, state: present === item.shippedDigest ? ShippedItemState.NEWER : ShippedItemState.EDITED };
  });
}

/** What the set that ships with the portal would add to the catalogue, or change in it. */
export async function commonSet({ em }: Pick<Context, 'em'>): Promise<CommonSet> {
  const offers = (await standings(em)).flatMap(({ shipped, item, state }): ShippedItemOffer[] =>
    state ? [{ code: shipped.code, name: shipped.name, nameEn: shipped.nameEn!, state, fields: item ? differing(shipped, item) : [] }] : [],
  );
  return { itemCount: COMMON_SET.length, offers };
}

function differing(shipped: ShippedItem, item: MonitoringItem): string[] {
  const present = contentOf(item as ItemContent);
  return Object.entries(contentOf(shipped)).flatMap(([field, value]) =>
    JSON.stringify(value) === JSON.stringify(present[field as keyof ItemContent]) ? [] : [field],
  );
}

/**
 * Adds to the catalogue what it lacks of the common set, and gives items that nobody changed here their newer version. The second
 * time changes nothing.
 *
 * @param replaceCodes items that were changed here and are to be as shipped again
 * @throws ForbiddenError unless the viewer's organisation operates the portal
 * @throws InvalidInputError on `replaceCodes` for a code that the set does not have
 */
export async function installCommonItems(
  context: Pick<Context, 'em' | 'viewer'>,
  replaceCodes: readonly string[] = [],
): Promise<CommonSetInstallation> {
  const { em } = context;
  await requireOperator(context, 'installCommonItems');
  const unknown = replaceCodes.find(code => !COMMON_SET.some(shipped => shipped.code === code));
  if (unknown !== undefined)
    throw new InvalidInputError('replaceCodes', {
      ja: `標準の監視項目に ${unknown} はありません。一覧のコードを指定してください。`,
      en: `The common set has no ${unknown}. Name codes that it offers.`,
    });
  await em.execute(`select pg_advisory_xact_lock(hashtext('common-monitoring-items'))`);
  const all = await standings(em);
  const written: MonitoringItem[] = [];
  for (const { shipped, item, state } of all) {
    const taken = state !== null && (state !== ShippedItemState.EDITED || replaceCodes.includes(shipped.code));
    const shippedDigest = digestOf(shipped);
    if (taken && item) em.assign(item, { ...contentOf(shipped), shippedDigest });
    else if (taken) written.push(em.create(MonitoringItem, { ...shipped, scope: MonitoringScope.COMMON, shippedDigest }));
    else if (item && state === null && item.shippedDigest !== shippedDigest) em.assign(item, { shippedDigest });
    if (taken && item) written.push(item);
  }
  await em.flush();
  for (const item of written) noteVersion(context, item);
  await em.flush();
  const addedCount = all.filter(({ state }) => state === ShippedItemState.MISSING).length;
  const edited = all.filter(({ shipped, state }) => state === ShippedItemState.EDITED && !replaceCodes.includes(shipped.code));
  return { addedCount, changedCount: written.length - addedCount, keptCount: edited.length };
}
