import type { RefusalTable } from './shape.ts';

export const packetRefusals = {
  PACKET_HASH_DIFFERS: {
    status: 409,
    id: 'Paket dengan nomor ini sudah ada dengan isi lain. Simpan berkasnya dan beri tahu kantor.',
    en: 'A packet of this number exists with other contents. Keep the file and tell the office.',
  },
  PACKET_OF_ANOTHER_STATION: {
    status: 403,
    id: 'Paket ini diumumkan oleh loket lain. Beri tahu kantor.',
    en: 'This packet was announced by another station. Tell the office.',
  },
  PACKET_NOT_ANNOUNCED: {
    status: 404,
    id: 'Kantor belum mengenal paket ini. Loket akan mengumumkannya lagi.',
    en: 'The office does not know this packet yet. The station announces it again.',
  },
  PACKET_OFFSET_DIFFERS: {
    status: 409,
    id: 'Kantor sudah mempunyai {uploadedBytes} bita. Kirim mulai dari situ.',
    en: 'The office has {uploadedBytes} bytes. Send from there on.',
  },
  PACKET_BUSY: {
    status: 409,
    id: 'Paket ini sedang diterima lewat sambungan lain. Tunggu sebentar lalu tanyakan lagi.',
    en: 'This packet is being received over another connection. Wait a moment and ask again.',
  },
  PACKET_TOO_LARGE: {
    status: 413,
    id: 'Kiriman lebih panjang daripada yang diumumkan. Umumkan lagi dengan ukuran yang benar.',
    en: 'More bytes came than were announced. Announce again with the true size.',
  },
  PACKET_CONTENT_DIFFERS: {
    status: 422,
    id: 'Isi yang diterima tidak cocok dengan jejak yang diumumkan. Paket dikirim ulang dari awal.',
    en: 'What was received does not match the announced hash. The packet is sent again from the start.',
  },
  PACKET_QUOTA_REACHED: {
    status: 429,
    id: 'Terlalu banyak paket dari loket ini yang belum selesai dikirim. Selesaikan dahulu yang sudah dimulai.',
    en: 'Too many packets of this station are unfinished. Finish those that were begun first.',
  },
  PACKET_DISK_FULL: {
    status: 507,
    id: 'Penyimpanan kantor penuh. Rekaman tetap aman di loket dan dikirim lagi nanti; beri tahu petugas teknis kantor.',
    en: 'The disk of the office is full. The recording stays safe on the station and is sent again later; tell the technician of the office.',
  },
  PACKET_STICK_EMPTY: {
    status: 404,
    id: 'Tidak ada paket Rekam di {folder}. Di loket jalankan dahulu: bin/rekam spool export DIR.',
    en: 'There are no Rekam packets in {folder}. At the station first run: bin/rekam spool export DIR.',
  },
  PACKET_STICK_DAMAGED: {
    status: 422,
    id: 'Salinan di flashdisk rusak atau tidak lengkap. Paket tetap aman di loket; salin lagi dengan bin/rekam spool export.',
    en: 'The copy on the stick is damaged or incomplete. The packet is safe at the station; copy it again with bin/rekam spool export.',
  },
} as const satisfies RefusalTable;
