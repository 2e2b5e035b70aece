/** An office as it really runs, in a folder of its own, with as many residents recorded as a bench needs. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeRgbJpeg } from '@rekam/biometrics/records/jpeg.ts';
import { drawFace } from '@rekam/biometrics/synthetic/face.ts';
import type { Role } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import { type RunningProgram, startProgram } from '@rekam/protocol/process/running-program.ts';
import { ApiClient } from '@rekam/testkit/api-client.ts';
import { BareStation } from '@rekam/testkit/bare-station.ts';
import { freePort } from '@rekam/testkit/free-port.ts';
import { makePacket } from '@rekam/testkit/packet-maker.ts';

/** Of every account of a bench. */
export const benchPassword = 'kata-sandi-uji-1';

export interface OfficeOfMany {
  readonly url: string;
  /** The office's data. */
  readonly data: string;
  readonly head: ApiClient;
  /** Adds an officer of that role and signs in as them. */
  readonly signedInAs: (role: Role) => Promise<ApiClient>;
  /** Most memory that the office's process has held since it started, MiB. */
  readonly peakMb: () => number;
  /** What its process holds now, MiB. */
  readonly residentMb: () => number;
  /** Stops the office and starts it again on the same data: what came before is not measured. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** @param where `databaseUrl`: a database of the bench's own, to be filled past the office; else the embedded one */
export async function startOfficeOfMany(
  where: { readonly databaseUrl?: string } = {},
): Promise<OfficeOfMany> {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-bench-office-'));
  const data = join(folder, 'office');
  const port = await freePort();
  const start = async () => {
    const program = startProgram(
      join(import.meta.dirname, '../main.ts'),
      ['--data', data, '--port', String(port)],
      { errors: 'ignore', env: where.databaseUrl ? { DATABASE_URL: where.databaseUrl } : {} },
    );
    const { setupKey } = await program.waitFor(({ event }) => event === 'listening');
    return { program, setupKey: String(setupKey) };
  };
  let { program, setupKey } = await start();
  const url = `http://127.0.0.1:${port}`;
  const head = new ApiClient(url);
  await head.call(officeApi.setUp, {
    body: {
      setupKey,
      regencyCode: '53.71',
      timeZone: 'WITA',
      head: { username: 'kepala', password: benchPassword, name: 'Kepala' },
    },
  });
  return {
    url,
    data,
    head,
    signedInAs: async (role) => {
      await head.call(officeApi.addOfficer, {
        body: { username: role, password: benchPassword, name: role, roles: [{ role, placeId: null }] },
      });
      const client = new ApiClient(url);
      await client.call(officeApi.signIn, { body: { username: role, password: benchPassword } });
      return client;
    },
    peakMb: () => memoryMbOf(program, 'VmHWM'),
    residentMb: () => memoryMbOf(program, 'VmRSS'),
    restart: async () => {
      await program.stop();
      ({ program, setupKey } = await start());
    },
    stop: async () => {
      await program.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function memoryMbOf({ child }: RunningProgram, figure: 'VmHWM' | 'VmRSS'): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return Math.round(Number(new RegExp(`${figure}:\\s+(\\d+) kB`).exec(status)![1]) / 1024);
}

const header =
  'NIK;NO_KK;NAMA_LGKP;TMPT_LHR;TGL_LHR;JENIS_KLMIN;GOL_DRH;AGAMA;STAT_KWN;PEKERJAAN;KEWARGANEGARAAN;ALAMAT;NO_RT;NO_RW;KODE_WILAYAH;STATUS_REKAM;TGL_STATUS;SUMBER';

export interface ManyResidents {
  readonly count: number;
  /** Where the resident of an index lives. */
  readonly kelurahanOf: (index: number) => string;
}

const counters = 4;

/** Records so many residents, each with a photo, and reads their register in. @returns their NIKs */
export async function recordMany(
  { url, head }: Pick<OfficeOfMany, 'url' | 'head'>,
  { count, kelurahanOf }: ManyResidents,
  say: (words: string) => void,
): Promise<string[]> {
  const [place] = await head.call(officeApi.listPlaces, {});
  const photos = Array.from({ length: 8 }, (_, seed) =>
    encodeRgbJpeg(drawFace({ seed: `many-${seed}`, background: 'red' })),
  );
  let sent = 0;
  const recordAt = async (counter: number): Promise<void> => {
    const body = { placeId: place!.id, name: `Loket ${counter + 1}` };
    const { code } = await head.call(officeApi.makeStationCode, { body });
    const station = await BareStation.enrol(url, code);
    const { settings, key: stationKey } = station;
    for (let serial = counter + 1; serial <= count; serial += counters) {
      const photo = photos[serial % photos.length]!;
      await station.send(await makePacket({ settings, stationKey, serial, sampleBytes: 2000, photo }));
      sent += 1;
      if (sent % 1000 === 0) say(`${sent} recorded`);
    }
  };
  await Promise.all(Array.from({ length: counters }, (_, counter) => recordAt(counter)));
  for (let counted = 0; counted < count; ) {
    counted = (await head.call(officeApi.listEnrolments, { query: { limit: 1 } })).counts.counted;
    if (counted < count) await new Promise((resolve) => setTimeout(resolve, 500));
  }
  const niks = await listNiks(head);
  const lines = niks.map(
    (nik, index) =>
      `${nik};;WARGA CONTOH ${index};KUPANG;1970-01-15;LAKI-LAKI;-;KRISTEN;BELUM KAWIN;GURU;WNI;JL. CONTOH;001;001;${kelurahanOf(index)};;;`,
  );
  await head.upload(officeApi.importResidents, [header, ...lines].join('\n'), { fileName: 'penduduk.csv' });
  return niks;
}

async function listNiks(head: ApiClient): Promise<string[]> {
  const niks: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const query = { limit: 200, ...(cursor === undefined ? {} : { cursor }) };
    const { rows, nextCursor } = await head.call(officeApi.listEnrolments, { query });
    niks.push(...rows.map(({ nik }) => nik!));
    if (nextCursor === null) return niks;
    cursor = nextCursor;
  }
}
