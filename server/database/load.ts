import type { EntityManager } from '@mikro-orm/postgresql';
import DataLoader from 'dataloader';
import type { Context } from '../context.ts';

/** Reads many keys at once; answers in the order of the keys. */
export type Batch<Key, Value> = (em: EntityManager, keys: readonly Key[]) => Promise<Value[]>;

/** Reads `key` through `batch`, together with every other key asked for in the same tick of the operation. */
export function load<Key, Value>({ em, loaders }: Context, batch: Batch<Key, Value>, key: Key): Promise<Value> {
  let loader = loaders.get(batch) as DataLoader<Key, Value> | undefined;
  if (!loader) {
    loader = new DataLoader<Key, Value>(keys => batch(em, keys));
    loaders.set(batch, loader as DataLoader<unknown, unknown>);
  }
  return loader.load(key);
}
