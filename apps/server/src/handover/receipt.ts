/** The receipt of a card that changed hands: a paper from what was known then (HND15). */
import {
  dayAt,
  type IdentityWay,
  type Instant,
  type PaperFate,
  type TimeZoneName,
  timeZones,
} from '@rekam/domain';
import { longDate } from '@rekam/protocol/words/dates.ts';
import type { Attachment, OfficeRecord } from '../pdf/record-pdf.ts';
import type { Receipt } from './store.ts';

const ways: Readonly<Record<IdentityWay, string>> = {
  finger: 'sidik jari sama dengan rekaman',
  'two-officers': 'diputuskan dua petugas',
  'no-print': 'pertanyaan dari daftar penduduk dan dua petugas (sidik jari belum tersimpan)',
};
const fates: Readonly<Record<PaperFate, string>> = {
  'taken-in': 'ditarik',
  lost: 'hilang',
  none: 'tidak ada',
};

export interface ReceiptFacts {
  readonly code: string;
  readonly at: Instant;
  readonly receipt: Receipt;
  readonly timeZone: TimeZoneName;
  readonly signature: Uint8Array | undefined;
  readonly photo: Uint8Array | undefined;
}

export function writeReceipt({ code, at, receipt, timeZone, signature, photo }: ReceiptFacts): {
  readonly record: OfficeRecord;
  readonly attachments: readonly Attachment[];
} {
  const { holder, receiver, piece, way, letter, oldCard, voidedLetter, by, agreedBy, basis, regency } =
    receipt;
  const { offsetMinutes } = timeZones[timeZone];
  const today = dayAt(at, offsetMinutes);
  const time = new Date(Date.parse(at) + offsetMinutes * 60_000).toISOString().slice(11, 16);
  const given: readonly (readonly [string, string] | null)[] = [
    ['Pemegang', holder.name],
    ['NIK', holder.nik],
    piece === null ? null : ['Nomor seri keping', piece],
    receiver.nik === holder.nik ? null : ['Diterima oleh', `${receiver.name}, NIK ${receiver.nik}`],
    ['Penerima dikenali', ways[way]],
    agreedBy === null ? null : ['Petugas kedua', agreedBy],
    ['Kartu lama', fates[oldCard]],
    [
      'Surat keterangan',
      voidedLetter === null ? fates.none : `${voidedLetter}, ${fates[letter]}, tidak berlaku lagi`,
    ],
    ['Dasar', basis],
  ];
  return {
    record: {
      head: [`PEMERINTAH ${regency.toUpperCase()}`, 'DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL'],
      title: 'TANDA TERIMA KTP-EL',
      number: `${today.replaceAll('-', '')}/${code}`,
      opening: `Pada tanggal ${longDate(today)} pukul ${time.replace(':', '.')} ${timeZone} telah diserahkan KTP-el berikut.`,
      lines: given.filter((line) => line !== null),
      closing: 'Penerima telah memeriksa kartu dan menerimanya dalam keadaan baik.',
      signatories: [
        signature ? ['Yang menerima', receiver.name, signature] : ['Yang menerima', receiver.name],
        ['Yang menyerahkan', by],
      ],
    },
    attachments: photo
      ? [{ caption: 'foto saat serah terima', alt: `Foto ${receiver.name}`, content: photo }]
      : [],
  };
}
