import type { RefusalTable } from './shape.ts';

export const handoverRefusals = {
  HANDOVER_NO_POLICY: {
    status: 409,
    id: 'Pada {today} belum ada aturan serah terima kartu yang berlaku. Kepala Dinas harus menetapkannya dahulu.',
    en: 'No rule for handing cards over is in force on {today}. The head of the office must set one first.',
  },
  HANDOVER_POLICY_INVALID: {
    status: 422,
    id: 'Aturan serah terima ini tidak dapat dipakai: periksa isian {field}.',
    en: 'This rule for handing cards over cannot be used: check {field}.',
  },
  HANDOVER_NOT_FOUND: {
    status: 404,
    id: 'Serah terima ini tidak ada. Muat ulang daftarnya.',
    en: 'There is no such hand-over. Load the list again.',
  },
  HANDOVER_OPEN_ALREADY: {
    status: 409,
    id: 'Kartu ini sedang diserahkan oleh petugas lain. Lihat daftar serah terima; bila ditinggalkan, batalkan dahulu yang itu.',
    en: 'Another officer is handing this card over. See the list of hand-overs; if it was left behind, break that one off first.',
  },
  HANDOVER_ENDED: {
    status: 409,
    id: 'Serah terima ini sudah dibatalkan atau harinya sudah lewat. Buka serah terima baru.',
    en: 'This hand-over was broken off, or its day has passed. Open a new one.',
  },
  HANDOVER_TOO_EARLY: {
    status: 409,
    id: 'Menurut aturan yang berlaku baru boleh mulai {from}.',
    en: 'The rule in force allows it from {from}.',
  },
  HANDOVER_RETURNED_ALREADY: {
    status: 409,
    id: 'Kartu ini sudah dikembalikan ke kantor. Muat ulang daftarnya.',
    en: 'This card is back at the office already. Load the list again.',
  },
  HANDOVER_RETURN_FIRST: {
    status: 409,
    id: 'Catat dahulu bahwa kartu ini sudah kembali ke kantor.',
    en: 'Write down first that this card is back at the office.',
  },
  HANDOVER_NEVER_GIVEN_UP: {
    status: 409,
    id: 'Aturan yang berlaku tidak menyebut kapan kartu boleh dilepas. Simpan kartunya, atau minta Kepala Dinas menetapkannya.',
    en: 'The rule in force does not say when a card may be given up. Keep it, or ask the head to set that.',
  },
  HANDOVER_CODE_UNKNOWN: {
    status: 404,
    id: 'Tidak ada serah terima hari ini dengan kode itu. Periksa kodenya pada layar kantor.',
    en: 'No hand-over of today has this code. Check it on the office’s screen.',
  },
  HANDOVER_RECEIVER_UNKNOWN: {
    status: 404,
    id: 'NIK penerima tidak ada dalam daftar penduduk kantor. Periksa angkanya, atau impor daftar terbaru.',
    en: 'The receiver’s NIK is not in the register of the office. Check the digits, or import the newest register.',
  },
  HANDOVER_OTHERS_NOT_ALLOWED: {
    status: 403,
    id: 'Aturan yang berlaku hanya membolehkan pemegang kartu sendiri. Minta pemegang kartu datang.',
    en: 'The rule in force allows the holder alone. Ask the holder to come.',
  },
  HANDOVER_DIED: {
    status: 409,
    id: 'Pemegang atau penerima tercatat meninggal pada {on}: kartu tidak diserahkan. Simpan kartunya; penyelia melepasnya di Kartu yang belum diambil.',
    en: 'The holder or the receiver is written down as having died on {on}: the card is not handed over. Keep it; a supervisor gives it up under Cards that nobody fetched.',
  },
  HANDOVER_NOT_SAME_FAMILY: {
    status: 403,
    id: 'Daftar penduduk tidak menyebut keduanya dalam satu kartu keluarga. Minta pemegang kartu datang, atau betulkan datanya di SIAK.',
    en: 'The register does not put both on one family card. Ask the holder to come, or correct the data in SIAK.',
  },
  HANDOVER_RECEIVER_TOO_YOUNG: {
    status: 403,
    id: 'Penerima belum 17 tahun. Minta pemegang kartu atau anggota keluarga yang dewasa datang.',
    en: 'The receiver is not 17 yet. Ask the holder or a grown-up of the family to come.',
  },
  HANDOVER_FINGER_FIRST: {
    status: 409,
    id: 'Jari penerima belum terbukti sama. Ambil jari di loket dengan kode serah terima; masih {left} kali.',
    en: 'The receiver’s finger was not found to be the same. Take a finger at the counter with the code; {left} tries are left.',
  },
  HANDOVER_FOUND_ALREADY: {
    status: 409,
    id: 'Jari penerima sudah terbukti sama. Lanjutkan di layar kantor.',
    en: 'The receiver’s finger was found to be the same. Go on at the office’s screen.',
  },
  HANDOVER_TRIES_USED_UP: {
    status: 409,
    id: 'Jari sudah diambil sebanyak yang dibolehkan aturan. Lanjutkan di layar kantor dengan petugas kedua.',
    en: 'As many fingers were taken as the rule allows. Go on at the office’s screen with a second officer.',
  },
  HANDOVER_QUESTIONS_MISSING: {
    status: 409,
    id: 'Kantor ini tidak menyimpan sidik jari penerima. Tanyakan paling sedikit {least} hal dari daftar penduduk dan tandai yang dijawab benar.',
    en: 'This office holds no prints of the receiver. Ask at least {least} things from the register and mark those answered right.',
  },
  HANDOVER_PRINT_MISSING: {
    status: 409,
    id: 'Ambil satu jari di loket untuk disimpan, atau tulis mengapa tidak dapat diambil.',
    en: 'Take a finger at the counter to be kept, or write why none can be taken.',
  },
  HANDOVER_REASON_MISSING: {
    status: 422,
    id: 'Tulis alasannya, paling sedikit lima huruf.',
    en: 'Write the reason, at least five letters.',
  },
  HANDOVER_SECOND_NEEDED: {
    status: 403,
    id: 'Serah terima ini perlu persetujuan penyelia lain, dari sesinya sendiri. Minta penyelia membuka daftar serah terima.',
    en: 'This hand-over needs the word of another officer, a supervisor, in a session of their own. Ask one to open the list of hand-overs.',
  },
  HANDOVER_NOTHING_TO_AGREE: {
    status: 409,
    id: 'Jari penerima sudah terbukti sama; petugas kedua tidak diperlukan.',
    en: 'The receiver’s finger was found to be the same; no second officer is needed.',
  },
  HANDOVER_LETTER_UNSAID: {
    status: 422,
    id: 'Nyatakan Suket yang berlaku ditarik atau hilang; bila tidak ada Suket yang berlaku, pilih tidak ada.',
    en: 'Say whether the valid letter was taken in or is lost; where no letter is valid, choose none.',
  },
  HANDOVER_OLD_CARD_UNSAID: {
    status: 422,
    id: 'Nyatakan kartu lama ditarik, hilang, atau tidak ada.',
    en: 'Say whether the old card was taken in, is lost, or there was none.',
  },
  HANDOVER_SIGNATURE_MISSING: {
    status: 422,
    id: 'Tanda tangan penerima belum ada. Minta penerima menandatangani.',
    en: 'The receiver has not signed. Ask the receiver to sign.',
  },
  HANDOVER_PHOTO_INVALID: {
    status: 422,
    id: 'Foto harus JPEG. Ambil foto lagi, atau lanjutkan tanpa foto.',
    en: 'The photo must be a JPEG. Take it again, or go on without one.',
  },
  HANDOVER_NOT_DONE: {
    status: 409,
    id: 'Kartu ini belum diserahkan, jadi tanda terimanya belum ada.',
    en: 'This card was not handed over, so there is no receipt yet.',
  },
  HANDOVER_CAPTURE_FORGED: {
    status: 403,
    id: 'Pengambilan jari ini tidak ditandatangani oleh loket yang mengirimnya. Tidak ada yang berubah; periksa loket itu.',
    en: 'This finger is not signed by the station that sent it. Nothing has changed; look at that station.',
  },
  HANDOVER_CAPTURE_UNPROVEN: {
    status: 403,
    id: 'Tanda tangan alat tidak cocok dengan gambar jarinya. Tidak ada yang berubah; ambil lagi, dan periksa alat itu bila terulang.',
    en: 'The scanner’s signature does not fit the picture of the finger. Nothing has changed; take it again, and look at that scanner if it happens again.',
  },
  HANDOVER_CAPTURE_MALFORMED: {
    status: 400,
    id: 'Pengambilan jari dari loket ini tidak terbaca ({field}). Perbarui Rekam di loket atau di kantor.',
    en: 'The finger from this station cannot be read ({field}). Update Rekam at the station or at the office.',
  },
  HANDOVER_CAPTURE_VERSION_UNKNOWN: {
    status: 400,
    id: 'Loket memakai Rekam yang lebih baru daripada kantor. Perbarui Rekam di kantor, lalu ambil lagi.',
    en: 'The station runs a newer Rekam than the office. Update the office, then take the finger again.',
  },
} as const satisfies RefusalTable;
