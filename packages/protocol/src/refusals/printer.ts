import type { RefusalTable } from './shape.ts';

export const printerRefusals = {
  PRINTER_ADDRESS_INVALID: {
    status: 422,
    id: 'Alamat printer tidak dapat dipakai. Tulis seperti ipp://printer.kantor:631/ipp/print.',
    en: 'This printer address cannot be used. Write it like ipp://printer.office:631/ipp/print.',
  },
  PRINTER_UNREACHABLE: {
    status: 503,
    id: 'Printer tidak terhubung. Periksa listrik, kabel jaringan, dan alamatnya, lalu coba lagi.',
    en: 'The printer cannot be reached. Check its power, network cable and address, then try again.',
  },
  PRINTER_SILENT: {
    status: 504,
    id: 'Printer tidak menjawab. Lihat apakah kartu tercetak; coba lagi dengan pekerjaan yang sama, tidak akan tercetak dua kali selama printer mengingatnya.',
    en: 'The printer does not answer. See whether the card was printed; try the same job again, it is not printed twice while the printer remembers it.',
  },
  PRINTER_UNREADABLE: {
    status: 502,
    id: 'Jawaban printer tidak dapat dibaca. Periksa apakah alamat itu benar sebuah printer IPP.',
    en: 'The printer’s answer cannot be read. Check whether this address is an IPP printer.',
  },
  PRINTER_REFUSED: {
    status: 502,
    id: 'Printer menolak pekerjaan ini ({status}). Lihat panelnya; mungkin sedang sibuk atau jenis berkasnya tidak didukung.',
    en: 'The printer refused this job ({status}). Look at its panel; it may be busy, or does not take this kind of file.',
  },
  PRINTER_JOB_GONE: {
    status: 404,
    id: 'Printer tidak lagi mengenal pekerjaan {job}. Lihat apakah kartunya tercetak.',
    en: 'The printer does not know job {job} any more. See whether the card was printed.',
  },
  PRINTER_JOB_OPEN: {
    status: 504,
    id: 'Pekerjaan {job} belum selesai di printer. Lihat panelnya, lalu periksa lagi.',
    en: 'Job {job} has not ended at the printer. Look at its panel, then check again.',
  },
} as const satisfies RefusalTable;
