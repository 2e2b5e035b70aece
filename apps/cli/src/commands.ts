/** All commands in the order of the help. `run` gives the exit code. */
import type { Sentence } from '@rekam/protocol/words/sentence.ts';
import { runProgram } from './programs.ts';

export interface Command extends Sentence {
  readonly words: string;
  readonly usage: string;
  readonly run: (argv: string[]) => Promise<number>;
}

const program =
  (file: string, ...fixed: string[]) =>
  (argv: string[]) =>
    runProgram(file, [...fixed, ...argv]);

const commands: readonly Command[] = [
  {
    words: 'start',
    usage:
      '[--data DIR] [--port N] [--host H] [--tls-cert F --tls-key F | --behind-proxy] [--trust-devices F] [--no-station]',
    id: 'Menjalankan kantor dan satu loket dengan alat simulasi',
    en: 'Run the office and one counter with simulated devices',
    run: async (argv) => (await import('./start/start.ts')).start(argv),
  },
  {
    words: 'test',
    usage: '[FILTER …]',
    id: 'Menjalankan semua pengujian',
    en: 'Run all tests',
    run: async (argv) => (await import('./test/run-tests.ts')).runTests(argv),
  },
  {
    words: 'check',
    usage: '',
    id: 'Memeriksa tipe, format, aturan impor dan kode mati',
    en: 'Check types, format, import rules and dead code',
    run: async () => (await import('./test/check-house.ts')).checkHouse(),
  },
  {
    words: 'station',
    usage: '--office URL --code CODE [--data DIR] [--port N]',
    id: 'Menjadikan komputer ini loket perekaman',
    en: 'Make this computer a counter',
    run: async (argv) => (await import('./station/station-run.ts')).runStation(argv),
  },
  {
    words: 'station bundle',
    usage: 'DIR',
    id: 'Menyalin loket siap pakai ke flashdisk',
    en: 'Copy a ready counter to a stick',
    run: async (argv) => (await import('./station/station-bundle.ts')).bundleStation(argv),
  },
  {
    words: 'spool',
    usage: 'list|verify|export DIR|import DIR [--data DIR] [--json]',
    id: 'Paket di loket: daftar, periksa, bawa dengan flashdisk',
    en: 'Packets on a station: list, verify, carry by stick',
    run: async (argv) => (await import('./station/spool.ts')).spool(argv),
  },
  {
    words: 'backup',
    usage: 'DIR [--data DIR]',
    id: 'Cadangan kantor: berjalan, utuh, terenkripsi, diperiksa',
    en: 'Back the running office up: consistent, encrypted, verified',
    run: program('apps/server/src/backup/main.ts', 'backup'),
  },
  {
    words: 'restore',
    usage: 'DIR --data DIR --keys FILE',
    id: 'Memulihkan kantor dari cadangan',
    en: 'Restore an office from a backup',
    run: program('apps/server/src/backup/main.ts', 'restore'),
  },
  {
    words: 'office-keys',
    usage: 'escrow FILE|rotate [--data DIR]',
    id: 'Kunci kantor: salinan cadangan dan penggantian',
    en: 'Office keys: recovery copy and rotation',
    run: program('apps/server/src/office-keys/main.ts'),
  },
  {
    words: 'audit verify',
    usage: '[--data DIR] [--json]',
    id: 'Memeriksa rantai semua fakta kantor',
    en: 'Verify the chain of all facts of the office',
    run: program('apps/server/src/audit/main.ts', 'verify'),
  },
  {
    words: 'card print',
    usage: 'FILE --printer ipp://… [--job NAME] [--wait SECONDS] [--json]',
    id: 'Mengirim satu berkas ke printer kartu dan mengikutinya sampai selesai; nama pekerjaan yang sama tidak tercetak dua kali',
    en: 'Send one file to a card printer and follow it to its end; the same job name is not printed twice',
    run: async (argv) => (await import('./card/print.ts')).printCardFile(argv),
  },
  {
    words: 'centre export',
    usage:
      'DIR --by NAME (--to age1… | --open | --form mosip --center N --machine N --centre-key FILE) [--again REASON] [--json]',
    id: 'Mengekspor rekaman untuk pusat ke satu folder: utuh atau tidak sama sekali, tersandi, yang sudah dikirim tidak ikut lagi',
    en: 'Export recordings for the centre into a folder: whole or not at all, encrypted, nothing twice',
    run: program('apps/server/src/centre/export/main.ts', 'export'),
  },
  {
    words: 'centre exports',
    usage: '--by NAME [--json]',
    id: 'Daftar ekspor ke pusat dan mana yang sudah terkirim',
    en: 'List the exports to the centre and which were sent',
    run: program('apps/server/src/centre/export/main.ts', 'exports'),
  },
  {
    words: 'centre sent',
    usage: 'EXPORT --by NAME --means TEXT [--on YYYY-MM-DD] [--json]',
    id: 'Mencatat bahwa satu ekspor sudah dikirim: kapan dan dengan apa',
    en: 'Write down that an export was sent: when and by what means',
    run: program('apps/server/src/centre/export/main.ts', 'sent'),
  },
  {
    words: 'letter verify',
    usage: 'FILE|CODE|NUMBER … [--office URL] [--json]',
    id: 'Memeriksa surat keterangan: berkas PDF, isi kode QR, atau nomornya',
    en: 'Check a substitute letter: its PDF, the text of its QR code, or its number',
    run: program('apps/server/src/letter/main.ts', 'verify'),
  },
  {
    words: 'devices simulate',
    usage: '[--port-from N] [--kinds finger,iris,face] [--spec 0.9.5|1.0] [--seed S] [--prints DIR]',
    id: 'Alat perekaman simulasi (SBI)',
    en: 'Simulated recording devices (SBI)',
    run: program('packages/devices/src/simulated/main.ts'),
  },
  {
    words: 'esign simulate',
    usage: '[--port N] [--fault NAME] …',
    id: 'Layanan e-sign (seperti BSrE) untuk percobaan',
    en: 'An e-sign service (like BSrE) to try things with',
    run: program('packages/devices/src/esign/main.ts'),
  },
  {
    words: 'simulate day',
    usage: '[--stations N] [--recordings N] [--json]',
    id: 'Satu hari perekaman dalam folder sementara',
    en: 'A day of recordings in a temporary folder',
    run: async (argv) => (await import('./simulate/day/main.ts')).simulateDay(argv),
  },
  {
    words: 'simulate faults',
    usage: '[--seeds N | --seed S] [--json]',
    id: 'Gangguan acak: mati listrik, kill -9, disk penuh, jam mundur',
    en: 'Random faults: power cut, kill -9, full disk, clock set back',
    run: async (argv) => (await import('./simulate/faults/main.ts')).runFaults(argv),
  },
  {
    words: 'simulate issuance',
    usage: '[--residents 2000] [--json]',
    id: 'Dari terekam sampai KTP-el di tangan: status pusat, surat, blangko, cetak, penyerahan',
    en: 'From recorded to card in hand: the centre’s words, letters, blanks, printing, hand-over',
    run: async (argv) => (await import('./simulate/issuance/main.ts')).simulateIssuance(argv),
  },
  {
    words: 'simulate outage',
    usage: '[--json]',
    id: 'Enam loket kehilangan alatnya satu per satu: berapa detik sampai diketahui umum',
    en: 'Six counters lose their devices one by one: seconds until the public knows',
    run: async (argv) => (await import('./simulate/outage/main.ts')).simulateOutage(argv),
  },
  {
    words: 'bench upload',
    usage: '[--json]',
    id: 'Kecepatan penerimaan dan pembukaan paket',
    en: 'How fast packets are received and opened',
    run: async (argv) => (await import('./bench/upload.ts')).benchUpload(argv),
  },
  {
    words: 'bench gallery',
    usage: '[--persons N] [--probes N] [--workers N] [--data DIR] [--gallery FILE] [--json]',
    id: 'Kecepatan, memori dan kehilangan pencarian sidik jari di antara sejuta orang',
    en: 'Speed, memory and losses of searching fingerprints among a million people',
    run: async (argv) => (await import('./bench/gallery/main.ts')).benchGallery(argv),
  },
  {
    words: 'bench residents',
    usage: '[--json]',
    id: 'Kecepatan impor dan pencarian penduduk',
    en: 'How fast residents are imported and found',
    run: program('apps/server/src/bench/residents.ts'),
  },
  {
    words: 'fingerprint show',
    usage: 'IMAGE [--dpi N] [--out FILE.png] [--json]',
    id: 'Tahap pencarian minutia satu sidik jari sebagai gambar',
    en: 'The stages of finding one print’s minutiae, as a picture',
    run: async (argv) => (await import('./fingerprint/show.ts')).showFingerprint(argv),
  },
  {
    words: 'fingerprint compare',
    usage: 'A B [--one-in N] [--dpi N] [--dpi-b N] [--out FILE.png] [--json]',
    id: 'Membandingkan dua sidik jari; pasangan minutianya digambar berdampingan',
    en: 'Compare two prints, with their paired minutiae side by side in a picture',
    run: async (argv) => (await import('./fingerprint/compare.ts')).compareFingerprints(argv),
  },
  {
    words: 'fingerprint fuzz',
    usage: '[--cases N] [--seed N] [--only N] [--json]',
    id: 'Gambar, rekaman ISO dan templat jahat terhadap mesin sidik jari',
    en: 'Hostile pictures, ISO records and templates against the fingerprint engine',
    run: async (argv) => (await import('./fingerprint/fuzz.ts')).fuzzFingerprints(argv),
  },
  {
    words: 'fingerprint distributions',
    usage: '--data FOLDER [--fingers N] [--out FILE.svg] [--json]',
    id: 'Skor, minutia dan mutu sidik jari asli dan buatan berdampingan',
    en: 'Scores, minutiae and quality of real and of drawn prints side by side',
    run: async (argv) => (await import('./fingerprint/distributions.ts')).showDistributions(argv),
  },
  {
    words: 'fingerprint package',
    usage: 'DIR [--json]',
    id: 'Mesin sidik jari sebagai paket npm tersendiri, untuk Node dan peramban',
    en: 'The fingerprint engine as an npm package of its own, for Node and browsers',
    run: async (argv) => (await import('./fingerprint/package.ts')).packageEngine(argv),
  },
  {
    words: 'bench fingerprints',
    usage: '--data FOLDER [--scores FILE] [--det FILE] [--json]',
    id: 'Ketelitian dan kecepatan mesin sidik jari',
    en: 'How exact and how fast the fingerprint engine is',
    run: async (argv) => (await import('./bench/fingerprints.ts')).benchFingerprints(argv),
  },
  {
    words: 'bench recordings',
    usage: '[--recordings N] [--json]',
    id: 'Kecepatan daftar perekaman pada sejuta rekaman',
    en: 'How fast lists of recordings are at a million of them',
    run: program('apps/server/src/bench/recordings.ts'),
  },
  {
    words: 'bench people',
    usage: '[--people N] [--seconds N] [--residents N] [--recordings N] [--json]',
    id: 'Seratus petugas di layar kantor sekaligus: lama jawaban',
    en: 'A hundred officers at the office’s screens at once: how long answers take',
    run: program('apps/server/src/bench/people.ts'),
  },
  {
    words: 'bench plan',
    usage: '[--seed S] [--json]',
    id: 'Rencana rakit ulang: Kupang dan seluruh negeri',
    en: 'Re-assembly plans: Kupang and the whole country',
    run: program('apps/server/src/bench/plan.ts'),
  },
  {
    words: 'bench letters',
    usage: '[--json]',
    id: 'Surat keterangan bertanda tangan per detik, pada satu dan dua inti',
    en: 'Signed letters a second, on one core and on two',
    run: program('apps/server/src/bench/letters.ts'),
  },
  {
    words: 'bench letter-batch',
    usage: '[--letters N] [--signed file|token|bsre] [--json]',
    id: 'Ribuan surat sekali jalan: waktu, memori, berkas cetak dan arsipnya',
    en: 'Thousands of letters in one go: time, memory, the file to print and the archive',
    run: program('apps/server/src/bench/letter-batch.ts'),
  },
  {
    words: 'bench printing-day',
    usage: '[--blanks N] [--printers N] [--json]',
    id: 'Kiriman 16.000 blangko dalam satu hari: dipilih, dicetak, diperiksa, dikotakkan per kecamatan',
    en: 'A consignment of 16,000 blanks in one day: chosen, printed, checked, boxed by kecamatan',
    run: program('apps/server/src/bench/printing-day.ts'),
  },
  {
    words: 'bench letter-check',
    usage: '[--json]',
    id: 'Memeriksa kode surat di telepon murah: waktu dari kode sampai jawaban',
    en: 'Checking a letter’s code on a cheap phone: time from the code to the answer',
    run: program('apps/web/src/check/bench-check.ts'),
  },
  {
    words: 'bench public',
    usage: '[--json]',
    id: 'Berat dan kecepatan situs layanan untuk umum',
    en: 'Weight and speed of the public site',
    run: async (argv) => (await import('./bench/public.ts')).benchPublic(argv),
  },
  {
    words: 'bench forecast',
    usage: '[--seed S] [--cities N] [--json]',
    id: 'Ramalan berhenti, diuji pada sepuluh tahun simulasi',
    en: 'Forecasts of stops, tried on ten simulated years',
    run: async (argv) => (await import('./bench/forecast.ts')).benchForecast(argv),
  },
];

export function commandNamed(words: string[]): Command | undefined {
  return commands.find((command) => command.words === words.join(' '));
}

export function printHelp(command?: Command): void {
  const shown = command ? [command] : commands;
  const lines = shown.map(
    (c) => `  bin/rekam ${c.words} ${c.usage}\n      ${c.id}\n      \x1b[2m${c.en}\x1b[0m`,
  );
  process.stdout.write(`Rekam\n\n${lines.join('\n')}\n`);
}
