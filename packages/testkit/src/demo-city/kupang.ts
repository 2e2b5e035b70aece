/** The city in which invented residents live: its kelurahan, the regions others came from, its streets. */
import { getDistricts, getVillages } from 'idn-area-data';

export const kupangCode = '53.71';

export interface Kelurahan {
  /** `53.71.04.1001`. */
  readonly code: string;
  readonly name: string;
}

export interface City {
  /** The 51 kelurahan of Kota Kupang. */
  readonly kelurahan: readonly Kelurahan[];
  /** Six digits of kecamatan elsewhere, first those of the same province: residents who moved here carry them. */
  readonly foreignRegions: readonly string[];
}

/** Reads the city from the national list of regions. */
export async function readKupang(): Promise<City> {
  const [villages, districts] = await Promise.all([getVillages(), getDistricts()]);
  const elsewhere = districts.map(({ code }) => code).filter((code) => !code.startsWith(`${kupangCode}.`));
  const sameProvince = elsewhere.filter((code) => code.startsWith('53.'));
  const others = elsewhere.filter((code) => /^(35|73|81|51|31)\./.test(code)).filter((_, i) => i % 40 === 0);
  return {
    kelurahan: villages
      .filter(({ code }) => code.startsWith(`${kupangCode}.`))
      .map(({ code, name }) => ({ code, name })),
    foreignRegions: [...sameProvince, ...others].map((code) => code.replaceAll('.', '')),
  };
}

/** Kecamatan from which Kota Raja (05) and Kota Lama (06) were carved: their older residents carry these prefixes. */
export const oldKupangRegions = ['537101', '537102', '537103', '537104'] as const;

export const streets = [
  'BOUGENVILLE',
  'CENDANA',
  'FLAMBOYAN',
  'GEWANG',
  'KARANG PUTIH',
  'KELAPA HIJAU',
  'KESAMBI',
  'LONTAR',
  'MAWAR PANTAI',
  'NUSA TIMUR',
  'OMBAK BIRU',
  'SASANDO LAMA',
  'TENUN IKAT',
  'TERATAI',
] as const;

export const birthPlaces = [
  'KUPANG',
  'KUPANG',
  'KUPANG',
  'SOE',
  'ATAMBUA',
  'BAA',
  'KALABAHI',
  'ENDE',
  'MAUMERE',
  'SURABAYA',
];

export const adultOccupations = [
  'WIRASWASTA',
  'KARYAWAN SWASTA',
  'PEGAWAI NEGERI SIPIL',
  'MENGURUS RUMAH TANGGA',
  'PETANI/PEKEBUN',
  'NELAYAN/PERIKANAN',
  'BURUH HARIAN LEPAS',
  'GURU',
  'PEDAGANG',
  'SOPIR',
];
