import type { FilterQuery } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type Page, readPage } from '../database/page.ts';
import { holding } from '../database/search.ts';
import { today } from '../scalars.ts';
import { MonitoringItem } from './entity.ts';
import type { MonitoringItemFilter } from './input.ts';

/** Items that are not retired. */
export const inForce = () => ({ $or: [{ retiredOn: null }, { retiredOn: { $gt: today() } }] });

/** A page of the items that the viewer sees, by code. */
export function monitoringItemPage(
  em: EntityManager,
  filter: MonitoringItemFilter | null,
  first: number,
  after: string | null,
): Promise<Page<MonitoringItem>> {
  const { search, scope, systemId, layer, watchTarget, profile, systemClass, withRetired } = filter ?? {};
  const where: FilterQuery<MonitoringItem>[] = [];
  const pattern = holding(search);
  if (pattern) where.push({ $or: (['code', 'name', 'nameEn', 'metric'] as const).map(field => ({ [field]: { $ilike: pattern } })) });
  if (scope) where.push({ scope });
  if (systemId) where.push({ system: systemId });
  if (layer) where.push({ layer });
  if (watchTarget) where.push({ watchTarget });
  if (profile) where.push({ profiles: { $contains: [profile] } });
  if (systemClass) where.push({ systemClasses: { $contains: [systemClass] } });
  if (!withRetired) where.push(inForce());
  return readPage(em, MonitoringItem, { where: where.length ? { $and: where } : {}, orderBy: { code: 'asc', id: 'asc' }, first, after });
}
