import { ref } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Role } from '../access/role.ts';
import type { Viewer } from '../access/viewer.ts';
import { type Belonging, BelongingKind } from '../account/belongings.ts';
import { Account } from '../account/entity.ts';
import { ownStaff } from '../account/service.ts';
import { type Context, signedIn } from '../context.ts';
import { giveReason } from '../database/doors.ts';
import { type Page, readPage } from '../database/page.ts';
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from '../errors.ts';
import { blankToNull, inVersion, limitedText, requiredText } from '../validation.ts';
import { Handover, HandoverItem, HandoverState } from './entity.ts';
import type { AcknowledgeHandoverInput, StartHandoverInput, WithdrawHandoverInput } from './input.ts';
import { mayRead } from './reading.ts';
import { heldBy, SOURCES } from './sources.ts';
import type { Belongings } from './type.ts';

export const stateOf = ({ withdrawnAt, acknowledgedAt }: Handover): HandoverState =>
  withdrawnAt ? HandoverState.WITHDRAWN : acknowledgedAt ? HandoverState.ACKNOWLEDGED : HandoverState.PENDING;

const oversees = ({ roles }: Viewer): boolean =>
  [Role.ADMINISTRATOR, Role.PORTFOLIO_MANAGER, Role.AUDITOR].some(role => roles.includes(role));

/** Hand-overs that concern the viewer; who keeps the people or the portfolio, and the auditor, see all. Latest first. */
export function handovers({ em, viewer }: Context, pendingOnly: boolean, first: number, after: string | null): Promise<Page<Handover>> {
  const { accountId } = viewer!;
  return readPage(em, Handover, {
    where: {
      ...(!oversees(viewer!) && { $or: [{ from: accountId }, { to: accountId }] }),
      ...(pendingOnly && { acknowledgedAt: null, withdrawnAt: null }),
    },
    orderBy: { startedAt: 'desc', id: 'desc' },
    first,
    after,
  });
}

/** @throws NotFoundError when there is none that concerns the viewer */
export async function findHandover({ em, viewer }: Context, id: string): Promise<Handover> {
  const handover = await em.findOne(Handover, id);
  if (handover && (oversees(viewer!) || [handover.from.id, handover.to.id].includes(viewer!.accountId))) return handover;
  throw new NotFoundError('Handover', id);
}

/**
 * What hangs on a person; without one, on everybody whose account is out of use.
 *
 * @throws NotFoundError when the organisation has no such account, or it is another person's and the viewer keeps no people
 */
export async function belongings(context: Context, accountId: string | null): Promise<Belongings> {
  const { em, viewer } = context;
  const { organisationId } = viewer!;
  const own = { tenantId: organisationId };
  const people = await em.find(Account, accountId ? { id: accountId, ...own } : { disabledAt: { $ne: null }, ...own });
  if (accountId && (!people.length || (accountId !== viewer!.accountId && !oversees(viewer!))))
    throw new NotFoundError('Account', accountId);
  const byId = new Map(people.map(account => [account.id, account]));
  const held = await heldBy(em, [...byId.keys()], organisationId);
  const shown = accountId ? held : held.filter(({ binding }) => binding);
  return {
    items: shown.map(item => ({
      ...item,
      ...(!mayRead(context, item.kind) && { label: null, dueOn: null }),
      account: byId.get(item.accountId)!,
    })),
    bindingCount: shown.filter(({ binding }) => binding).length,
  };
}

/**
 * Starts the hand-over of all that hangs on a person of the viewer's organisation.
 *
 * @throws ForbiddenError unless the viewer leaves, or is an administrator
 * @throws InvalidInputError when the successor is the same person or no staff in use, or a hand-over of the person is pending
 */
export async function startHandover(context: Context, input: StartHandoverInput): Promise<Handover> {
  const { em } = context;
  const { accountId, roles, organisationId, name } = signedIn(context);
  const from = await em.findOne(Account, { id: input.fromAccountId, tenantId: organisationId });
  if (!from) throw new NotFoundError('Account', input.fromAccountId);
  if (from.id !== accountId && !roles.includes(Role.ADMINISTRATOR)) throw new ForbiddenError('startHandover');
  const to = await ownStaff(context, input.toAccountId, 'toAccountId');
  if (to.id === from.id)
    throw new InvalidInputError('toAccountId', {
      ja: '本人以外の人を選んでください。',
      en: 'Choose somebody else than the person who leaves.',
    });
  if (await em.count(Handover, { from, acknowledgedAt: null, withdrawnAt: null }))
    throw new InvalidInputError('fromAccountId', {
      ja: 'この人の引継ぎはすでに始まっています。後任を変えるときは、先にその引継ぎを取りやめてください。',
      en: 'A hand-over of this person is pending. Withdraw it first to choose another successor.',
    });
  const held = await heldBy(em, [from.id], organisationId);
  const handover = em.create(Handover, {
    from: ref(from),
    to: ref(to),
    leavesOn: input.leavesOn,
    note: limitedText('note', blankToNull(input.note), 4000),
    openCount: held.length,
    startedByName: name,
  });
  addItems(em, handover, held, 0);
  await em.flush();
  return handover;
}

/**
 * Takes items of a hand-over over: what can pass to the viewer passes now. What came to hang on the person since the list was
 * made is added to it, so that nothing is left out at the end.
 *
 * @throws ForbiddenError unless the viewer is the successor
 * @throws InvalidInputError on `itemIds` when one is not on the list, none is named, or something carried over is named among others
 */
export async function acknowledgeHandover(context: Context, input: AcknowledgeHandoverInput): Promise<Handover> {
  const { em } = context;
  const handover = await pending(context, input.handoverId, input.version);
  const { accountId, organisationId } = signedIn(context);
  if (handover.to.id !== accountId) throw new ForbiddenError('acknowledgeHandover');
  const items = await em.find(HandoverItem, { handover }, { orderBy: { position: 'asc' } });
  const wanted = new Set(input.itemIds);
  const taken = items.filter(({ id, acknowledgedAt }) => wanted.has(id) && !acknowledgedAt);
  if (!wanted.size || items.filter(({ id }) => wanted.has(id)).length < wanted.size)
    throw new InvalidInputError('itemIds', {
      ja: '一覧にある項目を1つ以上選んでください。',
      en: 'Choose at least one of the items on the list.',
    });
  // Case 9-12: what has no date is what a list that is taken as a whole lets slip.
  if (wanted.size > 1 && items.some(({ id, kind }) => wanted.has(id) && kind === BelongingKind.CARRY_OVER))
    throw new InvalidInputError('itemIds', {
      ja: '継続調査事項は、一件ずつ読んで受け取ってください。',
      en: 'Read and take over the items carried over one by one.',
    });
  const [from, to] = [await handover.from.loadOrFail(), await handover.to.loadOrFail()];
  const now = new Date();
  for (const item of taken) {
    await SOURCES.find(({ kind }) => kind === item.kind)?.pass?.(em, item.subjectId, from, to);
    item.acknowledgedAt = now;
  }
  await em.flush();
  const known = new Set(items.map(({ kind, subjectId }) => `${kind} ${subjectId}`));
  const fresh = (await heldBy(em, [from.id], organisationId)).filter(
    ({ binding, kind, subjectId }) => binding && !known.has(`${kind} ${subjectId}`),
  );
  addItems(em, handover, fresh, items.length);
  handover.openCount = items.filter(({ acknowledgedAt }) => !acknowledgedAt).length + fresh.length;
  if (handover.openCount === 0) handover.acknowledgedAt = now;
  await em.flush();
  return handover;
}

/**
 * Ends a hand-over that is pending; what was acknowledged stays with the successor.
 *
 * @throws ForbiddenError unless the viewer leaves, or is an administrator
 * @throws InvalidInputError on a blank reason
 */
export async function withdrawHandover(context: Context, input: WithdrawHandoverInput): Promise<Handover> {
  const { em } = context;
  const handover = await pending(context, input.handoverId, input.version);
  const { accountId, roles } = signedIn(context);
  if (handover.from.id !== accountId && !roles.includes(Role.ADMINISTRATOR)) throw new ForbiddenError('withdrawHandover');
  handover.withdrawnReason = requiredText('reason', input.reason, 2000);
  await giveReason(em, handover.withdrawnReason);
  handover.withdrawnAt = new Date();
  await em.flush();
  return handover;
}

async function pending(context: Context, id: string, version: number): Promise<Handover> {
  const handover = inVersion('Handover', id, await findHandover(context, id), version);
  if (stateOf(handover) === HandoverState.PENDING) return handover;
  throw new ConflictError('Handover', id, handover.version, {
    ja: 'この引継ぎはすでに終わっています。画面を読み直してください。',
    en: 'This hand-over has ended already. Reload the page.',
  });
}

function addItems(em: EntityManager, handover: Handover, held: readonly Belonging[], from: number): void {
  held.forEach(({ kind, subjectId, label, dueOn }, place) =>
    em.create(HandoverItem, { handover: ref(handover), kind, subjectId, label, dueOn, position: from + place }),
  );
}
