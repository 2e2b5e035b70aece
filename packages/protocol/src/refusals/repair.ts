import type { RepairRefusalCode } from '@rekam/domain';
import type { RefusalTable, RefusalText } from './shape.ts';

/** Why something about a repair cannot be written down, and what to do. */
export const repairRefusals = {
  REPAIR_FAULT_CLOSED: {
    status: 409,
    id: 'Gangguan ini sudah ditutup, jadi tidak ada yang diperbaiki. Laporkan gangguan baru kalau terjadi lagi.',
    en: 'This fault is closed, so there is nothing to repair. Report a new fault if it happens again.',
  },
  REPAIR_ALREADY_OPEN: {
    status: 409,
    id: 'Perbaikan untuk gangguan ini sudah berjalan. Buka tiketnya.',
    en: 'A repair of this fault is under way already. Open its ticket.',
  },
  REPAIR_CLOSED: {
    status: 409,
    id: 'Perbaikan ini sudah selesai. Kalau rusak lagi, laporkan gangguan baru.',
    en: 'This repair is done. If it breaks again, report a new fault.',
  },
  REPAIR_TEXT_MISSING: {
    status: 400,
    id: 'Masih ada isian yang kosong. Tulis sedikitnya tiga huruf.',
    en: 'Something is still empty. Write three characters or more.',
  },
  REPAIR_DATE_IN_FUTURE: {
    status: 400,
    id: 'Tanggal {date} belum tiba. Perbaiki tanggalnya.',
    en: 'The date {date} lies ahead. Correct it.',
  },
  REPAIR_DATE_BEFORE_FAULT: {
    status: 400,
    id: 'Tanggal {date} lebih awal dari mulainya gangguan ({faultBegan}). Perbaiki tanggalnya, atau laporkan dahulu pada komponennya bahwa gangguan ini mulai lebih awal.',
    en: 'The date {date} is before the fault began ({faultBegan}). Correct it, or first report at the component that the fault began earlier.',
  },
  REPAIR_PROMISE_PAST: {
    status: 400,
    id: 'Tanggal janji {date} lebih awal dari jawabannya. Perbaiki tanggalnya.',
    en: 'The promised day {date} is before the answer itself. Correct it.',
  },
  REPAIR_DIAGNOSIS_MISSING: {
    status: 409,
    id: 'Catat dahulu diagnosisnya: sementara atau permanen, oleh siapa, dan buktinya.',
    en: 'Write down the diagnosis first: temporary or permanent, by whom, and what shows it.',
  },
  REPAIR_LETTER_MISSING: {
    status: 400,
    id: 'Isi nomor dan tanggal surat yang sudah dikirim.',
    en: 'Enter the number and date of the letter that was sent.',
  },
  REPAIR_UNTESTED: {
    status: 409,
    id: 'Perbaikan hanya ditutup oleh uji mandiri yang lulus. Jalankan uji mandiri di set tempat komponen ini terpasang.',
    en: 'A repair is closed only by a passed self-test. Run the self-test of the set that this component is in.',
  },
  REPAIR_TOP_RUNG: {
    status: 409,
    id: 'Sudah di jenjang tertinggi: Ditjen. Kirim surat pengingat.',
    en: 'It has reached the top: the Ditjen. Send a reminder.',
  },
  REPAIR_COMPONENT_PRESENT: {
    status: 409,
    id: 'Komponennya masih ada. Perbaikan berakhir dengan uji mandiri yang lulus, atau setelah komponen dihapus dari barang milik.',
    en: 'The component is still there. The repair ends with a passed self-test, or once the component is written off.',
  },
  REPAIR_NOT_FOUND: {
    status: 404,
    id: 'Tiket perbaikan itu tidak ada. Cari lagi di daftar perbaikan.',
    en: 'There is no such repair. Look for it in the list of repairs.',
  },
  REPAIR_NOTHING_TO_WRITE: {
    status: 409,
    id: 'Belum ada perbaikan yang menuju pusat. Pilih jalur “pusat” pada tiketnya dahulu.',
    en: 'No repair goes to the centre yet. Choose the path “centre” on its ticket first.',
  },
  REPAIR_TAP_NOT_YOURS: {
    status: 409,
    id: 'Ketukan itu bukan milik Anda atau sudah lewat sepuluh menit.',
    en: 'That tap is not yours, or older than ten minutes.',
  },
} as const satisfies RefusalTable & Readonly<Record<RepairRefusalCode, RefusalText>>;
