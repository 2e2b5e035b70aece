import type { EnrolmentRefusalCode } from '@rekam/domain';
import type { RefusalText } from './shape.ts';

/** Why a recording cannot go on as asked, and what to do instead. */
export const enrolmentRefusals = {
  ENROLMENT_RESIDENT_DIED: {
    status: 409,
    id: 'Penduduk ini tercatat meninggal pada {diedOn}, jadi tidak direkam. Bila orangnya ada di hadapan Anda, minta penyelia di kantor memeriksa dan mencabut catatan itu.',
    en: 'This resident is written down as having died on {diedOn}, so is not recorded. If the person stands before you, ask a supervisor at the office to check and take that back.',
  },
  ENROLMENT_TOO_YOUNG: {
    status: 409,
    id: 'Penduduk ini berumur {ageYears} tahun dan belum dapat direkam. Minta datang lagi mulai {fromDate}, atau bawa bukti perkawinan.',
    en: 'This resident is {ageYears} years old and cannot be recorded yet. Ask them to come back from {fromDate}, or with proof of marriage.',
  },
  ENROLMENT_ALREADY_RECORDED: {
    status: 409,
    id: 'Penduduk ini sudah direkam: {status}, menurut {source}, per {asOf}. Perekaman cukup sekali; bila harus diulang, penyelia membukanya dengan alasan.',
    en: 'This resident is recorded already: {status}, says {source}, as of {asOf}. Once is enough; if it must be done again, a supervisor opens it with a reason.',
  },
  ENROLMENT_NOT_BEGUN: {
    status: 404,
    id: 'Perekaman ini belum dimulai. Cari penduduknya dahulu.',
    en: 'This recording has not begun. Find the resident first.',
  },
  ENROLMENT_ALREADY_BEGUN: {
    status: 409,
    id: 'Perekaman ini sudah dimulai. Lanjutkan dari langkah yang ditunjukkan.',
    en: 'This recording has begun already. Go on from the step shown.',
  },
  ENROLMENT_STOPPED: {
    status: 409,
    id: 'Perekaman dihentikan karena biodata salah. Perbaiki datanya dahulu, lalu lanjutkan.',
    en: 'The recording was stopped because the biodata are wrong. Have the data corrected, then go on.',
  },
  ENROLMENT_SET_ASIDE: {
    status: 409,
    id: 'Perekaman ini disisihkan. Pilih Lanjutkan untuk meneruskannya.',
    en: 'This recording was set aside. Choose Continue to go on with it.',
  },
  ENROLMENT_SEALING: {
    status: 409,
    id: 'Perekaman sedang disegel dan tidak dapat diubah. Pilih Segel untuk menyelesaikannya.',
    en: 'The recording is being sealed and cannot be changed. Choose Seal to finish it.',
  },
  ENROLMENT_NOT_SEALING: {
    status: 409,
    id: 'Perekaman ini tidak sedang disegel. Muat ulang halaman.',
    en: 'This recording is not being sealed. Reload the page.',
  },
  ENROLMENT_SEALED: {
    status: 409,
    id: 'Perekaman ini sudah disegel dan tidak dapat diubah lagi. Mulai dengan penduduk berikutnya.',
    en: 'This recording is sealed and cannot be changed any more. Go on with the next resident.',
  },
  ENROLMENT_DISCARDED: {
    status: 409,
    id: 'Perekaman ini sudah dibuang. Mulai dari awal bila penduduknya masih ada.',
    en: 'This recording was thrown away. Begin again if the resident is still here.',
  },
  ENROLMENT_STEP_NOT_ASKED: {
    status: 409,
    id: 'Kantor tidak meminta langkah ini ({step}). Lanjutkan dengan langkah yang ditunjukkan.',
    en: 'The office does not ask for this step ({step}). Go on with the step shown.',
  },
  ENROLMENT_STEP_NOT_CURRENT: {
    status: 409,
    id: 'Belum waktunya langkah ini ({step}). Selesaikan dahulu langkah yang ditunjukkan.',
    en: 'It is not the turn of this step ({step}). Finish the step shown first.',
  },
  ENROLMENT_STEP_NOT_DONE: {
    status: 409,
    id: 'Langkah ini ({step}) belum selesai, jadi tidak perlu kembali. Teruskan dari langkah yang ditunjukkan.',
    en: 'This step ({step}) is not done yet, so there is nothing to return to. Go on from the step shown.',
  },
  ENROLMENT_BIODATA_UNCONFIRMED: {
    status: 409,
    id: 'Bacakan biodata dan minta penduduk membenarkannya dahulu.',
    en: 'Read the biodata aloud and let the resident confirm them first.',
  },
  ENROLMENT_NO_WRONG_FIELD: {
    status: 400,
    id: 'Pilih paling sedikit satu data yang salah.',
    en: 'Choose at least one field that is wrong.',
  },
  ENROLMENT_NIK_CHANGED: {
    status: 409,
    id: 'NIK tidak boleh berganti di tengah perekaman. Cari penduduk yang benar dan mulai perekaman baru.',
    en: 'The NIK may not change within a recording. Find the right resident and begin a new one.',
  },
  ENROLMENT_SUBJECT_NOT_IN_STEP: {
    status: 409,
    id: 'Bagian tubuh {subject} tidak termasuk langkah {step}. Muat ulang halaman dan coba lagi.',
    en: 'Body part {subject} does not belong to step {step}. Reload the page and try again.',
  },
  ENROLMENT_SUBJECT_EXCEPTED: {
    status: 409,
    id: 'Bagian tubuh {subject} ditandai sebagai pengecualian. Batalkan pengecualiannya dahulu bila hendak merekamnya.',
    en: 'Body part {subject} is marked as an exception. Withdraw the exception first to capture it.',
  },
  ENROLMENT_SUBJECT_MISSING: {
    status: 409,
    id: 'Belum lengkap: {subjects}. Ambil bagian itu, atau tandai sebagai pengecualian dengan persetujuan penyelia.',
    en: 'Not complete: {subjects}. Capture that part, or mark it as an exception with a supervisor’s approval.',
  },
  ENROLMENT_NOTHING_CAPTURED: {
    status: 409,
    id: 'Alat tidak menghasilkan gambar. Ambil lagi.',
    en: 'The device delivered nothing. Capture again.',
  },
  ENROLMENT_NO_TRIES_LEFT: {
    status: 409,
    id: 'Kesempatan mengambil sudah habis. Terima hasil terbaik dan lanjutkan.',
    en: 'There are no tries left. Keep the best result and go on.',
  },
  ENROLMENT_TRIES_LEFT: {
    status: 409,
    id: 'Mutu {subjects} masih di bawah batas dan masih ada kesempatan. Ambil lagi.',
    en: 'The quality of {subjects} is below the limit and tries are left. Capture again.',
  },
  ENROLMENT_FACE_NOT_EXCEPTED: {
    status: 409,
    id: 'Foto wajah tidak dapat dikecualikan. Ambil foto sebisanya.',
    en: 'The face cannot be excepted. Take the best picture possible.',
  },
  ENROLMENT_STEP_CANNOT_BE_OWED: {
    status: 409,
    id: 'Kantor tidak mengizinkan langkah {step} ditunda. Sisihkan perekaman dan selesaikan nanti di loket ini.',
    en: 'The office does not allow step {step} to be left for later. Set the recording aside and finish it at this counter.',
  },
  ENROLMENT_FINGER_NOT_VERIFIED: {
    status: 409,
    id: 'Jari ini tidak terbukti sama dengan yang baru direkam: {subjects}. Ulangi langkah dari awal, rekam ulang tangannya, atau minta persetujuan penyelia.',
    en: 'These fingers were not found to be those just recorded: {subjects}. Begin the step afresh, record the hand again, or ask for a supervisor’s approval.',
  },
  ENROLMENT_NOT_UNVERIFIED: {
    status: 409,
    id: 'Jari ini ({subject}) tidak menunggu persetujuan penyelia. Teruskan dari langkah yang ditunjukkan.',
    en: 'This finger ({subject}) does not wait for a supervisor’s approval. Go on from the step shown.',
  },
  ENROLMENT_NOT_SIGNED: {
    status: 409,
    id: 'Belum ada tanda tangan. Garis atau tanda silang pun cukup.',
    en: 'Nothing was signed yet. A line or a cross is enough.',
  },
  ENROLMENT_APPROVAL_OWN: {
    status: 403,
    id: 'Persetujuan harus dari penyelia lain, bukan dari yang sedang merekam.',
    en: 'The approval must come from another supervisor, not from whoever records.',
  },
  ENROLMENT_REASON_MISSING: {
    status: 400,
    id: 'Tuliskan alasannya dengan singkat.',
    en: 'Write a short reason.',
  },
  ENROLMENT_NOT_READY: {
    status: 409,
    id: 'Belum dapat disegel; langkah yang kurang: {steps}. Selesaikan dahulu.',
    en: 'It cannot be sealed yet; steps lacking: {steps}. Finish them first.',
  },
  ENROLMENT_RECEIPT_CODE_INVALID: {
    status: 400,
    id: 'Kode bukti salah ketik. Periksa sepuluh hurufnya lalu ketik lagi.',
    en: 'The receipt code is mistyped. Check its ten characters and type it again.',
  },
  ENROLMENT_NOT_HELD: {
    status: 409,
    id: 'Rekaman ini tidak sedang ditahan. Muat ulang halaman.',
    en: 'This recording is not held. Reload the page.',
  },
  ENROLMENT_NOT_WAITING: {
    status: 409,
    id: 'Rekaman ini sudah diputuskan. Muat ulang halaman.',
    en: 'This recording has been decided already. Reload the page.',
  },
  ENROLMENT_HELD_NOT_COUNTABLE: {
    status: 409,
    id: 'Rekaman yang ditahan karena alasan ini tidak dapat dihitung. Coba buka lagi, atau sisihkan.',
    en: 'A recording held for this reason cannot count. Open it again, or set it aside.',
  },
  ENROLMENT_HELD_NOT_OPENABLE: {
    status: 409,
    id: 'Rekaman ini tidak ditahan karena gagal dibuka. Putuskan dipakai atau disisihkan.',
    en: 'This recording is not held for failing to open. Decide to use it or to set it aside.',
  },
} as const satisfies Readonly<Record<EnrolmentRefusalCode, RefusalText>>;
