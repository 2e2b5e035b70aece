import { words } from '../wording.ts';

/** Changing, emptying and retiring a recording set. */
export const setChangeWords = words(
  {
    change: 'Ubah set',
    changeLead: 'Nama, tempat, dan loket set ini. Isi set ikut pindah bersamanya.',
    place: 'Tempat',
    name: 'Nama set',
    station: 'Loket',
    noStation: 'Tidak terikat pada loket',
    moves: (n: number, to: string) =>
      n === 0
        ? `Set kosong ini pindah ke ${to}; perpindahan itu butuh surat.`
        : `${n} komponen di set ini ikut pindah ke ${to}; perpindahan itu butuh surat.`,
    stationStays: (name: string) => `${name} tetap di tempat lama, jadi terlepas dari set ini.`,
    save: 'Simpan',
    retire: 'Hentikan set',
    retireHeading: (name: string) => `Hentikan ${name}`,
    retireLead: 'Set yang dihentikan tidak dipakai lagi, tetapi riwayatnya tetap ada.',
    full: (n: number) => `Masih ada ${n} komponen di set ini:`,
    fullLead: (place: string) =>
      `Simpan dahulu semuanya sebagai cadangan di ${place}, atau pindahkan satu per satu dari halaman set.`,
    empty: 'Simpan semua sebagai cadangan',
    move: 'Pindahkan…',
    moveOf: (what: string) => `Pindahkan: ${what}`,
    retiredSets: (n: number) => `Set yang sudah dihentikan (${n})`,
    isRetired: 'Set ini sudah dihentikan dan tidak dipakai lagi.',
    fields: { placeId: 'tempat', name: 'nama', stationId: 'loket' } as Record<string, string>,
    became: (field: string, value: string) => `${field}: ${value}`,
    none: 'tidak ada',
  },
  {
    change: 'Change the set',
    changeLead: 'Name, place and station of this set. What is in it moves along.',
    place: 'Place',
    name: 'Name of the set',
    station: 'Station',
    noStation: 'Not tied to a station',
    moves: (n: number, to: string) =>
      n === 0
        ? `This empty set moves to ${to}; the move needs a paper.`
        : `${n} components of this set move along to ${to}; the move needs a paper.`,
    stationStays: (name: string) => `${name} stays at the old place, so it no longer belongs to this set.`,
    save: 'Save',
    retire: 'Retire the set',
    retireHeading: (name: string) => `Retire ${name}`,
    retireLead: 'A retired set is never used again, but its history stays.',
    full: (n: number) => `${n} components are still in this set:`,
    fullLead: (place: string) =>
      `Keep all of them as spares at ${place} first, or move them one by one on the page of the set.`,
    empty: 'Keep all of them as spares',
    move: 'Move…',
    moveOf: (what: string) => `Move: ${what}`,
    retiredSets: (n: number) => `Retired sets (${n})`,
    isRetired: 'This set is retired and is not used any more.',
    fields: { placeId: 'place', name: 'name', stationId: 'station' } as Record<string, string>,
    became: (field: string, value: string) => `${field}: ${value}`,
    none: 'none',
  },
);
