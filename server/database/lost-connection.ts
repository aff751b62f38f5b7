import type { Pool, PoolClient } from 'pg';

/**
 * Frees the place of a connection that ends while somebody holds it. A transaction whose begin, commit or rollback fails for
 * that never gives it back, and a pool of ten would be used up by ten of them.
 */
export function freeLostConnections(pool: Pool): void {
  const held = new WeakSet<PoolClient>();
  pool.on('acquire', client => held.add(client));
  pool.on('release', (_error, client) => held.delete(client));
  pool.on('connect', client =>
    client.once('end', () => {
      if (!held.has(client)) return;
      client.release(true);
      // Its holder may yet give it back, which a pool takes for a fault.
      client.release = () => {};
    }),
  );
}
