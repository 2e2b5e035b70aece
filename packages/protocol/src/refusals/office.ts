import type { RefusalTable } from './shape.ts';

export const officeRefusals = {
  OFFICE_PORT_BUSY: {
    status: 503,
    id: 'Porta {port} sudah dipakai program lain. Jalankan lagi dengan --port {tryPort}.',
    en: 'Port {port} is used by another program. Start again with --port {tryPort}.',
  },
  OFFICE_ALREADY_RUNNING: {
    status: 503,
    id: 'Kantor dengan folder data ini sudah berjalan di {url}. Buka alamat itu, atau hentikan dahulu yang berjalan.',
    en: 'An office already runs on this data folder at {url}. Open that address, or stop the running one first.',
  },
  OFFICE_DATABASE_TOO_OLD: {
    status: 503,
    id: 'PostgreSQL {version} terlalu lama. Rekam memerlukan versi 15 atau lebih baru.',
    en: 'PostgreSQL {version} is too old. Rekam needs version 15 or newer.',
  },
  OFFICE_DATABASE_UNREACHABLE: {
    status: 503,
    id: 'PostgreSQL di DATABASE_URL tidak dapat dipakai ({reason}). Periksa bahwa server itu berjalan, basis datanya ada, dan nama serta sandi di alamatnya benar.',
    en: 'The PostgreSQL at DATABASE_URL cannot be used ({reason}). Check that it runs, that the database exists, and that the name and password in the address are right.',
  },
  OFFICE_CERTIFICATE_UNREADABLE: {
    status: 503,
    id: 'Berkas {file} tidak dapat dibaca sebagai PEM. Periksa letak dan isinya; --tls-cert memerlukan sertifikat, --tls-key kunci privatnya.',
    en: 'The file {file} cannot be read as PEM. Check where it is and what it holds; --tls-cert wants a certificate, --tls-key its private key.',
  },
  OFFICE_CERTIFICATE_MISMATCH: {
    status: 503,
    id: 'Kunci {keyFile} bukan milik sertifikat {certFile}. Pakai sertifikat dan kunci dari satu pasangan.',
    en: 'The key {keyFile} does not belong to the certificate {certFile}. Use a certificate and a key of one pair.',
  },
  OFFICE_NOT_SET_UP: {
    status: 409,
    id: 'Kantor belum disiapkan. Buka halaman pertama dan pilih kabupaten atau kota.',
    en: 'The office is not set up yet. Open the first page and choose the regency or city.',
  },
  OFFICE_ALREADY_SET_UP: {
    status: 409,
    id: 'Kantor ini sudah disiapkan. Masuk dengan akun Anda.',
    en: 'This office is already set up. Sign in with your account.',
  },
  OFFICE_SETUP_KEY_WRONG: {
    status: 403,
    id: 'Kunci penyiapan tidak cocok. Salin kunci yang ditampilkan saat kantor dijalankan.',
    en: 'The set-up key does not match. Copy the key that was shown when the office was started.',
  },
  OFFICE_REGENCY_UNKNOWN: {
    status: 400,
    id: 'Kode {code} bukan kabupaten atau kota. Pilih dari daftar.',
    en: '{code} is not the code of a regency or city. Choose one from the list.',
  },
  OFFICE_KEY_MISSING: {
    status: 503,
    id: 'Berkas kunci {file} tidak ada. Kembalikan dari salinan pemulihan: bin/rekam restore --keys BERKAS.',
    en: 'The key file {file} is missing. Bring it back from the recovery copy: bin/rekam restore --keys FILE.',
  },
  PLACE_NOT_FOUND: {
    status: 404,
    id: 'Tempat itu tidak ada. Muat ulang daftar tempat.',
    en: 'There is no such place. Reload the list of places.',
  },
  PLACE_NAME_TAKEN: {
    status: 409,
    id: 'Sudah ada tempat bernama sama. Beri nama lain.',
    en: 'A place of that name exists already. Give another name.',
  },
} as const satisfies RefusalTable;
