import type { RefusalTable } from './shape.ts';

/** What the office answers to a station. */
export const stationRefusals = {
  NOTE_FORGED: {
    status: 403,
    id: 'Kabar ini tidak ditandatangani oleh loket yang mengirimnya. Tidak ada yang berubah; periksa loket itu.',
    en: 'This note is not signed by the station that sent it. Nothing has changed; look at that station.',
  },
  NOTE_MALFORMED: {
    status: 400,
    id: 'Kabar dari loket ini tidak terbaca ({field}). Perbarui Rekam di loket atau di kantor.',
    en: 'This note of the station cannot be read ({field}). Update Rekam at the station or at the office.',
  },
  NOTE_VERSION_UNKNOWN: {
    status: 400,
    id: 'Loket memakai Rekam yang lebih baru daripada kantor. Perbarui Rekam di kantor; kabarnya menunggu di loket.',
    en: 'The station runs a newer Rekam than the office. Update the office; the note waits at the station.',
  },
  STATION_CODE_WRONG: {
    status: 403,
    id: 'Kode loket salah. Periksa setiap huruf, atau minta kode baru di kantor.',
    en: 'The station code is wrong. Check each letter, or ask the office for a new code.',
  },
  STATION_CODE_USED: {
    status: 409,
    id: 'Kode ini sudah dipakai oleh komputer lain. Minta kode baru di kantor.',
    en: 'This code was already used by another computer. Ask the office for a new code.',
  },
  STATION_CODE_EXPIRED: {
    status: 410,
    id: 'Kode ini sudah kedaluwarsa. Minta kode baru di kantor.',
    en: 'This code has expired. Ask the office for a new code.',
  },
  STATION_KEY_INVALID: {
    status: 400,
    id: 'Kunci loket tidak dapat dibaca. Pasang ulang program loket.',
    en: 'The station key cannot be read. Install the station program again.',
  },
  STATION_KEY_KNOWN: {
    status: 409,
    id: 'Komputer ini sudah terdaftar di kantor sebagai {station}. Cabut dulu loket itu di layar Loket, lalu daftarkan dengan kode baru; isinya tetap ada.',
    en: 'The office knows this computer as {station} already. Revoke that station on the Stations screen first, then enrol with a new code; what lies on it stays.',
  },
  STATION_NOT_FOUND: {
    status: 404,
    id: 'Loket ini tidak dikenal kantor. Daftarkan lagi dengan kode baru.',
    en: 'The office does not know this station. Enrol it again with a new code.',
  },
  STATION_REVOKED: {
    status: 403,
    id: 'Loket ini dicabut oleh kantor. Rekaman di dalamnya tetap aman: terkirim setelah loket didaftarkan lagi dengan kode baru.',
    en: 'The office has revoked this station. Its recordings stay safe: they are sent once the station is enrolled again with a new code.',
  },
  STATION_ALREADY_REVOKED: {
    status: 409,
    id: 'Loket ini sudah dicabut.',
    en: 'This station is already revoked.',
  },
  STATION_SESSION_NEEDED: {
    status: 401,
    id: 'Sesi loket tidak ada atau berakhir. Loket akan membuka sesi baru sendiri.',
    en: 'The station has no session or it ended. The station opens a new one by itself.',
  },
  STATION_SIGNATURE_INVALID: {
    status: 403,
    id: 'Tanda tangan loket tidak cocok dengan kunci yang terdaftar. Daftarkan loket lagi.',
    en: 'The signature does not match the registered key of the station. Enrol the station again.',
  },
  HEALTH_DEVICE_UNKNOWN: {
    status: 404,
    id: 'Alat ini belum pernah terdengar dari loket itu. Sambungkan alatnya, lalu coba lagi.',
    en: 'This device was never heard of at that station. Connect it, then try again.',
  },
  HEARTBEAT_FORGED: {
    status: 403,
    id: 'Kabar loket ini tidak ditandatangani dengan kunci loketnya, jadi tidak dipercaya. Daftarkan loket lagi bila kuncinya hilang.',
    en: 'This report is not signed with its station’s key and is not believed. Enrol the station again if its key was lost.',
  },
  HEARTBEAT_REPLAYED: {
    status: 409,
    id: 'Kabar ini pernah diterima. Loket mengirim kabar baru dengan nomor berikutnya.',
    en: 'This report was received before. The station sends a new one with the next number.',
  },
  HEARTBEAT_VERSION_UNKNOWN: {
    status: 409,
    id: 'Kabar loket memakai versi {version}, kantor mengenal sampai versi {known}. Perbarui program kantor.',
    en: 'The report is of version {version}; the office knows up to {known}. Update the office.',
  },
  HEARTBEAT_MALFORMED: {
    status: 400,
    id: 'Kabar loket tidak dapat dibaca ({field}). Pasang ulang program loket.',
    en: 'The report of the station cannot be read ({field}). Install the station program again.',
  },
} as const satisfies RefusalTable;
