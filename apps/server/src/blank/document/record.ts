/** The text of a paper of the book, from its fact alone. */
import {
  type BlankDocumentKind,
  type BlankRequest,
  blankDocumentNumber,
  type Consumable,
  type ConsumablePlace,
  type CountedPlace,
  dayAt,
  namesTheirPaper,
  type PiecePlace,
  piecesInAll,
  type TimeZoneName,
  tellRange,
  timeZones,
  type Witness,
} from '@rekam/domain';
import { longDate, weekdayName } from '@rekam/protocol/words/dates.ts';
import type { OfficeRecord } from '../../pdf/record-pdf.ts';
import type { StoredEntry } from '../store.ts';

/** A paper of the book before it is set in type, with the ids of its photos. */
export interface BlankRecord extends OfficeRecord {
  readonly photos: readonly string[];
}

export interface RecordFacts {
  /** `KOTA KUPANG`. */
  readonly regency: string;
  readonly timeZone: TimeZoneName;
  readonly placeNames: ReadonlyMap<string, string>;
}

const titles: Readonly<Record<BlankDocumentKind, string>> = {
  'hand-over': 'BERITA ACARA SERAH TERIMA',
  return: 'BERITA ACARA PENGEMBALIAN KARTU',
  spoiling: 'BERITA ACARA KERUSAKAN',
  loss: 'BERITA ACARA KEHILANGAN',
  destruction: 'BERITA ACARA PEMUSNAHAN',
  count: 'BERITA ACARA STOK OPNAME',
  request: 'SURAT PERMINTAAN',
};
/** What a paper is about, as its title and as its text name it. */
const goods = {
  blank: ['BLANGKO KTP-EL', 'Blangko KTP-el'],
  card: ['KTP-EL', 'KTP-el yang sudah dicetak'],
  unusable: ['KEPING KTP-EL', 'Keping KTP-el yang tidak dapat dipakai lagi'],
  ribbon: ['BAHAN CETAK KTP-EL', 'Ribbon pencetak kartu'],
  film: ['BAHAN CETAK KTP-EL', 'Film pencetak kartu'],
  'cleaning-kit': ['BAHAN CETAK KTP-EL', 'Cleaning kit pencetak kartu'],
} as const;
const kinds: Readonly<Record<string, string>> = {
  centre: 'Direktorat Jenderal Kependudukan dan Pencatatan Sipil',
  supplier: 'Pemasok',
  store: 'Gudang blangko',
  desk: 'Meja cetak',
  card: 'Kartu tercetak di loket',
  returned: 'Simpanan kantor untuk kartu yang belum diambil',
  resident: 'Penduduk pemegang kartu',
  spoiled: 'Simpanan keping rusak',
  destroyed: 'Dimusnahkan dengan dibakar',
  lost: 'Tidak ditemukan',
  'lost-unusable': 'Tidak ditemukan, bukan blangko lagi',
  lent: 'Dipinjamkan kepada',
  borrowed: 'Kantor yang meminjamkan:',
};
const unnamed = '(......................................)';
const amount = (n: number, item: 'piece' | Consumable): string =>
  `${n.toLocaleString('id')} ${item === 'piece' ? 'keping' : 'cetak'}`;

/** @throws never: what a fact does not hold is left out */
export function writeRecord(
  { at, by, fact }: StoredEntry,
  { regency, timeZone, placeNames }: RecordFacts,
): BlankRecord {
  const { kind } = fact.document;
  const [inTitle, inText] = goods[goodsOf(fact)];
  const where = (place: PiecePlace | CountedPlace | ConsumablePlace): string => {
    const which = 'place' in place ? placeNames.get(place.place) : 'office' in place ? place.office : null;
    return [kinds[place.kind] ?? place.kind, which].filter(Boolean).join(' ');
  };
  const movement = 'movement' in fact ? fact.movement : null;
  const witnesses = movement && 'witnesses' in movement ? movement.witnesses : [];
  return {
    head: [`PEMERINTAH ${regency.toUpperCase()}`, 'DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL'],
    title: `${titles[kind]} ${inTitle}`,
    number: blankDocumentNumber(fact.document),
    opening: openingOf(at, timeZone, kind),
    lines: [
      ['Barang', inText],
      ...(fact.kind === 'blanks-requested'
        ? requestLines(fact.request)
        : movement
          ? movedLines(movement, where)
          : countedLines(fact, where)),
    ],
    closing:
      kind === 'request'
        ? 'Demikian kami sampaikan. Atas perhatian dan bantuan Bapak/Ibu, kami ucapkan terima kasih.'
        : 'Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya.',
    signatories: signatoriesOf(kind, by, movement, witnesses),
    photos: movement && 'photos' in movement ? movement.photos : [],
  };
}

/** A card that was printed well is no blank any more; what is found after it was printed or spoiled is not either. */
function goodsOf(fact: StoredEntry['fact']): keyof typeof goods {
  const item = itemOf(fact);
  if (item !== 'piece') return item;
  const ends =
    'movement' in fact ? [fact.movement.from, fact.movement.to] : 'where' in fact ? [fact.where] : [];
  const kinds = ends.map(({ kind }) => kind);
  if (kinds.includes('lost-unusable')) return 'unusable';
  const wellPrinted = kinds.some((kind) => kind === 'returned' || kind === 'resident');
  const isOnCard = kinds.includes('card') && (kinds.includes('lost') || fact.kind === 'pieces-counted');
  return wellPrinted || isOnCard ? 'card' : 'blank';
}

const itemOf = (fact: StoredEntry['fact']): 'piece' | Consumable => {
  if (fact.kind === 'prints-moved') return fact.movement.item;
  return fact.kind === 'prints-counted' ? fact.item : 'piece';
};

function openingOf(at: StoredEntry['at'], timeZone: TimeZoneName, kind: BlankDocumentKind): string {
  const { offsetMinutes } = timeZones[timeZone];
  const day = dayAt(at, offsetMinutes);
  const weekday = weekdayName(day);
  const time = new Date(Date.parse(at) + offsetMinutes * 60_000)
    .toISOString()
    .slice(11, 16)
    .replace(':', '.');
  if (kind === 'request')
    return `Yth. Direktur Jenderal Kependudukan dan Pencatatan Sipil, Kementerian Dalam Negeri, di Jakarta, melalui Dinas provinsi yang membidangi kependudukan dan pencatatan sipil. Dengan hormat, pada ${weekday}, ${longDate(day)} pukul ${time} ${timeZone}, kami mohon pengiriman blangko menurut kebutuhan berikut.`;
  const what = {
    'hand-over':
      'telah dilaksanakan serah terima barang berikut, dalam keadaan dan jumlah sebagaimana tertulis.',
    return: 'telah kembali ke simpanan kantor kartu berikut, yang tidak diambil pemegangnya.',
    spoiling: 'telah diperiksa dan dinyatakan rusak barang berikut.',
    loss: 'telah dicatat mengenai barang berikut.',
    destruction:
      'telah dimusnahkan dengan disaksikan para saksi barang berikut (Surat Edaran Menteri Dalam Negeri Nomor 470.13/11176/SJ tanggal 13 Desember 2018).',
    count: 'telah dihitung barang berikut dan dibandingkan dengan buku.',
  }[kind];
  return `Pada hari ini, ${weekday} tanggal ${longDate(day)} pukul ${time} ${timeZone}, ${what}`;
}

type Where = (place: PiecePlace | CountedPlace | ConsumablePlace) => string;
type Movement = Extract<StoredEntry['fact'], { readonly movement: object }>['movement'];
type Counting = Extract<StoredEntry['fact'], { readonly count: object }>;
type Line = readonly [string, string];

function movedLines(movement: Movement, where: Where): Line[] {
  const { from, to, paper, reason, dueOn } = movement;
  const pieces = 'ranges' in movement ? movement : null;
  const given: (Line | null)[] = [
    [
      'Jumlah',
      'ranges' in movement
        ? amount(piecesInAll(movement.ranges), 'piece')
        : amount(movement.prints, movement.item),
    ],
    pieces && ['Nomor seri', pieces.ranges.map(tellRange).join(', ')],
    ['Dari', where(from)],
    ['Ke', where(to)],
    paper === null || !namesTheirPaper(from) ? null : ['Dasar', paper],
    reason === null ? null : ['Alasan', reason],
    dueOn === null ? null : ['Kembali paling lambat', longDate(dueOn)],
    to.kind === 'spoiled' && pieces
      ? ['Foto', pieces.photos.length > 0 ? `${pieces.photos.length} terlampir` : 'tidak dilampirkan']
      : null,
  ];
  return given.filter((line) => line !== null);
}

const requestLines = ({ waiting, stock, perDay, days, pieces }: BlankRequest): Line[] => [
  ['Dimohon', amount(pieces, 'piece')],
  ['Penduduk siap cetak (PRR)', `${waiting.toLocaleString('id')} orang`],
  ['Stok menurut buku', amount(stock, 'piece')],
  ['Kemampuan cetak', `${amount(perDay, 'piece')} sehari`],
  ['Untuk', `${days} hari`],
  [
    'Cara menghitung',
    `yang lebih kecil dari ${waiting.toLocaleString('id')} penduduk dan ${amount(perDay * days, 'piece')} yang dapat dicetak, dikurangi stok`,
  ],
];

function countedLines(fact: StoredEntry['fact'], where: Where): Line[] {
  const counting = fact as Counting;
  const { book, counted, explanation } = counting.count;
  const item = itemOf(fact);
  const missing = 'missing' in counting.count ? counting.count.missing.map(tellRange) : [];
  return [
    ['Tempat', where(counting.where)],
    ['Menurut buku', amount(book, item)],
    ['Dihitung', amount(counted, item)],
    ['Selisih', book === counted ? 'tidak ada' : `kurang ${amount(book - counted, item)}`],
    ...(missing.length > 0 ? [['Nomor seri yang tidak ada', missing.join(', ')] as const] : []),
    ...(explanation === null ? [] : [['Penjelasan', explanation] as const]),
  ];
}

function signatoriesOf(
  kind: BlankDocumentKind,
  by: string,
  movement: Movement | null,
  witnesses: readonly Witness[],
): (readonly [string, string])[] {
  const head = [kind === 'request' ? 'Kepala Dinas' : 'Mengetahui, Kepala Dinas', unnamed] as const;
  if (kind === 'request') return [['Disusun oleh', by], head];
  const seen = witnesses.map(
    ({ name, position }, index) => [`Saksi ${index + 1}, ${position}`, name] as const,
  );
  if (kind !== 'hand-over' || !movement) return [['Petugas yang mencatat', by], ...seen, head];
  const other = movement.counterpart ?? unnamed;
  const [gave, took] = namesTheirPaper(movement.from) ? [other, by] : [by, other];
  return [['Yang menyerahkan', gave], ['Yang menerima', took], head];
}
