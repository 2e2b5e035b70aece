/** What a printer says of itself (`printer-state-reasons`, RFC 8011 §5.4.12), in words and as a fault of equipment. */
import type { Sentence } from '@rekam/protocol/words/sentence.ts';

/** `fault`: somebody must repair; `supply`: somebody must refill or close something; `note`: printing goes on. */
export type TroubleGroup = 'fault' | 'supply' | 'note';

export interface PrinterTrouble extends Sentence {
  /** The keyword without its severity. */
  readonly reason: string;
  readonly group: TroubleGroup;
}

const known: Readonly<Record<string, Omit<PrinterTrouble, 'reason'>>> = {
  'media-empty': {
    group: 'supply',
    id: 'Blangko di printer habis. Isi blangko.',
    en: 'The printer is out of blanks. Load blanks.',
  },
  'media-needed': {
    group: 'supply',
    id: 'Printer menunggu blangko. Isi blangko.',
    en: 'The printer waits for blanks. Load blanks.',
  },
  'media-low': { group: 'note', id: 'Blangko di printer hampir habis.', en: 'The printer is low on blanks.' },
  'media-jam': {
    group: 'fault',
    id: 'Kartu tersangkut di printer. Buka dan keluarkan kartunya.',
    en: 'A card is jammed in the printer. Open it and take the card out.',
  },
  'cover-open': {
    group: 'supply',
    id: 'Tutup printer terbuka. Tutup kembali.',
    en: 'The cover of the printer is open. Close it.',
  },
  'door-open': {
    group: 'supply',
    id: 'Pintu printer terbuka. Tutup kembali.',
    en: 'The door of the printer is open. Close it.',
  },
  'marker-supply-empty': {
    group: 'supply',
    id: 'Pita printer habis. Ganti pita.',
    en: 'The ribbon is used up. Change the ribbon.',
  },
  'marker-supply-low': {
    group: 'note',
    id: 'Pita printer hampir habis.',
    en: 'The ribbon is nearly used up.',
  },
  'toner-empty': {
    group: 'supply',
    id: 'Pita printer habis. Ganti pita.',
    en: 'The ribbon is used up. Change the ribbon.',
  },
  'toner-low': { group: 'note', id: 'Pita printer hampir habis.', en: 'The ribbon is nearly used up.' },
  'fuser-over-temp': {
    group: 'fault',
    id: 'Printer terlalu panas. Matikan dan biarkan dingin.',
    en: 'The printer is too hot. Switch it off and let it cool.',
  },
  'input-tray-missing': {
    group: 'supply',
    id: 'Wadah blangko tidak terpasang. Pasang kembali.',
    en: 'The input hopper is missing. Put it back.',
  },
  'output-area-full': {
    group: 'supply',
    id: 'Wadah hasil penuh. Kosongkan.',
    en: 'The output hopper is full. Empty it.',
  },
  paused: {
    group: 'supply',
    id: 'Printer dijeda. Lanjutkan dari panelnya.',
    en: 'The printer is paused. Resume it at its panel.',
  },
  shutdown: {
    group: 'fault',
    id: 'Printer dimatikan. Nyalakan kembali.',
    en: 'The printer was shut down. Switch it on.',
  },
};

const severity = /-(error|warning|report)$/;

/** The troubles among the reasons; a keyword nobody knows is a fault unless the printer calls it a warning or report. */
export const troublesOf = (reasons: readonly string[]): PrinterTrouble[] =>
  reasons.filter((keyword) => keyword !== 'none').map(troubleOf);

function troubleOf(keyword: string): PrinterTrouble {
  const reason = keyword.replace(severity, '');
  const words = Object.hasOwn(known, reason) ? known[reason]! : unknownTrouble(keyword, reason);
  return { reason, ...words };
}

const unknownTrouble = (keyword: string, reason: string): Omit<PrinterTrouble, 'reason'> => ({
  group: /-(warning|report)$/.test(keyword) ? 'note' : 'fault',
  id: `Printer melaporkan "${reason}". Lihat panelnya.`,
  en: `The printer reports "${reason}". Look at its panel.`,
});
