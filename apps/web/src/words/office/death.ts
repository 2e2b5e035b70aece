import { words } from '../wording.ts';

/** That a resident died: what ends with it, and what does not by itself. */
export const deathWords = words(
  {
    tag: (day: string) => `Meninggal ${day}`,
    note: 'Catat kematian',
    noteOf: (name: string) => `Catat kematian ${name}`,
    see: 'Catatan kematian',
    seeOf: (name: string) => `Catatan kematian ${name}`,
    heading: (name: string) => `Kematian ${name}`,
    lead: 'Dicatat menurut surat yang menyatakannya. Yang berakhir karenanya berakhir saat itu juga.',
    diedOn: 'Tanggal meninggal',
    paper: 'Surat dan nomornya',
    paperHint: 'Misalnya: Akta kematian 5371-KM-26112026-0001.',
    scan: 'Foto atau pindaian surat itu (JPEG, PNG atau PDF), bila ada',
    openScan: 'Lihat suratnya',
    action: 'Catat kematian',
    done: 'Kematian dicatat.',
    will: {
      nothing: 'Tidak ada Suket yang berlaku dan tidak ada kartu yang menunggu.',
      letter: (number: string) => `Suket ${number} batal, juga bagi siapa pun yang memeriksanya.`,
      card: {
        ended: 'Pesanan kartunya berakhir; keping yang sudah disisihkan kembali ke stok.',
        'at-printer':
          'Kartunya sedang di printer dan tidak dapat dihentikan. Kartu itu tidak akan dapat diserahkan.',
        printed:
          'Kartunya sudah dicetak dan tidak akan dapat diserahkan. Penyelia melepasnya di Kartu yang belum diambil.',
      },
    },
    did: {
      nothing: 'Tidak ada Suket yang berlaku dan tidak ada kartu yang menunggu.',
      letter: (number: string) => `Suket ${number} sudah batal. Minta suratnya kembali bila dapat.`,
      card: {
        ended: 'Pesanan kartunya sudah berakhir.',
        'at-printer': 'Kartunya masih di printer. Setelah tercetak, penyelia melepasnya.',
        printed: 'Kartunya sudah dicetak: penyelia melepasnya di Kartu yang belum diambil.',
      },
    },
    noted: (day: string, paper: string) => `Meninggal ${day} menurut ${paper}.`,
    notedBy: (name: string, when: string) => `Dicatat ${name}, ${when}.`,
    reason: 'Alasan menarik catatan ini',
    reasonHint: 'Yang sudah berakhir tetap berakhir: terbitkan Suket baru atau mohonkan kartu lagi.',
    takeBack: 'Tarik catatan kematian',
  },
  {
    tag: (day: string) => `Died ${day}`,
    note: 'Note a death',
    noteOf: (name: string) => `Note the death of ${name}`,
    see: 'Death noted',
    seeOf: (name: string) => `The noted death of ${name}`,
    heading: (name: string) => `Death of ${name}`,
    lead: 'Written down from the paper that says so. What ends with it ends at once.',
    diedOn: 'Day of death',
    paper: 'Paper and its number',
    paperHint: 'For example: death certificate 5371-KM-26112026-0001.',
    scan: 'Photo or scan of that paper (JPEG, PNG or PDF), where there is one',
    openScan: 'See the paper',
    action: 'Note the death',
    done: 'The death is written down.',
    will: {
      nothing: 'There is no active letter and no card that waits.',
      letter: (number: string) => `Letter ${number} becomes void, for whoever checks it too.`,
      card: {
        ended: 'The wish for a card ends; a piece laid aside for it goes back to stock.',
        'at-printer': 'The card is at the printer and cannot be stopped. It cannot be handed over.',
        printed:
          'The card is printed and cannot be handed over. A supervisor gives it up under Cards that nobody fetched.',
      },
    },
    did: {
      nothing: 'There was no active letter and no card that waited.',
      letter: (number: string) => `Letter ${number} is void. Ask for the paper back if you can.`,
      card: {
        ended: 'The wish for a card has ended.',
        'at-printer': 'The card is still at the printer. Once it is printed a supervisor gives it up.',
        printed: 'The card is printed: a supervisor gives it up under Cards that nobody fetched.',
      },
    },
    noted: (day: string, paper: string) => `Died ${day} according to ${paper}.`,
    notedBy: (name: string, when: string) => `Written down by ${name}, ${when}.`,
    reason: 'Why it is taken back',
    reasonHint: 'What has ended stays ended: issue a new letter, or ask for the card anew.',
    takeBack: 'Take the death back',
  },
);
