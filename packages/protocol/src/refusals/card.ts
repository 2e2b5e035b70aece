import type { RefusalTable } from './shape.ts';

export const cardRefusals = {
  CARD_NO_POLICY: {
    status: 409,
    id: 'Pada {today} belum ada aturan urutan cetak yang berlaku. Kepala Dinas harus menetapkannya dahulu.',
    en: 'No print order is in force on {today}. The head of the office must set one first.',
  },
  CARD_POLICY_INVALID: {
    status: 422,
    id: 'Aturan urutan cetak ini tidak dapat dipakai: periksa isian {field}.',
    en: 'This print order cannot be used: check {field}.',
  },
  CARD_STATUS_UNKNOWN: {
    status: 409,
    id: 'Status rekaman ini di pusat belum diketahui, atau tanggalnya tidak jelas. Catat dahulu status dari SIAK.',
    en: 'The status of this record at the centre is not known, or not its day. Enter the status from SIAK first.',
  },
  CARD_NOT_PRINT_READY: {
    status: 409,
    id: 'Status di pusat per {asOf} adalah {status}, belum PRR. Kartu baru dapat dicetak setelah PRR.',
    en: 'The status at the centre as of {asOf} is {status}, not PRR. The card can be printed once it is PRR.',
  },
  CARD_TOO_YOUNG: {
    status: 409,
    id: 'Belum 17 tahun dan belum kawin. Kartu dapat dicetak mulai {from}.',
    en: 'Not yet 17 and not married. The card can be printed from {from}.',
  },
  CARD_CLASS_NOT_NAMED: {
    status: 409,
    id: 'Untuk alasan ini kartu tidak dicetak menurut {basis}. Kartu yang lama tetap berlaku.',
    en: 'No card is printed on this ground under {basis}. The old card stays valid.',
  },
  CARD_FOREIGN: {
    status: 409,
    id: 'Kartu orang asing berwarna lain dan bermasa berlaku. Cetak dengan aplikasi resmi.',
    en: 'A foreigner’s card has another colour and an expiry. Print it with the official application.',
  },
  CARD_HOLDER_DIED: {
    status: 409,
    id: 'Pemegangnya tercatat meninggal pada {on}, jadi kartu tidak dicetak.',
    en: 'The holder is written down as having died on {on}, so no card is printed.',
  },
  CARD_PHOTO_MISSING: {
    status: 409,
    id: 'Kantor ini tidak menyimpan foto penduduk ini. Terbitkan Suket dengan foto di loket, atau tunggu rekamannya tiba.',
    en: 'This office holds no photo of this resident. Issue a letter with a photo at the counter, or wait for the recording.',
  },
  CARD_FACE_TEXT_LONG: {
    status: 409,
    id: 'Isian {field} terlalu panjang untuk muka kartu. Singkatkan datanya di SIAK, impor, lalu cetak.',
    en: 'The field {field} is too long for the face of the card. Shorten it in SIAK, import it, then print.',
  },
  CARD_RESIDENT_UNKNOWN: {
    status: 404,
    id: 'NIK ini tidak ada dalam daftar penduduk kantor. Periksa angkanya, atau impor daftar terbaru.',
    en: 'This NIK is not in the register of the office. Check the digits, or import the newest register.',
  },
  CARD_ALREADY_ASKED: {
    status: 409,
    id: 'Kartu untuk penduduk ini sudah ada dalam antrean atau sedang dikerjakan.',
    en: 'A card for this resident is in the queue or in work already.',
  },
  CARD_NOT_FOUND: {
    status: 404,
    id: 'Kartu ini tidak ada. Muat ulang daftarnya.',
    en: 'There is no such card. Load the list again.',
  },
  CARD_MOVE_NOT_ASKED: {
    status: 404,
    id: 'Tidak ada usul mendahulukan untuk kartu ini. Muat ulang daftarnya.',
    en: 'Nobody has proposed to move this card up. Load the list again.',
  },
  CARD_MOVE_ALREADY_ASKED: {
    status: 409,
    id: 'Mendahulukan kartu ini sudah diusulkan dan menunggu persetujuan.',
    en: 'Moving this card up is proposed already and waits for consent.',
  },
  CARD_REASON_MISSING: {
    status: 422,
    id: 'Tulis alasannya, paling sedikit lima huruf.',
    en: 'Write the reason, at least five letters.',
  },
  CARD_SECOND_PERSON_NEEDED: {
    status: 403,
    id: 'Mendahulukan seseorang perlu persetujuan petugas lain. Minta rekan Anda menyetujui.',
    en: 'Moving somebody up needs the consent of another officer. Ask a colleague to agree.',
  },
  CARD_ALREADY_MOVED_UP: {
    status: 409,
    id: 'Kartu ini sudah didahulukan.',
    en: 'This card was moved up already.',
  },
  CARD_NO_ESTIMATE: {
    status: 409,
    id: 'Belum ada perkiraan: pencetakan baru diamati kurang dari {days} hari kerja.',
    en: 'No estimate yet: printing was observed for less than {days} working days.',
  },
  CARD_STOCK_UNKNOWN: {
    status: 409,
    id: 'Belum ada perkiraan: jumlah blangko belum dihitung. Hitung dahulu isi gudang.',
    en: 'No estimate yet: the blanks were not counted. Count the store first.',
  },
  CARD_NOT_QUEUED: {
    status: 404,
    id: 'Kartu ini tidak ada dalam antrean cetak. Muat ulang daftarnya.',
    en: 'This card is not in the print queue. Load the list again.',
  },
  CARD_NOT_PRINTING: {
    status: 409,
    id: 'Kartu ini belum dicetak; masih dalam antrean. Mulai cetak dahulu.',
    en: 'This card is not being printed; it is in the queue. Start printing first.',
  },
  CARD_ALREADY_PRINTING: {
    status: 409,
    id: 'Kartu ini sedang dicetak. Tunggu sampai pencetakannya berakhir.',
    en: 'This card is being printed. Wait until that has ended.',
  },
  CARD_NOT_PRINTED: {
    status: 409,
    id: 'Kartu ini belum selesai dicetak. Tunggu sampai pencetakannya berakhir.',
    en: 'This card has not been printed to the end. Wait until it has.',
  },
  CARD_ALREADY_PRINTED: {
    status: 409,
    id: 'Kartu ini sudah tercetak. Periksa hasilnya, atau catat sebagai salah cetak.',
    en: 'This card is printed already. Check it, or report it as a misprint.',
  },
  CARD_NOT_CHECKED: {
    status: 409,
    id: 'Kartu ini belum diperiksa. Periksa hasil cetaknya sebelum diserahkan.',
    en: 'This card was not checked. Check the print before handing it over.',
  },
  CARD_ALREADY_CHECKED: {
    status: 409,
    id: 'Kartu ini sudah diperiksa dan menunggu diserahkan.',
    en: 'This card is checked and waits to be handed over.',
  },
  CARD_HANDED_OVER: {
    status: 409,
    id: 'Kartu ini sudah diserahkan. Untuk kartu pengganti, buat permohonan baru.',
    en: 'This card was handed over. For a replacement, make a new request.',
  },
  CARD_WITHDRAWN: {
    status: 409,
    id: 'Permohonan kartu ini sudah ditarik. Buat permohonan baru bila masih perlu.',
    en: 'The request for this card was withdrawn. Make a new one if it is still needed.',
  },
  CARD_NOT_IN_DOUBT: {
    status: 409,
    id: 'Kartu ini tidak diragukan; pencetakannya berjalan sendiri. Muat ulang daftarnya.',
    en: 'This card is in no doubt; its printing goes on by itself. Load the list again.',
  },
  CARD_AT_PRINTER: {
    status: 409,
    id: 'Printer mungkin sedang mencetak kartu ini. Tunggu sampai printer selesai.',
    en: 'The printer may be printing this card. Wait until it has ended.',
  },
  CARD_ATTEMPT_ENDED: {
    status: 409,
    id: 'Pencetakan kartu ini sudah berakhir. Muat ulang daftarnya.',
    en: 'Printing this card has ended already. Load the list again.',
  },
  CARD_ORDER_STALE: {
    status: 409,
    id: 'Antrean sudah berubah sejak ditampilkan. Lihat lagi pilihannya, lalu cetak.',
    en: 'The queue has changed since it was shown. Look at the choice again, then print.',
  },
  CARD_QUEUE_SHORT: {
    status: 409,
    id: 'Hanya {waiting} kartu yang dapat dicetak sekarang. Kurangi jumlahnya.',
    en: 'Only {waiting} cards can be printed now. Ask for fewer.',
  },
  CARD_PRINTER_NOT_FOUND: {
    status: 404,
    id: 'Printer ini tidak ada. Muat ulang daftarnya.',
    en: 'There is no such printer. Load the list again.',
  },
  CARD_PRINTER_NAME_TAKEN: {
    status: 409,
    id: 'Nama atau alamat printer ini sudah dipakai. Pilih yang lain.',
    en: 'A printer of this name or address is there already. Choose another.',
  },
  CARD_PRINTER_NOT_REGISTERED: {
    status: 422,
    id: 'Perangkat itu bukan pencetak kartu dalam daftar Perangkat, atau sudah dihapus. Pilih yang lain, atau daftarkan dahulu.',
    en: 'That device is no card printer of the equipment register, or was written off. Choose another, or register it first.',
  },
  CARD_PRINTER_REGISTERED_TWICE: {
    status: 409,
    id: 'Perangkat itu sudah dipakai printer {printer}. Satu perangkat, satu printer.',
    en: 'That device belongs to the printer {printer} already. One device, one printer.',
  },
  CARD_PRINTER_BUSY: {
    status: 409,
    id: 'Printer ini masih mengerjakan {open} kartu. Tarik atau selesaikan dahulu.',
    en: 'This printer still has {open} cards to print. Take them back or finish them first.',
  },
  CARD_BATCH_NOT_FOUND: {
    status: 404,
    id: 'Cetakan ini tidak ada. Muat ulang daftarnya.',
    en: 'There is no such batch. Load the list again.',
  },
} as const satisfies RefusalTable;
