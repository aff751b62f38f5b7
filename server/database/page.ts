import { type EntityName, type FilterQuery, type QueryOrderMap, raw } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type ClassType, Field, Int, ObjectType } from 'type-graphql';
import { InvalidInputError } from '../errors.ts';
import { UUID } from '../uuid.ts';

export const PAGE_SIZE = 100;

/** One page of a list that grows. */
export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
  totalCount: number;
}

/** The API type of a page of `Item`, for example OrganisationPage. */
export function pageType<Item extends object>(item: () => ClassType<Item>, name: string): ClassType<Page<Item>> {
  @ObjectType(name, { description: 'One page of a list.' })
  class PageClass implements Page<Item> {
    @Field(() => [item()])
    items!: Item[];

    @Field(() => String, { nullable: true, description: 'Pass it as `after` to read on; null at the end.' })
    nextCursor!: string | null;

    @Field(() => Int, { description: 'Of the whole list.' })
    totalCount!: number;
  }
  return PageClass;
}

/** @throws InvalidInputError on `first` unless it is from 1 to 100 */
export function checkPageSize(first: number): void {
  if (first >= 1 && first <= PAGE_SIZE) return;
  throw new InvalidInputError('first', {
    ja: `first は 1 から ${PAGE_SIZE} までです。続きは after で読みます。`,
    en: `first must be from 1 to ${PAGE_SIZE}; read on with after.`,
  });
}

interface PageWish<Entity> {
  where: FilterQuery<Entity>;
  /** All one way, and ending in something unique, so that pages neither repeat nor miss a row. */
  orderBy: { [Key in keyof Entity]?: 'asc' | 'desc' };
  first: number;
  after?: string | null;
}

/**
 * Reads a page by key, so that rows added meanwhile neither repeat nor hide others. A cursor is the id of the last row that
 * was read: its keys stay in the database, which counts time in finer steps than a date of JavaScript does.
 *
 * @throws InvalidInputError on `after` when there is no such row in sight
 */
export async function readPage<Entity extends { id: string }>(
  em: EntityManager,
  entity: EntityName<Entity>,
  { where, orderBy, first, after }: PageWish<Entity>,
): Promise<Page<Entity>> {
  checkPageSize(first);
  const beyond = after ? await beyondRow(em, entity, orderBy, after) : {};
  const rows = await em.find(entity, { $and: [where, beyond] } as FilterQuery<Entity>, {
    orderBy: orderBy as QueryOrderMap<Entity>,
    limit: first + 1,
  });
  const items = rows.slice(0, first) as Entity[];
  return { items, nextCursor: rows.length > first ? items.at(-1)!.id : null, totalCount: await em.count(entity, where) };
}

/**
 * A page of a list that is at hand as a whole. The cursor is the id of the last item.
 *
 * @throws InvalidInputError on `after` when there is no such item
 */
export function pageOfList<Item extends { id: string }>(list: readonly Item[], first: number, after: string | null): Page<Item> {
  const start = after ? list.findIndex(({ id }) => id === after) + 1 : 0;
  if (after && start === 0) throw notACursor();
  const items = list.slice(start, start + first);
  return { items, nextCursor: start + first < list.length ? items.at(-1)!.id : null, totalCount: list.length };
}

/** @throws InvalidInputError on `after` when it is no cursor that a page could have given */
export function checkCursor(after: string | null | undefined): void {
  if (after != null && !UUID.test(after)) throw notACursor();
}

export const notACursor = (): InvalidInputError =>
  new InvalidInputError('after', {
    ja: '続きの位置が正しくありません。先頭から読み直してください。',
    en: 'The cursor is not valid. Read from the start.',
  });

/** The condition for what comes after a row. */
async function beyondRow<Entity extends { id: string }>(
  em: EntityManager,
  entity: EntityName<Entity>,
  orderBy: PageWish<Entity>['orderBy'],
  id: string,
): Promise<object> {
  if (!UUID.test(id) || !(await em.count(entity, { id } as FilterQuery<Entity>))) throw notACursor();
  const { tableName, properties } = em.getMetadata().get(entity);
  const keys = Object.keys(orderBy) as (keyof typeof properties)[];
  const columns = keys.map(key => properties[key].fieldNames[0]);
  const further = Object.values(orderBy)[0] === 'desc' ? '<' : '>';
  const own = (alias: string): string => columns.map(column => `${alias}.${column}`).join(', ');
  return { [raw(alias => `((${own(alias)}) ${further} (select ${columns.join(', ')} from ${tableName} where id = ?))`, [id])]: true };
}
