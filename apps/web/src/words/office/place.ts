import { words } from '../wording.ts';

/** The register of places. */
export const placeWords = words(
  {
    heading: 'Tempat',
    lead: 'Tempat perekaman, letaknya di peta, dan apa yang ada di sana. Jarak antartempat dihitung dari letaknya.',
    toPlaces: 'Daftar tempat',
    columns: { name: 'Tempat', position: 'Letak', here: 'Yang ada di sana', acts: 'Tindakan' },
    unknown: 'belum diketahui',
    moves: 'berpindah-pindah',
    onMap: 'lihat di peta',
    here: (sets: number, spares: number, stations: number) =>
      `${sets} set, ${spares} cadangan, ${stations} loket`,
    change: 'Ubah',
    changeOf: (name: string) => `Ubah ${name}`,
    name: 'Nama tempat',
    position: 'Koordinat',
    positionHint:
      'Buka tempatnya di peta dan salin koordinatnya, misalnya -10.1583, 123.6070. Kosong: belum diketahui.',
    save: 'Simpan',
    retire: 'Hentikan',
    retireOf: (name: string) => `Hentikan ${name}`,
    retireLead:
      'Tempat yang dihentikan tidak ditawarkan lagi dan hilang dari halaman warga. Riwayatnya tetap ada. Set, cadangan, dan loketnya harus dipindahkan dahulu.',
    retired: (when: string) => `dihentikan ${when}`,
    again: 'Pakai lagi',
    againOf: (name: string) => `Pakai lagi ${name}`,
    back: 'Perangkat',
  },
  {
    heading: 'Places',
    lead: 'Where residents are recorded, where that is on the map, and what is there. Distances are worked out from it.',
    toPlaces: 'Places',
    columns: { name: 'Place', position: 'Position', here: 'What is there', acts: 'Acts' },
    unknown: 'not known yet',
    moves: 'moves around',
    onMap: 'see on a map',
    here: (sets: number, spares: number, stations: number) =>
      `${sets} sets, ${spares} spares, ${stations} stations`,
    change: 'Change',
    changeOf: (name: string) => `Change ${name}`,
    name: 'Name of the place',
    position: 'Position',
    positionHint:
      'Open the place on a map and copy its position, like -10.1583, 123.6070. Empty: not known yet.',
    save: 'Save',
    retire: 'Retire',
    retireOf: (name: string) => `Retire ${name}`,
    retireLead:
      'A retired place is offered no more and leaves the public pages. Its history stays. Its sets, spares and stations must be moved first.',
    retired: (when: string) => `retired ${when}`,
    again: 'Use again',
    againOf: (name: string) => `Use ${name} again`,
    back: 'Equipment',
  },
);
