/** PostgreSQL's own COPY of the same file, without a check of anything: the measure that the import stands beside. */
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { residentCsvColumns } from '@rekam/testkit/demo-city/resident-csv.ts';
import type { BulkLoad } from '../ports/bulk-load.ts';

const columns = residentCsvColumns.map((column) => `${column} text collate "C"`);

/** As `resident` has them: the number, the words of the name, the order of changes. */
const indexes = [
  'create unique index on copied (NIK)',
  'create unique index on copied (serial)',
  "create index on copied using gin (array_to_tsvector(string_to_array(NAMA_LGKP, ' ')))",
];

/** @returns seconds that COPY took into an empty table with or without the indexes of `resident` */
export function timeCopy(bulkLoad: BulkLoad, file: string, withIndexes: boolean): Promise<number> {
  return bulkLoad(async (session) => {
    await session.query('drop table if exists copied');
    await session.query(
      `create table copied (${columns.join(', ')}, serial bigint generated always as identity)`,
    );
    if (withIndexes) for (const index of indexes) await session.query(index);
    await session.query('checkpoint');
    const started = performance.now();
    const copy = session.copyInto(
      `copy copied (${residentCsvColumns.join(', ')}) from stdin (format csv, header)`,
    );
    await pipeline(createReadStream(file, { highWaterMark: 1 << 19 }), copy);
    const seconds = (performance.now() - started) / 1000;
    await session.query('drop table copied');
    return seconds;
  });
}
