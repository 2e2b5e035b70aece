import type { RefusalTable } from './shape.ts';

export const backupRefusals = {
  BACKUP_KEEP_INVALID: {
    status: 400,
    id: 'Jumlah cadangan yang disimpan harus bilangan bulat mulai 1, bukan {keep}. Tidak ada yang dihapus.',
    en: 'How many backups to keep must be a whole number from 1 on, not {keep}. Nothing was removed.',
  },
  BACKUP_OFFICE_MISSING: {
    status: 404,
    id: 'Tidak ada kantor Rekam di {folder}. Sebut foldernya dengan --data.',
    en: 'There is no Rekam office in {folder}. Name its folder with --data.',
  },
  BACKUP_TARGET_INSIDE_DATA: {
    status: 422,
    id: 'Cadangan tidak boleh berada di dalam folder data yang dicadangkan. Pilih disk atau flashdisk lain.',
    en: 'A backup must not lie inside the data folder that it backs up. Choose another disk or a stick.',
  },
  BACKUP_TARGET_NOT_EMPTY: {
    status: 409,
    id: '{folder} sudah berisi kantor; pemulihan tidak menimpa apa pun. Pilih folder kosong dengan --data.',
    en: '{folder} already holds an office; restoring overwrites nothing. Choose an empty folder with --data.',
  },
  BACKUP_NOT_FOUND: {
    status: 404,
    id: 'Tidak ada cadangan Rekam yang utuh di {folder}. Periksa foldernya.',
    en: 'There is no whole Rekam backup in {folder}. Check the folder.',
  },
  BACKUP_DAMAGED: {
    status: 422,
    id: 'Cadangan rusak: {file} tidak sesuai dengan catatannya. Pakai cadangan lain; tidak ada yang diubah.',
    en: 'The backup is damaged: {file} differs from its record. Use another backup; nothing was changed.',
  },
  BACKUP_FILE_MISSING: {
    status: 422,
    id: 'Berkas {file} tidak ada atau rusak di kantor ini, sehingga cadangan tidak lengkap. Cadangan lama tetap berlaku; periksa disk.',
    en: 'The file {file} is missing or damaged in this office, so the backup is not complete. The earlier backup still stands; check the disk.',
  },
  BACKUP_KEYS_NEEDED: {
    status: 422,
    id: 'Kunci kantor diperlukan: sebut salinan kunci dengan --keys FILE.',
    en: 'The keys of the office are needed: name their recovery copy with --keys FILE.',
  },
  BACKUP_KEYS_OLDER: {
    status: 422,
    id: 'Salinan kunci ini lebih tua daripada cadangannya: kunci {key} belum ada di dalamnya. Pakai salinan yang dibuat sesudah kunci terakhir diganti, atau cadangan yang lebih tua dengan --generation.',
    en: 'This recovery copy is older than the backup: it lacks the key {key}. Use the copy made after the last change of keys, or an older backup with --generation.',
  },
  BACKUP_PASSPHRASE_WRONG: {
    status: 403,
    id: 'Frasa sandi tidak membuka salinan kunci ini, atau berkasnya rusak. Coba lagi.',
    en: 'The passphrase does not open this recovery copy, or the file is damaged. Try again.',
  },
  BACKUP_PASSPHRASE_SHORT: {
    status: 422,
    id: 'Frasa sandi terlalu pendek: pakai paling sedikit {least} huruf, misalnya lima kata.',
    en: 'The passphrase is too short: use at least {least} characters, five words for instance.',
  },
  BACKUP_PASSPHRASE_DIFFERS: {
    status: 422,
    id: 'Kedua frasa sandi tidak sama. Ulangi perintahnya.',
    en: 'The two passphrases differ. Run the command again.',
  },
} as const satisfies RefusalTable;
