import type { EntityName, FilterQuery, QueryOrderMap } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type ClassType, Field, Int, ObjectType } from 'type-graphql';
import { InvalidInputError } from '../errors.ts';

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
  /** Must end in something unique, so that pages neither repeat nor miss a row. */
  orderBy: QueryOrderMap<Entity>;
  first: number;
  after?: string | null;
}

/** Reads a page by key, so that rows added meanwhile neither repeat nor hide others. */
export async function readPage<Entity extends object>(
  em: EntityManager,
  entity: EntityName<Entity>,
  { where, orderBy, first, after }: PageWish<Entity>,
): Promise<Page<Entity>> {
  checkPageSize(first);
  const cursor = await em
    .findByCursor(entity, { where: where as never, orderBy, first, ...(after ? { after } : {}) })
    .catch((error: unknown) => {
      // A cursor that we did not make does not decode.
      if (error instanceof SyntaxError || (error as Error).name === 'CursorError')
        throw new InvalidInputError('after', {
          ja: '続きの位置が正しくありません。先頭から読み直してください。',
          en: 'The cursor is not valid. Read from the start.',
        });
      throw error;
    });
  return { items: cursor.items as Entity[], nextCursor: cursor.hasNextPage ? cursor.endCursor : null, totalCount: cursor.totalCount };
}
