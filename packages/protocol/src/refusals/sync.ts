import type { SyncRefusalCode } from '@rekam/domain';
import type { RefusalText } from './shape.ts';

/** Limits of working without the office, and why a packet may not leave its station yet. */
export const syncRefusals = {
  SYNC_NOT_SENT: {
    status: 409,
    id: 'Paket ini belum diterima kantor, jadi tidak boleh dihapus. Kirim dahulu lewat jaringan atau flashdisk.',
    en: 'The office has not received this packet, so it may not be deleted. Send it by network or stick first.',
  },
  SYNC_NOT_BACKED_UP: {
    status: 409,
    id: 'Cadangan kantor belum memuat paket ini, jadi tetap disimpan. Jalankan pencadangan di kantor.',
    en: 'No backup of the office holds this packet yet, so it stays. Run a backup at the office.',
  },
  SYNC_KEPT_BY_POLICY: {
    status: 409,
    id: 'Menurut aturan kantor paket ini masih disimpan {daysLeft} hari lagi.',
    en: 'By the rules of the office this packet is kept for {daysLeft} more days.',
  },
  SYNC_OFFLINE_TOO_LONG: {
    status: 409,
    id: 'Loket ini sudah {days} hari tidak terhubung ke kantor. Hubungkan ke jaringan kantor, walau hanya sebentar; lalu perekaman dapat dilanjutkan. Kiriman yang dibawa dengan flashdisk tidak memperpanjang masa ini.',
    en: 'This counter has not reached the office for {days} days. Connect it to the network of the office, if only for a moment; then recording can go on. Packets carried on a stick do not extend this time.',
  },
  SYNC_OFFLINE_TOO_MANY: {
    status: 409,
    id: 'Sudah {recordings} rekaman menunggu di loket ini. Kirim lewat jaringan atau bawa dengan flashdisk ke kantor; lalu perekaman dapat dilanjutkan.',
    en: '{recordings} recordings wait at this counter. Send them by network or carry them to the office on a stick; then recording can go on.',
  },
} as const satisfies Readonly<Record<SyncRefusalCode, RefusalText>>;
