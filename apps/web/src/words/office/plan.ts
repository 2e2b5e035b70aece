import { words } from '../wording.ts';

/** Re-assembly: which moves, loans and purchases bring most counters back, and what they cost. */
export const planWords = words(
  {
    heading: 'Rakit ulang',
    lead: 'Dari alat yang masih baik: apa yang dipindahkan, dipinjam, atau dibeli supaya layanan paling banyak kembali. Tempat dengan lebih banyak warga belum rekam dan lebih jauh dari tempat lain didahulukan.',
    compute: 'Hitung rencana',
    again: 'Hitung lagi',
    waiting: 'Menunggu giliran…',
    solving: (n: number, of: number) => `Menghitung: ${n} dari ${of} pertanyaan terjawab…`,
    failed: 'Perhitungannya gagal. Coba hitung lagi; bila tetap gagal, beri tahu administrator.',
    asOf: (when: string, who: string) => `Menurut keadaan ${when}, diminta ${who}.`,
    outdated: 'Sesudah itu keadaan alat atau harganya berubah. Hitung lagi sebelum berangkat.',
    uses: {
      moves: 'Pindahan saja',
      loans: 'Dengan pinjaman tetangga',
      purchases: 'Dengan pembelian',
    },
    brings: (before: number, after: number) => `${before} → ${after} loket berjalan`,
    nothing: 'tidak menambah loket',
    noMore: 'tidak ada loket lagi yang sepadan dengan biayanya; rencana di atas tetap yang terbaik',
    steps: (moves: number, loans: number, purchases: number) =>
      [
        `${moves} pemindahan`,
        loans > 0 ? `${loans} pinjaman` : '',
        purchases > 0 ? `${purchases} pembelian` : '',
      ]
        .filter((part) => part !== '')
        .join(', '),
    cost: (rupiah: string) => `kira-kira Rp ${rupiah}`,
    costHint: (ours: string, bought: string) =>
      `Jalan, tenaga, dan surat kira-kira Rp ${ours}; pembelian Rp ${bought}.`,
    noBudget: 'Anggaran belum diisi, jadi berapa pun harganya dihitung.',
    reached: (n: string) => `${n} warga belum rekam mendapat loket lagi di tempatnya.`,
    proven: 'Terbukti: tidak ada rencana yang lebih baik dengan cara ini.',
    gap: (percent: string) => `Waktu habis: rencana terbaik paling banyak ${percent} % lebih baik.`,
    unplaced: (places: string, km: number) =>
      `Letak ${places} belum diketahui; jaraknya dihitung ${km} km. Isi letaknya di Daftar tempat.`,
    stop: (place: string, km: number | null) => (km ? `${place} (kira-kira ${km} km)` : place),
    putIn: (kind: string, label: string, to: string) => `Pasang ${kind} (${label}) di ${to}`,
    moveHere: (kind: string, label: string, from: string, to: string) =>
      `Pindahkan ${kind} (${label}) dari ${from} ke ${to}`,
    takeAway: (kind: string, label: string, from: string, to: string) =>
      `Ambil ${kind} (${label}) dari ${from}, untuk ${to}`,
    cupboard: 'lemari',
    loan: (kind: string, label: string, lender: string, to: string) =>
      `Pinjam ${kind} (${label}) dari ${lender}, untuk ${to}`,
    until: (day: string) => `sampai ${day}`,
    buy: (kind: string, rupiah: string, to: string) => `Beli ${kind}, sekitar Rp ${rupiah}, untuk ${to}`,
    print: 'Daftar untuk pengemudi (PDF)',
    single: 'Satu pembelian yang paling menolong',
    purchase: (kind: string, rupiah: string, restored: number) =>
      `${kind}, sekitar Rp ${rupiah}: ${restored} loket lagi sesudah rakit ulang`,
    noPurchase: 'Tidak ada satu pembelian yang menambah loket di luar pemindahan.',
    settings: 'Anggaran, harga, pinjaman…',
    settingsHeading: 'Anggaran, harga, dan tawaran pinjaman',
    budget: 'Anggaran belanja alat (Rp)',
    budgetHint: 'Kosong: belum ditetapkan, berapa pun dihitung. 0: tidak ada yang dibeli.',
    prices: 'Harga alat baru (Rp)',
    pricesHint: 'Isi awal adalah perkiraan kami. Kosong: tidak dapat dibeli.',
    offers: 'Tawaran pinjaman dari tetangga',
    offersHint:
      'Alat yang menurut kantor lain di provinsi ini boleh dipinjam. Hanya yang sudah mereka katakan.',
    addOffer: 'Tambah tawaran',
    offer: (n: number) => `Tawaran ${n}`,
    kind: 'Jenis',
    label: 'Alat dan siapa yang dihubungi',
    lender: 'Kabupaten atau kota',
    km: 'Jarak (km)',
    kmHint: 'Kosong: belum diketahui.',
    untilLabel: 'Ditawarkan sampai',
    remove: 'Hapus tawaran',
    save: 'Simpan',
    wrongNumber: 'Tulis bilangan bulat, atau kosongkan.',
  },
  {
    heading: 'Re-assembly',
    lead: 'From the components that still work: what to move, borrow or buy to bring back most service. Places with more residents not yet recorded and further from the next one come first.',
    compute: 'Find plans',
    again: 'Find again',
    waiting: 'Waiting for its turn…',
    solving: (n: number, of: number) => `Solving: ${n} of ${of} questions answered…`,
    failed: 'The plan could not be found. Try again; if it fails again, tell the administrator.',
    asOf: (when: string, who: string) => `As things stood on ${when}, asked by ${who}.`,
    outdated: 'Since then equipment or prices have changed. Find plans again before you set out.',
    uses: {
      moves: 'Moves only',
      loans: 'With loans from neighbours',
      purchases: 'With purchases',
    },
    brings: (before: number, after: number) => `${before} → ${after} working counters`,
    nothing: 'adds no counter',
    noMore: 'no further counter is worth its price; the plan above stays the best',
    steps: (moves: number, loans: number, purchases: number) =>
      [`${moves} moves`, loans > 0 ? `${loans} loans` : '', purchases > 0 ? `${purchases} purchases` : '']
        .filter((part) => part !== '')
        .join(', '),
    cost: (rupiah: string) => `about Rp ${rupiah}`,
    costHint: (ours: string, bought: string) =>
      `Roads, work and papers about Rp ${ours}; purchases Rp ${bought}.`,
    noBudget: 'No budget was entered, so any sum is counted.',
    reached: (n: string) => `${n} residents not yet recorded have a counter at their place again.`,
    proven: 'Proven: there is no better plan of this kind.',
    gap: (percent: string) => `Time ran out: the best plan is better by ${percent} % at most.`,
    unplaced: (places: string, km: number) =>
      `Where ${places} stand is not known; their ways count as ${km} km. Enter it under Places.`,
    stop: (place: string, km: number | null) => (km ? `${place} (about ${km} km)` : place),
    putIn: (kind: string, label: string, to: string) => `Put ${kind} (${label}) into ${to}`,
    moveHere: (kind: string, label: string, from: string, to: string) =>
      `Move ${kind} (${label}) from ${from} to ${to}`,
    takeAway: (kind: string, label: string, from: string, to: string) =>
      `Take ${kind} (${label}) from ${from}, for ${to}`,
    cupboard: 'the cupboard',
    loan: (kind: string, label: string, lender: string, to: string) =>
      `Borrow ${kind} (${label}) from ${lender}, for ${to}`,
    until: (day: string) => `until ${day}`,
    buy: (kind: string, rupiah: string, to: string) => `Buy ${kind}, about Rp ${rupiah}, for ${to}`,
    print: 'List for the driver (PDF)',
    single: 'The single purchase that helps most',
    purchase: (kind: string, rupiah: string, restored: number) =>
      `${kind}, about Rp ${rupiah}: ${restored} more ${restored === 1 ? 'counter' : 'counters'} after re-assembly`,
    noPurchase: 'No single purchase adds a counter to what moving brings.',
    settings: 'Budget, prices, loans…',
    settingsHeading: 'Budget, prices, and offers of loans',
    budget: 'Budget for parts (Rp)',
    budgetHint: 'Empty: not set, any sum is counted. 0: nothing is bought.',
    prices: 'Prices of new parts (Rp)',
    pricesHint: 'At first our estimates. Empty: not for sale.',
    offers: 'Loans that neighbours offer',
    offersHint: 'What other offices of this province said they would lend. Only what they said.',
    addOffer: 'Add an offer',
    offer: (n: number) => `Offer ${n}`,
    kind: 'Kind',
    label: 'What it is, and who was asked',
    lender: 'Regency or city',
    km: 'Distance (km)',
    kmHint: 'Empty: not known.',
    untilLabel: 'Offered until',
    remove: 'Remove the offer',
    save: 'Save',
    wrongNumber: 'Enter a whole number, or leave it empty.',
  },
);
