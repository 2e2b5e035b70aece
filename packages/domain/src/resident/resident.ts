import type { PlainDate } from '../kernel/calendar.ts';

export const sexes = ['LAKI-LAKI', 'PEREMPUAN'] as const;
export const religions = [
  'ISLAM',
  'KRISTEN',
  'KATHOLIK',
  'HINDU',
  'BUDHA',
  'KHONGHUCU',
  'KEPERCAYAAN TERHADAP TUHAN YME',
] as const;
export const maritalStatuses = ['BELUM KAWIN', 'KAWIN', 'CERAI HIDUP', 'CERAI MATI'] as const;
export const bloodGroups = [
  'A',
  'B',
  'AB',
  'O',
  'A+',
  'A-',
  'B+',
  'B-',
  'AB+',
  'AB-',
  'O+',
  'O-',
  '-',
] as const;
export const nationalities = ['WNI', 'WNA'] as const;

export type Sex = (typeof sexes)[number];
export type Religion = (typeof religions)[number];
export type MaritalStatus = (typeof maritalStatuses)[number];
export type BloodGroup = (typeof bloodGroups)[number];
export type Nationality = (typeof nationalities)[number];

/** What stands on the card and is read aloud at the counter; all text upper-case as in SIAK. */
export interface Biodata {
  /** 16 digits. */
  readonly nik: string;
  /** 16 digits; null when unknown. */
  readonly familyCardNumber: string | null;
  /** 1–60 characters; one word is legal. */
  readonly name: string;
  readonly birthPlace: string;
  readonly birthDate: PlainDate;
  readonly sex: Sex;
  readonly bloodGroup: BloodGroup;
  readonly religion: Religion;
  readonly maritalStatus: MaritalStatus;
  readonly occupation: string;
  readonly nationality: Nationality;
  readonly address: string;
  /** `000`–`999`. */
  readonly rt: string;
  readonly rw: string;
  /** Ten digits with dots, `53.71.04.1001`. */
  readonly kelurahanCode: string;
}

/** What is known of an earlier recording: an observed fact with its source, never computed. */
export interface RecordedStatus {
  /** Word of the source: `PRR`, `BIO_CAPTURED`, `SUDAH REKAM`, or `rekam` for one received by this office. */
  readonly status: string;
  readonly source: string;
  /** Day the source speaks of; null when the source does not say. */
  readonly asOf: PlainDate | null;
}

/** A resident as office and stations know them: what must be read aloud, whether they are recorded, whether they live. */
export interface DirectoryEntry {
  readonly biodata: Biodata;
  readonly recorded: RecordedStatus | null;
  /** RES15; null: nobody wrote a death down. */
  readonly diedOn: PlainDate | null;
}
