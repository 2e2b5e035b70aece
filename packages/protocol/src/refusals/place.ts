import type { PlaceRefusalCode } from '@rekam/domain';
import type { RefusalText } from './shape.ts';

/** Why a place cannot belong to the office as described. */
export const placeRefusals = {
  PLACE_REGION_CODE: {
    status: 400,
    id: 'Kode wilayah itu tidak dikenal bentuknya. Tulis seperti 53.71.04.',
    en: 'That is not the form of a region code. Write it as in 53.71.04.',
  },
  PLACE_NAME_LENGTH: {
    status: 400,
    id: 'Nama tempat harus 2 sampai 100 huruf. Perbaiki lalu simpan lagi.',
    en: 'The name of a place has 2 to 100 characters. Correct it and save again.',
  },
  PLACE_OUTSIDE_OFFICE: {
    status: 400,
    id: 'Wilayah itu di luar kabupaten/kota kantor ini. Pilih kecamatan di dalamnya.',
    en: 'That region lies outside this office’s regency or city. Choose a kecamatan inside it.',
  },
  PLACE_REGION_LEVEL: {
    status: 400,
    id: 'Tempat jenis {kind} tidak memakai kode wilayah setingkat itu. Kecamatan memakai kode kecamatan; mobil keliling dan sekolah tanpa kode.',
    en: 'A place of kind {kind} does not take a region code of that level. A kecamatan takes its own; mobile units and schools take none.',
  },
} as const satisfies Readonly<Record<PlaceRefusalCode, RefusalText>>;
