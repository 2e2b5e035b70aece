import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { BulkLoad } from '../ports/bulk-load.ts';
import { queryableOf } from './database.ts';

/** Lends connections of the pool for bulk work. */
export function bulkLoadOn(pool: pg.Pool): BulkLoad {
  return async (work) => {
    const client = await pool.connect();
    const ignore = (): void => undefined;
    client.on('error', ignore);
    let failed = true;
    try {
      const result = await work({
        ...queryableOf(client),
        copyInto: (statement) => client.query(copyFrom(statement)),
      });
      failed = false;
      return result;
    } finally {
      client.off('error', ignore);
      // A failed session may hold a lock or a half-done copy: it must not go back into the pool.
      client.release(failed);
    }
  };
}
