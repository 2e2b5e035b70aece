/**
 * What is publicly told of the recording sets of Kota Kupang up to 30 March 2017. Sources name sets, hardly ever the
 * component: where it is assumed, `componentTold` is false, and every set is given another one. Sources contradict each
 * other on Kota Lama: its camat said in 2016 that it had been broken since 2014, a list of March 2016 calls it working.
 */
import type { HistoricalFault, PlainDate } from '@rekam/domain';

const day = (text: string): PlainDate => text as PlainDate;
const untold = { componentTold: false, symptom: 'error-shown', cause: 'unknown', effect: 'stops' } as const;

export const kupang2017: readonly HistoricalFault[] = [
  {
    ...untold,
    place: 'Kecamatan Kota Lama',
    kind: 'ups',
    since: day('2014-12-31'),
    sinceDating: 'by',
    until: null,
    note: 'rusak sejak 2014 menurut camat; tiga kali didatangi mekanik Kemendagri; daftar 30 Maret 2016 menyebutnya baik',
    reference: 'keterangan Camat Kota Lama, 13 Oktober 2016',
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
    reference: 'keterangan Camat Kelapa Lima, 13 Oktober 2016',
  },
  {
    ...untold,
    place: 'Kecamatan Alak',
    kind: 'iris-scanner',
    since: day('2016-03-30'),
    sinceDating: 'by',
    until: null,
    note: 'disebut rusak pada 30 Maret 2016',
    reference: 'berita 30 Maret 2016',
  },
  {
    ...untold,
    place: 'Kecamatan Maulafa',
    kind: 'signature-pad',
    since: day('2016-03-30'),
    sinceDating: 'by',
    until: null,
    note: 'disebut rusak pada 30 Maret 2016',
    reference: 'berita 30 Maret 2016',
  },
  {
    ...untold,
    place: 'Kecamatan Kota Raja',
    kind: 'camera',
    effect: 'limits',
    since: day('2016-10-13'),
    sinceDating: 'by',
    until: day('2017-01-01'),
    note: 'baru terganggu; melayani lagi pada awal 2017',
    reference: 'keterangan Camat Kota Raja, 13 Oktober 2016; moral-politik.com, 6 April 2017',
  },
  {
    ...untold,
    place: 'Kecamatan Kota Raja',
    kind: 'camera',
    since: day('2017-03-01'),
    sinceDating: 'about',
    until: null,
    note: 'rusak sebelum Oebobo, pada bulan-bulan pertama 2017',
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
