/** Why a resident's data cannot be used as they stand; `field` in the details names the column. */
export const residentRefusalCodes = [
  'RESIDENT_NIK_LENGTH',
  'RESIDENT_NIK_DATE',
  'RESIDENT_NIK_SERIAL',
  'RESIDENT_FIELD_MISSING',
  'RESIDENT_TEXT_TOO_LONG',
  'RESIDENT_TEXT_UNREADABLE',
  'RESIDENT_NAME_MISSING',
  'RESIDENT_NAME_TOO_LONG',
  'RESIDENT_DATE_UNREAL',
  'RESIDENT_BIRTH_IN_FUTURE',
  'RESIDENT_VALUE_UNKNOWN',
  'RESIDENT_FAMILY_CARD_NUMBER',
  'RESIDENT_RT_RW',
  'RESIDENT_KELURAHAN_CODE',
  'RESIDENT_UNKNOWN',
  'RESIDENT_DEATH_KNOWN',
  'RESIDENT_DEATH_DAY',
  'RESIDENT_DEATH_PAPER',
  'RESIDENT_DEATH_UNKNOWN',
  'RESIDENT_DEATH_REASON',
] as const;
export type ResidentRefusalCode = (typeof residentRefusalCodes)[number];
