import type { RefusalTable } from './shape.ts';

export const accessRefusals = {
  ACCESS_SIGN_IN_NEEDED: {
    status: 401,
    id: 'Anda belum masuk atau sesi Anda sudah berakhir. Masuk lagi.',
    en: 'You are not signed in, or your session has ended. Sign in again.',
  },
  ACCESS_DENIED: {
    status: 403,
    id: 'Peran Anda tidak boleh melakukan ini. Minta kepada petugas yang berwenang.',
    en: 'Your role may not do this. Ask an officer who may.',
  },
  ACCESS_CREDENTIALS_WRONG: {
    status: 401,
    id: 'Nama pengguna atau kata sandi salah. Periksa lalu coba lagi.',
    en: 'User name or password is wrong. Check them and try again.',
  },
  ACCESS_THROTTLED: {
    status: 429,
    id: 'Terlalu banyak percobaan. Tunggu {seconds} detik lalu coba lagi.',
    en: 'Too many attempts. Wait {seconds} seconds and try again.',
  },
  OFFICER_NOT_FOUND: {
    status: 404,
    id: 'Petugas itu tidak ada. Muat ulang daftar petugas.',
    en: 'There is no such officer. Reload the list.',
  },
  OFFICER_USERNAME_TAKEN: {
    status: 409,
    id: 'Nama pengguna itu sudah dipakai. Pilih yang lain.',
    en: 'That user name is taken. Choose another.',
  },
  OFFICER_PASSWORD_WEAK: {
    status: 400,
    id: 'Kata sandi ini terlalu mudah ditebak. Pakai paling sedikit 10 huruf, tanpa nama pengguna di dalamnya, dan bukan satu huruf berulang.',
    en: 'This password is too easy to guess. Use at least 10 characters, without the user name in it, and not one character repeated.',
  },
  OFFICER_PIN_WEAK: {
    status: 400,
    id: 'PIN ini terlalu mudah ditebak. Jangan pakai angka berulang atau berurutan.',
    en: 'This PIN is too easy to guess. Do not use repeated or consecutive digits.',
  },
  OFFICER_LAST_ADMINISTRATOR: {
    status: 409,
    id: 'Ini satu-satunya akun yang dapat mengatur petugas. Beri peran itu kepada orang lain dahulu.',
    en: 'This is the only account that can manage people. Give that role to somebody else first.',
  },
} as const satisfies RefusalTable;
