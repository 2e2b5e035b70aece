import type { RefusalTable } from './shape.ts';

export const letterSigningRefusals = {
  LETTER_SIGNING_AMBIGUOUS: {
    status: 409,
    id: 'Folder kunci menyebut lebih dari satu cara tanda tangan ({files}). Sisakan satu; yang lain dipindahkan keluar.',
    en: 'The keys folder names more than one way of signing ({files}). Leave one; move the others out.',
  },
  LETTER_SIGNING_FILE_INVALID: {
    status: 409,
    id: 'Berkas {file} di folder kunci tidak dapat dibaca. Bandingkan dengan contoh di panduan Suket.',
    en: 'The file {file} in the keys folder cannot be read. Compare it with the example in the guide to letters.',
  },
  LETTER_SIGNING_NOTHING_TO_OPEN: {
    status: 409,
    id: 'Cara tanda tangan kantor ini tidak memerlukan PIN. Muat ulang halaman.',
    en: 'The way this office signs needs no PIN. Load the page again.',
  },
  LETTER_TOKEN_CLOSED: {
    status: 409,
    id: 'Token tanda tangan belum dibuka. Penyelia atau Kepala Dinas membukanya dengan PIN di Surat keterangan → Tanda tangan.',
    en: 'The signing token is not open. A supervisor or the head opens it with its PIN under Substitute letters → Signing.',
  },
  LETTER_TOKEN_PIN_WRONG: {
    status: 422,
    id: 'PIN salah. Token terkunci setelah beberapa kali salah: pastikan dahulu PIN-nya sebelum mencoba lagi.',
    en: 'Wrong PIN. A token locks after some wrong ones: make sure of the PIN before you try again.',
  },
  LETTER_TOKEN_LOCKED: {
    status: 409,
    id: 'Token terkunci. Hubungi penerbit token untuk membukanya (PUK); sampai saat itu tidak ada surat yang terbit.',
    en: 'The token is locked. Call its issuer to unlock it (PUK); until then no letter is issued.',
  },
  LETTER_TOKEN_GONE: {
    status: 409,
    id: 'Token tidak terbaca: tercabut, rusak, atau labelnya lain. Tancapkan, lalu buka lagi dengan PIN.',
    en: 'The token cannot be read: pulled out, broken, or of another label. Plug it in and open it with its PIN again.',
  },
  LETTER_TOKEN_MODULE_UNUSABLE: {
    status: 409,
    id: 'Modul PKCS#11 di letter-token.json tidak dapat dimuat. Pasang perangkat lunak dari penerbit token, lalu periksa letaknya.',
    en: 'The PKCS#11 module in letter-token.json cannot be loaded. Install the software of the token’s issuer and check its path.',
  },
  LETTER_TOKEN_KEY_MISSING: {
    status: 409,
    id: 'Di token ini tidak ada satu kunci tanda tangan yang dimaksud. Sebut labelnya di letter-token.json ("key").',
    en: 'The token does not hold the one signing key that is meant. Name its label in letter-token.json ("key").',
  },
  LETTER_TOKEN_CERTIFICATE_FOREIGN: {
    status: 409,
    id: 'Tidak satu pun dari {certificates} sertifikat di token ini milik kuncinya. Minta penerbit menulis sertifikat yang benar.',
    en: 'None of the {certificates} certificates on this token belongs to its key. Ask the issuer to write the right one.',
  },
  LETTER_BSRE_CLOSED: {
    status: 409,
    id: 'Tanda tangan BSrE belum dibuka. Pejabat penanda tangan mengetik passphrase-nya di Surat keterangan → Tanda tangan.',
    en: 'Signing by BSrE is not open. The officer who signs types the passphrase under Substitute letters → Signing.',
  },
  LETTER_BSRE_PASSPHRASE_WRONG: {
    status: 422,
    id: 'Passphrase salah. Pastikan dahulu sebelum mencoba lagi; BSrE mengunci akun setelah beberapa kali salah.',
    en: 'Wrong passphrase. Make sure of it before you try again; BSrE locks an account after some wrong ones.',
  },
  LETTER_BSRE_SIGNER_UNKNOWN: {
    status: 409,
    id: 'BSrE tidak mengenal NIK penanda tangan ini atau sertifikatnya tidak aktif. Periksa letter-bsre.json, atau hubungi verifikator.',
    en: 'BSrE does not know the NIK of this signer, or the certificate is not active. Check letter-bsre.json, or call the verifier.',
  },
  LETTER_BSRE_CERTIFICATE_EXPIRED: {
    status: 409,
    id: 'Sertifikat penanda tangan di BSrE sudah berakhir. Perpanjang di BSrE, lalu buka lagi.',
    en: 'The signer’s certificate at BSrE has ended. Renew it at BSrE, then open again.',
  },
  LETTER_BSRE_REFUSED: {
    status: 409,
    id: 'Layanan e-sign menolak (kode {code}). Sebut kode ini kepada pengelola layanan e-sign.',
    en: 'The e-sign service refused (code {code}). Tell this code to whoever runs the e-sign service.',
  },
  LETTER_BSRE_UNREACHABLE: {
    status: 503,
    id: 'Layanan e-sign tidak menjawab. Suratnya belum ditandatangani; coba lagi sebentar, atau periksa jaringan ke layanan itu.',
    en: 'The e-sign service does not answer. The letter is not signed; try again soon, or check the line to that service.',
  },
  LETTER_BSRE_ANSWER_FOREIGN: {
    status: 409,
    id: 'Jawaban layanan e-sign bukan surat yang dikirim dengan tanda tangan yang sah. Tidak disimpan; hubungi pengelola layanan.',
    en: 'The e-sign service did not answer with the letter that was sent and a sound signature. It was not kept; call who runs the service.',
  },
} as const satisfies RefusalTable;
