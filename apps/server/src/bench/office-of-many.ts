/** An office as it really runs, in a folder of its own, with as many residents recorded as a bench needs. */
import { readFileSync } from 'node:fs';
import { encodeRgbJpeg } from '@rekam/biometrics/records/jpeg.ts';
import { drawFace } from '@rekam/biometrics/synthetic/face.ts';
import { officeApi } from '@rekam/protocol';
import type { RunningProgram } from '@rekam/protocol/process/running-program.ts';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import { BareStation } from '@rekam/testkit/bare-station.ts';
import { makePacket } from '@rekam/testkit/packet-maker.ts';
import { type OfficeProcess, startOfficeProcess } from '../testing/office-process.ts';

export interface OfficeOfMany extends OfficeProcess {
  /** Most memory that the office's process has held since it started, MiB. */
  readonly peakMb: () => number;
  /** What its process holds now, MiB. */
  readonly residentMb: () => number;
  /** Stops the office and starts it again on the same data: what came before is not measured. */
  readonly restart: () => Promise<void>;
}

/** @param where `databaseUrl`: a database of the bench's own, to be filled past the office; else the embedded one */
export async function startOfficeOfMany(
  where: { readonly databaseUrl?: string } = {},
): Promise<OfficeOfMany> {
  const office = await startOfficeProcess(where.databaseUrl ? { DATABASE_URL: where.databaseUrl } : {});
  return Object.assign(office, {
    peakMb: () => memoryMbOf(office.program, 'VmHWM'),
    residentMb: () => memoryMbOf(office.program, 'VmRSS'),
    restart: async () => {
      await office.program.stop();
      await office.start();
    },
  });
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
