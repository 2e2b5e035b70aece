export const failureId = {
  heading: (device: string) => `${device} tidak dapat dipakai`,
  unread: (device: string) => `${device}: belum terbaca`,
  device: (serial: string) => `Alat bernomor seri ${serial}`,
  tryThis: 'Yang dapat dicoba',
  advice: {
    'place-again': [
      'Minta penduduk meletakkan lagi, tekan rata, dan tahan.',
      'Bersihkan permukaan kaca dengan kain kering.',
    ],
    'place-again-face': [
      'Hadapkan wajah atau mata ke alat, buka mata lebar, dan diam sebentar.',
      'Atur cahaya: dari depan, tidak menyilaukan lensa; bersihkan lensanya.',
    ],
    wait: ['Tunggu sampai lampu alat berhenti berkedip.', 'Tutup program lain yang memakai alat ini.'],
    'check-cable': [
      'Cabut lalu pasang lagi kabel USB alat.',
      'Periksa apakah lampu alat menyala.',
      'Coba lubang USB yang lain.',
    ],
    'open-incident': [
      'Periksa sekali lagi kabel, daya, dan program alat.',
      'Bila tetap gagal jangan dipaksa: catat nomor serinya dan hubungi teknisi.',
      'Sementara itu, sisihkan perekaman atau lanjutkan sesuai kebijakan.',
    ],
    software: [
      'Coba sekali lagi.',
      'Bila berulang, keluar lalu jalankan ulang Rekam; perekaman ini tersimpan.',
    ],
  },
  safe: 'Tidak ada yang hilang: hasil langkah sebelumnya sudah tersimpan.',
  owe: 'Lanjut tanpa alat ini',
  oweHeading: (step: string) => `Lanjut tanpa ${step}`,
  oweLead:
    'Langkah ini menjadi utang pada perekaman dan harus dilengkapi kemudian. Penyelia menyetujui dengan PIN.',
};
