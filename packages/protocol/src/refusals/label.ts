import type { RefusalTable } from './shape.ts';

/** Why a label opens nothing. */
export const labelRefusals = {
  LABEL_NOT_VALID: {
    status: 404,
    id: 'Label ini tidak berlaku: sudah diganti atau dicabut. Laporkan lewat petugas, dan minta label baru.',
    en: 'This label is not valid: it was replaced or revoked. Report through an officer, and ask for a new label.',
  },
  LABEL_PLACE_WITHOUT_PIN: {
    status: 409,
    id: 'Tempat ini belum punya PIN pelaporan. Minta teknisi atau petugas gudang menetapkannya.',
    en: 'This place has no reporting PIN yet. Ask the technician or storekeeper to set one.',
  },
  LABEL_COMPONENT_AWAY: {
    status: 409,
    id: 'Menurut catatan, alat ini tidak berada di tempat layanan mana pun. Hubungi teknisi Dinas.',
    en: 'By the register this device is at no place of the office. Call the technician.',
  },
  LABEL_PIN_WRONG: {
    status: 403,
    id: 'PIN tempat ini salah. Periksa lalu coba lagi.',
    en: 'That is not the PIN of this place. Check it and try again.',
  },
  LABEL_PIN_NEEDED: {
    status: 401,
    id: 'Masukkan PIN tempat ini lebih dahulu.',
    en: 'Enter the PIN of this place first.',
  },
  LABEL_NAME_MISSING: {
    status: 400,
    id: 'Tulis nama Anda, agar teknisi tahu siapa yang dapat ditanya.',
    en: 'Write your name, so that the technician knows whom to ask.',
  },
} as const satisfies RefusalTable;
