import type { RefusalTable } from './shape.ts';

export const codeRefusals = {
  CODE_UNREADABLE: {
    status: 422,
    id: 'Kode QR ini tidak dapat dibaca. Bersihkan kertas, dekatkan kamera, lalu pindai lagi.',
    en: 'This QR code cannot be read. Clean the paper, hold the camera closer and scan again.',
  },
  CODE_ENCRYPTED: {
    status: 422,
    id: 'Isi kode QR ini terkunci untuk pembaca lain. Mintalah surat aslinya.',
    en: 'This QR code is locked for another reader. Ask for the original letter.',
  },
  CODE_WITHOUT_IDENTITY: {
    status: 422,
    id: 'Kode QR ini bukan surat keterangan. Pindai kode yang tercetak pada surat.',
    en: 'This QR code is not that of a letter. Scan the code that is printed on the letter.',
  },
  CODE_ALGORITHM_UNKNOWN: {
    status: 422,
    id: 'Cara tanda tangan kode ini tidak dikenal. Jangan terima suratnya; tanyakan ke Disdukcapil penerbit.',
    en: 'The way this code is signed is not known. Do not accept the letter; ask the office that issued it.',
  },
  CODE_UNSIGNED: {
    status: 422,
    id: 'Kode ini tidak ditandatangani siapa pun. Jangan terima suratnya; tanyakan ke Disdukcapil penerbit.',
    en: 'Nobody signed this code. Do not accept the letter; ask the office that issued it.',
  },
  CODE_KEY_UNKNOWN: {
    status: 422,
    id: 'Kode ini mengaku dari {issuer}, yang kuncinya tidak dikenal di sini. Periksa di halaman Disdukcapil penerbit.',
    en: 'This code says it comes from {issuer}, whose key is not known here. Check it at the page of the issuing office.',
  },
  CODE_FORGED: {
    status: 422,
    id: 'Kode ini PALSU atau diubah: tanda tangannya tidak cocok. Tahan suratnya dan hubungi Disdukcapil.',
    en: 'This code is FORGED or was changed: its signature does not fit. Keep the letter and call the registry office.',
  },
  CODE_EXPIRED: {
    status: 422,
    id: 'Surat ini asli tetapi masa berlakunya sudah lewat. Pemegangnya dapat meminta perpanjangan.',
    en: 'This letter is genuine but has expired. Its holder can ask for a new one.',
  },
  CODE_NOT_YET_VALID: {
    status: 422,
    id: 'Surat ini belum berlaku. Periksa tanggal di gawai Anda, lalu tanyakan ke Disdukcapil penerbit.',
    en: 'This letter is not valid yet. Check the date of your device, then ask the issuing office.',
  },
} as const satisfies RefusalTable;
