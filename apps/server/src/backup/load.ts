import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { Refused } from '../ports/refused.ts';
import { type DumpEnd, quoted, type TableShape } from './dump.ts';

/**
 * Reads a dump into empty tables, in one transaction and with triggers asleep: what they derived is in the dump.
 * @param migrateTo brings the schema to where the dump stands; called before the first row
 * @throws Refused BACKUP_DAMAGED when the dump ends early or counts differ; nothing is kept then
 */
export async function loadTables(client: pg.ClientBase, lines: AsyncIterable<Buffer>): Promise<DumpEnd> {
  await client.query('begin');
  await client.query("set local session_replication_role = 'replica'");
  const loaded: Record<string, number> = {};
  let target: { readonly table: string; readonly stream: Writable & { rowCount: number } } | undefined;
  let end: DumpEnd | undefined;
  for await (const line of lines) {
    if (target) {
      if (line.equals(endOfTable)) {
        target.stream.end();
        await finished(target.stream);
        loaded[target.table] = target.stream.rowCount;
        target = undefined;
      } else if (!target.stream.write(line))
        await new Promise<void>((resolve) => target?.stream.once('drain', resolve));
      continue;
    }
    const section = parseSection(line);
    if ('end' in section) end = section;
    else target = { table: section.table, stream: await openTable(client, section) };
  }
  if (!end || target || !sameCounts(end.rows, loaded)) {
    await client.query('rollback');
    throw new Refused('BACKUP_DAMAGED', { file: 'database' });
  }
  for (const [name, value] of Object.entries(end.sequences))
    await client.query('select setval($1::regclass, $2)', [quoted(name), value]);
  await client.query('commit');
  return end;
}

const endOfTable = Buffer.from('\\.\n');

/** A migration may have put rows into a table; the dump has them too. */
async function openTable(
  client: pg.ClientBase,
  { table, columns }: TableShape,
): Promise<Writable & { rowCount: number }> {
  await client.query(`delete from ${quoted(table)}`);
  return client.query(copyFrom(`copy ${quoted(table)} (${columns.map(quoted).join(', ')}) from stdin`));
}

function parseSection(line: Buffer): TableShape | DumpEnd {
  try {
    return JSON.parse(line.toString('utf8')) as TableShape | DumpEnd;
  } catch {
    throw new Refused('BACKUP_DAMAGED', { file: 'database' });
  }
}

const sameCounts = (a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): boolean =>
  Object.keys(a).length === Object.keys(b).length &&
  Object.entries(a).every(([table, count]) => b[table] === count);

/** Cuts a stream of bytes into lines that keep their newline; a last line without one is a line too. */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  for await (const piece of bytes) {
    let buffer =
      rest.length > 0
        ? Buffer.concat([rest, piece])
        : Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    for (let at = buffer.indexOf(10); at >= 0; at = buffer.indexOf(10)) {
      yield buffer.subarray(0, at + 1);
      buffer = buffer.subarray(at + 1);
    }
    rest = Buffer.from(buffer);
  }
  if (rest.length > 0) yield rest;
}
