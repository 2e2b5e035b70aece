import { dayAt, type Fault, type PlainDate, type Repair, type TimeZoneName, timeZones } from '@rekam/domain';
import type { ComponentRow } from '@rekam/protocol';
import { longDate } from '@rekam/protocol/words/dates.ts';
import { equipmentTermsId as terms } from '@rekam/protocol/words/equipment.ts';

/** One component of the letter: what it is, and what is known of its fault. */
export interface LetterItem {
  readonly heading: string;
  readonly lines: readonly (readonly [name: string, value: string])[];
}

/** A letter in the form of an office's (naskah dinas), before it is set in type. */
export interface Letter {
  readonly head: readonly string[];
  readonly placeAndDate: string;
  readonly particulars: readonly (readonly [name: string, value: string])[];
  readonly addressee: readonly string[];
  readonly opening: readonly string[];
  readonly items: readonly LetterItem[];
  readonly afterItems: readonly string[];
  readonly asks: readonly string[];
  readonly closing: string;
  readonly signatory: readonly string[];
  readonly copies: readonly string[];
}

export interface LetterSubject {
  readonly row: ComponentRow;
  readonly fault: Fault;
  readonly repair: Repair;
}

export interface LetterFacts {
  /** `Kota Kupang`, `Kabupaten Sumba Timur`. */
  readonly regency: string;
  readonly province: string;
  readonly timeZone: TimeZoneName;
  readonly today: PlainDate;
  readonly headName: string | null;
  readonly subjects: readonly LetterSubject[];
  /** Of the whole office, of sets in use. */
  readonly sets: { readonly working: number; readonly all: number };
  /** Counted by tap at the places of these components since the first of the faults; null: nobody counted. */
  readonly turnedAway: {
    readonly residents: number;
    readonly since: PlainDate;
    readonly until: PlainDate;
  } | null;
}

/** To be filled in by hand before it is signed: Rekam gives no letter numbers. */
const blank = '.........................';

/** The letter to the Directorate-General, from facts alone; what is not known is said not to be. */
export function writeLetter(facts: LetterFacts): Letter {
  const { regency, province, today, subjects, sets, turnedAway } = facts;
  const seat = regency.replace(/^(Kota|Kabupaten) /, '');
  const head = regency.startsWith('Kota') ? 'Wali Kota' : 'Bupati';
  return {
    head: [`PEMERINTAH ${regency.toUpperCase()}`, 'DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL'],
    placeAndDate: `${seat}, ${longDate(today)}`,
    particulars: [
      ['Nomor', blank],
      ['Sifat', 'Segera'],
      ['Lampiran', '-'],
      ['Hal', 'Permohonan perbaikan alat perekaman KTP-el'],
    ],
    addressee: [
      'Yth. Direktur Jenderal Kependudukan dan Pencatatan Sipil',
      'Kementerian Dalam Negeri',
      'di Jakarta',
    ],
    opening: [
      `Dengan hormat, kami sampaikan bahwa ${subjects.length} komponen alat perekaman KTP-el di ${regency} rusak dan tidak dapat kami pulihkan dengan kemampuan daerah. Pada tanggal surat ini, ${sets.working} dari ${sets.all} set alat perekaman kami dapat melayani perekaman.`,
      'Rincian setiap komponen sebagai berikut.',
    ],
    items: subjects.map((subject, i) => itemOf(subject, i + 1, facts)),
    afterItems: [
      turnedAway === null
        ? 'Jumlah penduduk yang tidak terlayani belum kami hitung.'
        : `Sejak ${longDate(turnedAway.since)} sampai ${longDate(turnedAway.until)}, petugas kami mencatat ${turnedAway.residents} penduduk yang datang dan tidak dapat dilayani di tempat-tempat tersebut.`,
      'Sehubungan dengan itu, kami mohon:',
    ],
    asks: asksOf(subjects),
    closing: 'Demikian kami sampaikan. Atas perhatian dan bantuan Bapak/Ibu, kami ucapkan terima kasih.',
    signatory: [
      `Kepala Dinas Kependudukan dan Pencatatan Sipil`,
      regency,
      '',
      '',
      facts.headName ?? blank,
      `NIP ${blank}`,
    ],
    copies: [
      `${head} ${seat}`,
      `Kepala Dinas yang membidangi kependudukan dan pencatatan sipil Provinsi ${province}`,
    ],
  };
}

function itemOf({ row, fault, repair }: LetterSubject, number: number, facts: LetterFacts): LetterItem {
  const offset = timeZones[facts.timeZone].offsetMinutes;
  const diagnosis = repair.diagnoses.at(-1);
  const ended = (text: string): string => (text === '' || /[.!?]$/.test(text) ? text : `${text}.`);
  const seen = fault.reports.map(({ symptom, note }) =>
    note === '' ? terms.symptoms[symptom] : `${terms.symptoms[symptom]} (${note.replace(/[.\s]+$/, '')})`,
  );
  const place = [row.setName, row.place?.name].filter(Boolean).join(', ');
  return {
    heading: `${number}. ${terms.kinds[row.kind]}${place === '' ? '' : `, ${place}`}`,
    lines: [
      ['Merek dan model', `${row.make} ${row.model}`],
      ['Nomor seri', row.serial],
      ['Kepemilikan', ownerText(row)],
      ['Perolehan', acquiredText(row)],
      ['Rusak sejak', longDate(dayAt(fault.since, offset))],
      ['Gejala', ended([...new Set(seen)].join('; '))],
      ['Penyebab', terms.causes[fault.cause]],
      [
        'Diagnosis',
        diagnosis
          ? `${terms.verdicts[diagnosis.verdict]}, oleh ${diagnosis.by}, ${longDate(diagnosis.on)}. Bukti: ${ended(diagnosis.evidence)}`
          : 'Belum dilakukan.',
      ],
      [
        'Upaya daerah',
        repair.attempts.length === 0
          ? 'Belum ada yang tercatat.'
          : repair.attempts
              .map(({ what, result, on }) => `${longDate(on)}: ${what}; ${ended(result)}`)
              .join(' '),
      ],
      ['Surat terdahulu', lettersText(repair)],
    ],
  };
}

function ownerText({ owner }: ComponentRow): string {
  if (owner.kind === 'lent') return `Pinjaman dari ${owner.by}`;
  return owner.kind === 'unrecorded' ? 'Belum tercatat; mohon penegasan' : terms.owners[owner.kind];
}

function acquiredText({ boughtOn, funding }: ComponentRow): string {
  const money = funding === 'unrecorded' ? 'sumber dana belum tercatat' : terms.fundings[funding];
  return boughtOn === null ? `Tanggal belum tercatat; ${money}` : `${longDate(boughtOn)}; ${money}`;
}

function lettersText({ letters, answers, promisedOn }: Repair): string {
  if (letters.length === 0) return 'Belum ada.';
  const sent = letters.map(
    ({ paper, addressee }) => `Nomor ${paper.number} tanggal ${longDate(paper.date)} kepada ${addressee}`,
  );
  const last = answers.at(-1);
  const answered = last ? `Jawaban ${last.from}, ${longDate(last.on)}: ${last.summary}.` : 'Belum dijawab.';
  const promised = promisedOn === null ? '' : ` Dijanjikan ${longDate(promisedOn)}.`;
  return `${sent.join('; ')}. ${answered}${promised}`;
}

function asksOf(subjects: readonly LetterSubject[]): string[] {
  const some = (owner: string): boolean => subjects.some(({ row }) => row.owner.kind === owner);
  return [
    'perbaikan atau penggantian komponen tersebut, atau penugasan teknisi ke tempat kami;',
    'kepastian tanggal penanganan, agar dapat kami umumkan kepada penduduk;',
    ...(some('bmn')
      ? [
          'penegasan pihak yang menanggung biaya untuk barang milik negara tersebut, atau persetujuan agar daerah memperbaikinya dengan APBD;',
        ]
      : []),
    ...(some('unrecorded') ? ['penegasan status kepemilikan komponen yang belum tercatat;'] : []),
    'pinjaman komponen pengganti selama perbaikan berlangsung.',
  ];
}
