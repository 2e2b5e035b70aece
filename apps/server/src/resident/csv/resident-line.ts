/*
 * The fields of one line into a row for PostgreSQL's COPY, by the rules of the domain (RES1 … RES11).
 *
 * Half a million lines repeat themselves: sex, religion, street names, dates. The domain judges each different value
 * of a column once; what it said is remembered. Values that hardly repeat (NIK, name, address) take a short way when
 * they plainly have the register's form, and the domain's way otherwise.
 */
import {
  type BiodataInput,
  checkBiodata,
  liesWithin,
  longestPaper,
  normaliseName,
  type PlainDate,
  parseNik,
  shortestPaper,
} from '@rekam/domain';
import { type Column, type Header, regionParts } from './columns.ts';
import { readDate, wordOfRegister } from './register-words.ts';

type Details = Readonly<Record<string, string | number>>;

export interface LineProblem {
  readonly code: string;
  readonly column: Column;
  /** For the reason's sentence; never what the line says of the resident. */
  readonly details: Details;
}

interface Judged {
  /** Escaped for COPY; undefined where the value is refused. */
  readonly copy: string | undefined;
  readonly problem: string | undefined;
  readonly details?: Details;
}

type Field = keyof BiodataInput;

/** A resident with whom nothing is wrong: a single value is judged by putting it in his place. */
const faultless: BiodataInput = {
  nik: '1101010101010001',
  familyCardNumber: '',
  name: 'A',
  birthPlace: '',
  birthDate: '2001-01-01',
  sex: 'LAKI-LAKI',
  bloodGroup: '-',
  religion: 'ISLAM',
  maritalStatus: 'KAWIN',
  occupation: '',
  nationality: 'WNI',
  address: '',
  rt: '1',
  rw: '1',
  kelurahanCode: '11.01.01.1001',
};

const nothing = '\\N';
/** Source of a status whose file does not name one. */
const unnamedSource = 'IMPOR';

export interface LineContext {
  readonly header: Header;
  readonly today: PlainDate;
  /** Region of the office, `53.71`; residents live in it. */
  readonly officeRegion: string;
}

/** Reads lines into rows; remembers what it has judged. */
export class ResidentLines {
  readonly #context: LineContext;
  #problem: LineProblem | undefined;

  readonly #birthPlace: Memory;
  readonly #birthDate: Memory;
  readonly #sex: Memory;
  readonly #bloodGroup: Memory;
  readonly #religion: Memory;
  readonly #maritalStatus: Memory;
  readonly #occupation: Memory;
  readonly #nationality: Memory;
  readonly #rt: Memory;
  readonly #rw: Memory;
  readonly #kelurahan: Memory;
  readonly #status: Memory;
  readonly #statusDay: Memory;
  readonly #source: Memory;
  readonly #deathDay: Memory;

  constructor(context: LineContext) {
    this.#context = context;
    const of = (column: Column, field: Field) =>
      new Memory(column, (text) => this.#judge(field, wordOfRegister(field, text)));
    this.#birthPlace = of('TMPT_LHR', 'birthPlace');
    this.#birthDate = of('TGL_LHR', 'birthDate');
    this.#sex = of('JENIS_KLMIN', 'sex');
    this.#bloodGroup = of('GOL_DRH', 'bloodGroup');
    this.#religion = of('AGAMA', 'religion');
    this.#maritalStatus = of('STAT_KWN', 'maritalStatus');
    this.#occupation = of('PEKERJAAN', 'occupation');
    this.#nationality = of('KEWARGANEGARAAN', 'nationality');
    this.#rt = of('NO_RT', 'rt');
    this.#rw = of('NO_RW', 'rw');
    const dotted = context.header.at.KODE_WILAYAH !== -1;
    this.#kelurahan = new Memory(dotted ? 'KODE_WILAYAH' : 'NO_KEL', (text) => this.#judgeKelurahan(text));
    // A status and its source are texts like an occupation: 60 characters, upper case, nothing unreadable.
    this.#status = new Memory('STATUS_REKAM', (text) => this.#judge('occupation', text));
    this.#source = new Memory('SUMBER', (text) => this.#judge('occupation', text));
    this.#statusDay = new Memory('TGL_STATUS', (text) => this.#judgeDay(text, 'IMPORT_STATUS_IN_FUTURE'));
    this.#deathDay = new Memory('TGL_MATI', (text) => this.#judgeDay(text, 'RESIDENT_DEATH_DAY'));
  }

  /** NIK and COPY row (tab-separated, without line feed; columns as in `stagedColumns`), or what is wrong. */
  read(fields: readonly string[]): { nik: string; row: string } | LineProblem {
    this.#problem = undefined;
    const { at } = this.#context.header;
    const nik = this.#nik(fields[at.NIK] ?? '');
    const name = this.#name(fields[at.NAMA_LGKP] ?? '');
    const birthDate = this.#recall(this.#birthDate, at.TGL_LHR, fields);
    const [status, source, statusDay] = this.#recorded(fields);
    const [diedOn, deathPaper] = this.#death(fields, birthDate);
    const row = [
      nik,
      this.#familyCard(this.#text(fields, 'NO_KK')),
      name.copy,
      name.search,
      this.#recall(this.#birthPlace, at.TMPT_LHR, fields),
      birthDate,
      this.#recall(this.#sex, at.JENIS_KLMIN, fields),
      this.#recall(this.#bloodGroup, at.GOL_DRH, fields),
      this.#recall(this.#religion, at.AGAMA, fields),
      this.#recall(this.#maritalStatus, at.STAT_KWN, fields),
      this.#recall(this.#occupation, at.PEKERJAAN, fields),
      at.KEWARGANEGARAAN === -1 ? 'WNI' : this.#recall(this.#nationality, at.KEWARGANEGARAAN, fields),
      this.#address(fields[at.ALAMAT] ?? ''),
      this.#recall(this.#rt, at.NO_RT, fields),
      this.#recall(this.#rw, at.NO_RW, fields),
      this.#region(fields),
      status,
      source,
      statusDay,
      diedOn,
      deathPaper,
    ].join('\t');
    return this.#problem ?? { nik, row };
  }

  #refuse(column: Column, code: string, details: Details = {}): string {
    this.#problem ??= { code, column, details: { ...details, field: column } };
    return '';
  }

  #text(fields: readonly string[], column: Column): string {
    const at = this.#context.header.at[column];
    return at === -1 ? '' : (fields[at] ?? '');
  }

  #nik(text: string): string {
    const nik = parseNik(text);
    return nik.ok ? nik.value : this.#refuse('NIK', nik.code, nik.details);
  }

  #familyCard(text: string): string {
    if (/^\d{16}$/.test(text)) return text;
    const digits = text.trim();
    if (digits === '' || digits === '0' || digits === '-') return nothing;
    return this.#outcome('NO_KK', this.#judge('familyCardNumber', digits));
  }

  #name(text: string): { copy: string; search: string } {
    if (text.length <= 60 && /^[A-Z]+(?: [A-Z]+)*$/.test(text)) return { copy: text, search: text };
    const checked = this.#outcome('NAMA_LGKP', this.#judge('name', text));
    return { copy: checked, search: normaliseName(text) };
  }

  #address(text: string): string {
    if (text.length <= 200 && /^[A-Z0-9.,/-]+(?: [A-Z0-9.,/-]+)*$/.test(text)) return text;
    return this.#outcome('ALAMAT', this.#judge('address', text));
  }

  #region(fields: readonly string[]): string {
    const { at } = this.#context.header;
    if (at.KODE_WILAYAH !== -1) return this.#recall(this.#kelurahan, at.KODE_WILAYAH, fields);
    const [prop, kab, kec, kel] = regionParts.map((part) => this.#text(fields, part).trim());
    const padded = [
      prop?.padStart(2, '0'),
      kab?.padStart(2, '0'),
      kec?.padStart(2, '0'),
      kel?.padStart(4, '0'),
    ];
    return this.#outcome('NO_KEL', this.#kelurahan.judge(padded.join('.')));
  }

  #judgeKelurahan(text: string): Judged {
    const judged = this.#judge('kelurahanCode', text);
    if (judged.copy === undefined || liesWithin(judged.copy, this.#context.officeRegion)) return judged;
    return { copy: undefined, problem: 'IMPORT_KELURAHAN_ELSEWHERE' };
  }

  /** Status, source and day of an earlier recording; a day of nothing is a doubt and refused. */
  #recorded(fields: readonly string[]): [string, string, string] {
    const { at } = this.#context.header;
    const status = this.#recall(this.#status, at.STATUS_REKAM, fields);
    const day = this.#recall(this.#statusDay, at.TGL_STATUS, fields);
    if (status === '' && day !== nothing) this.#refuse('STATUS_REKAM', 'IMPORT_STATUS_MISSING');
    if (status === '') return [nothing, nothing, nothing];
    return [status, this.#recall(this.#source, at.SUMBER, fields) || unnamedSource, day];
  }

  /** Day and paper of a death (RES15), both or neither. */
  #death(fields: readonly string[], birthDate: string): [string, string] {
    const { at } = this.#context.header;
    const day = this.#recall(this.#deathDay, at.TGL_MATI, fields);
    const paper = this.#text(fields, 'NO_AKTA_MATI').trim();
    if (day === nothing && paper === '') return [nothing, nothing];
    if (day === nothing) this.#refuse('TGL_MATI', 'IMPORT_DEATH_DAY_MISSING');
    else if (day < birthDate) this.#refuse('TGL_MATI', 'RESIDENT_DEATH_DAY');
    if (paper.length < shortestPaper || paper.length > longestPaper || /\p{Cc}/u.test(paper))
      this.#refuse('NO_AKTA_MATI', 'RESIDENT_DEATH_PAPER');
    return [day, escaped(paper)];
  }

  /** @param inFuture the refusal of a day that has not come yet */
  #judgeDay(text: string, inFuture: string): Judged {
    if (text.trim() === '') return { copy: nothing, problem: undefined };
    const judged = this.#judge('birthDate', readDate(text));
    return judged.problem === 'RESIDENT_BIRTH_IN_FUTURE' ? { copy: undefined, problem: inFuture } : judged;
  }

  #recall(memory: Memory, at: number, fields: readonly string[]): string {
    const judged = memory.judge(at === -1 ? '' : fields[at]!);
    return judged.copy ?? this.#outcome(memory.column, judged);
  }

  #outcome(column: Column, { copy, problem, details }: Judged): string {
    return copy ?? this.#refuse(column, problem ?? 'RESIDENT_VALUE_UNKNOWN', details);
  }

  #judge(field: Field, text: string): Judged {
    const checked = checkBiodata({ ...faultless, [field]: text }, this.#context.today);
    if (!checked.ok) return { copy: undefined, problem: checked.code, details: checked.details ?? {} };
    return { copy: escaped(checked.value[field] ?? nothing), problem: undefined };
  }
}

/** Different values remembered of one column before it begins anew. */
const mostRemembered = 50_000;

/** What was judged of a column's values. Neighbouring lines are often one family, so the last value is tried first. */
class Memory {
  readonly column: Column;
  readonly #judgeNew: (text: string) => Judged;
  readonly #known = new Map<string, Judged>();
  #lastText: string | undefined;
  #last: Judged = { copy: undefined, problem: undefined };

  constructor(column: Column, judgeNew: (text: string) => Judged) {
    this.column = column;
    this.#judgeNew = judgeNew;
  }

  judge(text: string): Judged {
    if (text === this.#lastText) return this.#last;
    let judged = this.#known.get(text);
    if (!judged) {
      if (this.#known.size >= mostRemembered) this.#known.clear();
      judged = this.#judgeNew(text);
      this.#known.set(ownCopy(text), judged);
    }
    this.#lastText = text;
    this.#last = judged;
    return judged;
  }
}

/** A piece of a long text would keep the whole text alive for as long as it is remembered. */
const ownCopy = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le');

/** The domain leaves no tabs or line ends in a text, so only the backslash means something to COPY. */
const escaped = (text: string): string => (text === nothing ? text : text.replaceAll('\\', '\\\\'));
