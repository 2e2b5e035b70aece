import type { RefusalTable } from './shape.ts';

/** What a station itself refuses at its counter. */
export const counterRefusals = {
  STATION_PORT_BUSY: {
    status: 503,
    id: 'Porta {port} sudah dipakai program lain. Jalankan lagi dengan --port {tryPort}.',
    en: 'Port {port} is used by another program. Start again with --port {tryPort}.',
  },
  STATION_ALREADY_RUNNING: {
    status: 503,
    id: 'Loket dengan folder data ini sudah berjalan di {url}. Buka alamat itu, atau hentikan dahulu yang berjalan.',
    en: 'A counter already runs on this data folder at {url}. Open that address, or stop the running one first.',
  },
  STATION_FILES_DAMAGED: {
    status: 503,
    id: 'Berkas loket ini tidak dapat dibaca ({file}). Jangan hapus folder datanya; hubungi petugas teknis.',
    en: 'A file of this counter cannot be read ({file}). Do not delete its data folder; call the technician.',
  },
  STATION_NOT_ENROLLED: {
    status: 409,
    id: 'Komputer ini belum terdaftar sebagai loket. Minta kode di kantor, lalu masukkan di halaman pertama.',
    en: 'This computer is not enrolled as a counter. Ask the office for a code and enter it on the first page.',
  },
  STATION_ALREADY_ENROLLED: {
    status: 409,
    id: 'Komputer ini sudah terdaftar sebagai loket. Masuk dengan akun Anda.',
    en: 'This computer is already enrolled as a counter. Sign in with your account.',
  },
  STATION_OFFICE_FALSE: {
    status: 403,
    id: 'Yang menjawab di alamat itu bukan kantor yang mengeluarkan kode ini. Jangan lanjutkan; periksa alamat dan kode bersama kantor.',
    en: 'Who answers at that address is not the office that issued this code. Do not go on; check address and code with the office.',
  },
  STATION_OFFICE_CERTIFICATE_CHANGED: {
    status: 403,
    id: 'Sertifikat kantor berubah sejak loket ini didaftarkan. Rekaman tetap aman di sini; hubungi kantor sebelum melanjutkan pengiriman.',
    en: 'The certificate of the office has changed since this counter was enrolled. Recordings stay safe here; call the office before sending goes on.',
  },
  STATION_OFFICE_UNREACHABLE: {
    status: 503,
    id: 'Kantor tidak dapat dihubungi. Periksa jaringan dan alamat kantor, lalu coba lagi; perekaman tetap bisa berjalan.',
    en: 'The office cannot be reached. Check the network and the address of the office, then try again; recording can go on.',
  },
  STATION_SETTINGS_UNSIGNED: {
    status: 403,
    id: 'Pengaturan yang datang tidak ditandatangani oleh kantor loket ini, jadi tidak dipakai. Hubungi kantor.',
    en: 'The settings that came are not signed by the office of this counter and are not used. Call the office.',
  },
  STATION_SETTINGS_UNREADABLE: {
    status: 409,
    id: 'Pengaturan dari kantor tidak dapat dibaca oleh versi loket ini, jadi tidak dipakai; yang lama tetap berlaku. Perbarui Rekam di loket ini.',
    en: 'This version of the counter cannot read the settings of the office and does not use them; the ones before stay in force. Update Rekam on this counter.',
  },
  STATION_SETTINGS_FOREIGN: {
    status: 403,
    id: 'Pengaturan yang datang bukan untuk loket ini, jadi tidak dipakai. Hubungi kantor.',
    en: 'The settings that came are not meant for this counter and are not used. Call the office.',
  },
  STATION_DISK_FULL: {
    status: 507,
    id: 'Penyimpanan komputer ini hampir penuh (tersisa {freeMb} MB, perlu {neededMb} MB). Kosongkan tempat atau kirim paket, lalu coba lagi.',
    en: 'The disk of this computer is almost full ({freeMb} MB left, {neededMb} MB needed). Make room or send packets, then try again.',
  },
  STATION_WRITE_FAILED: {
    status: 507,
    id: 'Tidak dapat menyimpan ke komputer ini. Rekaman BELUM tersimpan sebagai paket; kosongkan penyimpanan atau periksa disk, lalu ulangi.',
    en: 'Nothing could be saved on this computer. The recording is NOT sealed yet; make room or check the disk, then try again.',
  },
  ACCESS_PIN_WRONG: {
    status: 403,
    id: 'Nama penyelia atau PIN salah. Periksa lalu coba lagi.',
    en: 'Supervisor name or PIN is wrong. Check them and try again.',
  },
  DIRECTORY_ENTRY_NOT_FOUND: {
    status: 404,
    id: 'NIK itu tidak ada dalam daftar di loket ini. Periksa angkanya, atau ketik data penduduk dari KK.',
    en: 'That NIK is not in the list at this counter. Check its digits, or type the resident in from the family card.',
  },
  DIRECTORY_EXPIRED: {
    status: 409,
    id: 'Daftar penduduk di loket ini sudah kedaluwarsa. Hubungkan loket ke kantor, atau ketik data penduduk dari KK.',
    en: 'The list of residents at this counter has expired. Connect the counter to the office, or type the resident in from the family card.',
  },
  ENROLMENT_NOT_FOUND: {
    status: 404,
    id: 'Perekaman itu tidak ada lagi di loket ini: sudah disegel atau dibuang. Lihat daftar paket.',
    en: 'That recording is no longer at this counter: it was sealed or thrown away. Look at the list of packets.',
  },
  ENROLMENT_NOT_YOURS: {
    status: 403,
    id: 'Perekaman ini hanya dapat dibuka oleh operatornya atau penyelia. Minta mereka masuk.',
    en: 'Only its operator or a supervisor can open this recording. Ask them to sign in.',
  },
  ENROLMENT_DAMAGED: {
    status: 409,
    id: 'Berkas perekaman ini rusak dan tidak dapat dilanjutkan. Rekam penduduk ini dari awal dan beri tahu petugas teknis.',
    en: 'The files of this recording are damaged and it cannot go on. Record the resident from the start and tell the technician.',
  },
  ENROLMENT_RESIDENT_MISSING: {
    status: 400,
    id: 'Pilih penduduk dari daftar atau ketik datanya dahulu.',
    en: 'Choose a resident from the list or type the data in first.',
  },
  ENROLMENT_CORRECT_AT_REGISTRY: {
    status: 409,
    id: 'Data penduduk ini berasal dari pendaftaran dan tidak diketik di loket. Ubah dahulu di pendaftaran penduduk, lalu lanjutkan perekaman.',
    en: 'These data come from the register and were not typed at the counter. Have them changed at the registry first, then go on.',
  },
  ENROLMENT_IN_PROGRESS: {
    status: 409,
    id: 'Penduduk ini sedang direkam di loket ini dan belum selesai. Lanjutkan atau buang perekaman itu dahulu.',
    en: 'This resident has an unfinished recording at this counter. Finish it or throw it away first.',
  },
  ENROLMENT_PHOTO_UNREADABLE: {
    status: 422,
    id: 'Foto tidak dapat dibaca sebagai JPEG yang utuh. Ambil foto lagi.',
    en: 'The picture cannot be read as a whole JPEG. Take it again.',
  },
  ENROLMENT_PHOTO_SIZE: {
    status: 422,
    id: 'Foto berukuran {widthPx}×{heightPx} piksel; perlu paling sedikit {minWidthPx}×{minHeightPx}. Atur kamera ke resolusi lebih tinggi, lalu ambil lagi.',
    en: 'The picture has {widthPx}×{heightPx} pixels; at least {minWidthPx}×{minHeightPx} are needed. Set the camera to a higher resolution and take it again.',
  },
  ENROLMENT_DRAWING_UNREADABLE: {
    status: 422,
    id: 'Gambar tanda tangan tidak dapat dibaca. Hapus lalu minta penduduk menandatangani lagi.',
    en: 'The drawing of the signature cannot be read. Clear it and ask the resident to sign again.',
  },
  ENROLMENT_SLOT_NOT_IN_STEP: {
    status: 409,
    id: 'Pengambilan itu tidak termasuk langkah sekarang. Muat ulang halaman dan ikuti langkah yang ditunjukkan.',
    en: 'That capture does not belong to the current step. Reload the page and follow the step shown.',
  },
  ENROLMENT_SAMPLE_MISSING: {
    status: 409,
    id: 'Sebuah hasil pengambilan ({subject}) hilang dari penyimpanan. Ulangi langkah itu.',
    en: 'A capture ({subject}) is missing from the disk. Do that step again.',
  },
  ENROLMENT_IMAGE_NOT_FOUND: {
    status: 404,
    id: 'Gambar itu tidak ada lagi. Muat ulang halaman.',
    en: 'There is no such picture any more. Reload the page.',
  },
  RECEIPT_NOT_FOUND: {
    status: 404,
    id: 'Bukti perekaman ini tidak lagi tersimpan di loket. Catat kode dari daftar paket, atau minta kantor mencetaknya.',
    en: 'This receipt is no longer kept at the counter. Take the code from the list, or ask the office to print it.',
  },
  DEVICE_STREAM_FAILED: {
    status: 503,
    id: 'Gambar langsung dari alat tidak tersedia ({code}). Pengambilan tetap dapat dicoba; periksa kabel bila berulang.',
    en: 'The live picture of the device is not available ({code}). Capturing can still be tried; check the cable if it happens again.',
  },
  DEVICE_ABSENT: {
    status: 409,
    id: 'Alat untuk langkah ini tidak ditemukan. Periksa kabel dan program alatnya; loket mencarinya lagi setiap beberapa detik.',
    en: 'The device for this step was not found. Check its cable and program; the counter looks for it again every few seconds.',
  },
} as const satisfies RefusalTable;
