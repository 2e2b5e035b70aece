import type { RefusalTable } from './shape.ts';

/** What a station's spool and its line to the office refuse or report. */
export const spoolRefusals = {
  SPOOL_IN_USE: {
    status: 409,
    id: 'Folder ini sedang dipakai oleh program loket lain (proses {pid}). Hentikan program itu dahulu.',
    en: 'This folder is in use by another station program (process {pid}). Stop that program first.',
  },
  SPOOL_NOT_HERE: {
    status: 404,
    id: 'Di {folder} tidak ada data loket. Periksa --data: folder yang dipakai loket ini saat dijalankan.',
    en: 'There is no data of a counter in {folder}. Check --data: the folder with which this counter is started.',
  },
  SPOOL_DISK_FULL: {
    status: 507,
    id: 'Disk loket penuh: rekaman BELUM tersimpan. Kosongkan disk atau bawa paket dengan flashdisk, lalu simpan lagi.',
    en: 'The disk of the station is full: the recording is NOT stored. Make room or carry packets away by stick, then store it again.',
  },
  SPOOL_DISK_FAILS: {
    status: 500,
    id: 'Disk loket bermasalah ({error}): rekaman BELUM tersimpan. Coba lagi; bila berulang, panggil petugas teknis.',
    en: 'The disk of the station has a problem ({error}): the recording is NOT stored. Try again; if it happens again, call the technician.',
  },
  SPOOL_PACKET_DIFFERS: {
    status: 409,
    id: 'Paket dengan nomor ini sudah tersimpan dengan isi lain. Beri tahu petugas teknis.',
    en: 'A packet of this number is already stored with other contents. Tell the technician.',
  },
  SPOOL_PACKET_UNKNOWN: {
    status: 404,
    id: 'Paket ini tidak ada di loket. Periksa dengan bin/rekam spool list.',
    en: 'This packet is not on the station. Look with bin/rekam spool list.',
  },
  SPOOL_PACKET_DAMAGED: {
    status: 422,
    id: 'Berkas paket berubah di disk. Berkasnya tetap disimpan; panggil petugas teknis dan rekam ulang penduduknya bila kantor belum menerimanya.',
    en: 'The packet file has changed on the disk. The file is kept; call the technician, and record the resident again if the office does not have it.',
  },
  SPOOL_REASON_LOST: {
    status: 422,
    id: 'Catatan paket ini rusak sehingga alasannya hilang. Coba kirim lagi; kantor akan menyebutkan alasannya.',
    en: 'The notes of this packet were damaged and the reason is lost. Send it again; the office will name the reason.',
  },
  SPOOL_RECEIPT_NOT_BELIEVED: {
    status: 422,
    id: 'Tanda terima tidak cocok dengan paket atau bukan dari kantor ini. Paket tetap di loket; beri tahu kantor.',
    en: 'The receipt does not match the packet or is not from this office. The packet stays on the station; tell the office.',
  },
  SPOOL_STICK_FULL: {
    status: 507,
    id: 'Flashdisk penuh. Pakai flashdisk lain atau kosongkan, lalu ulangi; paket di loket tidak berubah.',
    en: 'The stick is full. Use another or make room, then repeat; the packets on the station are unchanged.',
  },
  SPOOL_STICK_NOT_HERE: {
    status: 404,
    id: 'Di {folder} tidak ada flashdisk. Pasang flashdisknya dan periksa letak foldernya, lalu ulangi.',
    en: 'There is no stick at {folder}. Plug it in and check where its folder lies, then repeat.',
  },
  SPOOL_STICK_NO_RECEIPTS: {
    status: 404,
    id: 'Di {folder} tidak ada tanda terima kantor. Bawa dulu paketnya ke kantor dan jalankan bin/rekam spool import di sana; bila sudah, periksa letak foldernya.',
    en: 'There are no receipts of the office at {folder}. Take the packets to the office first and run bin/rekam spool import there; if that was done, check where the folder lies.',
  },
  SPOOL_STICK_FAILS: {
    status: 500,
    id: 'Flashdisk tidak dapat ditulisi atau dibaca ({error}). Cabut, pasang lagi, atau pakai flashdisk lain.',
    en: 'The stick cannot be written or read ({error}). Plug it in again, or use another.',
  },
  LINE_UNREACHABLE: {
    status: 503,
    id: 'Kantor tidak terjangkau ({error}). Rekaman aman di loket dan dikirim sendiri begitu sambungan kembali.',
    en: 'The office cannot be reached ({error}). Recordings are safe here and are sent by themselves once the line is back.',
  },
  LINE_TIMED_OUT: {
    status: 504,
    id: 'Sambungan ke kantor terhenti. Pengiriman dilanjutkan sendiri dari bagian yang sudah sampai.',
    en: 'The line to the office stalled. Sending goes on by itself from where it stopped.',
  },
  LINE_ANSWER_STRANGE: {
    status: 502,
    id: 'Yang menjawab bukan kantor Rekam, atau versinya berbeda. Periksa alamat kantor dan jaringan.',
    en: 'What answered is not a Rekam office, or another version of it. Check the address of the office and the network.',
  },
} as const satisfies RefusalTable;
