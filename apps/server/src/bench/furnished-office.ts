/** An office with a whole city's register and years of recordings, at rest as it would be on any morning. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { defaultLetterPolicy } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import { writeResidentCsv } from '@rekam/testkit/demo-city/resident-csv.ts';
import { openPool, type Pool } from '../shell/database.ts';
import { startEmbeddedPostgres } from '../shell/embedded-postgres.ts';
import { getPostgresPrograms } from '../shell/postgres-programs.ts';
import { fillRecordings } from './invented-recordings.ts';
import { type OfficeOfMany, startOfficeOfMany } from './office-of-many.ts';

export interface FurnishedOffice {
  readonly office: OfficeOfMany;
  /** Its database, past the office. */
  readonly pool: Pool;
  /** NIKs of residents recorded before Rekam, in no order. */
  readonly niks: readonly string[];
  /** Where its database lies. */
  readonly folder: string;
  /** Ends it and takes its data away. */
  readonly stop: () => Promise<void>;
}

/** One recording every half minute: a million are not quite a year. */
const betweenMs = 30_000;

/** @param wanted how many lines its register has, and how many recordings were made here */
export async function startFurnishedOffice(
  wanted: { readonly residents: number; readonly recordings: number },
  say: (words: string) => void,
): Promise<FurnishedOffice> {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-bench-furnished-'));
  const postgres = await startEmbeddedPostgres(folder, getPostgresPrograms(process.env), say);
  const { host, user, database } = postgres.connection;
  const databaseUrl = `postgresql://${user}@/${database}?host=${encodeURIComponent(host)}`;
  const pool = openPool(postgres.connection, say);
  let office: OfficeOfMany | undefined;
  const stop = async (): Promise<void> => {
    await office?.stop();
    await pool.close();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    office = await startOfficeOfMany({ databaseUrl });
    await addRegister(office.head, wanted.residents);
    say(`${wanted.residents} residents`);
    await addLetterRule(office.head);
    await addRecordings(pool, office.head, wanted.recordings);
    say(`${wanted.recordings} recordings`);
    await comeToRest(pool);
    return { office, pool, niks: await listServable(pool), folder, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function addRegister(head: ApiClient, count: number): Promise<void> {
  const csv = new PassThrough();
  const [content] = await Promise.all([text(csv), writeResidentCsv(csv, { seed: 1, count })]);
  await head.upload(officeApi.importResidents, content, { fileName: 'penduduk.csv' });
}

async function addLetterRule(head: ApiClient): Promise<void> {
  const { version: _, ...rule } = defaultLetterPolicy;
  const signatory = { position: 'Kepala Dinas', name: 'KEPALA CONTOH', rank: '', nip: '' };
  await head.call(officeApi.addLetterPolicy, {
    body: { ...rule, purposes: [...rule.purposes], signatory },
  });
}

async function addRecordings(pool: Pool, head: ApiClient, count: number): Promise<void> {
  const placeIds = (await head.call(officeApi.listPlaces, {})).slice(0, 7).map(({ id }) => id);
  await fillRecordings(pool, { count, placeIds, begin: Date.now() - count * betweenMs, betweenMs });
}

/** What a night does to an office: its tables are tidied and counted, and nothing waits to be written. */
async function comeToRest(pool: Pool): Promise<void> {
  await pool.query('vacuum analyze');
  await pool.query('checkpoint');
}

async function listServable(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ nik: string }>(
    "select nik from resident where recorded_status = 'SUDAH REKAM' order by md5(nik) limit 60000",
  );
  return rows.map(({ nik }) => nik);
}
