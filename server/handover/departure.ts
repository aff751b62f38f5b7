import type { DisableAccountInput, EnableAccountInput } from '../account/input.ts';
import type { Account } from '../account/entity.ts';
import { disableAccount, enableAccount } from '../account/service.ts';
import type { Context } from '../context.ts';
import { InvalidInputError } from '../errors.ts';
import { heldBy, SOURCES } from './sources.ts';

/**
 * Shuts a person out at once. What only this person has is to be handed over first; forced, it shows as without anybody.
 *
 * @throws InvalidInputError on `withoutHandover` when something would be without anybody and that was not asked for
 */
export async function dismiss(context: Context, input: DisableAccountInput): Promise<Account> {
  const { em, viewer } = context;
  const account = await disableAccount(context, input);
  const held = await heldBy(em, [account.id], viewer!.organisationId);
  const left = held.filter(({ binding }) => binding).length;
  if (left && !input.withoutHandover)
    throw new InvalidInputError('withoutHandover', {
      ja: `後任に引き継がれていないものが${left}件あります。先に引継ぎを始め、後任の受領を待ってください。急ぐときは、引継ぎなしで停止することを選んでください。`,
      en: `${left} things have not been handed over. Start a hand-over first and wait for the successor, or choose to disable without one.`,
    });
  for (const source of SOURCES) await source.mark?.(em, account.id, true);
  await em.flush();
  return account;
}

/** Lets a person in again, who is then back in place. */
export async function readmit(context: Context, input: EnableAccountInput): Promise<Account> {
  const account = await enableAccount(context, input);
  for (const source of SOURCES) await source.mark?.(context.em, account.id, false);
  await context.em.flush();
  return account;
}
