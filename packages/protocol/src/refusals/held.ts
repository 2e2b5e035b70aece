import type { HeldReason } from '@rekam/domain';
import type { RefusalText } from './shape.ts';

/** Why a packet is held, and what to do about it. */
export const heldRefusals = {
  HELD_SAME_RESIDENT: {
    status: 409,
    id: 'Penduduk ini sudah direkam dan dihitung lebih dahulu. Bandingkan kedua rekaman, lalu putuskan mana yang dipakai.',
    en: 'This resident has an earlier recording that counts. Compare the two, then decide which one stands.',
  },
  HELD_CANNOT_OPEN: {
    status: 422,
    id: 'Paket tidak dapat dibuka dengan kunci kantor. Pastikan semua kunci lama terpasang (bin/rekam office-keys), lalu coba buka lagi.',
    en: 'The packet cannot be opened with the keys of the office. Make sure that all older keys are in place (bin/rekam office-keys), then open it again.',
  },
  HELD_SIGNATURE_INVALID: {
    status: 422,
    id: 'Tanda tangan paket bukan dari loket yang mengirim. Jangan dipakai; periksa loket itu dan rekam ulang penduduknya.',
    en: 'The packet is not signed by the station that sent it. Do not use it; examine that station and record the resident again.',
  },
  HELD_MANIFEST_MALFORMED: {
    status: 422,
    id: 'Isi paket tidak lengkap atau rusak. Perbarui program loket dan rekam ulang penduduknya.',
    en: 'The contents of the packet are incomplete or damaged. Update the station program and record the resident again.',
  },
  HELD_VERSION_UNKNOWN: {
    status: 422,
    id: 'Paket dibuat oleh program loket yang lebih baru. Perbarui program kantor, lalu coba buka lagi.',
    en: 'The packet was made by a newer station program. Update the office, then open it again.',
  },
  HELD_HASH_DIFFERS: {
    status: 422,
    id: 'Sebuah sampel di dalam paket rusak. Minta loket mengirim ulang, atau rekam ulang penduduknya.',
    en: 'A sample inside the packet is damaged. Let the station send it again, or record the resident again.',
  },
  HELD_STATION_UNKNOWN: {
    status: 422,
    id: 'Paket dibuat oleh loket yang tidak dikenal kantor. Cari tahu dari mana paket ini, lalu putuskan.',
    en: 'The packet was made by a station that the office does not know. Find out where it came from, then decide.',
  },
  HELD_STATION_REVOKED: {
    status: 422,
    id: 'Paket dibuat oleh loket yang sudah dicabut. Periksa apakah rekaman dibuat sebelum pencabutan, lalu putuskan.',
    en: 'The packet was made by a station that has been revoked. Check whether it was recorded before the revocation, then decide.',
  },
} as const satisfies Readonly<Record<HeldReason, RefusalText>>;
