import type { Sentence } from '@rekam/protocol/words/sentence.ts';
import type { DeviceFailure, FailureGroup, ObservedFailure } from './failure.ts';

const byGroup = {
  'place-again': {
    id: 'Gambar belum terbaca. Minta penduduk menempatkan ulang jari, mata atau wajah, lalu ambil lagi.',
    en: 'The picture could not be read. Ask the resident to place finger, eye or face again, then capture again.',
  },
  wait: {
    id: 'Alat sedang dipakai. Tunggu beberapa detik, lalu ambil lagi.',
    en: 'The device is in use. Wait a few seconds, then capture again.',
  },
  'check-cable': {
    id: 'Alat tidak menjawab. Periksa kabel dan daya, cabut lalu pasang kembali, kemudian coba lagi.',
    en: 'The device does not answer. Check cable and power, unplug it and plug it in again, then try again.',
  },
  'open-incident': {
    id: 'Alat ini tidak boleh dipakai dulu. Sisihkan perekaman atau lanjutkan tanpa alat ini, dan laporkan ke teknisi.',
    en: 'This device must not be used now. Set the recording aside or go on without it, and tell the technician.',
  },
  software: {
    id: 'Alat menjawab tidak sesuai standar. Coba sekali lagi; bila berulang, laporkan ke teknisi beserta kodenya.',
    en: 'The device answers against the standard. Try once more; if it happens again, give the technician the code.',
  },
} as const satisfies Record<FailureGroup, Sentence>;

const byCode: Partial<Record<ObservedFailure | `sbi-${number}`, Sentence>> = {
  'no-device': {
    id: 'Alat tidak ditemukan. Pastikan alat terpasang dan program alatnya berjalan, lalu cari lagi; bila tetap tidak ada, laporkan ke teknisi.',
    en: 'The device was not found. Make sure that it is plugged in and its program runs, then search again; if it stays away, tell the technician.',
  },
  cancelled: {
    id: 'Pengambilan dibatalkan. Ambil lagi bila sudah siap.',
    en: 'The capture was cancelled. Capture again when ready.',
  },
  untrusted: {
    id: 'Sertifikat alat tidak ada dalam daftar kepercayaan kantor. Jangan dipakai; minta kantor memeriksa daftar itu.',
    en: 'The certificate of the device is not in the trust list of the office. Do not use it; ask the office to check the list.',
  },
  'expired-certificate': {
    id: 'Sertifikat alat sudah tidak berlaku. Periksa dulu jam komputer; bila benar, laporkan ke teknisi untuk pembaruan.',
    en: 'The certificate of the device is no longer valid. First check the clock of the computer; if it is right, ask the technician for a renewal.',
  },
  'clock-skew': {
    id: 'Jam alat dan jam komputer berbeda lebih dari lima menit. Periksa jam komputer dan laporkan ke teknisi.',
    en: 'The clocks of device and computer differ by more than five minutes. Check the clock of the computer and tell the technician.',
  },
  'sbi-101': {
    id: 'Tidak ada jari, mata atau wajah yang terlihat. Tempatkan ulang, lalu ambil lagi.',
    en: 'No finger, eye or face was seen. Place it again, then capture again.',
  },
  'sbi-103': {
    id: 'Alat melaporkan bahwa ia dibuka paksa. Jangan dipakai; laporkan ke teknisi.',
    en: 'The device reports that it was tampered with. Do not use it; tell the technician.',
  },
  'sbi-105': {
    id: 'Letak gambar terbalik atau miring. Luruskan posisi, lalu ambil lagi.',
    en: 'The picture is upside down or tilted. Straighten the position, then capture again.',
  },
  'sbi-110': {
    id: 'Alat belum siap. Periksa kabel dan daya, beri waktu untuk dingin bila terasa panas, lalu coba lagi.',
    en: 'The device is not ready. Check cable and power, let it cool if it feels hot, then try again.',
  },
  'sbi-701': {
    id: 'Waktu pengambilan habis. Minta penduduk menempatkan ulang, lalu ambil lagi.',
    en: 'The time for the capture ran out. Ask the resident to place it again, then capture again.',
  },
};

/** Both languages for any failure, a device's own codes included. */
export const sentenceOfFailure = (problem: DeviceFailure): Sentence =>
  byCode[problem.code] ?? byGroup[problem.group];
