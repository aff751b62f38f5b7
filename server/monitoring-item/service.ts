import { ref } from '@mikro-orm/core';
import { type Context, signedIn } from '../context.ts';
import { InvalidInputError, NotFoundError } from '../errors.ts';
import { findOwnSystem } from '../feature/service.ts';
import { requireOperator } from '../organisation/service.ts';
import { inVersion, requireOwn } from '../validation.ts';
import { contentOf, givenContent, type ItemContent } from './content.ts';
import { MonitoringItem, MonitoringItemVersion } from './entity.ts';
import type { CreateMonitoringItemInput, RetireMonitoringItemInput, UpdateMonitoringItemInput } from './input.ts';
import { MonitoringScope } from './terms.ts';

/** @throws NotFoundError when the viewer sees no such item */
export async function findMonitoringItem({ em }: Pick<Context, 'em'>, id: string): Promise<MonitoringItem> {
  const item = await em.findOne(MonitoringItem, id);
  if (!item) throw new NotFoundError('MonitoringItem', id);
  return item;
}

/**
 * Adds an item to the catalogue: one of a system of the viewer's organisation, or a common one.
 *
 * @throws ForbiddenError on a common item unless the viewer's organisation operates the portal, or a system of somebody else
 * @throws InvalidInputError on a code that is none or is taken, or content that does not fit together
 */
export async function createMonitoringItem(context: Context, input: CreateMonitoringItemInput): Promise<MonitoringItem> {
  const { em } = context;
  const system = input.systemId ? await findOwnSystem(context, input.systemId, 'createMonitoringItem') : null;
  if (!system) await requireOperator(context, 'createMonitoringItem');
  const scope = system ? MonitoringScope.SYSTEM_SPECIFIC : MonitoringScope.COMMON;
  const content = givenContent(input, scope);
  const code = await freeCode(context, input.code, system?.id ?? null);
  const item = em.create(MonitoringItem, { code, scope, system: system && ref(system), ...content });
  await em.flush();
  noteVersion(context, item);
  await em.flush();
  return item;
}

/**
 * Changes what an item says, from then on for every system that it applies to. What it said before is kept.
 *
 * @throws ForbiddenError on an item that another organisation keeps
 */
export async function updateMonitoringItem(context: Context, input: UpdateMonitoringItemInput): Promise<MonitoringItem> {
  const { em } = context;
  const item = await ownItem(context, input, 'updateMonitoringItem');
  em.assign(item, givenContent(input, item.scope));
  const before = item.version;
  await em.flush();
  if (item.version !== before) noteVersion(context, item);
  await em.flush();
  return item;
}

/** Lets an item apply to no system any more from a day on, or takes that back. What systems said of it stays. */
export async function retireMonitoringItem(context: Context, input: RetireMonitoringItemInput): Promise<MonitoringItem> {
  const item = await ownItem(context, input, 'retireMonitoringItem');
  context.em.assign(item, { retiredOn: input.retiredOn ?? null });
  await context.em.flush();
  return item;
}

async function ownItem(context: Context, input: { monitoringItemId: string; version: number }, act: string): Promise<MonitoringItem> {
  const { monitoringItemId: id, version } = input;
  const item = inVersion('MonitoringItem', id, await context.em.findOne(MonitoringItem, id), version);
  requireOwn(signedIn(context), item, act);
  return item;
}

/** Keeps what an item says in its present version. */
export function noteVersion({ em, viewer }: Pick<Context, 'em' | 'viewer'>, item: MonitoringItem): void {
  em.create(MonitoringItemVersion, {
    item: ref(item),
    number: item.version,
    changedByName: signedIn({ viewer }).name,
    ...contentOf(item as ItemContent),
  });
}

/** A code that is neither a common one nor one of the same system. */
async function freeCode({ em }: Context, given: string, systemId: string | null): Promise<string> {
  const code = given.trim();
  if (!/^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*$/.test(code) || code.length > 40)
    throw new InvalidInputError('code', {
      ja: 'コードは英大文字、数字、ハイフンで40文字以内にしてください。例: RES-CPU-HIGH',
      en: 'Use capital letters, digits and hyphens, 40 characters at most. Example: RES-CPU-HIGH',
    });
  if (await em.count(MonitoringItem, { code, $or: [{ system: null }, ...(systemId ? [{ system: systemId }] : [])] }))
    throw new InvalidInputError('code', { ja: 'このコードの監視項目は既にあります。', en: 'There is an item with this code already.' });
  return code;
}
