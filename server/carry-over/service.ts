import { ref } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { watchesOver } from '../access/viewer.ts';
import { Account } from '../account/entity.ts';
import { type Context, signedIn } from '../context.ts';
import { giveReason } from '../database/doors.ts';
import { checkCursor, checkPageSize, notACursor, type Page } from '../database/page.ts';
import { ConflictError, ForbiddenError, InvalidInputError } from '../errors.ts';
import { InformationSystem } from '../information-system/entity.ts';
import { inVersion, requiredText } from '../validation.ts';
import { CarryOverItem } from './entity.ts';
import type { CarryOverItemFilter, ChangeCarryOverItemInput, CloseCarryOverItemInput, RecordCarryOverItemInput } from './input.ts';

const LONGEST = 1000;

/** What is open first; of that what has no date, then the day that comes soonest. */
const ORDER = (alias: string): string =>
  `${alias}.closed_at is not null, coalesce(${alias}.due_on, date '-infinity'), ${alias}.recorded_at, ${alias}.id`;

/** A page of what the organisation carries over. Three statements at most, however long it is. */
export async function carryOverItems(
  context: Context,
  { ownedByViewer, systemId, withClosed }: CarryOverItemFilter,
  first: number,
  after: string | null,
): Promise<Page<CarryOverItem>> {
  checkPageSize(first);
  checkCursor(after);
  const { em } = context;
  const { accountId, organisationId } = signedIn(context);
  const conditions: [string, ...string[]][] = [
    ['item.tenant_id = ?', organisationId],
    ...(withClosed ? [] : [['item.closed_at is null'] as [string]]),
    ...(ownedByViewer ? [['item.owner_id = ?', accountId] as [string, string]] : []),
    ...(systemId ? [['item.system_id::text = ?', systemId] as [string, string]] : []),
  ];
  const from = `from carry_over_item item where ${conditions.map(([condition]) => condition).join(' and ')}`;
  const values = conditions.flatMap(([, ...given]) => given);
  const [{ count }] = await em.execute<[{ count: number }]>(`select count(*)::int as count ${from}`, values);
  if (after && !(await em.count(CarryOverItem, { id: after }))) throw notACursor();
  const rows = await em.execute<{ id: string }[]>(
    `select item.id ${from} ${after ? `and (${ORDER('item')}) > (select ${ORDER('read')} from carry_over_item read where read.id = ?)` : ''}
     order by ${ORDER('item')} limit ?`,
    [...values, ...(after ? [after] : []), first + 1],
  );
  const ids = rows.slice(0, first).map(({ id }) => id);
  const byId = new Map((await em.find(CarryOverItem, { id: { $in: ids } })).map(item => [item.id, item]));
  return { items: ids.map(id => byId.get(id)!), nextCursor: rows.length > first ? ids.at(-1)! : null, totalCount: count };
}

/**
 * Writes down what the viewer must not forget. It hangs on the viewer until it is over or handed over.
 *
 * @throws InvalidInputError on a blank text, or a system that the viewer does not see
 */
export async function recordCarryOverItem(context: Context, input: RecordCarryOverItemInput): Promise<CarryOverItem> {
  const { em } = context;
  const { accountId, name } = signedIn(context);
  const item = em.create(CarryOverItem, {
    ...(await contentOf(em, input)),
    owner: ref(await em.findOneOrFail(Account, accountId)),
    recordedByName: name,
  });
  await em.flush();
  return item;
}

/**
 * Says it anew, for example once its day is known.
 *
 * @throws ForbiddenError unless it hangs on the viewer, or the viewer keeps the people or the portfolio
 * @throws ConflictError in another version, or when it is over
 */
export async function changeCarryOverItem(context: Context, input: ChangeCarryOverItemInput): Promise<CarryOverItem> {
  const item = await ownOpenItem(context, input, 'changeCarryOverItem');
  context.em.assign(item, await contentOf(context.em, input));
  await context.em.flush();
  return item;
}

/**
 * Ends it with what became of it: nothing that has no date is dropped without a word.
 *
 * @throws ForbiddenError unless it hangs on the viewer, or the viewer keeps the people or the portfolio
 * @throws InvalidInputError on a blank result
 * @throws ConflictError in another version, or when it is over
 */
export async function closeCarryOverItem(context: Context, input: CloseCarryOverItemInput): Promise<CarryOverItem> {
  const item = await ownOpenItem(context, input, 'closeCarryOverItem');
  const result = requiredText('result', input.result, LONGEST);
  await giveReason(context.em, result);
  context.em.assign(item, { result, closedAt: new Date(), closedByName: signedIn(context).name });
  await context.em.flush();
  return item;
}

async function contentOf(
  em: EntityManager,
  { text, systemId, dueOn }: RecordCarryOverItemInput,
): Promise<Pick<CarryOverItem, 'text' | 'system' | 'dueOn'>> {
  const system = systemId ? await em.findOne(InformationSystem, systemId) : null;
  if (systemId && !system)
    throw new InvalidInputError('systemId', {
      ja: 'この情報システムは見つかりません。一覧から選び直してください。',
      en: 'There is no such system. Choose one from the list.',
    });
  return { text: requiredText('text', text, LONGEST), system: system && ref(system), dueOn: dueOn ?? null };
}

async function ownOpenItem(
  context: Context,
  { carryOverItemId: id, version }: { carryOverItemId: string; version: number },
  act: string,
): Promise<CarryOverItem> {
  const viewer = signedIn(context);
  const item = inVersion('CarryOverItem', id, await context.em.findOne(CarryOverItem, id), version);
  if (item.owner.id !== viewer.accountId && !watchesOver(viewer)) throw new ForbiddenError(act);
  if (!item.closedAt) return item;
  throw new ConflictError('CarryOverItem', id, item.version, {
    ja: 'この継続調査事項はすでに完了しています。画面を読み直してください。',
    en: 'This item is over already. Reload the page.',
  });
}
