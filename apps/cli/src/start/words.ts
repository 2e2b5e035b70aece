import type { ProgramEvent } from '@rekam/protocol/process/running-program.ts';
import { sentenceOf } from '@rekam/protocol/refusals/index.ts';

/** A step of the work, in both languages, on stderr: stdout stays free for results. */
export function tell(id: string, en: string): void {
  process.stderr.write(`▸ ${id}  \x1b[2m${en}\x1b[0m\n`);
}

export interface Ready {
  readonly officeUrl: string;
  /** Addresses under which other computers reach the office, where it listens on all of them. */
  readonly elsewhere: readonly string[];
  /** Shown while the office is not set up. */
  readonly setupKey: string | null;
  readonly stationUrl: string | null;
  readonly data: string;
}

export function announceReady({ officeUrl, elsewhere, setupKey, stationUrl, data }: Ready): void {
  const setup = setupKey ? `${officeUrl}/?setup=${setupKey}` : officeUrl;
  const lines = [
    '',
    '  \x1b[1mRekam berjalan\x1b[0m  \x1b[2mRekam is running\x1b[0m',
    '',
    `  Kantor  Office    ${setup}`,
    ...elsewhere.map(
      (address) =>
        `                    ${officeUrl.replace('localhost', address)}   \x1b[2m(dari komputer lain / from other computers)\x1b[0m`,
    ),
    ...(stationUrl
      ? [`  Loket   Counter   ${stationUrl}   \x1b[2m(alat simulasi / simulated devices)\x1b[0m`]
      : []),
    `  Data              ${data}`,
    '',
    ...(setupKey
      ? [
          '  Berikutnya: buka alamat kantor, lalu pilih kota Anda atau "Coba dengan Kota Kupang".',
          '  \x1b[2mNext: open the office address, then choose your city or "Coba dengan Kota Kupang".\x1b[0m',
        ]
      : [
          '  Berikutnya: masuk di loket untuk merekam, atau di kantor untuk melihat rekaman.',
          '  \x1b[2mNext: sign in at the counter to record, or at the office to see the recordings.\x1b[0m',
        ]),
    '  Ctrl-C menghentikan semuanya.  \x1b[2mCtrl-C stops everything.\x1b[0m',
    '',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

const refusals: Record<string, (event: ProgramEvent) => [string, string]> = {
  PORT_BUSY: (e) => [
    `Port ${e.port} sedang dipakai program lain. Coba: bin/rekam start --port ${e.tryPort}`,
    `Port ${e.port} is used by another program. Try: bin/rekam start --port ${e.tryPort}`,
  ],
  ALREADY_RUNNING: (e) => [
    `Rekam sudah berjalan pada folder data ini: ${e.url ?? ''}. Tidak ada yang diubah. Hentikan yang lama (Ctrl-C) atau pakai --data lain.`,
    'Rekam already runs on this data folder. Nothing was changed. Stop the other (Ctrl-C) or use another --data.',
  ],
  PROGRAM_ENDED: () => [
    'Sebuah bagian Rekam berhenti saat dinyalakan; pesan di atas menyebut sebabnya.',
    'A part of Rekam ended while starting; the message above says why.',
  ],
};

/** Says why a part did not start and what to do next. */
export function explainRefusal(event: ProgramEvent): void {
  const { event: _, code: stable, ...details } = event;
  const code = String(stable);
  const key = Object.keys(refusals).find((suffix) => code.endsWith(suffix));
  const { id, en } = sentenceOf(code, details as Record<string, string | number>);
  const said = key ? refusals[key]!(event) : [id, en];
  process.stderr.write(`✗ ${said.join('\n  ')}\n`);
}
