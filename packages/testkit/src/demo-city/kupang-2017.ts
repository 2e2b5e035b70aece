/**
 * What is publicly told of the recording sets of Kota Kupang up to 30 March 2017. Sources name sets, hardly ever the
 * component: where it is assumed, `componentTold` is false, and every set is given another one. Sources contradict each
 * other on Kota Lama: its camat said in 2016 that it had been broken since 2014, a list of March 2016 calls it working.
 */
import type { Chronicle, HistoricalFault, HistoricalStatement, PlainDate } from '@rekam/domain';
import { type DemoSet, kindsOfSet } from './demo-equipment.ts';

const day = (text: string): PlainDate => text as PlainDate;
const untold = { componentTold: false, symptom: 'error-shown', cause: 'unknown', effect: 'stops' } as const;

const faults: readonly HistoricalFault[] = [
  {
    ...untold,
    place: 'Kecamatan Kota Lama',
    kind: 'ups',
    since: day('2014-12-31'),
    sinceDating: 'by',
    until: null,
    note: 'rusak sejak 2014 menurut camat; tiga kali didatangi mekanik Kemendagri; daftar 30 Maret 2016 menyebutnya baik',
    reference: 'kupang.tribunnews.com, 17 Oktober 2016',
  },
  {
    ...untold,
    place: 'Kecamatan Kelapa Lima',
    kind: 'computer',
    symptom: 'burnt',
    cause: 'fire',
    since: day('2016-01-31'),
    sinceDating: 'by',
    until: null,
    note: 'terbakar Januari 2016; masih aset pusat, menunggu Kemendagri',
    reference: 'kupang.tribunnews.com, 17 Oktober 2016',
  },
  {
    ...untold,
    place: 'Kecamatan Alak',
    kind: 'iris-scanner',
    since: day('2016-03-30'),
    sinceDating: 'by',
    until: null,
    note: 'disebut rusak pada 30 Maret 2016',
    reference: 'seputar-ntt.com, 30 Maret 2016',
  },
  {
    ...untold,
    place: 'Kecamatan Maulafa',
    kind: 'signature-pad',
    since: day('2016-03-30'),
    sinceDating: 'by',
    until: null,
    note: 'disebut rusak pada 30 Maret 2016',
    reference: 'seputar-ntt.com, 30 Maret 2016',
  },
  {
    ...untold,
    place: 'Kecamatan Kota Raja',
    kind: 'camera',
    effect: 'limits',
    since: day('2016-10-13'),
    sinceDating: 'by',
    until: day('2017-01-01'),
    note: 'baru terganggu; camat belum tahu sudah baik atau belum; beberapa bulan sebelum April 2017 melayani',
    reference: 'kupang.tribunnews.com, 17 Oktober 2016; moral-politik.com, 6 April 2017',
  },
  {
    ...untold,
    place: 'Kecamatan Kota Raja',
    kind: 'camera',
    since: day('2017-03-29'),
    sinceDating: 'by',
    until: null,
    note: 'melayani pada bulan-bulan sebelumnya, rusak sebelum Oebobo; harinya tidak disebut',
    reference: 'moral-politik.com, 6 April 2017',
  },
  {
    ...untold,
    place: 'Kecamatan Oebobo',
    kind: 'fingerprint-scanner',
    since: day('2017-03-30'),
    sinceDating: 'on',
    until: null,
    note: 'set terakhir yang melayani akhirnya rusak; perekaman se-kota berhenti',
    reference: 'moral-politik.com, 6 April 2017',
  },
];

/** What the sources say of services that no set decides. Where no source tells an end, none stands here. */
const statements: readonly HistoricalStatement[] = [
  {
    place: 'Kecamatan Kota Lama',
    service: 'rekam',
    condition: 'open',
    cause: null,
    since: day('2016-03-30'),
    until: day('2016-10-13'),
    note: 'disebut baik dalam daftar alat per kecamatan',
    reference: 'seputar-ntt.com, 30 Maret 2016',
  },
  {
    place: null,
    service: 'cetak',
    condition: 'stopped',
    cause: 'blanks',
    since: day('2016-09-30'),
    until: null,
    note: 'Blangko kosong sejak September 2016 (harinya tidak disebut).',
    reference: 'nttonlinenow.com, 14 Juli 2017; moral-politik.com, 6 April 2017',
  },
  {
    place: null,
    service: 'suket',
    condition: 'open',
    cause: null,
    since: day('2016-09-29'),
    until: null,
    note: 'Bagi yang sudah direkam dan ada dalam basis data.',
    reference:
      'Surat Dirjen Dukcapil 471.13/10231/DUKCAPIL, 29 September 2016; moral-politik.com, 6 April 2017',
  },
  {
    place: null,
    service: 'tunggal',
    condition: 'limited',
    cause: 'centre',
    since: day('2016-12-31'),
    until: day('2017-03-17'),
    note: 'Sekitar lima juta rekaman tertahan di pusat sejak Desember 2016 (harinya tidak disebut).',
    reference: 'jpnn.com, 9 Maret 2017',
  },
  {
    place: null,
    service: 'tunggal',
    condition: 'stopped',
    cause: 'centre',
    since: day('2017-03-17'),
    until: null,
    note: 'Daerah diminta tetap merekam dan membuat cadangan rekaman.',
    reference: 'Surat Dirjen Dukcapil 471.13/3256/DUKCAPIL, 17 Maret 2017',
  },
  {
    place: null,
    service: 'kirim-centre',
    condition: 'stopped',
    cause: 'centre',
    since: day('2017-03-17'),
    until: null,
    note: 'Pusat data tidak dapat menerima rekaman.',
    reference: 'Surat Dirjen Dukcapil 471.13/3256/DUKCAPIL, 17 Maret 2017',
  },
];

/** The chronicle ends with the article of 6 April 2017; when and how recording went on was not found. */
export const kupang2017: Chronicle = {
  title: 'Kota Kupang, Maret 2017',
  tellsFrom: day('2014-12-31'),
  tellsUntil: day('2017-04-06'),
  highlights: [day('2017-03-29'), day('2017-03-31'), day('2017-01-16')],
  faults,
  statements,
};

/**
 * The six sets, one in each kecamatan. That they were made of what the SOP lists is assumed; who made what, serials and days
 * of purchase no source tells. Of one owner a source does tell: Kelapa Lima's was still the centre's.
 */
export const kupang2017Sets: readonly DemoSet[] = [
  'Kecamatan Alak',
  'Kecamatan Kelapa Lima',
  'Kecamatan Kota Lama',
  'Kecamatan Kota Raja',
  'Kecamatan Maulafa',
  'Kecamatan Oebobo',
].map((place) => ({
  place,
  components: kindsOfSet.map((kind) => ({
    description: {
      kind,
      make: 'tidak diketahui',
      model: 'tidak diketahui',
      serial: `TIDAK-DIKETAHUI-${place.slice('Kecamatan '.length).toUpperCase().replaceAll(' ', '-')}`,
      firmware: null,
      boughtOn: null,
      funding: 'unrecorded',
      priceIdr: null,
      owner: { kind: place === 'Kecamatan Kelapa Lima' ? 'bmn' : 'unrecorded' },
      warrantyUntil: null,
    },
  })),
}));
