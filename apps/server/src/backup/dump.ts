/**
 * All tables of the office as one stream of text, seen in one snapshot:
 *
 *   {"table":"fact","columns":["seq", …]}      a line of JSON
 *   …                                          rows in PostgreSQL's COPY text form, one a line
 *   \.                                         end of the table
 *   {"end":true,"rows":{"fact":12, …},"sequences":{…},"migrations":[…]}
 */
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';

/** Transport and sessions: nothing of them outlives the machine they were made on. */
const leftOut = new Set(['upload', 'officer_session', 'sign_in_failure', 'migration']);

export interface DumpEnd {
  readonly end: true;
  readonly rows: Readonly<Record<string, number>>;
  readonly sequences: Readonly<Record<string, number>>;
  /** Migrations whose tables these are, in order. */
  readonly migrations: readonly string[];
}

export interface TableShape {
  readonly table: string;
  readonly columns: readonly string[];
}

/** The office's tables with the columns that are stored as given; generated ones follow by themselves. */
export async function listTables(client: pg.ClientBase): Promise<TableShape[]> {
  const { rows } = await client.query<{ table: string; columns: string[] }>(
    `select c.table_name as table, array_agg(c.column_name::text order by c.ordinal_position) as columns
     from information_schema.columns c
     join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
     group by c.table_name order by c.table_name`,
  );
  return rows.filter((row) => !leftOut.has(row.table));
}

/**
 * Writes the dump. The caller holds a repeatable-read transaction on `client`, so that all tables are of one moment.
 * @returns what stands in its last line
 */
export async function dumpTables(client: pg.ClientBase, out: Writable): Promise<DumpEnd> {
  const rows: Record<string, number> = {};
  for (const { table, columns } of await listTables(client)) {
    await write(out, `${JSON.stringify({ table, columns })}\n`);
    const copy = client.query(copyTo(`copy ${quoted(table)} (${columns.map(quoted).join(', ')}) to stdout`));
    for await (const piece of copy as AsyncIterable<Buffer>) await write(out, piece);
    rows[table] = copy.rowCount;
    await write(out, '\\.\n');
  }
  const end: DumpEnd = {
    end: true,
    rows,
    sequences: await readSequences(client),
    migrations: await readMigrations(client),
  };
  await write(out, `${JSON.stringify(end)}\n`);
  out.end();
  await finished(out);
  return end;
}

async function readSequences(client: pg.ClientBase): Promise<Record<string, number>> {
  const { rows } = await client.query<{ name: string; value: number | null }>(
    "select sequencename as name, last_value as value from pg_sequences where schemaname = 'public'",
  );
  return Object.fromEntries(
    rows.filter((row) => row.value !== null).map((row) => [row.name, Number(row.value)]),
  );
}

async function readMigrations(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('select name from migration order by name');
  return rows.map((row) => row.name);
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

async function write(out: Writable, piece: string | Buffer): Promise<void> {
  if (!out.write(piece)) await new Promise<void>((resolve) => out.once('drain', resolve));
}
