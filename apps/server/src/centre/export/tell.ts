/** What the commands say at the terminal. */
import type { ExportFinding } from '@rekam/domain';
import type { ListedExport } from './store.ts';

export interface MadeExport {
  readonly export: string;
  readonly folder: string;
  readonly recordings: number;
  readonly leftOut: Readonly<Partial<Record<ExportFinding, number>>>;
  readonly bytes: number;
  readonly manifestSha256: string;
  readonly sealed: boolean;
}

const reasons: Readonly<Record<string, string>> = {
  sent: 'sudah terkirim · sent already',
  exported: 'sudah diekspor, belum dicatat terkirim · exported, not noted as sent',
  held: 'masih ditahan · held',
  'samples-destroyed': 'sampel sudah dihapus · samples destroyed',
  unreadable: 'tidak terbaca · unreadable',
};

export function tellExport(result: MadeExport): string {
  const megabytes = Math.ceil(result.bytes / 1_000_000);
  const open = result.sealed
    ? ''
    : '\n! TIDAK TERSANDI: siapa pun yang menemukan flashdisk ini membaca NIK, foto dan sidik jari. Hapus setelah terkirim.' +
      '\n  NOT ENCRYPTED: whoever finds this stick reads NIK, photos and fingerprints. Delete it once sent.';
  const left = Object.entries(result.leftOut).map(([why, count]) => `\n  ${count}: ${reasons[why] ?? why}`);
  return (
    `✓ ${result.recordings} rekaman (${megabytes} MB) di ${result.folder}\n` +
    `  ${result.recordings} recordings. Setelah terkirim · once sent: bin/rekam centre sent ${result.export.slice(-8)} --means …` +
    left.join('') +
    open
  );
}

export const tellSent = ({ residents, silent }: { residents: number; silent: number }): string =>
  `✓ Dicatat terkirim: ${residents} penduduk; tentang ${silent} lainnya pusat sudah memberi keterangan lebih baru.\n` +
  `  Noted as sent for ${residents} residents; of ${silent} others the centre had said more already.`;

export const tellList = ({ exports }: { exports: readonly ListedExport[] }): string =>
  exports.length === 0
    ? 'Belum ada ekspor. · No export yet.'
    : exports
        .map(({ id, madeAt, recordings, finishedAt, sentOn, sentMeans }) => {
          const state =
            finishedAt === null
              ? 'terputus · cut off'
              : sentOn === null
                ? 'belum terkirim · not sent'
                : `terkirim · sent ${sentOn} (${sentMeans})`;
          return `${id.slice(-8)}  ${madeAt}  ${recordings}  ${state}`;
        })
        .join('\n');
