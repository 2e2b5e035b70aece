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
  PLACE_POSITION: {
    status: 400,
    id: 'Koordinat itu tidak terbaca atau di luar Indonesia. Buka tempatnya di peta, salin koordinatnya, misalnya -10.1583, 123.6070.',
    en: 'That position cannot be read or lies outside Indonesia. Open the place on a map and copy it, like -10.1583, 123.6070.',
  },
  PLACE_MOVES: {
    status: 400,
    id: 'Mobil keliling berpindah-pindah, jadi tidak punya koordinat tetap. Kosongkan koordinatnya.',
    en: 'A mobile unit moves and stands nowhere. Leave its position empty.',
  },
  PLACE_RETIRED: {
    status: 409,
    id: 'Tempat itu sudah tidak dipakai. Pilih “Pakai lagi” dahulu bila hendak mengubahnya.',
    en: 'That place is retired. Choose “Use again” before changing it.',
  },
  PLACE_IS_OFFICE: {
    status: 409,
    id: 'Disdukcapil sendiri tidak dapat dihentikan. Hentikan tempat lain, atau ubah namanya saja.',
    en: 'The Disdukcapil itself cannot be retired. Retire another place, or only rename it.',
  },
  PLACE_IN_USE: {
    status: 409,
    id: 'Masih ada {sets} set, {spares} alat cadangan, dan {stations} loket di tempat ini. Pindahkan atau hentikan dahulu semuanya.',
    en: '{sets} sets, {spares} spares and {stations} stations are still at this place. Move or retire all of them first.',
  },
  PLACE_REASON_MISSING: {
    status: 400,
    id: 'Tulis alasannya, sedikitnya lima huruf.',
    en: 'Give a reason of five characters or more.',
  },
  PLACE_NOTHING_CHANGES: {
    status: 409,
    id: 'Tidak ada yang berubah, jadi tidak ada yang dicatat.',
    en: 'Nothing would change, so nothing was written down.',
  },
} as const satisfies Readonly<Record<PlaceRefusalCode, RefusalText>>;
