import { createHash, createHmac } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { RefusedRequestError } from '../errors.ts';

/**
 * Claims a key for this transaction. A second request with the key waits until the first has ended.
 *
 * @returns the answer that was given under the key before, or null when this is the first time
 * @throws RefusedRequestError when the key was used for another request
 */
export async function claimKey(em: EntityManager, key: string, requestHash: string): Promise<string | null> {
  const bound = createHmac('sha256', key).update(requestHash).digest('hex');
  const claimed = await em.execute(
    `with old as (delete from idempotent_request where account_id = current_account_id() and at < now() - interval '2 days')
     insert into idempotent_request (key, request_hash) values (?, ?) on conflict (tenant_id, account_id, key) do nothing returning id`,
    [hashOf(key), bound],
  );
  if (claimed.length) return null;
  const [known] = await em.execute<[{ requestHash: string; response: string }]>(
    `select request_hash as "requestHash", response from idempotent_request where account_id = current_account_id() and key = ?`,
    [hashOf(key)],
  );
  if (known.requestHash !== bound) {
    const text = {
      ja: 'この Idempotency-Key は別の要求に使われています。要求ごとに新しい値を送ってください。',
      en: 'This Idempotency-Key was used for another request. Send a new one with each act.',
    };
    throw new RefusedRequestError('BAD_USER_INPUT', text, { field: 'Idempotency-Key' });
  }
  return known.response;
}

/** Keeps the answer under the claimed key; it commits together with the effect. */
export async function keepAnswer(em: EntityManager, key: string, response: string): Promise<void> {
  await em.execute('update idempotent_request set response = ? where account_id = current_account_id() and key = ?', [
    response,
    hashOf(key),
  ]);
}

const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex');
