import type { EquipmentRefusalCode } from '@rekam/domain';
import type { RefusalTable, RefusalText } from './shape.ts';

/** Why something about equipment cannot be written down, and what to do. */
export const equipmentRefusals = {
  EQUIPMENT_STATION_WITHOUT_SET: {
    status: 409,
    id: 'Loket ini belum menjadi bagian dari satu set perekaman. Minta kantor memasangkannya di Perangkat; hasil uji menunggu di loket.',
    en: 'This station does not belong to a recording set yet. Ask the office to assign it under Equipment; the result waits at the station.',
  },
  SELF_TEST_NOT_BEGUN: {
    status: 409,
    id: 'Tidak ada uji mandiri yang sedang berjalan. Mulai uji lagi.',
    en: 'No self-test is under way. Begin it again.',
  },
  SELF_TEST_DEVICE_NOT_ASKED: {
    status: 409,
    id: 'Alat ini tidak termasuk uji mandiri yang sedang berjalan. Mulai uji lagi bila aturan kantor baru berubah.',
    en: 'This device is not part of the self-test under way. Begin again if the rules of the office have just changed.',
  },
  SELF_TEST_TURNS_LEFT: {
    status: 409,
    id: 'Masih ada alat yang belum diuji. Uji, atau lewati dengan alasan.',
    en: 'Some devices have not had their turn. Test them, or skip them with a reason.',
  },
  SELF_TEST_POOR_QUALITY: {
    status: 422,
    id: 'Gambarnya ada, tetapi mutunya di bawah batas. Bersihkan kaca atau lensa dengan kain kering, letakkan lagi, lalu coba lagi; bila tetap, laporkan ke teknisi.',
    en: 'The picture came, but below the threshold. Clean glass or lens with a dry cloth, place again and try again; if it stays so, tell the technician.',
  },
  SELF_TEST_NO_CAMERA: {
    status: 422,
    id: 'Kamera tidak ditemukan atau tidak diizinkan. Periksa kabelnya, tutup program lain yang memakai kamera, izinkan di peramban, lalu coba lagi.',
    en: 'No camera was found or allowed. Check its cable, close other programs that use it, allow it in the browser, then try again.',
  },
  EQUIPMENT_PART_SILENT: {
    status: 409,
    id: 'Bagian ini tidak dapat ditanya kantor. Untuk printer kartu, isi alamatnya di Antrean cetak, Printer, dan pilih komponennya; selain itu, coba sendiri dan catat hasilnya.',
    en: 'The office cannot ask this part itself. For a card printer, enter its address under Print queue, Printers, and choose its component; otherwise try it and record the result by hand.',
  },
  EQUIPMENT_LOAN_DAY_MISSING: {
    status: 422,
    id: 'Isi tanggal kembali. Pinjaman antar-kabupaten selalu punya hari kembali; sesudah hari itu kantor diingatkan sendiri.',
    en: 'Enter the day on which it is owed back. A loan between regencies always has one; after it the office is reminded by itself.',
  },
  SELF_TEST_STILL_ON_MAINS: {
    status: 422,
    id: 'Komputer masih memakai listrik PLN. Cabut steker UPS dari dinding (bukan kabel komputernya), tunggu sepuluh detik, lalu coba lagi.',
    en: 'The computer still runs on mains. Pull the plug of the UPS from the wall (not the computer’s own), wait ten seconds, and try again.',
  },
  SELF_TEST_POWER_UNSEEN: {
    status: 422,
    id: 'Komputer ini tidak dapat melihat UPS-nya. Cabut steker UPS dari dinding selama sepuluh detik, lalu katakan sendiri apakah komputer tetap menyala.',
    en: 'This computer cannot see its UPS. Pull the plug of the UPS from the wall for ten seconds, then say yourself whether the computer stayed on.',
  },
  SELF_TEST_POWER_LOST: {
    status: 422,
    id: 'Listrik padam ketika steker dicabut. Periksa apakah komputer memang tersambung ke UPS dan UPS-nya menyala; bila ya, baterainya sudah lemah: laporkan ke teknisi.',
    en: 'Power went when the plug was pulled. Check that the computer hangs on the UPS and that it is switched on; if so, its battery is worn: tell the technician.',
  },
  SELF_TEST_NO_LINE: {
    status: 422,
    id: 'Pena tidak menghasilkan garis. Periksa kabel papan tanda tangan dan ujung pena, lalu coba lagi; bila tetap, laporkan ke teknisi.',
    en: 'The pen drew no line. Check the cable of the pad and the tip of the pen, then try again; if it stays so, tell the technician.',
  },
  EQUIPMENT_COMPONENT_TEXT: {
    status: 400,
    id: 'Merek, model, dan nomor seri diisi 1 sampai 60 huruf; yang kurang: {field}. Lihat label pada alatnya.',
    en: 'Make, model and serial have 1 to 60 characters; wrong: {field}. Look at the plate on the device.',
  },
  EQUIPMENT_SERIAL_TAKEN: {
    status: 409,
    id: 'Nomor seri {serial} sudah terdaftar untuk jenis ini. Buka komponen itu, atau periksa nomornya.',
    en: 'Serial {serial} is registered for this kind already. Open that component, or check the number.',
  },
  EQUIPMENT_LENDER_MISSING: {
    status: 400,
    id: 'Tulis siapa yang meminjamkan alat ini.',
    en: 'Say who lent this device.',
  },
  EQUIPMENT_DATE_IN_FUTURE: {
    status: 400,
    id: 'Tanggal {date} belum tiba. Perbaiki tanggalnya.',
    en: 'The date {date} lies ahead. Correct it.',
  },
  EQUIPMENT_NOTHING_CHANGES: {
    status: 409,
    id: 'Tidak ada yang berubah, jadi tidak ada yang dicatat.',
    en: 'Nothing would change, so nothing was written down.',
  },
  EQUIPMENT_NOT_THERE: {
    status: 409,
    id: 'Komponen ini tidak berada di tempat asal yang disebut. Muat ulang halamannya, lalu pindahkan dari tempatnya yang sekarang.',
    en: 'This component is not where the move starts. Reload its page and move it from where it is now.',
  },
  EQUIPMENT_ALREADY_THERE: {
    status: 409,
    id: 'Komponen ini sudah berada di sana. Pilih tujuan lain.',
    en: 'This component is there already. Choose another destination.',
  },
  EQUIPMENT_SLOT_TAKEN: {
    status: 409,
    id: 'Tempat untuk jenis ini di set itu sudah terisi. Lepas dahulu komponen yang terpasang.',
    en: 'The slot for this kind is taken in that set. Take out the component that is in it first.',
  },
  EQUIPMENT_SET_RETIRED: {
    status: 409,
    id: 'Set itu sudah tidak dipakai. Pilih set lain.',
    en: 'That set is out of service for good. Choose another.',
  },
  EQUIPMENT_SET_NOT_EMPTY: {
    status: 409,
    id: 'Masih ada {components} komponen di set ini. Simpan dahulu semuanya sebagai cadangan, atau pindahkan.',
    en: '{components} components are still in this set. Keep all of them as spares first, or move them.',
  },
  EQUIPMENT_SET_NAME: {
    status: 409,
    id: 'Nama set harus 1 sampai 60 huruf dan belum dipakai di tempat ini. Beri nama lain.',
    en: 'The name of a set has 1 to 60 characters and is not used at this place yet. Choose another.',
  },
  EQUIPMENT_STATION_TAKEN: {
    status: 409,
    id: 'Loket itu sudah terikat pada set lain. Lepaskan dahulu dari set itu.',
    en: 'That station belongs to another set. Untie it there first.',
  },
  EQUIPMENT_STATION_ELSEWHERE: {
    status: 409,
    id: 'Loket itu tidak berdiri di tempat set ini. Pilih loket di tempat yang sama, atau lepaskan loketnya dari set.',
    en: 'That station does not stand at the place of this set. Choose one at the same place, or leave the set without a station.',
  },
  EQUIPMENT_WRITTEN_OFF: {
    status: 409,
    id: 'Komponen ini sudah dihapus dari barang milik dan tidak dipindahkan lagi.',
    en: 'This component is written off and moves no more.',
  },
  EQUIPMENT_PAPER_MISSING: {
    status: 400,
    id: 'Perpindahan ini butuh surat: isi nomor dan tanggalnya.',
    en: 'This move needs a paper: enter its number and date.',
  },
  EQUIPMENT_RECIPIENT_MISSING: {
    status: 400,
    id: 'Tulis kepada siapa komponen ini diserahkan.',
    en: 'Say to whom this component goes.',
  },
  EQUIPMENT_DUE_DATE_PAST: {
    status: 400,
    id: 'Tanggal kembali {date} sudah lewat. Isi tanggal yang akan datang.',
    en: 'The due date {date} is past. Enter a day to come.',
  },
  EQUIPMENT_FAULT_CAUSE_MISSING: {
    status: 400,
    id: 'Pilih penyebabnya. Kalau belum diketahui, pilih “belum diketahui”.',
    en: 'Choose a cause. If nobody knows yet, choose “unknown yet”.',
  },
  EQUIPMENT_FAULT_SYMPTOM_MISSING: {
    status: 400,
    id: '“Rusak” saja belum cukup. Pilih gejalanya, atau tulis apa yang terlihat: lampu, pesan, bunyi, kabel.',
    en: '“Does not work” is not enough. Choose a symptom, or write what can be seen: lights, messages, sounds, cables.',
  },
  EQUIPMENT_FAULT_IN_FUTURE: {
    status: 400,
    id: 'Waktu mulai gangguan belum tiba. Perbaiki waktunya.',
    en: 'The fault begins in the future. Correct the time.',
  },
  EQUIPMENT_FAULT_CLOSED: {
    status: 409,
    id: 'Gangguan ini sudah ditutup. Kalau terjadi lagi, laporkan sebagai gangguan baru.',
    en: 'This fault is closed. If it happens again, report it anew.',
  },
  EQUIPMENT_FAULT_NOT_HEALED: {
    status: 409,
    id: 'Gangguan ini dilaporkan orang atau sedang diperbaiki. Hanya uji mandiri yang lulus menutupnya.',
    en: 'This fault was reported by a person or is under repair. Only a passed self-test closes it.',
  },
  EQUIPMENT_FAULT_UNTESTED: {
    status: 409,
    id: 'Belum ada uji mandiri yang lulus untuk komponen ini sesudah gangguannya. Jalankan uji mandiri di setnya.',
    en: 'No self-test has passed for this component since the fault. Run the self-test of its set.',
  },
  EQUIPMENT_COMPONENT_GONE: {
    status: 409,
    id: 'Komponen ini sudah dihapus dari barang milik. Periksa label yang dipindai.',
    en: 'This component is written off. Check the label that was scanned.',
  },
  EQUIPMENT_REASON_MISSING: {
    status: 400,
    id: 'Tulis alasannya, sedikitnya lima huruf.',
    en: 'Give a reason of five characters or more.',
  },
  EQUIPMENT_COMPONENT_NOT_FOUND: {
    status: 404,
    id: 'Komponen itu tidak ada di daftar. Cari lagi di daftar perangkat.',
    en: 'There is no such component. Look for it in the register.',
  },
  EQUIPMENT_SET_NOT_FOUND: {
    status: 404,
    id: 'Set itu tidak ada. Cari lagi di daftar set.',
    en: 'There is no such set. Look for it in the list of sets.',
  },
  EQUIPMENT_FAULT_NOT_FOUND: {
    status: 404,
    id: 'Gangguan itu tidak ada. Buka lagi halaman komponennya.',
    en: 'There is no such fault. Open the page of its component again.',
  },
  EQUIPMENT_FAULT_UNDER_REPAIR: {
    status: 409,
    id: 'Gangguan ini sedang diperbaiki, jadi hanya uji mandiri yang lulus menutupnya.',
    en: 'This fault is under repair, so only a passed self-test closes it.',
  },
  EQUIPMENT_POLICY_NUMBER: {
    status: 400,
    id: 'Bilangan {field} harus antara 1 dan {most} hari. Perbaiki lalu simpan lagi.',
    en: 'The number {field} lies between 1 and {most} days. Correct it and save again.',
  },
  EQUIPMENT_CSV_HEADER: {
    status: 400,
    id: 'Baris pertama tidak memuat kolom {column}. Pakai kolom seperti pada contoh.',
    en: 'The first line lacks the column {column}. Use the columns of the sample.',
  },
  EQUIPMENT_CSV_FIELD: {
    status: 400,
    id: 'Isi kolom {column} tidak dikenal: {value}. Tulis salah satu: {choices}.',
    en: 'The column {column} holds something unknown: {value}. Write one of: {choices}.',
  },
  EQUIPMENT_CSV_DAY: {
    status: 400,
    id: 'Kolom {column} bukan tanggal: {value}. Tulis seperti 2012-02-06 atau 06-02-2012, atau kosongkan.',
    en: 'The column {column} is no date: {value}. Write it like 2012-02-06 or 06-02-2012, or leave it empty.',
  },
  EQUIPMENT_CSV_PRICE: {
    status: 400,
    id: 'Harga bukan bilangan rupiah: {value}. Tulis seperti 4000000 atau 4.000.000, atau kosongkan.',
    en: 'The price is no sum in rupiah: {value}. Write it like 4000000 or 4.000.000, or leave it empty.',
  },
  EQUIPMENT_CSV_NOT_HERE: {
    status: 400,
    id: 'Komponen baru ini tertulis {value}. Catat dahulu sebagai cadangan di tempatnya, lalu pindahkan lewat halamannya, dengan suratnya.',
    en: 'This new component is said to be {value}. Register it as a spare of its place first, then move it on its page, with its paper.',
  },
  EQUIPMENT_CSV_SET: {
    status: 400,
    id: 'Yang terpasang perlu nama set. Isi kolom set, atau tulis cadangan pada keberadaan.',
    en: 'What is installed needs the name of a set. Fill in the column set, or write cadangan under keberadaan.',
  },
  EQUIPMENT_CSV_DOUBLED: {
    status: 409,
    id: 'Nomor seri {serial} sudah ada pada baris {first}. Hapus salah satunya.',
    en: 'Serial {serial} stands on line {first} already. Remove one of them.',
  },
  EQUIPMENT_CSV_PLACE: {
    status: 400,
    id: 'Tidak ada tempat bernama {place}. Tulis nama seperti di daftar tempat.',
    en: 'There is no place named {place}. Write the name as in the list of places.',
  },
  EQUIPMENT_CSV_MOVES: {
    status: 409,
    id: 'Menurut catatan, {serial} berada di tempat lain. Pindahkan lewat halamannya, dengan suratnya.',
    en: 'By the register {serial} is elsewhere. Move it on its page, with its paper.',
  },
} as const satisfies RefusalTable & Readonly<Record<EquipmentRefusalCode, RefusalText>>;
