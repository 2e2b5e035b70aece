import type { PolicyRefusalCode } from '@rekam/domain';
import type { RefusalText } from './shape.ts';

/** Why a policy cannot be used. */
export const policyRefusals = {
  POLICY_NONE_IN_FORCE: {
    status: 409,
    id: 'Tidak ada kebijakan perekaman yang berlaku pada {today}. Periksa jam komputer ini, lalu hubungi kantor.',
    en: 'No recording policy is in force on {today}. Check the clock of this computer, then call the office.',
  },
  POLICY_BASIS_MISSING: {
    status: 400,
    id: 'Kebijakan harus menyebut suratnya. Isi nomor surat edaran atau keputusan kantor.',
    en: 'A policy names its letter. Enter the number of the circular or of the office’s decision.',
  },
  POLICY_STEPS_INVALID: {
    status: 400,
    id: 'Urutan langkah tidak dapat dipakai. Mulai dengan biodata, akhiri dengan pemeriksaan, sertakan foto, dan letakkan verifikasi setelah kedua tangan.',
    en: 'This order of steps cannot be used. Begin with the biodata, end with the review, keep the photo, and verify after both hands.',
  },
  POLICY_NUMBER_OUT_OF_RANGE: {
    status: 400,
    id: 'Nilai {field} harus antara {from} dan {to}. Perbaiki lalu simpan lagi.',
    en: 'The value of {field} must lie between {from} and {to}. Correct it and save again.',
  },
} as const satisfies Readonly<Record<PolicyRefusalCode, RefusalText>>;
