import type { Biodata, LetterPurpose, PlainDate, Signatory } from '@rekam/domain';

/** Everything a letter says, as it was when the letter was issued. */
export interface LetterContent {
  readonly number: string;
  readonly officeName: string;
  /** `KOTA KUPANG`. */
  readonly regency: string;
  readonly province: string;
  readonly biodata: Biodata;
  readonly kelurahan: string;
  readonly kecamatan: string;
  readonly purpose: LetterPurpose;
  readonly issuedOn: PlainDate;
  readonly validUntil: PlainDate;
  /** The circular it rests on. */
  readonly basis: string;
  readonly signatory: Signatory;
}
